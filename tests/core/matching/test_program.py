"""The program's edges: rows nobody can keep, too few steps, slots that overlap in a chain."""

from __future__ import annotations

from dataclasses import replace

from bench.worlds import compose_world
from knowcafe.core.matching import Need, Opening, compose, construct
from knowcafe.core.matching.instance import instance
from knowcafe.core.matching.program import Program
from tests.core.matching.cast import AMARA, DANA, GRACE, MONDAY, evening, problem, slot

NEED = Need("a", "amara", "pricing")


def program() -> Program:
    return Program(instance(evening(AMARA, DANA, needs=(NEED,)), MONDAY))


def test_rows_that_cannot_be_kept_are_proven_so_both_ways() -> None:
    p = program()
    impossible = [p.at_least({0: 1.0}, 2)]
    exact = p.solve({0: 1.0}, impossible, state=construct.pinned(p.inst), nodes=5)
    assert (exact.at, exact.bound) == (None, None)
    assert p.relaxed({0: 1.0}, impossible, steps=100).bound is None
    state = construct.pinned(p.inst)
    assert p.solve_at({0}, {0: 1.0}, impossible, state=state, nodes=5) is None
    assert p.solve_at({0}, {0: 1.0}, [], state=state, nodes=5) == [3]


def test_the_relaxation_bounds_the_program_and_falls_back_on_counting() -> None:
    p = program()
    exact = p.solve({0: 3.0}, [], state=construct.pinned(p.inst), nodes=5)
    assert (exact.at, exact.bound) == ([3], 3.0)
    assert p.relaxed({0: 3.0}, [], steps=100).bound == 3.0
    large = Program(instance(compose_world(60, 0), MONDAY))
    weights = dict.fromkeys(large.z, 1.0)
    assert large.relaxed(weights, large.served(3), steps=1).bound == len(weights)
    assert large.relaxed(weights, large.served(3), steps=9999).bound < len(weights)


def test_slots_that_overlap_in_a_chain_let_one_person_take_the_ends() -> None:
    first, last = slot(1, hour=9), slot(1, hour=11)
    middle = replace(slot(1, hour=10), id="middle")
    first, last = replace(first, id="first"), replace(last, id="last")
    openings = tuple(Opening(s.id, s.id) for s in (first, middle, last))
    dana = replace(DANA, cap=3)
    amara = replace(AMARA, free=frozenset({"first"}))
    grace = replace(GRACE, free=frozenset({"last"}))
    esi = replace(GRACE, id="esi", free=frozenset({"middle"}))
    needs = (NEED, Need("g", "grace", "vat"), Need("e", "esi", "vat"))
    given = problem(
        (amara, grace, esi, dana), needs, slots=(first, middle, last), openings=openings
    )
    plan = compose(given)
    assert {m.need for m in plan.matches} == {"a", "g"}
    assert plan.is_proven
