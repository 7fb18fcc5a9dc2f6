"""“I can help”, page by page."""

import re

import pytest
from django.test import Client

from knowcafe.accounts.models import Person
from knowcafe.chapters.models import Member, Series
from knowcafe.members import actions, queries
from knowcafe.members.models import Availability, FreeDate, Offer, Profile
from knowcafe.outbox.models import Message
from tests.web.conftest import NOW
from tests.web.test_just_come import text
from tests.web.test_need import amara, signed_in  # noqa: F401 – fixtures


def typed(chapter, **more: object) -> dict[str, object]:
    quarter, _other = queries.quarters_to_say(chapter, NOW)
    return {
        "quarter": str(quarter), "done": ["pricing"], "living": ["vat"], "role": "accountant",
        "may_show_name": "1", "languages": "English, Twi", "cap": "3",
        "weekly": [str(Series.objects.get().pk)],
    } | more  # fmt: skip


def test_signed_in_a_quarter_is_one_page(signed_in, london, cafe, amara) -> None:  # noqa: F811
    answer = signed_in.post("/london/help/", typed(london), follow=True)
    assert answer.redirect_chain == [("/london/help/done/", 302)]
    assert "Thank you" in text(answer)
    member = Member.objects.get(person=amara)
    assert dict(Offer.objects.values_list("topic", "depth")) == {"pricing": 1, "vat": 2}
    profile = Profile.objects.get(member=member)
    assert (profile.role, profile.is_professional, profile.may_show_name, profile.languages) == (
        "accountant", True, True, ["en", "twi"],
    )  # fmt: skip
    quarter, _other = queries.quarters_to_say(london, NOW)
    assert str(Availability.objects.get()) == f"{member.pk} in {quarter}"
    assert FreeDate.objects.count() >= 2
    again = signed_in.get("/london/help/").content.decode()
    assert 'name="living" value="vat" checked' in again
    assert 'id="cap" min="1" max="26" inputmode="numeric" value="3"' in again


def test_the_next_quarter_begins_with_the_last(signed_in, london, cafe) -> None:  # noqa: F811
    signed_in.post("/london/help/", typed(london))
    quarter, other = queries.quarters_to_say(london, NOW)
    later = max(quarter, other)
    page = signed_in.get(f"/london/help/?quarter={later}").content.decode()
    assert 'name="done" value="pricing" checked' in page
    assert f'name="quarter" value="{later}"' in page


def test_a_stranger_ticks_first_and_says_who_later(client: Client, london, cafe, amara) -> None:  # noqa: F811
    assert client.get("/london/help/you/")["Location"] == "/london/help/"
    assert client.get("/london/help/place/")["Location"] == "/london/help/"
    assert client.post("/london/help/", typed(london))["Location"] == "/london/help/you/"
    assert client.get("/london/help/place/")["Location"] == "/london/help/you/"
    assert client.get("/london/help/you/").status_code == 200
    client.force_login(Person.objects.get(pk=amara.pk))
    assert client.get("/london/help/you/")["Location"] == "/london/help/place/"
    assert "data-goes-on" in client.get("/london/help/place/").content.decode()
    assert not Offer.objects.exists()
    assert client.post("/london/help/place/")["Location"] == "/london/help/done/"
    assert Offer.objects.count() == 2
    assert client.get("/london/help/place/")["Location"] == "/london/help/"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"done": [], "living": []}, "Tick at least one thing"),
        ({"weekly": [], "free": []}, "Tick at least one day"),
        ({"cap": ""}, "A number, please"),
        ({"cap": "0"}, "At least one; if you have no time"),
        ({"cap": "27"}, "At most 26"),
        ({"role": "x" * 61}, "A word or two"),
        ({"languages": "x" * 50}, "Languages, with commas"),
    ],
)
def test_nothing_typed_is_lost(client: Client, london, cafe, more, told: str) -> None:
    answer = client.post("/london/help/", typed(london, **more))
    assert (answer.status_code, told in text(answer)) == (422, True)
    assert not Availability.objects.exists()
    again = client.get("/london/help/").content.decode()
    assert 'name="may_show_name" value="1" checked' in again


def test_the_mails_page_is_filled_in_and_asks_for_two_digits(client: Client, london, cafe) -> None:
    from knowcafe.accounts import actions as accounts
    from knowcafe.chapters import actions as chapters

    dana = accounts.ensure_person("dana@example.org", first_name="Dana", now=NOW)
    member = chapters.join(london, person=dana, now=NOW)
    actions.offer(member, depths={"vat": 2}, by=dana, now=NOW)
    quarter = max(queries.quarters_to_say(london, NOW))
    path = queries.quarter_link(member, quarter).partition(":8000")[2]
    page = client.get(path).content.decode()
    assert 'name="living" value="vat" checked' in page
    given = typed(london, quarter=str(quarter))
    assert client.post(path, given).status_code == 422
    right = queries.quarter_digits(member, quarter)
    wrong = client.post(path, given | {"digits": f"{(int(right) + 1) % 100:02}"})
    assert (wrong.status_code, Availability.objects.count()) == (409, 0)
    assert client.post(path, given | {"digits": right})["Location"] == "/london/help/done/"
    assert Availability.objects.get().quarter == str(quarter)
    assert client.get(path.replace("london", "accra")).status_code == 404
    assert client.get("/london/help/made-up/").status_code == 404
    past = queries.Quarter(2020, 1)
    old = queries.quarter_link(member, past).partition(":8000")[2]
    assert client.get(old)["Location"] == "/london/help/"
    assert not Message.objects.exists()


def test_the_grid_has_a_column_a_series_and_marks_holidays(
    client: Client, london, cafe, esi
) -> None:
    from knowcafe.chapters import actions as chapters

    quarter = max(queries.quarters_to_say(london, NOW))
    weeklies = queries.quarter_days(london, quarter, NOW)
    chapters.take_holiday(london, on=weeklies[0].days[1].on, by=esi, now=NOW)
    page = client.get(f"/london/help/?quarter={quarter}").content.decode()
    assert page.count('<td class="holiday">') == 1
    assert len(re.findall(r'name="free"', page)) == len(weeklies[0].days) - 1
