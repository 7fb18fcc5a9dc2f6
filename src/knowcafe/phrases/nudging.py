"""The one letter to hosts whose week is not planned yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from knowcafe.phrases.grammar import hello, inside, listed
from knowcafe.phrases.letters import Words
from knowcafe.phrases.times import clock, day


@dataclass(frozen=True, slots=True)
class OneCafe:
    """A café in a line: when, how many, and what those know who are there to help."""

    starts: datetime
    people: int
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AboutWeek:
    """What a week's nudge needs to know; `draft` says in a sentence what a draft would do."""

    name: str
    chapter: str
    cafes: Sequence[OneCafe]
    draft: str
    link: str


def nudge(about: AboutWeek) -> Words:
    """“Thursday: 8 coming, accountant yes”, and the way to publish."""
    first = about.cafes[0]
    lines = [
        f"{day(cafe.starts)}, {clock(cafe.starts)}: {_coming(cafe, about.draft)}"
        for cafe in about.cafes
    ]
    parts = [
        hello(about.name),
        _("Your week has no published plan yet. This is how it stands:"),
        "\n".join(lines),
        about.draft,
        f"{_('Publish as is, or look at it first:')}\n{about.link}",
        _(
            "Do nothing, and it happens all the same: every café is open, and whoever comes "
            "sits down together. We shall not ask again."
        ),
    ]
    foot = _("You get this because you are a host of Knowcafé %s.") % about.chapter
    subject = f"{format_date(first.starts, 'l')}: {_coming(first, about.draft)}"
    return Words(subject, "\n\n".join(part for part in parts if part) + f"\n\n-- \n{foot}")


def _coming(cafe: OneCafe, draft: str) -> str:
    if not cafe.people:
        return _("nobody yet")
    count = (_("%d in the draft") if draft else _("%d coming")) % cafe.people
    roles = listed(dict.fromkeys(inside(role) for role in cafe.roles))
    if not roles:
        return _("%s, nobody to help yet") % count
    return _("%(count)s, %(roles)s yes") % {"count": count, "roles": roles}
