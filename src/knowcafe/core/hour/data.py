"""Templates as data: the ones that are shipped, and a chapter's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, asdict, fields
from functools import cache
from importlib.resources import files
from typing import Any

from knowcafe.core.hour.template import KINDS, Cue, Part, Template

SHIPPED = (
    "simple",
    "pairs",
    "two-people",
    "one-or-none",
    "classic",
    "meet-everyone",
    "clinic",
    "troika",
    "wise-crowd",
    "conversation",
    "1-2-4-all",
    "action-learning",
    "world-cafe",
)
"""The templates in the order in which they are shown."""

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FITTED = ("usual", "number", "of")
WHOLE = {
    "minutes": (1, 120),
    "least": (1, 120),
    "matters": (0, 9),
    "about": (0, 10),
    "times": (1, 10),
    "usual": (0, 120),
    "number": (0, 60),
    "of": (0, 60),
}
TEXT = {"id": 40, "title": 60, "says": 200, "prompt": 400}


class BadTemplate(ValueError):
    """A template that cannot be used; says where and why."""


@cache
def templates() -> tuple[Template, ...]:
    """The templates every chapter has, the simplest first."""
    folder = files("knowcafe.core.hour").joinpath("templates")
    texts = (folder.joinpath(f"{name}.json").read_text(encoding="utf-8") for name in SHIPPED)
    return tuple(from_data(json.loads(text)) for text in texts)


def from_data(data: Mapping[str, Any]) -> Template:
    """A template from its JSON; raises `BadTemplate` with what is wrong."""
    _known("the template", data, Template)
    parts = data["parts"]
    if not isinstance(parts, list) or not 1 <= len(parts) <= 20:
        raise BadTemplate("the template needs 1 to 20 parts")
    made = Template(
        id=_text("the template", "id", data["id"]),
        title=_text("the template", "title", data["title"]),
        says=_text("the template", "says", data["says"]),
        minutes=_whole("the template", "minutes", data["minutes"], 1, 240),
        fewest=_whole("the template", "fewest", data["fewest"], 0, 200),
        most=_whole("the template", "most", data["most"], 0, 200),
        parts=tuple(_part(f"part {n}", part) for n, part in enumerate(parts, 1)),
        needs_first=_flag("the template", "needs_first", data.get("needs_first", False)),
        hosts_stay=_flag("the template", "hosts_stay", data.get("hosts_stay", False)),
    )
    if not NAME.fullmatch(made.id):
        raise BadTemplate("the template: id takes small letters, figures and hyphens")
    if made.fewest > made.most:
        raise BadTemplate("the template: fewest is more than most")
    return made


def to_data(template: Template) -> dict[str, Any]:
    """The JSON of a template; `from_data` reads it back. What is as always is left out."""
    said = {f.name: getattr(template, f.name) for f in fields(template) if f.name != "parts"}
    said = {k: v for k, v in said.items() if v is not False}
    return {**said, "parts": [_short(part) for part in template.parts]}


def script(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """Fitted parts as JSON, every field written out; `parts_from` reads it back."""
    return [{**asdict(part), "cues": [list(cue) for cue in part.cues]} for part in parts]


def parts_from(data: Iterable[Mapping[str, Any]]) -> tuple[Part, ...]:
    """Fitted parts from their JSON; raises `BadTemplate` with what is wrong."""
    return tuple(_part(f"part {n}", part, *FITTED) for n, part in enumerate(data, 1))


def _short(part: Part) -> dict[str, Any]:
    usual = {f.name: f.default for f in fields(Part)}
    whole = script([part])[0] | ({} if part.cues else {"cues": ()})
    return {k: v for k, v in whole.items() if v != usual[k]}


def _part(where: str, data: Any, *also: str) -> Part:
    if not isinstance(data, Mapping):
        raise BadTemplate(f"{where} is not written as a part")
    _known(where, data, Part, *(set(FITTED) - set(also)))
    numbers = {
        name: _whole(where, name, data[name], *bounds)
        for name, bounds in WHOLE.items()
        if name in data
    }
    if data["kind"] not in KINDS:
        raise BadTemplate(f"{where}: kind is one of {', '.join(KINDS)}")
    if not isinstance(data.get("cues", []), list):
        raise BadTemplate(f"{where}: cues are a list")
    made = Part(
        kind=data["kind"],
        title=_text(where, "title", data["title"]),
        prompt=_text(where, "prompt", data["prompt"]) if data.get("prompt") else "",
        capture=_flag(where, "capture", data.get("capture", False)),
        meets=_flag(where, "meets", data.get("meets", False)),
        cues=tuple(_cue(where, cue) for cue in data.get("cues", ())),
        **numbers,
    )
    usual = made.usual or made.minutes
    if made.least > usual:
        raise BadTemplate(f"{where}: least is more than minutes")
    if made.about == 1:
        raise BadTemplate(f"{where}: nobody sits alone; about is 0 or at least 2")
    if made.cues and sum(minutes for minutes, _says in made.cues) != usual:
        raise BadTemplate(f"{where}: the cues do not add up to its minutes")
    return made


def _known(where: str, data: Mapping[str, Any], of: type[Part | Template], *banned: str) -> None:
    names = {f.name: f for f in fields(of) if f.name not in banned}
    strange = sorted(set(data) - set(names))
    if strange:
        raise BadTemplate(f"{where}: {strange[0]} is not known")
    for name, field in names.items():
        if name not in data and field.default is MISSING:
            raise BadTemplate(f"{where}: {name} is missing")


def _cue(where: str, cue: Any) -> Cue:
    if not isinstance(cue, list | tuple) or len(cue) != 2:
        raise BadTemplate(f"{where}: a cue is its minutes and what to do")
    return _whole(where, "a cue's minutes", cue[0], 1, 120), _text(where, "prompt", cue[1])


def _whole(where: str, name: str, value: Any, low: int, high: int) -> int:
    if type(value) is not int or not low <= value <= high:
        raise BadTemplate(f"{where}: {name} is a whole number from {low} to {high}")
    return value


def _text(where: str, name: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > TEXT[name]:
        raise BadTemplate(f"{where}: {name} is a text of 1 to {TEXT[name]} characters")
    return value.strip()


def _flag(where: str, name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise BadTemplate(f"{where}: {name} is true or false")
    return value
