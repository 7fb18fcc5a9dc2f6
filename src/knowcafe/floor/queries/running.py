"""The hour as the phones of those who run it see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe
from knowcafe.cafes.rules import can_run
from knowcafe.core import hour as core
from knowcafe.core.hour import Part, State
from knowcafe.floor.models import Guest, Hour, Tap
from knowcafe.floor.queries.people import expected

Json = dict[str, Any]

TOLD = ("plan", "script", "spare", "says")
"""What is told again when it has changed."""


@dataclass(frozen=True, slots=True)
class Companion:
    """Everything a phone needs to run the café, the signal lost or not."""

    hour: Hour
    cafe: Json
    template: str
    question: str
    talk: bool
    parts: list[Json]
    people: list[Json]
    taps: list[Json]
    version: int
    plan: Json
    spare: Json
    says: str
    now: int

    def as_json(self) -> Json:
        """What is put into the page."""
        names = [name for name in self.__slots__ if name != "hour"]
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class Held:
    """A café that goes on just now, and the links that lead into it."""

    cafe: Cafe
    token: str
    phone: str


def held_now(now: datetime) -> tuple[Held, ...]:
    """Every café of an open hour with one of its phones, for the welcome page of a demo."""
    hours = Hour.objects.filter(closed_at=None, cafe__ends_at__gt=now)
    rows = hours.select_related("cafe__chapter").order_by("cafe__starts_at")
    mine = Guest.objects.exclude(person=None).order_by("pk")
    phones = {guest.hour_id: guest.token for guest in mine.filter(hour__in=rows)}
    return tuple(Held(hour.cafe, hour.token, phones.get(hour.pk, "")) for hour in rows)


def milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def hour_of(cafe: Cafe) -> Hour | None:
    """The hour of a café, if somebody has opened it."""
    return Hour.objects.filter(cafe=cafe).select_related("cafe__chapter").first()


def cafe_run_by(cafe_id: int, person: Person) -> Cafe | None:
    """A published café somebody may run, whether its hour was opened or not."""
    cafe = Cafe.objects.with_free().filter(pk=cafe_id, called_off_at=None).first()
    return cafe if cafe and cafe.published_at and can_run(person, cafe) else None


def hour_run_by(cafe_id: int, person: Person) -> Hour | None:
    """The hour of a café, for somebody who may run it."""
    mine = Hour.objects.run_by(person).filter(cafe=cafe_id)
    return mine.select_related("cafe__chapter").first()


def latest(cafe_id: int, person: Person) -> tuple[int, int] | None:
    """The hour's id and version, for somebody who may run it; one small query."""
    mine = Hour.objects.run_by(person).filter(cafe=cafe_id)
    return mine.values_list("pk", "version").first()


def since(hour_id: int, version: int, *, now: datetime) -> Json | None:
    """What is new since a version; None, after one query, where nothing is.

    Script, plan and spare seats are told where they have changed; a version from the future (of a
    database that was put back) is told everything.
    """
    found = Hour.objects.filter(pk=hour_id).exclude(version=version)
    row = found.values("version", "changed", *TOLD).first()
    if not row:
        return None
    seen = version if version < row["version"] else 0
    news: Json = {"version": row["version"], "now": milliseconds(now), "taps": []}
    news["taps"] = taps_of(hour_id, after=seen)
    if row["changed"] > seen or not seen:
        news |= {name: row[name] for name in TOLD}
    return news


def taps_of(hour_id: int, *, after: int = 0) -> list[Json]:
    """Taps as JSON, in our order."""
    rows = Tap.objects.filter(hour=hour_id, number__gt=after).order_by("number")
    fields = rows.values_list("key", "kind", "at", "said")
    return [{**said, "id": key, "kind": kind, "at": at} for key, kind, at, said in fields]


def parts_of(hour: Hour) -> tuple[Part, ...]:
    return core.parts_from(hour.script)


def state_of(hour: Hour) -> State:
    """The taps folded, as they are now."""
    rows = Tap.objects.filter(hour=hour).values_list("key", "kind", "at", "said")
    return core.fold(len(hour.script), (core.Tap(*row) for row in rows))


def companion(hour: Hour, *, now: datetime) -> Companion:
    """What a phone is given when the page is loaded."""
    cafe = hour.cafe
    return Companion(
        hour=hour,
        cafe={
            "id": cafe.pk,
            "chapter": cafe.chapter.name,
            "day": phrases.day(cafe.starts),
            "hours": phrases.hours(cafe.starts, cafe.ends),
            "starts": milliseconds(cafe.starts_at),
            "ends": milliseconds(cafe.ends_at),
            "closed": hour.closed_at is not None,
        },
        template=hour.template,
        question=hour.question,
        talk=hour.talk_is_on,
        parts=hour.script,
        people=[one.as_json() for one in expected(cafe)],
        taps=taps_of(hour.pk),
        version=hour.version,
        plan=hour.plan,
        spare=hour.spare,
        says=hour.says,
        now=milliseconds(now),
    )
