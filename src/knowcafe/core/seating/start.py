"""Where a search starts: hosts at their tables, then the announced, then whoever has met least."""

from __future__ import annotations

from numpy.random import Generator

from knowcafe.core.seating.wishes import Tables, Wishes


def start(wish: Wishes, rng: Generator) -> list[Tables]:
    """Rounds to come: everybody on one chair, hosts and the announced where they should be."""
    rounds = []
    for number, sizes in enumerate(wish.sizes):
        tables: Tables = [[] for _ in sizes]
        seated = {}
        said = wish.announced[number] if number < len(wish.announced) else {}
        for person, table in [*wish.fixed[number].items(), *sorted(said.items())]:
            if person not in seated and table < len(sizes) and len(tables[table]) < sizes[table]:
                tables[table].append(person)
                seated[person] = table
        left = [p for p in rng.permutation(len(wish.people)).tolist() if p not in seated]
        for table, size in enumerate(sizes):
            while len(tables[table]) < size:
                tables[table].append(left.pop())
        rounds.append(tables)
    return rounds
