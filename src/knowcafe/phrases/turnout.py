"""What is foreseen of a café, what was done about it and what comes next, as hosts read it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowcafe.core.turnout import Forecast, full_chance, thin_chance
from knowcafe.phrases.letters import number_word
from knowcafe.phrases.times import clock, day

_A_WEEK = timedelta(days=6)


def percent(share: float) -> str:
    """“9 %”; what is rare but possible is “<1 %” and not nothing."""
    if 0.0005 <= share < 0.005:
        return _joined(_("<1 %%") % ())
    if 0.995 <= share < 0.9995:
        return _joined(_(">99 %%") % ())
    return _joined(_("%(count)d %%") % {"count": round(round(100 * share, 6))})


def _joined(figure: str) -> str:
    """Kept on one line with its sign."""
    return figure.replace(" ", "\u00a0")


def likely(expected: Forecast) -> str:
    """“8 likely (6–10)”: the most probable count, and where four in five such cafés end up."""
    words = {"likely": expected.likely, "low": expected.low, "high": expected.high}
    if expected.low == expected.high:
        return _("%(likely)d likely") % words
    return _("%(likely)d likely (%(low)d–%(high)d)") % words


def foreseen(expected: Forecast, *, floor: int, seats: int) -> str:
    """“8 likely (6–10) · 2 % more than ten · 9 % fewer than five”."""
    return " · ".join((likely(expected), odds(expected, floor=floor, seats=seats)))


def odds(expected: Forecast, *, floor: int, seats: int) -> str:
    """“2 % more than ten · 9 % fewer than five”."""
    over = {
        "share": percent(full_chance(expected, seats + 1)),
        "count": number_word(seats),
    }
    thin = {"share": percent(thin_chance(expected, floor)), "count": number_word(floor)}
    return " · ".join(
        (
            _("%(share)s more than %(count)s") % over,
            _("%(share)s fewer than %(count)s") % thin,
        )
    )


def unanswered(people: int) -> str:
    """What a forecast leaves out while seats are kept for people who have not answered."""
    if not people:
        return ""
    return ngettext(
        "One person has yet to answer. Should they decline, the next on the list is asked, who is"
        " not counted here.",
        "%(count)d people have yet to answer. Where they decline, the next on the list are asked,"
        " who are not counted here.",
        people,
    ) % {"count": people}


def due(at: datetime, now: datetime) -> str:
    """“Today 17:00”, “Tomorrow 09:00”, “Wednesday 17:00”, further off “Saturday 5 December 10:00”.

    `at` is on the clock it is told in.
    """
    return f"{_which_day(at, now)} {clock(at)}"


def _which_day(at: datetime, now: datetime) -> str:
    away = at.date() - now.astimezone(at.tzinfo).date()
    if not away:
        return _("Today")
    if away == timedelta(days=1):
        return _("Tomorrow")
    return format_date(at, "l") if abs(away) <= _A_WEEK else day(at)


def will(name: str, *, asks: bool, most: int) -> str:
    """What the software does in one of its steps, told before. `asks` is whether it may ask people
    who asked for nothing: so many at `most`, and only in a week that a host has published.
    """
    if name == "wave":
        return _up_to(most) if asks else _("nobody is invited unless you publish the week before")
    if name == "evening" and asks:
        return _("reserves are called up; %s") % _up_to(most)
    if name == "morning" and asks:
        return _("reserves are called up once more; if it looks thin, others are asked")
    return {
        "question": _("everybody with a place is asked whether they come"),
        "evening": _("reserves are called up"),
        "morning": _("reserves are called up once more"),
        "last": _("the last reserves are called up, the others told that no seat has come free"),
    }[name]


def _up_to(most: int) -> str:
    return ngettext(
        "if it looks thin, one more person is asked",
        "if it looks thin, up to %(most)d more people are asked",
        most,
    ) % {"most": most}


def did(name: str, *, people: int, called: int, moved: int) -> str:
    """“5 people asked”: what one of its steps has done: so many asked, so many reserves called up,
    so many moved to a second table.
    """
    if name == "thin":
        return _("hosts were told that it looks thin")
    if name == "question":
        return _("everybody with a place was asked whether they come")
    told = [
        (people, ngettext("one person asked", "%(count)d people asked", people)),
        (called, ngettext("one reserve called up", "%(count)d reserves called up", called)),
        (moved, ngettext("one at a second table", "%(count)d at a second table", moved)),
    ]
    done = [words % {"count": count} for count, words in told if count]
    return " · ".join(done) or _("nobody was asked")


def how_right(*, near: int, held: int, cafes: int, bias: float) -> tuple[str, ...]:
    """How good a chapter's forecasts were: near, within their range, and on average."""
    counted = {"near": near, "held": held, "cafes": cafes}
    return (
        _("The forecast was within one head in %(near)d of %(cafes)d cafés.") % counted,
        _("As many came as its range said in %(held)d of %(cafes)d; four in five would be right.")
        % counted,
        _bias(bias),
    )


def _bias(bias: float) -> str:
    if abs(bias) < 0.25:
        return _("On average it foresaw neither too many nor too few.")
    words = {"heads": f"{abs(bias):.1f}"}
    if bias > 0:
        return _("On average it foresaw %(heads)s heads too many.") % words
    return _("On average it foresaw %(heads)s heads too few.") % words
