"""The demo: a whole week from the example files, on the screen and as a page."""

import io
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from knowcafe.ops.compose.run import compose_files
from knowcafe.ops.demo.run import PAGE, demo, has_screen

TODAY = date(2027, 3, 3)


def run(folder: Path, *, today: date = TODAY, seed: int = 0) -> tuple[int, str]:
    out = io.StringIO()
    console = Console(file=out, width=80, no_color=True)
    code = demo(folder=folder, today=today, seed=seed, open_page=False, console=console)
    return code, out.getvalue()


def test_it_composes_next_week_and_says_where_the_page_is(tmp_path: Path) -> None:
    code, said = run(tmp_path)
    lines = said.splitlines()
    assert code == 0
    assert lines[1] == "Knowledge cafés, 9 to 13 March 2027"
    assert lines[-2:] == [
        f"The same as a page: {tmp_path / PAGE}",
        "Your own week: knowcafe compose --help",
    ]
    assert "<h1>Knowledge cafés" in (tmp_path / PAGE).read_text(encoding="utf-8")


def test_the_week_is_a_good_one(tmp_path: Path) -> None:
    """Every need is met but VAT, which nobody free knows; all urgent ones are."""
    run(tmp_path)
    composed = compose_files(*(tmp_path / f"{n}.csv" for n in ("people", "needs", "slots", "met")))
    assert [unmet.topic for unmet in composed.plan.unmet] == ["vat"]
    assert composed.plan.is_proven
    assert len({seat.opening for seat in composed.plan.seats}) == 5


def test_the_same_day_and_seed_give_the_same_week(tmp_path: Path) -> None:
    one, other = run(tmp_path / "a", seed=3), run(tmp_path / "b", seed=3)
    assert one[1].splitlines()[:-3] == other[1].splitlines()[:-3]
    assert (tmp_path / "a" / PAGE).read_bytes() == (tmp_path / "b" / PAGE).read_bytes()


def test_a_changed_file_is_used_and_named(tmp_path: Path) -> None:
    run(tmp_path)
    people = (tmp_path / "people.csv").read_text().replace("Grace Adeyemi", "Grace Abara")
    (tmp_path / "people.csv").write_text(people)
    code, said = run(tmp_path)
    assert code == 2
    assert "nobody in the list of people is called “Grace Adeyemi”" in said
    needs = (tmp_path / "needs.csv").read_text().replace("Grace Adeyemi", "Grace Abara")
    met = (tmp_path / "met.csv").read_text().replace("Grace Adeyemi", "Grace Abara")
    (tmp_path / "needs.csv").write_text(needs)
    (tmp_path / "met.csv").write_text(met)
    code, said = run(tmp_path)
    assert code == 0
    assert said.count("Kept as you have changed it: ") == 3
    assert "• Grace Abara" in said


def test_a_folder_that_cannot_be_written_to_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    code, said = run(tmp_path / "file" / "out")
    assert (code, said.count("\n")) == (2, 1)
    assert "cannot be written to" in said


@pytest.mark.parametrize(
    ("environment", "platform", "screen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "CI": "true"}, "linux", False),
        ({}, "darwin", True),
        ({"CI": "1"}, "darwin", False),
        ({}, "win32", True),
    ],
)
def test_a_browser_is_opened_only_in_front_of_a_person(
    environment: dict[str, str], platform: str, screen: bool
) -> None:
    assert has_screen(environment, platform) == screen
