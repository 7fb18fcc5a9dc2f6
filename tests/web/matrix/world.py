"""What a row's address may be made from, and what a row says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe
from knowcafe.chapters.models import Chapter

ROLES = ("stranger", "member", "professional", "elsewhere", "other host", "host", "lead")
"""Elsewhere: a member of another chapter; other host: a host of another chapter."""

Codes = tuple[int, int, int, int, int, int, int]


@dataclass(frozen=True)
class World:
    """London with a café in four days, one person a role, and Esi in its first seat."""

    chapter: Chapter
    cafe: Cafe
    people: dict[str, Person]


@dataclass(frozen=True)
class Row:
    """The answers to GET (and HEAD) and to an empty POST, in the order of `ROLES`.

    `closed` is the answer to GET where the chapter is closed; as `open` if it is not given.
    """

    address: Callable[[World], str]
    open: Codes
    post: Codes
    closed: Codes | None = None


def all_get(code: int) -> Codes:
    return (code,) * 7  # type: ignore[return-value]


NOBODY_ELSE = (404, 200, 200, 404, 404, 200, 200)
"""The members of the chapter and the network's lead."""

HOSTS = (404, 404, 404, 404, 404, 200, 200)
"""The hosts of the chapter and the network's lead."""
