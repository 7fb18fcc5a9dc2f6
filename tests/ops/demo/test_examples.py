"""The example files: always next week's, never over somebody's own changes."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowcafe.ops.demo.examples import put_examples, slots

TODAY = date(2027, 3, 3)
FILES = ["met.csv", "needs.csv", "people.csv", "slots.csv"]


def days(text: str) -> list[date]:
    return [date.fromisoformat(row["date"]) for row in csv.DictReader(text.splitlines())]


@given(st.dates(date(2026, 1, 1), date(2090, 1, 1)))
def test_the_slots_lie_in_the_week_after_today(today: date) -> None:
    found = days(slots(today))
    assert found == sorted(found)
    assert min(found) > today
    assert {day.isocalendar()[:2] for day in found} == {
        (today + timedelta(weeks=1)).isocalendar()[:2]
    }


def test_four_files_are_put_into_a_new_folder(tmp_path: Path) -> None:
    assert put_examples(tmp_path / "a" / "b", today=TODAY) == ()
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == FILES


def test_the_dates_of_old_examples_are_brought_up_to_date(tmp_path: Path) -> None:
    put_examples(tmp_path, today=TODAY - timedelta(weeks=8))
    assert put_examples(tmp_path, today=TODAY) == ()
    assert min(days((tmp_path / "slots.csv").read_text())) > TODAY


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_somebody_changed_is_left_as_it_is(tmp_path: Path, name: str) -> None:
    put_examples(tmp_path, today=TODAY)
    changed = (tmp_path / name).read_text() + "\n"
    (tmp_path / name).write_text(changed)
    assert put_examples(tmp_path, today=TODAY + timedelta(weeks=1)) == (tmp_path / name,)
    assert (tmp_path / name).read_text() == changed


@pytest.mark.parametrize("text", ["", "date\n", "date\nnot-a-date,18:30\n", "\ufffd"])
def test_slots_of_another_kind_are_left_too(tmp_path: Path, text: str) -> None:
    (tmp_path / "slots.csv").write_text(text)
    assert put_examples(tmp_path, today=TODAY) == (tmp_path / "slots.csv",)


def test_the_cast_and_their_kind_are_there(tmp_path: Path) -> None:
    put_examples(tmp_path, today=TODAY)
    people = list(csv.DictReader((tmp_path / "people.csv").read_text().splitlines()))
    needs = list(csv.DictReader((tmp_path / "needs.csv").read_text().splitlines()))
    first = {row["name"].split()[0]: row["role"] for row in people}
    assert {name: first[name] for name in ("Bilal", "Chidi", "Dana", "Farid")} == {
        "Bilal": "sales",
        "Chidi": "lawyer",
        "Dana": "accountant",
        "Farid": "facilitator",
    }
    assert sum(row["professional"] == "yes" for row in people) == 10
    assert len(people) == 43
    assert {row["person"] for row in needs} <= {row["name"] for row in people}
    assert {"I'd like company"} <= {row["need"] for row in needs}
    assert {row["urgent"] for row in needs} == {"yes", "no"}
