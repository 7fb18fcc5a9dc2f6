"""Days and hours as they are said; what is given is on the clock they are told in."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

_A_WEEK = timedelta(days=6)


def day(at: datetime) -> str:
    """“Thursday 26 November”."""
    return format_date(at, _("l j F"))


def clock(at: datetime) -> str:
    """“18:30”."""
    return format_date(at, "H:i")


def no_cafe_on(on: date) -> str:
    """“No café on Thursday 24 December”."""
    return _("No café on %s") % format_date(on, _("l j F"))


def last_cafe_on(last: datetime) -> str:
    """“The last café of Thursday, 18:30 is on 17 December”."""
    words = {
        "weekday": format_date(last, "l"),
        "clock": clock(last),
        "day": format_date(last, _("j F")),
    }
    return _("The last café of %(weekday)s, %(clock)s is on %(day)s") % words


def hours(starts: datetime, ends: datetime) -> str:
    """“18:30–20:00”."""
    return f"{clock(starts)}–{clock(ends)}"


def shortly(at: datetime) -> str:
    """“Thu 26 Nov, 18:30”."""
    return format_date(at, _("D j M, H:i"))


def dates(first: date, last: date) -> str:
    """“23 to 29 November 2026”; months and years once where they are the same."""
    same = (first.year == last.year, first.month == last.month)
    written = format_date(first, _("j") if all(same) else _("j F") if same[0] else _("j F Y"))
    return _("%(first)s to %(last)s") % {"first": written, "last": format_date(last, _("j F Y"))}


def which_day(starts: datetime, now: datetime) -> str:
    """“today”, “tomorrow”, “on Thursday”, further off “on Thursday 3 December”."""
    away = starts.date() - now.astimezone(starts.tzinfo).date()
    if not away:
        return _("today")
    if away == timedelta(days=1):
        return _("tomorrow")
    return _("on %s") % (format_date(starts, "l") if away <= _A_WEEK else day(starts))
