"""What hosts decide about one café."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes import rules
from knowcafe.cafes.actions.letters import tell
from knowcafe.cafes.models import Cafe, Seat
from knowcafe.cafes.queries import thin
from knowcafe.journal import actions as journal
from knowcafe.refused import Refused


@transaction.atomic
def change_cafe(
    cafe: Cafe,
    *,
    place: str,
    access: str,
    link: str,
    is_place_public: bool,
    has_open_door: bool,
    read_first: str,
    question: str,
    by: Person | None,
    now: datetime,
) -> int:
    """Its place, door, question and what to read first. Where people have to go somewhere else now,
    whoever holds a seat gets a letter and a new calendar entry; returns how many.
    """
    if not by or not rules.can_change(by, cafe):
        raise Refused(_("Only hosts of this chapter may change a café."))
    if not rules.is_open_for_changes(cafe, now):
        raise Refused(_("This café has begun; it stays as it is."))
    if rules.is_called_off(cafe):
        raise Refused(_("This café has been called off; it stays as it is."))
    if not place.strip() and not link:
        raise Refused(_("Say where you meet: a place, or a link to meet online."))
    was = (cafe.place, cafe.link)
    cafe.place, cafe.access, cafe.link = place.strip(), access.strip(), link
    cafe.is_place_public, cafe.has_open_door = is_place_public, has_open_door
    cafe.read_first, cafe.question = read_first, question.strip()
    fields = ("place", "access", "link", "is_place_public", "has_open_door")
    cafe.save(update_fields=(*fields, "read_first", "question"))
    journal.record(
        "cafe.changed", at=now, chapter_id=cafe.chapter_id, by_id=by.pk, about_id=cafe.pk
    )
    return _tell_new_place(cafe, now=now) if was != (cafe.place, cafe.link) else 0


def _tell_new_place(cafe: Cafe, *, now: datetime) -> int:
    Cafe.objects.filter(pk=cafe.pk).update(sequence=F("sequence") + 1)
    cafe.refresh_from_db(fields=["sequence"])
    seats = Seat.objects.filter(cafe=cafe).exclude(person=None).select_related("person")
    people = [seat.person for seat in seats.order_by("number") if seat.person]
    letters = [("seat", person) for person in people]
    letters += [("called-up", person) for person in thin.called_up(cafe)]
    return sum(tell(cafe, who, kind, phrases.new_place, now=now) for kind, who in letters)
