"""What people see of themselves: the question, their own cafés, and being asked at short notice."""

from datetime import timedelta

import pytest
from django.test import Client

from knowcafe.cafes.models import Attendance, Cafe, Confirmation, Invitation, Reserve, Seat
from knowcafe.cafes.queries import digits, place_link
from knowcafe.chapters import actions as chapters
from knowcafe.members.models import Profile
from tests.web.conftest import NOW
from tests.web.hosting import sign_in_as_host
from tests.web.test_just_come import come, text
from tests.web.test_need import amara, signed_in  # noqa: F401 – fixtures
from tests.web.test_quarter import typed


@pytest.fixture
def tomorrow(cafe, amara) -> Cafe:  # noqa: F811
    """Amara has a seat; the café begins so soon that the question is open."""
    come(Client(), cafe, "Amara")
    soon = NOW + timedelta(hours=6)
    Cafe.objects.filter(pk=cafe.pk).update(
        starts_at=soon, ends_at=soon + timedelta(hours=1), on=cafe.chapter.on_the_wall(soon).date()
    )
    return Cafe.objects.get(pk=cafe.pk)


def path(cafe, person) -> str:
    return place_link(cafe, person).partition(":8000")[2]


def said() -> str:
    return Confirmation.objects.get(person__first_name="Amara").answer


def test_from_the_mail_with_two_digits(client: Client, tomorrow, amara) -> None:  # noqa: F811
    where, right = path(tomorrow, amara), digits(tomorrow, amara)
    shown = text(client.get(where))
    for words in ("Are you coming to", "Coming", "Can’t", "Not sure", "somebody else gets your"):
        assert words in shown
    assert "Release my seat" not in shown
    assert client.post(where, {"answer": "coming"}).status_code == 422
    answer = client.post(where, {"answer": "unsure", "digits": right}, follow=True)
    assert answer.redirect_chain == [(where, 302)]
    assert "Thank you. Your seat stays yours; tell us" in text(answer)
    answer = client.post(where, {"answer": "coming", "digits": right}, follow=True)
    assert "Thank you. See you to" in text(answer)
    assert 'value="coming" aria-pressed="true"' in answer.content.decode()
    assert said() == "coming"
    assert client.post(where, {"digits": right}).status_code == 409
    answer = client.post(where, {"answer": "cannot", "digits": right}, follow=True)
    assert "It has been given back." in text(answer)
    assert f'href="/london/{tomorrow.pk}/"' in answer.content.decode()
    assert (said(), Seat.objects.filter(person=amara).exists()) == ("cannot", False)


def test_looking_changes_nothing(client: Client, tomorrow, amara) -> None:  # noqa: F811
    client.get(f"{path(tomorrow, amara)}?answer=cannot")
    assert (said(), Seat.objects.filter(person=amara).count()) == ("", 1)


def test_signed_in_no_digits(signed_in, tomorrow, amara) -> None:  # noqa: F811
    assert "two digits" not in text(signed_in.get(path(tomorrow, amara)))
    signed_in.post(path(tomorrow, amara), {"answer": "coming"})
    assert said() == "coming"


def test_digits_cannot_be_tried_out(client: Client, tomorrow, amara) -> None:  # noqa: F811
    wrong = f"{(int(digits(tomorrow, amara)) + 1) % 100:02}"
    tries = [
        client.post(path(tomorrow, amara), {"answer": "cannot", "digits": wrong}).status_code
        for _ in range(12)
    ]
    assert (tries[0], tries[-1]) == (409, 429)


def test_a_reserve_is_asked_something_else(signed_in, tomorrow, amara) -> None:  # noqa: F811
    Seat.objects.filter(person=amara).update(person=None)
    Reserve.objects.create(cafe=tomorrow, person=amara, asked_at=NOW)
    Confirmation.objects.update(as_reserve=True)
    shown = text(signed_in.get(path(tomorrow, amara)))
    assert "Would you still come to" in shown
    assert "if a seat comes free?" in shown
    assert "reserve" in text(signed_in.get("/me/"))
    Confirmation.objects.update(called_up_at=NOW)
    assert "There is room for you on" in text(signed_in.get(path(tomorrow, amara)))
    assert "there is room for you" in text(signed_in.get("/me/"))


def test_somebody_at_the_next_table_is_led_there(client: Client, tomorrow, amara) -> None:  # noqa: F811
    other = Cafe.objects.exclude(pk=tomorrow.pk).earliest("starts_at")
    Cafe.objects.filter(pk=other.pk).update(
        starts_at=tomorrow.starts_at, ends_at=tomorrow.ends_at, called_off_at=None
    )
    Seat.objects.filter(person=amara).update(person=None)
    Seat.objects.filter(cafe=other, number=1).update(person=amara)
    page = client.get(path(tomorrow, amara))
    assert "You have a place at another table at that time." in text(page)
    assert path(other, amara) in page.content.decode()
    assert "given back" not in text(page)


def test_on_my_page(signed_in, tomorrow, amara) -> None:  # noqa: F811
    shown = text(signed_in.get("/me/"))
    assert "Are you coming to" in shown
    assert "Release my seat" not in shown
    where = f"/me/seats/{tomorrow.pk}/answer/"
    answer = signed_in.post(where, {"answer": "unsure"}, follow=True)
    assert "Your seat stays yours; tell us" in text(answer)
    assert signed_in.post(where, {"answer": "perhaps"}).status_code == 409
    signed_in.post(where, {"answer": "cannot"})
    assert said() == "cannot"
    assert signed_in.post(where, {"answer": "coming"}).status_code == 404


def test_days_before_nothing_is_asked(signed_in, cafe, amara) -> None:  # noqa: F811
    come(Client(), cafe, "Amara")
    assert "Release my seat" in text(signed_in.get("/me/"))
    assert "Are you coming" not in text(signed_in.get("/me/"))
    answer = signed_in.post(f"/me/seats/{cafe.pk}/answer/", {"answer": "coming"})
    assert (answer.status_code, "the day before" in text(answer)) == (409, True)


def test_an_invitation_that_keeps_no_seat(signed_in, cafe, amara) -> None:  # noqa: F811
    chapters.join(cafe.chapter, person=amara, now=NOW)
    Invitation.objects.create(
        cafe=cafe, person=amara, as_helper=False, kind="wave", sent_at=NOW, told_at=NOW,
        expires_at=NOW + timedelta(days=1),
    )  # fmt: skip
    assert "The first to say yes have the seats; answer until" in text(signed_in.get("/me/"))


def noted(cafe, person, state: str, *, days: int) -> None:
    """The café of so many days ago."""
    other = Cafe.objects.create(
        chapter=cafe.chapter, on=NOW.date() - timedelta(days=days), place="Library", table_size=2,
        starts_at=NOW - timedelta(days=days, hours=2), ends_at=NOW - timedelta(days=days),
        published_at=NOW,
    )  # fmt: skip
    Attendance.objects.create(
        cafe=other, person=person, first_name="Amara", state=state, noted_at=NOW
    )


def test_my_cafes_and_that_is_not_right(signed_in, cafe, amara, esi) -> None:  # noqa: F811
    chapters.join(cafe.chapter, person=amara, now=NOW)
    assert "Your cafés" not in text(signed_in.get("/me/"))
    for days, state in ((3, "missed"), (10, "came"), (70, "excused")):
        noted(cafe, amara, state, days=days)
    shown = text(signed_in.get("/me/"))
    assert "You came to 1 of the last 3." in shown
    assert "What is kept about you and why" in shown
    assert shown.count("That’s not right") == 2
    row = Attendance.objects.get(state="missed")
    answer = signed_in.post(f"/me/cafes/{row.cafe_id}/came/", follow=True)
    assert "You came to 2 of the last 3." in text(answer)
    assert "You have corrected this." in text(answer)
    old = Attendance.objects.get(state="excused")
    assert signed_in.post(f"/me/cafes/{old.cafe_id}/came/").status_code == 409
    host = Client()
    sign_in_as_host(host, esi)
    assert "corrected by Amara" in text(host.get(f"/london/host/cafes/{row.cafe_id}/came/"))
    assert "corrected by" not in text(host.get(f"/london/host/cafes/{old.cafe_id}/came/"))


def test_many_cafes_fold_up(signed_in, cafe, amara) -> None:  # noqa: F811
    chapters.join(cafe.chapter, person=amara, now=NOW)
    for days in range(7, 70, 7):
        noted(cafe, amara, "came", days=days)
    shown = text(signed_in.get("/me/"))
    assert "You came to all of the last 9." in shown
    assert "4 more" in shown


def test_my_cafes_are_nobody_elses(signed_in, cafe, amara, esi) -> None:  # noqa: F811
    chapters.join(cafe.chapter, person=amara, now=NOW)
    for days in (3, 10, 17):
        noted(cafe, amara, "missed", days=days)
    host = Client()
    sign_in_as_host(host, esi)
    pages = ("/me/", "/london/host/", "/london/host/people/", f"/london/{cafe.pk}/", "/london/")
    assert [p for p in pages if "of the last" in text(host.get(p))] == []
    assert [p for p in pages if "not worked out lately" in text(host.get(p))] == []
    assert "not worked out lately" in text(signed_in.get("/me/"))


def test_short_notice_with_the_quarter_and_on_my_page(signed_in, cafe, amara) -> None:  # noqa: F811
    assert "You may ask me at short notice" in text(signed_in.get("/london/help/"))
    signed_in.post("/london/help/", typed(cafe.chapter, at_short_notice="1"))
    assert Profile.objects.get().agrees_to_short_notice
    page = signed_in.get("/london/help/").content.decode()
    assert 'name="at_short_notice" value="1" checked' in page
    member = Profile.objects.get().member_id
    assert "You may ask me at short notice" in text(signed_in.get("/me/"))
    shown = text(signed_in.post(f"/me/asking/{member}/not-late/", follow=True))
    assert "Not at short notice" in shown
    shown = text(signed_in.post(f"/me/asking/{member}/late/", follow=True))
    assert "Please don’t" in shown
    shown = text(signed_in.post(f"/me/asking/{member}/stop/", follow=True))
    assert "short notice" not in shown
    assert not Profile.objects.get().agrees_to_short_notice
