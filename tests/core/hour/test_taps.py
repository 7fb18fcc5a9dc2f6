"""A tap is read strictly: what is stored can always be folded."""

from typing import Any

import pytest
from hypothesis import given

from knowcafe.core.hour import BadTap, Tap, tap_from
from tests.core.hour.tapping import TAPS

START = {"id": "a", "kind": "start", "at": 5}
STEP = {"id": "a", "kind": "step", "at": 5, "who": "p1", "text": "Ring the bank"}


@given(TAPS)
def test_a_tap_is_its_json(data: dict[str, Any]) -> None:
    assert tap_from(data).as_json() == data


def test_null_is_nothing() -> None:
    assert tap_from(STEP | {"cue": None}) == Tap(
        "a", "step", 5, {"who": "p1", "text": "Ring the bank"}
    )


def test_one_spelling() -> None:
    tap = tap_from({"kind": "here", "who": "p1", "name": "Zoë 🌻", "at": 5, "id": "a"})
    assert tap.canonical() == (
        '{"at":5,"id":"a","kind":"here","name":"Zo\\u00eb \\ud83c\\udf3b","who":"p1"}'
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (["start"], "a tap is an object"),
        ({"id": "a", "at": 5}, "this kind of tap is not known"),
        (START | {"kind": "dance"}, "this kind of tap is not known"),
        (START | {"kind": ["start"]}, "this kind of tap is not known"),
        (START | {"id": "a b"}, "a tap needs its id and its time"),
        (START | {"id": None}, "a tap needs its id and its time"),
        (START | {"at": True}, "a tap needs its id and its time"),
        (START | {"at": 1.5}, "a tap needs its id and its time"),
        (START | {"at": 2**53}, "a tap needs its id and its time"),
        (START | {"kind": "next"}, "next: to is missing"),
        (START | {"to": 1}, "start: to is not known"),
        (START | {"kind": "next", "to": -1}, "next: to cannot be -1"),
        (START | {"kind": "next", "to": True}, "next: to cannot be true"),
        (START | {"tables": "p1"}, 'start: tables cannot be "p1"'),
        (START | {"tables": ["p1"]}, 'start: tables cannot be ["p1"]'),
        (START | {"tables": [["p1"], ["p1"]]}, 'start: tables cannot be [["p1"], ["p1"]]'),
        (START | {"tables": [[3]]}, "start: tables cannot be [[3]]"),
        (START | {"tables": [[]] * 101}, "start: tables cannot be [[], [], "),
        (STEP | {"who": "../p1"}, 'step: who cannot be "../p1"'),
        (STEP | {"who": 1}, "step: who cannot be 1"),
        (STEP | {"on": "2027-2-3"}, 'step: on cannot be "2027-2-3"'),
        (STEP | {"on": "20270203"}, 'step: on cannot be "20270203"'),
        (STEP | {"on": 3}, "step: on cannot be 3"),
        (STEP | {"confidence": 6}, "step: confidence cannot be 6"),
        (STEP | {"text": 6}, "step: text cannot be 6"),
        (STEP | {"text": "a" * 501}, "step: text cannot be "),
        (STEP | {"cue": "a" * 301}, "step: cue cannot be "),
        (
            {"id": "a", "kind": "takeaway", "at": 5, "key": "k", "what": "joke", "text": "x"},
            'takeaway: what cannot be "joke"',
        ),
    ],
)
def test_what_cannot_be_ours_is_refused(data: object, why: str) -> None:
    with pytest.raises(BadTap) as caught:
        tap_from(data)
    assert str(caught.value).startswith(why)
