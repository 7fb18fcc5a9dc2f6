"""What somebody has typed and not sent yet: kept in their session until it is saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

_DRAFTS = "drafts"
_IN = " in "
NEED, QUARTER = "need", "quarter"


class Draft(MultiValueDict[str, str]):
    """What was typed, as a form takes it."""

    def one(self, name: str) -> str:
        """A field that holds one text; empty where nothing was typed."""
        return str(self.get(name, ""))


def draft(request: HttpRequest, name: str) -> Draft:
    """What was typed so far; empty where nothing was."""
    return Draft(request.session.get(_DRAFTS, {}).get(name, {}))


def name_of(what: str, chapter: str) -> str:
    """What is typed in one chapter is not sent in another."""
    return f"{what}{_IN}{chapter}"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something typed and not sent: a need or a quarter, in a chapter of this slug."""

    what: str
    chapter: str


def waiting(request: HttpRequest) -> list[Waiting]:
    """All of it, to go on with."""
    names = (name.partition(_IN) for name in request.session.get(_DRAFTS, {}))
    return [Waiting(what, chapter) for what, _in, chapter in names]


def keep(request: HttpRequest, name: str, fields: Iterable[str], **more: str) -> None:
    """These fields of what was just sent, in place of what was there of them."""
    typed = request.session.get(_DRAFTS, {}).get(name, {})
    typed |= {field: request.POST.getlist(field) for field in fields}
    typed |= {field: [value] for field, value in more.items()}
    request.session[_DRAFTS] = request.session.get(_DRAFTS, {}) | {name: typed}


def drop(request: HttpRequest, name: str) -> None:
    """It is saved, or no longer wanted."""
    kept = request.session.get(_DRAFTS, {})
    request.session[_DRAFTS] = {other: typed for other, typed in kept.items() if other != name}
