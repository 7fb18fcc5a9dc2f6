"""What hosts see coming at a café, what was done about it, and what comes next."""

from datetime import timedelta

import pytest

from knowcafe.accounts import actions as accounts
from knowcafe.cafes import actions
from knowcafe.cafes.models import Attendance, Cafe, Outlook, Plan, Seat, Step
from knowcafe.cafes.queries.forecasts import forecasts
from knowcafe.cafes.queries.foreseen import Foreseen, foreseen
from knowcafe.chapters.models import Chapter
from knowcafe.core.calendar import Week
from knowcafe.journal.models import Entry
from knowcafe.phrases.turnout import did, how_right, percent
from knowcafe.refused import Refused
from tests.rooms.cafes.test_seats import come

EVEN = [0.0, 0.0, 0.0, 0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.1, 0.08, 0.02]


@pytest.fixture
def cafe(thursday) -> Cafe:
    """Ten chairs, and a thin one has fewer than five people."""
    Chapter.objects.update(table_size=10, floor=5)
    Cafe.objects.update(table_size=10)
    return Cafe.objects.select_related("chapter").get(pk=thursday.pk)


def seen(cafe: Cafe, now) -> Foreseen:
    fresh = Cafe.objects.select_related("chapter").get(pk=cafe.pk)
    return foreseen([fresh], now=now)[cafe.pk]


def expect(cafe: Cafe, now, chances=EVEN) -> None:
    Outlook.objects.update_or_create(cafe=cafe, defaults={"at": now, "chances": chances})


def test_it_is_said_in_words(cafe, now) -> None:
    expect(cafe, now)
    found = seen(cafe, now)
    assert found.words == "8 likely (5–9)"
    assert found.odds == "2\u00a0% more than ten · 5\u00a0% fewer than five"
    assert (found.looks_thin, len(found.chances), found.floor, found.seats) == (False, 12, 5, 10)


def test_before_it_was_worked_out_seats_are_counted(cafe, now) -> None:
    assert (seen(cafe, now).words, seen(cafe, now).looks_thin) == ("0 likely (0–1)", False)
    assert seen(cafe, cafe.question_at).looks_thin
    come(cafe, "Amara", now)
    come(cafe, "Bilal", now)
    found = seen(cafe, now)
    assert found.words == "1 likely (0–2)"
    assert found.looks_thin


def test_what_comes_next_and_when(cafe, now) -> None:
    assert [(line.when, line.what) for line in seen(cafe, now).ahead] == [
        ("Wednesday 09:00", "everybody with a place is asked whether they come"),
        ("Wednesday 17:00", "reserves are called up"),
        ("Thursday 09:00", "reserves are called up once more"),
        (
            "Thursday 13:00",
            "the last reserves are called up, the others told that no seat has come free",
        ),
    ]
    day_before = cafe.question_at - timedelta(minutes=1)
    assert [line.when for line in seen(cafe, day_before).ahead][:3] == [
        "Today 09:00", "Today 17:00", "Tomorrow 09:00",
    ]  # fmt: skip


def test_an_early_cafe_is_not_looked_at_once_more_at_its_last_call(cafe, now) -> None:
    Cafe.objects.update(starts_at=cafe.starts_at - timedelta(hours=6))
    assert [line.when for line in seen(cafe, now).ahead][-2:] == [
        "Wednesday 17:00", "Thursday 08:30",
    ]  # fmt: skip


def test_who_may_be_asked(cafe, esi, now) -> None:
    ahead = now - timedelta(days=7)

    def wave() -> str:
        line = seen(cafe, ahead).ahead[0]
        assert line.when == "Saturday 20 March 10:00" or line.when == "Saturday 10:00"
        return line.what

    assert wave() == "nobody is invited unless you publish the week before"
    Plan.objects.create(
        chapter=cafe.chapter, week_of=Week.containing(cafe.on).monday, made_at=now, bound={},
        published_at=now,
    )  # fmt: skip
    assert wave() == "if it looks thin, up to 20 more people are asked"
    Step.objects.create(cafe=cafe, name="evening", at=ahead, asked={"late": 19, "called": 3})
    assert wave() == "if it looks thin, one more person is asked"
    Step.objects.update(asked={"late": 20})
    assert wave() == "nobody is invited unless you publish the week before"
    Step.objects.all().delete()
    Plan.objects.all().delete()
    Chapter.objects.update(acts_alone=True, most_asked=6)
    evening = seen(cafe, ahead).ahead[2].what
    assert evening == "reserves are called up; if it looks thin, up to 6 more people are asked"
    morning = seen(cafe, ahead).ahead[3].what
    assert morning == "reserves are called up once more; if it looks thin, others are asked"


def test_what_was_done(cafe, now) -> None:
    for hour, name, asked in (
        (0, "wave", {"wave": 5}),
        (1, "question", {}),
        (2, "evening", {"offer": 1, "called": 2, "moved": 1}),
        (3, "morning", {}),
        (4, "thin", {}),
    ):
        Step.objects.create(cafe=cafe, name=name, at=now + timedelta(hours=hour), asked=asked)
    assert [f"{line.when}: {line.what}" for line in seen(cafe, now).done] == [
        "Today 09:00: 5 people asked",
        "Today 10:00: everybody with a place was asked whether they come",
        "Today 11:00: one person asked · 2 reserves called up · one at a second table",
        "Today 12:00: nobody was asked",
        "Today 13:00: hosts were told that it looks thin",
    ]
    assert [line.when for line in seen(cafe, now).ahead] == ["Thursday 13:00"]


def test_what_the_forecast_leaves_out_is_said(cafe, now) -> None:
    assert seen(cafe, now).unanswered == ""
    amara = accounts.ensure_person("amara@example.org", first_name="Amara", now=now)
    Seat.objects.filter(cafe=cafe, number=1).update(kept_for=amara)
    said = seen(cafe, now).unanswered
    assert said.startswith("One person has yet to answer. Should they decline, the next")
    Cafe.objects.update(is_left_alone=True)
    assert seen(Cafe.objects.get(pk=cafe.pk), now).unanswered == ""


def test_the_switch(cafe, esi, amara, now) -> None:
    actions.leave_alone(cafe, by=esi, now=now)
    actions.leave_alone(cafe, by=esi, now=now)
    found = seen(cafe, now)
    assert (found.is_left_alone, found.ahead) == (True, ())
    actions.go_on(cafe, by=esi, now=now)
    assert len(seen(cafe, now).ahead) == 4
    verbs = Entry.objects.filter(about_id=cafe.pk).values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["cafe.left-alone", "cafe.not-left-alone"]
    for who, at, why in (
        (amara, now, "Only hosts"),
        (None, now, "Only hosts"),
        (esi, cafe.starts_at, "has begun"),
    ):
        with pytest.raises(Refused, match=why):
            actions.leave_alone(cafe, by=who, now=at)
    actions.call_off(cafe, by=esi, now=now)
    with pytest.raises(Refused, match="called off"):
        actions.go_on(cafe, by=esi, now=now)
    assert foreseen([Cafe.objects.get(pk=cafe.pk)], now=now) == {}


def test_where_nothing_is_evened_out_nothing_comes(cafe, now) -> None:
    Chapter.objects.update(evens_out=False)
    assert (seen(cafe, now).is_steered, seen(cafe, now).ahead) == (False, ())


def test_somebody_could_open_a_second_table(cafe, esi, amara, now) -> None:
    actions.name_second(cafe, person_id=esi.pk, by=esi, now=now)
    assert Cafe.objects.get(pk=cafe.pk).second_facilitator == esi
    with pytest.raises(Refused, match="one of the chapter’s hosts"):
        actions.name_second(cafe, person_id=amara.pk, by=esi, now=now)
    actions.name_second(cafe, person_id=None, by=esi, now=now)
    assert Cafe.objects.get(pk=cafe.pk).second_facilitator is None


def past(cafe: Cafe, weeks: int, came: int | None, now, *, name: str = "last") -> Cafe:
    """A café so many weeks ago with a forecast; None where nobody noted who came."""
    old = Cafe.objects.get(pk=cafe.pk)
    old.pk, old.series = None, None
    at = cafe.starts_at - timedelta(weeks=weeks)
    old.starts_at, old.ends_at, old.on = at, at + timedelta(hours=1), at.date()
    old.noted_at = None if came is None else at
    old.save(force_insert=True)
    Step.objects.create(cafe=old, name=name, at=at, chances=EVEN)
    Attendance.objects.bulk_create(
        Attendance(cafe=old, first_name="Hugo", state=state, noted_at=at)
        for state in ["came"] * (came or 0) + ["missed"]
    )
    return old


def test_forecasts_beside_what_happened(cafe, now) -> None:
    for week in range(1, 9):
        past(cafe, week, 8 if week < 7 else 3, now)
    past(cafe, 9, None, now)
    past(cafe, 40, 8, now)  # too long ago
    told = forecasts(cafe.chapter, now=now)
    assert (len(told.cafes), told.noted, told.missing) == (9, 8, 1)
    assert told.said == (
        "The forecast was within one head in 6 of 8 cafés.",
        "As many came as its range said in 6 of 8; four in five would be right.",
        "On average it foresaw 0.6 heads too many.",
    )
    first, last = told.cafes[0], told.cafes[-1]
    assert (first.words, first.came, first.held, first.is_near) == ("8 likely (5–9)", 8, True, True)
    assert (last.came, last.held, last.is_near) == (None, False, False)


def test_the_last_forecast_before_it_began_counts(cafe, now) -> None:
    old = past(cafe, 1, 5, now, name="evening")
    Step.objects.create(cafe=old, name="morning", at=now, chances=[0.0] * 6 + [1.0])
    Step.objects.create(cafe=old, name="last", at=now, chances=[])
    told = forecasts(cafe.chapter, now=now)
    assert [one.words for one in told.cafes] == ["6 likely"]
    assert told.said == ()  # too early to say
    assert forecasts(Chapter(pk=99, zone="UTC"), now=now).cafes == ()


def test_words() -> None:
    assert [percent(share) for share in (0.0, 0.001, 0.02, 0.999, 1.0)] == [
        "0\u00a0%", "<1\u00a0%", "2\u00a0%", ">99\u00a0%", "100\u00a0%",
    ]  # fmt: skip
    assert did("last", people=0, called=1, moved=0) == "one reserve called up"
    assert how_right(near=1, held=1, cafes=9, bias=-0.5)[-1].endswith("0.5 heads too few.")
    assert how_right(near=1, held=1, cafes=9, bias=0.1)[-1].endswith("nor too few.")
