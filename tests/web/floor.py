"""A café whose hour is open: Esi runs it, Dana and Amara have a place."""

from __future__ import annotations

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, Seat
from knowcafe.core.hour import parts_from
from knowcafe.floor import actions, queries
from knowcafe.floor.models import Guest, Hour
from tests.web.conftest import NOW


def opened(cafe: Cafe, esi: Person, *names: str) -> Hour:
    """The hour of a café at which these have a seat."""
    for number, name in enumerate(names, 1):
        person = accounts.ensure_person(f"{name.lower()}@example.org", first_name=name, now=NOW)
        Seat.objects.filter(cafe=cafe, number=number).update(person=person, taken_at=NOW)
    cafe.refresh_from_db()
    hour = actions.open_hour(cafe, by=esi, now=cafe.starts_at)
    return actions.prepare(
        hour, template="simple", minutes=60, question="Who pays twice?", talk=False, by=esi,
        now=cafe.starts_at,
    )  # fmt: skip


def came(hour: Hour, name: str, need: str = "") -> Guest:
    """Somebody scans the code on the door."""
    return actions.come_as_guest(
        hour.token, name=name, need=need, asked_with="", now=hour.cafe.starts_at
    )


def go_to(hour: Hour, kind: str, esi: Person) -> None:
    """The hour goes on to the first part of a kind."""
    parts = parts_from(hour.script)
    to = next(n for n, part in enumerate(parts) if part.kind == kind)
    at = queries.milliseconds(hour.cafe.starts_at)
    hour.refresh_from_db()
    table = hour.plan.get(str(to))
    said = {"tables": table} if table else {}
    taps = [
        {"id": f"s-{kind}", "kind": "start", "at": at},
        {"id": f"n-{kind}", "kind": "next", "at": at + 1, "to": to, **said},
    ]
    done = actions.take_taps(hour, taps, by=esi, now=hour.cafe.starts_at)
    assert not done.refused
