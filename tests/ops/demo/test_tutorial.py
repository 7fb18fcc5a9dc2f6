"""docs/tutorial/first-cafe.md does what it says."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from numpy.random import default_rng

from knowcafe.__main__ import _parser
from knowcafe.cafes.actions import draft_plan
from knowcafe.cafes.queries.week import host_week
from knowcafe.chapters.models import Chapter
from knowcafe.core.calendar import Week
from knowcafe.ops.compose.run import compose_files
from knowcafe.ops.compose.run import load_inputs as load
from knowcafe.ops.demo.stages import fill
from knowcafe.ops.demo.story import Stage, Story
from knowcafe.ops.importing.run import take_over
from knowcafe.phrases.week.told import tell
from tests.house.source import ROOT

TUTORIAL = ROOT / "docs/tutorial/first-cafe.md"
TEMPLATES = ROOT / "src/knowcafe/templates"
MONDAY = datetime(2027, 3, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def text() -> str:
    return TUTORIAL.read_text(encoding="utf-8")


def files(text: str, folder: Path) -> list[Path]:
    found = re.findall(r"`mine/(\w+\.csv)`.*?```csv\n(.*?)```", text, re.DOTALL)
    for name, rows in found:
        (folder / name).write_text(rows, encoding="utf-8")
    return [folder / f"{name}.csv" for name in ("people", "needs", "slots")]


def test_ones_own_three_files_make_one_table_and_meet_three_needs(
    text: str, tmp_path: Path
) -> None:
    told = tell(compose_files(*files(text, tmp_path)))
    assert (told.summary, told.met) == ("5 people at one café", "3 of 3 needs met")
    assert told.distance.startswith("Best possible")


@pytest.mark.django_db
def test_the_same_three_files_can_be_imported(text: str, tmp_path: Path, london, esi) -> None:
    report = take_over(load(*files(text, tmp_path)), london, by=esi, now=MONDAY)
    assert (report.people, report.needs, report.series) == (5, 3, 1)
    assert not [one for one in report.outcomes if one.is_left_out]


@pytest.mark.django_db
def test_the_reason_that_is_quoted_is_the_demos(text: str, tmp_path: Path, settings) -> None:
    settings.DATA = tmp_path
    story = Story(Stage.QUARTER, MONDAY, 7, default_rng(7), lambda _line: None, weeks_before=0)
    fill(story)
    chapter = Chapter.objects.get(slug="london")
    week, esi = Week.containing(MONDAY.date()), chapter.member_set.get(is_host=True).person
    draft_plan(chapter, week=week, by=esi, now=MONDAY + timedelta(hours=1), seed=7)
    tables = host_week(chapter, week, now=MONDAY + timedelta(hours=1)).tables
    guests = [sitter.guest for table in tables for sitter in table.sitters]
    [amara] = [guest for guest in guests if guest.name == "Amara"]
    quoted = re.search(r"> (sits with .*)", text)
    assert quoted
    assert quoted[1] in amara.reason


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\*\*([^*]+)\*\*", TUTORIAL.read_text()))))
def test_what_is_to_be_pressed_is_on_a_page(name: str) -> None:
    """In a template or a letter; all but the person in the quotation."""
    said = [*TEMPLATES.rglob("*.html"), *(TEMPLATES.parent / "phrases").rglob("*.py")]
    shown = "".join(path.read_text("utf-8") for path in said)
    plain = name.removesuffix(" …").replace("Be Amara", "Be {{ name }}")
    assert plain == "Amara" or plain in shown


def test_its_commands_are_understood(text: str) -> None:
    commands = re.findall(r"^\.venv/bin/knowcafe (.*)$", text, re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        _parser().parse_args(command.split())
