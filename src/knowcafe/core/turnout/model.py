"""All a chapter has learned about turn-out, in one frozen value: an evening in, the next value out.

`Model()` is a chapter without history. `learned(model, evenings)` folds past evenings into it,
oldest first, so that a product keeps nothing but its rows and a bench goes week by week.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from functools import reduce

from knowcafe.core.turnout.forecast import WALK_INS
from knowcafe.core.turnout.heads import Ask, Guest, Heads, heads
from knowcafe.core.turnout.rates import Answers, Count, History, Share
from knowcafe.core.turnout.showing import Showing

PERSONAL_WEIGHT = 8.0
"""How many evenings of one's own weigh as much as the chapter's rate (a Beta of that size)."""

_NEW = History()


class Answer(IntEnum):
    """What somebody answered the day before, or `SILENT`; giving the seat back is a `NO`."""

    YES = 0
    NO = 1
    SILENT = 2


class Kind(StrEnum):
    """The ways of asking whose share of yes is learned; a plan's keeps a seat for who asked."""

    PLAN = "plan"
    INVITATION = "invitation"
    LATE_INVITATION = "late invitation"
    SHORT_NOTICE = "short notice"
    OFFER = "offer"


COSTS = {Kind.INVITATION: 0.001, Kind.SHORT_NOTICE: 0.001, Kind.LATE_INVITATION: 0.004}
"""What being asked takes from somebody's attention, in units of the chance of an even table.

An invitation for tomorrow disturbs more, is accepted half as often, and uses up the same six weeks.
"""


def _acceptance() -> Mapping[Kind, Share]:
    """What is believed of acceptance before anybody was asked."""
    return {
        Kind.PLAN: Share.prior(0.6, 10),
        Kind.INVITATION: Share.prior(0.1, 40),
        Kind.LATE_INVITATION: Share.prior(0.05, 40),
        Kind.SHORT_NOTICE: Share.prior(0.2, 20),
        Kind.OFFER: Share.prior(0.4, 10),
    }


@dataclass(frozen=True, slots=True)
class Seen:
    """One guest of a past evening: days of notice, whether they came, and what led to it.

    `reserve`: they came without one of the seats. `answer` is None where the question was not
    asked; `history` is what was known before. `called_up`: they were told to come only after they
    had answered, so a "no" would not be among the rows.
    """

    days: float
    came: bool
    reserve: bool = False
    answer: Answer | None = None
    history: History = _NEW
    called_up: bool = False


@dataclass(frozen=True, slots=True)
class Evening:
    """A past café, as the application stored it.

    `seen` are those who held a seat, also if they gave it back, and those called up, each once;
    without check-in (`checked_in` false) who came is unknown: `seen` and `walk_ins` are not read.
    `asked` says, kind by kind, how many said yes of how many asked; `weeks` is the time since the
    evening before.
    """

    seen: tuple[Seen, ...] = ()
    walk_ins: int = 0
    asked: Mapping[Kind, tuple[int, int]] = field(default_factory=dict)
    weeks: float = 1.0
    checked_in: bool = True


@dataclass(frozen=True, slots=True)
class Model:
    """What a chapter has learned: show-up odds, answers, acceptance, walk-ins."""

    showing: Showing = field(default_factory=Showing)
    answers: Answers = field(default_factory=Answers)
    walk_ins: Count = field(default_factory=lambda: Count(WALK_INS * 10, 10))
    accept: Mapping[Kind, Share] = field(default_factory=_acceptance)
    personal_weight: float = PERSONAL_WEIGHT

    def guest(
        self,
        days: float,
        *,
        reserve: bool = False,
        history: History = _NEW,
        answer: Answer | None = None,
    ) -> Guest:
        """One person who said yes `days` ahead, as a term of the sum and nothing else."""
        offset = history.offset(self.showing.rate, self.personal_weight)
        chance = self.showing.chance(days, reserve=reserve, offset=offset)
        return Guest(chance) if answer is None else Guest(chance, self.answers.said(answer))

    def sure(
        self,
        days: float,
        *,
        reserve: bool = False,
        history: History = _NEW,
        answer: Answer | None = None,
    ) -> Ask:
        """Somebody who asked for a seat, or is a reserve, and only needs to be told yes."""
        return Ask(1.0, self.guest(days, reserve=reserve, history=history, answer=answer).likely)

    def ask(self, kind: Kind, days: float, *, reserve: bool = False, cost: float = 0.0) -> Ask:
        """Somebody who would have to be asked, `days` ahead."""
        return Ask(self.accept[kind].mean, self.showing.chance(days, reserve=reserve), cost)

    def heads(self, guests: Sequence[Guest], witnesses: Sequence[Guest] = ()) -> Heads:
        """The heads of `guests` and of walk-ins; `witnesses` answered and wait to be called."""
        return heads(
            guests,
            spread=self.showing.spread,
            walk_ins=self.walk_ins.mean,
            witnesses=witnesses,
        )

    def after(self, evening: Evening) -> Model:
        """The model after one more evening."""
        accept = dict(self.accept)
        for kind, (yes, asked) in evening.asked.items():
            accept[kind] = accept[kind].after(yes, asked)
        known = replace(self, accept=accept)
        if not evening.checked_in:
            return replace(known, showing=self.showing.after([], [], [], weeks=evening.weeks))
        return known._checked_in(evening)

    def _checked_in(self, evening: Evening) -> Model:
        seen = evening.seen
        showing = self.showing.after(
            [s.days for s in seen],
            [s.reserve for s in seen],
            [s.came for s in seen],
            offsets=[self._offset(s) for s in seen],
            weeks=evening.weeks,
        )
        answers = self.answers.after(_answers(seen, came=True), _answers(seen, came=False))
        return replace(
            self, showing=showing, answers=answers, walk_ins=self.walk_ins.after(evening.walk_ins)
        )

    def _offset(self, seen: Seen) -> float:
        """What moves one guest's odds, on the logit, besides the chapter's rate and the notice."""
        own = seen.history.offset(self.showing.rate, self.personal_weight)
        if not seen.called_up or seen.answer is None:
            return own
        comes, stays = self.answers.said(Answer.NO)
        return own + math.log((1 - comes) / (1 - stays))


def learned(model: Model, evenings: Iterable[Evening]) -> Model:
    """The model after `evenings`, oldest first."""
    return reduce(Model.after, evenings, model)


def _answers(seen: Sequence[Seen], *, came: bool) -> tuple[int, int, int]:
    given = [s.answer for s in seen if s.came == came and not s.called_up]
    return given.count(Answer.YES), given.count(Answer.NO), given.count(Answer.SILENT)
