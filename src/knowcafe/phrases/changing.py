"""What is said where a café changes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from knowcafe.phrases.letters import AboutCafe, Words, letter
from knowcafe.phrases.times import clock, day


def new_place(about: AboutCafe) -> Words:
    """To somebody with a seat at a café that is held somewhere else now."""
    return Words(
        _("New place on %(day)s, %(clock)s")
        % {"day": day(about.starts), "clock": clock(about.starts)},
        letter(
            about,
            _("We meet somewhere else than we told you. Your seat is yours, day and time stay."),
            _("Can’t make it there? Release your seat, so that somebody else can come."),
            _("Release my seat:"),
        ),
    )
