"""What people are called: a first name, and an initial where two of a file share it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from knowcafe.accounts import rules

LONGEST = 60


def first_names(names: Iterable[str]) -> dict[str, str]:
    """By the full name: “Amara Okafor” is Amara, of two Annas one is “Anna K.”.

    Whoever could not be called that is asked what they are called when they sign in.
    """
    full = list(dict.fromkeys(names))
    shared = Counter(_first(name) for name in full)
    called = {name: _called(name, is_shared=shared[_first(name)] > 1) for name in full}
    return {name: first if rules.is_name(first) else "" for name, first in called.items()}


def _called(name: str, *, is_shared: bool) -> str:
    words = name.split()
    if is_shared and len(words) > 1:
        return f"{words[0][: LONGEST - 3]} {words[-1][0]}."
    return words[0][:LONGEST]


def _first(name: str) -> str:
    return name.split()[0].casefold()
