"""What a page costs: CPU of the server's processes, memory, and bytes sent.

A real `knowcafe serve` with the demo's London chapter, its week drafted, is asked for each page
over one connection, in turns with the same server showing a bare view (`bench.bare`: the front
door's rows in its own template, no middleware), so that whatever else the machine does weighs on
both. CPU is read from the kernel for all processes of a server, its timekeeper included, and
divided by requests; medians of the turns are told, and each page's ratio to the bare view. Memory
is the most that all processes held together after any turn, shared pages counted once.
`first_load_kb` is the front door with its stylesheet, scripts and icon as sent to a browser that
takes gzip; `kb` has the same for each page, as sent and unpacked. `floor_poll` is a phone asking
whether there is anything new where there is not: no page, and nothing to load.

About two minutes with the defaults.
"""

from __future__ import annotations

import http.client
import json
import re
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from subprocess import PIPE, run
from tempfile import TemporaryDirectory
from typing import Any

from bench.console import parser, tell, watched
from bench.served import OURS, ROOT, Served, environment, serving

_LOADED = re.compile(r'(?:href|src)="(/[^"]+\.(?:css|js|svg|png|ico|woff2)[^"]*)"')


@dataclass(frozen=True)
class Page:
    """Whose page, and where."""

    name: str
    path: str
    cookie: str = ""


class Browser:
    """One open connection to a server."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self._connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)

    def get(self, path: str, cookie: str = "") -> tuple[int, bytes]:
        """Status, and the body as it was sent."""
        headers = {"Accept-Encoding": "gzip", "Cookie": cookie} if cookie else {}
        self._connection.request("GET", path, headers={"Accept-Encoding": "gzip"} | headers)
        answer = self._connection.getresponse()
        return answer.status, answer.read()

    def cpu_ms(self, page: Page, requests: int) -> float:
        """CPU milliseconds a request; a new connection, since the old one may have been closed."""
        self._connection.close()
        before = self.served.cpu()
        for _ in range(requests):
            self.get(page.path, page.cookie)
        return 1000 * (self.served.cpu() - before) / requests

    def weight(self, page: Page) -> tuple[float, float]:
        """A page with all it loads, in KB: as sent, and unpacked."""
        plain = http.client.HTTPConnection("127.0.0.1", self.served.port, timeout=60)
        plain.request("GET", page.path, headers={"Cookie": page.cookie})
        html = plain.getresponse().read()
        parts = sorted(set(_LOADED.findall(html.decode())))
        self._connection.close()
        sent, raw = len(self.get(page.path, page.cookie)[1]), len(html)
        for part in parts:
            plain.request("GET", part)
            raw += len(plain.getresponse().read())
            sent += len(self.get(part)[1])
        plain.close()
        return sent / 1000, raw / 1000


def measured(rounds: int, requests: int, seed: int) -> dict[str, Any]:
    """Both servers on one database, asked in turns."""
    with (
        TemporaryDirectory(prefix="knowcafe-bench-", ignore_cleanup_errors=True) as folder,
        ExitStack() as stack,
    ):
        data = Path(folder)
        made = run(
            [sys.executable, "-m", "bench.pages", "--make", "--seed", str(seed)],
            cwd=ROOT, env=environment(data), stdout=PIPE, check=True,
        )  # fmt: skip
        told = json.loads(made.stdout.splitlines()[-1])
        pages = [Page(*told_page) for told_page in told["pages"]]
        ours = Browser(stack.enter_context(serving(data, OURS)))
        undressed = ("-m", "bench.bare_server")
        bare = Browser(stack.enter_context(serving(data, undressed, "bare.log")))
        there = [page for page in pages if ours.get(page.path, page.cookie)[0] in (200, 204)]
        jobs = [(bare, Page("bare", told["bare"])), (bare, Page("nothing", "/nothing/"))]
        jobs += [(ours, page) for page in there]
        for browser, page in jobs:
            browser.cpu_ms(page, 10)
        found: dict[str, list[float]] = {page.name: [] for _, page in jobs}
        memory = 0.0
        for browser, page in watched(jobs * rounds, "pages"):
            found[page.name].append(browser.cpu_ms(page, requests))
            memory = max(memory, ours.served.memory_mb())
        ms = {name: median(each) for name, each in found.items()}
        kb = {page.name: ours.weight(page) for page in there}
        return report([p.name for p in pages], ms, kb, memory)


def report(
    names: list[str], ms: dict[str, float], kb: dict[str, tuple[float, float]], memory: float
) -> dict[str, Any]:
    """The shape that is published."""
    ratio = {name: round(ms[name] / ms["bare"], 2) if name in ms else None for name in names}
    return {
        "ms": {name: round(cost, 2) for name, cost in ms.items()},
        "ratio": ratio,
        "memory_mb": round(memory, 1),
        "first_load_kb": round(kb["front_door"][0], 1),
        "first_load_raw_kb": round(kb["front_door"][1], 1),
        "kb": {name: [round(size, 1) for size in sizes] for name, sizes in kb.items()},
    }


def make(seed: int) -> dict[str, Any]:
    """The demo's London, its week drafted; told are the pages, with the cookies of who asks."""
    import django

    from knowcafe import settings

    settings.open_data()
    django.setup()
    from datetime import UTC, datetime

    from numpy.random import default_rng

    from knowcafe.accounts.actions import ensure_person
    from knowcafe.cafes.models import Cafe
    from knowcafe.floor.actions import open_hour
    from knowcafe.journal.models import Entry
    from knowcafe.journal.queries import STAMP
    from knowcafe.ops.demo.stages import fill
    from knowcafe.ops.demo.story import Stage, Story
    from knowcafe.ops.serve.database import bring_up_to_date

    bring_up_to_date()
    now = datetime.now(UTC)
    fill(Story(Stage.PLANNED, now, seed, default_rng(seed), lambda _line: None))
    Entry.objects.filter(verb=STAMP).delete()  # to be served as anybody's chapter, not as a demo
    member, host = (
        ensure_person(f"{name}@example.org", first_name=name, now=now) for name in ("amara", "esi")
    )
    ahead = Cafe.objects.filter(chapter__slug="london", starts_at__gt=now).exclude(
        published_at=None
    )
    cafe = ahead.select_related("chapter").earliest("starts_at", "pk")
    held = open_hour(cafe, by=host, now=cafe.starts_at)
    here = "/london/"
    return {
        "bare": f"/bare{here}",
        "pages": [
            ("front_door", here),
            ("cafe", f"{here}{cafe.pk}/"),
            ("member_home", "/me/", session_of(member)),
            ("host_week", f"{here}host/", session_of(host)),
            ("floor_poll", f"/floor/{cafe.pk}/taps/?since={held.version}", session_of(host)),
            ("calendar", f"{here}calendar.ics"),
        ],
    }


def session_of(person: Any) -> str:
    """A session of somebody who has signed in with both steps."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "mfa"}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def main() -> int:
    args = parser("pages", __doc__)
    args.add_argument("--rounds", type=int, default=7)
    args.add_argument("--requests", type=int, default=100, help="a page and round")
    args.add_argument("--seed", type=int, default=7, help="of the demo's people")
    args.add_argument("--make", action="store_true", help="(used by the bench itself)")
    given = args.parse_args()
    if given.make:
        print(json.dumps(make(given.seed)))
        return 0
    result = measured(given.rounds, given.requests, given.seed)
    rows = [
        (name, cost, result["ratio"].get(name) or "", *result["kb"].get(name, ("", "")))
        for name, cost in result["ms"].items()
    ]
    rows.append(("memory, MB", result["memory_mb"], "", "", ""))
    columns = ("page", "CPU ms", "ratio to bare", "KB sent", "KB unpacked")
    tell(result, columns, rows, as_json=given.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
