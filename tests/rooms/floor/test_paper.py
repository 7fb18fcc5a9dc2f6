"""The hour on one sheet, as things stand."""

from __future__ import annotations

from datetime import timedelta

from knowcafe.core.hour import parts_from
from knowcafe.floor import actions
from knowcafe.floor.queries.paper import DENSE, paper
from tests.rooms.floor.conftest import NAMES


def prepared(hour, esi, start, template: str, minutes: int = 90):
    return actions.prepare(
        hour, template=template, minutes=minutes, question="", talk=False, by=esi, now=start
    )


def test_before_anybody_is_here_those_expected_have_their_tables(hour, esi, start) -> None:
    sheet = paper(prepared(hour, esi, start, "simple", 60))
    assert [line.name for line in sheet.people] == list(NAMES)
    assert sheet.rounds == ("Round 1", "Round 2")
    assert all(set(line.tables) <= {"1", "2"} and len(line.tables) == 2 for line in sheet.people)
    assert (len(sheet.blank), sheet.is_dense, sheet.place) == (2, False, "Brixton Library")
    assert [(part.at, part.minutes, part.title) for part in sheet.parts][:3] == [
        ("18:30", 8, "Names"),
        ("18:38", 16, "Small tables, 1 of 2"),
        ("18:54", 16, "Small tables, 2 of 2"),
    ]


def test_it_follows_the_hour(hour, esi, start, phone) -> None:
    prepared(hour, esi, start, "simple", 60)
    phone.check_in("Amara", "Bilal", "Dana", "Grace")
    phone.tap("start")
    phone.next(1)
    phone.tap("stretch", part=1, minutes=5)
    phone.tap("skip", part=3)
    sheet = paper(phone.row)
    assert [(part.at, part.title) for part in sheet.parts] == [
        ("18:30", "Names"),
        ("18:38", "Small tables, 1 of 2"),
        ("18:59", "Small tables, 2 of 2"),  # sixteen minutes and five
        ("19:15", "One next step each"),
        ("19:23", "Three quick questions"),
    ]
    seats = {line.name: line.tables for line in sheet.people}
    assert all(seats[name][0] for name in ("Amara", "Bilal", "Dana", "Grace"))
    assert seats["Chidi"] == ("", "")  # expected and not here: no table is planned


def test_who_has_left_has_no_line(hour, esi, start, phone, who) -> None:
    phone.check_in("Amara", "Bilal")
    phone.tap("gone", who=who("Bilal"))
    names = [line.name for line in paper(phone.row).people]
    assert "Bilal" not in names
    assert "Amara" in names


def test_turns_are_one_round(hour, esi, start) -> None:
    row = prepared(hour, esi, start, "troika", 60)
    assert sum(part.kind == "turns" for part in parts_from(row.script)) == 3
    sheet = paper(row)
    assert sheet.rounds == ("Round 1",)
    assert [minutes for minutes, _says in sheet.parts[1].cues]


def test_many_people_stand_closer(hour, start) -> None:
    for n in range(DENSE):
        actions.come_as_guest(
            hour.token, name=f"Sam{n:02}", need="", asked_with="", now=start + timedelta(minutes=n)
        )
    sheet = paper(hour)
    assert sheet.is_dense
    assert len(sheet.blank) == 1
