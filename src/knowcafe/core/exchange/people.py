"""people.csv: who may come, what they know and when they are free."""

from __future__ import annotations

from dataclasses import dataclass

from knowcafe.core.exchange.columns import Column, Schema
from knowcafe.core.exchange.fault import FaultKind
from knowcafe.core.exchange.free import Window, free
from knowcafe.core.exchange.reading import Cells, Rows, read
from knowcafe.core.exchange.values import (
    Wrong,
    email,
    languages,
    modes,
    name,
    one_of,
    parts,
    whole,
    yes_or_no,
)

MOST_PEOPLE = 10_000
"""As many rows as one file of people may have."""

DONE_IT, FOR_A_LIVING = 1, 2
_EITHER = frozenset({"place", "online"})
_DEPTHS = {
    "done it": DONE_IT,
    "did it": DONE_IT,
    "have done it": DONE_IT,
    "own business": DONE_IT,
    "1": DONE_IT,
    "for a living": FOR_A_LIVING,
    "does it for a living": FOR_A_LIVING,
    "professional": FOR_A_LIVING,
    "professionally": FOR_A_LIVING,
    "expert": FOR_A_LIVING,
    "2": FOR_A_LIVING,
}
_KINDS = (
    *((word, True) for word in ("professional", "pro", "expert", "adviser", "advisor", "mentor")),
    *((word, False) for word in ("founder", "entrepreneur", "member", "peer", "owner", "host")),
    *((word, True) for word in ("yes", "y", "true", "1", "x", "✓")),
    *((word, False) for word in ("no", "n", "false", "0", "-")),
)
_kind = one_of(dict(_KINDS), "yes", "no", "professional", "founder")

SCHEMA = Schema(
    columns=(
        Column("id", ("id", "person id", "member id", "key", "ref")),
        Column("name", ("name", "full name", "person", "who", "member", "first name")),
        Column("email", ("email", "e-mail", "email address", "mail")),
        Column("role", ("role", "job", "job title", "occupation", "profession", "what they do")),
        Column("professional", ("professional", "pro", "is professional", "kind", "type")),
        Column(
            "know_how",
            ("know-how", "knows", "offers", "can help with", "expertise", "skills", "topics"),
        ),
        Column("free", ("free", "available", "availability", "when", "slots", "can come")),
        Column("cap", ("cap", "cap per week", "per week", "cafes a week", "cafes per week", "max")),
        Column("cap_total", ("cap in all", "in all", "cap total", "total", "max in all")),
        Column("newcomer", ("newcomer", "new", "first time", "first-timer", "is new")),
        Column("languages", ("languages", "language", "speaks", "spoken languages")),
        Column("where", ("where", "mode", "place or online", "in person or online")),
        Column("apart", ("apart", "not with", "keep apart", "apart from", "rather not sit with")),
    ),
    needed=(("name",),),
)


@dataclass(frozen=True, slots=True)
class Knows:
    """Know-how in somebody's words, one topic or a few with commas between them.

    `depth` is 0 where they did not say how deep it goes.
    """

    topic: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row of people.csv; names in `apart` and topics in `knows` are as written."""

    line: int
    name: str
    id: str = ""
    email: str = ""
    role: str = ""
    professional: bool = False
    knows: tuple[Knows, ...] = ()
    free: tuple[Window, ...] = (Window(),)
    cap: int = 1
    cap_total: int | None = None
    newcomer: bool = False
    languages: tuple[str, ...] = ()
    modes: frozenset[str] = _EITHER
    apart: tuple[str, ...] = ()


def read_people(data: bytes, file: str) -> Rows[PersonRow]:
    """Read the people; a name or an id given twice is found where rows meet, not here."""
    return read(data, file, SCHEMA, _person, most=MOST_PEOPLE)


def _person(cells: Cells) -> PersonRow:
    total = cells.get("cap_total", whole(0, 1000), -1)
    return PersonRow(
        line=cells.line,
        name=cells.need("name", name, "", "Amara Okafor"),
        id=cells.get("id", name, ""),
        email=cells.get("email", email, ""),
        role=cells.get("role", name, ""),
        professional=cells.get("professional", _kind, False),
        knows=cells.get("know_how", know_how, ()),
        free=cells.get("free", free, (Window(),)),
        cap=cells.get("cap", whole(0, 20), 1),
        cap_total=None if total < 0 else total,
        newcomer=cells.get("newcomer", yes_or_no, False),
        languages=cells.get("languages", languages, ()),
        modes=cells.get("where", modes, _EITHER),
        apart=cells.get("apart", parts, ()),
    )


def know_how(text: str) -> tuple[Knows, ...]:
    """Read “pricing: for a living; SEO: done it”; the depth after the colon may be left out.

    As a topic may have a comma in its name, a list is cut at commas only where every part
    has a depth of its own; “pricing, SEO” is left in one piece for whoever knows the topics.
    """
    commas = ";" not in text and text.count(":") > 1
    pieces = parts(text) if commas else parts(text + ";")
    return tuple(dict.fromkeys(_knows(piece) for piece in pieces))


def depth(text: str) -> int:
    """Read how deep know-how goes: 1 has done it, 2 does it for a living."""
    found = _DEPTHS.get(" ".join(text.casefold().split()))
    if not found:
        raise Wrong(FaultKind.NOT_ONE_OF, "for a living", "done it")
    return found


def _knows(part: str) -> Knows:
    topic, colon, said = part.partition(":")
    if not topic.strip():
        raise Wrong(FaultKind.NOT_ONE_OF, "pricing: for a living; SEO: done it")
    return Knows(name(topic.strip()), depth(said) if colon else 0)
