"""A plan's figures in words: heads to expect, how good it is, what a change costs."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowcafe.core.matching import Plan, Score
from knowcafe.core.turnout import Forecast, thin_chance
from knowcafe.phrases.grammar import listed

_THIN = 0.25


def heads(expected: Forecast) -> str:
    """“8 likely, 6–10”: the most probable count and where four of five such cafés end up."""
    words = {"likely": expected.likely, "low": expected.low, "high": expected.high}
    if expected.low == expected.high:
        return _("%(likely)d likely") % words
    return _("%(likely)d likely, %(low)d–%(high)d") % words


def looks_thin(expected: Forecast, floor: int = 5) -> str:
    """“Looks thin: fewer than 5 come 4 times in 10”; empty where that is rarer than 1 in 4."""
    chance = thin_chance(expected, floor)
    if chance < _THIN:
        return ""
    return _("Looks thin: fewer than %(floor)d come %(times)d times in 10") % {
        "floor": floor,
        "times": min(9, max(3, round(10 * chance))),
    }


def turn_out(rate: float, cafes: int) -> str:
    """How many of those who hold a seat come: “At your last 20 cafés about 8 in 10 … came”."""
    words = {"count": cafes, "times": round(10 * rate)}
    if not cafes:
        said = _(
            "Somebody who holds a seat comes %(times)d times in 10, until this chapter’s own count"
            " says otherwise; now and then somebody walks in."
        )
        return said % words
    return (
        ngettext(
            "Since your last café about %(times)d in 10 of those who hold a seat are taken to"
            " come; now and then somebody walks in.",
            "At your last %(count)d cafés about %(times)d in 10 of those who held a seat came; now"
            " and then somebody walks in.",
            cafes,
        )
        % words
    )


def needs_met(plan: Plan) -> str:
    """“6 of 7 needs met”."""
    asked = plan.score.needs + len(plan.unmet)
    return ngettext("%(met)d of %(asked)d need met", "%(met)d of %(asked)d needs met", asked) % {
        "met": plan.score.needs,
        "asked": asked,
    }


def distance(plan: Plan) -> str:
    """How far the plan is from the best that is proven possible."""
    score, bound = plan.score, plan.bound
    if not plan.matches and not plan.unmet:
        return _("Nobody asked for anything, so there was nothing to miss")
    if plan.is_proven:
        return _("Best possible: no plan could meet more needs")
    if bound.urgent > score.urgent:
        words = {"met": score.urgent, "most": bound.urgent, "more": bound.urgent - score.urgent}
        return _at_most(
            _("%(met)d of at most %(most)d urgent needs met") % words, bound.urgent - score.urgent
        )
    words = {"met": score.needs, "most": bound.needs}
    if bound.needs > score.needs:
        return _at_most(
            _("%(met)d of at most %(most)d needs met") % words, bound.needs - score.needs
        )
    return _("Close to the best: another plan might shorten the longest wait")


def _at_most(met: str, more: int) -> str:
    beyond = ngettext(
        "at most one more is possible", "at most %(count)d more are possible", more
    ) % {"count": more}
    return _("%(met)s; %(beyond)s") % {"met": met, "beyond": beyond}


def price(before: Score, after: Score) -> str:
    """What a person's change costs: “This costs one met need”.

    Names the first objective that differs, and met needs wherever they do.
    """
    changes = [new - old for old, new in zip(before.key(), after.key(), strict=True)]
    first = next((at for at, change in enumerate(changes) if change), None)
    if first is None:
        return _("This costs nothing")
    told = sorted({first, _NEEDS} if changes[_NEEDS] else {first})
    lost = [_goods(at, -changes[at]) for at in told if changes[at] < 0]
    gained = [_goods(at, changes[at]) for at in told if changes[at] > 0]
    words = {"lost": listed(lost), "gained": listed(gained)}
    if lost and gained:
        return _("This costs %(lost)s and gains %(gained)s") % words
    return _("This costs %(lost)s") % words if lost else _("This gains %(gained)s") % words


_NEEDS = 2


def _goods(objective: int, count: int) -> str:
    """What so much of the objective (its place in `Score.key()`) is worth saying as."""
    return [
        ngettext("one urgent need", "%(count)d urgent needs", count),
        _("a shorter wait for whoever waits longest"),
        ngettext("one met need", "%(count)d met needs", count),
        _("a sooner answer for those who have waited"),
        ngettext("one seat", "%(count)d seats", count),
        _("evenly filled tables and an evenly shared load"),
        _("new acquaintances"),
    ][objective] % {"count": count}


def guessed(label: str, words: Iterable[str]) -> str:
    """“Pricing, from “price” and “charge””: a guess and the words that led to it."""
    found = [f"“{word}”" for word in words]
    if not found:
        return label
    return _("%(topic)s, from %(words)s") % {"topic": label, "words": listed(found)}
