"""The weeks before: who came, who didn't make it, who walked in, and the thanks."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes import actions as cafes
from knowcafe.cafes.models import Attendance, Cafe
from knowcafe.cafes.queries import Place, Standing
from knowcafe.cafes.queries.attending import morning_after
from knowcafe.chapters import actions as chapters
from knowcafe.core.calendar import WallClock, Week
from knowcafe.core.exchange import PersonRow
from knowcafe.members import actions as members
from knowcafe.ops.demo.london_chapter import London
from knowcafe.ops.demo.story import ZONE, Story, post

WALK_INS = ("Sam", "Lola", "Ahmed", "Ines", "Tariq", "Beth")
FRIENDS = (
    "Alun", "Bisi", "Carla", "Derek", "Fatou", "Goran", "Hana", "Ivo",
    "Jamila", "Kasia", "Liam", "Mei", "Nadia", "Otto", "Pilar", "Quentin",
    "Rosa", "Stefan", "Thandi", "Umut", "Vera", "Wole", "Yusuf", "Zita",
)  # fmt: skip
"""Came once or twice, need nothing just now, and may be asked when a table would be thin."""

FEWEST, MOST = 4, 8
MORNING = time(8)


def live_through(london: London, story: Story) -> None:
    """Open cafés to which people just came, until the week's host sits down to plan."""
    last = Week.containing(story.drafted_at.date())
    for weeks in range(-story.weeks_before, 1):
        at = WallClock(last.next(weeks).monday, MORNING, ZONE).utc
        if at > story.drafted_at:
            break
        cafes.open_ahead(now=at)
        within = {
            "starts_at__gt": at,
            "ends_at__lt": min(at + timedelta(weeks=1), story.drafted_at),
        }
        cafes.learn_turnout(now=at)
        held = Cafe.objects.filter(chapter=london.chapter, **within).exclude(published_at=None)
        came: set[str] = set()
        for cafe in held.order_by("starts_at"):
            came |= _take_seats(cafe, london, story, at=at, besides=came)
            _look_in(cafe, story, at=at)
            _be_asked(cafe, story)
            be_held(cafe, london, story)


def _take_seats(
    cafe: Cafe, london: London, story: Story, *, at: datetime, besides: set[str]
) -> set[str]:
    free = [row for row in london.people if _is_free(row, cafe) and row.email not in besides]
    chosen = story.rng.permutation(len(free))[: story.rng.integers(FEWEST, MOST)]
    guests = [free[n] for n in sorted(chosen)]
    for row in guests:
        email, first = row.email, row.name.split()[0]
        person = accounts.ensure_person(email, first_name=first, now=at)
        accounts.vouch_for(person, now=at)
        cafes.just_come(
            cafe, first_name=first, email=email, asked_with="", by=person, now=at + story.within(8)
        )
    post(at + timedelta(hours=9))
    return {row.email for row in guests}


def _look_in(cafe: Cafe, story: Story, *, at: datetime) -> None:
    """A friend of the chapter comes, another to every café; some may be asked at short notice."""
    first = FRIENDS[(cafe.on.toordinal() + cafe.table) % len(FRIENDS)]
    friend = accounts.ensure_person(f"{first.lower()}@example.org", first_name=first, now=at)
    accounts.vouch_for(friend, now=at)
    cafes.just_come(cafe, first_name=first, email=friend.email, asked_with="", by=friend, now=at)
    if story.chance(0.3):
        member = chapters.join(cafe.chapter, person=friend, now=at)
        members.agree_to_short_notice(member, by=friend, now=at)


def _be_asked(cafe: Cafe, story: Story) -> None:
    """The day before: most say whether they come; then it is decided who else should."""
    cafes.ask_the_day_before(now=cafe.question_at)
    post(cafe.question_at)
    for person in list(Person.objects.filter(seat__cafe=cafe).order_by("pk")):
        if story.chance(0.7):
            place = Place(cafe, person, Standing.SEAT)
            at = cafe.evening_at - story.within(1)
            cafes.answer_question(place, answer="coming", typed="", by=person, now=at)
    for at in (cafe.evening_at, cafe.last_call):
        cafes.even_out(now=at)
        post(at)


def be_held(cafe: Cafe, london: London, story: Story) -> None:
    """Who came is noted at the door, and thanks leave on the morning after."""
    after = cafe.ends_at + timedelta(minutes=10)
    seated = list(Person.objects.filter(seat__cafe=cafe).order_by("pk"))
    for person in seated:
        if story.chance(0.12):
            state = Attendance.State.EXCUSED if story.chance(0.5) else Attendance.State.MISSED
            cafes.note_attendance(cafe, person.pk, state=state, by=london.esi, now=after)
    cafes.note_everyone_came(cafe, by=london.esi, now=after)
    if story.chance(0.4):
        name = WALK_INS[story.rng.integers(len(WALK_INS))]
        cafes.add_walk_in(cafe, first_name=name, asked_with="", by=london.esi, now=after)
    thanked = morning_after(cafe) + timedelta(minutes=5)
    if thanked < story.now:
        cafes.thank(now=thanked)
        post(thanked)


def _is_free(row: PersonRow, cafe: Cafe) -> bool:
    return any(window.suits(cafe.starts) for window in row.free)
