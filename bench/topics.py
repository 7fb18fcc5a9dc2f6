"""What is it about? How often the guesser is right about entrepreneurs' own questions.

Twelve areas are the labels; a question's tags are the truth (several areas may be right) and its
title and body are all a predictor sees. top1: the first guess is right; hit3: one of three is.

  cold             the topic tree alone, nothing learned
  learned          after learning from every training question
  corrections_300  after 300 of them (mean over --seeds samples), the rest unseen
  most_frequent, svm   peers in the same run: no reading at all, and scikit-learn's linear SVM

With --train and --test the same file, --split DATE trains before the date and tests from it.
Takes about a minute for 6,000 training and 3,000 test questions (--seeds 0 leaves out the 300s).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.console import parser
from bench.onstartups import Question, read, read_json, text_of
from knowcafe.core.topics import Guesser, starting_tree

Scores = NDArray[np.float64]
Labelled = tuple[str, frozenset[str]]
AREAS = [area.id for area in starting_tree().areas]
FEW = 300


def main(arguments: Sequence[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    tags = read_json(options.tags)
    train, test = read(options.train), read(options.test)
    if options.split:
        train = [question for question in train if question["date"] < options.split]
        test = [question for question in test if question["date"] >= options.split]
    report = measured(labelled(train, tags), labelled(test, tags), options.seeds)
    if options.json:
        print(json.dumps(report))
    else:
        _show(report)


def measured(train: list[Labelled], test: list[Labelled], seeds: int) -> dict[str, Any]:
    """Every row of the bench; texts without a known tag have been left out before."""
    if not train or not test:
        sys.exit("No question on one of the sides has a known tag.")
    cold = Guesser(starting_tree())
    report: dict[str, Any] = {"n_train": len(train), "n_test": len(test), "seeds": seeds}
    report["most_frequent"] = marks(_frequencies(train, test), test)
    report["cold"] = marks(_scores(cold, test), test)
    _say("learning from all corrections")
    started = time.process_time()
    taught = cold.learn(corrections(train))
    report["learn_cpu_seconds"] = round(time.process_time() - started, 1)
    report["learned"] = marks(_scores(taught, test), test)
    report["ms_per_text"] = round(_milliseconds(taught, [text for text, _ in test[:500]]), 3)
    if seeds and len(train) >= FEW:
        report["corrections_300"] = _few(cold, train, test, seeds)
    peer = _svm()
    if peer:
        _say("running the peer")
        report["svm"] = marks(peer(train, test), test)
    return report


def labelled(questions: list[Question], tags: dict[str, list[str]]) -> list[Labelled]:
    """Text and true areas of every question with at least one known tag."""
    pairs = (
        (text_of(q), frozenset(area for tag in q["tags"] for area in tags.get(tag, [])))
        for q in questions
    )
    return [(text, areas) for text, areas in pairs if areas]


def corrections(questions: list[Labelled]) -> list[tuple[str, str]]:
    return [(text, area) for text, areas in questions for area in sorted(areas)]


def marks(scores: Scores, test: list[Labelled]) -> dict[str, float]:
    """Shares of texts with a true area first, and among the first three."""
    ranked = np.argsort(-scores, axis=1, kind="stable")[:, :3]
    hits = [[AREAS[i] in truth for i in row] for row, (_, truth) in zip(ranked, test, strict=True)]
    first = np.mean([row[0] for row in hits])
    return {"top1": round(float(first), 4), "hit3": round(float(np.mean(np.any(hits, axis=1))), 4)}


def _scores(guesser: Guesser, test: list[Labelled]) -> Scores:
    shares = (guesser.areas(text) for text, _ in test)
    return np.array([[share[area] for area in AREAS] for share in shares])


def _few(
    cold: Guesser, train: list[Labelled], test: list[Labelled], seeds: int
) -> dict[str, float]:
    rows = []
    for seed in range(seeds):
        _say(f"{FEW} corrections, sample {seed + 1} of {seeds}")
        chosen = np.random.default_rng(seed).choice(len(train), FEW, replace=False)
        taught = cold.learn(corrections([train[int(i)] for i in chosen]))
        rows.append(marks(_scores(taught, test), test))
    return {mark: round(float(np.mean([row[mark] for row in rows])), 4) for mark in rows[0]}


def _frequencies(train: list[Labelled], test: list[Labelled]) -> Scores:
    counts = [sum(area in areas for _, areas in train) for area in AREAS]
    return np.tile(np.array(counts, dtype=np.float64), (len(test), 1))


def _milliseconds(guesser: Guesser, texts: list[str]) -> float:
    """Median CPU milliseconds of one guess."""
    spent = []
    for text in texts:
        started = time.process_time_ns()
        guesser.guess(text)
        spent.append(time.process_time_ns() - started)
    return float(np.median(spent)) / 1e6


def _svm() -> Callable[[list[Labelled], list[Labelled]], Scores] | None:
    """One linear SVM an area over TF-IDF of words and pairs, if scikit-learn is installed."""
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.svm import LinearSVC
    except ImportError:
        return None

    def scores(train: list[Labelled], test: list[Labelled]) -> Scores:
        words = TfidfVectorizer(
            ngram_range=(1, 2), sublinear_tf=True, min_df=2, stop_words="english"
        )
        known = words.fit_transform([text for text, _ in train])
        new = words.transform([text for text, _ in test])
        columns = []
        for area in AREAS:
            truth = [area in areas for _, areas in train]
            if len(set(truth)) == 1:
                columns.append(np.full(len(test), -1.0))
            else:
                columns.append(LinearSVC(C=0.3).fit(known, truth).decision_function(new))
        return np.array(columns).T

    return scores


def _show(report: dict[str, Any]) -> None:
    print(f"{report['n_train']} texts to learn from, {report['n_test']} to guess, 12 areas")
    print(f"{'':18}{'top-1':>8}{'hit@3':>8}")
    for name in ("most_frequent", "svm", "cold", "corrections_300", "learned"):
        if name in report:
            print(f"{name:18}{report[name]['top1']:8.3f}{report[name]['hit3']:8.3f}")
    print(f"a guess takes {report['ms_per_text']} ms, learning {report['learn_cpu_seconds']} CPU s")


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    made = parser("topics", __doc__)
    made.add_argument("--train", required=True, help="questions to learn from, .jsonl or .gz")
    made.add_argument("--test", required=True, help="questions to guess, .jsonl or .gz")
    made.add_argument("--tags", required=True, help="tag → areas, JSON")
    made.add_argument("--split", metavar="DATE", help="train before, test from this date")
    made.add_argument("--seeds", type=int, default=5, help="samples of 300 (default 5)")
    return made


if __name__ == "__main__":
    main()
