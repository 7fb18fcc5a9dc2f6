"""A café that looks thin: what its hosts are told, and its people where it is merged or moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowcafe.phrases.grammar import hello
from knowcafe.phrases.invitations import kept_until
from knowcafe.phrases.letters import AboutCafe, Words
from knowcafe.phrases.times import clock, day, hours


@dataclass(frozen=True, slots=True)
class KeptElsewhere:
    """The seat somebody has at another café, or that is kept for them there `until` a moment.

    Times are on the chapter's clock; `place` is empty where they may not know it yet. `beside` is
    the name of a table of the same hour and house; there everybody finds a chair, though not each
    of them `has_seat`.
    """

    starts: datetime
    ends: datetime
    place: str
    until: datetime | None
    link: str
    digits: str
    beside: str = ""
    has_seat: bool = True


def seat_elsewhere(about: AboutCafe, *, kept: KeptElsewhere) -> Words:
    """To somebody whose café is called off, with the seat there is for them at another one."""
    if kept.beside:
        return _sit_beside(about, kept)
    when = f"{day(about.starts)}, {hours(about.starts, about.ends)} ({about.chapter})"
    then = f"{day(kept.starts)}, {hours(kept.starts, kept.ends)} ({about.chapter})"
    where = kept.place or _("We tell the address to those who have a seat.")
    theirs = _("You have a seat there, and need not answer. It has a letter of its own.")
    digits = _("The two digits the page asks for: %s") % kept.digits
    parts = (
        hello(about.name),
        _("This café is called off, because too few people could come: %s.") % when,
        _("We sit down together with another one, and you are expected there:"),
        f"{then}\n{where}",
        kept_until(kept.until) if kept.until else theirs,
        f"{_('Answer here:') if kept.until else _('Can’t make it there?')}\n{kept.link}\n{digits}",
    )
    why = _("You get this because you had a seat at the café that is called off.")
    words = {"day": day(about.starts), "then": day(kept.starts), "clock": clock(kept.starts)}
    return Words(
        _("Called off: %(day)s. A seat for you: %(then)s, %(clock)s") % words,
        "\n\n".join(parts) + f"\n\n-- \n{why}",
    )


def _sit_beside(about: AboutCafe, kept: KeptElsewhere) -> Words:
    """Nothing changes for them but the table."""
    then = f"{day(kept.starts)}, {hours(kept.starts, kept.ends)} ({about.chapter})"
    where = kept.place or _("We tell the address to those who have a seat.")
    theirs = (
        _("You have a seat there, and need not answer. It has a letter of its own.")
        if kept.has_seat
        else _(
            "Its seats are all given, but there is a chair for you: do come."
            " It has a letter of its own."
        )
    )
    digits = _("The two digits the page asks for: %s") % kept.digits
    parts = (
        hello(about.name),
        _("Too few people could come to your table, so we sit down with the one beside it."),
        _("Same day, same hour, same place; you are expected at %s:") % kept.beside,
        f"{then}\n{where}",
        theirs,
        f"{_('Can’t make it there?')}\n{kept.link}\n{digits}",
    )
    words = {"day": day(kept.starts), "clock": clock(kept.starts), "table": kept.beside}
    why = _("You get this because you had a place at a table that sits down with another one.")
    return Words(
        _("%(day)s, %(clock)s: come to %(table)s") % words,
        "\n\n".join(parts) + f"\n\n-- \n{why}",
    )


def goes_on_beside(about: AboutCafe, *, table: str, link: str) -> Words:
    """To somebody who waited, or was asked, at a table that sits down with the one beside it."""
    when = f"{day(about.starts)}, {hours(about.starts, about.ends)} ({about.chapter})"
    parts = (
        hello(about.name),
        _("The table at which you could have had a place sits down with the one beside it: %s.")
        % when,
        _("At the same hour and in the same place, %s takes place.") % table,
        f"{_('Would you like to come? Ask for a place there:')}\n{link}",
        _("You need not do anything; what you have told us you need stays open."),
    )
    words = {"day": day(about.starts), "clock": clock(about.starts), "table": table}
    why = _("You get this because you could have had a place at the other table.")
    return Words(
        _("%(day)s, %(clock)s: %(table)s takes place") % words,
        "\n\n".join(parts) + f"\n\n-- \n{why}",
    )


def table_named(number: int) -> str:
    """“Table 2”."""
    return _("Table %d") % number


def table_beside() -> str:
    """Where its number would not tell it from the other one."""
    return _("the table beside it")


@dataclass(frozen=True, slots=True)
class AboutThin:
    """What hosts are told of a café that looks thin; `options` are sentences.

    `table` names it where there is one beside it. `until` is how long something can be done before
    anybody sets out, `given_up` when the software calls it off without them, both on the chapter's
    clock.
    """

    name: str
    chapter: str
    starts: datetime
    table: str
    foreseen: str
    options: Sequence[str]
    until: datetime
    given_up: datetime | None
    link: str


def looks_thin_letter(about: AboutThin) -> Words:
    """To each host, once a café: what is foreseen, and what each way out would do."""
    at = f"{clock(about.starts)}, {about.table}" if about.table else clock(about.starts)
    words = {"day": day(about.starts), "clock": at}
    parts = (
        hello(about.name),
        _("The café on %(day)s, %(clock)s looks thin:") % words + f" {about.foreseen}.",
        _("What can be done until %(clock)s on %(day)s, before anybody sets out:")
        % {"day": day(about.until), "clock": clock(about.until)},
        "\n".join(f"– {option}" for option in about.options),
        f"{_('Look, and choose:')}\n{about.link}",
        _if_nothing(about.given_up),
    )
    foot = _("You get this because you are a host of Knowcafé %s.") % about.chapter
    return Words(
        _("Looks thin: %(day)s, %(clock)s") % words, "\n\n".join(parts) + f"\n\n-- \n{foot}"
    )


def _if_nothing(given_up: datetime | None) -> str:
    if not given_up:
        return _("Do nothing, and it takes place, however few come.")
    return _(
        "Do nothing, and it is called off at %(clock)s on %(day)s if it still looks thin then: "
        "your chapter has set it so."
    ) % {"day": day(given_up), "clock": clock(given_up)}


def would_fill(people: int, then: str) -> str:
    """“Ask 6 more people: then 6 likely (4–8).”"""
    asked = ngettext("Ask one more person", "Ask %(count)d more people", people) % {"count": people}
    return _("%(asked)s: then %(then)s.") % {"asked": asked, "then": then}


def would_join(when: str, *, changing: int, then: str, is_move: bool) -> str:
    """“Merge with Tue 24 Nov, 18:30: then 8 likely (6–10). 4 people change the day.”"""
    words = {"when": when, "then": then}
    did = (
        _("Move to %(when)s: then %(then)s.")
        if is_move
        else _("Merge with %(when)s: then %(then)s.")
    )
    return f"{did % words} {change_the_day(changing)}"


def change_the_day(people: int) -> str:
    """“4 people would have to change the day.”"""
    if not people:
        return _("Nobody would have to change the day.")
    return ngettext(
        "One person would have to change the day.",
        "%(count)d people would have to change the day.",
        people,
    ) % {"count": people}


def would_call_off(people: int) -> str:
    """“Call it off: 6 people are told.”"""
    if not people:
        return _("Call it off: nobody has to be told.")
    told = ngettext("one person is told", "%(count)d people are told", people)
    return _("Call it off: %s.") % (told % {"count": people})
