"""Who can help? Whether those who did answer a question come first among those who were there.

Profiles are made from answers before 2012; every later question is asked. Candidates are people
with ten earlier answers or more who answered anything in that ISO week (about 18); the truth is
who answered this question. mrr: mean of 1 / rank of the first true one; hit1, hit3: a true one
is first, or among three.

  random, most_prolific   no reading: the expected draw, and who has answered most
  tags                    cosine of the question's own tags to tags answered (needs have no tags)
  full_text               cosine of its words to words answered
  topics72                our profile of 72 ticked topics alone
  fusion                  our topics and words together: what `mrr`, `hit1`, `hit3` report

Takes about half a minute.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from bench.console import parser
from bench.onstartups import Question, read, text_of
from knowcafe.core.topics import Deed, Guesser, Profiles, starting_tree
from knowcafe.core.topics.reading import Vocabulary, content_of
from knowcafe.core.topics.sparse import Matrix, Row

CUT = "2012-01-01"
FEWEST = 10
DRAWS = 20

Ranker = Callable[["Call"], list[str]]


@dataclass(frozen=True, slots=True)
class Call:
    """A question, who was there to answer, and who did."""

    question: Question
    candidates: tuple[str, ...]
    truth: frozenset[str]


def main(arguments: Sequence[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    questions = read(options.data)
    calls, experts = calls_of(questions, options.cut)
    if not calls:
        sys.exit(f"No question from {options.cut} was answered by anyone with {FEWEST} answers.")
    report = measured(questions, calls, experts, options.cut)
    if options.json:
        print(json.dumps(report))
    else:
        _show(report)


def calls_of(questions: list[Question], cut: str) -> tuple[list[Call], frozenset[str]]:
    """The questions from `cut` that can be judged, and everyone with enough answers before it."""
    counts = Counter(by for by, day in _answers(questions) if day < cut)
    experts = frozenset(person for person, count in counts.items() if count >= FEWEST)
    there: dict[tuple[int, int], set[str]] = defaultdict(set)
    for by, day in _answers(questions):
        if by in experts:
            there[_week(day)].add(by)
    calls = []
    for question in questions:
        candidates = there[_week(question["date"])]
        truth = candidates.intersection(answer["by"] for answer in question["answers"])
        if question["date"] >= cut and truth:
            calls.append(Call(question, tuple(sorted(candidates)), frozenset(truth)))
    return calls, experts


def measured(
    questions: list[Question], calls: list[Call], experts: frozenset[str], cut: str
) -> dict[str, Any]:
    """Every row; the last, fusion, is ours."""
    _say("reading what everybody answered before")
    past = [
        (question, answer)
        for question in questions
        for answer in question["answers"]
        if answer["date"] < cut and answer["by"] in experts
    ]
    deeds = [Deed(a["by"], text_of(q), a["text"], float(_days(a["date"], cut))) for q, a in past]
    profiles = Profiles(deeds, Guesser(starting_tree()))
    counts = Counter(deed.person for deed in deeds)
    rows: dict[str, Any] = {"random": _random(calls)}
    rankers: dict[str, Ranker] = {
        "most_prolific": lambda call: _by(counts, call),
        "tags": _cosine([(a["by"], q["tags"]) for q, a in past], lambda q: q["tags"]),
        "full_text": _cosine(
            [(deed.person, content_of(deed.asked)) for deed in deeds],
            lambda q: content_of(text_of(q)),
        ),
        "topics72": lambda call: _by(profiles.by_topics(text_of(call.question)), call),
        "fusion": lambda call: profiles.rank(text_of(call.question), call.candidates),
    }
    for name, ranker in rankers.items():
        _say(f"asking: {name}")
        rows[name] = marks(calls, ranker)
    candidates = float(np.mean([len(call.candidates) for call in calls]))
    return {**rows["fusion"], "n": len(calls), "candidates": round(candidates, 1), "rows": rows}


def marks(calls: list[Call], ranker: Ranker) -> dict[str, float]:
    ranks = []
    for call in calls:
        ranked = ranker(call)
        ranks.append(1 + min(ranked.index(person) for person in call.truth))
    return _summary(np.array(ranks))


def _summary(ranks: np.ndarray[Any, Any]) -> dict[str, float]:
    values = {"mrr": 1 / ranks, "hit1": ranks <= 1, "hit3": ranks <= 3}
    return {mark: round(float(np.mean(value)), 4) for mark, value in values.items()}


def _random(calls: list[Call]) -> dict[str, float]:
    chance = np.random.default_rng(0)
    ranks = [
        1 + int(chance.permutation(len(call.candidates))[: len(call.truth)].min())
        for _ in range(DRAWS)
        for call in calls
    ]
    return _summary(np.array(ranks))


def _cosine(
    deeds: list[tuple[str, list[str]]], features: Callable[[Question], list[str]]
) -> Ranker:
    """Rank by the cosine between a question's features and the sum of those answered."""
    vocabulary = Vocabulary([words for _, words in deeds])
    people = sorted({person for person, _ in deeds})
    place = {person: i for i, person in enumerate(people)}
    doers = np.zeros((len(deeds), len(people)))
    doers[np.arange(len(deeds)), [place[person] for person, _ in deeds]] = 1.0
    rows: list[Row] = [vocabulary.row(words) for _, words in deeds]
    sums = Matrix.of(rows, len(vocabulary)).turned().times(doers)
    sums /= np.maximum(1e-9, np.sqrt((sums * sums).sum(axis=0)))

    def ranked(call: Call) -> list[str]:
        row = vocabulary.row(features(call.question))
        scores = row.values @ sums[row.where]
        return _by({person: float(scores[i]) for person, i in place.items()}, call)

    return ranked


def _by(scores: dict[str, float] | Counter[str], call: Call) -> list[str]:
    return sorted(call.candidates, key=lambda person: (-scores[person], person))


def _answers(questions: list[Question]) -> Iterable[tuple[str, str]]:
    return ((a["by"], a["date"]) for question in questions for a in question["answers"])


def _week(day: str) -> tuple[int, int]:
    return date.fromisoformat(day).isocalendar()[:2]


def _days(day: str, cut: str) -> int:
    return (date.fromisoformat(cut) - date.fromisoformat(day)).days


def _show(report: dict[str, Any]) -> None:
    print(f"{report['n']} questions, {report['candidates']} people to choose from on average")
    print(f"{'':16}{'MRR':>8}{'hit@1':>8}{'hit@3':>8}")
    for name, row in report["rows"].items():
        print(f"{name:16}{row['mrr']:8.3f}{row['hit1']:8.3f}{row['hit3']:8.3f}")


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    made = parser("experts", __doc__)
    made.add_argument("--data", required=True, help="questions with answers, .jsonl or .gz")
    made.add_argument("--cut", default=CUT, metavar="DATE", help=f"profiles before ({CUT})")
    return made


if __name__ == "__main__":
    main()
