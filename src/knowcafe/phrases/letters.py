"""What our letters say, and the sentences about seats that pages share with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowcafe.phrases.grammar import hello
from knowcafe.phrases.times import clock, day, hours


@dataclass(frozen=True, slots=True)
class AboutCafe:
    """What a letter about a café needs to know; times are on the chapter's clock.

    `place` is empty, and so is `online`, where the reader may not know it yet.
    """

    name: str
    chapter: str
    starts: datetime
    ends: datetime
    place: str
    access: str
    link: str
    digits: str
    told_by: datetime | None
    online: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A letter's subject and body."""

    subject: str
    body: str


MANY = 4
"""As many reserves as this hardly ever all get a seat."""

LetterWords = Callable[[AboutCafe], Words]


def free_seats(free: int) -> str:
    """“2 seats free”."""
    return ngettext("%d seat free", "%d seats free", free) % free


def about_people(likely: int) -> str:
    """“About eight people”; empty where it would be none or one."""
    if likely < 2:
        return ""
    return _("About %s people") % (number_word(likely) if likely <= 10 else likely)


def number_word(seats: int) -> str:
    """Two to ten as a word."""
    words = (_("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"))
    return (*words, _("nine"), _("ten"))[seats - 2]


def table_is_full(seats: int, *, told_by: datetime | None, waiting: int = 0) -> str:
    """The honest sentence for whoever finds all of two to ten seats taken, and so many waiting."""
    full = _("All %s seats are taken.") % number_word(seats)
    if waiting < MANY:
        return f"{full} {_reserves(told_by)}"
    many = _("%d people wait for one already, so one more is not likely to get a seat.") % waiting
    return f"{full} {many}"


def your_seat(about: AboutCafe) -> Words:
    """To somebody who holds a seat."""
    return Words(
        _("Your seat on %(day)s, %(clock)s")
        % {"day": day(about.starts), "clock": clock(about.starts)},
        letter(
            about,
            _("You have a seat at the Knowcafé. It is yours: nobody who holds one is turned away."),
            _("Can’t make it? Release your seat with one tap, so that somebody else can come."),
            _("Release my seat:"),
        ),
    )


def seat_released(about: AboutCafe) -> Words:
    """To somebody who gave their seat back."""
    return Words(
        _("You gave your seat back: %s") % day(about.starts),
        letter(
            about,
            _("You are not coming any more, and somebody else can. Thank you for telling us."),
            _("Changed your mind? If a seat is free, it is yours."),
            _("Look again:"),
        ),
    )


def you_are_a_reserve(about: AboutCafe) -> Words:
    """To somebody who waits and knows it."""
    return Words(
        _("You are a reserve for %s") % day(about.starts),
        letter(
            about,
            f"{_('All seats are taken and you are a reserve.')} {_reserves(about.told_by)}",
            _("No longer free? Then somebody else moves up."),
            _("Stop waiting:"),
        ),
    )


def no_seat_yet(about: AboutCafe) -> Words:
    """To a reserve, on the day."""
    return Words(
        _("No seat has come free for %s") % day(about.starts),
        letter(
            about,
            _("No seat has come free so far, so please make other plans.")
            + " "
            + _("If one does after all, it is yours and we write at once."),
            _("You would not come any more? Then tell us."),
            _("Stop waiting:"),
        ),
    )


def place_elsewhere(about: AboutCafe) -> Words:
    """To somebody who has a place, about which this is, and asked for another at the same time."""
    return Words(
        _("You have a place on %(day)s, %(clock)s already")
        % {"day": day(about.starts), "clock": clock(about.starts)},
        letter(
            about,
            _("Somebody with this address has asked for a place at another café at the same time.")
            + " "
            + _("You have one already, here, and it stays as it is."),
            _("Would you rather go to the other? Give this place back, then ask there again."),
            _("Give my place back:"),
        ),
    )


def _reserves(told_by: datetime | None) -> str:
    if told_by is None:
        return _("Reserves get a seat that comes free; we’ll write at once if one does.")
    return _("Reserves usually get one; we’ll tell you by %(clock)s on %(day)s.") % {
        "clock": clock(told_by),
        "day": day(told_by),
    }


def letter(
    about: AboutCafe, news: str, then: str, label: str, *, small: tuple[str, ...] = ()
) -> str:
    """A letter's text: what is new, when and where, and the way on with its digits.

    The habits which make it a page as well: `outbox.transports.page`.
    """
    when = f"{day(about.starts)}, {hours(about.starts, about.ends)} ({about.chapter})"
    where = [line for line in (about.place, about.access, about.online) if line]
    if not about.place:
        where.append(_("We tell the address to those who have a seat."))
    why = _(
        "You get this because somebody with this address has, or asked for, a place at Knowcafé %s."
    )
    parts = [hello(about.name), news, "\n".join((when, *where)), then]
    if label:
        digits = _("The two digits the page asks for: %s") % about.digits
        parts.append(f"{label}\n{about.link}\n{digits}")
    foot = "\n".join(small or (why % about.chapter,))
    return "\n\n".join(part for part in parts if part) + f"\n\n-- \n{foot}"
