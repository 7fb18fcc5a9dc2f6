"""How evenly the talk was shared."""

from __future__ import annotations

from collections.abc import Mapping


def balance(turns: Mapping[str, int | float]) -> float:
    """1 when everybody here had the same share of the talk, 0 when one person had it all.

    `turns` has an entry for everyone who is here, 0 for whoever has said nothing; in turns or in
    seconds, only the shares count. It is 1 − G·k/(k − 1), where G is Gini's coefficient of the
    k shares (C. Gini, *Variabilità e mutabilità*, 1912). Among k people G is (k − 1)/k at most, so
    the factor makes cafés of different sizes comparable (G. Deltas, “The small-sample bias of the
    Gini coefficient”, Review of Economics and Statistics 85, 2003). With fewer than two people, or
    before anybody has spoken, nothing is unevenly shared: 1. Raises `ValueError` for a negative
    share or one that is not finite.
    """
    shares = sorted(turns.values())
    total = sum(shares)
    if any(share < 0 for share in shares) or not total < float("inf"):
        raise ValueError("turns are numbers from 0 up")
    k = len(shares)
    if k < 2 or total == 0:
        return 1.0
    # G·k/(k − 1) is the sum of (2i − k − 1)·share over the sorted shares, by (k − 1)·total.
    leaning = sum((2 * i - k - 1) * (share / total) for i, share in enumerate(shares, 1))
    return min(1.0, max(0.0, 1 - leaning / (k - 1)))


def not_heard(turns: Mapping[str, int | float]) -> tuple[str, ...]:
    """Who is here and has not said anything yet, in the order of their ids."""
    return tuple(sorted(who for who, share in turns.items() if not share))
