"""The link with which somebody stops invitations: it goes to their mailbox and nowhere else."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from knowcafe.chapters.models import Member

_SIGNER = Signer(sep="~", salt="knowcafe.members.stop")


def stop_link(member: Member) -> str:
    """For the foot and the head of every letter that nobody asked for."""
    token = _SIGNER.sign(str(member.pk))
    return f"{settings.ADDRESS}{reverse('stop', args=[token])}"


def stopper(token: str) -> Member | None:
    """Whom a link is for; None if it was not made by us, or they have left."""
    try:
        member_id = int(_SIGNER.unsign(token))
    except BadSignature:
        return None
    return Member.objects.filter(pk=member_id).select_related("chapter", "person").first()
