"""What becomes of each row of a list of people, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from knowcafe.core.exchange.history import Guest
from knowcafe.core.exchange.replies import Said


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    HERE = "here"  # a member already
    TO_CLAIM = "to-claim"  # no address: a name that waits for one
    KNOWN = "known"  # such a name, brought in before
    SKIPPED = "skipped"


class Why(StrEnum):
    """Why a row is skipped."""

    NONE = ""
    NOBODY = "nobody"  # neither a name nor an address
    BAD_ADDRESS = "bad-address"
    BAD_NAME = "bad-name"  # no address, and what stands for a name is a formula or a link
    SAID_NO = "said-no"
    NEVER_ANSWERED = "never-answered"
    UNCLEAR = "unclear"
    DOUBLED = "doubled"


@dataclass(frozen=True, slots=True)
class Judged:
    """A row and what becomes of it; `first_name` and `key` are what it is brought in under.

    `earlier` is the line of the same person further up where it is doubled.
    """

    guest: Guest
    fate: Fate
    why: Why = Why.NONE
    first_name: str = ""
    key: str = ""
    earlier: int = 0


_LONGEST = 60
_OUT = {Said.NO: Why.SAID_NO, Said.SILENT: Why.NEVER_ANSWERED, Said.UNCLEAR: Why.UNCLEAR}


def sort_out(
    guests: Iterable[Guest],
    *,
    members: Collection[str],
    known: Collection[str],
    is_name: Callable[[str], bool],
) -> tuple[Judged, ...]:
    """Each row with its fate, in order.

    `members` are the addresses of those who belong to the chapter, `known` the keys of those who
    were brought in without one; both are better sets. Everybody is taken once: rows of the same
    address in another case are the same person, “a+b@” and “a@” are two.
    """
    seen: dict[str, int] = {}
    return tuple(_judged(guest, seen, members, known, is_name) for guest in guests)


def _judged(
    guest: Guest,
    seen: dict[str, int],
    members: Collection[str],
    known: Collection[str],
    is_name: Callable[[str], bool],
) -> Judged:
    key = guest.key or f"name:{guest.name.casefold()}"
    why = _why_not(guest, is_name)
    if why:
        return Judged(guest, Fate.SKIPPED, why)
    who = guest.email or key
    if who in seen:
        return Judged(guest, Fate.SKIPPED, Why.DOUBLED, earlier=seen[who])
    seen[who] = guest.line
    if not guest.email:
        return Judged(guest, Fate.KNOWN if key in known else Fate.TO_CLAIM, key=key)
    fate = Fate.HERE if guest.email in members else Fate.NEW
    return Judged(guest, fate, first_name=first_name(guest.name, is_name))


def first_name(name: str, is_name: Callable[[str], bool]) -> str:
    """What somebody is called; empty where that is no name, and they are asked when they come."""
    first = name.partition(" ")[0][:_LONGEST]
    return first if is_name(name) and is_name(first) else ""


def _why_not(guest: Guest, is_name: Callable[[str], bool]) -> Why:
    if guest.bad:
        return Why.BAD_ADDRESS
    if not (guest.email or guest.name):
        return Why.NOBODY
    if guest.said in _OUT and not guest.came:
        return _OUT[guest.said]
    if not guest.email and not is_name(guest.name):
        return Why.BAD_NAME
    return Why.NONE
