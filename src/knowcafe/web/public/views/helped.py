"""Did it help? The page a letter of thanks leads to."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from knowcafe.accounts.actions import TooMany
from knowcafe.accounts.queries import visitor
from knowcafe.cafes import actions, queries
from knowcafe.cafes.queries import helped as reading
from knowcafe.refused import Refused
from knowcafe.web import limits
from knowcafe.web.public.forms import HelpedForm


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def helped(request: HttpRequest, token: str) -> HttpResponseBase:
    """Looking at it says nothing to anybody; pressing a button does, once."""
    person, now = visitor(request.user), timezone.now()
    mine = reading.thanked(token)
    if not mine:
        raise Http404
    is_known = person == mine.person
    typed = request.POST if request.method == "POST" else None
    form = HelpedForm(typed, needs=mine.open_needs, asks_digits=not is_known)
    refused, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                if not is_known:
                    limits.count_digits(token, now=now)
                actions.say_it_helped(mine, **form.cleaned_data, by=person, now=now)
            except TooMany as no:
                refused, status = str(no), limits.TOO_MANY
            except Refused as no:
                refused, status = str(no), 409
            else:
                return redirect(f"{request.path}?said=thanks")
    page = {
        "chapter": mine.cafe.chapter,
        "cafe": queries.tell(mine.cafe, now),
        "mine": mine,
        "form": form,
        "refused": refused,
        "said": "said" in request.GET,
    }
    return render(request, "public/helped.html", page, status=status)
