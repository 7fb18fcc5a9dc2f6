"""What each tap does, and that their order and repetitions do not matter."""

from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from knowcafe.core.hour import Part, State, Tap, fold, next_part, remaining, tap_from
from tests.core.hour.tapping import EVENINGS, PARTS, TAP_SETS

MINUTE = 60_000
SCRIPT = tuple(Part("tables", f"Part {n}", minutes=10, least=5, matters=1) for n in range(3))


def folded(*said: tuple[int, str, dict[str, Any]]) -> State:
    """The state of an hour of three parts after taps of (minute, kind, what it names)."""
    return fold(
        3,
        [
            tap_from({"id": f"t{n}", "kind": kind, "at": at * MINUTE, **more})
            for n, (at, kind, more) in enumerate(said)
        ],
    )


def left(state: State, at: int) -> float | None:
    """Minutes left in this part at a minute."""
    milliseconds = remaining(state, SCRIPT, at * MINUTE)
    return None if milliseconds is None else milliseconds / MINUTE


@given(TAP_SETS | EVENINGS, st.randoms(use_true_random=True))
def test_only_the_set_of_taps_counts(data: list[dict[str, Any]], rng: Random) -> None:
    taps = [tap_from(tap) for tap in data]
    again = [tap for tap in taps for _ in range(rng.randint(1, 5))]
    rng.shuffle(again)
    assert fold(PARTS, again) == fold(PARTS, taps)


@given(TAP_SETS | EVENINGS)
def test_a_state_makes_sense(data: list[dict[str, Any]]) -> None:
    state = fold(PARTS, map(tap_from, data))
    assert -1 <= state.part <= PARTS
    assert (state.begun is None) == (state.since is None) == (state.part == -1)
    assert state.part not in state.skipped
    assert all(count >= 0 for turns in state.heard.values() for count in turns.values())
    for tables in state.tables.values():
        people = [who for table in tables for who in table]
        assert len(people) == len(set(people))
    assert state.part < next_part(state, PARTS) <= PARTS or state.part == PARTS


def test_before_the_start() -> None:
    state = fold(3, [])
    assert state == State()
    assert (left(state, 0), next_part(state, 3)) == (None, 0)


def test_the_course_of_an_hour() -> None:
    start, second = (0, "start", {}), (11, "next", {"to": 1})
    state = folded(start)
    assert (state.begun, state.part, left(state, 4), left(state, 12)) == (0, 0, 6, -2)
    state = folded(start, second, (11, "next", {"to": 1}), (12, "start", {}))
    assert (state.begun, state.part, left(state, 14)) == (0, 1, 7)
    state = folded(start, second, (20, "next", {"to": 3}), (21, "next", {"to": 2}))
    assert (state.part, state.since, left(state, 30)) == (3, 20 * MINUTE, None)
    assert next_part(state, 3) == 3
    assert folded(start, (1, "next", {"to": 4})).part == 0


def test_next_begins_an_hour_that_nobody_started() -> None:
    state = folded((2, "next", {"to": 1}))
    assert (state.begun, state.part) == (2 * MINUTE, 1)


def test_a_pause_stops_the_clock() -> None:
    start, pause = (0, "start", {}), (3, "pause", {"part": 0})
    assert left(folded(start, pause, (4, "pause", {"part": 0})), 9) == 7
    assert left(folded(start, pause, (8, "go_on", {"part": 0})), 9) == 6
    assert left(folded(start, (3, "pause", {"part": 1}), (4, "go_on", {"part": 0})), 9) == 1
    assert left(folded(start, pause, (8, "next", {"to": 1})), 9) == 9


def test_time_given_and_taken() -> None:
    start = (0, "start", {})
    longer = folded(start, (1, "stretch", {"part": 0, "minutes": 5}))
    assert (left(longer, 2), longer.extra) == (13, {0: 5})
    shorter = folded(start, *[(1, "stretch", {"part": 0, "minutes": -8})] * 2)
    assert (left(shorter, 2), shorter.extra) == (-2, {0: -16})
    assert folded(start, (1, "stretch", {"part": 3, "minutes": 5})).extra == {}


def test_going_back_finds_the_time_that_was_left() -> None:
    seated = (6, "next", {"to": 1, "tables": [["p1", "p2"]]})
    slip = ((0, "start", {}), seated, (7, "back", {"from": 1, "to": 0}))
    assert (folded(*slip).part, left(folded(*slip), 7)) == (0, 4)
    assert folded(*slip).tables == {}
    assert folded(*slip, (8, "back", {"from": 1, "to": 0})).since == MINUTE
    assert folded(*slip, (8, "back", {"from": 0, "to": 0})).since == MINUTE
    again = folded(*slip, (9, "next", {"to": 1, "tables": [["p2"]]}))
    assert (again.tables, left(again, 9)) == ({1: [["p2"]]}, 10)


def test_a_part_is_left_out_until_it_is_wanted_again() -> None:
    skip = (0, "skip", {"part": 1})
    state = folded(skip, (1, "start", {}))
    assert (state.skipped, next_part(state, 3)) == ({1}, 2)
    assert folded(skip, (1, "unskip", {"part": 1})).skipped == set()
    assert folded(skip, (1, "next", {"to": 1})).skipped == set()
    assert folded((0, "start", {}), (1, "skip", {"part": 0})).skipped == set()
    assert folded((0, "skip", {"part": 0}), (1, "start", {})).part == 1
    assert folded(skip, (1, "next", {"to": 2}), (2, "back", {"from": 2, "to": 1})).part == 1


def test_people_come_and_go() -> None:
    state = folded(
        (0, "here", {"who": "w-1", "name": "Hugo", "need": "Pricing"}),
        (1, "here", {"who": "p2"}),
        (2, "gone", {"who": "w-1"}),
        (3, "gone", {"who": "p3"}),
        (4, "here", {"who": "p2", "name": "Grace"}),
    )
    assert state.people == {
        "w-1": {"name": "Hugo", "need": "Pricing", "here": False, "at": 2 * MINUTE},
        "p2": {"name": "Grace", "need": "", "here": True, "at": 4 * MINUTE},
        "p3": {"name": "", "need": "", "here": False, "at": 3 * MINUTE},
    }
    assert state.here() == ["p2"]


def test_somebody_is_moved() -> None:
    start = (0, "start", {"tables": [["p1"], ["p2", "p3"]]})

    def to(table: int, part: int = 0) -> dict[int, list[list[str]]]:
        return folded(start, (1, "move", {"part": part, "who": "p1", "table": table})).tables

    assert to(1) == {0: [[], ["p2", "p3", "p1"]]}
    assert to(2) == {0: [[], ["p2", "p3"], ["p1"]]}
    assert to(3) == to(1, part=1) == {0: [["p1"], ["p2", "p3"]]}


def test_turns_are_counted_and_taken_back() -> None:
    heard, not_heard = ("heard", {"who": "p1", "part": 1}), ("unheard", {"who": "p1", "part": 1})
    assert folded((0, *heard), (1, *heard), (2, *not_heard)).heard == {1: {"p1": 1}}
    assert folded((0, *not_heard), (1, *heard)).heard == {1: {"p1": 1}}
    assert folded((0, "heard", {"who": "p1", "part": 3})).heard == {}


def test_take_aways_and_steps_can_be_said_better_or_withdrawn() -> None:
    said = {"key": "k", "what": "question", "text": "Why?"}
    step = {"who": "p1", "text": "Ring the bank", "on": "2027-03-11", "confidence": 4}
    state = folded((0, "takeaway", said), (1, "takeaway", said | {"who": "p1"}), (2, "step", step))
    assert state.takeaways == {
        "k": {"what": "question", "text": "Why?", "who": "p1", "topic": "", "at": MINUTE}
    }
    empty = dict.fromkeys(("cue", "action", "obstacle", "plan", "buddy"), "")
    del step["who"]
    assert state.steps == {"p1": step | empty | {"at": 2 * MINUTE}}
    gone = folded(
        (0, "takeaway", said),
        (1, "step", {"who": "p1", "text": "Ring the bank"}),
        (2, "drop", {"key": "k"}),
        (2, "nostep", {"who": "p1"}),
        (2, "drop", {"key": "never"}),
    )
    assert (gone.takeaways, gone.steps) == ({}, {})


def test_after_closing_only_what_people_bring_is_taken() -> None:
    closed = ((0, "start", {}), (1, "close", {}))
    state = folded(*closed, (2, "next", {"to": 1}), (3, "here", {"who": "p1"}))
    assert (state.closed, state.part, state.here()) == (True, 0, ["p1"])


def test_a_kind_that_is_not_known_is_left_out() -> None:
    assert fold(3, [Tap("a", "dance", 5)]) == State()


def test_as_json_is_a_copy() -> None:
    state = folded((0, "start", {"tables": [["p1"]]}), (1, "heard", {"who": "p1", "part": 0}))
    said = state.as_json()
    assert (said["tables"], said["heard"]) == ({"0": [["p1"]]}, {"0": {"p1": 1}})
    said["tables"]["0"][0].append("p2")
    assert state.tables == {0: [["p1"]]}
