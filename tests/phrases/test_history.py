"""What hosts are told about lists: a sentence for everything there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from knowcafe.core.exchange import COLUMNS, Fate, Guest, Judged, Kind, Said, Tally, Why
from knowcafe.phrases import history

PLAIN = {ord("\u2068"): None, ord("\u2069"): None}
DAY = date(2026, 1, 15)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_and_column_has_words(kind: Kind) -> None:
    assert history.kind(kind)
    labels = [history.field(column.field, kind) for column in COLUMNS[kind]]
    assert len(set(labels)) == len(labels)


def test_every_fate_and_reason_has_words() -> None:
    guest = Guest(4, bad="amara at example", word="perhaps")
    said = [history.because(Judged(guest, fate)) for fate in Fate if fate is not Fate.SKIPPED]
    said += [
        history.because(Judged(guest, Fate.SKIPPED, why, earlier=2)).translate(PLAIN)
        for why in Why
        if why is not Why.NONE
    ]
    assert len(set(said)) == len(said) == 11
    assert "“amara at example” is not an e-mail address" in said
    assert "the answer “perhaps” is not one we know" in said
    assert "is the same person as line 2" in said
    assert len({history.fate(fate) for fate in Fate}) == len(Fate)


def test_a_name_that_is_not_taken_and_a_waiting_list_are_said() -> None:
    formula = Judged(Guest(4, name="=1+1", email="hugo@example.org"), Fate.NEW)
    assert history.because(formula) == "comes in without the name, which is a formula or a link"
    dana = Guest(5, name="Dana", email="dana@example.org", said=Said.WAITING, word="waitlist")
    waited = history.because(Judged(dana, Fate.NEW, first_name="Dana")).translate(PLAIN)
    assert waited == "had no place there (“waitlist”), and comes in; not counted as a yes"
    came = history.because(Judged(replace(dana, came=True), Fate.NEW, first_name="Dana"))
    assert came.startswith("comes in, and is asked to nothing")


def test_how_many_became_what() -> None:
    assert history.outcome({}) == []
    assert history.outcome({"new": 1, "skipped": 1}) == ["1 new person", "1 row skipped"]
    counts = {"new": 2, "here": 3, "to-claim": 4, "known": 5, "skipped": 6}
    assert history.outcome(counts) == [
        "2 new people",
        "4 new without an address",
        "3 already here",
        "5 known by name already",
        "6 rows skipped",
    ]


@pytest.mark.parametrize(
    ("tally", "on", "kind", "words"),
    [
        (Tally(5, 0, None), DAY, Kind.LUMA, ""),
        (Tally(5, 4, 3), DAY, Kind.LUMA, "15 January 2026: 4 said yes, 3 came."),
        (Tally(5, 4, 3), None, Kind.LUMA, "that evening: 4 said yes, 3 came."),
        (
            Tally(5, 4, None),
            DAY,
            Kind.EVENTBRITE,
            "15 January 2026: 4 said yes. Nobody was checked in, so how many came stays unknown.",
        ),
        (
            Tally(5, 40, 30),
            None,
            Kind.MEETUP_MEMBERS,
            "Of all evenings together: 30 of 40 came. Such sums count less than evenings.",
        ),
        (
            Tally(5, 40, None),
            None,
            Kind.MEETUP_MEMBERS,
            "No no-show was ever noted, so how many came stays unknown.",
        ),
    ],
)
def test_the_counts(tally: Tally, on: date | None, kind: Kind, words: str) -> None:
    assert history.counted(tally, on, kind) == words


def test_past_counts_and_undoing() -> None:
    assert history.past_count(4, 3) == "4 said yes, 3 came"
    assert history.past_count(4, None) == "4 said yes; who came was not noted"
    assert "but for 1 person" in history.taken_back(1)
    assert "but for 2 people" in history.taken_back(2)
    assert history.taken_back(0).startswith("Taken back. ")
    assert [history.source(name) for name in ("luma", "list")] == ["Luma", "a list"]
