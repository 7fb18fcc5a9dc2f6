"""The first five minutes: what those who are here said last time."""

from dataclasses import astuple

from knowcafe.cafes.models import Cafe
from knowcafe.followups.queries import last_time


def told(cafe: Cafe, **people: str) -> list[tuple[str, ...]]:
    """By what taps call them; `p1` stands for “p1”, `w_a` for “w-a”."""
    named = {who.replace("_", "-"): name for who, name in people.items()}
    return [astuple(step) for step in last_time(cafe, named)]


def test_the_latest_of_those_who_are_here_in_their_order(thursday, make, earlier) -> None:
    make(text="Long ago", cafe=earlier(9))
    make(text="Two weeks ago", cafe=earlier(2))
    amara = make(text="Last week", cafe=earlier(1)).who
    grace = make("Grace", text="Write it down", cafe=earlier(3)).who
    make("Bilal", text="Not here", cafe=earlier(4))
    make(text="Today", cafe=thursday)
    assert told(thursday, **{grace: "Grace", amara: "Amara", "p999": "Dana"}) == [
        (grace, "Grace", "Write it down"),
        (amara, "Amara", "Last week"),
    ]
    assert told(thursday) == []


def test_what_is_long_ago_is_not_asked_about(thursday, make, earlier) -> None:
    row = make(cafe=earlier(9))
    assert told(thursday, **{row.who: "Amara"}) == []


def test_a_guest_by_first_name_at_the_next_cafe_only(thursday, make, earlier) -> None:
    week, before = earlier(1), earlier(2)
    make("Hugo", guest=True, text="Ring two", cafe=before)
    assert told(week, w_1="hugo") == [("w-1", "hugo", "Ring two")]
    assert told(thursday, w_1="Hugo") == [], "somebody was between"
    assert told(before, w_1="Hugo") == []
    Cafe.objects.filter(pk=week.pk).update(called_off_at=week.starts_at)
    assert told(thursday, w_1="Hugo") == [("w-1", "Hugo", "Ring two")]


def test_two_of_a_name_are_nobody(thursday, make, earlier) -> None:
    week = earlier(1)
    make("Hugo", guest=True, cafe=week)
    assert told(thursday, w_1="Hugo", w_2="HUGO") == []
    assert len(told(thursday, w_1="Hugo", w_2="Grace")) == 1
    make("hugo", guest=True, cafe=week)
    assert told(thursday, w_1="Hugo") == []


def test_a_cafe_of_no_series_follows_the_chapter_s_last(thursday, make, earlier) -> None:
    make("Hugo", guest=True, cafe=earlier(1), text="Ring two")
    Cafe.objects.filter(pk=thursday.pk).update(series=None)
    alone = Cafe.objects.get(pk=thursday.pk)
    assert told(alone, w_1="Hugo") == [("w-1", "Hugo", "Ring two")]
