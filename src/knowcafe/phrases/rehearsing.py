"""A rehearsed year in words: what was changed, what came of it, and what was assumed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowcafe.core.turnout.rehearsal import LETTERS, YEAR, Difference, Rehearsal, Terms
from knowcafe.phrases.grammar import listed


@dataclass(frozen=True, slots=True)
class Basis:
    """What a rehearsal knows of a chapter: people, and how much there was to learn from.

    `asks` were counted at so many cafés `held`; of `people` so many `agreed` to short notice, and
    `evenings` have a record of who came. `cafes` are held a week. `days` are weekdays people were
    asked about. `is_seeded`: lists brought in from elsewhere say who came before.
    """

    people: int
    asks: int
    held: int
    evenings: int
    agreed: int
    cafes: int
    days: frozenset[int]
    has_counted: bool
    is_seeded: bool = False


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


def weekday(number: int) -> str:
    """“Tuesdays”, for a café that is held on them."""
    return [_("Mondays"), _("Tuesdays"), _("Wednesdays"), _("Thursdays"), _("Fridays"),
            _("Saturdays"), _("Sundays")][number]  # fmt: skip


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


def verdict(found: Rehearsal, today: Terms, changed: Terms) -> list[str]:
    """What it comes to, the most important first; what is not more than luck is not said."""
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


def assumed(basis: Basis, today: Terms, changed: Terms) -> list[str]:
    """Where the figures come from, what had to be assumed, and what it cannot tell."""
    return [*_known(basis), *_untold(basis, today, changed), *_always()]


def _known(basis: Basis) -> Iterator[str]:
    people = {"people": basis.people, "asks": basis.asks, "held": basis.held}
    if basis.has_counted:
        yield (
            _(
                "%(people)d members. At your last %(held)d cafés they took a seat, or asked for"
                " one, %(asks)d times."
            )
            % people
        )
    else:
        yield (
            _(
                "%(people)d members. They have asked too little for counting, so 13 in 60 of them"
                " are taken to want a seat each week."
            )
            % people
        )
    if basis.cafes > 1:
        yield _(
            "You hold %(cafes)d cafés a week; one of them is played, with its share of the people."
        ) % {"cafes": basis.cafes}
    if basis.evenings:
        yield ngettext(
            "Who comes, answers and accepts is learned from one evening of yours.",
            "Who comes, answers and accepts is learned from %(count)d evenings of yours.",
            basis.evenings,
        ) % {"count": basis.evenings}
    elif basis.is_seeded:
        yield _(
            "Who comes is learned from the lists you brought in; how people answer and accept is"
            " taken as usual until you have noted who came."
        )
    else:
        yield _(
            "You have not noted who came yet, so six in ten who hold a seat are taken to come, one"
            " in ten who is invited says yes, and three walk in at ten cafés."
        )


def _untold(basis: Basis, today: Terms, changed: Terms) -> Iterator[str]:
    if changed.weekday is not None and changed.weekday != today.weekday:
        if changed.weekday not in basis.days:
            yield _(
                "Who can come on %(day)s cannot be told: nobody has been asked about that day yet."
                " It is played as if the same people could."
            ) % {"day": weekday(changed.weekday)}
        else:
            yield _("Who can come on %(day)s is what people ticked for that day.") % {
                "day": weekday(changed.weekday)
            }
    if changed.short_notice and not basis.agreed:
        yield _("Nobody has agreed to be asked at short notice yet, so nobody is.")
    if changed.second_table:
        yield _(
            "A second facilitator is taken to be free in three weeks of ten. In the pictures more"
            " than one table is drawn as too many; in the figures it is even where there are two."
        )
    if changed.days != today.days:
        yield _(
            "Three needs in ten are taken to arise in the last five days, and in proportion for"
            " other spans. An invitation is taken to be accepted as often, however early it leaves."
        )


def _always() -> Iterator[str]:
    yield _(
        "Good weeks and bad, a quiet August and a quiet turn of the year are made up and not yours."
        " Nobody joins or leaves, and holidays of your own are not left out."
    )


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
