"""What is said where a café changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from knowcafe.phrases.grammar import hello
from knowcafe.phrases.letters import AboutCafe, Words, letter
from knowcafe.phrases.times import clock, day, hours


def new_place(about: AboutCafe) -> Words:
    """To somebody with a place at a café that is held somewhere else now."""
    return Words(
        _("New place on %(day)s, %(clock)s")
        % {"day": day(about.starts), "clock": clock(about.starts)},
        letter(
            about,
            _("We meet somewhere else than we told you. You are expected there; the hour stays."),
            _("Can’t make it there? Tell us, so that somebody else can come."),
            _("Can’t come there:"),
        ),
    )


@dataclass(frozen=True, slots=True)
class AnotherCafe:
    """Where somebody may come instead; times are on the chapter's clock."""

    starts: datetime
    ends: datetime
    link: str


def one_place_at_a_time() -> str:
    """To somebody who holds a seat elsewhere at the same time."""
    held = _("You have a place at another café at that time.")
    return f"{held} {_('Give it back on your own page first, if you would rather come here.')}"


def is_called_off() -> str:
    """To whoever would still come."""
    return _("This café has been called off. Come to another one instead.")


def called_off(about: AboutCafe, *, instead: AnotherCafe | None, door: str) -> Words:
    """To somebody who counted on a café that does not take place."""
    when = f"{day(about.starts)}, {hours(about.starts, about.ends)} ({about.chapter})"
    way = f"{_('The next cafés:')}\n{door}"
    if instead:
        then = f"{day(instead.starts)}, {hours(instead.starts, instead.ends)}"
        way = f"{_('The next café: %s.') % then}\n\n{_('Look at the next café:')}\n{instead.link}"
    parts = (
        hello(about.name),
        _("This café is called off: %s.") % when,
        _("We are sorry. You need not do anything; what you have told us you need stays open."),
        way,
    )
    why = _("You get this because you had, or could have had, a place at that café.")
    words = {"day": day(about.starts), "clock": clock(about.starts)}
    return Words(
        _("Called off: %(day)s, %(clock)s") % words, "\n\n".join(parts) + f"\n\n-- \n{why}"
    )
