"""Independent parts of a problem: people who can share no opening, even in a chain, never meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import replace
from typing import TypeVar

from knowcafe.core.matching import scoring
from knowcafe.core.matching.problem import Problem

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def parts(problem: Problem) -> list[Problem]:
    """Split `problem` so that each part can be planned alone; who can come nowhere is left out."""
    rooms = {p: sorted(openings) for p, openings in scoring.rooms(problem).items() if openings}
    root = _roots([o.id for o in problem.openings], rooms.values())
    home = {p: root[openings[0]] for p, openings in rooms.items()}
    homes = sorted(set(home.values()))
    if len(homes) == 1 and len(home) == len(problem.people):
        return [problem]
    people = _grouped((home.get(p.id), p) for p in problem.people)
    needs = _grouped((home.get(n.person), n) for n in problem.needs)
    openings = _grouped((root[o.id], o) for o in problem.openings)
    apart = _grouped((_common(home, pair), pair) for pair in problem.apart)
    met = _grouped((_common(home, pair), pair) for pair in problem.met)
    pins = _grouped((root[o], (p, o)) for p, o in problem.pins)
    forbidden = _grouped((root[o], (p, o)) for p, o in problem.forbidden if home.get(p) == root[o])
    slots = {s.id: s for s in problem.slots}
    made = []
    for part in homes:
        here = sorted({o.slot for o in openings[part]})
        made.append(
            replace(
                problem,
                people=tuple(replace(p, free=p.free.intersection(here)) for p in people[part]),
                needs=tuple(needs[part]),
                openings=tuple(openings[part]),
                slots=tuple(slots[s] for s in here),
                apart=frozenset(apart[part]),
                met={pair: problem.met[pair] for pair in met[part]},
                pins=frozenset(pins[part]),
                forbidden=frozenset(forbidden[part]),
            )
        )
    return made


def _roots(ids: Iterable[str], together: Iterable[list[str]]) -> dict[str, str]:
    """For each id one that stands for all it is connected to (union and find, paths halved)."""
    root = {i: i for i in ids}

    def find(i: str) -> str:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for group in together:
        for i in group:
            root[find(i)] = find(group[0])
    return {i: find(i) for i in root}


def _grouped(keyed: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in keyed:
        found[key].append(value)
    return found


def _common(home: dict[str, str], pair: frozenset[str]) -> str | None:
    """The part both people of a pair belong to, None if there is none."""
    one, other = pair
    return home.get(one) if home.get(one) == home.get(other) else None
