"""Who else runs a café."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from knowcafe.accounts.queries import visitor
from knowcafe.cafes import actions
from knowcafe.cafes.queries import attending
from knowcafe.cafes.queries.running import could_run, named_to_run, runners
from knowcafe.refused import Refused
from knowcafe.web.host.forms.running import RunForm
from knowcafe.web.host.views import cafe as cafes


@require_POST
def let_run(request: HttpRequest, chapter: str, cafe: int) -> HttpResponseBase:
    """Somebody may run this café beside its hosts."""
    by, now = visitor(request.user), timezone.now()
    here = get_object_or_404(attending.cafes_hosted_in(chapter, by), pk=cafe)
    known = runners(here)
    form = RunForm(request.POST, seated=known.seated, others=known.others)
    if not form.is_valid():
        return cafes.shown(request, here, run=form, status=422)
    person = get_object_or_404(could_run(here), pk=form.cleaned_data["person"])
    try:
        actions.let_run(here, person, by=by, now=now)
    except Refused as no:
        return cafes.shown(request, here, refused=str(no), run=form, status=409)
    return redirect(f"{reverse('host-cafe', args=[chapter, cafe])}#run")


@require_POST
def stop_running(request: HttpRequest, chapter: str, cafe: int, person: int) -> HttpResponseBase:
    """They run it no more."""
    by, now = visitor(request.user), timezone.now()
    here = get_object_or_404(attending.cafes_hosted_in(chapter, by), pk=cafe)
    named = get_object_or_404(named_to_run(here), pk=person)
    try:
        actions.stop_running(here, named, by=by, now=now)
    except Refused as no:
        return cafes.shown(request, here, refused=str(no), status=409)
    return redirect(f"{reverse('host-cafe', args=[chapter, cafe])}#run")
