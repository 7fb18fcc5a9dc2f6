"""What a host's page of a week is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from knowcafe.cafes.models import Plan
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

    `standing` is “coming” or “asked” once a plan is published, else empty.
    """

    guest: telling.Guest
    standing: str
    left: str


@dataclass(frozen=True, slots=True)
class Table:
    """A café as a card."""

    cafe: telling.Cafe
    heads: pictures.Heads
    is_published: bool
    sitters: tuple[Sitter, ...]
    banned: tuple[tuple[str, str], ...]
    cannot: tuple[str, ...]
    reserves: int
    asked: int
    helps: int
    peers: int
    free: int


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
    who need something but may not be asked just now.
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
    coming: int
    met: str
    distance: str
    outdated: tuple[str, ...]
    changed: Changed | None
    is_small: bool
    sent: int
    unasked: int

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
        return pictures.week(self.cafes)

    @property
    def people(self) -> int:
        """Who sits down this week, as it is shown."""
        return len({sitter.guest.id for table in self.tables for sitter in table.sitters})

    @property
    def held(self) -> int:
        """Cafés at which somebody sits."""
        return sum(bool(table.sitters) for table in self.tables)
