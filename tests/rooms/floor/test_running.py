"""What the phones of those who run it are told."""

from datetime import timedelta

from knowcafe.cafes.models import Confirmation, Invitation, Seat
from knowcafe.floor import queries
from knowcafe.floor.models import Hour
from tests.rooms.cafes.planned import person
from tests.rooms.cafes.test_seats import come


def test_who_is_expected(cafe, now, start) -> None:
    come(cafe, "Noor", now)
    come(cafe, "Omar", now)
    for name, said in (("Tariq", {}), ("Uma", {"answer": "cannot"}), ("Vera", {"as_reserve": 0})):
        come(cafe, name, now, as_reserve=True)
        Confirmation.objects.update_or_create(
            cafe=cafe,
            person=person(name),
            defaults={"booked_at": now, "as_reserve": True, "called_up_at": now} | said,
        )
    Invitation.objects.create(
        cafe=cafe, person=person("Noor"), as_helper=True, sent_at=now, expires_at=now
    )
    Seat.objects.filter(person__first_name="Grace").update(person=None)
    people = queries.expected(cafe)
    names = ["Amara", "Bilal", "Chidi", "Dana", "Farid", "Noor", "Omar", "Tariq"]
    assert [one.name for one in people] == names
    assert {one.name for one in people if one.is_helper} == {"Chidi", "Dana", "Noor"}
    assert people[0].as_json() == {
        "who": f"p{person('Amara').pk}", "name": "Amara", "is_helper": False,
    }  # fmt: skip


def test_a_phone_is_given_everything(hour, phone, start, who) -> None:
    sent = phone.tap("here", who=who("Amara"))
    told = queries.companion(phone.row, now=start).as_json()
    assert told["cafe"] == {
        "id": hour.cafe.pk, "chapter": "London", "day": "Thursday 25 March",
        "hours": told["cafe"]["hours"], "starts": queries.milliseconds(start),
        "ends": queries.milliseconds(start + timedelta(minutes=90)), "closed": False,
    }  # fmt: skip
    assert told["taps"] == [sent]
    assert [one["name"] for one in told["people"]][:2] == ["Amara", "Bilal"]
    assert told["parts"] == phone.row.script
    assert (told["version"], told["now"]) == (phone.row.version, queries.milliseconds(start))
    assert told["plan"] == phone.row.plan
    assert set(told) == {
        "cafe", "template", "question", "talk", "parts", "people", "taps", "version", "plan",
        "spare", "says", "now",
    }  # fmt: skip


def test_what_is_new_and_nothing_where_nothing_is(
    hour, phone, who, start, django_assert_num_queries
) -> None:
    before = phone.row.version
    with django_assert_num_queries(1):
        assert queries.since(hour.pk, before, now=start) is None
    sent = phone.tap("takeaway", key="k", what="insight", text="Ask")
    news = queries.since(hour.pk, before, now=start)
    version = phone.row.version
    assert news == {"version": version, "now": queries.milliseconds(start), "taps": [sent]}
    phone.check_in("Amara")
    news = queries.since(hour.pk, version, now=start)
    assert [tap["kind"] for tap in news["taps"]] == ["here"]
    assert news["plan"] == phone.row.plan
    assert {"script", "spare", "says"} <= set(news)


def test_a_database_put_back_tells_everything_again(hour, phone, start) -> None:
    phone.check_in("Amara")
    news = queries.since(hour.pk, 10_000, now=start)
    assert len(news["taps"]) == 1
    assert "plan" in news
    assert queries.since(hour.pk, 0, now=start) == news
    assert queries.since(10**9, 0, now=start) is None


def test_cafes_that_are_held_just_now(hour, cafe, start) -> None:
    from knowcafe.floor import actions

    assert [(one.cafe, one.token, one.phone) for one in queries.held_now(start)] == [
        (cafe, hour.token, "")
    ]
    guest = actions.my_phone(cafe, person("Amara"), now=start)
    assert queries.held_now(start)[0].phone == guest.token
    assert queries.held_now(cafe.ends_at) == ()
    assert queries.hour_of(cafe) == Hour.objects.get()


def test_two_of_a_name_are_told_apart() -> None:
    assert queries.told_apart({"a": "Sam", "b": "sam", "c": "Dana"}) == {
        "a": "Sam", "b": "sam 2", "c": "Dana",
    }  # fmt: skip


def test_nobody_is_called_otherwise_when_a_namesake_walks_in(hour, phone, start) -> None:
    """On the screen as on the phones: the first Sam stays Sam, whatever their marks are."""
    phone.tap("here", who="w-z", name="Sam")
    phone.tap("here", who="w-a", name="sam")
    phone.tap("next", to=1, tables=[["w-z"], ["w-a"]])
    shown = queries.room_state(phone.row, now=start)
    assert [table["names"] for table in shown["tables"]] == [["Sam"], ["sam 2"]]
    told = queries.told_apart(queries.people_named(hour.cafe, phone.state))
    assert (told["w-z"], told["w-a"]) == ("Sam", "sam 2")
