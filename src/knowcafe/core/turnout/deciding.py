"""The two decisions of a week: five days ahead, and the day before when answers are in.

Both are told who could be asked, in the order of the fair list, as terms of a sum; both answer how
many. Only the ten seats are promised. Five days ahead up to `reserves` more people are taken who
agree to hear the day before, and members are invited while the table would be thin without them;
nothing of that can overfill the table, because reserves may still be told "not tonight". So the
whole chance of an overfull table is decided once, the day before, under one `limit`
(`asking.allowance`): earlier decisions spend nothing of it that could not be taken back, but for
ten people who all come and a walk-in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from knowcafe.core.turnout.asking import SEAT, Aim, Decision, Table, how_many
from knowcafe.core.turnout.heads import Ask, Heads


@dataclass(frozen=True, slots=True)
class Rule:
    """How a chapter wants to be filled.

    `reserves`: at most so many people beyond the table five days ahead. `seat`: what one more used
    seat is worth beside an even table. `later`: how much of an even table a head too many is worth
    while reserves can still be told "not tonight".
    """

    table: Table = field(default_factory=Table)
    reserves: int = 5
    seat: float = SEAT
    later: float = 0.65


@dataclass(frozen=True, slots=True)
class First:
    """Five days ahead: the first `places` requests get a seat or a reserve's place, the others wait
    on the list; `invitations` members are invited. `decision` is what is then to be expected.
    """

    places: int
    invitations: int
    decision: Decision


@dataclass(frozen=True, slots=True)
class Last:
    """The day before: so many of each list, in this order, are told to come or asked now.

    Reserves beyond `reserves` are told "not tonight" by two in the afternoon.
    """

    reserves: int
    offers: int
    late: int
    agreed: int
    invitations: int
    decision: Decision

    @property
    def count(self) -> int:
        """All who are asked or told now."""
        return self.reserves + self.offers + self.late + self.agreed + self.invitations


def five_days_ahead(
    crowd: Heads,
    requests: Sequence[Ask],
    invitations: Sequence[Ask],
    *,
    held: int = 0,
    rule: Rule = Rule(),
) -> First:
    """How many requests get a place and how many members are invited.

    `crowd` are the heads of those who hold one of the `held` seats already; `requests` in the order
    of the fair list; `invitations` in the order of who was asked longest ago. Raises ValueError for
    more seats held than there are.
    """
    table = rule.table
    free = table.seats - held
    if free < 0:
        raise ValueError(f"{held} seats are held and only {held + free} exist")
    places = min(len(requests), free + rule.reserves)
    aim = Aim(table, limit=1.0, seat=rule.seat, over=rule.later)
    made = how_many(crowd, [*requests[:places], *invitations], aim, least=places)
    return First(places, made.count - places, made)


def day_before(
    crowd: Heads,
    *,
    reserves: Sequence[Ask] = (),
    waiting: Sequence[Ask] = (),
    late: Sequence[Ask] = (),
    agreed: Sequence[Ask] = (),
    invitations: Sequence[Ask] = (),
    limit: float,
    rule: Rule = Rule(),
) -> Last:
    """How many are told to come or asked, after the answers.

    `crowd` are the heads of all who were asked the question, those who said no too. Then in order:
    reserves, the list (`waiting`, offered a place), those who have asked since (`late`), members
    who `agreed` to be asked at short notice, other members. `limit` is the most P(more than the
    table) may be.
    """
    groups = (reserves, waiting, late, agreed, invitations)
    aim = Aim(rule.table, limit=limit, seat=rule.seat)
    made = how_many(crowd, [ask for group in groups for ask in group], aim)
    ends = np.cumsum([0, *(len(group) for group in groups)])
    counts = np.diff(np.minimum(ends, made.count))
    called, offers, late_ones, agreeing, invited = (int(count) for count in counts)
    return Last(called, offers, late_ones, agreeing, invited, made)
