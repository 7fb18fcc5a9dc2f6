"""The race for the last seat: many more people than seats, over HTTP against the real server.

A hundred cafés of ten seats. For each in turn a hundred people press "Just come" at the same time,
over 20 connections that stay open (each has looked at the form once, for its cookie; a browser's
waiting and typing is left out). Every attempt is somebody else with a mailbox and a network
address of their own, as a proxy in front would tell: limits on trying too often count, and none is
met.
Reported: seats promised beyond what a café has, or promised and not kept (`oversold`), seats
filled, answers that are neither a seat nor "all seats are taken" (`errors`), and how long an
answer took.

Controls in the same run, with fewer attempts, which must fail: check-then-insert without
transaction and condition promises a seat twice; SQLite with deferred transactions and without our
lock answers "database is locked".

About a minute with the defaults.
"""

from __future__ import annotations

import http.client
import re
import secrets
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from statistics import quantiles
from subprocess import run
from tempfile import TemporaryDirectory
from threading import local
from typing import Any
from urllib.parse import urlencode

from bench.console import parser, tell, watched
from bench.served import OURS, ROOT, environment, serving
from bench.spoilt import KINDS

SEATS = 10
CONNECTIONS = 20
_COOKIE, _TOKEN = re.compile(r"csrf=([^;]+)"), re.compile(r'csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What somebody was told, and after how long."""

    cafe: int
    email: str
    said: str
    seconds: float


class Visitors:
    """Twenty browsers; each keeps its connection and its cookie."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._own = local()

    def come(self, attempt: tuple[int, int]) -> Answer:
        """One attempt; `attempt` is (café, number)."""
        cafe, number = attempt
        email = f"p{number}@example.org"
        if not hasattr(self._own, "connection"):
            self._arrive(cafe)
        before = time.perf_counter()
        try:
            said = self._press(cafe, number, email)
        except (OSError, http.client.HTTPException) as broken:
            said = type(broken).__name__
            self._own.connection.close()
        return Answer(cafe, email, said, time.perf_counter() - before)

    def _arrive(self, cafe: int) -> None:
        self._own.connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        self._own.connection.request("GET", f"/bench/{cafe}/")
        page = self._own.connection.getresponse()
        cookie = _COOKIE.search(page.headers["Set-Cookie"] or "")
        token = _TOKEN.search(page.read().decode())
        if not cookie or not token:
            raise ValueError(f"The page of a café has no form: {page.status}")
        self._own.cookie, self._own.token = cookie[1], token[1]

    def _press(self, cafe: int, number: int, email: str) -> str:
        typed = {
            "csrfmiddlewaretoken": self._own.token,
            "first_name": "Amara",
            "email": email,
            "asked_with": secrets.token_urlsafe(24),
        }
        headers = {
            "Cookie": f"csrf={self._own.cookie}",
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": str(ip_address("10.0.0.0") + number),
        }
        self._own.connection.request("POST", f"/bench/{cafe}/", urlencode(typed), headers)
        answer = self._own.connection.getresponse()
        answer.read()
        is_seat = answer.status == 302 and answer.headers["Location"].endswith("/seat/")
        return "seat" if is_seat else "full" if answer.status == 409 else str(answer.status)


def race(command: Sequence[str], attempts: int, cafes: int, what: str) -> dict[str, Any]:
    """So many attempts at a server of its own, and how they ended."""
    with TemporaryDirectory(prefix="knowcafe-bench-", ignore_cleanup_errors=True) as folder:
        data = Path(folder)
        made = [sys.executable, "-m", "bench.seats", "--make", "--cafes", str(cafes)]
        run(made, cwd=ROOT, env=environment(data), check=True)
        each = -(-attempts // cafes)
        turns = [(1 + n // each, n) for n in range(attempts)]
        with serving(data, command) as served, ThreadPoolExecutor(CONNECTIONS) as pool:
            visitors, begun, idle = Visitors(served.port), time.perf_counter(), served.cpu()
            answers = list(watched(pool.map(visitors.come, turns), what, total=attempts))
            took, cpu = time.perf_counter() - begun, served.cpu() - idle
        told = report(answers, held(data), took, served.said.read_text())
        return told | {"seats": cafes * SEATS, "cpu_ms": round(1000 * cpu / attempts, 2)}


def report(
    answers: Sequence[Answer], seats: set[tuple[int, str]], took: float, log: str
) -> dict[str, Any]:
    """What was promised beside what is kept; `seats` are (café, address) in the database."""
    promised = Counter(a.cafe for a in answers if a.said == "seat")
    beyond = sum(max(0, number - SEATS) for number in promised.values())
    unkept = sum((a.cafe, a.email) not in seats for a in answers if a.said == "seat")
    waits = [a.seconds for a in answers]
    others = Counter(a.said for a in answers if a.said not in ("seat", "full"))
    return {
        "oversold": max(beyond, unkept),
        "filled": len(seats),
        "errors": others.total(),
        "attempts": len(answers),
        "per_second": round(len(answers) / took, 1),
        "p50_ms": round(1000 * quantiles(waits, n=100)[49], 1),
        "p99_ms": round(1000 * quantiles(waits, n=100)[98], 1),
        "max_ms": round(1000 * max(waits), 1),
        "locked": log.count("OperationalError: database is locked"),
        "other_answers": dict(others),
    }


def held(data: Path) -> set[tuple[int, str]]:
    """Every seat somebody holds, read from the file itself."""
    rows = "SELECT cafe_id, email FROM knowcafe_seat s JOIN knowcafe_person p ON p.id = s.person_id"
    database = sqlite3.connect(data / "knowcafe.sqlite3")
    found = set(database.execute(rows).fetchall())
    database.close()
    return found


def make(cafes: int) -> None:
    """One chapter with so many cafés; the temporary database is named by the environment."""
    import django

    from knowcafe import settings

    settings.open_data()
    django.setup()
    from datetime import UTC, datetime, timedelta

    from knowcafe.accounts.actions import ensure_person
    from knowcafe.cafes.actions import publish_cafe
    from knowcafe.cafes.models import Cafe
    from knowcafe.chapters.actions import open_chapter
    from knowcafe.ops.serve.database import bring_up_to_date

    bring_up_to_date()
    now = datetime.now(UTC)
    host = ensure_person("esi@example.org", first_name="Esi", now=now)
    chapter = open_chapter("Bench", host=host, zone="Europe/London", place="Library", now=now)
    for number in range(cafes):
        starts = now + timedelta(days=2, hours=number)
        cafe = Cafe.objects.create(
            chapter=chapter, on=starts.date(), table=1, starts_at=starts,
            ends_at=starts + timedelta(hours=1), place="Library", table_size=SEATS,
        )  # fmt: skip
        publish_cafe(cafe, now=now)


def main() -> int:
    args = parser("seats", __doc__)
    args.add_argument("--attempts", type=int, default=10_000)
    args.add_argument("--control-attempts", type=int, default=2_000)
    args.add_argument("--db", choices=("sqlite", "postgresql"), default="sqlite")
    args.add_argument("--cafes", type=int, default=100, help="of ten seats each")
    args.add_argument("--make", action="store_true", help="(used by the bench itself)")
    given = args.parse_args()
    if given.make:
        make(given.cafes)
        return 0
    if given.db == "postgresql":
        print("PostgreSQL is not supported yet: --db sqlite is what there is.", file=sys.stderr)
        return 2
    result = race(OURS, given.attempts, given.cafes, "booking")
    result["controls"] = {
        kind: race(("-m", "bench.spoilt", kind), given.control_attempts, given.cafes, kind)
        for kind in KINDS
    }
    names = ("oversold", "filled", "seats", "errors", "locked", "per_second", "p99_ms", "max_ms")
    rows = [
        (name, *(found[key] for key in names))
        for name, found in {"ours": result, **result["controls"]}.items()
    ]
    tell(result, ("", *names), rows, as_json=given.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
