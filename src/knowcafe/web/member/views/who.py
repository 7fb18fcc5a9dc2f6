"""Who somebody is who is not signed in: asked once, on the way to the sign-in page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from knowcafe.accounts.queries import visitor
from knowcafe.members.queries import Chapter
from knowcafe.web.member.forms.who import WhoForm


def ask_who(
    request: HttpRequest, chapter: Chapter, *, then: str, step: int = 0
) -> HttpResponseBase:
    """A first name and an address. What is sent is sent on to the sign-in page as it is (307).

    Whoever is signed in already goes on at once.
    """
    if visitor(request.user):
        return redirect(then)
    form = WhoForm(initial={"next": then})
    page = {"chapter": chapter, "form": form, "step": step}
    if request.method != "POST":
        return render(request, "member/you.html", page)
    form = page["form"] = WhoForm(request.POST)
    if not form.is_valid():
        return render(request, "member/you.html", page, status=422)
    return HttpResponse(status=307, headers={"Location": redirect("sign-in").url})
