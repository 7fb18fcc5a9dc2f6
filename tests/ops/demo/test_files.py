"""`knowcafe demo --files`: a week from the example files, and what to type next."""

from datetime import date
from pathlib import Path

import pytest

from knowcafe.ops.compose.run import compose_files
from knowcafe.ops.demo.files import put_files

TODAY = date(2027, 3, 3)


def test_it_says_what_to_type_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mine"
    assert put_files(folder, today=TODAY) == 0
    said = capsys.readouterr().out
    named = " ".join(f"--{name} {folder / name}.csv" for name in ("people", "needs", "slots"))
    assert said == f"Compose them with: knowcafe compose {named}\n"
    (folder / "needs.csv").write_text("person,need\n")
    assert put_files(folder, today=TODAY) == 0
    assert capsys.readouterr().out.startswith(f"Kept as you have changed it: {folder}/needs.csv")


def test_the_week_is_a_good_one(tmp_path: Path) -> None:
    """Every need is met but VAT, which nobody free knows; all urgent ones are."""
    put_files(tmp_path, today=TODAY)
    composed = compose_files(*(tmp_path / f"{n}.csv" for n in ("people", "needs", "slots", "met")))
    assert [unmet.topic for unmet in composed.plan.unmet] == ["vat"]
    assert composed.plan.is_proven
    assert len({seat.opening for seat in composed.plan.seats}) == 5


def test_a_folder_that_cannot_be_written_to_is_said_plainly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    assert put_files(tmp_path / "file" / "out", today=TODAY) == 2
    assert "cannot be written to" in capsys.readouterr().err
