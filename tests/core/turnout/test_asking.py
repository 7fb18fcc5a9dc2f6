"""How many to ask: the best count by brute force, the dial over years, tables that merge."""

from math import fsum, isclose

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowcafe.core.turnout import (
    DIAL,
    Aim,
    Ask,
    Guest,
    Rule,
    Table,
    allowance,
    day_before,
    five_days_ahead,
    heads,
    how_many,
    together,
)

shares = st.floats(0.02, 0.98)
crowds = st.lists(shares, max_size=12)
asks = st.lists(st.builds(Ask, shares, shares, st.floats(0, 0.01)), max_size=8)


@given(crowds, asks, st.floats(0.01, 0.3), st.floats(0, 0.1), st.floats(0, 1))
def test_it_is_the_best_of_all_counts(
    crowd: list[float], more: list[Ask], limit: float, seat: float, over: float
) -> None:
    now = heads([Guest(c) for c in crowd], spread=0.25, walk_ins=0.3)
    made = how_many(now, more, Aim(limit=limit, seat=seat, over=over))

    def value(n: int) -> tuple[float, float]:
        chances = now.asked(more)[n]
        used = fsum(min(k, 10) * c for k, c in enumerate(chances))
        more_than = fsum(chances[11:])
        costs = fsum(a.cost for a in more[:n])
        return fsum(chances[5:11]) + seat * used + over * more_than - costs, more_than

    values = [value(n) for n in range(len(more) + 1)]
    allowed = [v for v, p in values if p <= limit] or [values[0][0]]
    assert values[made.count][0] == pytest.approx(max(allowed), abs=1e-9)
    assert made.over <= limit or made.count == 0


def test_a_thin_table_is_filled_and_a_full_one_left_alone() -> None:
    four, ten = (heads([Guest(0.65)] * n, spread=0.25, walk_ins=0.3) for n in (4, 14))
    list_of_ten = [Ask(1.0, 0.65)] * 10
    filled = how_many(four, list_of_ten)
    assert 5 <= filled.count <= 8
    assert filled.even > 0.85
    assert filled.over <= DIAL
    assert isclose(fsum(filled.chances), 1)
    assert filled.mean == pytest.approx(0.3 + 0.65 * (4 + filled.count), abs=0.05)
    assert filled.thin == pytest.approx(1 - filled.even - filled.over)
    assert how_many(ten, list_of_ten).count == 0


def test_an_invitation_which_costs_too_much_is_not_sent() -> None:
    now = heads([Guest(0.6)] * 8, spread=0.25)
    cheap, dear = ([Ask(0.1, 0.6, cost)] * 20 for cost in (0.0001, 0.1))
    assert how_many(now, cheap).count > 0
    assert how_many(now, dear).count == 0


def test_those_who_were_promised_a_seat_get_it_whatever_the_limit() -> None:
    now = heads([Guest(0.9)] * 9, spread=0.25, walk_ins=3)
    made = how_many(now, [Ask(1.0, 0.9)] * 3, Aim(limit=0.0), least=2)
    assert made.count == 2
    with pytest.raises(ValueError, match="1 can be asked, not 2"):
        how_many(now, [Ask(1.0, 0.9)], least=2)


@pytest.mark.parametrize(
    ("table", "even"),
    [
        (Table(), [5, 6, 7, 8, 9, 10]),
        (Table(floor=4, seats=6), [4, 5, 6]),
        (Table(floor=4, seats=5, tables=2), [4, 5, 8, 9, 10]),
        (Table(tables=2), list(range(5, 21))),
    ],
)
def test_an_even_table(table: Table, even: list[int]) -> None:
    assert np.flatnonzero(table.even(30)).tolist() == even


def test_a_second_table_on_call_lets_more_be_asked_but_is_seldom_needed() -> None:
    now = heads([Guest(0.65)] * 10, spread=0.25)
    lists = [Ask(1, 0.65)] * 20
    one, two = (how_many(now, lists, Aim(Table(tables=t))) for t in (1, 2))
    assert one.count < two.count < 20
    assert two.even > one.even
    assert fsum(two.chances[11:]) <= 0.2
    assert two.over < 1e-6


def test_the_dial_is_an_account() -> None:
    assert allowance([], []) == DIAL
    assert allowance([0.0], [False]) == 2 * DIAL
    assert allowance([0.0] * 50, [False] * 50) == 2 * DIAL
    assert allowance([DIAL], [False]) == pytest.approx(DIAL)
    assert allowance([0.2], [False]) == 0.0
    assert allowance([0.01] * 20, [True] * 20) < allowance([0.01] * 20, [False] * 20)
    assert allowance([0.0], [False], dial=0.0) == 0.0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60), st.floats(0, 0.2))
def test_what_is_drawn_never_exceeds_what_was_paid_in(
    wishes: list[tuple[float, bool]], dial: float
) -> None:
    spent: list[float] = []
    happened: list[bool] = []
    for wish, over in wishes:
        limit = allowance(spent, happened, dial=dial)
        assert 0 <= limit <= 2 * dial + 1e-12
        spent.append(min(wish, limit))
        happened.append(over)
    assert fsum(spent) <= dial * len(spent) + 1e-9


@pytest.mark.parametrize(
    ("spent", "happened", "dial"), [([0.1], [], 0.03), ([], [], -0.1), ([], [], 1.1)]
)
def test_no_such_account(spent: list[float], happened: list[bool], dial: float) -> None:
    with pytest.raises(ValueError, match=r"outcomes|dial"):
        allowance(spent, happened, dial=dial)


def test_two_cafes_together() -> None:
    two, three = heads([Guest(0.5)] * 2, spread=0), heads([Guest(0.5)] * 3, spread=0)
    both = together(two.chances, three.chances)
    assert np.allclose(both, heads([Guest(0.5)] * 5, spread=0).chances)
    some = together(two.chances, three.chances, stay=0.8)
    assert np.allclose(some, heads([Guest(0.4)] * 2 + [Guest(0.5)] * 3, spread=0).chances)
    with pytest.raises(ValueError, match="agree to move"):
        together([1.0], [1.0], stay=1.5)


def test_five_days_ahead_ten_seats_are_promised_and_five_people_wait_to_hear() -> None:
    empty = heads([], spread=0.25, walk_ins=0.3)
    members = [Ask(0.1, 0.6, 0.0005)] * 30
    few, many = (five_days_ahead(empty, [Ask(1.0, 0.6)] * n, members) for n in (4, 20))
    assert (few.places, few.invitations) == (4, 30)
    assert many.places == 15
    assert many.invitations < 10
    held = five_days_ahead(empty, [Ask(1.0, 0.6)] * 20, members, held=10)
    assert held.places == 5
    with pytest.raises(ValueError, match="11 seats are held and only 10 exist"):
        five_days_ahead(empty, [], [], held=11)


def test_the_day_before_goes_down_the_lists_in_their_order() -> None:
    crowd = heads([Guest(0.6)] * 4, spread=0.25)
    lists = {
        "reserves": [Ask(1.0, 0.9)],
        "waiting": [Ask(0.4, 0.65)] * 2,
        "late": [Ask(1.0, 0.65)] * 2,
        "agreed": [Ask(0.2, 0.65)] * 2,
        "invitations": [Ask(0.05, 0.65, 0.0001)] * 40,
    }
    made = day_before(crowd, **lists, limit=DIAL)
    assert (made.reserves, made.offers, made.late, made.agreed) == (1, 2, 2, 2)
    assert made.count == 7 + made.invitations == made.decision.count
    full = heads([Guest(0.93)] * 10, spread=0.25, walk_ins=0.3)
    assert day_before(full, **lists, limit=DIAL).count == 0


@given(crowds, st.lists(shares, max_size=6), st.floats(0, 0.1))
def test_the_day_before_keeps_to_the_limit(
    crowd: list[float], reserves: list[float], limit: float
) -> None:
    now = heads([Guest(c) for c in crowd[:10]], spread=0.25, walk_ins=0.3)
    made = day_before(now, reserves=[Ask(1.0, c) for c in reserves], limit=limit, rule=Rule(seat=1))
    assert made.count == 0 or made.decision.over <= limit
