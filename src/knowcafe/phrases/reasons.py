"""Why somebody sits where they sit: once for the host, once for the person.

The host's sentence names everybody and how long they wait. The person's names whoever can help
them, and nothing of anybody else's: no need, no waiting time.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowcafe.core.matching import COMPANY, Match, Reason, Why
from knowcafe.phrases.cast import Cast
from knowcafe.phrases.grammar import listed


def for_host(reason: Reason, cast: Cast) -> str:
    """Why `reason.person` has this seat, for the host's eyes."""
    parts = [_sits_with(match, cast) for match in reason.helped]
    if _answered(reason) or (reason.helps and not parts):
        parts.append(_helps(reason, cast))
    if not parts:
        parts.append(_without_a_match(reason, cast))
    if reason.pinned and reason.why is not Why.PINNED:
        parts.append(_("You put %(name)s here") % {"name": cast.name(reason.person)})
    return ". ".join(parts)


def for_person(reason: Reason, cast: Cast) -> str:
    """Why this seat is theirs, for the eyes of the person who sits in it."""
    parts = [_can_help(match, cast) for match in reason.helped]
    if _answered(reason):
        parts.append(_("Your know-how is wanted at this table"))
    elif reason.helps and not parts:
        parts.append(_("Your company is wanted at this table"))
    if parts:
        return ". ".join(parts)
    if reason.why is Why.PEERS:
        return _("There is a seat for you, and people to think it through with")
    if reason.why is Why.PINNED:
        return _("Your host has kept a seat for you")
    return _("There is a seat for you, and a table glad to have you")


def standing(*, urgent: bool, waiting_weeks: int) -> str:
    """“urgent, waiting 3 weeks”; “new this week” for one who has not waited."""
    wait = (
        ngettext("waiting one week", "waiting %(count)d weeks", waiting_weeks)
        % {"count": waiting_weeks}
        if waiting_weeks
        else _("new this week")
    )
    return _("urgent, %(wait)s") % {"wait": wait} if urgent else wait


def met(weeks: int | None) -> str:
    """When two people last shared a table."""
    if weeks is None:
        return _("they have not met")
    if weeks == 0:
        return _("they met this week")
    return ngettext("they met one week ago", "they met %(count)d weeks ago", weeks) % {
        "count": weeks
    }


def _sits_with(match: Match, cast: Cast) -> str:
    wait = standing(urgent=match.urgent, waiting_weeks=match.waiting_weeks)
    words = {"name": cast.name(match.person), "wait": wait}
    if match.topic == COMPANY or not match.helper:
        return _("%(name)s would like company: a whole table of it; %(wait)s") % words
    words |= {
        "helper": cast.name(match.helper),
        "topic": cast.topic(match.topic),
        "role": cast.role(match.helper) or _("has done it"),
        "met": met(match.met_weeks),
    }
    return _("%(name)s sits with %(helper)s: %(topic)s ↔ %(role)s; %(wait)s; %(met)s") % words


def _answered(reason: Reason) -> list[Match]:
    """The needs answered with know-how; company, everybody at the table gives."""
    return [match for match in reason.helps if match.topic != COMPANY]


def _helps(reason: Reason, cast: Cast) -> str:
    helped = [
        _("%(name)s (%(topic)s)")
        % {"name": cast.name(match.person), "topic": cast.topic(match.topic)}
        for match in _answered(reason)
    ]
    words = {"name": cast.name(reason.person), "people": listed(helped)}
    if not helped:
        words["people"] = listed(cast.name(match.person) for match in reason.helps)
        return _("%(name)s keeps %(people)s company") % words
    if reason.helped:
        return _("Also helps %(people)s") % words
    return _("%(name)s helps %(people)s") % words


def _without_a_match(reason: Reason, cast: Cast) -> str:
    words = {"name": cast.name(reason.person), "topic": cast.topic(reason.topic)}
    words["know_how"] = cast.know_how(reason.topic)
    if reason.why is Why.PEERS:
        words["peers"] = listed(cast.name(peer) for peer in reason.peers)
        return _("%(name)s sits with %(peers)s: the same question, %(topic)s") % words
    if reason.why is Why.PINNED:
        return _("You put %(name)s here") % words
    if not reason.topic:
        return _("%(name)s is welcome: there was a seat") % words
    return (
        _("%(name)s is welcome: there was a seat, though nobody here can help with %(topic)s")
        % words
    )


def _can_help(match: Match, cast: Cast) -> str:
    if match.topic == COMPANY or not match.helper:
        return _("You will have good company at this table")
    return _("%(helper)s can help with %(topic)s") % {
        "helper": cast.introduced(match.helper),
        "topic": cast.your_topic(match.topic),
    }
