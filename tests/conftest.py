"""The shipped settings for every test, and weeks made by hand.

Who sits where in a week is given, what is said about it is worked out.
"""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import django
import pytest
from hypothesis import settings

from knowcafe.core.matching import (
    COMPANY,
    Bound,
    Need,
    Offer,
    Opening,
    Person,
    Problem,
    Seat,
    Slot,
)
from knowcafe.core.matching.explain import explained
from knowcafe.core.topics import Guess
from knowcafe.core.turnout import forecast
from knowcafe.phrases.week.composed import Asked, Composed, Where, Who

os.environ["DJANGO_SETTINGS_MODULE"] = "knowcafe.settings"
# Playwright leaves its event loop running in a worker; no test of ours uses the database in one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
django.setup()

# `make test` tries the same examples every time, `make long` many more and others each time.
settings.register_profile("repeat", deadline=None, derandomize=True)
settings.register_profile("deep", deadline=None, max_examples=1000)
settings.load_profile("deep" if os.environ.get("KNOWCAFE_DEEP") else "repeat")


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Every worker has its database in its own memory; pytest-django would name files for them."""


WHOLE = tuple(Path(__file__).parent / whole for whole in ("bench", "e2e", "journeys"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What plays the whole house is not counted as covering its lines: each room's own tests do
    that, and counting takes as long again as playing.
    """
    for item in items:
        if any(item.path.is_relative_to(whole) for whole in WHOLE):
            item.add_marker(pytest.mark.no_cover)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why tests were skipped: a suite that is quiet about it looks greener than it is."""
    reports = terminalreporter.stats.get("skipped", [])
    reasons = Counter(str(r.longrepr[2] if r.longrepr else "").strip() for r in reports)
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"{count} skipped: {reason.removeprefix('Skipped: ')}")


LONDON = ZoneInfo("Europe/London")
TUESDAY = datetime(2027, 3, 9, 18, 30, tzinfo=LONDON)
TOPICS = {
    "pricing": "Pricing",
    "vat": "VAT & sales tax",
    "contracts": "Contracts & confidentiality",
    "plan": "Marketing plan & reach",
}


def composed(
    people: Mapping[str, Who],
    offers: Mapping[str, Sequence[str]],
    needs: Sequence[tuple[Need, str]],
    tables: Mapping[str, Sequence[str]],
    *,
    guesses: Mapping[str, tuple[Guess, ...]] | None = None,
    short_of: int = 0,
) -> Composed:
    """A week with one café a day from Tuesday; `tables` says who sits in which.

    `short_of` is how many more needs than these the bound leaves possible.
    """
    starts = {opening: TUESDAY + timedelta(days=n) for n, opening in enumerate(tables)}
    slots = tuple(Slot(o, "2027-W10", at, at + timedelta(hours=1)) for o, at in starts.items())
    problem = Problem(
        people=tuple(
            Person(
                id=person,
                free=frozenset(tables),
                offers=tuple(Offer(topic, 2) for topic in offers.get(person, ())),
                professional=who.professional,
                newcomer=who.newcomer,
            )
            for person, who in people.items()
        ),
        needs=tuple(need for need, _text in needs),
        slots=slots,
        openings=tuple(Opening(opening, opening) for opening in tables),
    )
    seats = tuple(Seat(person, opening) for opening, here in tables.items() for person in here)
    score = explained(problem, seats, Bound(0, 0, 0)).score
    bound = Bound(score.urgent, score.worst, score.needs + short_of)
    return Composed(
        title="Knowledge cafés, 9 to 12 March 2027",
        seed=7,
        problem=problem,
        plan=explained(problem, seats, bound),
        people=dict(people),
        needs={
            need.id: Asked(need.person, text, need.topic, (guesses or {}).get(need.id, ()))
            for need, text in needs
        },
        openings={
            opening: Where(at, at + timedelta(hours=1), place=f"Library, {opening}")
            for opening, at in starts.items()
        },
        topics=TOPICS,
        forecasts={opening: forecast(len(here)) for opening, here in tables.items() if here},
    )


@pytest.fixture
def the_cast() -> Composed:
    """The cast: one table with its reasons, one need that stays, one café that is not held."""
    people = {
        "amara": Who("Amara", "candle maker"),
        "bilal": Who("Bilal", "sales", professional=True),
        "chidi": Who("Chidi", "lawyer", professional=True),
        "dana": Who("Dana", "accountant", professional=True),
        "esi": Who("Esi", "host"),
        "grace": Who("Grace"),
        "hugo": Who("Hugo", "photographer", newcomer=True),
    }
    week = composed(
        people,
        {"dana": ["pricing"], "chidi": ["contracts"]},
        [
            (Need("n1", "amara", "pricing", waiting_weeks=3), "How do I price a candle?"),
            (Need("n2", "amara", "vat"), "Do I charge VAT?"),
            (Need("n3", "grace", COMPANY, waiting_weeks=1), "I'd like company"),
            (Need("n4", "hugo", "contracts", urgent=True), "What belongs in a contract?"),
        ],
        {"Brixton": ["amara", "dana", "chidi", "grace", "hugo"], "Hackney": []},
        guesses={
            "n1": (Guess("pricing", 0.8, ("price",)), Guess("plan", 0.1, ("candle",))),
            "n2": (Guess("vat", 0.9, ("VAT", "charge")),),
        },
    )
    brixton = week.openings["Brixton"]
    week.openings["Brixton"] = replace(brixton, access="Step-free", link="https://example.org/b")
    return week


@pytest.fixture
def nobody() -> Composed:
    """Nobody, nothing, nowhere."""
    return composed({}, {}, [], {})


@pytest.fixture
def one_person() -> Composed:
    """One person with a need, and no table to sit at."""
    need = Need("n1", "grace", COMPANY)
    return composed({"grace": Who("Grace")}, {}, [(need, "I'd like company")], {"Brixton": []})


@pytest.fixture
def a_hundred() -> Composed:
    """A hundred people at thirteen cafés, with names of every kind, all needs met."""
    names = ["ليلى بنت عبد الله", "Zoë 🌻", "Wolfeschlegelsteinhausenbergerdorff" * 3, "Ng", "李娜"]
    people, offers, needs = {}, {}, []
    for number in range(100):
        person = f"p{number:03}"
        role = "accountant" if number % 8 == 0 else "maker of very small and very fine things"
        people[person] = Who(f"{names[number % 5]} {number}", role, professional=number % 8 == 0)
        if number % 8 == 0:
            offers[person] = ["pricing"]
        else:
            text = "Pricing! " * (40 if number % 9 == 0 else 1)
            needs.append((Need(f"n{number:03}", person, "pricing", waiting_weeks=number), text))
    ids = list(people)
    tables = {f"Hall {n // 8:02} <b>&": ids[n : n + 8] for n in range(0, 100, 8)}
    return composed(people, offers, needs, tables)
