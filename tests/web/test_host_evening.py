"""What hosts read of an evening that is over, and what they take out of the chapter's know-how."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from knowcafe.cafes.models import Cafe
from knowcafe.floor import actions
from knowcafe.floor.models import Hour, Insight
from tests.web import floor
from tests.web.conftest import NOW
from tests.web.hosting import sign_in_as_host
from tests.web.test_just_come import text


def over(cafe, esi, answered: int) -> str:
    """An hour with three people, of whom so many answered; the address of “Who came”."""
    hour = floor.opened(cafe, esi, "Amara")
    for name in ("Sam", "Lola", "Mina")[:answered]:
        actions.answer_pulse(
            floor.came(hour, name), useful=4, space=5, change=f"<{name}>", now=cafe.starts_at
        )
    Hour.objects.update(balance=0.83, not_heard=1)
    ended = timezone.now() - timedelta(minutes=1)
    Cafe.objects.filter(pk=cafe.pk).update(starts_at=ended - timedelta(hours=1), ends_at=ended)
    return f"/london/host/cafes/{cafe.pk}/came/"


def test_how_it_was(client: Client, cafe, esi) -> None:
    page = over(cafe, esi, 3)
    sign_in_as_host(client, esi)
    answer = client.get(page)
    for said in (
        "3 of 3 people answered",
        "4.0 of 5",
        "5.0 of 5",
        "0.83",
        "1 person was not heard",
    ):
        assert said in text(answer)
    assert "&lt;Lola&gt;" in answer.content.decode()


def test_too_few_to_say(client: Client, cafe, esi) -> None:
    page = over(cafe, esi, 2)
    sign_in_as_host(client, esi)
    shown = text(client.get(page))
    assert "2 of 2 people answered" in shown
    assert "too few to say more" in shown
    assert "of 5" not in shown
    assert "Lola" not in shown


def test_nobody_answered(client: Client, cafe, esi) -> None:
    page = over(cafe, esi, 0)
    sign_in_as_host(client, esi)
    assert "Nobody has answered the three quick questions." in text(client.get(page))


def test_a_take_away_is_taken_out(client: Client, london, esi) -> None:
    said = {"kind": "story", "text": "Mr Smith owes me", "said_at": NOW, "chapter": london}
    row = Insight.objects.create(**said)
    sign_in_as_host(client, esi)
    page = f"/london/host/know-how/{row.pk}/"
    assert page in client.get("/london/know-how/").content.decode()
    assert "Mr Smith owes me" in text(client.get(page))
    assert Insight.objects.exists()
    answer = client.post(page, follow=True)
    assert "Taken out. Nobody finds it any more." in text(answer)
    assert not Insight.objects.exists()
    assert client.post(page).status_code == client.get(page).status_code == 404
