"""Who has been heard: one figure for the talk, and a move that draws in the quiet.

Taps, no microphones: a turn is a facilitator's tap on a name, or seconds where somebody times it.
"""

from knowcafe.core.talk.balance import balance, not_heard
from knowcafe.core.talk.moves import MOVES, suggestion

__all__ = ["MOVES", "balance", "not_heard", "suggestion"]
