"""What a host's page of a week is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from knowcafe.cafes.models import Plan
from knowcafe.cafes.queries.ahead import Pair
from knowcafe.cafes.queries.attending import Past
from knowcafe.cafes.queries.foreseen import Foreseen
from knowcafe.core.calendar import Week
from knowcafe.phrases.week import pictures
from knowcafe.phrases.week import told as telling


class Stage(Enum):
    """What has become of a week's plan."""

    NOTHING = "nothing"
    BEFORE = "before"
    DRAFT = "draft"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A table somebody could be moved to; `suits` if they have said that they can come then."""

    id: str
    words: str
    seats: str
    who: str
    suits: bool


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody at a table and how they stand with it.

    `standing` is “coming” or “asked”, or “placed” where only a draft has them there.
    """

    guest: telling.Guest
    standing: str
    left: str


@dataclass(frozen=True, slots=True)
class Table:
    """A café as a card.

    `helps` and `peers` come, or are placed; `asked` have not answered. `kept_until` is when the
    seats of those it asks would be offered to others, where that is looked at. `foreseen` is what
    comes to a café ahead, where no draft would change it.
    """

    cafe: telling.Cafe
    heads: pictures.Heads
    is_published: bool
    sitters: tuple[Sitter, ...]
    banned: tuple[tuple[str, str], ...]
    cannot: tuple[str, ...]
    cannot_come: int
    reserves: int
    asked: int
    more: int
    helps: int
    peers: int
    free: int
    kept_until: str = ""
    foreseen: Foreseen | None = None

    @property
    def coming(self) -> int:
        return self._standing("coming")

    @property
    def placed(self) -> int:
        return self._standing("placed")

    @property
    def counts(self) -> str:
        """“2 coming · 7 asked · one seat free”."""
        told = telling.counted(
            coming=self.coming,
            asked=self.asked,
            more=self.more,
            placed=self.placed,
            cannot=self.cannot_come,
        )
        return " · ".join((*told, telling.room(self.free)))

    def _standing(self, standing: str) -> int:
        return sum(sitter.standing == standing for sitter in self.sitters)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A need that stays on the list; its owner may be given a seat unless they have one."""

    left: telling.Left
    is_seated: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """Somebody in a draft, why they sit where they sit, or nowhere, and where else they could.

    `cafe` is None for somebody who has no seat.
    """

    plan: Plan
    week: Week
    person: str
    name: str
    role: str
    why: tuple[str, ...]
    cafe: telling.Cafe | None
    is_pinned: bool
    elsewhere: tuple[Elsewhere, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """The last change to a draft: what was wished, who moved with it, and what it cost."""

    wished: tuple[str, ...]
    moved: str
    price: str


@dataclass(frozen=True, slots=True)
class HostWeek:
    """One week of a chapter, ready to be shown to its hosts.

    `outdated` says what has happened since a draft was made; `spare` counts tables nobody uses,
    `sent` the letters that left, or are about to, when the plan was published, and `unasked` those
    who need something but may not be asked just now. `is_broken` is a draft that cannot be
    published as it is; `to_note` are cafés of the last days of which nobody has said who came.
    """

    week: Week
    heading: str
    dates: str
    zone: str
    stage: Stage
    plan: Plan | None
    tables: tuple[Table, ...]
    waiting: tuple[Waiting, ...]
    spare: int
    needs: int
    knowing: int
    met: str
    distance: str
    outdated: tuple[str, ...]
    is_broken: bool
    changed: Changed | None
    is_small: bool
    sent: int
    unasked: int
    to_note: tuple[Past, ...]

    @property
    def before(self) -> Week:
        return self.week.next(-1)

    @property
    def after(self) -> Week:
        return self.week.next()

    @property
    def cafes(self) -> tuple[telling.Cafe, ...]:
        return tuple(table.cafe for table in self.tables)

    @property
    def picture(self) -> pictures.Week:
        return pictures.week(self.cafes, set(self.asked))

    @property
    def asked(self) -> tuple[Pair, ...]:
        """(person, café) of those who have not answered."""
        return tuple(
            (sitter.guest.id, table.cafe.id)
            for table in self.tables
            for sitter in table.sitters
            if sitter.standing == "asked"
        )

    @property
    def coming(self) -> int:
        return len(self._people("coming"))

    @property
    def people(self) -> int:
        """Who comes, is asked or is placed this week."""
        return len(self._people("coming", "asked", "placed"))

    @property
    def counts(self) -> str:
        """“12 coming · 42 asked · one can’t come”: everybody once, by the surest of it."""
        coming, asked = self._people("coming"), self._people("asked")
        told = telling.counted(
            coming=len(coming),
            asked=len(asked - coming),
            more=sum(table.more for table in self.tables),
            placed=len(self._people("placed") - coming - asked),
            cannot=sum(table.cannot_come for table in self.tables),
        )
        return " · ".join(told)

    def _people(self, *standings: str) -> set[str]:
        sitters = (sitter for table in self.tables for sitter in table.sitters)
        return {sitter.guest.id for sitter in sitters if sitter.standing in standings}

    @property
    def place(self) -> str:
        """Where all of them are, if it is one place."""
        places = {cafe.where for cafe in self.cafes}
        return places.pop() if len(places) == 1 and len(self.cafes) > 1 else ""

    @property
    def without_help(self) -> tuple[telling.Left, ...]:
        """Urgent needs of people who sit where nobody can help them."""
        return tuple(one.left for one in self.waiting if one.is_seated and one.left.urgent)

    @property
    def held(self) -> int:
        """Cafés at which somebody sits."""
        return sum(bool(table.sitters) for table in self.tables)
