"""What an invitation says, and what is written after it: answers, expiry, the helper's brief."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from knowcafe.core.matching import COMPANY, Reason, Why
from knowcafe.phrases.cast import Cast
from knowcafe.phrases.grammar import listed
from knowcafe.phrases.letters import AboutCafe, Words, letter
from knowcafe.phrases.reasons import for_person
from knowcafe.phrases.times import clock, day


@dataclass(frozen=True, slots=True)
class AboutInvitation:
    """What an invitation needs to know; `until` is on the chapter's clock."""

    cafe: AboutCafe
    why: str
    until: datetime
    as_helper: bool
    rule: str
    stop: str


def own_reason(reason: Reason, cast: Cast) -> str:
    """Why this seat is theirs, for their own eyes: who can help them, or with what they can."""
    wanted = sorted({cast.topic(m.topic) for m in reason.helps if m.topic != COMPANY})
    if wanted and not reason.helped:
        return know_how_wanted(wanted)
    if reason.helped or reason.helps:
        return for_person(reason, cast)
    return _without_help(reason, cast)


def _without_help(reason: Reason, cast: Cast) -> str:
    """Beside “There is a seat for you”: what they may expect, and what not."""
    if reason.topic:
        words = {"topic": cast.your_topic(reason.topic)}
        nobody = (
            _("Nobody at this table can help with %(topic)s yet, so it stays on the list") % words
        )
        if reason.why is Why.PEERS:
            return nobody + ". " + _("Others have the same question: think it through together")
        return nobody + ". " + _("Come all the same: the others will think along")
    if reason.why is Why.PINNED:
        return _("Your host has kept it for you")
    return _("The table is glad of your company")


def know_how_wanted(topics: Iterable[str]) -> str:
    """The topics of a table, and never whose they are."""
    return _("Your know-how in %s is wanted at this table") % listed(topics)


def kept_until(until: datetime) -> str:
    """When somebody else may have the seat of an invitation."""
    return _("We keep it for you until %s; after that somebody else may have it.") % moment(until)


def moment(at: datetime) -> str:
    """“Wednesday 18:00”."""
    return f"{format_date(at, 'l')} {clock(at)}"


def invited(about: AboutInvitation) -> Words:
    """A seat is kept for somebody; their own reason, and until when."""
    cafe = about.cafe
    words = {"day": day(cafe.starts), "clock": clock(cafe.starts)}
    news = _("There is a seat for you at the Knowcafé.") + (f" {about.why}." if about.why else "")
    return Words(
        _("%(day)s, %(clock)s: a seat for you") % words,
        letter(cafe, news, kept_until(about.until), _("Answer here:"), small=foot(about)),
    )


def declined(about: AboutCafe, *, is_passed_on: bool) -> Words:
    """To somebody who can't this time."""
    goes = _("the seat goes to somebody else") if is_passed_on else _("the seat is free again")
    return Words(
        _("Not this time: %s") % day(about.starts),
        letter(
            about,
            _("Thank you for telling us: %s.") % goes,
            _("Changed your mind? If a seat is still free, it is yours."),
            _("Answer again:"),
            small=(
                _("You get this because you answered an invitation of Knowcafé %s.")
                % about.chapter,
            ),
        ),
    )


def expired(about: AboutInvitation, *, is_passed_on: bool) -> Words:
    """To somebody who did not answer in time."""
    subject = _("Your seat on %s goes to somebody else")
    news = _("We kept a seat for you and heard nothing, so it has gone on. No harm done.")
    if not is_passed_on:
        subject = _("Your seat on %s is free again")
        news = _("We kept a seat for you and heard nothing, so it is free again. No harm done.")
    return Words(
        subject % day(about.cafe.starts),
        letter(
            about.cafe,
            news,
            _("Would you still like to come? If a seat is free, it is yours."),
            _("Look again:"),
            small=foot(about),
        ),
    )


def without_help(about: AboutCafe, *, who: str, topics: Iterable[str]) -> Words:
    """To somebody with a seat: who was to help them is not coming, and nobody else there can."""
    words = {"who": who, "topics": listed(topics)}
    news = _("%(who)s is not coming after all.") % words
    left = _("Nobody else at your table can help with %(topics)s; it stays on the list.") % words
    return Words(
        _("%(day)s, %(clock)s: a change at your table")
        % {"day": day(about.starts), "clock": clock(about.starts)},
        letter(
            about,
            f"{news} {left}",
            _("Come anyway? Then there is nothing to do. Else make room for somebody else."),
            _("Release my seat:"),
        ),
    )


def brief(about: AboutCafe, *, topics: Iterable[str], heads: str) -> Words:
    """Two days before, to somebody who comes to help: no more than the table may know."""
    known = list(topics)
    said = (
        _("On the table: %s.") % listed(known) if known else _("The table is open: no topic yet.")
    )
    news = " ".join(
        (
            _("You are coming to help: here is what to expect."),
            said,
            _("People: %s.") % heads,
        )
    )
    care = " ".join(
        (
            _("What you say is general information, not professional advice."),
            _("No follow-up expected: when the hour is over, you are done."),
        )
    )
    return Words(
        _("%(day)s, %(clock)s: what your table would like to talk about")
        % {"day": day(about.starts), "clock": clock(about.starts)},
        letter(about, news, care, _("Can’t come after all:")),
    )


def foot(about: AboutInvitation) -> tuple[str, ...]:
    """Why somebody gets this letter, how seats are given, and how not to get another."""
    why = (
        _("You get this because you offered your know-how to Knowcafé %s.")
        if about.as_helper
        else _("You get this because you belong to Knowcafé %s.")
    )
    return (
        why % about.cafe.chapter,
        _("How seats are given: %s") % about.rule,
        _("No more invitations: %s") % about.stop,
    )
