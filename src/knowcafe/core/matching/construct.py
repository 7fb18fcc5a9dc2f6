"""Simple ways to fill the tables: the ones people know, and a first plan to improve."""

from __future__ import annotations

from collections.abc import Callable

from knowcafe.core.matching.chance import Chance
from knowcafe.core.matching.instance import Instance, bits
from knowcafe.core.matching.plan import Plan
from knowcafe.core.matching.state import State

OPTIONS = 12
"""So many (opening, helper) pairs are looked at for one need by `greedy`."""

Method = Callable[[State], None]


def pinned(inst: Instance) -> State:
    """The state with the host's pins and nothing else."""
    state = State(inst)
    for o, people in enumerate(inst.pinned):
        for p in bits(people):
            state.add(p, o)
    return state


def arrivals(inst: Instance) -> list[int]:
    """People in the order in which they came: by wait, those without a need evenly among them."""
    asking = [p for p, mine in enumerate(inst.owned) if mine]
    giving = [p for p, mine in enumerate(inst.owned) if not mine]
    asking.sort(key=lambda p: -max(inst.needs[n].waiting_weeks for n in inst.owned[p]))
    placed = [(k / len(group), p) for group in (asking, giving) for k, p in enumerate(group)]
    return [p for _, p in sorted(placed)]


def first_come(state: State) -> None:
    """A sign-up list: in order of arrival each takes the first seat that promises something.

    A table where somebody can help them, or they can help somebody, comes before one that merely
    has a seat. Nobody plans, so tables may turn out unsound: `settle` makes a plan of it.
    """
    for p in arrivals(state.inst):
        _sign_up(state, p, promising=True)
        _sign_up(state, p, promising=False)


def at_random(state: State, chance: Chance) -> None:
    """Whoever turns up sits wherever there is a chair: everybody, in any order, where they can."""
    for p in chance.shuffled(range(len(state.inst.people))):
        for o in chance.shuffled(state.inst.allowed[p]):
            if state.may_add(p, o):
                state.add(p, o)


def greedy(state: State) -> None:
    """Need by need, urgent and longest waiting first: the seat and helper that add most."""
    inst = state.inst
    order = sorted(
        range(len(inst.needs)), key=lambda n: (not inst.needs[n].urgent, -inst.value[n], n)
    )
    for n in order:
        if not state.answered[n]:
            _answer_best(state, n)


def settle(state: State) -> None:
    """Make every table sound by sending people home, the fewest needs lost first."""
    for o in range(len(state.at)):
        state.mend(o)
        while not state.is_sound(o):
            loose = bits(state.at[o] & ~state.inst.pinned[o])
            p = max(loose, key=lambda p: (_unhelped(state, p, o), -p))
            state.drop(p, o)
            state.mend(o)


def _sign_up(state: State, p: int, *, promising: bool) -> None:
    for o in state.inst.allowed[p]:
        if state.may_add(p, o) and (not promising or _promises(state, p, o)):
            state.add(p, o)


def _promises(state: State, p: int, o: int) -> bool:
    inst, here = state.inst, state.at[o]
    helped = any(here & inst.helpers[n] and not state.answered[n] for n in inst.owned[p])
    return helped or bool(here & inst.owners[p])


def _unhelped(state: State, p: int, o: int) -> tuple[int, int]:
    """How little would be lost if p left o: needs unanswered there, less people p helps there."""
    inst = state.inst
    unanswered = sum(1 - (state.answered[n] >> o & 1) for n in inst.owned[p])
    answered = len(inst.owned[p]) - unanswered
    return (unanswered - answered, -(state.at[o] & inst.owners[p]).bit_count())


def _answer_best(state: State, n: int) -> None:
    inst = state.inst
    owner = inst.owner[n]
    best, choice = state.value(), None
    for o, helper in _options(state, n)[:OPTIONS]:
        added = [p for p in (owner, helper) if p is not None and not state.at[o] >> p & 1]
        for p in added:
            state.add(p, o)
        value = state.value()
        if value > best and state.is_sound(o):
            best, choice = value, (o, added)
        for p in reversed(added):
            state.drop(p, o)
    if choice is not None:
        for p in choice[1]:
            state.add(p, choice[0])


def _options(state: State, n: int) -> list[tuple[int, int | None]]:
    """(opening, helper to bring or None) for need n, those that bring nobody first."""
    inst = state.inst
    owner = inst.owner[n]
    joining, bringing = [], []
    for o in inst.where[n]:
        sits = state.at[o] >> owner & 1
        if not sits and not state.may_add(owner, o):
            continue
        if state.at[o] & inst.helpers[n]:
            joining.append((o, None))
            continue
        if state.at[o].bit_count() + 2 - sits > inst.openings[o].seats:
            continue
        free = bits(inst.holders[o] & inst.helpers[n])
        bringing += [(o, h) for h in free if state.may_add(h, o)]
    return [*joining, *bringing]


def resume(state: State, near: Plan) -> None:
    """Take over from `near` whatever the problem still allows."""
    people = {p.id: k for k, p in enumerate(state.inst.people)}
    openings = {o.id: k for k, o in enumerate(state.inst.openings)}
    for seat in near.seats:
        p, o = people.get(seat.person), openings.get(seat.opening)
        if p is not None and o is not None and state.may_add(p, o):
            state.add(p, o)
    settle(state)
