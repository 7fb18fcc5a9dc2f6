"""Closing: what is kept of the hour, what is not, and when the rest is forgotten."""

from datetime import date, timedelta

import pytest

from knowcafe.cafes.models import Attendance, Cafe, Met
from knowcafe.floor import actions, queries
from knowcafe.floor.models import Guest, Insight, Tap
from knowcafe.journal.models import Entry
from knowcafe.refused import Refused
from tests.rooms.cafes.planned import person
from tests.rooms.floor.conftest import NAMES


def closed(phone, **said):
    after = phone.hour.cafe.starts_at + timedelta(minutes=90)
    actions.close(phone.row, **{"by": phone.by, "now": after} | said)
    return phone.row


def states() -> dict[str, str]:
    return dict(Attendance.objects.order_by("pk").values_list("first_name", "state"))


def test_who_came_is_noted_and_of_the_others_only_what_is_said(phone, who, cafe) -> None:
    phone.check_in("Amara", "Bilal", "Chidi")
    phone.tap("gone", who=who("Chidi"))
    phone.tap("start")
    phone.tap("gone", who=who("Bilal"))
    phone.tap("here", who="w-sam", name="Sam")
    phone.tap("here", who="w-nameless")
    phone.tap("here", who="w-oops", name="Oops")
    phone.tap("gone", who="w-oops")
    hour = closed(phone, missed=[who("Farid")], excused=[who("Grace"), "w-nobody"])
    assert states() == {
        "Amara": "came", "Bilal": "came", "Farid": "missed", "Grace": "excused", "Sam": "came",
        "A guest": "came", "Oops": "came",
    }  # fmt: skip
    assert hour.closed_at == cafe.starts_at + timedelta(minutes=90)
    cafe.refresh_from_db()
    assert cafe.noted_at == hour.closed_at
    assert Entry.objects.filter(verb="hour.closed", about_id=cafe.pk).count() == 1


def test_an_hour_that_never_began_knows_who_was_here(phone, who) -> None:
    phone.check_in("Amara", "Bilal")
    phone.tap("gone", who=who("Bilal"))
    closed(phone)
    assert states() == {"Amara": "came"}


def test_closing_twice_by_strangers_or_too_early_is_refused(phone, hugo, start) -> None:
    with pytest.raises(Refused, match="Only those who run"):
        closed(phone, by=hugo)
    with pytest.raises(Refused, match="not begun"):
        closed(phone, now=start - timedelta(minutes=1))
    assert phone.row.closed_at is None
    closed(phone)
    with pytest.raises(Refused, match="closed already"):
        closed(phone)


def test_who_shared_a_table_is_remembered_by_rounds(phone, who) -> None:
    phone.check_in(*NAMES)
    amara, bilal, chidi, dana = (who(name) for name in NAMES[:4])
    phone.tap("start")
    phone.tap("next", to=1, tables=[[amara, bilal, "w-sam"], [chidi, dana, "p999999"]])
    phone.tap("next", to=2, tables=[[amara, bilal], [chidi], [dana]])
    closed(phone)
    met = {
        (row.one.first_name, row.other.first_name): row.times
        for row in Met.objects.select_related("one", "other")
    }
    assert met == {("Amara", "Bilal"): 2, ("Chidi", "Dana"): 1}


def test_turns_at_one_table_are_one_round(phone, who, esi, start) -> None:
    actions.prepare(
        phone.hour, template="pairs", minutes=90, question="", talk=False, by=esi, now=start
    )
    turns = [n for n, part in enumerate(queries.parts_of(phone.row)) if part.has_tables]
    assert len(turns) > 1
    phone.check_in("Amara", "Bilal")
    for n in turns:
        phone.tap("next", to=n, tables=[[who("Amara"), who("Bilal")]])
    closed(phone)
    assert Met.objects.get().times == 1


def test_insights_are_kept_without_names_unless_given(phone, who, london) -> None:
    tell = {"what": "insight", "topic": "pricing"}
    phone.tap("takeaway", key="a", text=" Ask what it is worth ", **tell)
    phone.tap("takeaway", key="b", what="question", text="Why?", topic="no-topic", who=who("Dana"))
    phone.tap("takeaway", key="c", what="story", text=" ", who="p999999")
    phone.tap("takeaway", key="d", what="resource", text="A book", who="p999999")
    closed(phone)
    kept = list(Insight.objects.order_by("pk"))
    assert [(row.kind, row.topic, row.text, row.by) for row in kept] == [
        ("insight", "pricing", "Ask what it is worth", None),
        ("question", "", "Why?", person("Dana")),
        ("resource", "", "A book", None),
    ]
    assert kept[0].cafe == phone.hour.cafe
    assert kept[0].chapter == london
    assert str(kept[0]) == f"insight {kept[0].pk} of {london.pk}"
    assert kept[0].said_at == phone.at - timedelta(seconds=3)


def test_know_how_is_found_by_words_kind_and_topic(phone, london) -> None:
    for key, what, text, topic in (
        ("a", "insight", "Ask what it is worth", "pricing"),
        ("b", "resource", "The library lends cameras", ""),
    ):
        phone.tap("takeaway", key=key, what=what, text=text, topic=topic)
    closed(phone)

    def found(*search, **only) -> list[str]:
        return [row.text[:3] for row in queries.know_how(london, *search, **only)]

    assert found() == ["The", "Ask"]
    assert found("WORTH ask") == found("pricing") == found("", topic="pricing") == ["Ask"]
    assert found("lends", kind="resource") == ["The"]
    assert found("lends worth") == []


def test_the_next_steps_of_the_hour(phone, who) -> None:
    phone.tap("here", who="w-sam", name="Sam")
    phone.tap(
        "step", who=who("Amara"), text="Call Dana", cue="Monday", action="call", obstacle="busy",
        plan="write", on="2027-04-01", buddy="Bilal", confidence=4,
    )  # fmt: skip
    phone.tap("step", who="w-sam", text="Draw it")
    phone.tap("step", who="p999999", text="Nobody’s")
    phone.tap("step", who=who("Bilal"), text=" ")
    steps = (
        queries.Step(
            who("Amara"), "Amara", person("Amara").pk, "Call Dana", "Monday", "call", "busy",
            "write", date(2027, 4, 1), "Bilal", 4,
        ),
        queries.Step("w-sam", "Sam", None, "Draw it"),
        queries.Step("p999999", "", None, "Nobody’s"),
    )  # fmt: skip
    assert queries.steps(phone.row) == steps
    assert queries.steps(closed(phone)) == steps


def test_of_talk_only_the_figure_is_kept(phone, who, esi, start) -> None:
    actions.prepare(
        phone.hour, template="simple", minutes=90, question="", talk=True, by=esi, now=start
    )
    phone.check_in("Amara", "Bilal", "Grace")
    phone.tap("start")
    for name in ("Amara", "Amara", "Bilal"):
        phone.tap("heard", who=who(name), part=0)
    phone.tap("heard", who="p999999", part=0)
    phone.tap("unheard", who=who("Grace"), part=0)
    hour = closed(phone)
    assert hour.balance == pytest.approx(1 - 4 / 6)
    assert hour.not_heard == 1
    assert not Tap.objects.filter(kind__in=("heard", "unheard")).exists()
    assert queries.state_of(hour).heard == {}


def test_talk_that_was_not_asked_for_leaves_no_figure(phone, who) -> None:
    phone.check_in("Amara", "Bilal")
    phone.tap("heard", who=who("Amara"), part=0)
    hour = closed(phone)
    assert (hour.balance, hour.not_heard) == (None, None)
    assert not Tap.objects.filter(kind="heard").exists()


def test_needs_typed_at_the_door_were_for_this_cafe(phone) -> None:
    need = {"name": "Sam", "need": "My secret loan", "asked_with": ""}
    actions.come_as_guest(phone.hour.token, **need, now=phone.at)
    phone.tap("here", who="w-lola", name="Lola")
    hour = closed(phone)
    assert "secret" not in str(list(Tap.objects.values())) + str(list(Guest.objects.values()))
    assert [p["name"] for p in queries.state_of(hour).people.values()] == ["Sam", "Lola"]


def test_a_week_later_all_but_the_sum_is_forgotten(phone, start) -> None:
    sam = actions.come_as_guest(phone.hour.token, name="Sam", need="", asked_with="", now=phone.at)
    actions.answer_pulse(sam, useful=4, space=5, change="Tea", now=phone.at)
    before = queries.quick_answers(closed(phone))
    week = phone.row.closed_at + timedelta(days=7)
    actions.forget_hours(now=week)
    assert Guest.objects.exists()
    for later in (1, 2):
        actions.forget_hours(now=week + timedelta(minutes=later))
    assert not Guest.objects.exists()
    assert not Tap.objects.exists()
    hour = phone.row
    assert (hour.plan, hour.spare, hour.says) == ({}, {}, "")
    assert hour.forgotten_at == week + timedelta(minutes=1)
    assert queries.quick_answers(hour) == before == queries.Quick(1, 4, 5, ("Tea",))


def test_an_hour_nobody_closed_is_forgotten_too(phone, who, cafe) -> None:
    phone.check_in("Amara")
    phone.tap("heard", who=who("Amara"), part=0)
    phone.tap("takeaway", key="k", what="story", text="It went well")
    actions.forget_hours(now=cafe.ends_at + timedelta(hours=23))
    assert Tap.objects.filter(kind="heard").exists()
    actions.forget_hours(now=cafe.ends_at + timedelta(hours=25))
    assert sorted(Tap.objects.values_list("kind", flat=True)) == ["here", "takeaway"]
    assert not Insight.objects.exists()
    actions.forget_hours(now=cafe.ends_at + timedelta(days=8))
    assert not Tap.objects.exists()
    assert queries.quick_answers(phone.row) is None
    assert Insight.objects.get().text == "It went well"


def test_the_next_cafe_knows_who_met(phone, who, cafe, london, esi) -> None:
    from knowcafe.floor.queries import seating_problem

    phone.check_in("Amara", "Bilal", "Chidi")
    phone.tap("start")
    phone.tap("next", to=1, tables=[[who("Amara"), who("Bilal")], [who("Chidi")]])
    closed(phone)
    later = Cafe.objects.exclude(pk=cafe.pk).select_related("chapter").earliest("starts_at")
    for number, name in enumerate(("Amara", "Bilal", "Chidi"), 1):
        later.seat_set.update_or_create(number=number, defaults={"person": person(name)})
    hour = actions.open_hour(later, by=esi, now=later.starts_at)
    met = seating_problem(hour, queries.state_of(hour)).met
    pair = frozenset({who("Amara"), who("Bilal")})
    assert met[pair] == pytest.approx(2 * met[frozenset({who("Amara"), who("Chidi")})])
