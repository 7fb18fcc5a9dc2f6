"""A model kept and read again says the same."""

from __future__ import annotations

import json

import pytest

from knowcafe.core.turnout import Answer, Evening, Kind, Model, Seen, learned, model_of, plain

EVENINGS = (
    Evening(
        seen=(
            Seen(5, came=True, answer=Answer.YES),
            Seen(0.5, came=False, answer=Answer.SILENT),
            Seen(9, came=True, reserve=True, answer=Answer.YES, called_up=True),
        ),
        walk_ins=2,
        asked={Kind.INVITATION: (1, 9), Kind.PLAN: (4, 5)},
    ),
)


@pytest.mark.parametrize("model", [Model(), learned(Model(), EVENINGS)])
def test_through_json_and_back(model: Model) -> None:
    again = model_of(json.loads(json.dumps(plain(model))))
    assert plain(again) == plain(model)
    assert plain(learned(again, EVENINGS)) == plain(learned(model, EVENINGS))
    assert again.guest(5) == model.guest(5)


def test_a_kind_unknown_then_has_its_prior() -> None:
    kept = plain(learned(Model(), EVENINGS))
    del kept["accept"]["offer"]
    assert model_of(kept).accept[Kind.OFFER] == Model().accept[Kind.OFFER]


def test_three_answers() -> None:
    with pytest.raises(ValueError, match="yes, no or silence"):
        model_of(plain(Model()) | {"came": [1.0, 2.0]})
