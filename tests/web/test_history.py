"""Bringing a list in: choose, look, bring, undo; and people who wait for an address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from knowcafe.accounts import actions as accounts
from knowcafe.cafes.models import Intake, PastCount, PastMember
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Member
from knowcafe.outbox.models import Message
from tests.core.exchange.elsewhere import LIST, LUMA, MEETUP, MEETUP_EVENING
from tests.web.conftest import NOW
from tests.web.hosting import sign_in_as_host
from tests.web.test_just_come import text

PAGE = "/london/host/history/"


@pytest.fixture
def host(client: Client, london, esi) -> Client:
    sign_in_as_host(client, esi)
    return client


def upload(host: Client, content: str | bytes, name: str = "guests.csv", **more: object):
    data = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, data, "text/csv")
    return host.post(PAGE, {"do": "upload", "file": file}, follow=True, **more)


def typed(answer, **more: object) -> dict[str, object]:
    """What the form of the second step would send."""
    form = answer.context["form"]
    fields = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in fields.items()} | more


def press(host: Client, answer, do: str, **more: object):
    return host.post(PAGE, typed(answer, do=do, **more), follow=True)


def test_a_file_is_looked_at_then_brought_in_then_taken_back(host, london) -> None:
    assert "Nobody is mailed" in text(host.get(PAGE))
    look = upload(host, LUMA)
    seen = text(look)
    assert "Luma: the guests of one event" in seen
    assert "15 January 2026: 3 said yes, 2 came." in seen
    assert "All 8 rows" in seen
    assert "is the same person as line 2" in seen
    assert "Bring 5 people in?" in seen
    assert Member.objects.count() == 1
    only = text(host.get(PAGE, {"show": "skipped"}))
    assert ("Chidi Eze" in only, "Bilal Khan" in only) == (True, False)
    assert "No row like that." in text(host.get(PAGE, {"show": "known"}))
    done = press(host, look, "bring")
    assert "guests.csv is brought in. 5 new people 3 rows skipped" in text(done)
    assert Member.objects.count() == 6
    assert not Message.objects.exists()
    undone = host.post(PAGE, {"do": "undo", "intake": Intake.objects.get().pk}, follow=True)
    assert "Taken back." in text(undone)
    assert (Member.objects.count(), PastCount.objects.count()) == (1, 0)
    assert host.post(PAGE, {"do": "undo", "intake": Intake.objects.get().pk}).status_code == 409
    assert host.post(PAGE, {"do": "undo", "intake": "x"}).status_code == 404


def test_twice_changes_nothing(host) -> None:
    press(host, upload(host, LUMA), "bring")
    again = upload(host, LUMA)
    assert "Nobody is new; bring in the counts?" in text(again)
    assert "5 already here" in text(press(host, again, "bring"))
    assert "Nobody is new" in text(press(host, upload(host, LIST), "bring") and upload(host, LIST))


def test_another_mapping_is_looked_at_first(host) -> None:
    look = upload(host, "Who,Mail,Old mail\nAmara,new@example.org,amara@example.org\n")
    assert "A list of names and addresses" in text(look)
    changed = press(host, look, "bring", **{"column-email": 2, "column-name": 0})
    assert "Read once more. Is it right now?" in text(changed)
    assert Member.objects.count() == 1
    press(host, changed, "bring")
    assert Member.objects.get(is_host=False).person.email == "amara@example.org"


def test_another_kind_has_other_columns(host) -> None:
    look = upload(host, MEETUP_EVENING)
    assert "Whether they came" in text(look)
    other = press(host, look, "look", kind="list")
    assert "Whether they came" not in text(other)
    wrong = press(host, other, "look", kind="nonsense")
    assert wrong.status_code == 422


def test_an_evening_without_its_day(host) -> None:
    look = upload(host, MEETUP_EVENING)
    asked = press(host, look, "bring")
    assert (asked.status_code, "Say which day it was" in text(asked)) == (409, True)
    wrong = press(host, look, "bring", on="15.01")
    assert (wrong.status_code, "A day looks like" in text(wrong)) == (422, True)
    assert wrong.context["form"]["on"].value() == "15.01"
    future = press(host, look, "bring", on=str((NOW + timedelta(days=3)).date()))
    assert (future.status_code, "a day that has been" in text(future)) == (409, True)
    done = press(host, look, "bring", on="2026-01-15")
    assert "3 new without an address" in text(done)
    assert PastCount.objects.get().key == "2026-01-15"
    assert "5 said yes, 4 came" in text(host.get(PAGE))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04", "looks like a spreadsheet"),
        (b"<!doctype html><html></html>", "looks like a web page"),
        (b"x" * (10 * 2**20 + 5), "at most 10 MB"),
        (b"api_id,email\n", "no rows below"),
    ],
)
def test_what_is_no_list_is_told_in_a_sentence(host, content: bytes, words: str) -> None:
    answer = upload(host, content)
    assert (answer.status_code, words in text(answer)) == (422, True)
    assert not Intake.objects.exists()


def test_a_file_is_forgotten(host) -> None:
    assert "Choose a file first." in text(host.post(PAGE, {"do": "upload"}))
    look = upload(host, LUMA)
    host.post(PAGE, {"do": "forget"})
    assert not Intake.objects.exists()
    late = press(host, look, "bring")
    assert "after an hour it is erased" in text(late)


def test_formulas_and_names_are_shown_as_they_are_and_run_nowhere(host) -> None:
    look = upload(
        host, 'name,email\n"<script>alert(1)</script>",a@example.org\n=1+1,b@example.org\n'
    )
    assert b"<script>alert" not in look.content
    assert "=1+1" in text(look)
    assert "comes in without the name, which is a formula or a link" in text(look)


def test_people_without_an_address(host, london, esi) -> None:
    press(host, upload(host, MEETUP), "bring")
    seen = text(host.get("/london/host/people/"))
    assert "3 people without an address" in seen
    amara, grace, zoe = PastMember.objects.order_by("name")
    wrong = host.post(f"/london/host/people/{zoe.pk}/", {"do": "address", "email": "zoe@"})
    assert (wrong.status_code, wrong.content.count(b"zoe@")) == (422, 1)
    assert "That is not an e-mail address" in text(wrong)
    assert host.post(f"/london/host/people/{zoe.pk}/", {"do": "address"}).status_code == 422
    given = {"do": "address", "email": "zoe@example.org"}
    answer = host.post(f"/london/host/people/{zoe.pk}/", given, follow=True)
    assert "Zoë belongs to the chapter now." in text(answer)
    assert host.post(f"/london/host/people/{zoe.pk}/", given).status_code == 404
    joined = accounts.ensure_person("a@example.org", first_name="Amara", now=NOW)
    chapters.join(london, person=joined, now=NOW)
    assert "Amara (a@example.org) belongs to the chapter. Is that them?" in text(
        host.get("/london/host/people/")
    )
    same = {"do": "same", "person": 0}
    assert host.post(f"/london/host/people/{amara.pk}/", same).status_code == 422
    same["person"] = 99999
    assert host.post(f"/london/host/people/{amara.pk}/", same).status_code == 409
    same["person"] = joined.pk
    host.post(f"/london/host/people/{amara.pk}/", same)
    forgotten = host.post(f"/london/host/people/{grace.pk}/", {"do": "forget"}, follow=True)
    assert "Forgotten." in text(forgotten)
    assert "without an address" not in text(forgotten)


def test_many_without_an_address(host, london) -> None:
    rows = "".join(f"Amara {n:02},\n" for n in range(40))
    look = upload(host, "name,email\n" + rows)
    assert "1 to 25 of 40" in text(look)
    assert "26 to 40 of 40" in text(host.get(PAGE, {"page": "2"}))
    press(host, look, "bring")
    assert "The first 10 by name." in text(host.get("/london/host/people/"))
    last = PastMember.objects.order_by("-name")[0]
    wrong = host.post(f"/london/host/people/{last.pk}/", {"do": "address", "email": "x"})
    assert "Amara 39" in text(wrong)


def test_where_no_column_is_taken_as_the_name_it_is_said(host) -> None:
    said = "No column was taken as the name"
    assert said in text(upload(host, "Who,email\nDana,dana@example.org\n"))
    assert said not in text(upload(host, LUMA))


def test_a_stranger_meets_nothing(client: Client, london) -> None:
    assert client.get(PAGE).status_code in (302, 404)
    row = PastMember.objects.create(chapter=london, source="meetup", key="1", name="Grace Lund")
    assert client.post(f"/london/host/people/{row.pk}/", {"do": "forget"}).status_code == 404
    assert PastMember.objects.count() == 1
