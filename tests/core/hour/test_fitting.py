"""Every template, for nobody to two hundred people, in a quarter of an hour to four hours."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowcafe.core.hour import (
    Part,
    Template,
    fit,
    refit,
    seatings,
    shortest,
    suggested,
    table_size,
    templates,
)
from knowcafe.core.hour.template import TALK
from knowcafe.core.seating import sizes_for

BY_ID = {template.id: template for template in templates()}
TEMPLATES = st.sampled_from(templates())
HEADS = st.integers(0, 200)
MINUTES = st.integers(15, 240)


def minutes_of(parts: tuple[Part, ...]) -> int:
    return sum(part.minutes for part in parts)


def kinds(parts: tuple[Part, ...]) -> list[tuple[str, int]]:
    return [(part.kind, part.minutes) for part in parts]


@given(TEMPLATES, HEADS, MINUTES)
def test_it_fits(template: Template, heads: int, minutes: int) -> None:
    parts = fit(template, heads=heads, minutes=minutes)
    assert minutes_of(parts) <= minutes
    for part in parts:
        assert part.least <= part.minutes
        assert part.minutes <= part.usual * (2 if part.kind in TALK else 1)
    kept = [part.title for part in parts]
    assert kept == sorted(kept, key=[part.title for part in template.parts].index)


@given(TEMPLATES, HEADS, MINUTES)
def test_next_steps_are_never_cut(template: Template, heads: int, minutes: int) -> None:
    steps = [part for part in template.parts if part.kind == "steps"]
    parts = fit(template, heads=heads, minutes=minutes)
    assert [p.minutes for p in parts if p.kind == "steps"] == [p.minutes for p in steps]


@given(TEMPLATES, HEADS, MINUTES)
def test_there_is_talk_where_there_is_time(template: Template, heads: int, minutes: int) -> None:
    parts = fit(template, heads=heads, minutes=minutes)
    needs_talk = any(part.kind in TALK for part in template.parts)
    if needs_talk and minutes >= shortest(template):
        assert any(part.kind in TALK for part in parts)


@given(TEMPLATES, HEADS, MINUTES)
def test_what_matters_goes_first(template: Template, heads: int, minutes: int) -> None:
    """A part is shorter than usual only where all that matter more have what is usual."""
    parts = fit(template, heads=heads, minutes=minutes)
    short = [part.matters for part in parts if part.minutes < part.usual]
    assert all(p.minutes == p.least for p in parts if p.matters > min(short, default=99))


@given(TEMPLATES, HEADS, MINUTES)
def test_rounds_are_alike(template: Template, heads: int, minutes: int) -> None:
    parts = fit(template, heads=heads, minutes=minutes)
    for title in {part.title for part in parts}:
        alike = [part for part in parts if part.title == title]
        assert max(p.minutes for p in alike) - min(p.minutes for p in alike) <= 1
        assert [p.number for p in alike] == (list(range(1, len(alike) + 1)) if alike[1:] else [0])
        assert {p.of for p in alike} == {len(alike) if alike[1:] else 0}


@given(TEMPLATES, st.integers(2, 200), MINUTES)
def test_nobody_sits_alone(template: Template, heads: int, minutes: int) -> None:
    for part in fit(template, heads=heads, minutes=minutes):
        size = table_size(part, heads=heads)
        assert (size > 0) == part.has_tables
        if size:
            (sizes,) = sizes_for(heads, about=size)
            assert sum(sizes) == heads
            assert 2 <= min(sizes) <= max(sizes) <= max(part.about, 3)


@given(TEMPLATES, HEADS, MINUTES)
def test_everybody_at_a_table_has_a_turn(template: Template, heads: int, minutes: int) -> None:
    fitted = fit(template, heads=heads, minutes=minutes)
    turns = [part for part in fitted if part.kind == "turns"]
    roomy = [part for part in fit(template, heads=heads, minutes=240) if part.kind == "turns"]
    assert len(turns) <= len(roomy) <= max((part.times for part in turns), default=99)
    if roomy and heads > 1:
        size = table_size(roomy[0], heads=heads) or heads
        (sizes,) = sizes_for(heads, about=size)
        assert min(sizes[-1], roomy[0].times) <= len(roomy) <= sizes[0]


@given(TEMPLATES, st.integers(0, 20), MINUTES, st.data())
def test_the_rest_is_fitted_again(
    template: Template, heads: int, minutes: int, data: st.DataObject
) -> None:
    before = fit(template, heads=heads, minutes=minutes)
    done = data.draw(st.integers(0, len(before)))
    left = data.draw(st.integers(-10, 120))
    now = data.draw(st.integers(0, 20))
    after = refit(before, done=done, heads=now, minutes_left=left)
    rest = after[done:]
    assert kinds(after[:done]) == kinds(before[:done])
    assert all(part.minutes >= part.least for part in rest)
    assert minutes_of(rest) <= left or all(p.matters == 0 and p.minutes == p.least for p in rest)
    steps = [part.title for part in before[done:] if part.kind == "steps"]
    assert [part.title for part in rest if part.kind == "steps"] == steps
    as_it_was = refit(before, done=0, heads=heads, minutes_left=minutes)
    assert as_it_was == before


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.id)
def test_usual_people_in_the_usual_time(template: Template) -> None:
    """A template for ten, or for as many as it is made for, is as it is written."""
    heads = {"wise-crowd": 4}.get(template.id, min(template.most, max(template.fewest, 10)))
    parts = fit(template, heads=heads, minutes=template.minutes)
    assert minutes_of(parts) == template.minutes
    assert all(part.minutes == part.usual for part in parts)


def test_running_short_and_long() -> None:
    classic = BY_ID["classic"]
    assert kinds(fit(classic, heads=8, minutes=45)) == [
        ("hello", 2), ("silent", 1), ("tables", 9), ("tables", 9), ("tables", 8), ("circle", 5),
        ("steps", 10), ("pulse", 1),
    ]  # fmt: skip
    assert kinds(fit(classic, heads=8, minutes=15)) == [("circle", 5), ("steps", 10)]
    simple = BY_ID["simple"]
    assert kinds(fit(simple, heads=8, minutes=75)) == [
        ("hello", 8), ("tables", 22), ("tables", 21), ("circle", 14), ("steps", 8), ("pulse", 2),
    ]  # fmt: skip


def test_turns_follow_the_people() -> None:
    def turns(template: str, heads: int) -> int:
        parts = fit(BY_ID[template], heads=heads, minutes=BY_ID[template].minutes)
        return sum(part.kind == "turns" for part in parts)

    assert [turns("pairs", heads) for heads in (2, 3, 4, 5, 11)] == [2, 3, 2, 2, 2]
    assert [turns("troika", heads) for heads in (2, 3, 4, 5, 6, 7)] == [2, 3, 2, 3, 3, 3]
    assert [turns("wise-crowd", heads) for heads in (4, 5, 6, 8, 9)] == [4, 5, 3, 4, 5]
    assert [turns("action-learning", heads) for heads in (2, 4, 8)] == [2, 3, 3]


def test_how_often_a_part_is_usually_held() -> None:
    for template in templates():
        heads = min(template.most, max(template.fewest, 10))
        parts = fit(template, heads=heads, minutes=240)
        for part in template.parts:
            assert part.usual_times == sum(fitted.title == part.title for fitted in parts)


def test_a_walk_in_gets_a_turn_and_a_leaver_needs_none() -> None:
    pair = fit(BY_ID["pairs"], heads=2, minutes=45)
    three = refit(pair, done=2, heads=3, minutes_left=25)
    assert kinds(three) == [("hello", 2), ("turns", 20), ("turns", 11), ("turns", 11), ("steps", 3)]
    assert [(part.number, part.of) for part in three[1:4]] == [(1, 3), (2, 3), (3, 3)]
    assert kinds(refit(three, done=2, heads=2, minutes_left=25)) == [
        ("hello", 2), ("turns", 20), ("turns", 22), ("steps", 3),
    ]  # fmt: skip
    assert kinds(refit(three, done=4, heads=2, minutes_left=3)) == kinds(three)


def test_meeting_everybody_needs_no_larger_tables() -> None:
    parts = fit(BY_ID["meet-everyone"], heads=8, minutes=75)
    meeting = next(part for part in parts if part.meets)
    assert meeting.of == 4
    sizes = [sizes_for(n, about=table_size(meeting, heads=n))[0] for n in (4, 8, 9, 10, 16)]
    assert sizes == [(2, 2), (3, 3, 2), (3, 3, 3), (4, 3, 3), (4, 4, 4, 4)]
    assert [table_size(meeting, heads=heads) for heads in (0, 1)] == [0, 0]


def test_turns_share_a_seating() -> None:
    pair = fit(BY_ID["troika"], heads=9, minutes=45)
    assert seatings(pair) == ((1, 2, 3),)
    assert seatings(fit(BY_ID["classic"], heads=9, minutes=90)) == ((3,), (4,), (5,))
    assert seatings(fit(BY_ID["action-learning"], heads=8, minutes=120)) == ()


def test_other_titles_are_other_turns() -> None:
    """A chapter's own template may have two kinds of turns; each is counted by itself."""
    one = Part("turns", "One", minutes=10, least=5, matters=1, about=2, times=3)
    own = replace(BY_ID["pairs"], parts=(one, replace(one, title="Two", least=4)))
    parts = fit(own, heads=2, minutes=40)
    assert [part.title for part in parts] == ["One", "One", "Two", "Two"]
    again = refit(parts, done=1, heads=3, minutes_left=60)
    assert [part.title for part in again] == ["One"] * 3 + ["Two"] * 3
    assert seatings(parts) == ((0, 1), (2, 3))


def test_the_suggestion() -> None:
    assert [suggested(heads) for heads in (0, 1, 2, 3, 30)] == [
        "one-or-none", "one-or-none", "two-people", "simple", "simple",
    ]  # fmt: skip
    for heads in range(40):
        template = BY_ID[suggested(heads)]
        assert template.fewest <= heads <= template.most
