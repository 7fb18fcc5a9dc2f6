"""Reading cafés."""

from knowcafe.cafes.queries.places import (
    Place,
    Standing,
    address,
    digits,
    place,
    place_link,
    standing,
)
from knowcafe.cafes.queries.told import (
    Told,
    cafes_seen_by,
    cafes_with_wrong_seats,
    next_cafes,
    tell,
    told_by_when,
)

__all__ = [
    "Place",
    "Standing",
    "Told",
    "address",
    "cafes_seen_by",
    "cafes_with_wrong_seats",
    "digits",
    "next_cafes",
    "place",
    "place_link",
    "standing",
    "tell",
    "told_by_when",
]
