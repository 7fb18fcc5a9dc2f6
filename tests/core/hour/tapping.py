"""Taps of every kind, close in time and with few ids, so that they get in each other's way."""

from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import strategies as st

from knowcafe.core.hour.taps import KINDS, TAKEAWAYS

PARTS = 5
PEOPLE = ("p1", "p2", "p33", "w-ab", "constructor")
TEXT = st.text(max_size=8)
WHO = st.sampled_from(PEOPLE)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "who": WHO,
    "key": st.sampled_from(["k1", "k2", "constructor"]),
    "what": st.sampled_from(TAKEAWAYS),
    "on": st.dates().map(lambda day: day.isoformat()),
    "tables": st.permutations(PEOPLE).map(lambda p: [[*p[:2]], [], [*p[2:]]]),
    "part": st.integers(0, PARTS),
    "to": st.integers(0, PARTS + 1),
    "from": st.integers(0, PARTS),
    "table": st.integers(0, 4),
    "minutes": st.integers(-9, 9),
    "confidence": st.integers(1, 5),
}


def taps_of(kind: str, *, ids: int = 30, until: int = 40) -> st.SearchStrategy[dict[str, Any]]:
    """Taps of one kind as JSON, with everything it may name or not."""
    asked, may = KINDS[kind]
    return st.fixed_dictionaries(
        {
            "id": st.integers(0, ids).map("t{}".format),
            "kind": st.just(kind),
            "at": st.integers(0, until),
            **{name: VALUES.get(name, TEXT) for name in asked},
        },
        optional={name: VALUES.get(name, TEXT) for name in may},
    )


TAPS = st.one_of(*(taps_of(kind) for kind in (*KINDS, "next", "next", "start")))
"""Any tap; the course of the hour somewhat more often."""
TAP_SETS = st.lists(TAPS, max_size=40)


def evening(rng: Random) -> list[dict[str, Any]]:
    """Some dozens of taps which mostly hit the part that is on; some ids and times are taken."""
    part, at, taps = -1, 0, []
    for n in range(rng.randint(0, 80)):
        at += rng.choice((0, 0, 1, 7, 90_000))
        kind = rng.choice((*KINDS, "next", "back", "pause", "go_on", "here", "move", "heard"))
        if kind == "close" and rng.random() < 0.9:
            continue
        asked, may = KINDS[kind]
        said = {name: _said(name, part, rng) for name in asked}
        said |= {name: _said(name, part, rng) for name in may if rng.random() < 0.7}
        if rng.random() < 0.9 and kind in ("start", "next", "back"):
            part = said.get("to", max(part, 0))
        key = f"t{rng.randint(0, n) if rng.random() < 0.1 else n}"
        taps.append({"id": key, "kind": kind, "at": max(0, at - rng.choice((0, 0, 9))), **said})
    return taps


def _said(name: str, part: int, rng: Random) -> Any:
    if name in ("to", "from", "part"):
        sensible = part + (name == "to")
        return max(0, sensible if rng.random() < 0.7 else rng.randint(0, PARTS + 1))
    return SAID.get(name, SAID["text"])(rng)


SAID: dict[str, Callable[[Random], Any]] = {
    "who": lambda rng: rng.choice(PEOPLE),
    "key": lambda rng: rng.choice(("k1", "k2", "constructor")),
    "what": lambda rng: rng.choice(TAKEAWAYS),
    "on": lambda rng: f"2027-03-{rng.randint(10, 31)}",
    "tables": lambda rng: [rng.sample(PEOPLE, 4), []],
    "table": lambda rng: rng.randint(0, 4),
    "minutes": lambda rng: rng.randint(-9, 9),
    "confidence": lambda rng: rng.randint(1, 5),
    "text": lambda rng: rng.choice(("", "tea", "\x7f", "Zoë \uffee", "🌻", '"\\\n')),
}
EVENINGS = st.randoms(use_true_random=True).map(evening)
"""A whole evening, from a seed: longer and more sensible than taps drawn one by one."""
