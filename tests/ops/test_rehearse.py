"""`knowcafe rehearse`: the same years, readable and as JSON, and nothing written."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta

import pytest
from numpy.random import default_rng

from knowcafe.__main__ import _parser
from knowcafe.accounts import actions as accounts
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter, Member
from knowcafe.ops import rehearse

NOW = datetime(2027, 3, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def london(db: None, monkeypatch: pytest.MonkeyPatch) -> Chapter:
    monkeypatch.setattr(rehearse, "bring_up_to_date", lambda: None)
    esi = accounts.ensure_person("esi@example.org", first_name="Esi", now=NOW)
    made = chapters.open_chapter(
        "London", host=esi, zone="Europe/London", place="Brixton Library", table_size=10, now=NOW
    )
    chapters.meet_weekly(made, weekday=3, starts=time(18, 30), minutes=90, by=esi, now=NOW)
    for n in range(20):
        person = accounts.ensure_person(f"p{n}@example.org", first_name=f"P{n}", now=NOW)
        Member.objects.create(chapter=made, person=person, since=NOW - timedelta(weeks=9))
    return made


def played(*options: str) -> int:
    given = _parser().parse_args(["rehearse", "--chapter", "london", "--seeds", "2", *options])
    return rehearse.rehearse_command(given, now=NOW, rng=default_rng(given.seed))


def test_today_and_changed_side_by_side(london: Chapter, capsys) -> None:
    assert played("--table", "8", "--weekday", "tuesday", "--no-question") == 0
    told = capsys.readouterr().out
    assert "London, 2 years played twice" in told
    assert "With a table for 8, not 10, the café on Tuesdays and nobody asked" in told
    assert "Who can come on Tuesdays cannot be told" in told
    assert "± is the standard error" in told
    rows = [line.split() for line in told.splitlines() if line.startswith("Letters a week")]
    assert len(rows[0]) >= 6


def test_without_a_change_it_says_what_is_and_what_can_be_changed(london, capsys) -> None:
    assert played() == 0
    told = capsys.readouterr().out
    assert "difference" not in told
    assert "knowcafe rehearse --help" in told


def test_how_many_are_asked_at_most(london: Chapter, capsys) -> None:
    assert played("--most-asked", "5") == 0
    assert "at most 5" in capsys.readouterr().out


def test_json_for_another_program(london: Chapter, capsys) -> None:
    options = ("--ask-days", "7", "--reserves", "0", "--second-table", "--no-short-notice")
    options += ("--no-call-up",)
    assert played(*options, "--no-invitations", "--json") == 0
    first = json.loads(capsys.readouterr().out)
    assert first["years"] == 2
    assert (
        first["today"]
        | {"days": 7, "reserves": 0, "second_table": True, "calls_up": False}
        | {
            "short_notice": False,
            "invitations": False,
        }
        == first["changed"]
    )
    assert sum(first["heads"]["changed"]) == pytest.approx(1)
    assert set(first["figures"]["even"]) == {
        *("today", "changed", "by", "error", "times", "is_seen")
    }
    played(*options, "--no-invitations", "--json")
    assert json.loads(capsys.readouterr().out) == first
    played(*options, "--no-invitations", "--json", "--seed", "1")
    assert json.loads(capsys.readouterr().out) != first


def test_a_smaller_table_brings_its_floor_down(london: Chapter, capsys) -> None:
    assert played("--table", "4", "--json") == 0
    assert json.loads(capsys.readouterr().out)["changed"]["floor"] == 4


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--table", "4", "--floor", "6"), "That floor is above the table."),
        (("--chapter", "Paris"), "There is no chapter called Paris."),
    ],
)
def test_what_cannot_be_played(london: Chapter, capsys, options, why: str) -> None:
    assert played(*options) == 2
    assert why in capsys.readouterr().err


def test_with_too_few_people_there_is_nothing_to_play(london: Chapter, capsys) -> None:
    Member.objects.filter(is_host=False).delete()
    assert played() == 2
    assert "One member takes part" in capsys.readouterr().err
