"""What can still be done about a café, from the day it is announced to the moment it starts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Control(StrEnum):
    """Something the software may do, or offer to the host, that changes how many come."""

    BOOK = "book"  # give a free seat to whoever asks for one
    RESERVE = "reserve"  # take somebody beyond the table who agrees to be told later
    INVITE = "invite"  # ask members who have not been asked for weeks
    ASK_EARLIER = "ask earlier"  # send a wave of invitations before the usual one
    NEXT_WEEK = "next week"  # offer the flexible a seat in the café after this one
    CONFIRM = "confirm"  # the day-before question: Coming, Can't, Not sure
    OFFER = "offer"  # offer a freed seat to the list, with an expiry of hours
    SHORT_NOTICE = "short notice"  # ask those who agreed to be asked at short notice
    CALL_UP = "call up"  # tell a reserve to come
    STAND_DOWN = "stand down"  # tell a reserve "not tonight", honestly
    SECOND_TABLE = "second table"  # another café in the same slot
    MERGE = "merge"  # with a neighbouring café
    MOVE = "move"  # to another day
    CALL_OFF = "call off"  # before anybody travels


INVITATION_HOURS = 48
"""An invitation is open for so long, so none leaves later than this before the day's question."""

OFFER_HOURS = 4
"""How long an offer to the list, or an invitation at short notice, is open."""

QUESTION_HOURS = 30
"""The day-before question is asked at most so many hours before the start."""

RESERVES_HOURS = 4
"""So long before the start every reserve has been told, and nobody has set out yet."""

EARLIER_HOURS = 7 * 24
"""Beyond this the usual wave has not left and an earlier one may."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A café now: hours to its start, and who and what is at hand.

    `seats` are free ones, `waiting` people on the list, `holders` people with a seat, `reserves`
    people told that they will hear. `facilitators` are free ones beyond this table's; `neighbours`
    cafés it could be merged with; `next_week` whether the café after it has free seats.
    """

    hours: float
    seats: int = 0
    holders: int = 0
    reserves: int = 0
    waiting: int = 0
    facilitators: int = 0
    neighbours: int = 0
    next_week: bool = False


def controls(now: Moment) -> tuple[Control, ...]:
    """What is possible at this moment, in the order of `Control`; nothing once it has started."""
    if now.hours <= 0:
        return ()
    told = now.hours < RESERVES_HOURS
    possible = {
        Control.BOOK: now.seats > 0,
        Control.RESERVE: now.seats == 0 and not told,
        Control.INVITE: now.hours > INVITATION_HOURS,
        Control.ASK_EARLIER: now.hours > EARLIER_HOURS,
        Control.NEXT_WEEK: now.next_week and now.reserves + now.waiting + now.holders > 0,
        Control.CONFIRM: now.hours <= QUESTION_HOURS and now.holders > 0,
        Control.OFFER: now.waiting > 0 and now.hours > RESERVES_HOURS + OFFER_HOURS,
        Control.SHORT_NOTICE: RESERVES_HOURS + OFFER_HOURS < now.hours <= INVITATION_HOURS,
        Control.CALL_UP: now.reserves > 0,
        Control.STAND_DOWN: now.reserves > 0 and not told,
        Control.SECOND_TABLE: now.facilitators > 0,
        Control.MERGE: now.neighbours > 0 and not told,
        Control.MOVE: now.hours > INVITATION_HOURS,
        Control.CALL_OFF: not told,
    }
    return tuple(control for control in Control if possible[control])
