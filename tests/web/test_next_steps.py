"""My next steps: one tap on my page, or from the mail with two digits; and what hosts read."""

from datetime import timedelta

import pytest
from django.test import Client

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.accounts.rules import DIGITS
from knowcafe.chapters import actions as chapters
from knowcafe.floor.models import Insight
from knowcafe.followups.models import Commitment, Outcome, Unreminded
from knowcafe.followups.queries import step_digits, step_link
from tests.web.conftest import NOW
from tests.web.hosting import sign_in_as_host
from tests.web.test_just_come import text
from tests.web.test_need import amara, signed_in  # noqa: F401 – fixtures


@pytest.fixture
def mine(cafe, amara) -> Commitment:  # noqa: F811
    chapters.join(cafe.chapter, person=amara, now=NOW)
    return Commitment.objects.create(
        chapter=cafe.chapter, cafe=cafe, person=amara, who=f"p{amara.pk}", name="Amara",
        text="Ring two suppliers", cue="the shop closes", action="ring two",
        on=cafe.on + timedelta(days=2), buddy="Dana", made_at=NOW,
    )  # fmt: skip


def path(mine: Commitment) -> str:
    return step_link(mine).partition(":8000")[2]


def said() -> list[tuple[str, str]]:
    return list(Outcome.objects.order_by("pk").values_list("kind", "line"))


def test_one_tap_on_my_page_and_undo(signed_in, mine) -> None:  # noqa: F811
    shown = text(signed_in.get("/me/"))
    for words in ("My next steps", "Ring two suppliers", "When the shop closes, I will ring two.",
                  "Dana asks how it went", "Done", "Partly", "Dropped", "Changed"):  # fmt: skip
        assert words in shown
    answer = signed_in.post(f"/me/steps/{mine.pk}/", {"do": "done", "line": "Both answered"})
    assert answer["Location"] == "/me/#next-steps"
    assert said() == [("done", "Both answered")]
    assert "“Both answered”" in text(signed_in.get("/me/"))
    last = Outcome.objects.get().pk
    signed_in.post(f"/me/steps/{mine.pk}/", {"do": "undo", "outcome": last})
    assert said() == []


def test_what_was_said_days_ago_is_folded_away(signed_in, mine) -> None:  # noqa: F811
    Outcome.objects.create(commitment=mine, kind="partly", at=NOW - timedelta(days=3))
    assert "1 earlier, and how it went" in text(signed_in.get("/me/"))


def test_who_never_made_one_is_not_bothered(signed_in, cafe) -> None:  # noqa: F811
    assert "next steps" not in text(signed_in.get("/me/"))


def test_bad_input_on_my_page_loses_nothing(signed_in, mine) -> None:  # noqa: F811
    answer = signed_in.post(f"/me/steps/{mine.pk}/", {"do": "done", "line": "x" * 201})
    assert answer.status_code == 422
    assert "at most 200 characters" in text(answer)
    assert f'value="{"x" * 201}"' in answer.content.decode()
    assert signed_in.post(f"/me/steps/{mine.pk}/", {"do": "great"}).status_code == 422
    assert said() == []


def test_nobody_else_s_step(mine) -> None:
    hugo = accounts.ensure_person("hugo@example.org", first_name="Hugo", now=NOW)
    stranger = Client()
    stranger.force_login(hugo)
    assert stranger.post(f"/me/steps/{mine.pk}/", {"do": "done"}).status_code == 404
    assert stranger.post(path(mine), {"do": "done"}).status_code == 422
    assert said() == []


def test_reminders_are_stopped_and_asked_for_again(signed_in, mine) -> None:  # noqa: F811
    signed_in.post("/me/reminders/stop/")
    assert Unreminded.objects.count() == 1
    assert "Remind me again" in text(signed_in.get("/me/"))
    signed_in.post("/me/reminders/allow/")
    assert Unreminded.objects.count() == 0


def test_from_the_mail_with_two_digits_and_undo_without_them(client: Client, mine) -> None:
    where, right = path(mine), step_digits(mine)
    wrong = f"{(int(right) + 1) % 100:02}"
    shown = text(client.get(where))
    assert "How did it go?" in shown
    assert "The two digits beside the link in our mail" in shown
    assert client.post(where, {"do": "done"}).status_code == 422
    answer = client.post(where, {"do": "done", "digits": wrong, "line": "Kept"})
    assert (answer.status_code, 'value="Kept"' in answer.content.decode()) == (409, True)
    assert said() == []
    answer = client.post(where, {"do": "partly", "digits": right, "line": "One"}, follow=True)
    assert answer.redirect_chain == [(where, 302)]
    assert "Part of the way is on the way." in text(answer)
    assert "two digits" not in text(answer)
    client.post(where, {"do": "undo", "outcome": Outcome.objects.get().pk})
    assert said() == []
    client.post(where, {"do": "changed"})
    assert said() == [("changed", "")]
    assert Client().post(where, {"do": "done"}).status_code == 422, "proven in one browser only"


def test_signed_in_no_digits_are_asked(signed_in, mine) -> None:  # noqa: F811
    assert "two digits" not in text(signed_in.get(path(mine)))
    signed_in.post(path(mine), {"do": "dropped"})
    assert said() == [("dropped", "")]


def test_digits_are_not_guessed(client: Client, mine) -> None:
    wrong = f"{(int(step_digits(mine)) + 1) % 100:02}"
    tries = [
        client.post(path(mine), {"do": "done", "digits": wrong}) for _ in range(DIGITS.most + 1)
    ]
    assert [answer.status_code for answer in tries] == [*[409] * DIGITS.most, 429]


def test_the_letter_is_enough_to_stop_the_letters(client: Client, mine) -> None:
    answer = client.post(path(mine), {"do": "stop"})
    assert answer["Location"] == f"{path(mine)}#reminders"
    assert Unreminded.objects.get().person == mine.person
    assert "no reminders of your next steps any more" in text(client.get(path(mine)))
    client.post(path(mine), {"do": "remind"})
    assert not Unreminded.objects.exists()


def test_a_step_that_is_not_theirs_is_forgotten(client: Client, mine) -> None:
    assert client.post(path(mine), {"do": "forget"}).status_code == 422
    answer = client.post(path(mine), {"do": "forget", "digits": step_digits(mine)})
    assert "This step is gone" in text(answer)
    assert not Commitment.objects.exists()
    assert client.get(path(mine)).status_code == 404


def test_hosts_read_how_many_and_nobody_s(client: Client, mine, esi) -> None:
    sign_in_as_host(client, esi)
    assert "Next steps" not in text(client.get("/london/host/came/"))
    cafe, ago = mine.cafe, NOW - timedelta(days=20)
    type(cafe).objects.filter(pk=cafe.pk).update(
        starts_at=ago - timedelta(hours=2), ends_at=ago, on=ago.date()
    )
    Commitment.objects.update(on=None)
    Outcome.objects.create(commitment=mine, kind="dropped", line="Secret", at=ago)
    shown = text(client.get("/london/host/came/"))
    assert "After 14 days: 1 of 1 person asked has answered. That is too few" in shown
    assert "self-reported" in shown
    for secret in ("Ring two", "Secret", "Amara", "After 30 days"):
        assert secret not in shown


def know(london, text_: str, **more: object) -> Insight:
    said = {"kind": "insight", "topic": "pricing", "said_at": NOW} | more
    return Insight.objects.create(chapter=london, text=text_, **said)


def test_know_how_teaches_where_it_is_empty_and_finds_what_is_there(
    signed_in, mine, london  # noqa: F811
) -> None:  # fmt: skip
    where = "/london/know-how/"
    assert "Nothing has been kept yet." in text(signed_in.get(where))
    assert where in signed_in.get("/me/").content.decode()
    know(london, "Say the price first", by=mine.person)
    know(london, "Where is the clinic?", kind="question", topic="")
    shown = text(signed_in.get(where))
    assert "2 take-aways" in shown
    assert shown.count("Amara") == 1, "in the bar at the top, as the one who reads"
    assert "Take out" not in shown, "that is for hosts"
    assert "Say the price" not in text(signed_in.get(where, {"kind": "question"}))
    found = text(signed_in.get(where, {"search": "price", "topic": "pricing", "kind": "odd"}))
    assert "1 take-away ·" in found
    assert "Nothing about “quantum” here yet." in text(signed_in.get(where, {"search": "quantum"}))
    assert "Nothing of that kind here yet." in text(signed_in.get(where, {"kind": "story"}))


def test_many_take_aways_come_by_and_by(signed_in, mine, london) -> None:  # noqa: F811
    for n in range(31):
        know(london, f"Number {n}")
    page = signed_in.get("/london/know-how/", {"kind": "insight"})
    assert "?search=&amp;topic=&amp;kind=insight&amp;page=2" in page.content.decode()
    assert "1 to 30 of 31" in text(page)
    assert "31 to 31 of 31" in text(signed_in.get("/london/know-how/", {"page": "2"}))


def test_know_how_is_for_members(client: Client, london) -> None:
    assert client.get("/london/know-how/").status_code == 404
    client.force_login(Person.objects.create(email="hugo@example.org", since=NOW))
    assert client.get("/london/know-how/").status_code == 404
