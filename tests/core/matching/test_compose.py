"""Small tables whose best plan anybody can see."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowcafe.core.matching import (
    COMPANY,
    FOR_A_LIVING,
    BadProblem,
    Limits,
    Need,
    Offer,
    Opening,
    Person,
    Plan,
    Problem,
    Seat,
    compose,
)
from tests.core.matching.cast import AMARA, BILAL, DANA, GRACE, evening, problem, slot

PRICING = Need("amara-pricing", "amara", "pricing", waiting_weeks=3)


def seated(plan: Plan) -> set[tuple[str, str]]:
    return {(s.person, s.opening) for s in plan.seats}


def met(plan: Plan) -> set[str]:
    return {m.need for m in plan.matches}


def test_a_need_sits_with_who_knows() -> None:
    plan = compose(evening(AMARA, BILAL, DANA, needs=(PRICING,)))
    assert seated(plan) == {("amara", "o1"), ("dana", "o1")}
    assert plan.is_proven


def test_nobody_comes_where_nobody_is_helped() -> None:
    assert compose(evening(AMARA, BILAL, needs=(PRICING,))).seats == ()


def test_no_slots_is_an_empty_plan_with_its_reasons() -> None:
    plan = compose(Problem((AMARA,), (PRICING,), (), ()))
    assert plan.seats == ()
    assert [u.lack.value for u in plan.unmet] == ["owner_not_free"]


def test_company_is_met_by_company_and_not_by_a_professional() -> None:
    company = Need("g", "grace", COMPANY)
    assert met(compose(evening(GRACE, DANA, needs=(company,)))) == set()
    both = (company, Need("a", "amara", COMPANY))
    assert met(compose(evening(GRACE, AMARA, needs=both))) == {"g", "a"}


def test_somebody_without_a_need_keeps_another_company() -> None:
    hugo = Person("hugo")
    plan = compose(evening(GRACE, hugo, needs=(Need("g", "grace", COMPANY),)))
    assert seated(plan) == {("grace", "o1"), ("hugo", "o1")}


def test_the_urgent_need_comes_first_then_the_longest_wait() -> None:
    dana = replace(DANA, cap=1)
    s = (slot(1), slot(2))
    openings = (Opening("o1", s[0].id), Opening("o2", s[1].id))
    amara = replace(AMARA, free=frozenset({s[0].id}))
    grace = replace(GRACE, free=frozenset({s[1].id}))
    waits = Need("a", "amara", "pricing", waiting_weeks=9)
    urgent = Need("g", "grace", "vat", urgent=True)
    plan = compose(problem((amara, grace, dana), (waits, urgent), slots=s, openings=openings))
    assert met(plan) == {"g"}
    calm = replace(urgent, urgent=False, waiting_weeks=1)
    plan = compose(problem((amara, grace, dana), (waits, calm), slots=s, openings=openings))
    assert met(plan) == {"a"}


def test_a_newcomer_goes_before_somebody_who_waited_as_long() -> None:
    amara = replace(AMARA, newcomer=True)
    needs = (Need("a", "amara", "pricing"), Need("g", "grace", "pricing"))
    s = (slot(1), slot(2))
    openings = (Opening("o1", s[0].id, seats=2), Opening("o2", s[1].id, seats=2))
    plan = compose(problem((amara, GRACE, DANA), needs, slots=s, openings=openings))
    assert met(plan) == {"a"}


def test_more_needs_met_beats_a_full_house() -> None:
    chidi = Person("chidi", offers=(Offer("law", FOR_A_LIVING),), professional=True)
    needs = (PRICING, Need("g", "grace", "law"))
    plan = compose(evening(AMARA, GRACE, DANA, chidi, needs=needs))
    assert met(plan) == {"amara-pricing", "g"}


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        ({"free": frozenset({"s02"})}, "not_together"),
        ({"modes": frozenset({"online"})}, "not_free"),
        ({"languages": ("fr",)}, "language"),
        ({"offers": (Offer("sales"),)}, "no_know_how"),
        ({"offers": (Offer("pricing", 1),)}, "no_know_how"),
        ({"cap": 0}, "full"),
    ],
)
def test_a_helper_must_fit(change: dict[str, object], lack: str) -> None:
    s = (slot(1), slot(2))
    dana = replace(replace(DANA, free=frozenset({"s01"})), **change)  # type: ignore[arg-type]  # any field
    amara = replace(AMARA, free=frozenset({"s01"}), languages=("en",))
    openings = (Opening("o1", "s01"), Opening("o2", "s02"))
    need = replace(PRICING, depth=FOR_A_LIVING)
    plan = compose(problem((amara, dana), (need,), slots=s, openings=openings))
    assert plan.seats == ()
    assert [u.lack.value for u in plan.unmet] == [lack]


def test_a_second_need_nobody_can_meet_does_not_cost_the_first() -> None:
    needs = (replace(PRICING, urgent=True), Need("law", "amara", "law"))
    assert met(compose(evening(AMARA, DANA, needs=needs))) == {"amara-pricing"}


def test_names_and_rows_do_not_decide_who_helps_whom() -> None:
    needs = (Need("1", "amara", "pricing"), Need("2", "grace", "pricing", waiting_weeks=1))
    dora = replace(DANA, id="dora", offers=(*DANA.offers, Offer("law")))
    pairs = {
        (m.person, m.helper)
        for m in compose(evening(AMARA, GRACE, DANA, dora, needs=needs)).matches
    }
    turned = (replace(needs[0], id="2"), replace(needs[1], id="1"))
    again = compose(evening(AMARA, GRACE, DANA, dora, needs=turned[::-1]))
    assert {(m.person, m.helper) for m in again.matches} == pairs
    renamed = replace(DANA, id="zena")
    other = compose(evening(AMARA, GRACE, renamed, dora, needs=needs))
    assert {(m.person, m.helper.replace("zena", "dana")) for m in other.matches} == pairs


def test_people_kept_apart_do_not_meet() -> None:
    apart = frozenset({frozenset(("amara", "dana"))})
    plan = compose(evening(AMARA, DANA, needs=(PRICING,), apart=apart))
    assert plan.seats == ()
    assert [u.lack.value for u in plan.unmet] == ["apart"]


def test_professionals_are_never_more_than_their_share() -> None:
    chidi = Person("chidi", offers=(Offer("law", FOR_A_LIVING),), professional=True)
    needs = (PRICING, Need("amara-law", "amara", "law"))
    alone = evening(AMARA, DANA, chidi, needs=needs, limits=Limits(helped_percent=50))
    assert met(compose(alone)) == {"amara-pricing"} or met(compose(alone)) == {"amara-law"}
    more = replace(alone, limits=Limits(helped_percent=50, professional_percent=67))
    assert met(compose(more)) == {"amara-pricing", "amara-law"}


def test_strangers_are_preferred_to_people_who_have_met() -> None:
    other = replace(DANA, id="dora")
    met_dana = {frozenset(("amara", "dana")): 1}
    plan = compose(evening(AMARA, DANA, other, needs=(PRICING,), met=met_dana))
    assert [m.helper for m in plan.matches] == ["dora"]


def test_a_pin_stands_in_for_availability_and_is_named_so() -> None:
    hugo = Person("hugo", free=frozenset({"s02"}))
    s = (slot(1), slot(2))
    openings = (Opening("o1", "s01"), Opening("o2", "s02"))
    amara = replace(AMARA, free=frozenset({"s01"}))
    given = problem((amara, hugo), (), slots=s, openings=openings, pins=frozenset({("hugo", "o1")}))
    plan = compose(given)
    assert seated(plan) == {("hugo", "o1")}
    assert [(r.why.value, r.pinned) for r in plan.reasons] == [("pinned", True)]


def test_the_price_of_a_change_is_the_difference_of_the_scores() -> None:
    given = evening(AMARA, DANA, needs=(PRICING,))
    before = compose(given)
    after = compose(given.wishing(forbidden=[("dana", "o1")]), near=before)
    assert (before.score.needs, after.score.needs) == (1, 0)


def test_near_moves_nobody_without_a_reason() -> None:
    s = (slot(1), slot(2))
    openings = (Opening("o1", "s01"), Opening("o2", "s02"))
    given = problem((AMARA, GRACE, DANA), (PRICING, Need("g", "grace", "vat")), slots=s,
                    openings=openings)  # fmt: skip
    before = compose(given, seed=1)
    assert compose(given, seed=2, near=before, effort=1).seats == before.seats


def test_sooner_is_better() -> None:
    s = (slot(1), slot(1, week=3))
    openings = (Opening("late", s[1].id), Opening("soon", s[0].id))
    plan = compose(problem((AMARA, DANA), (PRICING,), slots=s, openings=openings))
    assert {x.opening for x in plan.seats} == {"soon"}


def test_progress_is_told_from_start_to_end() -> None:
    told: list[tuple[int, int]] = []
    compose(evening(AMARA, DANA, needs=(PRICING,)), progress=lambda *at: told.append(at))
    assert told == [(1, 2), (2, 2)]


def test_parts_that_cannot_meet_are_planned_apart_and_together() -> None:
    s = (slot(1), slot(2))
    people = (
        replace(AMARA, free=frozenset({"s01"})),
        replace(DANA, free=frozenset({"s01"})),
        replace(GRACE, free=frozenset({"s02"})),
        Person("dora", free=frozenset({"s02"}), offers=(Offer("vat"),)),
        Person("esi"),
    )
    needs = (PRICING, Need("g", "grace", "vat"), Need("e", "esi", "vat"))
    given = Problem(
        people=people,
        needs=needs,
        slots=s,
        openings=(Opening("o1", "s01"), Opening("o2", "s02")),
        apart=frozenset({frozenset(("amara", "grace"))}),
        met={frozenset(("grace", "dora")): 4},
        forbidden=frozenset({("esi", "o1")}),
    )
    plan = compose(given)
    assert seated(plan) == {("amara", "o1"), ("dana", "o1"), ("grace", "o2"), ("dora", "o2")}
    assert [m.met_weeks for m in plan.matches] == [None, 4]


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"people": (AMARA, AMARA)}, "twice"),
        ({"needs": (Need("n", "hugo", "vat"),)}, "unknown person: hugo"),
        ({"openings": (Opening("o1", "nowhere"),)}, "unknown slot: nowhere"),
        ({"openings": (Opening("o1", "s01", seats=11),)}, "11 seats"),
        ({"people": (Person("amara", free=frozenset({"never"})),)}, "unknown slot: never"),
        ({"apart": frozenset({frozenset(("amara",))})}, "two people"),
        ({"pins": frozenset({("amara", "o9")})}, "unknown opening: o9"),
        ({"pins": frozenset({("amara", "o1")}), "forbidden": frozenset({("amara", "o1")})}, "both"),
        ({"slots": (replace(slot(1), ends=slot(1).starts),)}, "end after"),
    ],
)
def test_a_problem_that_contradicts_itself_is_refused(wrong: dict[str, object], word: str) -> None:
    given = evening(AMARA, DANA)
    with pytest.raises(BadProblem, match=word):
        replace(given, **wrong)  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize(
    ("pins", "more", "word"),
    [
        ({("amara", "o1"), ("amara", "o2")}, {}, "at the same time"),
        ({("amara", "o1"), ("dana", "o1")}, {"seats": 1}, "more people"),
        ({("amara", "o1"), ("dana", "o1")}, {"apart": True}, "kept apart"),
    ],
)
def test_pins_that_contradict_each_other_are_refused(
    pins: set[tuple[str, str]], more: dict[str, int], word: str
) -> None:
    s = slot(1)
    openings = (Opening("o1", s.id, seats=more.get("seats", 10)), Opening("o2", s.id))
    pair = frozenset({frozenset(("amara", "dana"))}) if "apart" in more else frozenset()
    given = problem((AMARA, DANA), (), slots=(s,), openings=openings, apart=pair)
    with pytest.raises(BadProblem, match=word):
        given.wishing(pins=pins)


def test_wishing_lets_the_later_word_count() -> None:
    given = evening(AMARA, DANA, pins=frozenset({("amara", "o1")}))
    banned = given.wishing(forbidden=[("amara", "o1")])
    assert (banned.pins, banned.forbidden) == (frozenset(), frozenset({("amara", "o1")}))
    assert banned.wishing(pins=[("amara", "o1")]).pins == given.pins


def test_seats_sort_by_person() -> None:
    assert sorted([Seat("b", "o1"), Seat("a", "o2")]) == [Seat("a", "o2"), Seat("b", "o1")]
