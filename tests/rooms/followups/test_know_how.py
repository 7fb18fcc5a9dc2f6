"""What the tables found out: for members, by a word, a kind or a topic, and without names."""

from datetime import timedelta

import pytest

from knowcafe.chapters import actions as chapters
from knowcafe.floor.models import Insight
from knowcafe.followups.queries import know_how as reading
from tests.rooms.followups.conftest import ENDED


@pytest.fixture
def said(london, thursday, amara) -> None:
    rows = (
        ("insight", "pricing", "Say the price first"),
        ("question", "vat", "From when on?"),
        ("insight", "gone", "Old topic"),
    )
    for n, (kind, topic, text) in enumerate(rows):
        Insight.objects.create(
            chapter=london, cafe=thursday, kind=kind, topic=topic, text=text, by=amara,
            said_at=ENDED + timedelta(days=10 * n),
        )  # fmt: skip


def found(london, **more: str) -> list[str]:
    known = reading.know_how(london, **({"search": "", "kind": "", "topic": ""} | more))
    return [row.text for row in known.told(known.found)]


def test_the_newest_first_and_what_narrows_it(london, said) -> None:
    assert found(london) == ["Old topic", "From when on?", "Say the price first"]
    assert found(london, search="PRICE") == ["Say the price first"]
    assert found(london, search="sales tax") == ["From when on?"]
    assert found(london, kind="question") == ["From when on?"]
    assert found(london, topic="pricing") == ["Say the price first"]
    assert found(london, kind="story") == []


def test_what_else_could_be_looked_for(london, said) -> None:
    known = reading.know_how(london, search="nothing", kind="", topic="")
    assert known.kinds == (("insight", "Something learned", 2), ("question", "An open question", 1))
    assert known.topics == (("pricing", "Pricing"), ("vat", "VAT & sales tax"))
    assert (known.total, known.found) == (3, [])


def test_a_row_has_a_month_and_no_name(london, said) -> None:
    known = reading.know_how(london, search="", kind="", topic="")
    row = known.told(known.found)[-1]
    assert (row.kind, row.topic, row.month) == ("Something learned", "Pricing", "March 2027")
    assert "Amara" not in repr(row)
    assert known.told(known.found)[0].topic == ""


def test_one_of_them_by_its_number(london, said) -> None:
    row, known = reading.take_away(london, Insight.objects.get(kind="question").pk)
    assert (row.text, known.text, known.topic) == (*["From when on?"] * 2, "VAT & sales tax")
    row.delete()
    assert reading.take_away(london, known.id) is None


def test_whose_it_is_to_read(london, esi, amara, hugo, now) -> None:
    chapters.join(london, person=amara, now=now)
    assert [list(reading.chapters_of(one)) for one in (esi, amara, hugo, None)] == [
        [london], [london], [], []
    ]  # fmt: skip
    hugo.is_lead = True
    assert list(reading.chapters_of(hugo)) == [london]
