"""A member's own page: what is on it, and what one tap does."""

import pytest
from django.test import Client

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes.actions import invite
from knowcafe.cafes.models import Cafe, Reserve, Seat
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Member
from knowcafe.members.models import Need, Profile
from tests.web.conftest import NOW
from tests.web.hosting import sign_in_as_host
from tests.web.test_just_come import text
from tests.web.test_need import amara, dana, say, signed_in  # noqa: F401 – fixtures
from tests.web.test_quarter import typed


def test_empty_it_teaches_both_sides(signed_in, london, amara) -> None:  # noqa: F811
    assert "You do not belong to a chapter yet." in text(signed_in.get("/me/"))
    chapters.join(london, person=amara, now=NOW)
    shown = text(signed_in.get("/me/"))
    for words in ("No seat yet.", "Nothing asked.", "You know things too.", "A pause"):
        assert words in shown
    assert Client().get("/me/")["Location"] == "/sign-in/?next=%2Fme%2F"


def test_what_was_typed_before_waits_there_and_at_the_door(client, cafe, amara) -> None:  # noqa: F811
    """Somebody typed a need, then signed in by the bare address of the code."""
    assert "Go on" not in text(client.get("/london/"))
    client.post("/london/need/", {"text": "A price for my candles"})
    door = client.get("/london/")
    assert "What you need is written down and not sent yet." in text(door)
    client.force_login(Person.objects.get(pk=amara.pk))
    for page in ("/me/", "/london/"):
        shown = client.get(page)
        assert 'href="/london/need/place/"' in shown.content.decode()
        assert "You do not belong to a chapter yet." not in text(shown)
    say(client)
    assert "not sent yet" not in text(client.get("/me/"))
    client.post("/london/help/", {"done": ["pricing"]})
    assert 'href="/london/help/place/"' in client.get("/me/").content.decode()


@pytest.mark.parametrize(
    ("button", "page"),
    [
        ("/me/seats/28/release/", "/me/"),
        ("/me/name/", "/me/"),
        ("/london/host/draft/", "/london/host/"),
    ],
)
def test_the_address_of_a_button_leads_back(client, london, esi, button: str, page: str) -> None:
    sign_in_as_host(client, esi)
    answer = client.get(button)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Nothing has changed." in text(answer)
    assert f'<a class="button" href="{page}">' in answer.content.decode()
    assert client.post("/")["Allow"] == "GET, HEAD"


def test_who_signed_in_without_a_name_is_asked_for_one(signed_in, amara) -> None:  # noqa: F811
    Person.objects.filter(pk=amara.pk).update(first_name="")
    assert "What may we call you?" in text(signed_in.get("/me/"))
    assert signed_in.post("/me/name/", {"first_name": "a@b"}).status_code == 422
    assert "Hello Ama" in text(signed_in.post("/me/name/", {"first_name": "Ama"}, follow=True))


def test_two_chapters_have_their_names(signed_in, london, esi, amara) -> None:  # noqa: F811
    accra = chapters.open_chapter("Accra", host=esi, zone="Africa/Accra", place="Osu", now=NOW)
    for chapter in (london, accra):
        chapters.join(chapter, person=amara, now=NOW)
    page = signed_in.get("/me/").content.decode()
    assert page.index("<bdi>Accra</bdi>") < page.index("<bdi>London</bdi>")


def test_a_seat_is_released_with_one_tap(signed_in, cafe, dana, amara) -> None:  # noqa: F811
    say(signed_in)
    shown = text(signed_in.get("/me/"))
    assert "Dana, an accountant, can help with VAT &amp; sales tax." in shown
    assert "✓ seated" in shown
    assert signed_in.post(f"/me/seats/{cafe.pk}/release/")["Location"] == "/me/"
    assert not Seat.objects.filter(person=amara).exists()
    assert signed_in.post(f"/me/seats/{cafe.pk}/release/").status_code == 404


def test_a_reserve_stops_waiting(signed_in, cafe, amara) -> None:  # noqa: F811
    chapters.join(cafe.chapter, person=amara, now=NOW)
    Reserve.objects.create(cafe=cafe, person=amara, asked_at=NOW)
    assert "Stop waiting" in text(signed_in.get("/me/"))
    signed_in.post(f"/me/seats/{cafe.pk}/release/")
    assert not Reserve.objects.exists()


def test_a_cafe_that_has_begun_keeps_its_seats(signed_in, cafe, amara) -> None:  # noqa: F811
    Seat.objects.filter(cafe=cafe, number=1).update(person=amara, taken_at=NOW)
    Cafe.objects.filter(pk=cafe.pk).update(starts_at=NOW)
    assert signed_in.post(f"/me/seats/{cafe.pk}/release/").status_code == 404
    assert Seat.objects.filter(person=amara).exists()


def test_an_invitation_leads_to_its_page(signed_in, cafe, amara) -> None:  # noqa: F811
    chapters.join(cafe.chapter, person=amara, now=NOW)
    invite(cafe, amara, as_helper=False, now=NOW)
    page = signed_in.get("/me/")
    assert "You are invited for" in text(page)
    assert "/invitation/" in page.content.decode()


@pytest.mark.parametrize(("verb", "end"), [("met", "met"), ("take-back", "withdrawn")])
def test_a_need_ends(signed_in, cafe, verb: str, end: str) -> None:  # noqa: F811
    say(signed_in)
    need = Need.objects.get()
    for _twice in range(2):
        assert signed_in.post(f"/me/needs/{need.pk}/{verb}/")["Location"] == "/me/"
    assert Need.objects.get().closed_as == end
    shown = text(signed_in.get(f"/london/need/{need.pk}/"))
    assert {"met": "Met", "withdrawn": "Taken back"}[end] in shown


def test_what_the_table_may_know_is_changed(signed_in, cafe, dana) -> None:  # noqa: F811
    say(signed_in)
    need = Need.objects.get()
    signed_in.post(f"/me/needs/{need.pk}/reword/", {"for_table": " a tax  question "})
    assert Need.objects.get().for_table == "a tax question"
    empty = signed_in.post(f"/me/needs/{need.pk}/reword/", {"for_table": ""})
    assert (empty.status_code, "Leave a word or two" in text(empty)) == (422, True)
    stranger = Client()
    stranger.force_login(Person.objects.get(pk=dana.pk))
    assert stranger.post(f"/me/needs/{need.pk}/met/").status_code == 404


def test_how_somebody_may_be_asked(signed_in, london, cafe, amara) -> None:  # noqa: F811
    signed_in.post("/london/help/", typed(london))
    member = Member.objects.get(person=amara)

    def press(verb: str, **more: str) -> Profile:
        signed_in.post(f"/me/asking/{member.pk}/{verb}/", more)
        return Profile.objects.get(member=member)

    assert press("hide").may_show_name is False
    assert press("show").may_show_name is True
    assert press("stop").wants_invitations is False
    assert "Invite me again" in text(signed_in.get("/me/"))
    assert press("allow").wants_invitations is True
    soon = NOW.date().replace(year=NOW.year + 1)
    assert press("pause", until=str(soon)).paused_until == soon
    assert "Paused until" in text(signed_in.get("/me/"))
    assert press("resume").paused_until is None
    for until, status in (("", 422), ("soon", 422), ("2020-01-01", 409)):
        answer = signed_in.post(f"/me/asking/{member.pk}/pause/", {"until": until})
        assert answer.status_code == status
        assert 'role="alert"' in answer.content.decode()


def test_nobody_changes_how_others_are_asked(signed_in, london, esi) -> None:  # noqa: F811
    host = Member.objects.get(person=esi)
    assert signed_in.post(f"/me/asking/{host.pk}/stop/").status_code == 404
    assert Client().post(f"/me/asking/{host.pk}/stop/").status_code == 404
    hugo = accounts.ensure_person("hugo@example.org", first_name="Hugo", now=NOW)
    assert not Profile.objects.filter(member__person=hugo).exists()
