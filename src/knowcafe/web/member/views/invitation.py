"""An invitation: the page its mail leads to. Looking at it changes nothing."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from knowcafe import phrases
from knowcafe.accounts.actions import TooMany
from knowcafe.accounts.queries import visitor
from knowcafe.cafes import actions, queries, rules
from knowcafe.cafes.queries import asked, instead
from knowcafe.cafes.queries.asked import Invited, Table
from knowcafe.cafes.queries.reachable import known_there
from knowcafe.phrases.first_come import first_to_say_yes
from knowcafe.phrases.fitting import long_date
from knowcafe.refused import Refused
from knowcafe.web import limits
from knowcafe.web.member.forms.invitation import AnswerForm

A_PAUSE = timedelta(weeks=4)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """I'll come, can't this time, a reserve, or pause me; each a button, and another day another
    answer.
    """
    mine, person, now = asked.invited(token), visitor(request.user), timezone.now()
    if not mine:
        raise Http404
    is_known = person is not None and person.pk == mine.person.pk
    if request.method != "POST":
        again = now.date() + A_PAUSE
        return _page(request, mine, AnswerForm(is_known=is_known, initial={"until": again}))
    form = AnswerForm(request.POST, is_known=is_known)
    if not form.is_valid():
        return _page(request, mine, form, status=422)
    try:
        if not is_known:
            limits.count_digits(token, now=now)
        actions.answer_invitation(
            mine,
            answer=form.cleaned_data["answer"],
            until=form.cleaned_data["until"],
            typed=form.cleaned_data["digits"],
            by=person,
            now=now,
        )
    except TooMany as refused:
        return _page(request, mine, form, refused=str(refused), status=limits.TOO_MANY)
    except Refused as refused:
        return _page(request, mine, form, refused=str(refused), status=409)
    return redirect("invitation", token=token)


def _page(
    request: HttpRequest, mine: Invited, form: AnswerForm, *, refused: str = "", status: int = 200
) -> HttpResponse:
    now = timezone.now()
    table = asked.table(mine.cafe, now=now)
    until = asked.paused_until(mine)
    later = None if mine.can_come else instead.next_free(mine.cafe, person=mine.person, now=now)
    page = {
        "chapter": mine.cafe.chapter,
        "cafe": queries.tell(mine.cafe, now),
        "knows_place": rules.can_know_place(mine.person, mine.cafe),
        "mine": mine,
        "kept_until": phrases.kept_until(mine.until),
        "first": first_to_say_yes(mine.cafe.free, until=mine.until),
        "later": queries.tell(later, now) if later else None,
        "why": _why(mine, table),
        "topics": table.topics(besides=mine.person),
        "paused_until": long_date(until) if until else "",
        "form": form,
        "refused": refused,
    }
    return render(request, "member/invitation.html", page, status=status)


def _why(mine: Invited, table: Table) -> str:
    """Their own reason where a seat is theirs, else what the table knows, as their letter said."""
    own = table.reasons().get(mine.person.pk, "")
    return own if own or mine.keeps_seat else phrases.known_there(known_there(table))
