"""A template meets a café: so many people, so many minutes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowcafe.core.hour.template import TALK, Part, Template


def fit(template: Template, *, heads: int, minutes: int) -> tuple[Part, ...]:
    """The parts of a café of `heads` people in `minutes` minutes.

    Each person at a table gets a turn in a "turns" part. When time is short the parts come in the
    order in which they matter, each with its least, and what does not fit any more is left out;
    then what is over goes back to them in the same order. When there is more, the talk gets longer,
    to twice what is usual. The sum is at most `minutes`, except that what is never left out keeps
    its least.
    """
    opened: list[Part] = []
    for part in template.parts:
        times = _turns(part, heads) if part.kind == "turns" else part.times
        opened += [replace(part, usual=part.minutes)] * times
    return _numbered(_fitted(opened, minutes))


def refit(parts: Sequence[Part], *, done: int, heads: int, minutes_left: int) -> tuple[Part, ...]:
    """The same café with other people or other time: the first `done` parts stay as they were.

    Somebody who walks in gets a turn, somebody who left needs none. A part that was left out
    earlier does not come back.
    """
    held, coming = list(parts[:done]), list(parts[done:])
    opened: list[Part] = []
    for part in coming:
        alike = [other for other in (*held, *opened) if _is_alike(other, part)]
        if part.kind != "turns":
            opened.append(part)
        else:
            opened += [part] * (_turns(part, heads) - len(alike))
    return _numbered(held + _fitted(opened, minutes_left))


def table_size(part: Part, *, heads: int) -> int:
    """How many sit at a table at most; 0 where there are no tables.

    Where all should meet it is the smallest number from 3 up which allows it: in r rounds at tables
    of s nobody meets more than r·(s − 1) others.
    """
    if not part.has_tables or heads < 2:
        return 0
    size = min(part.about, heads)
    if not part.meets:
        return size
    return next((s for s in range(3, size) if max(1, part.of) * (s - 1) >= heads - 1), size)


def seatings(parts: Sequence[Part]) -> tuple[tuple[int, ...], ...]:
    """The parts that share one seating: each round by itself, turns after each other together."""
    found: list[tuple[int, ...]] = []
    for n, part in enumerate(parts):
        is_next_turn = part.kind == "turns" and n > 0 and _is_alike(parts[n - 1], part)
        if part.has_tables and is_next_turn:
            found[-1] += (n,)
        elif part.has_tables:
            found.append((n,))
    return tuple(found)


def _turns(part: Part, heads: int) -> int:
    """How many turns there are: as many as people sit at the largest table.

    Where an odd one makes one table larger than it should be, that table shares the turns out.
    """
    if heads < 2:
        return part.times
    tables = heads // 2 if part.about == 2 else -(-heads // (part.about or heads))
    size = heads if tables == 1 else min(part.about, -(-heads // tables))
    return min(part.times, size)


def _fitted(parts: list[Part], minutes: int) -> list[Part]:
    fixed = [part for part in parts if part.matters == 0]
    is_enough = sum(_usual(part) for part in fixed) <= minutes
    given = {n: _usual(p) if is_enough else p.least for n, p in enumerate(parts) if p in fixed}
    order = sorted(range(len(parts)), key=lambda n: (parts[n].matters, n))
    for n in order:
        if n not in given and sum(given.values()) + parts[n].least <= minutes:
            given[n] = parts[n].least
    for level in sorted({part.matters for part in parts}):
        at = [n for n in given if parts[n].matters == level]
        _grow(given, at, parts, minutes, times=1)
    _grow(given, [n for n in given if parts[n].kind in TALK], parts, minutes, times=2)
    return [replace(parts[n], minutes=given[n]) for n in sorted(given)]


def _grow(
    given: dict[int, int], at: Iterable[int], parts: list[Part], minutes: int, *, times: int
) -> None:
    """Give these parts what is left, a minute at a time, to the one that lacks most first."""
    growing = set(at)
    left = minutes - sum(given.values())
    while left > 0:
        growing = {n for n in growing if given[n] < times * _usual(parts[n])}
        if not growing:
            return
        given[min(growing, key=lambda n: (given[n] / _usual(parts[n]), n))] += 1
        left -= 1


def _usual(part: Part) -> int:
    return part.usual or part.minutes


def _numbered(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Say of each repeated part which of how many it is; alike are those with one title."""
    listed = list(parts)
    alike = [[n for n, other in enumerate(listed) if _is_alike(other, part)] for part in listed]
    return tuple(
        replace(
            part, number=of.index(n) + 1 if len(of) > 1 else 0, of=len(of) if len(of) > 1 else 0
        )
        for n, (part, of) in enumerate(zip(listed, alike, strict=True))
    )


def _is_alike(one: Part, other: Part) -> bool:
    return (one.kind, one.title) == (other.kind, other.title)
