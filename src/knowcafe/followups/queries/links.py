"""The link to a next step: it goes to its maker's mailbox and nowhere else."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.crypto import salted_hmac

from knowcafe.cafes.queries import address
from knowcafe.followups.models import Commitment

_SIGNER = Signer(sep="~", salt="knowcafe.followups.step")


def step_link(commitment: Commitment) -> str:
    """The page on which somebody says how it went."""
    return address(reverse("step", args=[_SIGNER.sign(str(commitment.pk))]))


def step_digits(commitment: Commitment) -> str:
    """Two digits printed beside the link: a scanner that only follows it has not read them."""
    hashed = salted_hmac("knowcafe.followups.digits", str(commitment.pk), algorithm="sha256")
    return f"{int(hashed.hexdigest(), 16) % 100:02}"


def step(token: str) -> Commitment | None:
    """What a link leads to; None if it was not made by us, or the step is forgotten."""
    try:
        found = Commitment.objects.filter(pk=int(_SIGNER.unsign(token))).exclude(person=None)
    except BadSignature:
        return None
    return found.select_related("chapter", "cafe__chapter", "person").first()
