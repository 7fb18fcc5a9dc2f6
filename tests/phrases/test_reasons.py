"""Every reason, sentence by sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowcafe.core.matching import COMPANY, Match, Reason, Why
from knowcafe.phrases import Cast, for_host, for_person, met, standing

PRICING = Match("n1", "amara", "o1", "pricing", "dana", 2, waiting_weeks=3)
WEBSITE = Match("n2", "grace", "o1", "website", "amara", 1, urgent=True, met_weeks=5)
COMPANION = Match("n3", "hugo", "o1", COMPANY, waiting_weeks=1)


def helped(*matches: Match, **more: object) -> Reason:
    return Reason(matches[0].person, "o1", Why.HELPED, helped=matches, **more)


def test_helped_for_the_host(cast: Cast) -> None:
    assert for_host(helped(PRICING), cast) == (
        "Amara sits with Dana: pricing ↔ accountant; waiting 3 weeks; they have not met"
    )


def test_helped_for_the_person(cast: Cast) -> None:
    assert for_person(helped(PRICING), cast) == "Dana, an accountant, can help with pricing"


def test_urgent_met_before_and_a_helper_without_a_role(cast: Cast) -> None:
    assert for_host(helped(WEBSITE), cast) == (
        "Grace sits with Amara: website ↔ has done it; urgent, new this week; they met 5 weeks ago"
    )
    assert for_person(helped(WEBSITE), cast) == "Amara can help with your website"


def test_company(cast: Cast) -> None:
    assert for_host(helped(COMPANION), cast) == (
        "Hugo would like company: a whole table of it; waiting one week"
    )
    assert for_person(helped(COMPANION), cast) == "You will have good company at this table"


def test_two_needs_met_at_one_table(cast: Cast) -> None:
    second = Match("n4", "amara", "o1", "vat", "chidi", 2, met_weeks=1)
    assert for_host(helped(PRICING, second), cast) == (
        "Amara sits with Dana: pricing ↔ accountant; waiting 3 weeks; they have not met. "
        "Amara sits with Chidi: VAT & sales tax ↔ lawyer; new this week; they met one week ago"
    )
    assert for_person(helped(PRICING, second), cast) == (
        "Dana, an accountant, can help with pricing. Chidi, a lawyer, can help with VAT & sales tax"
    )


def test_helping(cast: Cast) -> None:
    reason = Reason("dana", "o1", Why.HELPS, helps=(PRICING,))
    assert for_host(reason, cast) == "Dana helps Amara (pricing)"
    assert for_person(reason, cast) == "Your know-how is wanted at this table"


def test_keeping_company_is_said_only_where_nothing_else_is(cast: Cast) -> None:
    only = Reason("esi", "o1", Why.HELPS, helps=(COMPANION,))
    assert for_host(only, cast) == "Esi keeps Hugo company"
    assert for_person(only, cast) == "Your company is wanted at this table"
    both = Reason("dana", "o1", Why.HELPS, helps=(PRICING, COMPANION))
    assert for_host(both, cast) == "Dana helps Amara (pricing)"
    needing = helped(PRICING, helps=(COMPANION,))
    assert for_host(needing, cast) == for_host(helped(PRICING), cast)
    assert for_person(needing, cast) == for_person(helped(PRICING), cast)


def test_helped_and_helping_and_pinned(cast: Cast) -> None:
    reason = helped(PRICING, helps=(WEBSITE,), pinned=True)
    assert for_host(reason, cast) == (
        "Amara sits with Dana: pricing ↔ accountant; waiting 3 weeks; they have not met. "
        "Also helps Grace (website). You put Amara here"
    )
    assert for_person(reason, cast) == (
        "Dana, an accountant, can help with pricing. Your know-how is wanted at this table"
    )


@pytest.mark.parametrize(
    ("reason", "host", "person"),
    [
        (
            Reason("grace", "o1", Why.PEERS, peers=("hugo", "bilal"), topic="idea"),
            "Grace sits with Hugo and Bilal: the same question, testing an idea",
            "There is a seat for you, and people to think it through with",
        ),
        (
            Reason("hugo", "o1", Why.WELCOME, topic="vat"),
            "Hugo is welcome: there was a seat, though nobody here can help with VAT & sales tax",
            "There is a seat for you, and a table glad to have you",
        ),
        (
            Reason("hugo", "o1", Why.WELCOME),
            "Hugo is welcome: there was a seat",
            "There is a seat for you, and a table glad to have you",
        ),
        (
            Reason("esi", "o1", Why.PINNED, pinned=True),
            "You put Esi here",
            "Your host has kept a seat for you",
        ),
    ],
)
def test_seats_without_a_match(cast: Cast, reason: Reason, host: str, person: str) -> None:
    assert (for_host(reason, cast), for_person(reason, cast)) == (host, person)


def test_a_name_from_right_to_left_does_not_turn_the_sentence(cast: Cast) -> None:
    reason = Reason("layla", "o1", Why.WELCOME)
    assert for_host(reason, cast) == "\u2068ليلى\u2069 is welcome: there was a seat"


def test_waiting_and_meeting_in_every_number() -> None:
    assert [standing(urgent=False, waiting_weeks=n) for n in range(3)] == [
        "new this week",
        "waiting one week",
        "waiting 2 weeks",
    ]
    assert standing(urgent=True, waiting_weeks=2) == "urgent, waiting 2 weeks"
    assert [met(n) for n in (None, 0, 1, 2)] == [
        "they have not met",
        "they met this week",
        "they met one week ago",
        "they met 2 weeks ago",
    ]


@given(
    why=st.sampled_from(Why),
    weeks=st.integers(0, 200),
    helps=st.lists(st.sampled_from(["hugo", "grace"]), max_size=2, unique=True),
)
def test_the_person_never_reads_a_waiting_time_or_somebody_elses_need(
    why: Why, weeks: int, helps: list[str]
) -> None:
    """Whatever the reason holds; the control is the host's sentence, which does name them."""
    theirs = Cast({"hugo": "Hugo", "grace": "Grace"}, {}, {"vat": "VAT"})
    others = tuple(Match(f"n-{p}", p, "o1", "vat", "amara", 1, weeks) for p in helps)
    reason = Reason("amara", "o1", why, helps=others, peers=("hugo", "grace"), topic="vat")
    said = for_person(reason, theirs)
    for secret in ("Hugo", "Grace", "VAT", "week", str(weeks)):
        assert secret not in said
    if helps:
        assert theirs.name(helps[0]) in for_host(reason, theirs)
