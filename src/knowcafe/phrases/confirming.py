"""The question of the day before, and what becomes of a place after each answer."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from knowcafe.phrases.invitations import moment
from knowcafe.phrases.letters import AboutCafe, Words, letter
from knowcafe.phrases.times import clock, day


def are_you_coming(about: AboutCafe, *, when: str, by: datetime | None) -> Words:
    """To somebody with a seat, the day before; `when` as in “tomorrow”."""
    then = _(
        "If you can’t, somebody else gets your seat. Not sure, or no answer: it stays yours; %s."
    )
    return Words(
        _("%s: are you coming?") % moment(about.starts),
        letter(
            about,
            _("You have a seat at the Knowcafé %s. Are you coming?") % when,
            then % tell_us(by),
            _("Coming · Can’t · Not sure:"),
        ),
    )


def would_you_come(about: AboutCafe, *, when: str, by: datetime | None) -> Words:
    """To a reserve, the day before."""
    news = _("You are a reserve for the Knowcafé %s. Would you still come if a seat comes free?")
    then = (
        _("Then it is yours, and we write at once. If you can’t, somebody else moves up."),
        _("Not sure, or no answer: you stay on the list; %s.") % tell_us(by),
    )
    return Words(
        _("%s: would you still come?") % moment(about.starts),
        letter(about, news % when, " ".join(then), _("Coming · Can’t · Not sure:")),
    )


def tell_us(by: datetime | None) -> str:
    """“tell us by 13:00 on Thursday 26 November if you can”."""
    if by is None:
        return _("tell us as soon as you can")
    return _("tell us by %(clock)s on %(day)s if you can") % {"clock": clock(by), "day": day(by)}


def asked(*, has_seat: bool, when: str) -> str:
    """The question on a page."""
    if has_seat:
        return _("Are you coming %s?") % when
    return _("Would you still come %s, if a seat comes free?") % when


def what_then(*, has_seat: bool, by: datetime | None) -> str:
    """What becomes of the place, below the three buttons."""
    if has_seat:
        return _("If you can’t, somebody else gets your seat. Not sure? It stays yours; %s.") % (
            tell_us(by)
        )
    return _("If you can’t, somebody else moves up. Not sure? You stay on the list; %s.") % (
        tell_us(by)
    )


def heard(answer: str, *, has_seat: bool, when: str, by: datetime | None) -> str:
    """What a page says to somebody who has answered; empty where they have not."""
    if answer == "coming":
        if has_seat:
            return _("Thank you. See you %s!") % when
        return _("Thank you. If a seat comes free it is yours, and we write at once.")
    if answer == "unsure":
        if has_seat:
            return _("Thank you. Your seat stays yours; %s.") % tell_us(by)
        return _("Thank you. You stay on the list; %s.") % tell_us(by)
    return ""
