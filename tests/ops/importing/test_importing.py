"""`knowcafe import`: the files of compose become members, once."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from django.apps import apps

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter, Series
from knowcafe.members import actions as members
from knowcafe.members import queries
from knowcafe.members.models import Apart, Availability, FreeDate, Need, Offer, Profile
from knowcafe.ops.compose.run import BadInput, load_inputs
from knowcafe.ops.importing.naming import first_names
from knowcafe.ops.importing.report import Report
from knowcafe.ops.importing.run import take_over
from knowcafe.outbox.models import Message
from knowcafe.refused import Refused

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 22, 9, 0, tzinfo=UTC)

PEOPLE = """\
name,email,role,professional,know-how,free,cap,languages,apart
Amara Okafor,amara@example.org,candle maker,no,Suppliers: done it,Tue evening,1,English,
Dana Levi,Dana@Example.org,accountant,yes,"Pricing; VAT & sales tax",Tue evening; thu,2,,Hugo Berg
Grace Lund,,potter,no,,any,1,,
Hugo Berg,hugo@example.org,photographer,no,,2027-03-25,1,,
"""
NEEDS = """\
person,need,urgent,weeks waiting,since
Amara Okafor,How do I set a price for a candle?,yes,3,
Amara Okafor,I'd like company,no,,2027-03-01
Grace Lund,How do I find suppliers?,no,,
"""
SLOTS = """\
id,date,start,end,zone,place,tables,link
,2027-03-23,18:30,20:00,,Brixton Library,2,
thu,2027-03-25,12:30,13:30,,Somewhere else,1,
,2027-03-27,12:30,13:30,Europe/Lisbon,,1,
,2027-03-28,12:30,13:30,,online,1,
"""


@pytest.fixture
def esi() -> Person:
    return accounts.ensure_person("esi@example.org", first_name="Esi", now=NOW)


@pytest.fixture
def london(esi: Person) -> Chapter:
    return chapters.open_chapter(
        "London", host=esi, zone="Europe/London", place="Brixton Library", now=NOW
    )


def bring(folder: Path, london: Chapter, esi: Person, **more: object) -> Report:
    files = {"people": PEOPLE, "needs": NEEDS, "slots": SLOTS}
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(str(more.pop(name, text)))
    inputs = load_inputs(*(folder / f"{name}.csv" for name in files))
    return take_over(inputs, london, **({"by": esi, "now": NOW} | more))


def rows() -> list[list[dict[str, object]]]:
    tables = apps.get_app_config("knowcafe").get_models()
    return [list(table.objects.order_by("pk").values()) for table in tables]


def test_people_needs_and_slots_are_taken_over(tmp_path, london, esi) -> None:
    report = bring(tmp_path, london, esi)
    assert (report.people, report.needs, report.series) == (3, 2, 2)
    dana = queries.member_of(london, Person.objects.get(email="dana@example.org"))
    assert (dana.person.first_name, dana.is_host) == ("Dana", False)
    profile = Profile.objects.get(member=dana)
    assert (profile.role, profile.is_professional, profile.may_show_name) == (
        "accountant", True, False,
    )  # fmt: skip
    offers = Offer.objects.filter(member=dana).values_list("topic", "depth")
    assert set(offers) == {("pricing", 2), ("vat", 2)}
    assert Apart.objects.get(member=dana).other.first_name == "Hugo"
    needs = {need.topic: need for need in Need.objects.all()}
    assert set(needs) == {"pricing", "company"}
    assert needs["pricing"].is_urgent
    assert needs["pricing"].asked_at == NOW - timedelta(weeks=3)
    assert needs["company"].asked_at == NOW - timedelta(days=21)
    assert [(s.weekday, s.starts, s.minutes, s.tables) for s in Series.objects.order_by("weekday")]\
        == [(1, time(18, 30), 90, 2), (3, time(12, 30), 60, 1)]  # fmt: skip
    assert Cafe.objects.filter(table=2).exists()


def test_free_time_is_every_week_of_the_quarter_or_one_named_day(tmp_path, london, esi) -> None:
    bring(tmp_path, london, esi)
    free: dict[str, list[str]] = {}
    for date in FreeDate.objects.order_by("on"):
        free.setdefault(date.member.person.first_name, []).append(f"{date.on:%a %d %b}")
    assert free["Hugo"] == ["Thu 25 Mar"]
    assert free["Amara"][:3] == ["Tue 23 Mar", "Tue 30 Mar", "Tue 06 Apr"]
    assert {day[:3] for day in free["Amara"]} == {"Tue"}
    assert free["Dana"].count("Thu 25 Mar") == 1
    caps = Availability.objects.filter(member__person__first_name="Dana")
    assert dict(caps.values_list("quarter", "cap")) == {"2027-Q1": 2, "2027-Q2": 26}


def test_again_changes_nothing_and_nobody_is_mailed(tmp_path, london, esi) -> None:
    bring(tmp_path, london, esi)
    before = rows()
    report = bring(tmp_path, london, esi)
    assert (report.people, report.needs, report.series) == (0, 0, 0)
    assert rows() == before
    assert not Message.objects.exists()


def test_a_dry_run_says_the_same_and_changes_nothing(tmp_path, london, esi) -> None:
    before = rows()
    dry = bring(tmp_path, london, esi, is_dry=True)
    assert rows() == before
    wet = bring(tmp_path, london, esi)
    assert list(dry.lines(every=True)) == list(wet.lines(every=True))
    assert rows() != before


def test_every_row_that_is_left_out_has_its_reason(tmp_path, london, esi) -> None:
    report = bring(tmp_path, london, esi)
    ours = "the chapter’s is Europe/London"
    no_link = "online, but the chapter has no link; add one in its settings first"
    said = [line.removeprefix(f"{tmp_path}/") for line in report.lines(every=False)]
    assert [line.replace("\u2068", "").replace("\u2069", "") for line in said] == [
        f"slots.csv, line 4, 2027-03-27 12:30: on the clock of Europe/Lisbon, {ours}",
        f"slots.csv, line 5, 2027-03-28 12:30: {no_link}",
        "people.csv, line 4, Grace Lund: has no e-mail address",
        "needs.csv, line 4, Grace Lund: its owner has no e-mail address",
        "3 new people, 2 new needs, 2 new weekly cafés, 4 rows left out.",
    ]


def test_what_members_have_said_since_is_kept(tmp_path, london, esi) -> None:
    bring(tmp_path, london, esi)
    dana = queries.member_of(london, Person.objects.get(email="dana@example.org"))
    members.describe(
        dana, role="VAT adviser", is_professional=True, may_show_name=True, languages=[],
        by=dana.person, now=NOW,
    )  # fmt: skip
    members.offer(dana, depths={"vat": 1}, by=dana.person, now=NOW)
    need = Need.objects.get(topic="pricing")
    members.close_need_as_met(need, by=esi, now=NOW)
    bring(tmp_path, london, esi)
    assert queries.profile_of(dana).role == "VAT adviser"
    offers = Offer.objects.filter(member=dana).values_list("topic", "depth")
    assert set(offers) == {("vat", 1), ("pricing", 2)}
    assert Need.objects.filter(topic="pricing").count() == 1


def test_a_fourth_need_is_left_out(tmp_path, london, esi) -> None:
    more = "".join(f"Amara Okafor,Pricing question {n}: what price?,no,,\n" for n in range(4))
    report = bring(tmp_path, london, esi, needs="person,need,urgent,weeks waiting,since\n" + more)
    assert report.needs == 3
    left = [one.said for one in report.outcomes if one.file.endswith("needs.csv")]
    assert "three open needs" in left[-1]


def test_bad_files_and_strangers_write_nothing(tmp_path, london, esi) -> None:
    hugo = accounts.ensure_person("hugo@example.org", first_name="Hugo", now=NOW)
    before = rows()
    with pytest.raises(BadInput):
        bring(tmp_path, london, esi, needs="person,need\nNobody,How do I price?\n")
    with pytest.raises(Refused, match="Only hosts"):
        bring(tmp_path, london, hugo)
    assert rows() == before


def test_people_alone_are_enough(tmp_path, london, esi) -> None:
    chapters.meet_weekly(london, weekday=1, starts=time(18, 30), minutes=90, by=esi, now=NOW)
    (tmp_path / "people.csv").write_text("name,email,free\nAmara,amara@example.org,Tue\n")
    inputs = load_inputs(tmp_path / "people.csv", None, None)
    seen: list[tuple[int, int]] = []
    take_over(
        inputs, london, by=esi, now=NOW, progress=lambda done, total: seen.append((done, total))
    )
    assert FreeDate.objects.filter(member__person__first_name="Amara").count() > 1
    assert seen == [(1, 1)]


@pytest.mark.parametrize(
    ("names", "called"),
    [
        (["Amara Okafor"], ["Amara"]),
        (["Anna Kern", "anna Berg", "Ben"], ["Anna K.", "anna B.", "Ben"]),
        (["Anna", "Anna Berg"], ["Anna", "Anna B."]),
        (["ev\u202ea Berg", "a@example.org", "Ben"], ["", "", "Ben"]),
    ],
)
def test_people_are_called_by_their_first_name(names: list[str], called: list[str]) -> None:
    assert list(first_names(names).values()) == called
