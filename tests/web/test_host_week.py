"""The host's week, page by page: what is shown, what is refused, who sees nothing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from knowcafe.cafes.models import Cafe, Invitation, Learned, Plan
from knowcafe.cafes.queries.week import FEW
from knowcafe.chapters.models import Chapter
from knowcafe.core.calendar import Week
from knowcafe.core.turnout import Model, Past, plain, seeded
from knowcafe.members import queries as members
from knowcafe.members.models import Offer, Profile
from tests.rooms.cafes.planned import asks, member, person, the_cast
from tests.web.conftest import NOW
from tests.web.hosting import sign_in_as_host


@pytest.fixture
def host(client: Client, cafe, london, esi) -> Client:
    """Esi, whose table of six is in four days; the cast may be asked."""
    Chapter.objects.update(table_size=6)
    Cafe.objects.filter(pk=cafe.pk).update(published_at=None, table_size=6)
    cafe.seat_set.all().delete()
    london.refresh_from_db()
    the_cast(london, on=cafe.on, now=NOW, quarter=str(members.quarter_of(cafe.on)))
    sign_in_as_host(client, esi)
    return client


@pytest.fixture
def address(cafe) -> str:
    return f"/london/host/?week={Week.containing(cafe.on)}"


def drafted(host: Client, cafe) -> Plan:
    week = str(Week.containing(cafe.on))
    answer = host.post("/london/host/draft/", {"week": week})
    assert answer["Location"] == f"/london/host/?week={week}#plan"
    return Plan.objects.latest("pk")


def text(answer) -> str:
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(plain.replace("&#x27;", "'").split())


def test_a_lone_host_has_a_good_page(client: Client, cafe, esi) -> None:
    sign_in_as_host(client, esi)
    shown = text(client.get(f"/london/host/?week={Week.containing(cafe.on)}"))
    assert "Nobody yet. Three things that help" in shown
    assert "http://localhost:8000/london/" in shown
    assert "A small week plans itself" in shown
    assert "Draft" not in shown


def test_with_few_people_the_planner_keeps_out_of_the_way(host: Client, address) -> None:
    page = host.get(address).content.decode()
    assert page.index("Who comes") < page.index("Draft it all the same")
    assert "Draft this week" not in page


def test_with_enough_people_it_is_the_first_thing(host: Client, address, london) -> None:
    for n in range(FEW):
        asks(london, f"Needs{n}", "vat", now=NOW)
    page = host.get(address).content.decode()
    assert page.index("Draft this week") < page.index("Who comes")


def test_a_draft_with_its_reasons(host: Client, cafe, address) -> None:
    drafted(host, cafe)
    shown = text(host.get(address))
    for words in (
        "sits with Dana: pricing ↔ accountant; waiting 3 weeks",
        "5 placed · one café",
        "3 of 3 needs met",
        "Best possible",
        "3 likely",
        "Nothing is left",
        "Nothing has been sent.",
    ):
        assert words in shown
    assert "secret" not in shown


def test_a_change_its_price_and_undo(host: Client, cafe, address) -> None:
    plan, grace = drafted(host, cafe), person("Grace")
    wish = {"plan": plan.pk, "person": grace.pk, "wish": f"ban-{cafe.pk}"}
    answer = host.post("/london/host/change/", wish, follow=True)
    assert "This costs one met need." in text(answer)
    assert "Grace is not at" in text(answer)
    assert "allow again" in text(answer)
    again = host.post("/london/host/change/", wish)
    assert (again.status_code, Plan.objects.count()) == (409, 2)
    assert "Somebody else has changed the plan meanwhile" in text(again)
    latest = Plan.objects.latest("pk")
    answer = host.post("/london/host/undo/", {"plan": latest.pk}, follow=True)
    assert "allow again" not in text(answer)


def test_a_move_comes_back_to_the_person(host: Client, cafe) -> None:
    plan, grace = drafted(host, cafe), person("Grace")
    wish = {"plan": plan.pk, "person": grace.pk, "wish": f"pin-{cafe.pk}"}
    answer = host.post("/london/host/change/", wish)
    assert answer["Location"].endswith(f"#at-{cafe.pk}-{grace.pk}")
    assert "kept here" in text(host.get(answer["Location"]))


def test_what_can_be_done_is_a_page_that_changes_nothing(host: Client, cafe, address) -> None:
    drafted(host, cafe)
    page = host.get(address).content.decode()
    links = re.findall(r'<a [^>]*href="(/london/host/change/[^"]+)">Change', page)
    assert len(links) == 5
    shown = [text(host.get(link.replace("&amp;", "&"))) for link in links]
    assert sum("Dana" in one and "Keep here" in one for one in shown) >= 1
    assert all("Not at this table" in one and "Leave it as it is" in one for one in shown)
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("query", ["", "?plan=1", "?plan=x&person=2", "?plan={}&person=99"])
def test_a_link_that_leads_nowhere_leads_to_the_draft(host: Client, cafe, query: str) -> None:
    plan = drafted(host, cafe)
    answer = host.get("/london/host/change/" + query.format(plan.pk))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/london/host/")


@pytest.mark.parametrize("wish", ["pin-", "eat-3", "pin-3x", "pin-" + "9" * 30])
def test_a_wish_that_says_nothing(host: Client, cafe, wish: str) -> None:
    plan = drafted(host, cafe)
    typed = {"plan": plan.pk, "person": 1, "wish": wish}
    answer = host.post("/london/host/change/", typed)
    assert (answer.status_code, Plan.objects.count()) == (422, 1)
    assert "came through incomplete" in text(answer)


def test_start_over(host: Client, cafe, address) -> None:
    plan = drafted(host, cafe)
    host.post("/london/host/start-over/", {"plan": plan.pk})
    assert "Draft it all the same" in text(host.get(address))


def test_publishing_says_first_what_leaves(host: Client, cafe, address) -> None:
    plan = drafted(host, cafe)
    before = text(host.get(f"/london/host/publish/?week={Week.containing(cafe.on)}"))
    assert "5 invitations would leave" in before
    assert "Nothing has been sent yet." in before
    assert Invitation.objects.count() == 0
    answer = host.post("/london/host/publish/", {"plan": plan.pk}, follow=True)
    assert "The plan is published. 5 invitations went out with it." in text(answer)
    assert text(answer).count("not answered") == Invitation.objects.count() == 5
    assert "The seat is kept until" in text(answer)
    again = host.post("/london/host/publish/", {"plan": plan.pk})
    assert (again.status_code, Invitation.objects.count()) == (409, 5)
    assert "already been published" in text(again)


def test_publishing_says_until_when_seats_are_kept(host: Client, cafe) -> None:
    drafted(host, cafe)
    shown = text(host.get(f"/london/host/publish/?week={Week.containing(cafe.on)}"))
    assert "Seats kept until" in shown
    assert "48 hours" not in shown


@pytest.mark.parametrize("can_help", [True, False])
def test_publishing_warns_of_urgent_people_without_help(host: Client, cafe, can_help: bool) -> None:
    if not can_help:
        Offer.objects.filter(topic="contracts-nda").delete()
    drafted(host, cafe)
    shown = text(host.get(f"/london/host/publish/?week={Week.containing(cafe.on)}"))
    warning = "Urgent, and nobody at their table can help Bilal Contracts &amp; confidentiality"
    assert (warning in shown) is not can_help


def test_a_draft_that_lost_its_table_has_no_button_to_publish(host: Client, cafe) -> None:
    plan = drafted(host, cafe)
    Plan.objects.filter(pk=plan.pk).update(bound={**plan.bound, "of": "", "tables": [0]})
    shown = text(host.get(f"/london/host/publish/?week={Week.containing(cafe.on)}"))
    assert "A table of this draft has begun or is no longer held." in shown
    assert "Publish and send" not in shown
    answer = host.post("/london/host/publish/", {"plan": plan.pk})
    assert (answer.status_code, Invitation.objects.count()) == (409, 0)


def test_the_words_follow_what_became_of_it(host: Client, cafe, address) -> None:
    plan = drafted(host, cafe)
    assert "5 placed · 1 seat free" in text(host.get(address))
    host.post("/london/host/publish/", {"plan": plan.pk})
    shown = text(host.get(address))
    assert "5 asked · one café." in shown
    assert "5 asked · 1 seat free" in shown
    assert "No answer yet: Chidi" in shown
    for wrong in ("placed", "seats taken", "seated"):
        assert wrong not in shown


def test_while_a_cafe_goes_on_it_says_who_came_first(client: Client, cafe, esi) -> None:
    began = NOW - timedelta(minutes=20)
    Cafe.objects.filter(pk=cafe.pk).update(
        on=began.date(), starts_at=began, ends_at=began + timedelta(hours=1)
    )
    sign_in_as_host(client, esi)
    there = f'href="/london/host/cafes/{cafe.pk}/came/"'
    assert there not in client.get("/london/host/").content.decode()
    cafe.seat_set.filter(number=1).update(person=esi)
    page = client.get("/london/host/").content.decode()
    assert page.index("Say who came") < page.index("No café is still to come")
    assert there in page
    other = Cafe.objects.get(pk=cafe.pk)
    other.pk, other.table = None, 2
    other.save()
    other.seat_set.create(number=1, person=person("Esi"))
    page = client.get("/london/host/").content.decode()
    assert there not in page
    assert '<a class="button" href="/london/host/came/">Say who came</a>' in page
    Cafe.objects.update(noted_at=NOW)
    assert "Who came?" not in client.get("/london/host/").content.decode()


def test_publishing_says_who_is_not_asked(host: Client, cafe, london) -> None:
    Profile.objects.create(member=member(london, "Grace", NOW), wants_invitations=False)
    drafted(host, cafe)
    shown = text(host.get(f"/london/host/publish/?week={Week.containing(cafe.on)}"))
    assert "4 invitations would leave" in shown
    assert "Not asked Grace does not want to be asked." in shown


def test_a_draft_that_was_overtaken_says_so(host: Client, cafe, london, address) -> None:
    plan = drafted(host, cafe)
    asks(london, "Hugo", "vat", now=NOW)
    assert "have changed since this draft was made" in text(host.get(address))
    answer = host.post("/london/host/change/", {"plan": plan.pk}, follow=True)
    assert "The plan is up to date." in text(answer)
    assert "Hugo cannot come to any café" in text(answer)


def test_a_week_without_cafes(host: Client) -> None:
    assert "No café is still to come" in text(host.get("/london/host/?week=2020-W01"))
    answer = host.post("/london/host/draft/", {"week": "2020-W01"})
    assert (answer.status_code, Plan.objects.count()) == (409, 0)


@pytest.mark.parametrize("week", ["", "2026-W99", "next", "9999-W51", "0001-W01"])
def test_a_week_that_is_none(host: Client, week: str) -> None:
    assert host.get(f"/london/host/?week={week}").status_code == 200
    assert host.post("/london/host/draft/", {"week": week}).status_code in (409, 422)


def test_a_chapter_that_does_not_meet_is_shown_how_to(client: Client, london, esi) -> None:
    sign_in_as_host(client, esi)
    page = client.get("/london/host/")
    assert "The chapter does not meet yet." in text(page)
    assert "/london/host/settings/#weekly" in page.content.decode()


def test_another_chapters_host_reaches_nothing(host: Client, cafe, hugo_hosts) -> None:
    plan, client = drafted(host, cafe), Client()
    sign_in_as_host(client, hugo_hosts)
    for verb in ("change", "undo", "start-over", "publish"):
        for chapter in ("london", "accra"):
            answer = client.post(f"/{chapter}/host/{verb}/", {"plan": plan.pk})
            assert answer.status_code == 404
    assert list(Plan.objects.values_list("undone_at", "published_at")) == [(None, None)]


@pytest.fixture
def hugo_hosts(db):
    from knowcafe.accounts.actions import ensure_person
    from knowcafe.chapters.actions import open_chapter

    hugo = ensure_person("hugo@example.org", first_name="Hugo", now=NOW)
    open_chapter("Accra", host=hugo, zone="Africa/Accra", place="Osu", now=NOW)
    return hugo


def test_what_was_learned_stands_above_the_figures(host: Client, address, cafe) -> None:
    drafted(host, cafe)
    assert "comes 6 times in 10, until" in text(host.get(address))
    model = seeded(Model(), [Past(20, 18, n) for n in range(20)])
    Learned.objects.create(chapter=cafe.chapter, at=NOW, model=plain(model), evenings=20)
    times = round(10 * model.showing.rate)
    assert times > 6
    assert f"comes {times} times in 10, until" in text(host.get(address))
