"""A rehearsed year in words: what was changed, what came of it, and what really happened."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowcafe.core.turnout.rehearsal import LETTERS, YEAR, Difference, Rehearsal, Terms
from knowcafe.phrases.assuming import Basis, Record, weekday
from knowcafe.phrases.grammar import listed


@dataclass(frozen=True, slots=True)
class Row:
    """One figure side by side; `difference` in words, and whether it is more than luck."""

    what: str
    today: str
    changed: str
    difference: str
    is_seen: bool


SEEN_IN_TENTHS = 0.095
"""A smaller standard error takes two figures to say."""

UNLIKE, LUCK = 0.15, 2.0
"""What is played differs much from the record: by such a share, and so many standard errors."""


def changes(today: Terms, changed: Terms) -> list[str]:
    """What is different under the changed rules, each in a few words."""
    found = []
    if changed.table != today.table:
        found.append(_("a table for %(new)d, not %(old)d") % _pair(today.table, changed.table))
    if changed.floor != today.floor:
        words = _pair(today.floor, changed.floor)
        found.append(_("even from %(new)d people on, not %(old)d") % words)
    if changed.weekday != today.weekday and changed.weekday is not None:
        found.append(_("the café on %(day)s") % {"day": weekday(changed.weekday)})
    if changed.days != today.days:
        words = _pair(today.days, changed.days)
        found.append(_("invitations %(new)d days ahead, not %(old)d") % words)
    if changed.most_asked != today.most_asked and changed.most_asked is not None:
        most = _("at most %(count)d asked for a café") % {"count": changed.most_asked}
        found.append(most if changed.most_asked else _("nobody to be asked"))
    if changed.reserves != today.reserves:
        found.append(_reserves(changed.reserves))
    return [*found, *_switches(today, changed)]


def _switches(today: Terms, changed: Terms) -> Iterator[str]:
    if changed.question != today.question:
        yield (
            _("everybody asked the day before")
            if changed.question
            else _("nobody asked the day before")
        )
    if changed.invitations != today.invitations:
        yield _("invitations") if changed.invitations else _("no invitations")
    if changed.short_notice != today.short_notice:
        yield (
            _("asking at short notice")
            if changed.short_notice
            else _("nobody asked at short notice")
        )
    if changed.calls_up != today.calls_up:
        yield _("reserves called up") if changed.calls_up else _("nobody called up")
    if changed.second_table != today.second_table:
        yield (
            _("a second table three weeks in ten")
            if changed.second_table
            else _("never a second table")
        )


def _reserves(count: int) -> str:
    if not count:
        return _("no reserves")
    return ngettext("at most one reserve", "at most %(count)d reserves", count) % {"count": count}


def _pair(old: int, new: int) -> dict[str, int]:
    return {"old": old, "new": new}


def verdict(found: Rehearsal, today: Terms, changed: Terms, basis: Basis) -> list[str]:
    """What it comes to, the most important first; what is not more than luck is not said."""
    if basis.can_tell(today, changed):
        return _came_of(found, today, changed)
    untold = _(
        "What %(day)s would change cannot be told: nobody has been asked about that day yet."
    ) % {"day": weekday(changed.weekday or 0)}
    if replace(changed, weekday=today.weekday) == today:
        return [untold]
    return [untold, _("As if the same people could come:"), *_came_of(found, today, changed)]


def record(found: Rehearsal, basis: Basis) -> list[str]:
    """What really happened, beside what is played of today; and whether they differ much."""
    past = basis.record
    if not past.cafes:
        return []
    kinds = [
        _("%(count)d even") % {"count": past.even},
        _("%(count)d with too few") % {"count": past.thin} if past.thin else "",
        _("%(count)d with too many") % {"count": past.over} if past.over else "",
    ]
    words = {"count": past.cafes, "kinds": listed([kind for kind in kinds if kind])}
    said = ngettext(
        "Your last café with a count: %(kinds)s.",
        "Your last %(count)d cafés with a count: %(kinds)s.",
        past.cafes,
    )
    played = found.figures["ordinary"].today
    beside = _("Played, outside the quiet weeks of the year: %(percent)d in a hundred even.")
    return [said % words, beside % {"percent": round(100 * played)}, *_unlike(played, past)]


def _unlike(played: float, past: Record) -> Iterator[str]:
    by = played - past.even / past.cafes
    error = math.sqrt(max(played * (1 - played), 1e-9) / past.cafes)
    if abs(by) > max(UNLIKE, LUCK * error):
        yield (
            _("What is played is rosier than that; go by the differences, not by the weeks.")
            if by > 0
            else _("What is played is gloomier than that; go by the differences, not by the weeks.")
        )


def _came_of(found: Rehearsal, today: Terms, changed: Terms) -> list[str]:
    even = found.figures["even"]
    words = {
        "new": round(even.changed),
        "old": round(even.today),
        "year": YEAR,
        "now": _band(changed),
        "was": _band(today),
    }
    if today == changed:
        return [_("%(old)d of %(year)d weeks have %(was)s.") % words]
    if even.is_seen and words["new"] != words["old"]:
        said = _("%(new)d of %(year)d weeks with %(now)s; today %(old)d with %(was)s.")
        if words["now"] == words["was"]:
            said = _("%(new)d of %(year)d weeks with %(now)s; today %(old)d.")
    else:
        said = _("No difference that can be seen: %(old)d of %(year)d weeks are even either way.")
    return [said % words, *_besides(found)]


def _band(terms: Terms) -> str:
    if terms.floor == terms.table:
        return _("%(high)d people") % {"high": terms.table}
    return _("%(low)d to %(high)d people") % {"low": terms.floor, "high": terms.table}


def _besides(found: Rehearsal) -> Iterator[str]:
    """The other figures that differ by more than luck."""
    seen = {name: each for name, each in found.figures.items() if each.is_seen}
    if (thin := seen.get("thin")) and round(thin.today) != round(thin.changed):
        many = {"count": round(thin.changed), "old": round(thin.today)}
        yield (
            ngettext(
                "%(count)d week in which too few come; today %(old)d.",
                "%(count)d weeks in which too few come; today %(old)d.",
                many["count"],
            )
            % many
        )
    if (over := seen.get("over")) and round(over.today) != round(over.changed):
        many = {"count": round(over.changed), "old": round(over.today)}
        yield (
            ngettext(
                "%(count)d week in which more come than there are seats; today %(old)d.",
                "%(count)d weeks in which more come than there are seats; today %(old)d.",
                many["count"],
            )
            % many
        )
    if (came := seen.get("came")) and round(abs(came.by)):
        many = {"count": round(abs(came.by))}
        yield (
            _("In the year %(count)d more people sit down.")
            if came.by > 0
            else _("In the year %(count)d fewer people sit down.")
        ) % many
    if letters := seen.get("letters"):
        written = {"count": _decimal(abs(letters.by)), "old": _decimal(letters.today)}
        yield (
            _("It costs %(count)s more letters a week, on top of today’s %(old)s.")
            if letters.by > 0
            else _("It saves %(count)s letters a week of today’s %(old)s.")
        ) % written


def rows(found: Rehearsal) -> list[Row]:
    """Every figure side by side; letters of a kind that nobody gets are left out."""
    return [
        Row(
            what,
            _decimal(of.today),
            _decimal(of.changed),
            _differs(of),
            of.is_seen,
        )
        for name, what in _named()
        if (of := found.figures[name]) and (name not in LETTERS or of.today or of.changed)
    ]


def note() -> str:
    """How the last column is to be read."""
    return _("± is the standard error. – is no difference that can be seen: no more than luck.")


def _named() -> list[tuple[str, str]]:
    return [
        ("even", _("Weeks even, of 52")),
        ("thin", _("Weeks with too few")),
        ("over", _("Weeks with more than the table")),
        ("empty", _("Weeks with nobody")),
        ("heads", _("People a week")),
        ("waited", _("Weeks waited for a seat")),
        ("letters", _("Letters a week")),
        ("questions", _("· the question of the day before")),
        ("invitations", _("· invitations")),
        ("short_notice", _("· asked at short notice")),
        ("offers", _("· offers to the list")),
        ("reserves", _("· to reserves")),
    ]


def _differs(of: Difference) -> str:
    """“+2.5 ± 0.4”, the mean and its standard error; “–” where it is no more than luck."""
    if of.error is None or not of.is_seen:
        return "–"
    by = ("+" if of.by > 0 else "−") + _decimal(abs(of.by))
    error = number_format(of.error, 1 if of.error >= SEEN_IN_TENTHS else 2)
    return _("%(by)s ± %(error)s") % {"by": by, "error": error}


def _decimal(value: float) -> str:
    return number_format(round(value, 1) + 0.0, 1)


def card(found: list[str]) -> str:
    """“With a table for 8, not 10 and no invitations”."""
    return _("With %(changes)s") % {"changes": listed(found)}


def played(chapter: str, years: int) -> str:
    """“London, 20 years played twice, each time with the same people and the same luck.”"""
    return ngettext(
        "%(chapter)s, one year played twice, with the same people and the same luck.",
        "%(chapter)s, %(years)d years played twice, each with the same people and the same luck.",
        years,
    ) % {"chapter": chapter, "years": years}


def too_few(basis: Basis, today: Terms) -> str:
    """Why nothing can be played yet; empty where it can."""
    if basis.people >= today.table:
        return ""
    return ngettext(
        "One member takes part, and your table has %(seats)d seats: too few to play a year with.",
        "%(people)d members take part, and your table has %(seats)d seats: too few to play a year"
        " with.",
        basis.people,
    ) % {"people": basis.people, "seats": today.table}
