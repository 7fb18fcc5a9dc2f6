"""A real week of questions as the files of a week of cafés, and ten of them composed.

Without --compose: writes people.csv, needs.csv, slots.csv and met.csv of --week into --out, ready
for `knowcafe compose`. With it: does so for --weeks weeks from there on, a folder each, composes
every one from its files, and compares needs met with first-come, random and greedy in the
same run; `behind` names those that do better on urgent needs, worst-off member, needs met. About
15 seconds for ten weeks.

What is real: needs are the questions of that week, in the words of their authors; people with
know-how are those who had given at least 25 answers before that week and answered in it or in
the 8 weeks before, who has met is who had answered whom. Their know-how is the four topics most
frequent among the questions they had answered (at least 2 answers), as core.topics guesses them;
“for a living” from 8 answers on. Whoever has such a topic and asks nothing that week counts as
a professional.

What is drawn, with --seed: who is free in which of four slots (askers .45, others .35, at least
one), urgent (.1). What is set: two evenings of two tables, a lunch and a Saturday of one, ten seats
each; a cap of one café. Days are shifted by whole weeks so that the cafés lie in the week
after next; the shift is printed.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.console import parser, tell, watched
from bench.onstartups import Question, read, text_of
from knowcafe.core.calendar import Week
from knowcafe.core.exchange import as_csv
from knowcafe.core.matching import Plan, baselines, violations
from knowcafe.core.topics import Guesser, starting_tree

EARLIER_ANSWERS = 25
RECENT_WEEKS = 8
LIVING_ANSWERS = 8
MOST_TOPICS = 4
MOST_WORDS = 400
SLOTS = (
    ("tue-evening", 1, "18:30", "20:00", "The old library, Hackney", 2),
    ("wed-lunch", 2, "12:30", "13:30", "Community kitchen, Brixton", 1),
    ("thu-evening", 3, "18:30", "20:00", "The old library, Hackney", 2),
    ("saturday", 5, "11:00", "12:30", "Museum café, Greenwich", 1),
)


@dataclass(frozen=True)
class Market:
    """All questions with the topic each is most likely about (None where nothing is recognised)."""

    questions: list[Question]
    topics: dict[int, str | None]


def market(path: Path) -> Market:
    guesser = Guesser(starting_tree())
    questions = read(path)
    topics: dict[int, str | None] = {}
    for question in watched(questions, "Guessing topics"):
        guesses = guesser.guess(text_of(question))
        topics[question["id"]] = guesses[0].topic if guesses else None
    return Market(questions, topics)


@dataclass(frozen=True)
class RealWeek:
    """The files of one week, by name, and what went into them."""

    files: dict[str, str]
    facts: dict[str, Any]


def real_week(known: Market, week: Week, today: dt.date, seed: int) -> RealWeek:
    """The files of `week`; `today` says where its days are moved to."""
    rng = random.Random(f"{week} {seed}")
    cafes = Week.containing(today).next(2)
    shift = cafes.monday - week.next().monday
    asked = [q for q in known.questions if Week.containing(_day(q)) == week]
    needs = [q for q in asked if known.topics[q["id"]]]
    askers = {q["asker"] for q in needs}
    knows = _know_how(known, week)
    people = sorted(askers | set(knows))
    met = _met(known, week, set(people))
    tree = starting_tree()
    files = {
        "people.csv": as_csv(
            ("id", "name", "role", "professional", "know-how", "free", "cap"),
            (_person(p, knows.get(p, {}), p in askers, tree.label, rng) for p in people),
        ),
        "needs.csv": as_csv(
            ("person", "need", "urgent", "since"),
            (
                (q["asker"], _words(q), "yes" if rng.random() < 0.1 else "no", _day(q) + shift)
                for q in needs
            ),
        ),
        "slots.csv": as_csv(
            ("id", "date", "start", "end", "zone", "place", "tables"),
            (
                (slot, cafes.days[day], start, end, "Europe/London", place, tables)
                for slot, day, start, end, place, tables in SLOTS
            ),
        ),
        "met.csv": as_csv(
            ("person", "met", "date"), ((*sorted(pair), day + shift) for pair, day in met.items())
        ),
    }
    facts = {
        "week": str(week),
        "cafes_in": str(cafes),
        "shift_weeks": shift.days // 7,
        "people": len(people),
        "askers": len(askers),
        "with_know_how": len(knows),
        "needs": len(needs),
        "left_out": len(asked) - len(needs),
        "have_met": len(met),
    }
    return RealWeek(files, facts)


def _day(dated: dict[str, Any]) -> dt.date:
    return dt.date.fromisoformat(dated["date"])


def _know_how(known: Market, week: Week) -> dict[str, dict[str, int]]:
    """Who answered before that week and is active: their topics with the count of answers."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    answers: Counter[str] = Counter()
    active: set[str] = set()
    since = week.next(-RECENT_WEEKS).monday
    for question in known.questions:
        topic = known.topics[question["id"]]
        for answer in question["answers"]:
            day = _day(answer)
            if day < week.monday:
                answers[answer["by"]] += 1
                counts[answer["by"]].update([topic] if topic else [])
            if since <= day < week.next().monday:
                active.add(answer["by"])
    found = {
        person: {t: n for t, n in counts[person].most_common(MOST_TOPICS) if n >= 2}
        for person in active
        if answers[person] >= EARLIER_ANSWERS
    }
    return {person: topics for person, topics in found.items() if topics}


def _met(known: Market, week: Week, people: set[str]) -> dict[frozenset[str], dt.date]:
    """When one of a pair last answered the other before that week."""
    met: dict[frozenset[str], dt.date] = {}
    for question in known.questions:
        for answer in question["answers"]:
            pair = frozenset({question["asker"], answer["by"]})
            if len(pair) == 2 and pair <= people and _day(answer) < week.monday:
                met[pair] = max(met.get(pair, dt.date.min), _day(answer))
    return dict(sorted(met.items(), key=lambda item: sorted(item[0])))


def _person(
    person: str, topics: dict[str, int], asks: bool, label: Any, rng: random.Random
) -> tuple[object, ...]:
    depths = {t: "for a living" if n >= LIVING_ANSWERS else "done it" for t, n in topics.items()}
    professional = not asks and "for a living" in depths.values()
    chance = 0.45 if asks else 0.35
    slots = [slot for slot, *_ in SLOTS]
    free = [slot for slot in slots if rng.random() < chance] or [rng.choice(slots)]
    knows = "; ".join(f"{label(topic)}: {depth}" for topic, depth in depths.items())
    role, yes = ("adviser", "yes") if professional else ("", "no")
    return (
        *(person, f"Member {person[:6]}", role, yes),
        *(knows, "; ".join(free), 1),
    )


def _words(question: Question) -> str:
    words = " ".join(text_of(question).split())
    return words if len(words) <= MOST_WORDS else words[: MOST_WORDS - 1].rsplit(" ", 1)[0] + "…"


def write(week: RealWeek, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in week.files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


def composed(folder: Path, seed: int) -> dict[str, Any]:
    """Compose the files of a folder as the command does, and fill the tables the other ways."""
    from knowcafe.ops.compose.run import compose_files

    files = (folder / name for name in ("people.csv", "needs.csv", "slots.csv", "met.csv"))
    wall, cpu = time.perf_counter(), time.process_time()
    result = compose_files(*files, seed=seed)
    seconds, cpu_seconds = time.perf_counter() - wall, time.process_time() - cpu
    problem, plan = result.problem, result.plan
    others = {
        "first_come": baselines.first_come(problem),
        "random": baselines.at_random(problem, seed),
        "greedy": baselines.greedy(problem),
    }
    first_three = plan.score.key()[:3]
    return {
        "cafes": len({seat.opening for seat in plan.seats}),
        "seated": len({seat.person for seat in plan.seats}),
        **_figures(plan),
        "bound": plan.bound.needs,
        "gap": plan.gap,
        "proven": plan.is_proven,
        "violations": len(violations(problem, plan)),
        **{name: _figures(other) for name, other in others.items()},
        "behind": [n for n, other in others.items() if other.score.key()[:3] > first_three],
        "seconds": seconds,
        "cpu_seconds": cpu_seconds,
    }


def _figures(plan: Plan) -> dict[str, int]:
    return {"needs_met": plan.score.needs, "urgent": plan.score.urgent, "worst": plan.score.worst}


def main() -> int:
    given = _arguments()
    known = market(given.data)
    weeks = [given.week.next(n) for n in range(given.weeks if given.compose else 1)]
    if not given.compose:
        week = real_week(known, weeks[0], given.today, given.seed)
        write(week, given.out)
        tell(week.facts, ("what", "count"), week.facts.items(), as_json=given.json)
        return 0
    _wake_django()
    runs = []
    for number in watched(weeks, "Composing"):
        week = real_week(known, number, given.today, given.seed)
        write(week, given.out / str(number))
        runs.append(week.facts | composed(given.out / str(number), given.seed))
    _tell(runs, given.seed, as_json=given.json)
    return 0


def _arguments() -> Any:
    args = parser("real_week", __doc__)
    args.add_argument("--data", type=Path, required=True, help="onstartups.jsonl.gz")
    args.add_argument("--week", type=Week.parse, default=Week(2012, 10), help="such as 2012-W10")
    args.add_argument("--out", type=Path, required=True, help="folder for the files")
    args.add_argument("--compose", action="store_true", help="compose them too")
    args.add_argument("--weeks", type=int, default=10, help="how many weeks to compose (10)")
    args.add_argument("--seed", type=int, default=7, help="for what is drawn, and the planner (7)")
    args.add_argument("--today", type=dt.date.fromisoformat, default=_today(), help="a date")
    return args.parse_args()


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def _wake_django() -> None:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowcafe.settings")
    django.setup()


def _tell(runs: list[dict[str, Any]], seed: int, *, as_json: bool) -> None:
    met = sum(run["needs_met"] for run in runs)
    others = ("first_come", "random", "greedy")
    total = {
        "weeks": len(runs),
        "violations": sum(run["violations"] for run in runs),
        "needs": sum(run["needs"] for run in runs),
        "needs_met": met,
        "gap": max(run["gap"] for run in runs),
        "proven": sum(run["proven"] for run in runs),
        "behind": sum(len(run["behind"]) for run in runs),
        **{f"over_{m}": met / max(1, sum(run[m]["needs_met"] for run in runs)) for m in others},
        "seconds": max(run["seconds"] for run in runs),
        "cpu_seconds": max(run["cpu_seconds"] for run in runs),
    }
    columns = ("week", "people", "needs", "met", "bound", "first", "random", "greedy", "CPU s")
    rows: Iterable[tuple[object, ...]] = (
        (
            *(run["week"], run["people"], run["needs"], run["needs_met"], run["bound"]),
            *(*(run[m]["needs_met"] for m in others), round(run["cpu_seconds"], 2)),
        )
        for run in runs
    )
    result = {"seed": seed, "total": total, "weeks": runs}
    tell(result, columns, rows, as_json=as_json)
    if not as_json:
        tell(total, ("all weeks", ""), total.items(), as_json=False)


if __name__ == "__main__":
    sys.exit(main())
