"""How full a café will be, on the hosts' pages: foreseen, stopped, merged, judged afterwards."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from knowcafe.cafes import actions
from knowcafe.cafes.models import Attendance, Cafe, Outlook, Seat, Step
from knowcafe.chapters.models import Chapter, Series
from tests.web.conftest import NOW
from tests.web.hosting import sign_in_as_host
from tests.web.test_hosts_pages import PAGE
from tests.web.test_just_come import come, text

CHANCES = [0.1, 0.3, 0.3, 0.2, 0.1]
NUMBERS = {"do": "even", "evens_out": "on", "floor": 2, "most_over_percent": 4, "most_asked": 9}


@pytest.fixture
def host(client: Client, london, esi) -> Client:
    sign_in_as_host(client, esi)
    return client


@pytest.fixture
def thin(cafe) -> Cafe:
    """Amara has a seat at a table of two, and few are likely to come."""
    come(Client(), cafe, "Amara")
    Outlook.objects.create(cafe=cafe, at=NOW, chances=CHANCES)
    return cafe


def at(cafe: Cafe, page: str = "") -> str:
    return f"/london/host/cafes/{cafe.pk}/{page}"


def plain(answer) -> str:
    return text(answer).replace("\xa0", " ")


def test_a_café_s_page_says_what_is_foreseen_and_what_comes_next(host, thin) -> None:
    page = plain(host.get(at(thin)))
    assert "1 likely (0–3) · 30 % more than two · 40 % fewer than two" in page
    assert "Looks thin" in page
    assert "everybody with a place is asked whether they come" in page
    assert 'class="outlook"' in host.get(at(thin)).content.decode()


def test_before_stopping_it_says_what_that_does(host, thin) -> None:
    page = text(host.get(at(thin)))
    assert "Stop it, and nobody is asked or called up any more, not even whether they come." in page


def test_the_week_says_it_too(host, thin) -> None:
    page = plain(host.get("/london/host/", {"week": f"{thin.on:%G-W%V}"}))
    assert "1 likely (0–3) · 30 % more than two · 40 % fewer than two" in page
    assert "09:00: everybody with a place is asked" in page


def test_the_switch(host, thin) -> None:
    stop = {"do": "stop", "back": "cafe"}
    assert "Stopped" in text(host.post(at(thin, "asking/"), stop, follow=True))
    week = host.post(at(thin, "asking/"), {"do": "go-on", "back": "week"})
    assert re.fullmatch(rf"/london/host/\?week=\d+-W\d+#asking-{thin.pk}", week["Location"])
    assert not Cafe.objects.get(pk=thin.pk).is_left_alone
    nonsense = host.post(at(thin, "asking/"), {"do": "nonsense"})
    assert (nonsense.status_code, "How full it will be" in text(nonsense)) == (422, True)
    Cafe.objects.filter(pk=thin.pk).update(starts_at=NOW - timedelta(hours=1))
    assert host.post(at(thin, "asking/"), stop).status_code == 409


def test_where_nothing_is_evened_out_it_says_so(host, thin) -> None:
    Chapter.objects.update(evens_out=False)
    assert "In this chapter the software asks nobody." in text(host.get(at(thin)))


def test_who_could_open_a_second_table(host, thin, esi) -> None:
    answer = host.post(at(thin, "second/"), {"person_id": esi.pk}, follow=True)
    assert "Kept." in text(answer)
    assert f'<option value="{esi.pk}" selected>' in answer.content.decode()
    wrong = host.post(at(thin, "second/"), {"person_id": "99"})
    assert (wrong.status_code, "opened by one of the hosts" in text(wrong)) == (422, True)
    Cafe.objects.filter(pk=thin.pk).update(starts_at=NOW - timedelta(hours=1))
    assert host.post(at(thin, "second/"), {"person_id": esi.pk}).status_code == 409


def test_the_ways_out(host, thin) -> None:
    page = plain(host.get(at(thin, "thin/")))
    assert "looks thin" in page
    assert "1 person has a seat. Nobody has set out yet" in page
    assert "Move to " in page
    assert re.search(
        r"A seat is kept there for 1 person until \w+ \d\d:\d\d; unanswered, some", page
    )
    assert "One person would have to change the day." in page
    assert "1 person is told, and where the next café is." in page


def test_asking_more(host, thin) -> None:
    answer = host.post(at(thin, "thin/"), follow=True)
    assert "Nobody could be asked" in text(answer)
    assert "3 people are asked now." in text(host.get(at(thin, "thin/?asked=3")))
    assert host.get(at(thin, "thin/?asked=²")).status_code == 200
    host.post(at(thin, "asking/"), {"do": "stop"})
    assert "You have stopped asking for this café." in text(host.get(at(thin, "thin/")))
    Cafe.objects.filter(pk=thin.pk).update(starts_at=NOW + timedelta(hours=1))
    late = host.post(at(thin, "thin/"))
    assert (late.status_code, "too late to ask" in text(late)) == (409, True)
    assert "Somebody may have set out by now" in text(late)
    Cafe.objects.filter(pk=thin.pk).update(starts_at=NOW - timedelta(hours=1))
    assert "This café has begun." in text(host.get(at(thin, "thin/")))


def test_moved_after_a_second_look(host, thin) -> None:
    later = Cafe.objects.order_by("starts_at")[1]
    way = at(thin, f"move/{later.pk}/")
    asked = host.get(way)
    assert "This café is called off; that cannot be undone." in text(asked)
    assert "Move it and tell 1 person" in text(asked)
    done = host.post(way, follow=True)
    assert "Called off. 1 person is told by mail" in text(done)
    assert Seat.objects.get(kept_for__first_name="Amara").cafe == later
    again = host.post(way)
    assert (again.status_code, "called off already" in text(again)) == (409, True)


def test_merged_with_the_table_beside(host, thin) -> None:
    """One seat is free there, and Bilal finds a chair."""
    Series.objects.update(tables=2)
    actions.open_table(thin.series, on=thin.on, table=2, now=NOW)
    beside = Cafe.objects.get(on=thin.on, table=2)
    actions.publish_cafe(beside, now=NOW)
    come(Client(), thin, "Bilal")
    come(Client(), beside, "Chidi")
    day = f"{thin.starts:%A} {thin.starts.day} {thin.starts:%B}"
    assert f"Merge with Table 2, {day}, 12:00–13:30" in text(host.get(at(thin, "thin/")))
    for page in ("", "thin/", "call-off/", f"merge/{beside.pk}/"):
        assert "12:00–13:30 · Table 1 London time" in text(host.get(at(thin, page)))
    asked = text(host.get(at(thin, f"merge/{beside.pk}/")))
    assert f"Merge with Table 2, {day}, 12:00–13:30?" in asked
    assert "1 person sits down there instead, and need not answer. One more comes too: " in asked
    done = host.post(at(thin, f"merge/{beside.pk}/"), follow=True)
    assert "2 people are told" in text(done)


def test_a_café_elsewhere_is_not_one_to_merge_with(host, thin) -> None:
    later = Cafe.objects.order_by("starts_at")[1]
    assert host.get(at(thin, f"merge/{later.pk}/")).status_code == 404
    assert host.get(at(thin, "merge/999/")).status_code == 404


def test_forecasts_beside_what_happened(host, thin) -> None:
    page = "/london/host/forecasts/"
    assert "No café with a forecast yet." in text(host.get(page))
    ago = {"starts_at": NOW - timedelta(days=2), "ends_at": NOW - timedelta(days=1)}
    Cafe.objects.filter(pk=thin.pk).update(**ago)
    Step.objects.create(cafe=thin, name="last", at=NOW, chances=CHANCES)
    missing = host.get(page)
    assert "Nobody noted who came to one café: it is missing here, not empty." in text(missing)
    assert "not noted" in text(missing)
    Cafe.objects.filter(pk=thin.pk).update(noted_at=NOW)
    Attendance.objects.create(cafe=thin, first_name="Hugo", state="came", noted_at=NOW)
    early = host.get(page)
    assert "Too early to say. One café has been noted; from 8 on" in text(early)
    assert '<circle class="in"' in early.content.decode()
    for day in range(3, 10):
        _past(thin, days=day, came=5)
    told = host.get(page)
    assert "The forecast was within one head in 1 of 8 cafés." in text(told)
    assert '<circle class="out"' in told.content.decode()


def _past(like: Cafe, *, days: int, came: int) -> None:
    at = NOW - timedelta(days=days)
    cafe = Cafe.objects.create(
        chapter=like.chapter, on=at.date(), starts_at=at, ends_at=at + timedelta(hours=1),
        place="", table_size=2, published_at=at, noted_at=at,
    )  # fmt: skip
    Step.objects.create(cafe=cafe, name="last", at=at, chances=CHANCES)
    Attendance.objects.bulk_create(
        Attendance(cafe=cafe, first_name="Hugo", state="came", noted_at=at) for _ in range(came)
    )


def test_numbers_are_set(host, cafe) -> None:
    answer = host.post(PAGE, NUMBERS, follow=True)
    assert "It holds from the next step of every café on." in text(answer)
    kept = Chapter.objects.get()
    assert (kept.floor, kept.most_over_percent, kept.most_asked) == (2, 4, 9)
    assert (kept.evens_out, kept.acts_alone, kept.calls_off_alone) == (True, False, False)
    for wrong, why in (
        ({"floor": "many"}, "A whole number, please."),
        ({"most_over_percent": 50}, "A number from 0 to 20"),
    ):
        answer = host.post(PAGE, NUMBERS | wrong)
        assert (answer.status_code, why in text(answer)) == (422, True)
    refused = host.post(PAGE, NUMBERS | {"floor": 5})
    assert (refused.status_code, "below 2 to 2 people" in text(refused)) == (409, True)
    assert 'value="5"' in refused.content.decode()


def test_the_door_tells_what_is_foreseen_and_days_off(client, host, thin) -> None:
    Outlook.objects.update(chances=[0.0, 0.1, 0.5, 0.4])
    day = Cafe.objects.latest("on").on
    host.post(PAGE, {"do": "holiday", "on": day.isoformat()})
    page = text(Client().get("/london/"))
    assert "About two people" in page
    assert f"No café on {day:%A} {day.day} {day:%B}" in page


@pytest.mark.parametrize("cafes", [1, 3])
def test_as_many_queries_for_three_as_for_one(
    host, thin, cafes: int, django_assert_max_num_queries
) -> None:
    for days in range(1, cafes):
        _past(thin, days=days, came=1)
    with django_assert_max_num_queries(14):
        host.get("/london/host/forecasts/")
