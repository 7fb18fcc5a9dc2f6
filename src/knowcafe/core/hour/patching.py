"""Seats for rounds to come, when people walk in or leave and no solver is at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Tables = list[list[str]]


def patched(
    plan: Mapping[str, Tables],
    people: Sequence[str],
    spare: Mapping[str, Sequence[Sequence[Sequence[int]]]],
) -> dict[str, Tables]:
    """The plan for whoever is here now; the same as `patched` in floor/hour.js.

    `plan` maps each part with tables that has not begun to its tables. `people` are those who are
    here, in the order of the positions of `spare`, which maps a number of heads to the rounds
    prepared for it, tables of positions, the last for the last part. Whoever is not here any more
    leaves the plan and whoever is new goes to the smallest table. Where tables then have other
    sizes than the rounds prepared for so many, those are taken; where there are none, nobody is
    left alone.
    """
    parts = sorted(plan, key=int)
    kept = {part: _with(plan[part], people) for part in parts}
    if all(kept[part] == plan[part] for part in parts):
        return kept
    ready = spare.get(str(len(people)), ())[-len(parts) :]
    if len(ready) < len(parts):
        return {part: _settled(kept[part]) for part in parts}
    if all(_sizes(kept[part]) == _sizes(ready[n]) for n, part in enumerate(parts)):
        return kept
    return {
        part: [[people[at] for at in table] for table in ready[n]] for n, part in enumerate(parts)
    }


def _with(tables: Tables, people: Sequence[str]) -> Tables:
    """These tables with those people: leavers gone, newcomers at the smallest."""
    left = [[who for who in table if who in people] for table in tables] or [[]]
    seated = {who for table in left for who in table}
    for who in people:
        if who not in seated:
            _smallest(left).append(who)
    return left


def _settled(tables: Tables) -> Tables:
    """Nobody alone at a table, as long as somebody else is here; no table without people."""
    left = [table for table in tables if len(table) > 1]
    for table in tables:
        if len(table) == 1 and left:
            _smallest(left).append(table[0])
        elif len(table) == 1:
            left.append(list(table))
    return left


def _smallest(tables: Tables) -> list[str]:
    return min(tables, key=len)


def _sizes(tables: Sequence[Sequence[object]]) -> list[int]:
    return sorted(len(table) for table in tables if table)
