"""What a chapter learns of its evenings, and what it expects of the next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from knowcafe.cafes import actions
from knowcafe.cafes.models import (
    Attendance,
    Cafe,
    Confirmation,
    Invitation,
    Learned,
    Outlook,
    Reserve,
    Seat,
    Step,
)
from knowcafe.cafes.queries import evenings
from knowcafe.cafes.queries.outlook import crowd, limit_for
from knowcafe.chapters.models import Chapter
from knowcafe.core.turnout import Answer, History, Kind, Model, model_of, plain
from tests.rooms.cafes.planned import member, person
from tests.rooms.cafes.test_seats import come

MONDAY = datetime(2027, 3, 22, 9, 0, tzinfo=UTC)
AFTER = timedelta(days=1)
CAST = ("Amara", "Bilal", "Chidi", "Dana", "Farid", "Grace")


def held(london, weeks: int, *, table_size: int = 6) -> Cafe:
    """A café so many weeks before this Thursday, open since the Monday before it."""
    starts = datetime(2027, 3, 25, 18, 30, tzinfo=UTC) - timedelta(weeks=weeks)
    cafe = Cafe.objects.create(
        chapter=london,
        on=starts.date(),
        starts_at=starts,
        ends_at=starts + timedelta(minutes=90),
        place="Brixton Library",
        table_size=table_size,
        published_at=starts - timedelta(days=20),
    )
    Seat.objects.bulk_create(Seat(cafe=cafe, number=n + 1) for n in range(table_size))
    return cafe


def booked(cafe: Cafe, *names: str, days: int = 3) -> None:
    for name in names:
        come(cafe, name, cafe.starts_at - timedelta(days=days), as_reserve=True)


def note(cafe: Cafe, esi, **states: str) -> None:
    later = cafe.ends_at + timedelta(minutes=5)
    for name, state in states.items():
        actions.note_attendance(cafe, person(name).pk, state=state, by=esi, now=later)


@pytest.fixture
def london(london) -> Chapter:
    Chapter.objects.update(table_size=6)
    london.refresh_from_db()
    return london


def test_an_evening_as_it_was_stored(london, esi) -> None:
    cafe = held(london, 1)
    booked(cafe, *CAST, "Hugo", "Ines")
    for name, answer in (("Amara", "coming"), ("Bilal", "unsure"), ("Hugo", "coming")):
        Confirmation.objects.filter(person=person(name)).update(answer=answer, asked_at=MONDAY)
    Confirmation.objects.filter(person=person("Chidi")).update(asked_at=MONDAY)
    Confirmation.objects.filter(person=person("Hugo")).update(called_up_at=MONDAY)
    Reserve.objects.filter(person=person("Ines")).delete()
    Confirmation.objects.filter(person=person("Dana")).update(answer="cannot")
    member(london, "Jo", MONDAY)
    for person_, state in (("Amara", "came"), ("Bilal", "missed"), ("Chidi", "excused")):
        note(cafe, esi, **{person_: state})
    Attendance.objects.create(
        cafe=cafe, person=person("Hugo"), first_name="Hugo", state="came", noted_at=MONDAY
    )
    Attendance.objects.create(
        cafe=cafe, person=person("Jo"), first_name="Jo", state="came", noted_at=MONDAY
    )
    actions.add_walk_in(cafe, first_name="Kim", by=esi, now=cafe.ends_at, asked_with="")
    cafe.refresh_from_db()
    for kind, answer, told in (
        ("plan", "coming", True),
        ("wave", "expired", True),
        ("offer", "coming", False),
    ):
        Invitation.objects.create(
            cafe=cafe,
            person=member(london, f"Asked {kind}", MONDAY).person,
            as_helper=False,
            kind=kind,
            sent_at=MONDAY,
            told_at=MONDAY if told else None,
            expires_at=MONDAY,
            answer=answer,
        )
    (evening,) = evenings.past_evenings(london, MONDAY)
    assert evening.walk_ins == 2  # Kim, and Jo who had no place
    assert evening.asked == {Kind.PLAN: (1, 1), Kind.INVITATION: (0, 1)}
    assert (evening.checked_in, evening.weeks) == (True, 0)
    seen = [(s.came, s.answer, s.reserve, s.called_up) for s in evening.seen]
    assert seen == [
        (True, Answer.YES, False, False),
        (False, Answer.SILENT, False, False),
        (False, Answer.SILENT, False, False),
        (False, Answer.NO, False, False),
        (True, Answer.YES, True, True),
    ]
    assert {s.days for s in evening.seen} == {3.0}
    # Of Farid and Grace nothing is noted, and Ines was not told to come: nothing is known.


def test_without_check_in_it_is_missing_and_one_called_off_never_was(london, esi) -> None:
    for weeks in (3, 2, 1):
        booked(held(london, weeks), "Amara")
    Cafe.objects.filter(on="2027-03-11").update(called_off_at=MONDAY)
    first, last = evenings.past_evenings(london, MONDAY)
    assert (first.checked_in, first.weeks, last.weeks) == (False, 0, 2)
    assert evenings.past_evenings(london, MONDAY + timedelta(weeks=120)) == []


def test_histories_grow_evening_by_evening(london, esi) -> None:
    for weeks, state in ((3, "came"), (2, "missed"), (1, "came")):
        cafe = held(london, weeks)
        booked(cafe, "Amara")
        note(cafe, esi, Amara=state)
    seen = [evening.seen[0].history for evening in evenings.past_evenings(london, MONDAY)]
    assert seen == [History(), History().after(True), History().after(True).after(False)]
    amara = person("Amara").pk
    known = evenings.histories_of(london, [amara], before=MONDAY.date())
    assert known[amara] == seen[-1].after(True)
    Attendance.objects.update(person=None)
    assert not evenings.histories_of(london, [amara], before=MONDAY.date())


def test_learning_follows_the_notes_once_for_each(london, esi) -> None:
    assert actions.learn_turnout(now=MONDAY) == 0  # no café was held
    assert evenings.model_for(london).showing.rate == Model().showing.rate
    for weeks in range(8, 0, -1):
        cafe = held(london, weeks)
        booked(cafe, *CAST)
        note(cafe, esi, **dict.fromkeys(CAST, "came"))
    assert actions.learn_turnout(now=MONDAY) == 1
    assert actions.learn_turnout(now=MONDAY) == 0
    kept = Learned.objects.get(chapter=london)
    assert (kept.evenings, kept.at) == (8, MONDAY)
    assert model_of(kept.model).showing.rate > 0.75 > Model().showing.rate
    assert str(kept) == f"turn-out of {london.pk}"
    Cafe.objects.update(noted_at=MONDAY + AFTER)
    assert actions.learn_turnout(now=MONDAY + AFTER * 2) == 1


def test_what_is_learned_moves_what_is_expected(london, esi) -> None:
    ahead = held(london, 0)
    booked(ahead, *CAST, days=4)
    assert actions.look_ahead(now=MONDAY) == 1
    before = Outlook.objects.get(cafe=ahead)
    assert sum(before.chances) == pytest.approx(1, abs=0.01)
    assert str(before) == f"outlook of {ahead.pk}"
    for weeks in range(8, 0, -1):
        cafe = held(london, weeks)
        booked(cafe, *CAST)
        note(cafe, esi, **dict.fromkeys(CAST, "missed"))
    actions.learn_turnout(now=MONDAY)
    actions.look_ahead(now=MONDAY + AFTER)
    after = Outlook.objects.get(cafe=ahead)
    assert mean(after.chances) < mean(before.chances) - 1
    assert after.at == MONDAY + AFTER


def mean(chances: list[float]) -> float:
    return sum(heads * chance for heads, chance in enumerate(chances))


def test_who_is_expected(london) -> None:
    """Six seats: four held, one kept; two asked, one reserve called, two waiting."""
    cafe = held(london, 0)
    booked(cafe, *CAST, "Hugo", "Ines", "Jo", days=4)
    Seat.objects.filter(cafe=cafe, person=person("Grace")).update(
        person=None, kept_for=person("Grace")
    )
    Seat.objects.filter(cafe=cafe, person=person("Farid")).update(person=None)
    Confirmation.objects.filter(person=person("Grace")).delete()
    Confirmation.objects.filter(person=person("Farid")).update(answer="cannot", asked_at=MONDAY)
    Confirmation.objects.filter(person=person("Hugo")).update(called_up_at=MONDAY)
    Confirmation.objects.filter(person=person("Jo")).delete()
    Confirmation.objects.filter(person=person("Amara")).delete()
    for name in ("Kim", "Lee"):
        Invitation.objects.create(
            cafe=cafe,
            person=member(london, name, MONDAY).person,
            as_helper=False,
            kind="wave",
            sent_at=MONDAY,
            expires_at=MONDAY,
        )
    found = crowd(cafe, now=MONDAY)
    assert (found.seats, found.taken) == (1, 5)
    assert [row.person.first_name for row in found.reserves] == ["Ines", "Jo"]
    model = Model()
    share = model.showing.chance(3.4)
    wave = model.accept[Kind.INVITATION].mean * share
    kept = model.accept[Kind.PLAN].mean * share
    expected = 4 * share + model.showing.chance(4, reserve=True) + kept + 2 * wave + 0.3
    assert found.heads.mean == pytest.approx(expected, rel=0.05)
    assert len(found.called()) == 2


def test_the_dial_is_an_account(london, esi) -> None:
    """Each café pays in three in a hundred; what the last forecast foresaw is drawn."""
    cafe = held(london, 2)
    assert limit_for(cafe, MONDAY) == pytest.approx(0.03)
    for weeks, over, came in ((2, 0.02, 7), (1, 0.01, 3)):
        past = cafe if weeks == 2 else held(london, weeks)
        Step.objects.create(cafe=past, name="evening", at=MONDAY, over=0.5)
        Step.objects.create(cafe=past, name="last", at=MONDAY, over=over)
        for n in range(came):
            Attendance.objects.create(cafe=past, first_name=f"W{n}", state="came", noted_at=MONDAY)
    Cafe.objects.update(noted_at=MONDAY)
    held(london, 3)
    Cafe.objects.filter(on="2027-03-04").update(noted_at=MONDAY)
    assert evenings.over_so_far(london, MONDAY) == ([0.02, 0.01], [True, False])
    assert limit_for(cafe, MONDAY) < 0.06
    assert str(Step.objects.earliest("pk")) == f"evening of {cafe.pk}"


def test_silence_says_something_after_some_hours(london) -> None:
    cafe = held(london, 0)
    booked(cafe, *CAST, days=4)
    before = crowd(cafe, now=MONDAY).heads.mean
    Confirmation.objects.update(asked_at=MONDAY)
    soon, later = (crowd(cafe, now=MONDAY + timedelta(hours=h)).heads.mean for h in (5, 6))
    assert soon == pytest.approx(before)
    assert later < before
    Confirmation.objects.update(answer="coming", answered_at=MONDAY)
    assert crowd(cafe, now=MONDAY + timedelta(hours=1)).heads.mean > before


def test_only_what_has_changed_is_looked_at_again(london, esi) -> None:
    cafe, minute = held(london, 0), timedelta(minutes=1)
    held(london, -1)  # in nine days: too far ahead
    looked = [actions.look_ahead(now=MONDAY + n * minute) for n in range(2)]
    come(cafe, "Amara", MONDAY + minute)
    looked += [actions.look_ahead(now=MONDAY + n * minute) for n in (2, 3)]
    actions.give_up(cafe, person("Amara"), now=MONDAY + 3 * minute)
    looked += [actions.look_ahead(now=MONDAY + n * minute) for n in (4, 5)]
    Learned.objects.create(chapter=london, at=MONDAY + 5 * minute, model=plain(Model()))
    looked += [actions.look_ahead(now=MONDAY + n * minute) for n in (6, 7, 66)]
    assert looked == [1, 0, 1, 0, 1, 0, 1, 0, 1]


def test_how_many_come_is_said_from_what_was_counted(london, esi) -> None:
    assert "comes 6 times in 10, until this chapter" in evenings.turn_out(london)
    for weeks in (3, 2):
        cafe = held(london, weeks)
        booked(cafe, *CAST)
        note(cafe, esi, **dict.fromkeys(CAST, "came"))
        Cafe.objects.filter(pk=cafe.pk).update(noted_at=cafe.ends_at)
    held(london, 1)  # nobody said who came
    actions.learn_turnout(now=MONDAY)
    assert evenings.turn_out(london).startswith("At your last 2 cafés about 7 in 10")
