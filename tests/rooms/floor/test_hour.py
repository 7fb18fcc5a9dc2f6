"""One café from opening to closing."""

from datetime import timedelta

from knowcafe.cafes.models import Attendance, Met
from knowcafe.floor import actions, queries
from knowcafe.floor.models import Insight
from tests.rooms.floor.conftest import NAMES


def test_a_cafe_from_start_to_close(hour, phone, who, cafe, esi, start) -> None:
    assert hour.template == "simple"
    phone.check_in(*NAMES)
    guest = actions.come_as_guest(
        hour.token, name="Hugo", need="What should I charge?", asked_with="a", now=phone.at
    )
    assert guest.topic == "pricing"
    phone.tap("start")
    parts = queries.parts_of(phone.row)
    rounds = [n for n, part in enumerate(parts) if part.has_tables]
    for n in range(1, len(parts)):
        if phone.state.part < n:
            phone.next(n)
    assert set(phone.state.tables) == set(rounds)
    here = sorted(w for table in phone.state.tables[rounds[0]] for w in table)
    assert here == sorted([guest.who, *map(who, NAMES)])
    phone.tap("takeaway", key="k1", what="insight", text="Ask three people what they would pay.")
    phone.tap("step", who=who("Amara"), text="Raise the price of the large candle")
    actions.close(hour, by=esi, now=start + timedelta(minutes=95))
    came = Attendance.objects.values_list("first_name", "state")
    assert set(came) == {(name, "came") for name in (*NAMES, "Hugo")}
    assert Met.objects.exists()
    assert Insight.objects.get().text == "Ask three people what they would pay."
    assert [(s.name, s.text) for s in queries.steps(phone.row)] == [
        ("Amara", "Raise the price of the large candle")
    ]
