"""No more invitations: one tap in the mail program, or one on this page; and one to undo it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from knowcafe.members import actions, queries


@csrf_exempt  # RFC 8058: mail programs post here without cookies; the address is the proof
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The link of a letter. Only a POST changes anything, and the same page takes it back."""
    member, now = queries.stopper(token), timezone.now()
    if not member:
        raise Http404
    if request.method == "POST":
        change = actions.allow_invitations if "undo" in request.POST else actions.stop_invitations
        change(member, by=member.person, now=now)
    page = {
        "chapter": member.chapter,
        "wants_invitations": queries.profile_of(member).wants_invitations,
        "was_undone": request.method == "POST" and "undo" in request.POST,
    }
    return render(request, "member/stop.html", page)
