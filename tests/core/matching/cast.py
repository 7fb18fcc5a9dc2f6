"""The cast at small tables, and problems drawn by hypothesis."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from knowcafe.core.matching import (
    COMPANY,
    DONE_IT,
    FOR_A_LIVING,
    Limits,
    Need,
    Offer,
    Opening,
    Person,
    Problem,
    Slot,
)

MONDAY = datetime(2031, 3, 3, tzinfo=UTC)
TOPICS = ("marketing", "pricing", "vat")


def slot(number: int, *, week: int = 0, minutes: int = 90, hour: int = 18) -> Slot:
    """A slot on day `number` of a week."""
    starts = MONDAY + timedelta(weeks=week, days=number, hours=hour)
    return Slot(f"s{week}{number}", f"w{week}", starts, starts + timedelta(minutes=minutes))


def evening(*people: Person, needs: tuple[Need, ...] = (), **more: object) -> Problem:
    """One slot, one table: everybody who names no slot is free in it."""
    s = slot(1)
    return problem(people, needs, slots=(s,), openings=(Opening("o1", s.id),), **more)


def problem(
    people: tuple[Person, ...],
    needs: tuple[Need, ...],
    *,
    slots: tuple[Slot, ...],
    openings: tuple[Opening, ...],
    **more: object,
) -> Problem:
    """A problem in which people without a slot are free in all."""
    every = frozenset(s.id for s in slots)
    free = tuple(p if p.free else _free(p, every) for p in people)
    return Problem(people=free, needs=needs, slots=slots, openings=openings, **more)  # type: ignore[arg-type]  # kwargs


def _free(person: Person, slots: frozenset[str]) -> Person:
    from dataclasses import replace

    return replace(person, free=slots)


AMARA = Person("amara")
BILAL = Person("bilal", offers=(Offer("sales"),))
CHIDI = Person("chidi", offers=(Offer("contracts", FOR_A_LIVING),), professional=True)
DANA = Person("dana", offers=(Offer("pricing", FOR_A_LIVING), Offer("vat", FOR_A_LIVING)),
              professional=True)  # fmt: skip
GRACE = Person("grace")


@st.composite
def problems(draw: st.DrawFn, most_people: int = 7, most_openings: int = 4) -> Problem:
    """Small problems with everything in them: caps, languages, apart, pins, clashes, company."""
    slots = tuple(
        slot(k, week=draw(st.integers(0, 1)), hour=draw(st.sampled_from((9, 10, 18))))
        for k in range(draw(st.integers(1, 3)))
    )
    openings = tuple(
        Opening(
            f"o{k}",
            draw(st.sampled_from(slots)).id,
            seats=draw(st.integers(0, 6)),
            mode=draw(st.sampled_from(("place", "place", "online"))),
            language=draw(st.sampled_from((None, None, "en", "fr"))),
        )
        for k in range(draw(st.integers(1, most_openings)))
    )
    people = tuple(draw(_person(f"p{k}", slots)) for k in range(draw(st.integers(1, most_people))))
    needs = tuple(
        Need(
            f"n{k}",
            draw(st.sampled_from(people)).id,
            draw(st.sampled_from((*TOPICS, COMPANY))),
            urgent=draw(st.booleans()),
            waiting_weeks=draw(st.integers(0, 6)),
            depth=draw(st.sampled_from((DONE_IT, DONE_IT, FOR_A_LIVING))),
        )
        for k in range(draw(st.integers(0, 6)))
    )
    pairs = [frozenset((a.id, b.id)) for a in people for b in people if a.id < b.id]
    some = st.sets(st.sampled_from(pairs), max_size=3) if pairs else st.just(set())
    seats = st.sets(st.tuples(st.sampled_from([p.id for p in people]),
                              st.sampled_from([o.id for o in openings])), max_size=2)  # fmt: skip
    made = Problem(
        people=people,
        needs=needs,
        slots=slots,
        openings=openings,
        apart=frozenset(draw(some)),
        met={pair: draw(st.integers(0, 60)) for pair in draw(some)},
        forbidden=frozenset(draw(seats)),
        limits=Limits(
            fewest=draw(st.integers(1, 3)),
            professional_percent=draw(st.sampled_from((34, 50, 100))),
            helped_percent=draw(st.sampled_from((0, 51, 100))),
        ),
    )
    return _pinned(made, sorted(draw(seats)))


def _pinned(made: Problem, pins: list[tuple[str, str]]) -> Problem:
    """With those pins that do not contradict the others."""
    from knowcafe.core.matching import BadProblem

    for pin in pins:
        try:
            made = made.wishing(pins=[pin])
        except BadProblem:
            continue
    return made


@st.composite
def _person(draw: st.DrawFn, name: str, slots: tuple[Slot, ...]) -> Person:
    offers = st.builds(Offer, st.sampled_from(TOPICS), st.sampled_from((DONE_IT, FOR_A_LIVING)))
    return Person(
        name,
        free=frozenset(draw(st.sets(st.sampled_from([s.id for s in slots])))),
        offers=tuple(draw(st.lists(offers, max_size=2))),
        cap=draw(st.integers(0, 2)),
        cap_total=draw(st.sampled_from((None, None, 1))),
        professional=draw(st.booleans()),
        newcomer=draw(st.booleans()),
        languages=draw(st.sampled_from(((), ("en",), ("fr", "en"), ("fr",)))),
        modes=draw(st.sampled_from((frozenset({"place"}), frozenset({"place", "online"})))),
    )
