"""Taking something out of the chapter's know-how."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from knowcafe.accounts.queries import visitor
from knowcafe.chapters.queries import chapters_hosted_by
from knowcafe.floor import actions
from knowcafe.followups.queries.know_how import take_away


@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: HttpRequest, chapter: str, insight: int) -> HttpResponseBase:
    """What stands there, and the button that takes it out."""
    person, now = visitor(request.user), timezone.now()
    here = get_object_or_404(chapters_hosted_by(person), slug=chapter)
    found = take_away(here, insight)
    if found is None:
        raise Http404
    row, known = found
    if request.method == "POST":
        actions.take_out(row, by=person, now=now)
        return redirect(f"{reverse('know-how', args=[chapter])}?out=yes")
    return render(request, "host/take_out.html", {"chapter": here, "one": known})
