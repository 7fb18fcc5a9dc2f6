"""Who came: one tap, exceptions, walk-ins; and the question to the hosts the morning after."""

from datetime import UTC, datetime, timedelta

import pytest

from knowcafe.cafes import actions
from knowcafe.cafes.models import Attendance, Cafe, Seat
from knowcafe.cafes.queries import attending
from knowcafe.journal.models import Entry
from knowcafe.outbox.models import Message
from knowcafe.refused import Refused
from tests.rooms.cafes.test_seats import come

AFTER = datetime(2027, 3, 25, 20, 30, tzinfo=UTC)
"""Half an hour after Thursday's café."""

FRIDAY = datetime(2027, 3, 26, 8, 0, tzinfo=UTC)


@pytest.fixture
def table(thursday, now) -> Cafe:
    """Amara and Bilal have the two seats, Chidi waits for one."""
    for name in ("Amara", "Bilal"):
        come(thursday, name, now)
    come(thursday, "Chidi", now, as_reserve=True)
    return thursday


def states() -> dict[str, str]:
    return dict(Attendance.objects.order_by("pk").values_list("first_name", "state"))


def person(name: str) -> int:
    return Seat.objects.get(person__first_name=name).person_id


def test_everyone_with_one_tap_and_twice_is_once(table, esi) -> None:
    assert actions.note_everyone_came(table, by=esi, now=AFTER) == 2
    assert actions.note_everyone_came(table, by=esi, now=AFTER) == 0
    assert states() == {"Amara": "came", "Bilal": "came"}
    row = Attendance.objects.earliest("pk")
    assert (row.noted_by, row.noted_at, str(row)) == (esi, AFTER, f"Amara came {table.pk}")
    table.refresh_from_db()
    assert table.noted_at == AFTER
    assert Entry.objects.filter(verb="attendance.everyone").count() == 2


def test_exceptions_before_and_after_the_tap_stay(table, esi) -> None:
    by = {"by": esi, "now": AFTER}
    actions.note_attendance(table, person("Bilal"), state="excused", **by)
    actions.note_everyone_came(table, **by)
    assert states() == {"Bilal": "excused", "Amara": "came"}
    actions.note_attendance(table, person("Amara"), state="missed", **by)
    actions.note_attendance(table, person("Amara"), state="missed", **by)
    assert states() == {"Bilal": "excused", "Amara": "missed"}
    who = attending.who_came(table)
    assert [(g.name, g.state) for g in who.seated] == [("Amara", "missed"), ("Bilal", "excused")]
    assert [(g.name, g.state) for g in who.waited] == [("Chidi", "")]
    assert (who.came, who.noted, who.missing) == (0, True, 0)


def test_a_reserve_who_came_counts_and_can_be_forgotten(table, esi) -> None:
    by = {"by": esi, "now": AFTER}
    chidi = attending.who_came(table).waited[0].person_id
    actions.note_attendance(table, chidi, state="came", **by)
    assert [(g.name, g.state) for g in attending.who_came(table).waited] == [("Chidi", "came")]
    for _twice in range(2):
        actions.forget_attendance(table, chidi, **by)
    assert states() == {}
    table.refresh_from_db()
    assert table.noted_at is None


def test_somebody_who_gave_the_seat_up_later_is_still_listed(table, esi) -> None:
    actions.note_everyone_came(table, by=esi, now=AFTER)
    Seat.objects.filter(person__first_name="Bilal").update(person=None)
    assert [g.name for g in attending.who_came(table).waited] == ["Chidi", "Bilal"]


def test_the_eleventh_walks_in_and_a_double_click_is_one(table, esi) -> None:
    by = {"by": esi, "now": AFTER}
    actions.note_everyone_came(table, **by)
    for name in ("Dana", "Dana", "Grace"):
        actions.add_walk_in(table, first_name=f" {name} ", asked_with=name, **by)
    actions.add_walk_in(table, first_name="Dana", asked_with="", **by)
    who = attending.who_came(table)
    assert [walk_in.name for walk_in in who.walk_ins] == ["Dana", "Grace", "Dana"]
    assert (who.came, table.table_size) == (5, 2)
    for _twice in range(2):
        actions.remove_walk_in(table, who.walk_ins[0].id, **by)
    assert attending.who_came(table).came == 4
    with pytest.raises(Refused, match="first name"):
        actions.add_walk_in(table, first_name=" ", asked_with="", **by)
    with pytest.raises(Refused, match="without addresses or links"):
        actions.add_walk_in(table, first_name="ev\u202ea", asked_with="", **by)


def test_starting_over_keeps_walk_ins(table, esi) -> None:
    by = {"by": esi, "now": AFTER}
    actions.note_everyone_came(table, **by)
    actions.start_over(table, **by)
    table.refresh_from_db()
    assert (states(), table.noted_at) == ({}, None)
    actions.note_everyone_came(table, **by)
    actions.add_walk_in(table, first_name="Dana", asked_with="", **by)
    actions.start_over(table, **by)
    assert states() == {"Dana": "came"}
    Cafe.objects.update(thanked_at=AFTER)
    with pytest.raises(Refused, match="one by one"):
        actions.start_over(table, **by)


VERBS = {
    "note_everyone_came": {},
    "note_attendance": {"person_id": 1, "state": "came"},
    "forget_attendance": {"person_id": 1},
    "add_walk_in": {"first_name": "Dana", "asked_with": ""},
    "remove_walk_in": {"walk_in_id": 1},
    "start_over": {},
}


@pytest.mark.parametrize("verb", VERBS)
def test_only_hosts_and_not_before_it_begins(table, esi, amara, hugo, now, verb: str) -> None:
    do, given = getattr(actions, verb), VERBS[verb]
    for somebody in (None, amara, hugo):
        with pytest.raises(Refused, match="Only those who run"):
            do(table, **given, by=somebody, now=AFTER)
    with pytest.raises(Refused, match="not begun"):
        do(table, **given, by=esi, now=table.starts_at - timedelta(seconds=1))
    assert Attendance.objects.count() == 0


@pytest.mark.parametrize("state", ["", "late"])
def test_what_cannot_be_said_of_somebody(table, esi, hugo, state: str) -> None:
    with pytest.raises(Refused, match="didn’t make it"):
        actions.note_attendance(table, person("Amara"), state=state, by=esi, now=AFTER)
    with pytest.raises(Refused, match="by first name"):
        actions.note_attendance(table, hugo.pk, state="came", by=esi, now=AFTER)


def test_the_cafes_of_the_last_weeks(table, esi, london) -> None:
    assert attending.past_cafes(london, table.starts_at - timedelta(seconds=1)) == []
    actions.note_everyone_came(table, by=esi, now=AFTER)
    (past,) = attending.past_cafes(london, AFTER)
    told = (past.day, past.hours, past.came, past.seated, past.is_noted)
    assert told == ("Thursday 25 March", "18:30–20:00", 2, 2, True)
    second = attending.past_cafes(london, AFTER + timedelta(days=7))[0]
    assert (second.came, second.seated, second.is_noted) == (0, 0, False)


def test_hosts_are_asked_once_the_morning_after(table, esi, amara, london, now) -> None:
    written = Message.objects.count()
    assert actions.ask_who_came(now=FRIDAY - timedelta(seconds=1)) == 0
    assert actions.ask_who_came(now=FRIDAY) == 1
    assert actions.ask_who_came(now=FRIDAY + timedelta(hours=1)) == 0
    letter = Message.objects.latest("pk")
    assert (Message.objects.count(), letter.to) == (written + 1, "esi@example.org")
    assert "Who came on Thursday 25 March? 2 people held a seat." in letter.body
    assert f"/london/host/cafes/{table.pk}/came/" in letter.body
    assert actions.ask_who_came(now=AFTER + timedelta(days=3)) == 0


def test_nobody_is_asked_about_an_empty_table_or_one_that_is_noted(thursday, esi) -> None:
    assert actions.ask_who_came(now=FRIDAY) == 0
    come(thursday, "Amara", AFTER - timedelta(hours=9))
    actions.note_everyone_came(thursday, by=esi, now=AFTER)
    assert actions.ask_who_came(now=FRIDAY) == 0


def test_whose_cafes_a_host_sees(table, esi, amara, hugo) -> None:
    seen = [list(attending.cafes_hosted_in("london", who)) for who in (esi, amara, hugo, None)]
    assert [table in cafes for cafes in seen] == [True, False, False, False]
    assert list(attending.cafes_hosted_in("accra", esi)) == []
