"""What the planner answers: seats, each with its reason, and what could not be had, with why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

LOAD_WEIGHT = 4
"""What a professional's first café weighs against squared empty seats."""


@dataclass(frozen=True, slots=True, order=True)
class Seat:
    """A person sits in an opening."""

    person: str
    opening: str


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A need answered at a café: `person` sits with `helper`, who knows the topic at `depth`.

    Somebody who comes to two cafés may find an answer at both; the need is still met once.
    `met_weeks` is how long ago the two last shared a table, None if never. For company the helper
    and the depth are empty.
    """

    need: str
    person: str
    opening: str
    topic: str
    helper: str = ""
    depth: int = 0
    waiting_weeks: int = 0
    urgent: bool = False
    met_weeks: int | None = None


class Why(Enum):
    """Why a seat is given, in the order in which one reason is chosen over another."""

    HELPED = "helped"  # a need of theirs is met here
    HELPS = "helps"  # they meet somebody's need here
    PEERS = "peers"  # their need is not met, but somebody here has the same one
    WELCOME = "welcome"  # their need is not met, there was a seat, and they are welcome
    PINNED = "pinned"  # a host put them here


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one seat is given: the needs met for the person, the needs they meet, the peers.

    topic: what the peers share, or what somebody who is merely welcome finds no answer to.
    """

    person: str
    opening: str
    why: Why
    helped: tuple[Match, ...] = ()
    helps: tuple[Match, ...] = ()
    peers: tuple[str, ...] = ()
    topic: str = ""
    pinned: bool = False


class Lack(Enum):
    """Why a need stays unmet, from what nobody could change to what another plan might."""

    OWNER_NOT_FREE = "owner_not_free"  # the person can come to no opening
    NO_KNOW_HOW = "no_know_how"  # nobody knows the topic deeply enough
    APART = "apart"  # whoever knows it is on an apart-list
    LANGUAGE = "language"  # whoever knows it shares no language
    NOT_FREE = "not_free"  # whoever knows it can come to no opening at all
    NOT_TOGETHER = "not_together"  # no slot suits both the person and whoever knows it
    FULL = "full"  # it could be met, but seats and caps went to needs before it


@dataclass(frozen=True, slots=True)
class Unmet:
    """A need that stays on the list and why; `helpers` are those who know the topic."""

    need: str
    person: str
    topic: str
    lack: Lack
    waiting_weeks: int = 0
    urgent: bool = False
    helpers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """The objectives in their order; `key()` compares two plans of one problem, greater is better.

    urgent: urgent needs met. worst: the longest wait (weeks) among people who could be helped and
    leave with nothing, -1 if there is none. needs: needs met. relieved: weeks of waiting that
    end, with newcomers counted two weeks longer, less the weeks until it happens. seated: people
    with a need who have a seat. empty: sum of squared empty seats over the held cafés, so few and
    evenly spread. load: sum of squared cafés a professional gives. fresh: new acquaintances in
    thousandths; people who met long ago count in part, a language both prefer doubles.
    """

    urgent: int
    worst: int
    needs: int
    relieved: int
    seated: int
    empty: int
    load: int
    fresh: int

    @property
    def balance(self) -> int:
        """Even turn-out and even load in one figure, smaller is better."""
        return self.empty + LOAD_WEIGHT * self.load

    def key(self) -> tuple[int, ...]:
        """The objectives as a tuple in their order, each so that greater is better."""
        return (
            self.urgent,
            -self.worst,
            self.needs,
            self.relieved,
            self.seated,
            -self.balance,
            self.fresh,
        )


@dataclass(frozen=True, slots=True)
class Bound:
    """The best any plan could reach, each with the objectives before it held at this plan's.

    Proven: no plan has more `urgent`, then a shorter `worst`, then more `needs`.
    """

    urgent: int
    worst: int
    needs: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A week (or a quarter) of cafés. Everything is sorted, so equal plans compare equal."""

    seats: tuple[Seat, ...]
    matches: tuple[Match, ...]
    reasons: tuple[Reason, ...]
    unmet: tuple[Unmet, ...]
    score: Score
    bound: Bound

    @property
    def gap(self) -> float:
        """How far the needs met may be from the best possible, as a share of the bound."""
        return (self.bound.needs - self.score.needs) / max(1, self.bound.needs)

    @property
    def is_proven(self) -> bool:
        """Whether nobody could do better on the first three objectives."""
        mine = (self.score.urgent, self.score.worst, self.score.needs)
        return mine == (self.bound.urgent, self.bound.worst, self.bound.needs)
