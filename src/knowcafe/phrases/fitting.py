"""Days to tick, and where somebody stands with a need, for their own eyes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from knowcafe.core.matching import COMPANY
from knowcafe.phrases.cast import Cast
from knowcafe.phrases.grammar import as_yours, isolated, listed, with_article


def weekly(weekday: int, starts: time) -> str:
    """“Thursdays 18:30”."""
    days = (_("Mondays"), _("Tuesdays"), _("Wednesdays"), _("Thursdays"), _("Fridays"))
    return f"{(*days, _('Saturdays'), _('Sundays'))[weekday]} {starts:%H:%M}"


def weekly_short(weekday: int, starts: time) -> str:
    """“Thu 18:30”, over a column."""
    days = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return f"{days[weekday]} {starts:%H:%M}"


def short_date(on: date) -> str:
    """“26 Nov”."""
    return format_date(on, _("j M"))


def long_date(on: date) -> str:
    """“Thursday 26 November”."""
    return format_date(on, _("l j F"))


def month(on: date) -> str:
    """“November”."""
    return format_date(on, _("F"))


def because(words: Iterable[str]) -> str:
    """“because of “price” and “charge””: the words that led to a guess."""
    found = [f"“{word}”" for word in words]
    return _("because of %s") % listed(found) if found else ""


def somebody(*, name: str, role: str, for_a_living: bool) -> str:
    """Who can help: “Dana, an accountant,”, or “An accountant” where the name is not to be told."""
    known = with_article(role)
    if name and known:
        return _("%(name)s, %(role)s,") % {"name": isolated(name), "role": isolated(known)}
    if name:
        return isolated(name)
    if known and known.startswith(("a ", "an ")):
        return known[:1].upper() + known[1:]
    if for_a_living:
        return _("Somebody who does this for a living")
    return _("Somebody who has done this before")


def can_help(who: str, topic: str, label: str, *, is_coming: bool) -> str:
    """Why this seat fits."""
    if topic == COMPANY:
        return _("You will have good company at this table.")
    words = {"who": who, "topic": as_yours(label)}
    if is_coming:
        return _("%(who)s can help with %(topic)s.") % words
    return _("%(who)s who can help with %(topic)s is invited.") % words


def most_likely(day: str, who: str, topic: str) -> str:
    """Which day the plan may choose."""
    if topic == COMPANY:
        return _("Most likely: %(day)s, when others are free too.") % {"day": day}
    return _("Most likely: %(day)s. %(who)s is free then.") % {"day": day, "who": who}


def three_open_needs() -> str:
    """To somebody who would ask a fourth thing; the words are those of the buttons."""
    return (
        _("You have three open needs, as many as we can look after at a time.")
        + " "
        + _("Take one back on your own page, or say that it is met, and ask again.")
    )


def nobody_yet(topic: str, label: str, *, is_known: bool) -> str:
    """Nobody fits on their days."""
    if topic == COMPANY:
        return _("Nobody else has said yet that they are free on your days.")
    know_how = Cast({}, topics={topic: label}).know_how(topic)
    if is_known:
        return _("Nobody with %s is free on your days yet.") % know_how
    return _("Nobody here has %s yet. We ask around.") % know_how
