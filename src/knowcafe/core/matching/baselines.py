"""What other ways of filling tables give for the same problem, to be compared with.

They keep what nobody can break (free, seats, caps, apart) but know no limits of a good table, so
their plans may break `fewest`, `professional_percent`, `helped_percent` and seat somebody idle.
"""

from __future__ import annotations

from knowcafe.core.matching import construct
from knowcafe.core.matching.chance import Chance
from knowcafe.core.matching.construct import Method
from knowcafe.core.matching.explain import explained
from knowcafe.core.matching.instance import bits, instance
from knowcafe.core.matching.parts import parts
from knowcafe.core.matching.plan import Bound, Plan, Seat
from knowcafe.core.matching.problem import Problem


def first_come(problem: Problem) -> Plan:
    """A sign-up list: each in order of arrival takes the first seat that promises something."""
    return _filled(problem, construct.first_come)


def greedy(problem: Problem) -> Plan:
    """Need by need, urgent and longest waiting first, with whoever adds most. Always sound."""
    return _filled(problem, construct.greedy)


def at_random(problem: Problem, seed: int) -> Plan:
    """Whoever turns up sits wherever there is a chair."""
    return _filled(problem, lambda state: construct.at_random(state, Chance((seed,))))


def _filled(problem: Problem, method: Method) -> Plan:
    seats: list[Seat] = []
    for part in parts(problem):
        inst = instance(part, min(s.starts for s in problem.slots))
        state = construct.pinned(inst)
        method(state)
        seats += [
            Seat(inst.people[p].id, inst.openings[o].id)
            for o, here in enumerate(state.at)
            for p in bits(here)
        ]
    needs = len(problem.needs)
    return explained(problem, tuple(seats), Bound(needs, -1, needs))
