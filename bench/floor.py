"""The hour on many phones: cafés of two facilitators, nine guests and a screen each, over HTTP.

The real `knowcafe serve` on this machine. Every phone asks every 1.5 seconds whether there is
anything new, as the pages' scripts do, over a connection of its own; each facilitator taps every
few seconds (take-aways, turns, next steps, more time, people leaving and coming back, after which
the rounds to come are re-planned), and a tenth of what is sent is sent twice. `seen_p50_s` and
`seen_p95_s` are from a tap leaving its phone to each other phone of its café showing it; guests and
screens are shown only what concerns them. At the end `lost` are taps that were sent and are not
there, `doubled` those that are there twice. `cpu_ms_per_poll` is the server's CPU, timekeeper
included, by polls while nobody taps; `server_cpu` its processors in use while they do. The phones
are simulated in one process on the same machine, so they compete with the server.

About a minute and a half with the defaults.
"""

from __future__ import annotations

import asyncio
import json
import random
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from statistics import quantiles
from subprocess import PIPE, run
from tempfile import TemporaryDirectory
from typing import Any

from bench.console import parser, tell
from bench.pages import session_of
from bench.phones import POLL, SHOWN, Cafe, Line, Running, Told, Watching, every
from bench.served import ROOT, Served, environment, serving

GUESTS = 9
TAP = (4.0, 8.0)
"""Seconds between two taps of a facilitator…"""

LAST = 3.0
"""…until so long before the end, so that the last is seen as well."""


def measured(cafes: int, seconds: float, quiet: float, seed: int) -> dict[str, Any]:
    """A server, its cafés, a quiet while, then taps."""
    with TemporaryDirectory(prefix="knowcafe-bench-") as folder:
        data = Path(folder)
        make = ("-m", "bench.floor", "--make", "--cafes", str(cafes))
        made = run(
            [sys.executable, *make], cwd=ROOT, env=environment(data), stdout=PIPE, check=True
        )
        told = json.loads(made.stdout.splitlines()[-1])
        with serving(data) as served:
            playing = _played(served, data, told, seconds, quiet, random.Random(seed))
            return asyncio.run(playing) | {"memory_mb": round(served.memory_mb(), 1)}


async def _played(
    served: Served,
    data: Path,
    made: list[dict[str, Any]],
    seconds: float,
    quiet: float,
    rng: random.Random,
) -> dict[str, Any]:
    told, cafes = Told(), [Cafe(one["id"], one["people"]) for one in made]
    running: list[Running] = []
    watching: list[Watching] = []
    for one, cafe in zip(made, cafes, strict=True):
        path = f"/floor/{cafe.id}/taps/"
        running += [
            Running(Line(served.port, cookie), path, cafe, told, random.Random(rng.random()))
            for cookie in one["facilitators"]
        ]
        watching += [Watching(Line(served.port, ""), path, cafe, told) for path in one["phones"]]
    for phone in running:
        await phone.open()
    for looking in watching:
        await looking.poll()
    phones = [*running, *watching]
    cpu, polls = await _quiet(served, phones, quiet, told, rng)
    told.polls = told.nothing = 0
    told.seen.clear()
    start, before = time.perf_counter(), served.cpu()
    until = start + seconds
    await asyncio.gather(
        *(every(POLL, until, one.poll, first=rng.uniform(0, POLL)) for one in phones),
        *(
            every(rng.uniform(*TAP), until - LAST, one.tap, first=rng.uniform(0, TAP[0]))
            for one in running
        ),
    )
    took, busy = time.perf_counter() - start, served.cpu() - before
    there = [await _taps(Line(served.port, one["facilitators"][0]), one["id"]) for one in made]
    for cafe in cafes:
        cafe.numbers = _numbers(data, cafe)
    told.seen += [waited for looking in watching for waited in looking.waited()]
    return report(cafes, there, told, took, 1000 * cpu / polls) | {
        "server_cpu": round(busy / took, 2)
    }


async def _quiet(
    served: Served, phones: list[Any], seconds: float, told: Told, rng: random.Random
) -> tuple[float, int]:
    """Nobody taps: the server's CPU, and how often it was asked."""
    before, polls = served.cpu(), told.polls
    until = time.perf_counter() + seconds
    await asyncio.gather(
        *(every(POLL, until, one.poll, first=rng.uniform(0, POLL)) for one in phones)
    )
    return served.cpu() - before, told.polls - polls


def _numbers(data: Path, cafe: Cafe) -> dict[str, int]:
    """The server's own order of the bench's taps which guests see, by their ids."""
    asked = (
        "SELECT key, number, kind FROM knowcafe_tap WHERE hour_id ="
        " (SELECT id FROM knowcafe_hour WHERE cafe_id = ?)"
    )
    with closing(sqlite3.connect(data / "knowcafe.sqlite3")) as database:
        rows = database.execute(asked, [cafe.id]).fetchall()
    return {key: number for key, number, kind in rows if kind in SHOWN and key in cafe.sent}


async def _taps(line: Line, cafe: int) -> list[str]:
    """The ids of all taps the server has of a café."""
    _status, _headers, body = await line.ask("GET", f"/floor/{cafe}/taps/?since=0")
    line.hang_up()
    return [tap["id"] for tap in json.loads(body)["taps"]]


def report(
    cafes: list[Cafe], there: list[list[str]], told: Told, took: float, cpu_ms: float
) -> dict[str, Any]:
    """The shape that is published."""
    pairs = list(zip(cafes, there, strict=True))
    cuts = quantiles(told.seen, n=100, method="inclusive")
    return {
        "cafes": len(cafes),
        "devices": len(cafes) * (GUESTS + 3),
        "taps": sum(len(cafe.sent) for cafe in cafes),
        "lost": sum(len(cafe.sent.keys() - set(keys)) for cafe, keys in pairs),
        "doubled": sum(len(keys) - len(set(keys)) for _cafe, keys in pairs),
        "refused": sum(len(cafe.refused) for cafe in cafes),
        "seen": len(told.seen),
        "seen_p50_s": round(cuts[49], 3),
        "seen_p95_s": round(cuts[94], 3),
        "seen_max_s": round(max(told.seen), 3),
        "polls_per_second": round(told.polls / took, 1),
        "nothing_new": round(told.nothing / told.polls, 3),
        "cpu_ms_per_poll": round(cpu_ms, 2),
    }


def make(cafes: int) -> list[dict[str, Any]]:
    """Chapters with a café each that has begun, its people checked in through their phones."""
    import django

    from knowcafe import settings

    settings.open_data()
    django.setup()
    from datetime import UTC, datetime, timedelta

    from django.db import transaction

    from knowcafe.ops.serve.database import bring_up_to_date

    bring_up_to_date()
    now = datetime.now(UTC)
    with transaction.atomic():
        return [_held(n, now - timedelta(minutes=10)) for n in range(1, cafes + 1)]


def _held(number: int, starts: Any) -> dict[str, Any]:
    from datetime import timedelta

    from knowcafe.accounts.actions import ensure_person
    from knowcafe.cafes import actions as cafes
    from knowcafe.cafes.models import Cafe as Row
    from knowcafe.chapters import actions as chapters
    from knowcafe.floor import actions as floor

    before = starts - timedelta(days=1)

    def person(name: str) -> Any:
        return ensure_person(f"{name}-{number}@example.org", first_name=name, now=before)

    esi, farid = person("Esi"), person("Farid")
    chapter = chapters.open_chapter(
        f"Chapter {number}", host=esi, zone="UTC", place="Here", now=before
    )
    series = chapters.meet_weekly(
        chapter, weekday=starts.weekday(), starts=starts.time().replace(microsecond=0), minutes=90,
        by=esi, now=before,
    )  # fmt: skip
    cafes.open_table(series, on=starts.date(), table=1, now=before)
    cafe = Row.objects.with_free().get(series=series)
    cafes.let_run(cafe, farid, by=esi, now=before)
    guests = [person(f"Guest{'abcdefghi'[n]}") for n in range(GUESTS)]
    for guest in guests:
        cafes.just_come(
            cafe, first_name=guest.first_name, email=guest.email, asked_with="", by=guest,
            now=before,
        )  # fmt: skip
    hour = floor.open_hour(cafe, by=esi, now=starts)
    phones = [floor.my_phone(cafe, guest, now=starts) for guest in guests]
    at = int(starts.timestamp() * 1000)
    floor.take_taps(hour, [{"id": "start", "kind": "start", "at": at}], by=esi, now=starts)
    return {
        "id": cafe.pk,
        "people": [phone.who for phone in phones],
        "facilitators": [session_of(esi), session_of(farid)],
        "phones": [
            *(f"/floor/guest/{phone.token}/state/" for phone in phones),
            f"/floor/room/{hour.token}/state/",
        ],
    }


def main() -> int:
    args = parser("floor", __doc__)
    args.add_argument("--cafes", type=int, default=30)
    args.add_argument("--seconds", type=float, default=60, help="of taps")
    args.add_argument("--quiet", type=float, default=10, help="seconds without taps before them")
    args.add_argument("--seed", type=int, default=7, help="of who taps what and when")
    args.add_argument("--make", action="store_true", help="(used by the bench itself)")
    given = args.parse_args()
    if given.make:
        print(json.dumps(make(given.cafes)))
        return 0
    result = measured(given.cafes, given.seconds, given.quiet, given.seed)
    tell(result, ("what", "figure"), result.items(), as_json=given.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
