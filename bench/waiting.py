"""How long somebody who presses “Just come” waits while a host drafts a week, or publishes it.

A real `knowcafe serve` with a chapter of so many people, each with a need, know-how or both, and
tables for most of them. Bookings are pressed one after another, a breath apart, each by somebody
else with a network address of their own: first alone, then while the host's draft is thought up,
then while the plan is published. A booking that finds the table full counts as well: it goes the
same way as a reserve. Two weeks are drafted and published. Told are median, 95th percentile and
the longest wait in milliseconds, how many bookings were measured, and how long the host waited.

About a minute with the defaults.
"""

from __future__ import annotations

import http.client
import json
import re
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from ipaddress import ip_address
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from subprocess import PIPE, run
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from bench.console import parser, tell
from bench.served import OURS, ROOT, environment, serving
from bench.worlds import ASKED

BREATH = 0.02
WEEKS = 2
"""After two published weeks everybody has had the two letters a week, and nobody is planned."""

TOPICS = tuple((topic, asked) for area in ASKED.values() for topic, asked in area.items())

_COOKIE = re.compile(r"csrf=([^;]+)")
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]+)"')
_ADDRESSES = int(ip_address("2001:db8::"))


class Browser:
    """Whoever asks; every request has a connection and an address of its own."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._number = count()

    def ask(self, path: str, cookie: str = "", form: dict[str, str] | None = None) -> Any:
        """Status, cookies and the page, or where it leads."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        place = ip_address(_ADDRESSES + (next(self._number) << 64))
        headers = {"Cookie": cookie, "X-Forwarded-For": str(place)}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        body = urlencode(form) if form else None
        connection.request("POST" if form else "GET", path, body, headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        cookies = "; ".join(answer.headers.get_all("Set-Cookie") or [])
        connection.close()
        return answer.status, cookies, answer.headers["Location"] or page

    def form(self, path: str, cookie: str = "") -> tuple[str, dict[str, str]]:
        """A page's hidden fields, and the cookie that goes with them."""
        _status, cookies, page = self.ask(path, cookie)
        found = _COOKIE.search(cookies)
        secret = f"csrf={found[1]}" if found else ""
        return "; ".join(filter(None, (secret, cookie))), dict(_HIDDEN.findall(page))


class Bookings:
    """People who take a seat, or wait for one, at one café after the other.

    The cafés are of other weeks than the planned ones: a draft whose seats went meanwhile is
    refused, and rightly.
    """

    def __init__(self, browser: Browser, cafes: list[int]) -> None:
        self._browser, self._number, self._cafes = browser, count(), cafes
        self._forms = {cafe: browser.form(f"/london/{cafe}/") for cafe in self._cafes}

    def one(self) -> float:
        """Milliseconds of a press; the form was looked at before."""
        number = next(self._number)
        cafe = self._cafes[number % len(self._cafes)]
        cookie, hidden = self._forms[cafe]
        name = f"w{number}"
        typed = {"first_name": name, "email": f"{name}@example.org", "reserve": "1"}
        before = time.perf_counter()
        status = self._browser.ask(f"/london/{cafe}/", cookie, hidden | typed)[0]
        took = 1000 * (time.perf_counter() - before)
        if status not in (302, 303):
            raise RuntimeError(f"A booking was answered with {status}")
        time.sleep(BREATH)
        return took

    def during(self, work: Callable[[], object]) -> tuple[list[float], float]:
        """Waits while something else is done, and how long that took, in milliseconds."""
        with ThreadPoolExecutor(1) as beside:
            before = time.perf_counter()
            done: Future[object] = beside.submit(work)
            waits = [self.one()]
            while not done.done():
                waits.append(self.one())
            done.result()
            return waits, 1000 * (time.perf_counter() - before)


class Host:
    """Esi, who drafts and publishes week after week."""

    def __init__(self, browser: Browser, cookie: str) -> None:
        self._browser, self._cookie = browser, cookie

    def press(self, form_at: str, verb: str) -> None:
        """Look at a page and press its button."""
        cookie, hidden = self._browser.form(form_at, self._cookie)
        status, _cookies, page = self._browser.ask(f"/london/host/{verb}/", cookie, hidden)
        if status != 302:
            raise RuntimeError(f"To {verb} was answered with {status}: {page[-2000:]}")


def measured(people: int, seed: int, alone: int) -> dict[str, Any]:
    """A server, its bookings, and a host who is busy beside them."""
    with TemporaryDirectory(prefix="knowcafe-bench-") as folder:
        data = Path(folder)
        made = run(
            [sys.executable, "-m", "bench.waiting", "--make", "--people", str(people),
             "--seed", str(seed)],
            cwd=ROOT, env=environment(data), stdout=PIPE, check=True,
        )  # fmt: skip
        told = json.loads(made.stdout.splitlines()[-1])
        with serving(data, OURS) as served:
            browser = Browser(served.port)
            bookings, host = Bookings(browser, told["cafes"]), Host(browser, told["cookie"])
            for _warm in range(5):
                bookings.one()
            waits: dict[str, list[float]] = {"alone": [bookings.one() for _ in range(alone)]}
            waits |= {"drafting": [], "publishing": []}
            busy: dict[str, list[float]] = {"drafting": [], "publishing": []}
            for week in told["weeks"]:
                for name, page, verb in (
                    ("drafting", f"/london/host/?week={week}", "draft"),
                    ("publishing", f"/london/host/publish/?week={week}", "publish"),
                ):
                    during, took = bookings.during(partial(host.press, page, verb))
                    waits[name] += during
                    busy[name].append(took)
            told_busy = {name: {"host_ms": round(median(ms))} for name, ms in busy.items()}
            return {"people": people, "seed": seed} | {
                name: spread(times) | told_busy.get(name, {}) for name, times in waits.items()
            }


def spread(times: list[float]) -> dict[str, float]:
    """The shape that is published."""
    p95 = quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
    return {
        "n": len(times),
        "median": round(median(times), 1),
        "p95": round(p95, 1),
        "max": round(max(times), 1),
    }


def make(people: int, seed: int) -> dict[str, Any]:
    """London with so many people; told are the weeks to plan and the host's cookie."""
    import django

    from knowcafe import settings

    settings.open_data()
    django.setup()
    from datetime import UTC, datetime, time

    from numpy.random import default_rng

    from bench.pages import session_of
    from knowcafe.accounts.actions import ensure_person, vouch_for
    from knowcafe.cafes.actions import open_ahead
    from knowcafe.cafes.models import Cafe
    from knowcafe.chapters import actions as chapters
    from knowcafe.chapters.models import Series
    from knowcafe.core.calendar import Week
    from knowcafe.ops.serve.database import bring_up_to_date

    bring_up_to_date()
    now, rng = datetime.now(UTC), default_rng(seed)
    esi = ensure_person("esi@example.org", first_name="Esi", now=now)
    vouch_for(esi, now=now)
    london = chapters.open_chapter(
        "London", host=esi, zone="Europe/London", place="Larder House", now=now
    )
    for weekday in (1, 3, 5):
        chapters.meet_weekly(
            london, weekday=weekday, starts=time(18, 30), minutes=90, by=esi, now=now
        )
    Series.objects.update(tables=min(9, max(1, people // 25)))
    open_ahead(now=now)
    days = set(Cafe.objects.values_list("series_id", "on"))
    bring(london, people, days, now, rng)
    this = Week.containing(now.date())
    weeks = [this.next(n) for n in range(1, WEEKS + 1)]
    published = Cafe.objects.exclude(published_at=None).order_by("pk")
    others = [cafe.pk for cafe in published if Week.containing(cafe.on) not in weeks]
    return {"cookie": session_of(esi), "weeks": [str(week) for week in weeks], "cafes": others}


def bring(london: Any, people: int, days: set[Any], now: Any, rng: Any) -> None:
    """Three in four need something, one in four helps for a living; all know three topics."""
    from knowcafe.accounts.actions import ensure_person
    from knowcafe.chapters.actions import join
    from knowcafe.members.models import Availability, FreeDate, Need, Offer, Profile
    from knowcafe.members.queries import quarter_of

    names, weights = [topic for topic, _ in TOPICS], [asked for _, asked in TOPICS]
    chances = [asked / sum(weights) for asked in weights]
    for number in range(people):
        person = ensure_person(f"p{number}@example.org", first_name=f"P{number}", now=now)
        member = join(london, person=person, now=now)
        for_a_living = number % 4 == 0
        Profile.objects.create(member=member, is_professional=for_a_living)
        knows, needs = rng.choice(names, 3, replace=False, p=chances), rng.choice(names, p=chances)
        for topic in knows:
            Offer.objects.create(member=member, topic=str(topic), depth=1 + for_a_living)
        if for_a_living:
            for quarter in {str(quarter_of(on)) for _, on in days}:
                Availability.objects.create(member=member, quarter=quarter, cap=6, said_at=now)
        else:
            Need.objects.create(
                member=member, text="?", for_table="?", topic=str(needs), asked_at=now
            )
        FreeDate.objects.bulk_create(
            FreeDate(member=member, series_id=series, on=on)
            for series, on in sorted(days)
            if rng.random() < 0.6
        )


def main() -> int:
    args = parser("waiting", __doc__)
    args.add_argument("--people", type=int, default=200)
    args.add_argument("--alone", type=int, default=100, help="bookings with nothing beside them")
    args.add_argument("--seed", type=int, default=7, help="of the people")
    args.add_argument("--make", action="store_true", help="(used by the bench itself)")
    given = args.parse_args()
    if given.make:
        print(json.dumps(make(given.people, given.seed)))
        return 0
    result = measured(given.people, given.seed, given.alone)
    columns = ("bookings", "n", "median, ms", "95 %", "longest", "the host, ms")
    rows = [
        (name, *(result[name].get(key, "") for key in ("n", "median", "p95", "max", "host_ms")))
        for name in ("alone", "drafting", "publishing")
    ]
    tell(result, columns, rows, as_json=given.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
