"""Seats on a phone without a signal: everybody who is here once, few moved, nobody alone."""

from hypothesis import given
from hypothesis import strategies as st

from knowcafe.core.hour import patched
from knowcafe.core.seating import sizes_for

PLAN = {"3": [["a", "b", "c"], ["d", "e"]], "10": [["a", "d"], ["b", "c", "e"]]}


def prepared(heads: int, rounds: int) -> list[list[list[int]]]:
    """Rounds for so many, by position."""
    made = []
    for sizes in sizes_for(heads, about=4, rounds=rounds):
        at = iter(range(heads))
        made.append([[next(at) for _ in range(size)] for size in sizes])
    return made


SPARE = {str(heads): prepared(heads, 3) for heads in range(10)}
HERE = st.lists(st.sampled_from("abcdefghijkl"), unique=True, max_size=12)


@given(HERE, HERE, st.sampled_from([{}, SPARE]))
def test_everybody_here_sits_once_and_not_alone(
    planned: list[str], here: list[str], spare: dict[str, list[list[list[int]]]]
) -> None:
    plan = {"2": [planned[i : i + 4] for i in range(0, len(planned), 4)], "5": [planned[::-1]]}
    found = patched(plan, here, spare)
    assert list(found) == ["2", "5"]
    if set(here) != set(planned):
        for tables in found.values():
            assert sorted(who for table in tables for who in table) == sorted(here)
            assert len(here) == 1 or min(map(len, filter(None, tables)), default=2) > 1


def test_the_same_people_keep_their_seats() -> None:
    assert patched(PLAN, ["e", "d", "c", "b", "a"], SPARE) == PLAN
    assert patched({}, ["a"], SPARE) == {}


def test_a_newcomer_joins_the_smallest_table() -> None:
    assert patched(PLAN, [*"abcdef"], {}) == {
        "3": [["a", "b", "c"], ["d", "e", "f"]],
        "10": [["a", "d", "f"], ["b", "c", "e"]],
    }
    assert patched(PLAN, [*"abcdef"], SPARE) == patched(PLAN, [*"abcdef"], {})


def test_whoever_would_be_left_alone_moves() -> None:
    assert patched(PLAN, [*"abcd"], {}) == {
        "3": [["a", "b", "c", "d"]],
        "10": [["a", "d"], ["b", "c"]],
    }
    assert patched({"3": [["a", "b"], ["c", "d"]]}, ["a", "c"], {}) == {"3": [["a", "c"]]}


def test_rounds_prepared_for_so_many_are_taken_where_sizes_change() -> None:
    found = patched(
        PLAN,
        [*"ghabcdef"],
        {"8": [[[0]], [[0, 1, 2], [3, 4, 5, 6, 7]], [[7, 0, 1, 2], [3, 4, 5, 6]]]},
    )
    assert found == {"3": [["g", "h", "a"], [*"bcdef"]], "10": [["f", "g", "h", "a"], [*"bcde"]]}


def test_too_few_rounds_prepared_are_none() -> None:
    assert patched(PLAN, [*"abcd"], {"4": [[[0, 1, 2, 3]]]}) == patched(PLAN, [*"abcd"], {})
    assert patched({"0": []}, ["a"], {}) == {"0": [["a"]]}


def test_an_empty_table_is_no_other_size() -> None:
    plan = {"1": [["a", "b", "c"], [], ["d", "e", "f"]]}
    spare = {"5": [[[0, 1], [2, 3, 4]]]}
    assert patched(plan, [*"abcde"], spare) == {"1": [["a", "b", "c"], [], ["d", "e"]]}
