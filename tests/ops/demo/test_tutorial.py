"""docs/tutorial/first-cafe.md does what it says."""

import re
from datetime import date
from pathlib import Path

import pytest

from knowcafe.ops.compose.run import compose_files
from knowcafe.ops.demo.examples import put_examples
from knowcafe.phrases.week.composed import Composed
from knowcafe.phrases.week.told import tell

TUTORIAL = Path(__file__).parents[3] / "docs/tutorial/first-cafe.md"


@pytest.fixture
def text() -> str:
    return TUTORIAL.read_text(encoding="utf-8")


def composed(folder: Path) -> Composed:
    return compose_files(*(folder / f"{name}.csv" for name in ("people", "needs", "slots")))


def test_ones_own_three_files_make_one_table_and_meet_three_needs(
    text: str, tmp_path: Path
) -> None:
    files = re.findall(r"`mine/(\w+\.csv)`.*?```csv\n(.*?)```", text, re.DOTALL)
    assert sorted(name for name, _ in files) == ["needs.csv", "people.csv", "slots.csv"]
    for name, rows in files:
        (tmp_path / name).write_text(rows, encoding="utf-8")
    told = tell(composed(tmp_path))
    assert (told.summary, told.met) == ("5 people at one café", "3 of 3 needs met")
    assert told.distance.startswith("Best possible")


def test_the_reason_that_is_quoted_is_the_demos(text: str, tmp_path: Path) -> None:
    put_examples(tmp_path, today=date(2027, 3, 1))
    guests = [guest for cafe in tell(composed(tmp_path)).cafes for guest in cafe.guests]
    amara = [guest for guest in guests if guest.name == "Amara Okafor"]
    flat = " ".join(text.replace("> ", "").split())
    assert [guest.reason in flat and guest.told in flat for guest in amara].count(True) == 1


def test_the_change_that_is_suggested_answers_the_question(tmp_path: Path) -> None:
    put_examples(tmp_path, today=date(2027, 3, 1))
    before = (tmp_path / "people.csv").read_text(encoding="utf-8")
    after = before.replace(
        "Winifred Osei,VAT adviser,yes,VAT & sales tax,Mon morning,1,no,English,online,",
        "Winifred Osei,VAT adviser,yes,VAT & sales tax,Sat morning,1,no,English,place,",
    )
    assert [unmet.topic for unmet in composed(tmp_path).plan.unmet] == ["vat"]
    (tmp_path / "people.csv").write_text(after, encoding="utf-8")
    assert composed(tmp_path).plan.unmet == ()
