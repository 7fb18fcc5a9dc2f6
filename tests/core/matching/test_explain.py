"""The reasons beside each seat and each need that is not met."""

from __future__ import annotations

from dataclasses import replace

from knowcafe.core.matching import (
    COMPANY,
    Bound,
    Lack,
    Match,
    Need,
    Offer,
    Opening,
    Person,
    Plan,
    Problem,
    Seat,
    Unmet,
    Why,
)
from knowcafe.core.matching.explain import explained
from tests.core.matching.cast import AMARA, BILAL, DANA, GRACE, evening, problem, slot

PRICING = Need("a", "amara", "pricing", waiting_weeks=3)


def table(given: Problem, *people: str) -> Plan:
    return explained(given, tuple(Seat(p, "o1") for p in people), Bound(9, -1, 9))


def whys(plan: Plan) -> dict[str, Why]:
    return {r.person: r.why for r in plan.reasons}


def test_a_match_says_who_what_how_long_and_whether_they_have_met() -> None:
    given = evening(AMARA, DANA, needs=(PRICING,), met={frozenset(("amara", "dana")): 5})
    plan = table(given, "amara", "dana")
    assert plan.matches == (
        Match("a", "amara", "o1", "pricing", "dana", 2, waiting_weeks=3, met_weeks=5),
    )
    assert whys(plan) == {"amara": Why.HELPED, "dana": Why.HELPS}
    assert [r.helps for r in plan.reasons] == [(), plan.matches]


def test_the_work_of_helping_is_spread() -> None:
    dora = replace(DANA, id="dora")
    needs = (PRICING, Need("g", "grace", "pricing"), Need("a2", "amara", "vat"))
    plan = table(evening(AMARA, GRACE, DANA, dora, needs=needs), "amara", "grace", "dana", "dora")
    assert sorted(m.helper for m in plan.matches) == ["dana", "dana", "dora"]


def test_somebody_who_knows_it_too_is_there_to_help() -> None:
    dora = replace(DANA, id="dora")
    plan = table(evening(AMARA, DANA, dora, needs=(PRICING,)), "amara", "dana", "dora")
    assert whys(plan)["dora"] is Why.HELPS
    assert plan.reasons[-1].helps == plan.matches


def test_peers_company_and_a_welcome() -> None:
    needs = (
        PRICING,
        Need("g", "grace", "law"),
        Need("b", "bilal", "law"),
        Need("h", "hugo", "vat"),
        Need("e", "esi", COMPANY),
    )
    hugo, esi = Person("hugo"), Person("esi")
    given = evening(AMARA, BILAL, GRACE, hugo, esi, needs=needs)
    plan = table(given, "amara", "bilal", "grace", "hugo", "esi")
    assert whys(plan) == {
        "amara": Why.HELPS,
        "bilal": Why.HELPS,
        "grace": Why.HELPS,
        "hugo": Why.HELPS,
        "esi": Why.HELPED,
    }
    quiet = replace(given, needs=needs[:-1])
    plan = table(quiet, "amara", "bilal", "grace", "hugo")
    assert whys(plan) == {
        "amara": Why.WELCOME,
        "bilal": Why.PEERS,
        "grace": Why.PEERS,
        "hugo": Why.WELCOME,
    }
    peers = {r.person: (r.peers, r.topic) for r in plan.reasons}
    assert peers["grace"] == (("bilal",), "law")


def test_what_nobody_knows_and_what_there_was_no_seat_for() -> None:
    needs = (PRICING, Need("g", "grace", "law", urgent=True), Need("e", "amara", COMPANY))
    plan = table(evening(AMARA, GRACE, DANA, needs=needs))
    assert plan.unmet == (
        Unmet("g", "grace", "law", Lack.NO_KNOW_HOW, 0, urgent=True),
        Unmet("a", "amara", "pricing", Lack.FULL, 3, helpers=("dana",)),
        Unmet("e", "amara", COMPANY, Lack.FULL),
    )


def test_who_can_come_nowhere_is_told_so() -> None:
    s = (slot(1), slot(2))
    given = problem(
        (replace(AMARA, free=frozenset({"s02"})), replace(DANA, free=frozenset({"s01"}))),
        (PRICING,),
        slots=s,
        openings=(Opening("o1", "s01"),),
    )
    assert [u.lack for u in table(given).unmet] == [Lack.OWNER_NOT_FREE]


def test_a_need_answered_at_two_cafés_is_told_at_both_and_counts_once() -> None:
    s = (slot(1), slot(1, week=1))
    given = problem(
        (AMARA, DANA), (PRICING,), slots=s, openings=(Opening("b", s[0].id), Opening("a", s[1].id))
    )
    seats = tuple(Seat(p, o) for p in ("amara", "dana") for o in ("a", "b"))
    plan = explained(given, seats, Bound(9, -1, 9))
    assert [m.opening for m in plan.matches] == ["a", "b"]
    assert [r.why for r in plan.reasons] == [Why.HELPED, Why.HELPED, Why.HELPS, Why.HELPS]
    assert (plan.score.needs, plan.score.relieved) == (1, 3)


def test_helper_is_named_by_depth_before_name() -> None:
    able = Person("ama", offers=(Offer("pricing"),))
    plan = table(evening(AMARA, able, DANA, needs=(PRICING,)), "amara", "ama", "dana")
    assert [m.helper for m in plan.matches] == ["dana"]


def test_the_more_pressing_need_is_named_whatever_the_order_of_the_file() -> None:
    needs = (
        Need("g", "grace", "law"),
        Need("b", "bilal", "vat"),
        Need("b2", "bilal", "law", waiting_weeks=2),
    )
    given = evening(GRACE, BILAL, needs=needs)
    turned = replace(given, needs=needs[::-1])
    assert table(given, "grace", "bilal") == table(turned, "grace", "bilal")
    alone = table(given, "bilal")
    assert [(r.why, r.topic) for r in alone.reasons] == [(Why.WELCOME, "law")]
