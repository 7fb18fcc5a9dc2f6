"""Phones that are offline, send late, twice and out of order: no tap is lost or applied twice."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from knowcafe.core.hour import Tap, fold, tap_from
from tests.core.hour.tapping import PARTS, TAPS

PHONES = st.integers(0, 2)


class Hour(RuleBasedStateMachine):
    """Three phones and a server. A phone's queue waits until the server has confirmed its taps."""

    def __init__(self) -> None:
        super().__init__()
        self.server: dict[str, Tap] = {}
        self.known: list[list[Tap]] = [[], [], []]
        self.queues: list[dict[str, Tap]] = [{}, {}, {}]
        self.flying: list[list[Tap]] = []
        self.made: list[Tap] = []

    @rule(phone=PHONES, data=TAPS, early=st.integers(0, 3))
    def tap(self, phone: int, data: dict[str, Any], early: int) -> None:
        """Somebody taps; what a phone thinks of the server's time may be a little off."""
        at = 10 * len(self.made) - 15 * early + data["at"]
        tap = tap_from(data | {"id": f"{phone}-{len(self.made)}", "at": max(0, at)})
        self.made.append(tap)
        self.queues[phone][tap.id] = tap

    @rule(phone=PHONES, times=st.integers(1, 5), order=st.randoms())
    def send(self, phone: int, times: int, order: Any) -> None:
        """A phone sends its queue, perhaps again because no answer came; none is confirmed yet."""
        sent = list(self.queues[phone].values()) * times
        order.shuffle(sent)
        self.flying.append(sent)

    @precondition(lambda self: self.flying)
    @rule(data=st.data(), is_kept=st.booleans())
    def arrive(self, data: st.DataObject, is_kept: bool) -> None:
        """One of the letters on their way arrives, and may arrive again."""
        at = data.draw(st.integers(0, len(self.flying) - 1))
        for tap in self.flying[at] if is_kept else self.flying.pop(at):
            self.server.setdefault(tap.id, tap)

    @rule(phone=PHONES, order=st.randoms())
    def look(self, phone: int, order: Any) -> None:
        """A phone asks what is new; what the server has is no longer in its queue."""
        self.known[phone] = list(self.server.values())
        order.shuffle(self.known[phone])
        mine = self.queues[phone]
        self.queues[phone] = {key: tap for key, tap in mine.items() if key not in self.server}

    @rule(phone=PHONES)
    def reload(self, phone: int) -> None:
        """The page is loaded again: only the queue was saved on the phone."""
        self.known[phone] = list(self.server.values())

    @invariant()
    def nothing_is_lost(self) -> None:
        waiting = {key for queue in self.queues for key in queue}
        assert {tap.id for tap in self.made} == waiting | set(self.server)

    @invariant()
    def a_phone_shows_its_own_taps_at_once(self) -> None:
        for known, queue in zip(self.known, self.queues, strict=True):
            shown = fold(PARTS, [*known, *queue.values()])
            assert shown == fold(PARTS, {t.id: t for t in [*queue.values(), *known]}.values())

    def teardown(self) -> None:
        """At last there is a signal: all agree, and it is as if nothing had gone wrong."""
        for queue in self.queues:
            for tap in (*queue.values(), *reversed(queue.values())):
                self.server.setdefault(tap.id, tap)
        agreed = fold(PARTS, self.server.values())
        assert agreed == fold(PARTS, self.made)
        for known, queue in zip(self.known, self.queues, strict=True):
            assert agreed == fold(PARTS, [*queue.values(), *self.server.values(), *known])
        if all(tap.kind != "close" for tap in self.made):
            minutes = dict.fromkeys(agreed.extra, 0)
            for tap in self.made:
                if tap.kind == "stretch" and tap.said["part"] < PARTS:
                    minutes[tap.said["part"]] += tap.said["minutes"]
            assert agreed.extra == minutes


TestHour = Hour.TestCase
