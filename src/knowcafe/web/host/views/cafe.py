"""One café as its hosts set it up, or call it off."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from knowcafe.accounts.queries import visitor
from knowcafe.cafes import actions, queries
from knowcafe.cafes.queries import attending, hosting, thin
from knowcafe.cafes.queries.foreseen import foreseen
from knowcafe.cafes.queries.running import runners
from knowcafe.chapters.queries import hosts as hosts_of
from knowcafe.floor.queries.tonight import to_run
from knowcafe.phrases.grammar import listed
from knowcafe.refused import Refused
from knowcafe.web.host.forms.running import RunForm
from knowcafe.web.host.forms.settings import CafeForm
from knowcafe.web.host.forms.turnout import SecondForm

_SIGNER = Signer(sep="~", salt="knowcafe.host.told")


@require_http_methods(["GET", "HEAD", "POST"])
def cafe(request: HttpRequest, chapter: str, cafe: int) -> HttpResponseBase:
    """What is foreseen of it; its question, what to read first, its own place and door."""
    person, now = visitor(request.user), timezone.now()
    here = get_object_or_404(attending.cafes_hosted_in(chapter, person), pk=cafe)
    if request.method != "POST":
        return shown(request, here)
    form = CafeForm(request.POST)
    if not form.is_valid():
        return shown(request, here, form=form, status=422)
    try:
        letters = actions.change_cafe(here, **form.cleaned_data, by=person, now=now)
    except Refused as no:
        return shown(request, here, form=form, refused=str(no), status=409)
    return back(chapter, cafe, letters)


def shown(
    request: HttpRequest,
    here: queries.Cafe,
    *,
    form: CafeForm | None = None,
    second: SecondForm | None = None,
    run: RunForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    """A café's page, with what was typed there."""
    now = timezone.now()
    was = {name: getattr(here, name) for name in CafeForm.base_fields}
    told = _told(request, here.pk)
    hosts = [(one.pk, one.first_name) for one in hosts_of(here.chapter)]
    named = {"person_id": here.second_facilitator_id}
    may_run = runners(here)
    page = {
        "chapter": here.chapter,
        "cafe": queries.tell(here, now),
        "table": thin.table_here(here),
        "tonight": [one for one in to_run(here.chapter, now) if one.id == here.pk],
        "held": here.held,
        "people": hosting.people_of(here),
        "seen": foreseen([here], now=now).get(here.pk),
        "form": form or CafeForm(initial=was),
        "second": second or SecondForm(hosts=hosts, initial=named),
        "runners": may_run,
        "run_by_hosts": listed([name for _id, name in hosts]),
        "run": run or RunForm(seated=may_run.seated, others=may_run.others),
        "refused": refused,
        "said": told is not None,
        "told": told,
        "named": request.GET.get("kept") == "second",
    }
    return render(request, "host/cafe.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request: HttpRequest, chapter: str, cafe: int) -> HttpResponseBase:
    """How many people will be told, and the button that tells them."""
    person, now = visitor(request.user), timezone.now()
    here = get_object_or_404(attending.cafes_hosted_in(chapter, person), pk=cafe)
    refused = ""
    if request.method == "POST":
        try:
            letters = actions.call_off(here, by=person, now=now)
        except Refused as no:
            refused = str(no)
        else:
            return back(chapter, cafe, letters)
    page = {
        "chapter": here.chapter,
        "cafe": queries.tell(here, now),
        "table": thin.table_here(here),
        "people": hosting.people_of(here),
        "refused": refused,
    }
    return render(request, "host/call_off.html", page, status=409 if refused else 200)


def back(chapter: str, cafe: int, letters: int) -> HttpResponseBase:
    """To the café's page, which says how many people are told; nobody can make that number up."""
    told = _SIGNER.sign(f"{cafe}.{letters}")
    return redirect(f"{reverse('host-cafe', args=[chapter, cafe])}?told={told}")


def _told(request: HttpRequest, cafe: int) -> int | None:
    try:
        about, letters = _SIGNER.unsign(request.GET.get("told", "")).split(".")
    except BadSignature:
        return None
    return int(letters) if int(about) == cafe else None
