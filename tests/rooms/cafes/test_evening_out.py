"""Evening out a Thursday at a table of six: waves, offers, reserves, a second table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from knowcafe.accounts.models import Person
from knowcafe.cafes import actions
from knowcafe.cafes.actions import evening_out
from knowcafe.cafes.models import (
    Cafe,
    Confirmation,
    Invitation,
    Outlook,
    Plan,
    Reserve,
    Seat,
    Step,
)
from knowcafe.cafes.queries import deciding, evenings
from knowcafe.chapters.models import Chapter
from knowcafe.members.models import Profile
from knowcafe.outbox.models import Message
from knowcafe.refused import Refused
from tests.rooms.cafes.invited import letter, seated, table_of
from tests.rooms.cafes.planned import asks, is_free, member, person
from tests.rooms.cafes.test_seats import come, mail

SATURDAY = datetime(2027, 3, 20, 9, 0, tzinfo=UTC)
EVENING = datetime(2027, 3, 24, 17, 0, tzinfo=UTC)
MORNING = datetime(2027, 3, 25, 9, 0, tzinfo=UTC)
LAST = datetime(2027, 3, 25, 13, 0, tzinfo=UTC)
MANY = tuple(f"M{n:02}" for n in range(30))


@pytest.fixture
def cafe(london, esi, now) -> Cafe:
    """Thursday 25 March 2027, 18:30, six seats."""
    found = table_of(6, london, esi, SATURDAY - timedelta(days=14))
    Chapter.objects.update(floor=4)
    ours = Cafe.objects.filter(chapter=london, on="2027-03-25")
    return ours.select_related("chapter", "series").get() if ours else found


@pytest.fixture
def published(cafe):
    """The week has been published by its host."""
    Plan.objects.create(
        chapter=cafe.chapter,
        week_of="2027-03-22",
        made_at=SATURDAY,
        bound={},
        published_at=SATURDAY,
    )
    return cafe


def join(chapter, *names: str, short_notice: bool = False) -> None:
    for name in names:
        one = member(chapter, name, SATURDAY - timedelta(days=90))
        Person.objects.filter(pk=one.person_id).update(verified_at=one.since)
        if short_notice:
            Profile.objects.create(member=one, agrees_to_short_notice=True)


def kinds(cafe) -> dict[str, int]:
    rows = Invitation.objects.filter(cafe=cafe).values_list("kind", flat=True)
    return {kind: list(rows).count(kind) for kind in sorted(set(rows))}


def step(cafe, name) -> Step:
    return Step.objects.get(cafe=cafe, name=name)


def test_a_wave_five_days_before_asks_members_once(published, london) -> None:
    join(london, *MANY)
    assert actions.even_out(now=SATURDAY) == 0  # at nine; the wave leaves at ten
    at = SATURDAY + timedelta(hours=1)
    assert actions.even_out(now=at) == 1
    assert actions.even_out(now=at) == 0
    assert kinds(published) == {"wave": 20}  # as many as the chapter allows
    assert Seat.objects.filter(kept_for=None, person=None, cafe=published).count() == 6
    told = letter("invitation", "M00")
    assert "There is room at the Knowcafé on Thursday 25 March." in told.body
    assert "the first to say yes have one. Answer until Monday 10:00" in told.body
    assert step(published, "wave").asked == {"wave": 20}
    assert sum(step(published, "wave").chances) == pytest.approx(1, abs=0.01)
    assert Outlook.objects.get(cafe=published).at == at


def test_a_step_is_taken_once_whoever_runs_it(published, london, monkeypatch) -> None:
    """Two timetables have thought the same; the control takes the guard off."""
    join(london, *MANY)
    model = evenings.model_for(london)
    made = deciding.decide(published, Step.Name.WAVE, now=SATURDAY, model=model)
    first = evening_out._take(published, Step.Name.WAVE, made, now=SATURDAY)
    assert (first, evening_out._take(published, Step.Name.WAVE, made, now=SATURDAY)) == (
        True,
        False,
    )
    assert Invitation.objects.filter(cafe=published).count() == made.people == 20


def test_a_step_taken_meanwhile_is_not_taken_again(published, london, monkeypatch) -> None:
    """The other timetable was as fast: it took the step while this one was thinking about it."""
    join(london, *MANY)
    decide, at = deciding.decide, SATURDAY + timedelta(hours=1)

    def slowly(*given, **more):
        made = decide(*given, **more)
        monkeypatch.setattr(deciding, "decide", decide)
        assert actions.even_out(now=at) == 1
        return made

    monkeypatch.setattr(deciding, "decide", slowly)
    assert actions.even_out(now=at) == 0
    assert kinds(published) == {"wave": 20}


def test_nothing_is_asked_before_a_host_published_or_trusts(cafe, london) -> None:
    join(london, *MANY)
    at = SATURDAY + timedelta(hours=2)
    assert actions.even_out(now=at) == 0
    Chapter.objects.update(acts_alone=True, most_asked=7)
    assert actions.even_out(now=at) == 1
    assert kinds(cafe) == {"wave": 7}


def test_a_wave_does_not_leave_at_night(published, london) -> None:
    """A week that is published late asks members in the morning; an outage ends in silence too."""
    join(london, *MANY)
    assert actions.even_out(now=EVENING + timedelta(hours=5)) == 0
    night = SATURDAY + timedelta(hours=12)
    assert actions.even_out(now=night) == 0
    assert actions.even_out(now=night + timedelta(hours=11)) == 1


@pytest.mark.parametrize("off", ["evens_out", "is_left_alone", "called_off"])
def test_one_switch_stops_it(published, london, off) -> None:
    join(london, *MANY)
    if off == "evens_out":
        Chapter.objects.update(evens_out=False)
    elif off == "is_left_alone":
        Cafe.objects.update(is_left_alone=True)
    else:
        Cafe.objects.update(called_off_at=SATURDAY)
    assert actions.even_out(now=SATURDAY + timedelta(hours=2)) == 0
    assert not Invitation.objects.exists()


def test_called_off_while_it_thought(published, london) -> None:
    join(london, *MANY)
    made = deciding.decide(
        published, Step.Name.WAVE, now=SATURDAY, model=evenings.model_for(london)
    )
    Cafe.objects.update(called_off_at=SATURDAY)
    assert not evening_out._take(published, Step.Name.WAVE, made, now=SATURDAY)
    assert not Step.objects.exists()


def test_nothing_is_done_to_one_called_off_while_it_thought(published, london, monkeypatch) -> None:
    join(london, *MANY)
    thought = deciding.decide

    def slowly(*cafe, **how):
        made = thought(*cafe, **how)
        Cafe.objects.update(called_off_at=SATURDAY)
        return made

    monkeypatch.setattr(deciding, "decide", slowly)
    assert actions.even_out(now=SATURDAY + timedelta(hours=2)) == 0
    assert not Step.objects.exists()


def test_the_day_before_the_list_then_the_agreed_then_others(published, london) -> None:
    for name in ("Amara", "Grace", "Ines"):  # nobody knows whether Ines's address is hers
        asks(london, name, "pricing", now=SATURDAY, weeks=1)
    is_free(london, "Amara", "Grace", "Ines", on=published.on)
    join(london, "Amara", "Grace")
    join(london, "Hugo", "Farid", short_notice=True)
    join(london, *MANY)
    for name in ("Dana", "Chidi"):
        come(published, name, SATURDAY)
    assert actions.even_out(now=EVENING) == 1
    found = kinds(published)
    assert (found["offer"], found["short-notice"]) == (2, 2)
    assert 0 < found["late"] <= 16
    offer = letter("invitation", "Amara")
    assert "You are next on the list, and there is room" in offer.body
    assert "Answer until Wednesday 21:00." in offer.body
    assert "a chair would stay empty" in letter("invitation", "Hugo").body
    row = Invitation.objects.get(person__first_name="Amara")
    assert row.expires_at == EVENING + timedelta(hours=4)


def test_on_the_day_only_who_wants_to_hear_so_late(published, london) -> None:
    join(london, "Hugo", short_notice=True)
    join(london, *MANY)
    assert actions.even_out(now=MORNING) == 1
    assert kinds(published) == {"short-notice": 1}
    assert Invitation.objects.get().expires_at == LAST
    assert actions.even_out(now=MORNING + timedelta(hours=2)) == 0  # too late to offer anything
    assert actions.even_out(now=LAST) == 1
    assert actions.even_out(now=LAST + timedelta(hours=1)) == 0  # reserves have been told
    assert kinds(published) == {"short-notice": 1}


def test_what_was_asked_before_counts(published, london) -> None:
    join(london, *MANY)
    Chapter.objects.update(most_asked=12)
    actions.even_out(now=SATURDAY + timedelta(hours=1))
    Invitation.objects.update(answer="expired")
    actions.even_out(now=EVENING)
    assert kinds(published) == {"wave": 12}


def test_who_was_called_up_and_cannot_come_has_it_no_more_in_the_calendar(published) -> None:
    Chapter.objects.update(most_over_percent=20)
    for name in (*MANY[:6], "Amara"):
        come(published, name, SATURDAY, as_reserve=True)
    actions.give_up(published, person("Amara"), now=SATURDAY)
    assert ("amara", "released") not in mail()  # waited, and was told nothing
    come(published, "Amara", SATURDAY, as_reserve=True)
    actions.even_out(now=LAST)
    actions.give_up(published, person("Amara"), now=LAST)
    gone = letter("released", "Amara")
    assert "METHOD:CANCEL" in gone.calendar
    assert "You are not coming any more." in gone.body


def test_reserves_are_called_up_while_few_are_likely(published, london) -> None:
    Chapter.objects.update(most_over_percent=20)
    for name in (*MANY[:6], "Amara", "Bilal"):
        come(published, name, SATURDAY, as_reserve=True)
    Message.objects.all().delete()
    actions.even_out(now=LAST)
    assert step(published, "last").asked == {"called": 1}
    assert mail() == [("amara", "called-up")]
    assert (
        "Should they all come, there is a chair for you too." in letter("called-up", "Amara").body
    )
    called = Confirmation.objects.get(person=person("Amara"))
    assert (called.called_up_at, called.as_reserve) == (LAST, True)
    assert "METHOD:REQUEST" in letter("called-up", "Amara").calendar
    assert Reserve.objects.get(person=person("Amara")).told_at == LAST
    assert actions.tell_reserves(now=LAST + timedelta(hours=1)) == 1
    assert mail()[-1] == ("bilal", "no-seat")


def test_a_reserve_gets_a_seat_that_is_free(published, london) -> None:
    """Seats may be free while somebody waits: one was kept, and came free at the last call."""
    for name in (*MANY[:6], "Amara"):
        come(published, name, SATURDAY, as_reserve=True)
    Seat.objects.filter(cafe=published, number=1).update(person=None)
    actions.even_out(now=LAST)
    assert "Amara" in seated(published)
    assert not Reserve.objects.exists()
    assert Confirmation.objects.get(person=person("Amara")).called_up_at is None


def test_whoever_waits_no_more_is_not_called(published, london) -> None:
    Chapter.objects.update(most_over_percent=20)
    published.chapter.refresh_from_db()
    for name in (*MANY[:6], "Amara"):
        come(published, name, SATURDAY, as_reserve=True)
    made = deciding.decide(published, Step.Name.LAST, now=LAST, model=evenings.model_for(london))
    assert [row.person.first_name for row in made.called] == ["Amara"]
    actions.give_up(published, person("Amara"), now=LAST)
    assert evening_out._take(published, Step.Name.LAST, made, now=LAST)
    assert step(published, "last").asked == {}


def test_a_second_table_opens_where_enough_wait(published, london, esi) -> None:
    """Esi, who sits at the first, would lead it; ten wait."""
    come(published, "Esi", SATURDAY)
    for name in MANY[:15]:
        come(published, name, SATURDAY, as_reserve=True)
    Cafe.objects.filter(pk=published.pk).update(second_facilitator=esi)
    actions.even_out(now=EVENING)
    other = Cafe.objects.get(on=published.on, table=2)
    assert (other.published_at, other.place) == (EVENING, published.place)
    there = seated(other)
    assert there[0] == "Esi"
    assert len(there) == 6
    assert step(published, "evening").asked["moved"] == 5
    assert len(seated(published)) == 5
    assert "Esi" not in seated(published)
    assert not set(there) & set(seated(published))


def test_a_second_table_needs_people_and_a_place(published, london, esi) -> None:
    for name in MANY[:8]:
        come(published, name, SATURDAY, as_reserve=True)
    Cafe.objects.filter(pk=published.pk).update(second_facilitator=esi)
    actions.even_out(now=EVENING)
    assert not Cafe.objects.filter(on=published.on, table=2).exists()
    for name in MANY[8:20]:
        come(published, name, SATURDAY, as_reserve=True)
    Cafe.objects.filter(pk=published.pk).update(series=None)
    actions.even_out(now=LAST)
    assert not Cafe.objects.filter(on=published.on, table=2).exists()


def test_a_table_beside_is_an_opening_or_a_new_one_until_there_are_nine(published, now) -> None:
    for number in range(2, 10):
        other = actions.open_beside(published, now=now)
        assert other
        assert (other.table, other.seat_set.count()) == (number, 6)
    assert actions.open_beside(published, now=now) is None


def test_an_opening_of_the_series_is_used_first(two_tables, now) -> None:
    other = actions.open_beside(two_tables, now=now)
    assert other
    assert (other.table, other.published_at) == (2, now)
    assert Cafe.objects.filter(on=two_tables.on).count() == 2


def test_a_host_has_it_filled(cafe, london, esi) -> None:
    """Also where nobody has published, since a host asks; twice asks nobody twice."""
    join(london, *MANY)
    monday = SATURDAY + timedelta(days=2)
    assert actions.ask_more(cafe, by=esi, now=monday) == 20
    assert actions.ask_more(cafe, by=esi, now=monday) == 0
    assert kinds(cafe) == {"wave": 20}


@pytest.mark.parametrize(
    ("at", "until"),
    [
        (EVENING, EVENING + timedelta(hours=4)),
        (EVENING + timedelta(hours=5), MORNING + timedelta(hours=1)),
        (EVENING + timedelta(hours=6.5), MORNING + timedelta(hours=1)),
        (MORNING, LAST),
    ],
)
def test_nobody_has_to_answer_at_night(cafe, at, until) -> None:
    """A host may ask late in the evening; then there is time until the forenoon."""
    assert deciding.open_until(cafe, Invitation.Kind.OFFER, at) == until


@pytest.mark.parametrize(("at", "kind"), [(EVENING, "late"), (MORNING, "short-notice")])
def test_a_host_fills_as_the_time_allows(cafe, london, esi, at, kind) -> None:
    for name in ("Dana", "Chidi", "Bilal"):
        come(cafe, name, SATURDAY)
    join(london, "Hugo", short_notice=kind == "short-notice")
    assert actions.ask_more(cafe, by=esi, now=at) == 1
    assert kinds(cafe) == {kind: 1}


def test_who_may_fill_and_when(cafe, london, esi, hugo) -> None:
    for by in (hugo, None):
        with pytest.raises(Refused, match="Only hosts"):
            actions.ask_more(cafe, by=by, now=SATURDAY)
    for late in (LAST, LAST + timedelta(hours=9)):
        with pytest.raises(Refused, match="too late"):
            actions.ask_more(cafe, by=esi, now=late)
    actions.call_off(cafe, by=esi, now=SATURDAY)
    with pytest.raises(Refused, match="called off"):
        actions.ask_more(cafe, by=esi, now=SATURDAY)


def test_whom_a_letter_would_disturb_is_left_out(cafe, london) -> None:
    """Between reading and asking somebody has had two letters."""
    join(london, "Hugo", "Farid")
    model = evenings.model_for(london)
    made = deciding.decide(cafe, Step.Name.WAVE, now=SATURDAY, model=model, asks=True)
    Profile.objects.create(
        member=member(london, "Hugo", SATURDAY), paused_until="2028-01-01", languages=[]
    )
    with_hugo = [p.first_name for _kind, people in made.asked for p in people]
    assert with_hugo == ["Hugo", "Farid"]
    assert evening_out._ask(made, now=SATURDAY) == {"wave": 1}
