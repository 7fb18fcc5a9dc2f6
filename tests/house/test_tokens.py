"""The plan's page is one file with a stylesheet of its own: its colours are the house's."""

from __future__ import annotations

import re

from tests.house.source import ROOT

HERE = ROOT / "src" / "knowcafe"
BLOCK = re.compile(r":root \{(.*?)\}", re.DOTALL)
COLOUR = re.compile(r"(--[a-z-]+): (#[0-9a-f]{6});")


def colours(css: str) -> list[dict[str, str]]:
    """By light, then by dark."""
    return [dict(COLOUR.findall(block)) for block in BLOCK.findall(css)[:2]]


def test_both_stylesheets_have_the_same_colours() -> None:
    ours = colours((HERE / "static" / "knowcafe" / "style.css").read_text("utf-8"))
    plan = colours((HERE / "templates" / "host" / "plan.css").read_text("utf-8"))
    for house, page in zip(ours, plan, strict=True):
        shared = page.keys() & house.keys()
        assert len(shared) >= 7
        assert {name: page[name] for name in shared} == {name: house[name] for name in shared}
