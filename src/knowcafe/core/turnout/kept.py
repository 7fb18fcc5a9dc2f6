"""A model in plain values, so that a chapter can keep what it has learned, and back again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from knowcafe.core.turnout.model import Kind, Model
from knowcafe.core.turnout.rates import Answers, Count, Share
from knowcafe.core.turnout.showing import Showing


def plain(model: Model) -> dict[str, Any]:
    """Lists, numbers and words only; `model_of` makes the same model of them."""
    return {
        "mean": model.showing.mean.tolist(),
        "covariance": model.showing.covariance.tolist(),
        "shock": model.showing.shock,
        "came": list(model.answers.came),
        "stayed": list(model.answers.stayed),
        "walk_ins": [model.walk_ins.total, model.walk_ins.cafes],
        "accept": {str(kind): [share.yes, share.no] for kind, share in model.accept.items()},
        "personal_weight": model.personal_weight,
    }


def model_of(kept: Mapping[str, Any]) -> Model:
    """The model that `plain` was made of; kinds of asking unknown then have their prior.

    Raises KeyError, TypeError or ValueError for anything else.
    """
    new = Model()
    came, stayed = (tuple(float(n) for n in kept[name]) for name in ("came", "stayed"))
    if len(came) != 3 or len(stayed) != 3:
        raise ValueError("an answer is yes, no or silence")
    total, cafes = kept["walk_ins"]
    return Model(
        showing=Showing(
            np.array(kept["mean"], dtype=np.float64),
            np.array(kept["covariance"], dtype=np.float64),
            float(kept["shock"]),
        ),
        answers=Answers(came, stayed),
        walk_ins=Count(float(total), float(cafes)),
        accept={
            **new.accept,
            **{Kind(kind): Share(float(y), float(n)) for kind, (y, n) in kept["accept"].items()},
        },
        personal_weight=float(kept["personal_weight"]),
    )
