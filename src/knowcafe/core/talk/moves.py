"""What a facilitator can do when somebody has not been heard."""

from __future__ import annotations

from collections.abc import Mapping

from knowcafe.core.talk.balance import balance, not_heard

MOVES = ("go-round", "1-2-4-all", "pairs", "pause")
"""Everybody in turn, a minute each · alone, in twos, in fours, together · in twos · a quiet minute.
Structured rounds, because showing people how much they speak quietens those who say much but does
not draw out those who say little (DiMicco, Pandolfo and Bender, CSCW 2004)."""

UNEVEN = 0.5
"""Below this balance a few have most of the talk."""


def suggestion(turns: Mapping[str, int | float]) -> str | None:
    """The id of a move (one of `MOVES`), or None while the talk is well shared.

    Before anybody has spoken: a quiet minute to write. Where some have not been heard: pairs among
    up to three people, a go-round among up to ten of whom at most half are quiet, else 1-2-4-all.
    Where all were heard but a few have most of the talk: a go-round.
    """
    heads, quiet = len(turns), len(not_heard(turns))
    if heads < 2:
        return None
    if quiet == heads:
        return "pause"
    if quiet == 0:
        return "go-round" if balance(turns) < UNEVEN else None
    if heads <= 3:
        return "pairs"
    return "1-2-4-all" if 2 * quiet > heads or heads > 10 else "go-round"
