"""What somebody who is asked reads after “There is a seat for you”."""

import pytest

from knowcafe.core.matching import Match, Reason, Why
from knowcafe.phrases import Cast, own_reason

PRICING = Match("n1", "amara", "o1", "pricing", "dana", 2)
"""Amara's need, which Dana meets."""


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            Reason("amara", "o1", Why.HELPED, helped=(PRICING,)),
            "Dana, an accountant, can help with pricing",
        ),
        (
            Reason("dana", "o1", Why.HELPS, helps=(PRICING,)),
            "Your know-how in pricing is wanted at this table",
        ),
        (
            Reason("grace", "o1", Why.PEERS, peers=("hugo",), topic="pricing"),
            (
                "Nobody at this table can help with pricing yet, so it stays on the list. "
                "Others have the same question: think it through together"
            ),
        ),
        (
            Reason("hugo", "o1", Why.WELCOME, topic="website"),
            (
                "Nobody at this table can help with your website yet, so it stays on the list. "
                "Come all the same: the others will think along"
            ),
        ),
        (Reason("hugo", "o1", Why.WELCOME), "The table is glad of your company"),
        (Reason("esi", "o1", Why.PINNED, pinned=True), "Your host has kept it for you"),
    ],
)
def test_it_is_true_and_says_nothing_twice(cast: Cast, reason: Reason, said: str) -> None:
    assert own_reason(reason, cast) == said
    assert "seat" not in said
