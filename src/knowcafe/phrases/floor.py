"""What is said on the floor: on the room's screen, on a guest's phone, and when it is refused."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowcafe.phrases.fitting import can_help
from knowcafe.phrases.grammar import as_yours, listed


def norms() -> tuple[str, ...]:
    """The card that lies on every table."""
    return (
        _("What is said here stays here"),
        _("Listen before you speak"),
        _("Ask before you advise"),
        _("No pitching"),
    )


def before(chapter: str) -> str:
    """On the screen before it begins."""
    return _("Welcome to Knowcafé %s") % chapter


def after() -> str:
    """On the screen when it is over."""
    return _("Thank you for coming")


def repeated(title: str, number: int, of: int) -> str:
    """“Round 2 of 3” of a part that is held several times."""
    return _("%(title)s, %(number)d of %(of)d") % {"title": title, "number": number, "of": of}


def round_of(number: int) -> str:
    """The head of a column on paper."""
    return _("Round %d") % number


def part_of(number: int, of: int) -> str:
    """How far the hour is."""
    return _("Part %(number)d of %(of)d") % {"number": number, "of": of}


def before_you_go(name: str) -> str:
    """Above the three quick questions."""
    return _("Before you go, %s") % name


def at_table(number: int) -> str:
    """Where somebody sits."""
    return _("Table %d") % number


def sits_with(names: Collection[str]) -> str:
    """“with Grace and Bilal”."""
    return _("with %s") % listed(names)


def why_here(*, helpers: Collection[tuple[str, str, str]], wanted: Collection[str]) -> str:
    """Somebody's own reason to sit at this table: (who, topic, label) of what they may hear, and
    the labels of what they are wanted for; never whose need it is.
    """
    said = [can_help(who, topic, label, is_coming=True) for who, topic, label in helpers]
    if wanted:
        topics = listed([as_yours(label) for label in wanted])
        said.append(_("Somebody here would like to hear what you know about %s.") % topics)
    return " ".join(said)


def moved(count: int) -> str:
    """After somebody came or left."""
    if not count:
        return _("The rounds to come are re-planned; nobody else changes tables.")
    return ngettext(
        "The rounds to come are re-planned; one person sits elsewhere than announced.",
        "The rounds to come are re-planned; %(count)d people sit elsewhere than announced.",
        count,
    ) % {"count": count}
