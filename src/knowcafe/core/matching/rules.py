"""What the problem alone decides: who may sit where, who could help whom, what a meeting is worth.

The planner, the score and the proof all read these few sentences, so they cannot disagree.
"""

from __future__ import annotations

from datetime import datetime

from knowcafe.core.matching.problem import COMPANY, Limits, Need, Opening, Person, Slot

NEWCOMER_WEEKS = 2
"""A newcomer's need counts as if it had waited so much longer."""


def suits(person: Person, opening: Opening) -> bool:
    """Whether `person` has said that they can come to `opening`: time, place and language."""
    speaks = (
        opening.language is None or not person.languages or opening.language in person.languages
    )
    return opening.slot in person.free and opening.mode in person.modes and speaks


def shares_language(one: Person, other: Person) -> bool:
    """Whether the two can talk; somebody who names no language talks to everybody."""
    return not one.languages or not other.languages or bool({*one.languages} & {*other.languages})


def knows(helper: Person, need: Need) -> int:
    """How deep `helper` knows what `need` asks for, 0 if not deeply enough.

    Company is given by anybody who is not there as a professional.
    """
    if need.topic == COMPANY:
        return 0 if helper.professional else 1
    depths = [o.depth for o in helper.offers if o.topic == need.topic and o.depth >= need.depth]
    return max(depths, default=0)


def clash(one: Slot, other: Slot) -> bool:
    """Whether two slots overlap in time."""
    return one.starts < other.ends and other.starts < one.ends


def weeks_relieved(need: Need, owner: Person) -> int:
    """What meeting `need` ends, in weeks of waiting; newcomers count two weeks longer."""
    return need.waiting_weeks + (NEWCOMER_WEEKS if owner.newcomer else 0)


def weeks_until(slot: Slot, first: datetime) -> int:
    """Whole weeks from `first` to the slot."""
    return (slot.starts - first).days // 7


def freshness(one: Person, other: Person, met_weeks: int | None, limits: Limits) -> int:
    """Thousandths of a new acquaintance: 1000 for strangers, less the more recently they met.

    What is left of a meeting halves every `limits.half_life_weeks`. Two people who both prefer a
    language count double.
    """
    faded = 0.0 if met_weeks is None else 0.5 ** (met_weeks / limits.half_life_weeks)
    said = len(one.languages) + len(other.languages)
    both = one.languages[:1] == other.languages[:1] and said > 2
    return round(1000 * (1 - faded)) * (2 if both else 1)
