"""What a rehearsed year knows of a chapter, what it has to assume, and what it cannot tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowcafe.core.turnout.rehearsal import Terms


@dataclass(frozen=True, slots=True)
class Record:
    """How many past cafés, of which it was noted who came, were even, too thin, too many."""

    even: int = 0
    thin: int = 0
    over: int = 0

    @property
    def cafes(self) -> int:
        return self.even + self.thin + self.over


@dataclass(frozen=True, slots=True)
class Basis:
    """What a rehearsal knows of a chapter: people, and how much there was to learn from.

    `asks` were counted at so many cafés `held`; of `people` so many `agreed` to short notice, and
    `evenings` have a record of who came. `cafes` are held a week. `days` are weekdays people were
    asked about. `record` is what really came of its cafés. `is_seeded`: lists
    brought in from elsewhere say who came before.
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
    record: Record = Record()

    def can_tell(self, today: Terms, changed: Terms) -> bool:
        """Whether it is known who can come on the changed day."""
        return changed.weekday in (None, today.weekday, *self.days)


def weekday(number: int) -> str:
    """“Tuesdays”, for a café that is held on them."""
    return [_("Mondays"), _("Tuesdays"), _("Wednesdays"), _("Thursdays"), _("Fridays"),
            _("Saturdays"), _("Sundays")][number]  # fmt: skip


def assumed(basis: Basis, today: Terms, changed: Terms) -> list[str]:
    """Where the figures come from, what had to be assumed, and what it cannot tell."""
    return [*_known(basis), *_untold(basis, today, changed), *_always()]


def _known(basis: Basis) -> Iterator[str]:
    people = {"people": basis.people, "asks": basis.asks, "held": basis.held}
    if basis.has_counted:
        yield (
            _(
                "%(people)d members. At your last %(held)d cafés a seat was taken, or asked for,"
                " %(asks)d times; how far one week is from the next is counted there too."
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
        if not basis.can_tell(today, changed):
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
    yield from _asking(changed)
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


def _asking(changed: Terms) -> Iterator[str]:
    if changed.most_asked == 0:
        yield _("Nobody is asked who asked for nothing: these rules allow none.")
    elif changed.may_ask < 1 and (changed.invitations or changed.short_notice):
        seldom = _(
            "People who asked for nothing are asked only in weeks you publish, which were"
            " %(percent)d in a hundred of the last; that is played."
        )
        never = _(
            "People who asked for nothing are asked only in weeks you publish. You have published"
            " none of the last, so nobody is asked here."
        )
        percent = round(100 * changed.may_ask)
        yield seldom % {"percent": percent} if percent else never


def _always() -> Iterator[str]:
    yield _(
        "A quiet August and a quiet turn of the year are made up and not yours. Nobody joins or"
        " leaves, and holidays of your own are not left out."
    )
