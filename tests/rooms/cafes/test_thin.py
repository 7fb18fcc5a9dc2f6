"""A café that looks thin: what can be done, who hears of it, and where its people sit then."""

from datetime import time, timedelta

import pytest

from knowcafe.accounts.models import Person
from knowcafe.cafes import actions
from knowcafe.cafes.models import Cafe, Invitation, Outlook, Seat, Step
from knowcafe.cafes.queries import thin
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter
from knowcafe.journal.models import Entry
from knowcafe.outbox import queries as post
from knowcafe.outbox.models import Message
from knowcafe.refused import Refused
from tests.rooms.cafes.invited import answer, answers, ask, kept, letter, person, seated, table_of
from tests.rooms.cafes.planned import member
from tests.rooms.cafes.test_seats import come, mail

THIN = [0.1, 0.2, 0.3, 0.2, 0.1, 0.1]


@pytest.fixture
def friday(london, esi, now) -> Cafe:
    """A second weekly café, the day after, with a table of four as the first."""
    table_of(4, london, esi, now)
    chapters.meet_weekly(london, weekday=4, starts=time(12), minutes=60, by=esi, now=now)
    actions.open_ahead(now=now)
    return Cafe.objects.with_free().filter(on__week_day=6).earliest("starts_at")


@pytest.fixture
def cafe(friday, now) -> Cafe:
    """Thursday's: Amara and Dana have seats, Chidi is asked; a table of four, thin below three."""
    Chapter.objects.update(floor=3)
    found = Cafe.objects.with_free().earliest("starts_at")
    for name in ("Amara", "Dana"):
        come(found, name, now)
    member(found.chapter, "Chidi", now)
    ask(found, "Chidi", now=now)
    Outlook.objects.create(cafe=found, at=now, chances=THIN)
    Message.objects.all().delete()
    return fresh(found)


def fresh(cafe: Cafe) -> Cafe:
    return Cafe.objects.with_free().get(pk=cafe.pk)


def test_every_way_out_with_what_it_does(cafe, friday, now) -> None:
    options = thin.thin_options(cafe, now=now)
    assert options.now.words == "2 likely (0–3)"
    assert options.now.odds == "10\u00a0% more than four · 60\u00a0% fewer than three"
    assert options.looks_thin == "Looks thin: fewer than 3 come 6 times in 10"
    assert (options.people, options.held, options.can_call_off) == (3, 2, True)
    assert options.until_when == "Thursday 14:30"
    assert options.fill is None
    merge, move = options.others
    assert (merge.id, merge.when) == (friday.pk, "Friday 26 March, 12:00–13:00")
    assert (merge.kept, merge.left, merge.changing, merge.is_move) == (2, 0, 2, False)
    assert (move.when, move.is_move) == ("Thursday 1 April, 18:30–20:00", True)
    change = "2 people would have to change the day."
    assert options.sentences == [
        f"Merge with Friday 26 March, 12:00–13:00: then {merge.then.words}. {change}",
        f"Move to Thursday 1 April, 18:30–20:00: then {move.then.words}. {change}",
        "Call it off: 3 people are told.",
    ]
    assert sum(merge.then.chances) == pytest.approx(1)
    assert thin.joined(cafe, friday.pk, is_move=False, now=now) == merge
    assert thin.joined(cafe, friday.pk, is_move=True, now=now) is None


def test_filling_says_how_many_would_be_asked(cafe, esi, now) -> None:
    for name in ("Bilal", "Farid", "Grace"):
        member(cafe.chapter, name, now)
    Person.objects.update(verified_at=now)  # nobody else is written to
    tomorrow = cafe.evening_at
    found = thin.thin_options(fresh(cafe), now=tomorrow)
    assert found.fill
    assert found.fill.people == 3
    assert found.sentences[0] == f"Ask 3 more people: then {found.fill.then.words}."
    assert actions.ask_more(fresh(cafe), by=esi, now=tomorrow) == 3
    actions.leave_alone(cafe, by=esi, now=tomorrow)
    assert thin.thin_options(fresh(cafe), now=tomorrow).fill is None


def test_what_is_possible_ends_before_anybody_sets_out(cafe, now) -> None:
    evening = thin.thin_options(cafe, now=cafe.evening_at)
    assert [one.is_move for one in evening.others] == [False]  # too late to move
    late = thin.thin_options(cafe, now=cafe.starts_at - timedelta(hours=3))
    assert (late.others, late.can_call_off, late.sentences) == ((), False, [])


def test_nowhere_to_go(cafe, friday, now) -> None:
    Seat.objects.exclude(cafe=cafe).delete()
    assert thin.thin_options(cafe, now=now).others == ()
    Cafe.objects.filter(pk=cafe.pk).update(series=None)
    assert thin.following(fresh(cafe), now=now) is None


def test_nobody_need_be_told_of_an_empty_one(friday, now) -> None:
    options = thin.thin_options(friday, now=now)
    assert options.sentences[-1] == "Call it off: nobody has to be told."
    assert options.others == ()


def test_merged_everybody_is_told_once_and_their_seats_are_kept(cafe, friday, esi, now) -> None:
    assert actions.merge_into(cafe, friday, by=esi, now=now) == 3
    assert sorted(mail()) == [
        ("amara", "called-off"), ("chidi", "called-off"), ("dana", "called-off"),
    ]  # fmt: skip
    assert (kept(friday), seated(friday)) == (["Amara", "Dana"], [])
    assert not Seat.objects.filter(cafe=cafe).exists()
    told = letter("called-off", "Amara")
    assert told.subject == "Called off: Thursday 25 March. A seat for you: Friday 26 March, 12:00"
    assert "METHOD:CANCEL" in told.calendar
    assert "Friday 26 March, 12:00–13:00 (London)\nBrixton Library" in told.body
    assert "We keep it for you until Wednesday 09:00" in told.body
    assert "Answer here:\nhttp://localhost:8000/invitation/" in told.body
    assert "The two digits the page asks for: " in told.body
    assert "A seat for you" not in letter("called-off", "Chidi").subject
    assert post.unrequested("amara@example.org", now) == 0
    row = Invitation.objects.get(cafe=friday, person=person("Amara"))
    assert (row.kind, row.told_at, row.as_helper) == ("plan", now, False)
    verbs = Entry.objects.order_by("pk").values_list("verb", "about_id")
    assert list(verbs)[-2:] == [("cafe.called-off", cafe.pk), ("cafe.merged", friday.pk)]


def test_whoever_accepts_sits_there_and_whoever_is_silent_makes_room(
    cafe, friday, esi, now
) -> None:
    Invitation.objects.all().delete()
    actions.merge_into(cafe, friday, by=esi, now=now)
    assert actions.tell_everybody_invited(now=now) == 0  # no second letter
    answer("Amara", "coming", now)
    assert (kept(friday), seated(friday)) == (["Dana"], ["Amara"])
    assert actions.expire_invitations(now=friday.kept_until(now)) == 1
    assert kept(friday) == []


def test_as_far_as_there_are_seats_in_the_order_of_seats(cafe, friday, esi, now) -> None:
    Seat.objects.filter(cafe=friday, number__gt=1).delete()
    options = thin.thin_options(cafe, now=now)
    assert (options.others[0].kept, options.others[0].left) == (1, 1)
    actions.merge_into(cafe, friday, by=esi, now=now)
    assert kept(friday) == ["Amara"]
    assert "The next café: " in letter("called-off", "Dana").body


def test_a_seat_they_have_there_or_would_not_have(cafe, friday, esi, now) -> None:
    """Amara sits there already, Dana has said that she cannot come then, Grace is asked there."""
    come(friday, "Amara", now)
    come(cafe, "Grace", now)
    ask(friday, "Dana", "Grace", now=now)
    Invitation.objects.filter(person=person("Dana"), cafe=friday).update(answer="cannot")
    Seat.objects.filter(kept_for=person("Dana")).update(kept_for=None)
    Message.objects.all().delete()
    actions.merge_into(fresh(cafe), friday, by=esi, now=now)
    assert "You have a seat there, and need not answer." in letter("called-off", "Amara").body
    assert "A seat for you" not in letter("called-off", "Dana").subject
    assert (seated(friday), kept(friday)) == (["Amara"], ["Grace"])


def test_a_table_that_filled_meanwhile_takes_nobody(cafe, friday, esi, now) -> None:
    Seat.objects.filter(cafe=friday, number__gt=1).delete()
    come(friday, "Bilal", now)
    with pytest.raises(Refused, match="Nobody can be taken in"):
        actions.merge_into(cafe, friday, by=esi, now=now)
    assert (fresh(cafe).called_off_at, mail()[-1]) == (None, ("bilal", "seat"))


def test_the_table_beside_it_takes_them_at_once(two_tables, esi, now) -> None:
    beside = Cafe.objects.get(series=two_tables.series, on=two_tables.on, table=2)
    actions.publish_cafe(beside, now=now)
    for name in ("Amara", "Bilal"):
        come(beside, name, now)
    come(two_tables, "Dana", now)
    come(two_tables, "Chidi", now)
    come(two_tables, "Grace", now)
    beside = fresh(beside)
    merge = thin.thin_options(beside, now=now).others[0]
    assert (merge.id, merge.is_beside, merge.kept, merge.chairs) == (two_tables.pk, True, 1, 1)
    assert merge.left == 0
    assert (merge.changing, merge.change_the_day) == (0, "Nobody would have to change the day.")
    Message.objects.all().delete()
    actions.merge_into(beside, two_tables, by=esi, now=now)
    assert seated(two_tables) == ["Dana", "Chidi", "Grace", "Amara"]
    told = {("amara", "called-off"), ("amara", "seat"), ("bilal", "called-off")}
    assert set(mail()) == told | {("bilal", "called-up")}  # for whom there is a chair
    told = letter("called-off", "Amara").body
    assert "You have a seat there, and need not answer. It has a letter of its own." in told


def test_a_helper_helps_there_too(cafe, friday, esi, now) -> None:
    Invitation.objects.create(
        cafe=cafe, person=person("Amara"), as_helper=True, answer="coming", sent_at=now,
        told_at=now, expires_at=now,
    )  # fmt: skip
    actions.merge_into(cafe, friday, by=esi, now=now)
    assert Invitation.objects.get(cafe=friday, person=person("Amara")).as_helper


def test_moved_to_the_next_of_its_series(cafe, esi, now) -> None:
    later = thin.following(cafe, now=now)
    assert later
    actions.move_to(cafe, later, by=esi, now=now)
    assert kept(later) == ["Amara", "Dana"]
    assert answers()["Amara"] == ""


def test_a_home_is_told_to_those_who_sit_there(cafe, friday, esi, now) -> None:
    Cafe.objects.filter(pk=friday.pk).update(is_place_public=False)
    actions.merge_into(cafe, fresh(friday), by=esi, now=now)
    assert "We tell the address to those who have a seat." in letter("called-off", "Amara").body


def test_who_may_and_when(cafe, friday, esi, amara, now) -> None:
    later = thin.following(cafe, now=now)
    for verb, other in ((actions.merge_into, friday), (actions.move_to, later)):
        for somebody in (None, amara):
            with pytest.raises(Refused, match="Only hosts"):
                verb(cafe, other, by=somebody, now=now)
        with pytest.raises(Refused, match="Nobody can be taken in"):
            verb(cafe, other, by=esi, now=cafe.starts_at - timedelta(hours=3))
        with pytest.raises(Refused, match="Nobody can be taken in"):
            verb(cafe, cafe, by=esi, now=now)
        with pytest.raises(Refused, match="has begun"):
            verb(cafe, other, by=esi, now=cafe.starts_at)
    cafe.refresh_from_db()
    assert cafe.called_off_at is None
    actions.call_off(cafe, by=esi, now=now)
    with pytest.raises(Refused, match="called off already"):
        actions.merge_into(cafe, friday, by=esi, now=now)


def test_hosts_hear_of_it_once_from_the_evening_before(cafe, now) -> None:
    evening = cafe.evening_at
    assert actions.warn_hosts(now=evening - timedelta(minutes=1)) == 0
    assert actions.warn_hosts(now=evening) == 1
    assert actions.warn_hosts(now=evening + timedelta(minutes=10)) == 0
    told = letter("thin", "Esi")
    assert told.subject == "Looks thin: Thursday 25 March, 18:30"
    assert (
        "looks thin: 2 likely (0–3) · 10\u00a0% more than four · 60\u00a0% fewer than three."
        in told.body
    )
    assert "until 14:30 on Thursday 25 March, before anybody sets out:\n\n– Merge" in told.body
    assert "– Call it off: 3 people are told.\n" in told.body
    assert f"/london/host/cafes/{cafe.pk}/thin/" in told.body
    assert "Do nothing, and it takes place, however few come." in told.body
    step = Step.objects.get()
    assert (step.name, step.chances, step.over) == ("thin", THIN, 0.1)


def test_of_two_timetables_one_writes(cafe, now, monkeypatch) -> None:
    both = thin.to_warn(cafe.evening_at)
    actions.warn_hosts(now=cafe.evening_at)
    monkeypatch.setattr(thin, "to_warn", lambda _now: both)
    assert actions.warn_hosts(now=cafe.evening_at) == 0


@pytest.mark.parametrize(
    "chances", [[0.1, 0.1, 0.1, 0.7], [0.0, 0.0, 0.3, 0.0, 0.7]], ids=["rare", "rarer"]
)
def test_what_does_not_look_thin_is_not_told(cafe, now, chances: list[float]) -> None:
    Outlook.objects.update(chances=chances)
    assert actions.warn_hosts(now=cafe.evening_at) == 0


def test_too_late_to_do_anything_nobody_is_told(cafe, now) -> None:
    assert actions.warn_hosts(now=cafe.starts_at - timedelta(hours=4)) == 0


def test_the_software_calls_off_what_stays_thin_where_it_may(cafe, now) -> None:
    last = cafe.last_call
    Chapter.objects.update(calls_off_alone=True)
    assert actions.give_up_thin(now=last) == 0  # nobody was told
    actions.warn_hosts(now=cafe.evening_at)
    assert "called off at 13:00 on Thursday 25 March if it still" in letter("thin", "Esi").body
    assert actions.give_up_thin(now=cafe.evening_at) == 0
    Outlook.objects.update(chances=[0.3, 0.1, 0.09, 0.51])
    assert actions.give_up_thin(now=last) == 0
    Outlook.objects.update(chances=THIN)
    Chapter.objects.update(calls_off_alone=False)
    assert actions.give_up_thin(now=last) == 0
    with pytest.raises(Refused, match="Only hosts"):
        actions.call_off(fresh(cafe), by=None, now=last)
    Chapter.objects.update(calls_off_alone=True)
    assert actions.give_up_thin(now=last) == 1
    assert actions.give_up_thin(now=last) == 0
    cafe.refresh_from_db()
    assert cafe.called_off_at == last
    entry = Entry.objects.get(verb="cafe.called-off")
    assert (entry.by_id, entry.about_id) == (None, cafe.pk)
    assert "The next café: Friday 26 March" in letter("called-off", "Dana").body
