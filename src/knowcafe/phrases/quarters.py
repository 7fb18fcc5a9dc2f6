"""The letter that asks for a quarter."""

from __future__ import annotations

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from knowcafe.phrases.grammar import hello
from knowcafe.phrases.letters import Words


def months(begins: date) -> str:
    """“January to March 2027”."""
    last = begins.replace(month=begins.month + 2)
    return _("%(first)s to %(last)s") % {
        "first": format_date(begins, _("F")),
        "last": format_date(last, _("F Y")),
    }


def asked_for(
    *, name: str, chapter: str, begins: date, link: str, digits: str, stop: str, again: bool
) -> Words:
    """To somebody with know-how, before a quarter begins; `again` where it is the reminder."""
    when = months(begins)
    ask = (
        _("When could you come from %s? Half a minute is enough: last quarter is filled in.") % when
    )
    if again:
        ask = _("Only once more: %s") % ask[:1].lower() + ask[1:]
    subject = _("Your %(when)s at Knowcafé %(chapter)s") % {"when": when, "chapter": chapter}
    return Words(
        subject,
        "\n\n".join(
            (
                hello(name),
                ask,
                f"{link}\n{_('The two digits the page asks for: %s') % digits}",
                _("Each café is still yours to confirm or decline. No time? Then do nothing."),
                f"{_('No more of these:')}\n{stop}",
            )
        ),
    )
