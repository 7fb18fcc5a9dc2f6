"""The proof before a plan is used: every rule, checked from the problem, knowing no search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from knowcafe.core.seating.plan import Plan, Rule, Violation, accounted
from knowcafe.core.seating.problem import Problem, Round


def violations(problem: Problem, plan: Plan) -> list[Violation]:
    """All rules that `plan` breaks, sorted; empty means that all is well."""
    found: list[Violation] = []
    held = len(problem.held)
    if len(plan.rounds) != len(problem.sizes) or plan.rounds[:held] != problem.held:
        return [Violation(Rule.HELD.value)]
    for number in range(held, len(plan.rounds)):
        found += _seats(problem, number, plan.rounds[number])
        found += _company(problem, number, plan.rounds[number])
    if not found and plan != accounted(problem.people, plan.rounds, plan.bound):
        found.append(Violation(Rule.ACCOUNT.value))
    return sorted(found)


def _seats(problem: Problem, number: int, tables: Round) -> Iterator[Violation]:
    if tuple(map(len, tables)) != problem.sizes[number]:
        yield Violation(Rule.SIZES.value, number)
    seats = Counter(p for here in tables for p in here)
    here_now = set(problem.people)
    wrong = sorted(p for p in here_now | set(seats) if seats[p] != 1 or p not in here_now)
    if wrong:
        yield Violation(Rule.ONCE.value, number, people=tuple(wrong))
    at = {p: t for t, here in enumerate(tables) for p in here}
    for host, table in problem.hosts.items():
        if table < len(tables) and at.get(host, table) != table:
            yield Violation(Rule.HOST.value, number, table, (host,))


def _company(problem: Problem, number: int, tables: Round) -> Iterator[Violation]:
    at = {p: t for t, here in enumerate(tables) for p in here}
    for pair in problem.together:
        one, other = sorted(pair)
        if one in at and other in at and at[one] != at[other]:
            yield Violation(Rule.TOGETHER.value, number, people=(one, other))
    for table, here in enumerate(tables):
        if len(here) == 1 and len(at) > 1:
            yield Violation(Rule.ALONE.value, number, table, here)
        for two in combinations(sorted(here), 2):
            if frozenset(two) in problem.apart:
                yield Violation(Rule.APART.value, number, table, two)
