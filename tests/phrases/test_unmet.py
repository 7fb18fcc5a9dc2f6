"""A different sentence for every lack, and a step that would change it."""

from datetime import date

import pytest

from knowcafe.core.matching import COMPANY, Lack, Unmet
from knowcafe.phrases import Cast, unmet, what_next

UNTIL = date(2027, 3, 12)


@pytest.mark.parametrize(
    ("lack", "topic", "said", "step"),
    [
        (
            Lack.OWNER_NOT_FREE,
            "vat",
            "Amara cannot come to any café before 12 March.",
            "Ask Amara which times would suit.",
        ),
        (
            Lack.NO_KNOW_HOW,
            "vat",
            "No one has VAT know-how yet.",
            "Ask around: “Looking for VAT know-how”.",
        ),
        (
            Lack.APART,
            "vat",
            "No one with VAT know-how can share a table with Amara.",
            "Ask around for somebody else with VAT know-how.",
        ),
        (
            Lack.LANGUAGE,
            "vat",
            "No one with VAT know-how shares a language with Amara.",
            "Ask around for VAT know-how in a language Amara speaks.",
        ),
        (
            Lack.NOT_FREE,
            "vat",
            "No one with VAT know-how is free before 12 March.",
            "Ask those with VAT know-how which times would suit.",
        ),
        (
            Lack.NOT_TOGETHER,
            "vat",
            "No one with VAT know-how is free at the same time as Amara before 12 March.",
            "Add a slot which suits Amara and those with VAT know-how.",
        ),
        (
            Lack.FULL,
            "idea",
            (
                "Someone with know-how about testing an idea could help, but no table could hold "
                "both: seats, caps, other needs, or at most half professionals at a table."
            ),
            "Add a café, ask for one more hour of know-how about testing an idea, or pin them.",
        ),
    ],
)
def test_every_lack(cast: Cast, lack: Lack, topic: str, said: str, step: str) -> None:
    need = Unmet("n1", "amara", topic, lack, waiting_weeks=3, helpers=("dana",))
    assert unmet(need, cast, until=UNTIL) == said
    assert what_next(need, cast) == step


def test_no_two_lacks_share_a_sentence(cast: Cast) -> None:
    for topic in ("vat", COMPANY):
        needs = [Unmet("n1", "amara", topic, lack) for lack in Lack]
        assert len({unmet(need, cast, until=UNTIL) for need in needs}) == len(Lack)


def test_company_needs_people_not_know_how(cast: Cast) -> None:
    said = {lack: unmet(Unmet("n1", "hugo", COMPANY, lack), cast, until=UNTIL) for lack in Lack}
    assert said == {
        Lack.OWNER_NOT_FREE: "Hugo cannot come to any café before 12 March.",
        Lack.NO_KNOW_HOW: "No one else has come forward yet.",
        Lack.APART: "No one who is free can share a table with Hugo.",
        Lack.LANGUAGE: "No one shares a language with Hugo yet.",
        Lack.NOT_FREE: "No one else is free before 12 March.",
        Lack.NOT_TOGETHER: "No one is free at the same time as Hugo before 12 March.",
        Lack.FULL: "Every table is full before 12 March.",
    }
    assert what_next(Unmet("n1", "hugo", COMPANY, Lack.FULL), cast) == (
        "Add a café, or a slot that suits."
    )
