"""Templates are data: the ones shipped hold what the house promises, bad ones say what is wrong."""

from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest

from knowcafe.core.hour import (
    BadTemplate,
    Template,
    fit,
    from_data,
    parts_from,
    script,
    shortest,
    templates,
    to_data,
)
from tests.house.source import ROOT

STEPS = {"kind": "steps", "title": "Next steps", "minutes": 5, "least": 3, "matters": 0}
TURNS = {
    "kind": "turns",
    "title": "Turns",
    "minutes": 9,
    "least": 3,
    "matters": 1,
    "about": 3,
    "cues": [[4, "Tell"], [5, "Ask"]],
}
OWN = {
    "id": "our-hour",
    "title": "Our hour",
    "says": "As we do it in Brixton.",
    "minutes": 45,
    "fewest": 3,
    "most": 12,
    "parts": [TURNS, STEPS],
}


def lines(template: Template) -> list[str]:
    return [template.title, template.says, *(p.prompt for p in template.parts)]


def test_every_file_is_shipped() -> None:
    folder = files("knowcafe.core.hour").joinpath("templates")
    assert {file.name for file in folder.iterdir()} == {f"{t.id}.json" for t in templates()}


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.id)
def test_what_is_shipped(template: Template) -> None:
    assert from_data(to_data(template)) == template
    steps = [part for part in template.parts if part.kind == "steps"]
    assert [part.matters for part in steps] == ([] if template.id == "1-2-4-all" else [0])
    assert all(part.prompt for part in template.parts)
    assert all(part.matters > 0 for part in template.parts if part.kind != "steps")
    assert shortest(template) <= template.minutes
    assert all("  " not in line and line == line.strip() for line in lines(template))
    words = [word for part in template.parts for word in part.prompt.split()]
    assert len(words) < 200, "a facilitator reads these in a noisy room"


def test_the_page_lists_them_as_they_are() -> None:
    page = (ROOT / "docs" / "reference" / "templates.md").read_text("utf-8")
    table = next(part for part in page.split("\n\n") if part.startswith("| id |"))
    assert table.splitlines()[2:] == [row(template) for template in templates()]


def row(template: Template) -> str:
    """A line of docs/reference/templates.md."""
    heads = min(template.most, max(template.fewest, 10))
    parts = fit(template, heads=heads, minutes=template.minutes)
    said = [f"{p.title} {p.minutes}" if p.number < 2 else "" for p in parts]
    rounds = [f"{p.of} × " if p.of else "" for p in parts]
    course = " · ".join(r + s for r, s in zip(rounds, said, strict=True) if s)
    people = f"{template.fewest}–{template.most}"
    return f"| `{template.id}` | {template.title} | {template.minutes} | {people} | {course} |"


def test_a_template_of_our_own() -> None:
    own = from_data(OWN)
    assert (own.minutes, own.needs_first, own.parts[1].matters) == (45, False, 0)
    assert to_data(own) == OWN
    assert from_data(OWN | {"hosts_stay": True}) == replace(own, hosts_stay=True)


def test_a_script_is_read_back() -> None:
    parts = fit(from_data(OWN), heads=3, minutes=30)
    assert parts_from(script(parts)) == parts
    assert script(parts)[0]["cues"] == [[4, "Tell"], [5, "Ask"]]


def own(**changes: Any) -> dict[str, Any]:
    return OWN | changes


def steps(**changes: Any) -> dict[str, Any]:
    return OWN | {"parts": [STEPS | changes]}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"id": "x"}, "the template: title is missing"),
        (own(colour="red"), "the template: colour is not known"),
        (own(parts=[]), "the template needs 1 to 20 parts"),
        (own(parts="steps"), "the template needs 1 to 20 parts"),
        (own(parts=["steps"]), "part 1 is not written as a part"),
        (own(id="Our hour"), "the template: id takes small letters, figures and hyphens"),
        (own(title=" "), "the template: title is a text of 1 to 60 characters"),
        (own(minutes=241), "the template: minutes is a whole number from 1 to 240"),
        (own(minutes=True), "the template: minutes is a whole number from 1 to 240"),
        (own(fewest=13), "the template: fewest is more than most"),
        (own(hosts_stay=1), "the template: hosts_stay is true or false"),
        (steps(kind="dance"), "part 1: kind is one of hello, recap, "),
        (steps(kind=["steps"]), "part 1: kind is one of hello, recap, "),
        (steps(usual=4), "part 1: usual is not known"),
        (steps(least=6), "part 1: least is more than minutes"),
        (steps(about=1), "part 1: nobody sits alone; about is 0 or at least 2"),
        (steps(prompt=3), "part 1: prompt is a text of 1 to 400 characters"),
        (steps(cues=[[5, "Go"], [1, "Stop"]]), "part 1: the cues do not add up to its minutes"),
        (steps(cues=["Go"]), "part 1: a cue is its minutes and what to do"),
        (steps(cues="Go"), "part 1: cues are a list"),
        (steps(cues=5), "part 1: cues are a list"),
    ],
)
def test_what_cannot_be_run_is_refused(data: dict[str, Any], why: str) -> None:
    with pytest.raises(BadTemplate) as caught:
        from_data(data)
    assert str(caught.value).startswith(why)
