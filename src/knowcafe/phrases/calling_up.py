"""To reserves, the day before or on the day: come."""

from __future__ import annotations

from django.utils.translation import gettext as _

from knowcafe.phrases.letters import AboutCafe, Words, letter
from knowcafe.phrases.times import clock, day


def called_up(about: AboutCafe) -> Words:
    """To a reserve who is wanted although every seat is somebody's: not all of them will come."""
    news = " ".join(
        (
            _("Please come: we would like you at the table."),
            _("All seats are given, but not everybody will be there."),
            _("Should they all come, there is a chair for you too."),
        )
    )
    return Words(
        _("%(day)s, %(clock)s: do come") % {"day": day(about.starts), "clock": clock(about.starts)},
        letter(
            about,
            news,
            _("Made other plans? One tap, and we know."),
            _("Can’t come after all:"),
        ),
    )


def chair_released(about: AboutCafe) -> Words:
    """To somebody who was told to come without a seat, and cannot: out of their calendar again."""
    return Words(
        _("You are not coming: %s") % day(about.starts),
        letter(
            about,
            _("You are not coming any more. Thank you for telling us."),
            _("Changed your mind? If a seat is free, it is yours."),
            _("Look again:"),
        ),
    )
