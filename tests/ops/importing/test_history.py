"""`knowcafe import --history`: the same as the hosts' page, in a terminal."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowcafe.__main__ import _parser
from knowcafe.accounts import actions as accounts
from knowcafe.cafes.models import Intake, PastCount, PastMember
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter, Member
from knowcafe.ops.importing.run import import_command
from tests.core.exchange.elsewhere import LUMA, MEETUP, MEETUP_EVENING

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def london(monkeypatch: pytest.MonkeyPatch) -> Chapter:
    monkeypatch.setattr("knowcafe.ops.importing.run.bring_up_to_date", lambda: None)
    esi = accounts.ensure_person("esi@example.org", first_name="Esi", now=NOW)
    return chapters.open_chapter(
        "London", host=esi, zone="Europe/London", place="Brixton Library", now=NOW
    )


def main(arguments: list[str]) -> int:
    return import_command(_parser().parse_args(arguments), now=NOW)


def run(folder: Path, text: str, *more: str, name: str = "guests.csv") -> int:
    (folder / name).write_text(text, "utf-8")
    return main(["import", "--chapter", "london", "--history", str(folder / name), *more])


def said(capsys: pytest.CaptureFixture[str]) -> tuple[list[str], str]:
    out, err = capsys.readouterr()
    plain = {ord("\u2068"): None, ord("\u2069"): None}
    return out.translate(plain).splitlines(), err.translate(plain)


def test_a_luma_file(tmp_path, london, capsys) -> None:
    assert run(tmp_path, LUMA) == 0
    assert said(capsys) == (
        [
            "Read as: Luma: the guests of one event",
            "line 5, Chidi Eze: skipped; cancelled or was turned down",
            "line 8, Grace Lund: skipped; was invited and never answered",
            "line 10, Amara: skipped; is the same person as line 2",
            "15 January 2026: 3 said yes, 2 came.",
            "5 new people, 3 rows skipped.",
        ],
        "",
    )
    assert (Member.objects.count(), PastCount.objects.get().came) == (6, 2)
    assert run(tmp_path, LUMA) == 0
    assert said(capsys)[0][-1] == "5 already here, 3 rows skipped."
    assert Member.objects.count() == 6


OWN = "Who,Contact address,Also\nDana Osei,dana@example.org,other@example.org\n"


@pytest.mark.parametrize("dry", [True, False])
def test_which_column_is_taken_as_what(tmp_path, london, capsys, dry) -> None:
    more = ["--column", "email=also", "--column", "name=WHO", "--column", "last_name="]
    more += ["--dry-run"] if dry else []
    assert run(tmp_path, OWN, *more) == 0
    assert "1 new person." in said(capsys)[0]
    found = Member.objects.exclude(person__first_name="Esi").values_list("person__email", flat=True)
    assert list(found) == ([] if dry else ["other@example.org"])


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("mail=Also", "No column is taken as “mail” here, only as: name, first_name, last_name, e"),
        ("email=Post", "There is no column “Post”. There are: Who, Contact address, Also."),
        ("email", ""),
    ],
)
def test_a_column_that_is_not_there(tmp_path, london, capsys, given, why) -> None:
    assert run(tmp_path, OWN, "--column", given) == (2 if why else 0)
    assert said(capsys)[1].startswith(why)
    assert Intake.objects.exclude(done_at=None).count() == (not why)


def test_a_dry_run_tells_every_row_and_changes_nothing(tmp_path, london, capsys) -> None:
    assert run(tmp_path, MEETUP, "--dry-run", name="members.xls") == 0
    out, _err = said(capsys)
    why = "no address yet; comes in by name; you can give them an address later"
    assert out[1] == f"line 2, Amara Okafor: {why}"
    assert out[-2:] == ["3 new without an address.", "This was a dry run: nothing is changed."]
    assert not Intake.objects.exists()
    assert not PastMember.objects.exists()


def test_the_day_is_said_where_the_file_does_not_say_it(tmp_path, london, capsys) -> None:
    assert run(tmp_path, MEETUP_EVENING) == 2
    assert "Say which day it was" in said(capsys)[1]
    assert not Intake.objects.exists()
    assert run(tmp_path, MEETUP_EVENING, "--event-date", "2026-01-08") == 0
    assert PastCount.objects.get().key == "2026-01-08"
    with pytest.raises(SystemExit):
        run(tmp_path, MEETUP_EVENING, "--event-date", "8.1.")


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_what_cannot_be_read(tmp_path, london, capsys, more: tuple[str, ...]) -> None:
    assert run(tmp_path, "<html>", *more) == 2
    assert "guests.csv: looks like a web page" in said(capsys)[1]
    nowhere = ["import", "--chapter", "london", "--history", str(tmp_path / "nowhere.csv"), *more]
    assert main(nowhere) == 2
    assert "cannot be read: No such file" in said(capsys)[1]


def test_either_people_or_history(tmp_path, london, capsys) -> None:
    with pytest.raises(SystemExit):
        main(["import", "--chapter", "london"])
    with pytest.raises(SystemExit):
        run(tmp_path, LUMA, "--people", "people.csv")
