"""Who may do what with a member."""

from __future__ import annotations

from knowcafe.accounts.models import Person
from knowcafe.chapters import rules as chapters
from knowcafe.chapters.models import Member


def can_speak_for(person: Person | None, member: Member) -> bool:
    """Everybody for themselves; the hosts of the chapter for its members."""
    if person is None:
        return False
    return person.pk == member.person_id or chapters.can_host(person, member.chapter)
