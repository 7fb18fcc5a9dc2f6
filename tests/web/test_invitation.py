"""The pages of an invitation, of stopping them, and of the rule, as people see them."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from knowcafe.accounts import actions as accounts
from knowcafe.cafes import actions
from knowcafe.cafes.models import Cafe, Invitation, Seat
from knowcafe.cafes.queries import asked, digits
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter
from knowcafe.members.models import Need, Offer, Profile
from knowcafe.members.queries import stop_link
from tests.web.conftest import NOW
from tests.web.test_just_come import come, text


@pytest.fixture
def people(london, cafe):
    """Amara, who needs pricing, and Dana, who knows it, are asked to the table of two."""
    found = {}
    for name in ("Amara", "Dana"):
        email = f"{name.lower()}@example.org"
        found[name] = accounts.ensure_person(email, first_name=name, now=NOW)
        member = chapters.join(london, person=found[name], now=NOW)
        Profile.objects.create(member=member, role="accountant" if name == "Dana" else "")
        if name == "Amara":
            Need.objects.create(
                member=member, text="Candles", topic="pricing", for_table="Pricing by hand",
                asked_at=NOW,
            )  # fmt: skip
        else:
            Offer.objects.create(member=member, topic="pricing")
    for name, person in found.items():
        actions.invite(cafe, person, as_helper=name == "Dana", now=NOW)
    return found


def path(name: str) -> str:
    row = Invitation.objects.get(person__first_name=name)
    return asked.invitation_link(row).partition(":8000")[2]


def reply(client: Client, cafe, name: str, said: str, **more: str):
    person = Invitation.objects.get(person__first_name=name).person
    typed = {"answer": said, "digits": digits(cafe, person)} | more
    return client.post(path(name), typed, follow=True)


def test_their_own_reason_and_no_names(client: Client, cafe, people) -> None:
    shown = text(client.get(path("Amara")))
    for words in (
        "A seat for you on", "An accountant can help with pricing.", "We keep it for you until",
        "I’ll come", "Can’t this time", "The two digits", "Brixton Library",
    ):  # fmt: skip
        assert words in shown
    assert not [word for word in ("Dana", "Candles", "Conflict of interest") if word in shown]


def test_a_helper_sees_the_topics(client: Client, cafe, people) -> None:
    shown = text(client.get(path("Dana")))
    assert "Your know-how in pricing is wanted at this table." in shown
    assert "On the table: Pricing by hand" in shown
    assert "Conflict of interest" in shown
    assert not [word for word in ("Amara", "Candles") if word in shown]


def test_coming_and_not_after_all(client: Client, cafe, people) -> None:
    answer = reply(client, cafe, "Amara", "coming")
    assert answer.redirect_chain == [(path("Amara"), 302)]
    assert "You have a seat. See you" in text(answer)
    assert Seat.objects.filter(person=people["Amara"]).count() == 1
    answer = reply(client, cafe, "Amara", "cannot")
    assert "Not this time" in text(answer)
    assert "I’d like to come after all" in text(answer)
    assert "You have a seat." in text(reply(client, cafe, "Amara", "coming"))


def test_signed_in_no_digits_are_asked_for(cafe, people) -> None:
    client = Client()
    client.force_login(people["Amara"])
    assert "The two digits" not in text(client.get(path("Amara")))
    answer = client.post(path("Amara"), {"answer": "coming"}, follow=True)
    assert "You have a seat." in text(answer)
    assert "The two digits" in text(client.get(path("Dana")))
    assert client.post(path("Dana"), {"answer": "coming"}).status_code == 422


@pytest.mark.parametrize(
    ("typed", "status", "told"),
    [
        ({"answer": "coming", "digits": ""}, 422, "just below the link"),
        ({"answer": "pause", "until": "soon"}, 422, "That is not a day"),
        ({"answer": "pause", "until": ""}, 409, "Until when?"),
        ({"answer": "coming", "digits": "no"}, 409, "Those are not the two digits"),
    ],
)
def test_nothing_typed_is_lost(client: Client, cafe, people, typed, status, told) -> None:
    given = {"digits": digits(cafe, people["Amara"]), "until": "2027-01-04"} | typed
    answer = client.post(path("Amara"), given)
    assert (answer.status_code, told in text(answer)) == (status, True)
    page = answer.content.decode()
    assert [v for k, v in given.items() if k != "answer" and v and f'value="{v}"' not in page] == []
    assert not Seat.objects.exclude(person=None).exists()


def test_digits_cannot_be_tried_out(client: Client, cafe, people) -> None:
    """The control is the tenth try: until then it is the digits that are refused."""
    right = digits(cafe, people["Amara"])
    wrong = [f"{n:02}" for n in range(12) if f"{n:02}" != right][:10]
    for typed in wrong:
        assert client.post(path("Amara"), {"answer": "coming", "digits": typed}).status_code == 409
    answer = client.post(path("Amara"), {"answer": "coming", "digits": right})
    assert answer.status_code == 429
    assert answer.context["refused"] in answer.content.decode()
    client.force_login(people["Amara"])
    assert client.post(path("Amara"), {"answer": "coming"}).status_code == 302


def test_a_pause(client: Client, cafe, people) -> None:
    until = NOW.date() + timedelta(days=30)
    shown = text(reply(client, cafe, "Amara", "pause", until=until.isoformat()))
    assert f"We do not ask you before {until:%A} {until.day} {until:%B}." in shown


def test_a_conflict(client: Client, cafe, people) -> None:
    shown = text(reply(client, cafe, "Dana", "conflict"))
    assert "Now somebody else can have the seat." in shown


def test_expired_with_and_without_a_seat(client: Client, cafe, people) -> None:
    actions.expire_invitations(now=NOW + timedelta(hours=48))
    shown = text(client.get(path("Amara")))
    assert "Your seat on Friday 27 November is free again" in shown
    assert "I’d like to come after all" in shown
    for name in ("Bilal", "Chidi"):
        come(Client(), cafe, name)
    shown = text(client.get(path("Amara")))
    assert "This seat has gone to somebody else" in shown
    assert "Be a reserve" in shown
    assert "I’d like to come" not in shown


def test_a_cafe_that_has_begun(client: Client, cafe, people) -> None:
    Cafe.objects.filter(pk=cafe.pk).update(starts_at=NOW)
    assert "This café has begun." in text(client.get(path("Amara")))
    assert reply(client, cafe, "Amara", "coming").status_code == 409


def test_the_address_of_a_home(client: Client, cafe, people) -> None:
    Cafe.objects.filter(pk=cafe.pk).update(is_place_public=False)
    assert "Brixton" not in text(client.get(path("Amara")))
    assert "Brixton" in text(reply(client, cafe, "Amara", "coming"))


def test_a_made_up_link(client: Client, db) -> None:
    assert client.get("/invitation/made-up/").status_code == 404
    assert client.get("/stop/made-up/").status_code == 404
    assert client.post("/stop/made-up/").status_code == 404


def wants(person) -> bool:
    return Profile.objects.get(member__person=person).wants_invitations


def test_stopping_by_the_mail_programs_button(cafe, people) -> None:
    """RFC 8058: a POST from anywhere, with no cookie and no token of ours."""
    client = Client(enforce_csrf_checks=True)
    member = Profile.objects.get(member__person=people["Amara"]).member
    where = stop_link(member).partition(":8000")[2]
    assert "No more invitations?" in text(client.get(where))
    assert wants(people["Amara"])
    answer = client.post(where, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, wants(people["Amara"])) == (200, False)
    assert not answer.cookies
    assert "You get no more invitations" in text(client.get(where))
    answer = client.post(where, {"undo": "1"})
    assert "You get invitations again" in text(answer)
    assert wants(people["Amara"])
    assert wants(people["Dana"])


def test_stopping_changes_nothing_but_that(cafe, people, client: Client) -> None:
    reply(client, cafe, "Amara", "coming")
    member = Profile.objects.get(member__person=people["Amara"]).member
    client.post(stop_link(member).partition(":8000")[2])
    assert Seat.objects.filter(person=people["Amara"]).exists()
    assert not re.search("digits", text(client.get(stop_link(member).partition(":8000")[2])))


def test_the_rule(client: Client, cafe) -> None:
    shown = text(client.get("/london/rule/"))
    for words in ("48 hours", "reserves of that café", "whose need somebody at the table can meet",
                  "never matters how often you came", "twice a week",
                  "no seat came free", "two more weeks of waiting"):  # fmt: skip
        assert words in shown
    evened = ("leave you your seat", "at short notice", "the first to say yes have one")
    assert [words for words in evened if words not in shown] == []
    Chapter.objects.update(evens_out=False)
    shown = text(client.get("/london/rule/"))
    assert [words for words in evened if words in shown] == []


@pytest.fixture
def wave(cafe, people):
    """No seat is kept for Amara or Dana."""
    Seat.objects.update(kept_for=None)
    Invitation.objects.update(kind="wave")


def test_no_seat_is_kept_and_the_page_says_so(client: Client, cafe, wave) -> None:
    shown = text(client.get(path("Amara")))
    assert "Would you come on" in shown
    assert "2 seats are free: the first to say yes have them. Answer until" in shown
    assert "People at this table know about" not in shown
    assert not [words for words in ("keep it for you", "A seat for you") if words in shown]
    assert "You have a seat." in text(reply(client, cafe, "Amara", "coming"))
    assert "1 seat is free: the first to say yes has it." in text(client.get(path("Dana")))
    reply(client, cafe, "Amara", "cannot")
    reply(client, cafe, "Dana", "coming")
    Invitation.objects.filter(person__first_name="Amara").update(answer="")
    assert "People at this table know about pricing." in text(client.get(path("Amara")))


def test_the_others_may_wait_or_come_another_day(client: Client, cafe, wave) -> None:
    for name in ("Bilal", "Chidi"):
        come(Client(), cafe, name)
    page = client.get(path("Amara"))
    later = Cafe.objects.order_by("starts_at")[1]
    assert "All two seats are taken. Reserves usually get one" in text(page)
    assert f'href="/london/{later.pk}/"' in page.content.decode()
    assert "I’ll come" not in text(page)
    shown = text(reply(client, cafe, "Amara", "reserve"))
    assert "You are a reserve for" in shown
    assert "If a seat comes free it is yours" in shown
    assert "Stop waiting" in shown
    assert "Not this time" in text(reply(client, cafe, "Amara", "cannot"))
    Cafe.objects.exclude(pk=cafe.pk).update(has_open_door=False)
    assert "See the next ones" in text(client.get(path("Dana")))


def test_a_wave_that_nobody_answered(client: Client, cafe, wave) -> None:
    actions.expire_invitations(now=NOW + timedelta(hours=48))
    shown = text(client.get(path("Amara")))
    assert "There is still room on" in shown
    assert "We heard nothing, and that is fine." in shown
    for name in ("Bilal", "Chidi"):
        come(Client(), cafe, name)
    shown = text(client.get(path("Amara")))
    assert "All seats are taken on" in shown
    assert "Be a reserve" in shown
    assert "Thank you for telling us." in text(reply(client, cafe, "Dana", "cannot"))
