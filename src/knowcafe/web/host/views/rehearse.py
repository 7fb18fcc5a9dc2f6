"""A year with the chapter's own people, under today's rules and under changed ones."""

from __future__ import annotations

from threading import Lock

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from knowcafe.accounts.queries import visitor
from knowcafe.cafes.queries.rehearsing import Stage, played, stage
from knowcafe.chapters.queries import chapters_hosted_by
from knowcafe.core.turnout.rehearsal import Terms
from knowcafe.phrases import rehearsing as words
from knowcafe.phrases.assuming import assumed
from knowcafe.web.host.forms.rehearse import RehearseForm
from knowcafe.web.limits import TOO_MANY, alone

YEARS = 16
"""So many are played while somebody waits, and fewer with many people: a second or two."""

LEAST, A_YEAR, A_PERSON = 3, 0.09, 0.0006
"""Years however many people; and roughly what one costs, in seconds of a processor."""

ENOUGH = 2.1
"""Seconds for all of them."""

AGAIN = 3
"""Seconds until it is worth trying again."""

_PLAYING = Lock()


@require_safe
def rehearse(request: HttpRequest, chapter: str) -> HttpResponse:
    """Today's year, and the changed one beside it. One at a time, as it takes all of a processor.

    The years are the same ones each time, so that the same choice gives the same answer.
    """
    person, now = visitor(request.user), timezone.now()
    here = get_object_or_404(chapters_hosted_by(person), slug=chapter)
    found = stage(here, now=now)
    form = RehearseForm(found.today, request.GET if "play" in request.GET else None)
    page = {"chapter": here, "form": form, "why_not": words.too_few(found.basis, found.today)}
    status = 200
    if form.is_bound and not form.is_valid():
        status = 422
    elif not page["why_not"]:
        changed = form.terms if form.is_bound else found.today
        with alone(_PLAYING) as is_free:
            if is_free:
                page |= _played(found, changed)
            else:
                status = TOO_MANY
                page["refused"] = _("Another year is being played. Try again in a few seconds.")
    answer = render(request, "host/rehearse.html", page, status=status)
    if status == TOO_MANY:
        answer["Retry-After"] = str(AGAIN)
    return answer


def _played(found: Stage, changed: Terms) -> dict[str, object]:
    made, (before, after) = played(
        found, changed, years=_years(len(found.pool.asked)), rng=np.random.default_rng(0)
    )
    different = words.changes(found.today, changed)
    sides = [(_("Today"), made.today, before, found.today)]
    if different:
        sides.append((words.card(different), made.changed, after, changed))
    return {
        "years": made.years,
        "verdict": words.verdict(made, found.today, changed, found.basis),
        "record": words.record(made, found.basis),
        "sides": sides,
        "top": max(*made.today, *made.changed),
        "rows": words.rows(made),
        "note": words.note(),
        "assumed": assumed(found.basis, found.today, changed),
        "different": different,
    }


def _years(people: int) -> int:
    return max(LEAST, min(YEARS, int(ENOUGH / (A_YEAR + A_PERSON * people))))
