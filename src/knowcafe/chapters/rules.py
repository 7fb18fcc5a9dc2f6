"""Who may do what with a chapter."""

from __future__ import annotations

from knowcafe.accounts.models import Person
from knowcafe.chapters.models import Chapter, Member


def can_see(person: Person | None, chapter: Chapter) -> bool:
    """Whether a chapter exists, as far as somebody may know."""
    return Chapter.objects.visible_to(person).filter(pk=chapter.pk).exists()


def can_host(person: Person | None, chapter: Chapter) -> bool:
    """Hosts of this chapter, and leads."""
    if person is None:
        return False
    hosts = Member.objects.filter(chapter=chapter, person=person, is_host=True)
    return person.is_lead or hosts.exists()
