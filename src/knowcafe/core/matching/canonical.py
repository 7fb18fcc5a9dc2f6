"""An order that depends on what people need and offer, not on their names or the file's order.

A plan must not favour Amara because A comes first, so ties between people are broken by what is
said about them and whom they relate to. Colours are refined as in Weisfeiler and Leman (1968);
identifiers decide only between people whom nothing said tells apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from knowcafe.core.matching.problem import Need, Opening, Person, Problem, Slot

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Order:
    """A problem's people, needs and openings in canonical order, with the people's colours."""

    people: tuple[Person, ...]
    needs: tuple[Need, ...]
    openings: tuple[Opening, ...]
    colours: dict[str, str]


def canonical(problem: Problem) -> Order:
    """Order `problem`: openings by time, people by colour, needs by their people and content."""
    slots = {s.id: s for s in problem.slots}
    opening_colour = {o.id: _opening_colour(o, slots) for o in problem.openings}
    colours = _refine(problem, opening_colour)
    people = sorted(problem.people, key=lambda p: (colours[p.id], p.id))
    rank = {p.id: k for k, p in enumerate(people)}
    pinned: dict[str, list[int]] = {o.id: [] for o in problem.openings}
    for person, opening in problem.pins | problem.forbidden:
        pinned[opening].append(rank[person])
    openings = sorted(
        problem.openings,
        key=lambda o: (slots[o.slot].starts, opening_colour[o.id], sorted(pinned[o.id]), o.id),
    )
    needs = sorted(problem.needs, key=lambda n: (rank[n.person], *_content(n), n.id))
    return Order(tuple(people), tuple(needs), tuple(openings), colours)


def digest(parts: Iterable[object]) -> str:
    """Sixteen hex digits that stand for `parts`."""
    return blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).hexdigest()


def _content(need: Need) -> tuple[str, bool, int, int]:
    return (need.topic, need.urgent, need.waiting_weeks, need.depth)


def _opening_colour(opening: Opening, slots: dict[str, Slot]) -> str:
    slot = slots[opening.slot]
    said = (slot.starts.isoformat(), slot.ends.isoformat(), opening.seats)
    return digest((*said, opening.mode, opening.language))


def _refine(problem: Problem, opening_colour: dict[str, str]) -> dict[str, str]:
    slots = {s.id: s for s in problem.slots}
    needs: dict[str, list[tuple[str, bool, int, int]]] = {p.id: [] for p in problem.people}
    for need in problem.needs:
        needs[need.person].append(_content(need))
    fixed: dict[str, list[str]] = {p.id: [] for p in problem.people}
    for sign, pairs in (("pin", problem.pins), ("no", problem.forbidden)):
        for person, opening in pairs:
            fixed[person].append(sign + opening_colour[opening])
    times = {s.id: f"{slots[s.id].starts}{slots[s.id].ends}" for s in problem.slots}
    colours = {
        p.id: digest((*_said(p, times), sorted(needs[p.id]), sorted(fixed[p.id])))
        for p in problem.people
    }
    near = _neighbours(problem)
    for _ in range(ROUNDS):
        colours = {
            p: digest([c, *sorted(f"{how}{colours[q]}" for q, how in near[p])])
            for p, c in colours.items()
        }
    return colours


def _said(person: Person, times: dict[str, str]) -> Sequence[object]:
    return (
        sorted((o.topic, o.depth) for o in person.offers),
        sorted(times[s] for s in person.free),
        person.cap,
        person.cap_total,
        person.professional,
        person.newcomer,
        person.languages,
        sorted(person.modes),
    )


def _neighbours(problem: Problem) -> dict[str, list[tuple[str, str]]]:
    near: dict[str, list[tuple[str, str]]] = {p.id: [] for p in problem.people}
    said = [(pair, "apart") for pair in problem.apart]
    said += [(pair, f"met{weeks}") for pair, weeks in problem.met.items()]
    for pair, how in said:
        one, other = pair
        near[one].append((other, how))
        near[other].append((one, how))
    return near
