"""A café that is being held at the moment the demo is made, in its first round at tables."""

from __future__ import annotations

from datetime import datetime, timedelta

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes import actions as cafes
from knowcafe.cafes.models import Cafe
from knowcafe.chapters import actions as chapters
from knowcafe.core.calendar import WallClock
from knowcafe.floor import actions as floor
from knowcafe.floor import queries
from knowcafe.floor.models import Hour
from knowcafe.ops.demo.london_chapter import London
from knowcafe.ops.demo.story import ZONE, Story

AGO = timedelta(minutes=20)
"""So long ago it began, or up to five minutes longer; and in its first round since:"""

IN_ROUND = timedelta(minutes=4)
HERE = ("Amara", "Dana", "Bilal", "Farid", "Grace", "Chidi", "Yusuf")
LATE = ("Esther", "Noor")
"""Have a seat and have not come yet."""

QUESTION = "What would you try if nobody were watching?"
NEED = "How do I find a stall at a market?"


def hold_tonight(london: London, story: Story) -> None:
    """Seats, the door, the first taps; Farid runs it, Esi could."""
    cafe = _table(london, story)
    people = {name: _seated(cafe, name, at=story.now - timedelta(days=1)) for name in HERE + LATE}
    farid = people["Farid"]
    cafes.let_run(cafe, farid, by=london.esi, now=story.now - timedelta(days=1))
    opened = cafe.starts_at - timedelta(minutes=15)
    hour = floor.open_hour(cafe, by=farid, now=opened)
    floor.prepare(
        hour,
        template=hour.template,
        minutes=cafe.minutes,
        question=QUESTION,
        talk=True,
        by=farid,
        now=opened,
    )
    for minute, name in enumerate(HERE[1:], 5):
        at = opened + timedelta(minutes=minute)
        _tap(hour, "here", at=at, by=farid, who=queries.who_is(people[name]))
    came = cafe.starts_at - timedelta(minutes=3)
    floor.my_phone(cafe, people["Amara"], now=came)
    floor.come_as_guest(hour.token, name="Sam", need=NEED, asked_with="", now=came)
    _begin(hour, by=farid, at=cafe.starts_at + timedelta(minutes=2), round_at=story.now - IN_ROUND)


def _begin(hour: Hour, *, by: Person, at: datetime, round_at: datetime) -> None:
    _tap(hour, "start", at=at, by=by)
    hour.refresh_from_db()
    first = next(n for n, part in enumerate(queries.parts_of(hour)) if part.has_tables)
    _tap(hour, "next", at=round_at, by=by, to=first, tables=hour.plan[str(first)])


def _tap(hour: Hour, kind: str, *, at: datetime, by: Person, **said: object) -> None:
    moment = queries.milliseconds(at)
    tap = {"id": f"demo-{kind}-{said.get('who', '')}-{moment}", "kind": kind, "at": moment}
    floor.take_taps(hour, [tap | said], by=by, now=at)


def _table(london: London, story: Story) -> Cafe:
    """One of its own: the series it belongs to ends with it."""
    wall = london.chapter.on_the_wall(story.now - AGO)
    starts = wall.replace(minute=wall.minute // 5 * 5, second=0, microsecond=0)
    day_before = WallClock(starts.date() - timedelta(days=1), starts.time(), ZONE).utc
    series = chapters.meet_weekly(
        london.chapter,
        weekday=starts.weekday(),
        starts=starts.time(),
        minutes=75,
        by=london.esi,
        now=day_before,
    )
    cafes.open_table(series, on=starts.date(), table=1, now=day_before)
    chapters.stop_weekly(series, last_on=starts.date(), by=london.esi, now=day_before)
    return Cafe.objects.with_free().get(series=series)


def _seated(cafe: Cafe, name: str, *, at: datetime) -> Person:
    email = f"{name.lower()}@example.org"
    person = accounts.ensure_person(email, first_name=name, now=at)
    accounts.vouch_for(person, now=at)
    cafes.just_come(cafe, first_name=name, email=email, asked_with="", by=person, now=at)
    return person
