"""The room's screen, the door, and a guest's own phone: who is told what."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from knowcafe.accounts.models import Person
from knowcafe.cafes import actions as cafes
from knowcafe.cafes.models import Cafe, Confirmation
from knowcafe.floor import actions, queries
from knowcafe.floor.actions import guests
from knowcafe.floor.models import Guest, Pulse, Touch
from knowcafe.members.models import Profile
from knowcafe.refused import Refused
from tests.rooms.cafes.planned import person
from tests.rooms.cafes.test_seats import come
from tests.rooms.floor.conftest import NAMES


def enters(phone, name: str, need: str = "", key: str = "") -> Guest:
    return actions.come_as_guest(
        phone.hour.token, name=name, need=need, asked_with=key, now=phone.at
    )


def mine(phone, name: str) -> Guest:
    return actions.my_phone(phone.hour.cafe, person(name), now=phone.at)


def seen(phone, guest: Guest) -> queries.Phone:
    found = queries.phone_of(guest.token, now=phone.at)
    assert found
    return queries.phone(found, now=phone.at)


@pytest.fixture
def at_table(phone, who):
    """Everybody at one table, with Sam who walked in."""
    phone.check_in(*NAMES)
    sam = enters(phone, "Sam", "What should I charge?")
    phone.tap("start")
    phone.tap("next", to=1, tables=[[*map(who, NAMES), sam.who]])
    return sam


def test_a_walk_in_is_here_and_planned_for(phone) -> None:
    sam = enters(phone, " Sam ", "How do I  set a price?", key="once")
    assert enters(phone, "Sam", key="once") == sam
    assert (sam.name, sam.need, sam.topic) == ("Sam", "How do I set a price?", "pricing")
    assert sam.who.startswith("w-")
    assert sam.consented_at == phone.at
    assert str(sam) == f"Sam at {phone.hour.pk}"
    assert phone.state.people[sam.who]["need"] == "How do I set a price?"
    assert sam.who in {w for table in phone.row.plan["1"] for w in table}
    assert enters(phone, "Sam").who != sam.who
    assert Guest.objects.get(who=enters(phone, "Tariq", "zzz qqq").who).topic == ""


def test_the_one_expected_of_that_name_is_checked_in_and_told_nothing(phone, who) -> None:
    amara = enters(phone, "amara", "What should I charge?")
    assert (amara.who, amara.person) == (who("Amara"), None)
    assert phone.state.here() == [who("Amara")]
    assert enters(phone, "Amara").who.startswith("w-")
    phone.check_in("Bilal")
    assert enters(phone, "Bilal").who.startswith("w-")
    phone.tap("next", to=1, tables=[[who("Amara"), who("Dana"), who("Bilal")]])
    page = seen(phone, amara)
    assert (page.table, page.reason, page.need) == (1, "", "What should I charge?")


def test_of_two_of_a_name_nobody_is_checked_in(phone, now, cafe) -> None:
    come(cafe, "Noor", now)
    noor = person("Noor")
    come(cafe, "Uma", now)
    Person.objects.filter(first_name="Uma").update(first_name="Noor")
    assert enters(phone, "Noor").who.startswith("w-")
    assert f"p{noor.pk}" not in phone.state.people


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": " "}, "first name"),
        ({"name": "see www.example.org"}, "first name"),
        ({"name": "Sam", "need": "x" * 201}, "One line"),
    ],
)
def test_what_the_door_asks_again(phone, given, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        enters(phone, **given)
    assert not Guest.objects.exists()


def test_the_door_closes(phone, hour, esi, start, monkeypatch) -> None:
    with pytest.raises(Refused, match="over"):
        actions.come_as_guest("nonsense", name="Sam", need="", asked_with="", now=start)
    monkeypatch.setattr(guests, "MOST_GUESTS", 0)
    with pytest.raises(Refused, match="So many phones"):
        enters(phone, "Sam")
    monkeypatch.undo()
    actions.close(hour, by=esi, now=start + timedelta(minutes=90))
    with pytest.raises(Refused, match="closed"):
        enters(phone, "Sam")


def test_ones_own_phone_shows_table_and_reason(phone, at_table, london) -> None:
    Profile.objects.filter(member__person=person("Dana")).update(may_show_name=True)
    amara = mine(phone, "Amara")
    assert mine(phone, "Amara") == amara
    page = seen(phone, amara)
    assert (page.table, page.is_here, page.has_answered) == (1, True, False)
    assert page.names == ("Bilal", "A lawyer", "Dana", "Farid", "Grace", "Sam")
    assert page.reason == "Dana, an accountant, can help with pricing."
    assert page.need == "A question about pricing"
    assert page.as_json()["names"] == list(page.names)
    assert page.as_json()["table"] == 1
    dana = seen(phone, mine(phone, "Dana"))
    assert dana.need == ""
    assert dana.reason == "Somebody here would like to hear what you know about pricing."
    sam = seen(phone, at_table)
    assert sam.reason == "Dana, an accountant, can help with pricing."
    assert sam.need == "What should I charge?"
    bilal = seen(phone, mine(phone, "Bilal"))
    assert bilal.reason.startswith("A lawyer can help with")
    assert "Dana" not in seen(phone, mine(phone, "Farid")).reason
    assert queries.guest_of(phone.hour, person("Amara")) == amara
    assert queries.guest_of(phone.hour, person("Esi")) is None


def test_who_knows_it_from_their_own_business_is_no_professional(phone, who, london) -> None:
    from knowcafe.members.models import Offer
    from tests.rooms.cafes.planned import member

    Offer.objects.create(member=member(london, "Farid", phone.at), topic="pricing", depth=1)
    phone.tap("next", to=1, tables=[[who("Amara"), who("Farid")], [who("Dana")]])
    assert seen(phone, mine(phone, "Amara")).reason == (
        "Somebody who has done this before can help with pricing."
    )


def test_where_nobody_at_the_table_knows_there_is_no_reason(phone, who) -> None:
    phone.tap("next", to=1, tables=[[who("Amara"), who("Grace")]])
    assert seen(phone, mine(phone, "Amara")).reason == ""


def test_a_member_without_a_need_or_a_membership_has_none(phone, who) -> None:
    assert seen(phone, mine(phone, "Grace")).need == ""
    phone.tap("next", to=1, tables=[[who("Grace")]])
    assert seen(phone, mine(phone, "Grace")).reason == ""


def test_whoever_shows_who_they_are_takes_the_phone_over(phone, who) -> None:
    stranger = enters(phone, "Amara")
    actions.stay_in_touch(stranger, whom={who("Dana")}, contact="hugo@example.org", now=phone.at)
    amara = mine(phone, "Amara")
    assert queries.phone_of(stranger.token, now=phone.at) is None
    assert (amara.who, amara.person, amara.contact) == (who("Amara"), person("Amara"), "")
    assert not Touch.objects.exists()


def test_only_who_has_a_place_opens_a_phone_and_checks_in(phone, cafe, hugo, now, start) -> None:
    with pytest.raises(Refused, match="no seat"):
        actions.my_phone(cafe, hugo, now=start)
    assert mine(phone, "Grace").who in phone.state.here()
    later = Cafe.objects.exclude(pk=cafe.pk).earliest("starts_at")
    with pytest.raises(Refused, match="not open yet"):
        actions.my_phone(later, person("Amara"), now=start)
    with pytest.raises(Refused, match="over"):
        actions.my_phone(cafe, person("Amara"), now=start + timedelta(days=8))


def test_my_open_tables(phone, cafe, hugo, now, start) -> None:
    assert queries.open_hours_of(person("Amara"), now=start) == (cafe,)
    assert queries.open_hours_of(hugo, now=start) == ()
    for name, said in (("Tariq", {}), ("Uma", {"answer": "cannot"})):
        come(cafe, name, now)
        cafe.seat_set.filter(person=person(name)).update(person=None)
        Confirmation.objects.update_or_create(
            cafe=cafe,
            person=person(name),
            defaults={"booked_at": now, "as_reserve": True, "called_up_at": now} | said,
        )
    assert queries.open_hours_of(person("Tariq"), now=start) == (cafe,)
    assert queries.open_hours_of(person("Uma"), now=start) == ()
    assert queries.open_hours_of(person("Amara"), now=cafe.ends_at) == ()


def test_the_screen_tells_names_only_as_agreed(phone, at_table, start) -> None:
    (table,) = queries.room_state(phone.row, now=phone.at)["tables"]
    names = ["Amara", "Bilal", "A lawyer", "An accountant", "Farid", "Grace", "Sam"]
    assert table == {"number": 1, "names": names}
    assert "charge" not in str(queries.room_state(phone.row, now=phone.at))
    Profile.objects.filter(member__person=person("Dana")).update(may_show_name=True)
    (table,) = queries.room_state(phone.row, now=phone.at)["tables"]
    assert "Dana" in table["names"]


def test_the_screen_from_welcome_to_thank_you(phone, hour, esi, start) -> None:
    screen = queries.room_state(phone.row, now=phone.at)
    assert (screen["title"], screen["prompt"]) == ("Welcome to Knowcafé London", hour.question)
    assert (screen["part"], screen["left"], screen["ends"], screen["kind"]) == (-1, None, None, "")
    assert len(screen["norms"]) == 4
    phone.tap("start")
    phone.tap("next", to=1)
    screen = queries.room_state(phone.row, now=phone.at + timedelta(minutes=1))
    part = queries.parts_of(hour)[1]
    assert screen["title"] == f"{part.title}, 1 of 2"
    assert (screen["prompt"], screen["kind"]) == (part.prompt, "tables")
    assert screen["left"] == (part.minutes - 1) * 60_000
    assert screen["ends"] == screen["now"] + screen["left"]
    phone.tap("pause", part=1)
    screen = queries.room_state(phone.row, now=phone.at)
    assert (screen["paused"], screen["ends"]) == (True, None)
    phone.tap("next", to=3)
    assert queries.room_state(phone.row, now=phone.at)["title"] == queries.parts_of(hour)[3].title
    phone.tap("next", to=screen["parts"])
    assert queries.room_state(phone.row, now=phone.at)["title"] == "Thank you for coming"
    actions.close(hour, by=esi, now=start + timedelta(minutes=90))
    screen = queries.room_state(phone.row, now=phone.at)
    assert (screen["closed"], screen["left"], screen["tables"]) == (True, None, [])


def test_the_three_quick_questions(phone, start) -> None:
    sam, tariq = enters(phone, "Sam"), enters(phone, "Tariq")
    assert queries.quick_answers(phone.hour) is None
    said = {"useful": 5, "space": 4, "now": phone.at}
    actions.answer_pulse(sam, change="", **said | {"useful": 1})
    actions.answer_pulse(sam, change=" More   time ", **said)
    actions.answer_pulse(tariq, change="", **said | {"space": 2})
    assert queries.quick_answers(phone.hour) == queries.Quick(2, 5, 3, ("More time",))
    assert str(Pulse.objects.earliest("pk")) == "5 4"
    assert seen(phone, sam).has_answered
    with pytest.raises(Refused, match="one to five"):
        actions.answer_pulse(sam, change="", **said | {"useful": 6})
    with pytest.raises(Refused, match="over"):
        actions.answer_pulse(sam, change="", **said | {"now": start + timedelta(days=9)})
    with pytest.raises(IntegrityError), transaction.atomic():
        Pulse.objects.update(useful=6)


def test_in_touch_only_when_both_would(phone, who, at_table) -> None:
    amara, dana = mine(phone, "Amara"), mine(phone, "Dana")
    actions.stay_in_touch(
        amara, whom={who("Dana"), amara.who, "w-nobody"}, contact=" 07700 900123 ", now=phone.at
    )
    assert str(Touch.objects.get()) == f"{amara.pk} to {who('Dana')}"
    assert seen(phone, dana).mutual == ()
    assert not any(other.is_chosen for other in seen(phone, dana).others)
    chosen = [other.name for other in seen(phone, amara).others if other.is_chosen]
    assert chosen == ["An accountant"]
    for _twice in range(2):
        actions.stay_in_touch(dana, whom={who("Amara"), at_table.who}, now=phone.at)
    assert seen(phone, dana).mutual == (queries.Mutual("Amara", "07700 900123"),)
    assert seen(phone, amara).mutual == (queries.Mutual("An accountant", ""),)
    actions.stay_in_touch(amara, whom=set(), now=phone.at)
    assert seen(phone, dana).mutual == ()
    with pytest.raises(Refused, match="enough"):
        actions.stay_in_touch(amara, whom=set(), contact="x" * 121, now=phone.at)


def test_a_take_away_and_a_next_step_from_ones_own_phone(phone) -> None:
    sam = enters(phone, "Sam")
    actions.say_takeaway(sam, text=" Ask first ", what="story", now=phone.at)
    actions.say_step(sam, text=" Call Dana ", cue="Monday", confidence=4, now=phone.at)
    page = seen(phone, sam)
    assert page.takeaway == "Ask first"
    assert (page.step["text"], page.step["cue"], page.step["confidence"]) == (
        "Call Dana",
        "Monday",
        4,
    )
    (said,) = phone.state.takeaways.values()
    assert (said["who"], said["what"]) == ("", "story")
    later = phone.at + timedelta(seconds=1)
    actions.say_takeaway(sam, text=" ", now=later)
    actions.say_step(sam, text="", now=later)
    page = seen(phone, sam)
    assert (page.takeaway, page.step) == ("", None)
    with pytest.raises(Refused, match="too long"):
        actions.say_step(sam, text="x" * 501, now=later)


def test_somebody_who_has_the_host_add_them_has_no_phone(phone) -> None:
    phone.tap("here", who="w-sam", name="Sam", need="A loan")
    assert queries.people_named(phone.hour.cafe, phone.state)["w-sam"] == "Sam"
    lola = enters(phone, "Lola")
    assert queries.phone_version(lola.token) == phone.row.shown
    assert queries.phone_version("nonsense") is None
    assert queries.phone_of("nonsense", now=phone.at) is None


def test_somebody_erased_is_gone_from_the_phones(phone, who) -> None:
    mine(phone, "Amara")
    cafes.let_run(phone.hour.cafe, person("Amara"), by=phone.by, now=phone.at)
    person("Amara").delete()
    assert not Guest.objects.exists()
    assert queries.expected(phone.hour.cafe)[0].name == "Bilal"


def test_screens_look_again_only_for_what_they_show(phone, who, esi, start) -> None:
    lola, token = enters(phone, "Lola"), phone.hour.token
    seen = queries.room_version(token)
    phone.tap("takeaway", key="k", what="insight", text="Ask")
    phone.tap("heard", who=lola.who, part=0)
    assert queries.room_version(token) == queries.phone_version(lola.token) == seen
    for kind in ("start", "here"):
        phone.tap(kind, **({"who": who("Amara")} if kind == "here" else {}))
        assert queries.room_version(token) > seen
        seen = queries.room_version(token)
        assert queries.room_state(phone.row, now=phone.at)["version"] == seen
    actions.close(phone.row, by=esi, now=start + timedelta(minutes=90))
    assert queries.room_version(token) > seen
