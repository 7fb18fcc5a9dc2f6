"""What hosts are told about lists they bring from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowcafe.core.exchange import Fate, Judged, Kind, Said, Tally, Why
from knowcafe.phrases.grammar import isolated


def kind(found: Kind) -> str:
    """What a file is."""
    return {
        Kind.MEETUP_MEMBERS: _("Meetup: the members of the group"),
        Kind.MEETUP_EVENING: _("Meetup: who came to one event"),
        Kind.LUMA: _("Luma: the guests of one event"),
        Kind.EVENTBRITE: _("Eventbrite: the attendees of one event"),
        Kind.LIST: _("A list of names and addresses"),
    }[found]


def source(name: str) -> str:
    """Where people were brought from: “Luma”."""
    names = {"meetup": "Meetup", "luma": "Luma", "eventbrite": "Eventbrite"}
    return names.get(name) or _("a list")


def field(name: str, of: Kind) -> str:
    """What a column may be taken as."""
    if name == "came" and of is Kind.EVENTBRITE:
        return _("When they were checked in")
    return {
        "name": _("Full name"),
        "first_name": _("First name"),
        "last_name": _("Last name"),
        "email": _("E-mail"),
        "key": _("Their number at Meetup"),
        "said": _("What they answered"),
        "came": _("Whether they came"),
        "quantity": _("How many tickets"),
        "more": _("How many guests they bring"),
        "yes": _("How often they said yes"),
        "attended": _("How often they came"),
        "missed": _("How often they didn’t make it"),
    }[name]


def fate(found: Fate) -> str:
    """What becomes of a row, in a word or three."""
    return {
        Fate.NEW: _("new"),
        Fate.HERE: _("already here"),
        Fate.TO_CLAIM: _("no address yet"),
        Fate.KNOWN: _("known by name"),
        Fate.SKIPPED: _("skipped"),
    }[found]


def because(row: Judged) -> str:
    """Why a row becomes what it does."""
    if row.fate is Fate.NEW and row.guest.name and not row.first_name:
        return _("comes in without the name, which is a formula or a link")
    if row.fate is Fate.NEW and row.guest.said is Said.WAITING and not row.guest.came:
        word = {"word": isolated(row.guest.word)}
        return _("had no place there (“%(word)s”), and comes in; not counted as a yes") % word
    if row.fate is not Fate.SKIPPED:
        return {
            Fate.NEW: _("comes in, and is asked to nothing before they come by"),
            Fate.HERE: _("stays as they are"),
            Fate.TO_CLAIM: _("comes in by name; you can give them an address later"),
            Fate.KNOWN: _("was brought in before"),
        }[row.fate]
    words = {
        "address": isolated(row.guest.bad),
        "word": isolated(row.guest.word),
        "line": row.earlier,
    }
    return {
        Why.NOBODY: _("has neither a name nor an address"),
        Why.BAD_ADDRESS: _("“%(address)s” is not an e-mail address"),
        Why.BAD_NAME: _("has no address, and the name is a formula or a link"),
        Why.SAID_NO: _("cancelled or was turned down"),
        Why.NEVER_ANSWERED: _("was invited and never answered"),
        Why.UNCLEAR: _("the answer “%(word)s” is not one we know"),
        Why.DOUBLED: _("is the same person as line %(line)d"),
    }[row.why] % words


def outcome(counts: Mapping[str, int]) -> list[str]:
    """How many rows become what, one short line each; nothing about what there is none of."""
    new, here, skipped = (counts.get(f.value, 0) for f in (Fate.NEW, Fate.HERE, Fate.SKIPPED))
    waits, known = counts.get(Fate.TO_CLAIM.value, 0), counts.get(Fate.KNOWN.value, 0)
    lines = [
        (new, ngettext("%d new person", "%d new people", new)),
        (waits, _("%d new without an address")),
        (here, _("%d already here")),
        (known, _("%d known by name already")),
        (skipped, ngettext("%d row skipped", "%d rows skipped", skipped)),
    ]
    return [words % count for count, words in lines if count]


def counted(found: Tally, on: date | None, of: Kind) -> str:
    """What the counts of a file say of turn-out; empty where it has none."""
    if not found.said_yes:
        return ""
    words = {
        "yes": found.said_yes,
        "came": found.came or 0,
        "day": format_date(on, _("j F Y")) if on else _("that evening"),
    }
    if found.came is None and of.is_evening:
        return (
            _("%(day)s: %(yes)d said yes. Nobody was checked in, so how many came stays unknown.")
            % words
        )
    if found.came is None:
        return _("No no-show was ever noted, so how many came stays unknown.")
    if of.is_evening:
        return _("%(day)s: %(yes)d said yes, %(came)d came.") % words
    return (
        _("Of all evenings together: %(came)d of %(yes)d came. Such sums count less than evenings.")
        % words
    )


def past_count(said_yes: int, came: int | None) -> str:
    """One evening held elsewhere."""
    if came is None:
        return _("%(yes)d said yes; who came was not noted") % {"yes": said_yes}
    return _("%(yes)d said yes, %(came)d came") % {"yes": said_yes, "came": came}


def taken_back(stayed: int) -> str:
    """What a host reads after undoing."""
    if not stayed:
        return _("Taken back. Addresses nobody else here knows are erased within a day.")
    return (
        ngettext(
            "Taken back, but for %d person who has been here since.",
            "Taken back, but for %d people who have been here since.",
            stayed,
        )
        % stayed
    )
