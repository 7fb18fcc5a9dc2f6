"""From taps to the state of the hour. static/knowcafe/floor/hour.js does the same on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from knowcafe.core.hour.state import State, next_part, spent
from knowcafe.core.hour.taps import Tap

TAKEAWAY = ("what", "text", "who", "topic")
STEP = ("text", "cue", "action", "obstacle", "plan", "on", "buddy")


def fold(parts: int, taps: Iterable[Tap]) -> State:
    """The state after these taps, in an hour of so many parts.

    It is a function of the set of taps: their order and repetitions change nothing. They count in
    the order of their times, then ids; of two with one id the one with the smaller `canonical`
    text does. A tap that has nothing to do any more (a second *Next* to the same part) does
    nothing. Kinds that are not known are left out.
    """
    by_id: dict[str, Tap] = {}
    for tap in taps:
        known = by_id.setdefault(tap.id, tap)
        if known is not tap and tap.canonical() < known.canonical():
            by_id[tap.id] = tap
    hour = _Hour(parts)
    for tap in sorted(by_id.values(), key=lambda tap: (tap.at, tap.id)):
        if tap.kind in CONTENT:
            CONTENT[tap.kind](hour, tap)
        elif tap.kind in COURSE and not hour.state.closed:
            COURSE[tap.kind](hour, tap)
    return hour.state


class _Hour:
    """A state that taps are done to, one after the other in the order of their times."""

    def __init__(self, parts: int) -> None:
        self.parts = parts
        self.state = State()
        self.spent: dict[int, int] = {}  # how long a part had gone on when it was left

    def go(self, to: int, tap: Tap) -> None:
        """Begin a part; the first one begins the hour."""
        state = self.state
        if 0 <= state.part < self.parts:
            self.spent[state.part] = spent(state, tap.at)
        state.begun = tap.at if state.begun is None else state.begun
        state.part, state.since, state.paused, state.lost = to, tap.at, None, 0
        state.skipped.discard(to)
        if to < self.parts and "tables" in tap.said:
            state.tables[to] = [list(table) for table in tap.said["tables"]]

    def start(self, tap: Tap) -> None:
        if self.state.begun is None:
            self.go(next_part(self.state, self.parts), tap)

    def next(self, tap: Tap) -> None:
        if self.state.part < tap.said["to"] <= self.parts:
            self.go(tap.said["to"], tap)

    def back(self, tap: Tap) -> None:
        """Go back to a part with the time it had left; where people sit afterwards is open."""
        state, to = self.state, tap.said["to"]
        if tap.said["from"] != state.part or to >= state.part:
            return
        since = tap.at - self.spent.get(to, 0)
        state.part, state.since, state.paused, state.lost = to, since, None, 0
        state.skipped.discard(to)
        state.tables = {n: tables for n, tables in state.tables.items() if n <= to}

    def pause(self, tap: Tap) -> None:
        if tap.said["part"] == self.state.part < self.parts and self.state.paused is None:
            self.state.paused = tap.at

    def go_on(self, tap: Tap) -> None:
        if tap.said["part"] == self.state.part and self.state.paused is not None:
            self.state.lost += tap.at - self.state.paused
            self.state.paused = None

    def stretch(self, tap: Tap) -> None:
        part = tap.said["part"]
        if part < self.parts:
            self.state.extra[part] = self.state.extra.get(part, 0) + tap.said["minutes"]

    def skip(self, tap: Tap) -> None:
        if self.state.part < tap.said["part"] < self.parts:
            self.state.skipped.add(tap.said["part"])

    def unskip(self, tap: Tap) -> None:
        self.state.skipped.discard(tap.said["part"])

    def close(self, _tap: Tap) -> None:
        self.state.closed = True

    def here(self, tap: Tap) -> None:
        """Somebody came or left; what was said of them before is kept where nothing new is."""
        who, was = tap.said["who"], self.state.people.get(tap.said["who"], {})
        self.state.people[who] = {
            "name": tap.said.get("name", was.get("name", "")),
            "need": tap.said.get("need", was.get("need", "")),
            "here": tap.kind == "here",
            "at": tap.at,
        }

    def move(self, tap: Tap) -> None:
        """Sit somebody at a table, or at a new one; tables without people keep their numbers."""
        part, who, table = tap.said["part"], tap.said["who"], tap.said["table"]
        tables = self.state.tables.get(part)
        if tables is None or table > len(tables):
            return
        moved = [[other for other in seated if other != who] for seated in [*tables, []]]
        moved[table].append(who)
        self.state.tables[part] = moved if moved[-1] else moved[:-1]

    def heard(self, tap: Tap) -> None:
        part, who, by = tap.said["part"], tap.said["who"], 1 if tap.kind == "heard" else -1
        if part < self.parts:
            turns = self.state.heard.setdefault(part, {})
            turns[who] = max(0, turns.get(who, 0) + by)

    def takeaway(self, tap: Tap) -> None:
        said = {name: tap.said.get(name, "") for name in TAKEAWAY}
        self.state.takeaways[tap.said["key"]] = {**said, "at": tap.at}

    def drop(self, tap: Tap) -> None:
        self.state.takeaways.pop(tap.said["key"], None)

    def step(self, tap: Tap) -> None:
        said = {name: tap.said.get(name, "") for name in STEP}
        confidence = tap.said.get("confidence")
        self.state.steps[tap.said["who"]] = {**said, "confidence": confidence, "at": tap.at}

    def nostep(self, tap: Tap) -> None:
        self.state.steps.pop(tap.said["who"], None)


Does = Callable[[_Hour, Tap], None]
COURSE: dict[str, Does] = {
    "start": _Hour.start,
    "next": _Hour.next,
    "back": _Hour.back,
    "pause": _Hour.pause,
    "go_on": _Hour.go_on,
    "stretch": _Hour.stretch,
    "skip": _Hour.skip,
    "unskip": _Hour.unskip,
    "close": _Hour.close,
}
"""What changes the course of the hour, until it is closed."""
CONTENT: dict[str, Does] = {
    "here": _Hour.here,
    "gone": _Hour.here,
    "move": _Hour.move,
    "heard": _Hour.heard,
    "unheard": _Hour.heard,
    "takeaway": _Hour.takeaway,
    "drop": _Hour.drop,
    "step": _Hour.step,
    "nostep": _Hour.nostep,
}
"""What people bring; it is taken as long as the server does."""
