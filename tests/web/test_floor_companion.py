"""Running a café: opening it, its taps, closing it; what works without a signal."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.contrib.staticfiles.finders import find
from django.test import Client

from knowcafe.cafes.models import Attendance, Cafe, Facilitator
from knowcafe.floor import actions, queries
from knowcafe.floor.models import Hour, Tap
from knowcafe.followups.models import Commitment
from tests.web.conftest import NOW
from tests.web.floor import came, opened


@pytest.fixture
def begun(cafe: Cafe) -> Cafe:
    """It began ten minutes ago."""
    starts = NOW - timedelta(minutes=10)
    times = {"starts_at": starts, "ends_at": starts + timedelta(minutes=90)}
    Cafe.objects.filter(pk=cafe.pk).update(**times)
    cafe.refresh_from_db()
    return cafe


@pytest.fixture
def farid(client: Client, esi, begun):
    """Asked to run this one café, and signed in."""
    from knowcafe.accounts import actions as accounts

    person = accounts.ensure_person("farid@example.org", first_name="Farid", now=NOW)
    Facilitator.objects.create(cafe=begun, person=person)
    client.force_login(person)
    return person


def boot(page: str) -> dict:
    found = re.search(r'<script id="boot" type="application/json">(.*?)</script>', page)
    assert found
    return json.loads(found[1])


def post(client: Client, cafe: Cafe, *taps: dict, since: int = 0):
    said = {"since": since, "taps": list(taps)}
    return client.post(f"/floor/{cafe.pk}/taps/", said, content_type="application/json")


def tap(kind: str, id_: str, /, **said: object) -> dict:
    return {"id": id_, "kind": kind, "at": int(NOW.timestamp() * 1000), **said}


def test_one_press_opens_the_hour(client: Client, begun: Cafe, farid) -> None:
    """Looking opens nothing; the simple way is chosen, for as long as there is."""
    page = client.get(f"/floor/{begun.pk}/", follow=True)
    assert page.redirect_chain == [(f"/floor/{begun.pk}/prepare/", 302)]
    assert not Hour.objects.exists()
    said = page.context["form"].initial
    assert 70 <= said["minutes"] <= 80
    answer = client.post(f"/floor/{begun.pk}/prepare/", said)
    assert (answer.status_code, answer.url) == (302, f"/floor/{begun.pk}/")
    assert client.get(answer.url).status_code == 200
    hour = Hour.objects.get()
    assert sum(part["minutes"] for part in hour.script) <= said["minutes"]


def test_what_was_typed_stays(client: Client, begun: Cafe, farid) -> None:
    typed = {"template": "simple", "minutes": "3", "question": "Why?", "talk": "on"}
    page = client.post(f"/floor/{begun.pk}/prepare/", typed)
    assert page.status_code == 422
    assert "from ten minutes to four hours" in page.content.decode()
    assert 'value="Why?"' in page.content.decode()
    page = client.post(f"/floor/{begun.pk}/prepare/", typed | {"minutes": "60", "template": "no"})
    assert page.status_code == 409
    assert "choose another" in page.content.decode()


def test_the_page_holds_everything_a_phone_needs(client: Client, begun, esi, farid) -> None:
    hour = opened(begun, esi, "Dana", "Amara")
    came(hour, "Hugo")
    answer = client.get(f"/floor/{begun.pk}/")
    told = boot(answer.content.decode())
    assert [one["name"] for one in told["people"]] == ["Dana", "Amara"]
    assert (told["cafe"]["zone"], told["question"]) == ("Europe/London", "Who pays twice?")
    assert [one["kind"] for one in told["taps"]] == ["here"]
    assert set(told["plan"]) == {"1", "2"}
    assert answer["Cache-Control"] == "no-cache, private"
    assert "style=" not in answer.content.decode()


def test_a_tap_counts_once(client: Client, begun: Cafe, esi, farid) -> None:
    hour = opened(begun, esi, "Dana")
    dana = boot(client.get(f"/floor/{begun.pk}/").content.decode())["people"][0]["who"]
    first = post(client, begun, tap("here", "a1", who=dana), since=hour.version).json()
    again = post(client, begun, tap("here", "a1", who=dana), tap("start", "a2")).json()
    assert [one["id"] for one in first["taps"]] == ["a1"]
    assert {one["id"] for one in again["taps"]} == {"a1", "a2"}
    assert Tap.objects.count() == 2
    now = client.get(f"/floor/{begun.pk}/taps/?since={again['version']}")
    assert (now.status_code, now["X-Now"].isdecimal()) == (204, True)
    news = client.get(f"/floor/{begun.pk}/taps/?since=-1")
    assert (len(news.json()["taps"]), news.json()["closed"]) == (2, False)
    assert news["X-Token"]


def test_a_bad_tap_is_told_and_keeps_no_other_back(client: Client, begun, esi, farid) -> None:
    opened(begun, esi, "Dana")
    answer = post(client, begun, tap("dance", "b1"), tap("start", "b2"))
    assert answer.json()["refused"] == {"b1": "This could not be understood."}
    assert [one["id"] for one in answer.json()["taps"]] == ["b2"]


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"since":0,"taps":[1]}', "[" * 9000])
def test_what_makes_no_sense_is_no_tap(client: Client, begun, esi, farid, body: str) -> None:
    opened(begun, esi, "Dana")
    sent = client.post(f"/floor/{begun.pk}/taps/", body, content_type="application/json")
    assert sent.status_code == 422
    much = client.post(f"/floor/{begun.pk}/taps/", "1" * 500_000, content_type="application/json")
    assert much.status_code == 422


def test_closing_keeps_who_came_and_what_they_will_do(client: Client, begun, esi, farid) -> None:
    opened(begun, esi, "Dana", "Amara")
    dana, amara = boot(client.get(f"/floor/{begun.pk}/").content.decode())["people"]
    post(
        client, begun, tap("here", "c1", who=dana["who"]), tap("start", "c2"),
        tap("step", "c3", who=dana["who"], text="Ring two suppliers"),
        tap("takeaway", "c4", key="t1", what="insight", text="Say the price first"),
    )  # fmt: skip
    page = client.get(f"/floor/{begun.pk}/close/").content.decode()
    assert "Nothing is sent before you press." in page
    assert f'name="absent-{amara["who"]}"' in page
    assert f'name="absent-{dana["who"]}"' not in page
    done = client.post(f"/floor/{begun.pk}/close/", {f"absent-{amara['who']}": "excused"})
    assert (done.status_code, done.url) == (302, f"/floor/{begun.pk}/close/")
    rows = Attendance.objects.order_by("first_name").values_list("first_name", "state")
    assert list(rows) == [("Amara", "excused"), ("Dana", "came")]
    assert Commitment.objects.get().text == "Ring two suppliers"
    over = client.get(f"/floor/{begun.pk}/", follow=True).content.decode()
    assert "The café is closed" in over
    assert "Say the price first" in over


def test_who_left_came_and_who_was_tapped_by_mistake_is_asked_about(
    client: Client, begun, esi, farid
) -> None:
    hour = opened(begun, esi, "Amara", "Bilal")
    amara, bilal = (one.who for one in queries.expected(begun))
    at = queries.milliseconds(begun.starts_at)
    taps = [
        {"id": "one", "kind": "here", "who": amara, "at": at + 1},
        {"id": "two", "kind": "here", "who": bilal, "at": at + 2},
        {"id": "three", "kind": "gone", "who": bilal, "at": at + 3},
        {"id": "four", "kind": "start", "at": at + 4},
        {"id": "five", "kind": "gone", "who": amara, "at": at + 5},
    ]
    assert not actions.take_taps(hour, taps, by=esi, now=begun.starts_at).refused
    client.force_login(farid)
    page = client.get(f"/floor/{begun.pk}/close/").content.decode()
    assert "1 person came." in page
    assert f'name="absent-{bilal}"' in page
    assert f'name="absent-{amara}"' not in page


def test_closed_is_closed(client: Client, begun: Cafe, esi, farid) -> None:
    opened(begun, esi, "Dana")
    client.post(f"/floor/{begun.pk}/close/")
    again = client.post(f"/floor/{begun.pk}/close/")
    assert again.status_code == 409
    assert "closed already" in again.content.decode()
    late = post(client, begun, tap("start", "d1"))
    assert late.status_code == 409
    assert late.json()["closed"] is True
    assert "is closed" in late.json()["refused"]["d1"]


def test_once_begun_the_course_is_changed_on_the_way(client: Client, begun, esi, farid) -> None:
    opened(begun, esi, "Dana")
    post(client, begun, tap("start", "e1"))
    page = client.get(f"/floor/{begun.pk}/prepare/").content.decode()
    assert "The hour has begun." in page
    assert 'name="minutes"' not in page


def test_a_stranger_sees_none_of_it(client: Client, begun: Cafe, esi) -> None:
    opened(begun, esi, "Dana")
    for path in ("", "taps/", "prepare/", "close/"):
        assert client.get(f"/floor/{begun.pk}/{path}").status_code == 404


def test_the_worker_knows_its_files_and_nobody(client: Client) -> None:
    answer = client.get("/floor/sw.js")
    assert answer["Content-Type"] == "text/javascript"
    assert answer["Service-Worker-Allowed"] == "/floor/"
    files = re.findall(r'"(/static/[^"]+)"', answer.content.decode())
    assert "/static/knowcafe/floor/companion.js" in files
    for path in files:
        assert find(path.removeprefix("/static/")), path
    told = client.get("/floor/app.webmanifest?cafe=12").json()
    assert told["start_url"] == "/floor/12/"
    assert client.get("/floor/app.webmanifest?cafe=../x").json()["start_url"] == "/me/"


def test_signing_out_leaves_nothing_on_the_phone(client: Client, farid) -> None:
    assert client.post("/sign-out/")["Clear-Site-Data"] == '"cache", "storage"'
