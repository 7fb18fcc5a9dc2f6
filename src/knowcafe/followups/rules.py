"""Who may say how a next step went."""

from __future__ import annotations

from django.utils.crypto import constant_time_compare

from knowcafe.accounts.models import Person
from knowcafe.followups.models import Commitment
from knowcafe.followups.queries import step_digits


def can_answer(person: Person | None, commitment: Commitment, *, typed: str = "") -> bool:
    """Nobody but its maker: signed in, or with the two digits of their mail."""
    if commitment.person_id is None:
        return False
    if person is not None and person.pk == commitment.person_id:
        return True
    return constant_time_compare(typed.strip(), step_digits(commitment))
