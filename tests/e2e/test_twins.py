"""The hour on a phone is the hour on the server: both fold the same taps to the same state."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from knowcafe.core.hour import Part, fold, next_part, patched, remaining, script, tap_from
from tests.core.hour.tapping import PARTS, evening
from tests.house.source import PACKAGE

HOUR = PACKAGE / "static" / "knowcafe" / "floor" / "hour.js"
LOAD = """async (source) => {
  const file = new Blob([source], { type: "text/javascript" });
  window.hour = await import(URL.createObjectURL(file));
}"""
FOLD = """([script, batches, now]) => JSON.stringify(batches.map((taps) => {
  const state = hour.fold(script, taps);
  return [state, hour.nextPart(state, script), hour.remaining(state, script, now)];
}))"""
PATCH = "(asked) => JSON.stringify(asked.map((one) => hour.patched(...one)))"

BATCH = 20
SCRIPT = [Part("tables", f"Part {n}", minutes=5 + n, least=5, matters=1) for n in range(PARTS)]
BATCHES = settings(max_examples=max(30, settings.default.max_examples // 10))
HERE = st.lists(st.sampled_from("abcdefghijkl"), unique=True, max_size=8)
TABLES = HERE.map(lambda here: [here[i : i + 3] for i in range(0, len(here), 3)])
SEATED = TABLES | st.just([["a", "b", "f"], [], ["c", "d", "e"]])
PLANS = st.dictionaries(st.sampled_from(["2", "5", "12"]), SEATED, max_size=3)
ROUND = st.just([[0, 2, 1], [3, 4]]) | st.just([[1, 0], [4, 2, 3]])
SPARES = st.fixed_dictionaries({"5": st.lists(ROUND, max_size=3)})
FIVE = st.just([*"abcde"]) | HERE


@pytest.fixture(scope="module")
def phone(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    page.evaluate(LOAD, HOUR.read_text("utf-8"))
    yield page
    page.close()


def test_the_twin_is_short() -> None:
    assert len(HOUR.read_text("utf-8").splitlines()) <= 170


@pytest.mark.e2e
@BATCHES
@given(rng=st.randoms(use_true_random=True), now=st.integers(0, 10**7))
def test_both_fold_alike(phone: Page, rng: Random, now: int) -> None:
    """At least 600 evenings, with ids and times that are taken."""
    batches = [evening(rng) for _ in range(BATCH)]
    ours = []
    for taps in batches:
        state = fold(PARTS, map(tap_from, taps))
        ours.append([state.as_json(), next_part(state, PARTS), remaining(state, SCRIPT, now)])
    assert json.loads(phone.evaluate(FOLD, [script(SCRIPT), batches, now])) == ours


@pytest.mark.e2e
@BATCHES
@given(asked=st.lists(st.tuples(PLANS, FIVE, SPARES), min_size=BATCH, max_size=BATCH))
def test_both_patch_alike(phone: Page, asked: list[tuple[Any, Any, Any]]) -> None:
    ours = [patched(*one) for one in asked]
    assert json.loads(phone.evaluate(PATCH, asked)) == ours


@pytest.mark.e2e
def test_of_two_with_one_id_both_take_the_same(phone: Page) -> None:
    """Whatever the names: Python and JavaScript put letters in different orders."""
    here = {"id": "a", "kind": "here", "at": 5, "who": "p1"}
    names = ("z", "é", "\uffee", "🌻", "\x7f", '"', "\n", "")
    batches = [[here | {"name": a}, here | {"name": b}] for a in names for b in names]
    ours = [[fold(PARTS, map(tap_from, taps)).as_json(), 0, None] for taps in batches]
    assert json.loads(phone.evaluate(FOLD, [script(SCRIPT), batches, 9])) == ours


@pytest.mark.e2e
def test_control_a_difference_is_seen(phone: Page) -> None:
    start = {"id": "a", "kind": "start", "at": 5}
    other = fold(PARTS, [tap_from(start | {"at": 6})]).as_json()
    said = json.loads(phone.evaluate(FOLD, [script(SCRIPT), [[start]], 9]))
    assert said != [[other, 1, 299_996]]
    assert said[0][0]["begun"] == 5
