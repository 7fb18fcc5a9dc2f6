"""A composed week as files: one JSON object, or a folder of three tables.

The shape of both is written down in docs/reference/files.md; programs rely on it. Keys and
columns are added freely; one that changes its meaning or goes away raises `SCHEMA`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from knowcafe import phrases
from knowcafe.core.exchange import as_csv
from knowcafe.core.matching import Opening, Reason, Unmet
from knowcafe.phrases.week.composed import Composed

SCHEMA = "knowcafe.plan/1"
"""Name and version of the JSON."""

Json = dict[str, Any]

_CAFES = (
    *("cafe", "date", "start", "end", "zone", "place", "access", "link", "language"),
    *("seats", "seated", "heads likely", "heads low", "heads high"),
)
_SEATS = ("cafe", "date", "start", "place", "person", "name", "role", "why", "reason", "for them")
_UNMET = ("need", "person", "name", "text", "topic", "urgent", "weeks waiting", "reason", "next")


def as_json(composed: Composed) -> str:
    """The whole plan with its reasons, as JSON with sorted lists: equal plans give equal text."""
    plan, told = composed.plan, _Told(composed)
    content = {
        "schema": SCHEMA,
        "title": composed.title,
        "seed": composed.seed,
        "cafes": [told.cafe(opening) for opening in told.held()],
        "unmet": [told.unmet(unmet) for unmet in plan.unmet],
        "needs": [told.need(need) for need in sorted(composed.needs)],
        "score": asdict(plan.score),
        "bound": asdict(plan.bound),
        "gap": round(plan.gap, 6),
        "proven": plan.is_proven,
        "notes": list(composed.notes),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def as_tables(composed: Composed) -> dict[str, str]:
    """File names and their CSV: the cafés, who sits where and why, and the needs left open."""
    told = _Told(composed)
    return {
        "cafes.csv": as_csv(_CAFES, (told.cafe_row(opening) for opening in told.held())),
        "seats.csv": as_csv(_SEATS, told.seat_rows()),
        "unmet.csv": as_csv(_UNMET, (told.unmet_row(unmet) for unmet in composed.plan.unmet)),
    }


class _Told:
    """A composed week with what every line of a file looks up: names, and who sits where."""

    def __init__(self, composed: Composed) -> None:
        self.composed = composed
        self.cast = phrases.Cast(
            names={i: who.name for i, who in composed.people.items()},
            roles={i: who.role for i, who in composed.people.items()},
            topics=composed.topics,
        )
        self.reasons: dict[str, list[Reason]] = {}
        for reason in sorted(composed.plan.reasons, key=self._by_name):
            self.reasons.setdefault(reason.opening, []).append(reason)
        days = [where.starts.date() for where in composed.openings.values()]
        self.until = max(days, default=date.min) + timedelta(days=1)

    def _by_name(self, reason: Reason) -> tuple[str, str]:
        return self.composed.people[reason.person].name.casefold(), reason.person

    def held(self) -> list[Opening]:
        """The openings somebody sits in, by time and then by name."""
        openings = (o for o in self.composed.problem.openings if o.id in self.reasons)
        return sorted(openings, key=lambda o: (self.composed.openings[o.id].starts, o.id))

    def cafe(self, opening: Opening) -> Json:
        where = self.composed.openings[opening.id]
        expected = self.composed.forecasts[opening.id]
        return {
            "id": opening.id,
            "slot": opening.slot,
            "starts": where.starts.isoformat(),
            "ends": where.ends.isoformat(),
            "zone": str(where.starts.tzinfo),
            "mode": opening.mode,
            "place": where.place,
            "access": where.access,
            "link": where.link,
            "language": opening.language,
            "seats": opening.seats,
            "heads": {"likely": expected.likely, "low": expected.low, "high": expected.high},
            "people": [self.seat(reason) for reason in self.reasons[opening.id]],
        }

    def seat(self, reason: Reason) -> Json:
        who = self.composed.people[reason.person]
        return {
            "id": reason.person,
            "name": who.name,
            "role": who.role,
            "professional": who.professional,
            "newcomer": who.newcomer,
            "why": reason.why.value,
            "pinned": reason.pinned,
            "reason": phrases.for_host(reason, self.cast),
            "for_them": phrases.for_person(reason, self.cast),
            "helped": [asdict(match) for match in reason.helped],
            "helps": [asdict(match) for match in reason.helps],
            "peers": list(reason.peers),
        }

    def unmet(self, unmet: Unmet) -> Json:
        return {
            "need": unmet.need,
            "person": unmet.person,
            "name": self.composed.people[unmet.person].name,
            "text": self.composed.needs[unmet.need].text,
            "topic": unmet.topic,
            "urgent": unmet.urgent,
            "waiting_weeks": unmet.waiting_weeks,
            "lack": unmet.lack.value,
            "reason": phrases.unmet(unmet, self.cast, until=self.until),
            "next": phrases.what_next(unmet, self.cast),
            "helpers": list(unmet.helpers),
        }

    def need(self, need: str) -> Json:
        asked = self.composed.needs[need]
        return {
            "id": need,
            "person": asked.person,
            "text": asked.text,
            "topic": asked.topic,
            "label": self.cast.label(asked.topic),
            "guesses": [
                {"topic": guess.topic, "share": round(guess.share, 3), "words": list(guess.words)}
                for guess in asked.guesses
            ],
        }

    def cafe_row(self, opening: Opening) -> tuple[object, ...]:
        where = self.composed.openings[opening.id]
        expected = self.composed.forecasts[opening.id]
        return (
            *(opening.id, where.starts.date(), f"{where.starts:%H:%M}", f"{where.ends:%H:%M}"),
            *(where.starts.tzinfo, where.place, where.access, where.link, opening.language or ""),
            *(opening.seats, len(self.reasons[opening.id])),
            *(expected.likely, expected.low, expected.high),
        )

    def seat_rows(self) -> Iterator[tuple[object, ...]]:
        for opening in self.held():
            where = self.composed.openings[opening.id]
            for reason in self.reasons[opening.id]:
                who = self.composed.people[reason.person]
                yield (
                    *(opening.id, where.starts.date(), f"{where.starts:%H:%M}", where.place),
                    *(reason.person, who.name, who.role, reason.why.value),
                    phrases.for_host(reason, self.cast),
                    phrases.for_person(reason, self.cast),
                )

    def unmet_row(self, unmet: Unmet) -> tuple[object, ...]:
        label = self.cast.label(unmet.topic)
        return (
            *(unmet.need, unmet.person, self.composed.people[unmet.person].name),
            *(self.composed.needs[unmet.need].text, label),
            *("yes" if unmet.urgent else "no", unmet.waiting_weeks),
            phrases.unmet(unmet, self.cast, until=self.until),
            phrases.what_next(unmet, self.cast),
        )
