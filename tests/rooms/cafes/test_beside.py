"""Two tables side by side, one of them thin: its people go to the other, and are told plainly."""

from datetime import timedelta

import pytest

from knowcafe.cafes import actions, queries, rules
from knowcafe.cafes.models import Cafe, Confirmation, Invitation, Outlook, Reserve, Seat
from knowcafe.cafes.queries import hosting, thin
from knowcafe.cafes.queries.confirming import is_called_up
from knowcafe.cafes.queries.outlook import crowd
from knowcafe.core.turnout import expected
from knowcafe.journal.models import Entry
from knowcafe.outbox.models import Message
from tests.rooms.cafes.invited import ask, kept, letter, person, seated
from tests.rooms.cafes.planned import member
from tests.rooms.cafes.test_seats import come, mail


@pytest.fixture
def second(two_tables, now) -> Cafe:
    """Table 2: Amara sits there; Bilal and Farid wait and were told to come, Grace only waits,
    Chidi is asked.
    """
    found = Cafe.objects.get(series=two_tables.series, on=two_tables.on, table=2)
    actions.publish_cafe(found, now=now)
    Seat.objects.filter(cafe=found, number__gt=2).delete()
    come(found, "Amara", now)
    member(found.chapter, "Chidi", now)
    ask(found, "Chidi", now=now)
    for minute, name in enumerate(("Bilal", "Farid", "Grace")):
        come(found, name, now + timedelta(minutes=minute), as_reserve=True)
    told = Confirmation.objects.filter(cafe=found, person__first_name__in=["Bilal", "Farid"])
    told.update(called_up_at=now)
    for name in ("Dana", "Hugo"):
        come(two_tables, name, now)
    Message.objects.all().delete()
    return Cafe.objects.with_free().get(pk=found.pk)


def published(cafe: Cafe, now) -> Cafe:
    actions.publish_cafe(cafe, now=now)
    return Cafe.objects.with_free().get(pk=cafe.pk)


def test_whoever_was_told_to_come_comes(second, two_tables, esi, now) -> None:
    """Two seats are free there: Amara, who has one here, then Bilal; for Farid there is a chair."""
    here = f"{queries.public.page_of(two_tables)}\n"
    assert hosting.people_of(second) == actions.merge_into(second, two_tables, by=esi, now=now) == 5
    assert seated(two_tables) == ["Dana", "Hugo", "Amara", "Bilal"]
    for name, kind in (("Amara", "called-off"), ("Bilal", "called-off")):
        told = letter(kind, name)
        assert told.subject == "Thursday 25 March, 18:30: come to Table 1"
        assert "you are expected at Table 1:\n\nThursday 25 March, 18:30–20:00 (L" in told.body
        assert "You have a seat there, and need not answer." in told.body
    told = letter("called-off", "Farid")
    assert told.subject == "Thursday 25 March, 18:30: come to Table 1"
    assert "Its seats are all given, but there is a chair for you: do come." in told.body
    assert "Can’t make it there?" in told.body
    assert queries.digits(two_tables, person("Farid")) in told.body
    for name, kind in (("Grace", "not-held"), ("Chidi", "called-off")):
        told = letter(kind, name)
        assert told.subject == "Thursday 25 March, 18:30: Table 1 takes place"
        assert "At the same hour and in the same place, Table 1 takes place." in told.body
        assert f"Ask for a place there:\n{here}" in told.body
    for told in Message.objects.exclude(key__startswith="seat:"):
        assert "1 April" not in told.body
        assert "This café is called off" not in told.body


def test_what_is_expected_there_is_known_at_once(second, two_tables, esi, now) -> None:
    actions.look_ahead(now=now)
    alone = expected(Outlook.objects.get(cafe=two_tables).chances).likely
    actions.merge_into(second, two_tables, by=esi, now=now)
    assert expected(Outlook.objects.get(cafe=two_tables).chances).likely > alone


def test_one_of_two_tables_on_another_day_is_named(second, two_tables, now) -> None:
    later = {"starts_at": second.starts_at + timedelta(days=1), "on": second.on + timedelta(days=1)}
    alone = Cafe.objects.create(
        chapter=second.chapter,
        ends_at=later["starts_at"] + timedelta(hours=1),
        place="",
        table_size=4,
        **later,
    )
    come(published(alone, now), "Hugo", now)
    here = Cafe.objects.with_free().select_related("chapter").get(pk=alone.pk)
    others = thin.thin_options(here, now=now).others
    assert [other.when.partition(",")[0] for other in others] == ["Table 1"]
    assert others[0].until == "Wednesday 09:00"


def test_a_chair_is_a_reserve_s_who_was_called_up(second, two_tables, esi, now) -> None:
    actions.merge_into(second, two_tables, by=esi, now=now)
    row = Confirmation.objects.get(cafe=two_tables, person=person("Farid"))
    assert is_called_up(row)
    assert rules.can_know_link(person("Farid"), two_tables)
    assert Reserve.objects.get().person == person("Farid")
    assert actions.tell_reserves(now=two_tables.reserves_told_at) == 0  # knows already
    assert crowd(two_tables, now=now).reserves == ()
    assert "METHOD:CANCEL" in letter("called-off", "Farid").calendar
    there = letter("called-up", "Farid").calendar
    for line in ("METHOD:REQUEST", "STATUS:CONFIRMED", f"UID:cafe-{two_tables.pk}-"):
        assert line in there
    verbs = Entry.objects.filter(about_id=two_tables.pk).values_list("verb", flat=True)
    assert "reserve.called-up" in verbs


def test_whoever_said_meanwhile_that_they_cannot_is_not_called(
    second, two_tables, esi, now
) -> None:
    Confirmation.objects.filter(cafe=second, person=person("Bilal")).update(answer="cannot")
    assert thin.called_up(second) == [person("Farid")]
    actions.merge_into(second, two_tables, by=esi, now=now)
    assert seated(two_tables) == ["Dana", "Hugo", "Amara", "Farid"]


def test_a_place_they_have_there_already_is_theirs(second, two_tables, esi, now) -> None:
    """Nobody has two places at one time; where somebody has they keep the better one."""
    Seat.objects.filter(cafe=two_tables, number=3).update(person=person("Amara"), taken_at=now)
    Reserve.objects.create(cafe=two_tables, person=person("Bilal"), asked_at=now)
    actions.merge_into(second, two_tables, by=esi, now=now)
    assert seated(two_tables) == ["Dana", "Hugo", "Amara", "Bilal"]
    assert list(Reserve.objects.values_list("person__first_name", flat=True)) == ["Farid"]
    assert ("amara", "seat") not in mail()


def test_what_a_merge_would_do_counts_them(second, two_tables, now) -> None:
    merge = thin.thin_options(second, now=now).others[0]
    assert (merge.id, merge.kept, merge.left, merge.chairs) == (two_tables.pk, 2, 0, 1)
    assert (merge.others, merge.until) == (2, "")  # Grace, who waits, and Chidi, who is asked
    assert merge.when == "Table 1, Thursday 25 March, 18:30–20:00"
    assert merge.sentence.startswith("Merge with Table 1, Thursday 25 March, 18:30–20:00: then ")
    back = thin.thin_options(Cafe.objects.with_free().get(pk=two_tables.pk), now=now)
    assert [other.is_beside for other in back.others] == [False]  # Table 2 has no free seat


def test_the_letter_to_hosts_names_the_table(second, two_tables, now) -> None:
    Outlook.objects.create(cafe=second, at=now, chances=[0.5, 0.5])
    actions.warn_hosts(now=second.evening_at)
    told = letter("thin", "Esi")
    assert told.subject == "Looks thin: Thursday 25 March, 18:30, Table 2"
    assert "The café on Thursday 25 March, 18:30, Table 2 looks thin: " in told.body
    assert "– Merge with Table 1, Thursday 25 March, 18:30–20:00: then " in told.body
    Cafe.objects.filter(pk=two_tables.pk).update(called_off_at=now)
    assert thin.table_here(second) == ""


def test_numbers_that_do_not_tell_them_apart(second, two_tables, esi, now) -> None:
    """Two weekly times at the same hour and place have a first table each."""
    Cafe.objects.filter(pk=second.pk).update(table=1, series=None)
    same = Cafe.objects.with_free().get(pk=second.pk)
    assert thin.beside_name(same, two_tables) == "the table beside it"
    assert thin.table_here(same) == ""
    actions.merge_into(same, two_tables, by=esi, now=now)
    assert letter("called-off", "Amara").subject.endswith("18:30: come to the table beside it")


@pytest.mark.parametrize("seats", [1, 2])
def test_whoever_finds_no_seat_is_told_of_one_that_is_free(
    second, two_tables, esi, now, seats
) -> None:
    """Where the others go, if there is room; else the next café with a free seat."""
    Cafe.objects.filter(pk=two_tables.pk).update(
        starts_at=two_tables.starts_at + timedelta(days=2),
        ends_at=two_tables.ends_at + timedelta(days=2),
    )
    other = Cafe.objects.with_free().get(pk=two_tables.pk)
    if seats == 1:
        Seat.objects.filter(cafe=other, number=4).delete()  # Amara's is the last one
    assert thin.beside_name(second, other) == ""
    actions.merge_into(second, other, by=esi, now=now)
    assert kept(other) == ["Amara"]
    free = other if seats == 2 else Cafe.objects.get(table=1, on=other.on + timedelta(weeks=1))
    for name, kind in (("Bilal", "called-off"), ("Farid", "called-off"), ("Grace", "not-held")):
        body = letter(kind, name).body
        day = "Saturday 27 March" if seats == 2 else "Thursday 1 April"
        assert f"The next café: {day}, 18:30–20:00." in body
        assert queries.public.page_of(free) in body
    assert not Invitation.objects.filter(cafe=other).exclude(person=person("Amara")).exists()
