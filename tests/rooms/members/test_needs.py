"""Needs: asked once, three at a time, and ended by whoever may."""

from datetime import date

import pytest

from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Member, Series
from knowcafe.journal.models import Entry
from knowcafe.members import actions, queries, rules
from knowcafe.members.models import FreeDate, Need
from knowcafe.refused import Refused


@pytest.fixture
def member(london, amara, thursday, now) -> Member:
    return chapters.join(london, person=amara, now=now)


def ask(member, now, *, by=None, **more: object) -> Need:
    given = {
        "text": "Do I have to register for VAT?", "topic": "vat", "for_table": "",
        "is_urgent": False, "free": [], "asked_with": "", "by": by or member.person, "now": now,
    }  # fmt: skip
    return actions.ask(member, **(given | more))


def test_a_need_is_on_the_list_with_its_days(member, now) -> None:
    series = Series.objects.get()
    days = [(series, date(2027, 3, 25)), (series, date(2027, 3, 25))]
    need = ask(member, now, text=" Do I? ", for_table=" a  tax question ", free=days)
    assert (need.text, need.for_table, need.topic) == ("Do I?", "a tax question", "vat")
    assert str(need) == f"need {need.pk} of {member.pk}"
    assert [str(day) for day in FreeDate.objects.all()] == [f"{member.pk} on 2027-03-25"]
    assert list(queries.open_needs(member.chapter)) == [need]
    assert Entry.objects.get(verb="need.asked").about_id == need.pk


def test_without_words_for_the_table_it_is_told_the_topic(member, now) -> None:
    assert ask(member, now).for_table == "VAT & sales tax"
    assert ask(member, now, topic="company").for_table == "Company"


def test_the_same_form_twice_is_one_need(member, now) -> None:
    first = ask(member, now, asked_with="key")
    assert ask(member, now, asked_with="key") == first
    ask(member, now)
    ask(member, now)
    assert Need.objects.count() == 3


def test_three_at_a_time(member, now) -> None:
    needs = [ask(member, now) for _ in range(3)]
    with pytest.raises(Refused, match="You have three open needs"):
        ask(member, now)
    actions.close_need_as_met(needs[0], by=member.person, now=now)
    ask(member, now)  # control: it was the three, not the fourth
    assert Need.objects.count() == 4


def test_what_cannot_be_asked(member, hugo, esi, london, now) -> None:
    with pytest.raises(Refused, match="Choose what it is about"):
        ask(member, now, topic="made-up")
    for stranger in (hugo, None):
        with pytest.raises(Refused, match="Only you, or a host"):
            actions.ask(
                member, text="", topic="vat", for_table="", is_urgent=False, free=[],
                asked_with="", by=stranger, now=now,
            )  # fmt: skip
    elsewhere = chapters.open_chapter("Accra", host=esi, zone="Africa/Accra", place="Osu", now=now)
    abroad = Series(chapter=elsewhere, weekday=3)
    with pytest.raises(Refused, match="your own chapter"):
        ask(member, now, free=[(abroad, date(2027, 3, 25))])
    assert not Need.objects.exists()
    assert ask(member, now, by=esi).member == member


def test_its_owner_and_hosts_end_it_once(member, hugo, esi, now) -> None:
    need = ask(member, now)
    with pytest.raises(Refused, match="Only you, or a host"):
        actions.withdraw_need(need, by=hugo, now=now)
    for _twice in range(2):
        actions.withdraw_need(need, by=esi, now=now)
    actions.close_need_as_met(need, by=esi, now=now)
    need.refresh_from_db()
    assert (need.closed_at, need.closed_as) == (now, "withdrawn")
    assert Entry.objects.filter(verb="need.withdrawn").count() == 1
    assert not Entry.objects.filter(verb="need.met").exists()
    assert list(queries.needs_of(member.person)) == [need]


def test_the_table_is_told_in_other_words(member, hugo, now) -> None:
    need = ask(member, now)
    actions.reword(need, for_table=" invoices ", by=member.person, now=now)
    need.refresh_from_db()
    assert need.for_table == "invoices"
    with pytest.raises(Refused, match="Leave a word"):
        actions.reword(need, for_table=" ", by=member.person, now=now)
    with pytest.raises(Refused, match="Only you"):
        actions.reword(need, for_table="mine now", by=hugo, now=now)


def test_who_may_speak_for_whom(member, esi, hugo) -> None:
    assert [rules.can_speak_for(p, member) for p in (member.person, esi, hugo, None)] == [
        True, True, False, False,
    ]  # fmt: skip
