"""To people who are asked although no seat is kept for them: the first to say yes have one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from knowcafe.phrases.grammar import inside, listed
from knowcafe.phrases.invitations import AboutInvitation, foot, moment
from knowcafe.phrases.letters import Words, letter
from knowcafe.phrases.times import clock, day

_MOST_TOPICS = 4


def known_there(topics: Sequence[str]) -> str:
    """What a table knows, in a few words: a reason to come."""
    if not topics:
        return ""
    return _("People at this table know about %s") % listed(
        inside(topic) for topic in topics[:_MOST_TOPICS]
    )


def _wave(about: AboutInvitation) -> Words:
    return _asked(about, _("There is room at the Knowcafé on %s.") % day(about.cafe.starts))


def _offer(about: AboutInvitation) -> Words:
    news = _("You are next on the list, and there is room on %s.") % day(about.cafe.starts)
    return _asked(about, news)


def _short_notice(about: AboutInvitation) -> Words:
    news = _("You said that we may ask at short notice: a chair would stay empty on %s.")
    return _asked(about, news % day(about.cafe.starts))


def _asked(about: AboutInvitation, news: str) -> Words:
    cafe = about.cafe
    terms = _("No seat is kept: the first to say yes have one. Answer until %s.")
    return Words(
        _("%(day)s, %(clock)s: would you come?")
        % {"day": day(cafe.starts), "clock": clock(cafe.starts)},
        letter(
            cafe,
            news + (f" {about.why}." if about.why else ""),
            terms % moment(about.until),
            _("Answer here:"),
            small=foot(about),
        ),
    )


ASKED_TO_COME: dict[str, Callable[[AboutInvitation], Words]] = {
    "wave": _wave,
    "offer": _offer,
    "short-notice": _short_notice,
    "late": _wave,
}
"""By the kind of invitation."""
