"""Every bench runs, says what it promises to say, and without its data says so and exits 2."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.browser import is_required
from tests.house.source import ROOT

WORDS = {
    "pricing": "How should I set the price of my product and what discount can I charge",
    "legal": "Do I need a limited company or can I be a sole trader with a partner",
    "tax": "Which tax return and which VAT rate must I file for my accounts",
    "hiring": "How do I hire my first employee and write a job description",
}
TAGS = {tag: [area] for tag, area in zip(WORDS, ("sales", "form", "tax", "people"), strict=True)}
PEOPLE = [f"p{n:02d}" for n in range(12)]


def questions() -> list[dict[str, Any]]:
    """Two years of a small made-up forum; everybody keeps to one subject."""
    subjects = list(WORDS)
    made = []
    for n in range(260):
        day = date(2011, 3, 7) + timedelta(days=n * 2 if n < 140 else 300 + (n - 140) // 2)
        tag = subjects[n % 4]
        by = [p for k, p in enumerate(PEOPLE) if k % 4 == n % 4]
        made.append(
            {
                "id": n,
                "date": str(day),
                "title": f"{WORDS[tag]}?",
                "body": f"{WORDS[tag]} in shop number {n}.",
                "tags": [tag],
                "score": 1,
                "asker": f"asker{n % 50}",
                "answers": [
                    {"by": p, "date": str(day), "score": 1, "text": WORDS[tag]} for p in by
                ],
            }
        )
    return made


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forum")
    lines = (json.dumps(q) for q in questions())
    (folder / "questions.jsonl").write_text("\n".join(lines), "utf-8")
    (folder / "tags.json").write_text(json.dumps(TAGS), "utf-8")
    return folder


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )


def told(*arguments: str) -> dict[str, Any]:
    """What a bench prints on its last line."""
    result = bench(*arguments, "--json")
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return found


def test_compose() -> None:
    size = told("bench.compose", "--people", "60", "--seeds", "0:1")["sizes"]["60"]
    promised = {"needs_met", "bound", "gap", "worst", "violations", "seconds", "cpu_seconds"}
    assert promised | {"first_come", "random", "greedy"} <= set(size)
    assert (size["violations"], size["gap"], size["behind"]) == (0, 0, 0)


def test_topics(data: Path) -> None:
    file = str(data / "questions.jsonl")
    given = ("--train", file, "--test", file, "--tags", str(data / "tags.json"))
    report = told("bench.topics", *given, "--split", "2012-01-01", "--seeds", "1")
    for part in ("cold", "learned"):
        assert {"top1", "hit3"} <= set(report[part])
    assert report["n_test"] > 0
    assert "ms_per_text" in report


def test_experts(data: Path) -> None:
    report = told("bench.experts", "--data", str(data / "questions.jsonl"))
    assert {"mrr", "hit1", "hit3", "n"} <= set(report)
    assert report["mrr"] == 1.0


def test_assign(data: Path) -> None:
    if find_spec("sklearn") is None or find_spec("matching") is None:
        (pytest.fail if is_required() else pytest.skip)(
            "The benches' peers are not here: make setup"
        )
    report = told("bench.assign", "--data", str(data / "questions.jsonl"))
    for method in ("ours", "first_come", "min_cost_flow", "max_min", "stable"):
        assert set(report[method]) == {"mean", "min", "p10", "short", "hit", "ms"}
    assert report["min_over_best"] == pytest.approx(1.0)


def test_turnout() -> None:
    report = told("bench.turnout", "--seeds", "1000:1001", "--policy", "ours")
    promised = {"in_band", "over", "under", "zero", "mean", "sd", "seats", "uniq", "wait_weeks",
                "invites_per_week", "rmse", "cover80", "oracle_in_band", "guards"}  # fmt: skip
    assert promised <= set(report)
    assert report["in_band"] + report["over"] + report["under"] == pytest.approx(1)
    assert report["most_seats"] <= 10
    assert set(report["seats_only"]) == {"in_band", "over", "mean"}


def test_turnout_all_policies_meet_the_same_evenings() -> None:
    policies = told("bench.turnout", "--seeds", "1000:1001")["policies"]
    assert policies["ours"]["in_band"] > policies["cap10"]["in_band"] > policies["open"]["in_band"]
    levers = told("bench.turnout", "--seeds", "1000:1001", "--policy", "levers")["policies"]
    assert levers["ours"] | {"ms_per_decision": 0} == policies["ours"] | {"ms_per_decision": 0}
    assert {"short-notice", "earlier", "next-week", "second-table", "merge"} < set(levers)


def test_real_week(data: Path, tmp_path: Path) -> None:
    given = ("--data", str(data / "questions.jsonl"), "--week", "2012-W02", "--out", str(tmp_path))
    result = bench("bench.real_week", *given)
    assert result.returncode == 0, result.stderr
    names = {"people.csv", "needs.csv", "slots.csv", "met.csv"}
    assert {f.name for f in tmp_path.rglob("*.csv")} == names


def test_seats() -> None:
    few = ("--attempts", "120", "--control-attempts", "120", "--cafes", "4")
    report = told("bench.seats", *few)
    assert {"errors", "per_second", "p99_ms", "max_ms"} <= set(report)
    assert (report["oversold"], report["filled"], report["seats"]) == (0, 40, 40)
    assert (report["errors"], report["locked"]) == (0, 0)
    controls = report["controls"]
    assert controls["check_then_insert"]["oversold"] > 0
    assert controls["deferred"]["locked"] > 0


def test_seats_on_a_database_we_have_not_got() -> None:
    result = bench("bench.seats", "--db", "postgresql")
    assert (result.returncode, result.stdout) == (2, "")
    assert "not supported yet" in result.stderr


def test_pages() -> None:
    report = told("bench.pages", "--rounds", "1", "--requests", "5")
    pages = {"front_door", "cafe", "member_home", "host_week", "floor_poll", "calendar"}
    assert set(report["ratio"]) == pages
    assert {name for name, ratio in report["ratio"].items() if ratio} == pages
    assert set(report["ms"]) >= {"bare", "nothing", "front_door"}
    assert {"memory_mb", "first_load_kb"} <= set(report)


def test_floor() -> None:
    report = told("bench.floor", "--cafes", "3", "--seconds", "6", "--quiet", "2")
    assert (report["cafes"], report["devices"]) == (3, 36)
    assert (report["lost"], report["doubled"]) == (0, 0)
    assert report["taps"] > 0
    assert {"seen_p50_s", "seen_p95_s", "polls_per_second", "cpu_ms_per_poll"} <= set(report)


def test_seating() -> None:
    report = told("bench.seating", "--seeds", "0:1", "--seasons", "1")
    promised = {"instance", "excess", "bound", "known", "proven", "ms", "target", "met"}
    assert len(report["instances"]) == 18
    assert all(promised <= set(row) for row in report["instances"])
    assert [row["excess"] for row in report["instances"][:2]] == [2, 3]
    assert report["missed"] == sum(not row["met"] for row in report["instances"])
    assert {row["design"]: row["ours"] for row in report["zero_repeat"]}["64@21_16x4"] == 21


def test_waiting() -> None:
    report = told("bench.waiting", "--people", "24", "--alone", "5")
    for beside in ("alone", "drafting", "publishing"):
        assert {"n", "median", "p95", "max"} <= set(report[beside])
    assert report["alone"]["n"] == 5
    assert {"host_ms"} <= set(report["publishing"])


@pytest.mark.parametrize(
    "arguments",
    [
        ("bench.assign", "--data", "nowhere"),
        ("bench.experts", "--data", "nowhere"),
        ("bench.real_week", "--data", "nowhere", "--week", "2012-W10", "--out", "nowhere"),
        ("bench.topics", "--train", "nowhere", "--test", "nowhere", "--tags", "nowhere"),
    ],
)
def test_without_its_data_a_bench_says_so(arguments: tuple[str, ...]) -> None:
    result = bench(*arguments)
    assert result.returncode == 2
    assert "nowhere" in result.stderr
