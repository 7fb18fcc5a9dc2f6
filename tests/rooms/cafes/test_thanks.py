"""The morning after: everybody who came is thanked once, and says whether it helped."""

from datetime import timedelta

import pytest

from knowcafe.cafes import actions, queries
from knowcafe.cafes.models import Attendance, Cafe, Invitation
from knowcafe.cafes.queries import helped as reading
from knowcafe.chapters.models import Member
from knowcafe.core.matching import COMPANY
from knowcafe.journal.models import Entry
from knowcafe.members.models import Apart, Need, Offer, Profile
from knowcafe.outbox.models import Message
from knowcafe.refused import Refused
from tests.rooms.cafes.test_attending import AFTER, FRIDAY
from tests.rooms.cafes.test_seats import come


@pytest.fixture
def table(thursday, now) -> Cafe:
    """Amara asks about pricing; Dana, an accountant, knows about it. Both have a seat."""
    for name in ("Amara", "Dana"):
        come(thursday, name, now)
    amara, dana = member("Amara"), member("Dana")
    Profile.objects.update_or_create(
        member=dana, defaults={"role": "accountant", "is_professional": True}
    )
    Offer.objects.create(member=dana, topic="pricing", depth=2)
    Need.objects.create(
        member=amara, text="My candles", topic="pricing", for_table="Pricing", asked_at=now
    )
    return thursday


def member(name: str) -> Member:
    return Member.objects.get(person__first_name=name)


def letters() -> dict[str, Message]:
    """The letters of the morning after, by first name."""
    kinds = ("thanks", "helped")
    found = [m for m in Message.objects.order_by("pk") if m.key.partition(":")[0] in kinds]
    return {m.to.partition("@")[0]: m for m in found}


def thanked(table: Cafe) -> reading.Thanked:
    token = reading.helped_link(table, member("Amara").person).rstrip("/").rpartition("/")[2]
    mine = reading.thanked(token)
    assert mine
    return mine


def test_everybody_who_came_is_thanked_once_in_the_morning(table, esi) -> None:
    actions.note_everyone_came(table, by=esi, now=AFTER)
    assert actions.thank(now=FRIDAY - timedelta(seconds=1)) == 0
    assert actions.thank(now=FRIDAY) == 2
    assert actions.thank(now=FRIDAY) == 0
    amara, dana = letters()["amara"], letters()["dana"]
    assert amara.subject == "Thank you for coming on Thursday 25 March"
    assert "You came with a question about pricing" in amara.body
    assert "/helped/" in amara.body
    digits = queries.digits(table, member("Amara").person)
    assert f"The two digits the page asks for: {digits}" in amara.body
    assert dana.subject == "You gave 90 minutes on Thursday 25 March: thank you"
    assert "helped" not in dana.body
    assert all("http://localhost:8000/london/" in m.body for m in (amara, dana))
    table.refresh_from_db()
    assert table.thanked_at == FRIDAY
    assert Entry.objects.filter(verb="cafe.thanked").count() == 1


def test_nobody_is_thanked_for_not_coming_or_where_nothing_is_noted(table, esi) -> None:
    assert actions.thank(now=FRIDAY) == 0
    amara = member("Amara").person_id
    actions.note_attendance(table, amara, state="missed", by=esi, now=AFTER)
    actions.note_everyone_came(table, by=esi, now=AFTER)
    actions.add_walk_in(table, first_name="Grace", asked_with="", by=esi, now=AFTER)
    assert actions.thank(now=FRIDAY) == 1
    assert list(letters()) == ["dana"]


def test_a_host_who_is_still_at_it_is_waited_for_and_a_week_is_too_late(table, esi) -> None:
    actions.note_everyone_came(table, by=esi, now=FRIDAY + timedelta(hours=2))
    assert actions.thank(now=FRIDAY + timedelta(hours=2, minutes=29)) == 0
    assert actions.thank(now=AFTER + timedelta(days=7)) == 0
    assert actions.thank(now=FRIDAY + timedelta(hours=2, minutes=30)) == 2


def test_two_workers_thank_once(table, esi) -> None:
    actions.note_everyone_came(table, by=esi, now=AFTER)
    first, second = Cafe.objects.get(pk=table.pk), Cafe.objects.get(pk=table.pk)
    assert [actions.thanks._thank(cafe, now=FRIDAY) for cafe in (first, second)] == [2, 0]


def test_somebody_asked_as_a_helper_gave_time_too(table, esi, now) -> None:
    Profile.objects.update(is_professional=False)
    assert reading.gave_time(table) == set()
    Invitation.objects.create(
        cafe=table, person=member("Dana").person, as_helper=True, sent_at=now, expires_at=now
    )
    assert reading.gave_time(table) == {member("Dana").person_id}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda: Need.objects.update(topic=COMPANY), "company is nobody's know-how"),
        (lambda: Need.objects.update(topic="vat"), "nobody there knows about it"),
        (lambda: Need.objects.update(asked_at=AFTER), "asked later"),
        (lambda: Need.objects.update(closed_at="2027-03-24T00:00Z"), "closed before"),
        (lambda: Offer.objects.update(member=member("Amara")), "only they themselves know"),
        (
            lambda: Apart.objects.create(member=member("Dana"), other=member("Amara").person),
            "would rather not sit together",
        ),
    ],
)
def test_where_there_is_nothing_to_ask(table, esi, change, why: str) -> None:
    change()
    actions.note_everyone_came(table, by=esi, now=AFTER)
    assert reading.helped_at(table) == [], why
    actions.thank(now=FRIDAY)
    assert "Did it help?" not in letters()["amara"].body


def test_it_helped_is_told_once_with_a_first_name_and_a_topic(table, esi) -> None:
    actions.note_everyone_came(table, by=esi, now=AFTER)
    mine = thanked(table)
    assert (mine.topics, [need.text for need in mine.open_needs]) == ("pricing", ["My candles"])
    digits = queries.digits(table, mine.person)
    said = {"tell": True, "met": [Need.objects.get().pk], "by": None, "now": FRIDAY}
    with pytest.raises(Refused, match="two digits"):
        actions.say_it_helped(mine, typed="no", **said)
    for _twice in range(2):
        actions.say_it_helped(thanked(table), typed=f" {digits}", **said)
    letter = letters()["dana"]
    assert letter.subject == "Amara says it helped with pricing"
    assert "candles" not in letter.body
    assert Attendance.objects.get(person=mine.person).helped_at == FRIDAY
    assert (Need.objects.get().closed_as, Need.objects.get().closed_at) == ("met", FRIDAY)
    assert Entry.objects.filter(verb="attendance.helped").count() == 1
    assert thanked(table).open_needs == []


def test_who_is_signed_in_needs_no_digits_and_may_keep_it_to_themselves(table, esi) -> None:
    actions.note_everyone_came(table, by=esi, now=AFTER)
    mine = thanked(table)
    said = {"typed": "", "by": mine.person, "now": FRIDAY}
    actions.say_it_helped(mine, tell=False, met=[], **said)
    assert letters() == {}
    assert Attendance.objects.get(person=mine.person).helped_at is None
    assert Need.objects.get().closed_at is None


def test_links_that_lead_nowhere(table, esi) -> None:
    token = reading.helped_link(table, member("Amara").person).rstrip("/").rpartition("/")[2]
    assert reading.thanked("made-up") is None
    assert reading.thanked(token) is None
    actions.note_attendance(table, member("Amara").person_id, state="missed", by=esi, now=AFTER)
    assert reading.thanked(token) is None
