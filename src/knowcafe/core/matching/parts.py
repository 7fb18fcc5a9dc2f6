"""Independent parts of a problem: people who can share no opening, even in a chain, never meet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from knowcafe.core.matching import rules
from knowcafe.core.matching.problem import Opening, Problem


def parts(problem: Problem) -> list[Problem]:
    """Split `problem` so that each part can be planned alone; who can come nowhere is left out."""
    by_slot: dict[str, list[Opening]] = defaultdict(list)
    for opening in problem.openings:
        by_slot[opening.slot].append(opening)
    root = {o.id: o.id for o in problem.openings}

    def find(opening: str) -> str:
        while root[opening] != opening:
            root[opening] = root[root[opening]]
            opening = root[opening]
        return opening

    pins: dict[str, list[str]] = defaultdict(list)
    for person, opening in sorted(problem.pins):
        pins[person].append(opening)
    home: dict[str, str] = {}
    for person in problem.people:
        near = [o for slot in person.free for o in by_slot[slot]]
        mine = [o.id for o in near if rules.suits(person, o)] + pins[person.id]
        for opening in mine:
            root[find(opening)] = find(mine[0])
        if mine:
            home[person.id] = mine[0]
    return _split(problem, {p: find(o) for p, o in home.items()}, {o: find(o) for o in root})


def _split(problem: Problem, home: dict[str, str], root: dict[str, str]) -> list[Problem]:
    people, needs, openings = defaultdict(list), defaultdict(list), defaultdict(list)
    for person in problem.people:
        if person.id in home:
            people[home[person.id]].append(person)
    for need in problem.needs:
        if need.person in home:
            needs[home[need.person]].append(need)
    for opening in problem.openings:
        openings[root[opening.id]].append(opening)
    if len(people) == 1:
        people = {r: list(problem.people) for r in people}
        return [problem]
    slots = {s.id: s for s in problem.slots}
    pairs: dict[str, set[frozenset[str]]] = defaultdict(set)
    for pair in [*problem.apart, *problem.met]:
        homes = {home.get(p) for p in pair}
        if len(homes) == 1 and None not in homes:
            pairs[str(homes.pop())].add(pair)
    fixed: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for person, opening in [*problem.pins, *problem.forbidden]:
        if home.get(person) == root[opening]:
            fixed[root[opening]].add((person, opening))
    made = []
    for part in sorted(people):
        here = {o.slot for o in openings[part]}
        made.append(
            replace(
                problem,
                people=tuple(replace(p, free=p.free & here) for p in people[part]),
                needs=tuple(needs[part]),
                openings=tuple(openings[part]),
                slots=tuple(s for i, s in slots.items() if i in here),
                apart=frozenset(pairs[part] & problem.apart),
                met={pair: problem.met[pair] for pair in pairs[part] if pair in problem.met},
                pins=frozenset(fixed[part] & problem.pins),
                forbidden=frozenset(fixed[part] & problem.forbidden),
            )
        )
    return made
