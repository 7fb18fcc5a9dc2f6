"""The made-up chapters of `bench.compose`: who needs what, who knows what, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np

from knowcafe.core.matching import (
    COMPANY,
    DONE_IT,
    FOR_A_LIVING,
    Need,
    Offer,
    Opening,
    Person,
    Problem,
    Slot,
)

# How often each topic of the starting tree was asked about in questions by entrepreneurs, by area.
ASKED = {
    "start": {"idea-validation": 490, "market-research": 138, "business-plan": 90,
              "business-model": 152, "first-version-launch": 293, "side-business": 44},
    "form": {"legal-structure": 490, "registration": 220, "founders-governance": 424,
             "shares-options": 215, "foreign-founder": 84, "social-enterprise": 26},
    "law": {"contracts-nda": 338, "terms-privacy": 37, "trademarks": 109,
            "patents-copyright": 338, "regulation-permits": 157, "disputes": 22},
    "tax": {"bookkeeping": 106, "income-tax": 324, "vat": 38, "payroll": 22, "cashflow": 105,
            "payments-banking": 281},
    "funding": {"grants": 28, "loans": 135, "angel-vc": 355, "crowdfunding": 50,
                "valuation-pitch": 610, "bootstrapping": 41},
    "marketing": {"marketing-plan": 422, "brand-naming": 184, "online-ads": 196,
                  "seo-content-email": 181, "social-media": 198, "pr-events": 65},
    "sales": {"pricing": 361, "leads": 59, "selling-b2b": 443, "channels": 191,
              "customer-service": 46, "negotiation": 22},
    "people": {"hiring-training": 250, "contractors": 148, "pay": 182, "employment-law": 8,
               "leadership": 319, "find-cofounder": 32},
    "ops": {"suppliers": 50, "outsourcing": 128, "production-logistics": 68, "premises": 106,
            "insurance-risk": 102, "process-projects": 111},
    "tech": {"website": 614, "ecommerce": 88, "software-apps": 1657, "it-hosting-security": 411,
             "analytics-ai": 153, "product-design": 44},
    "growth": {"strategy": 169, "competition": 126, "partnerships-franchise": 162,
               "international": 174, "tendering": 5, "exit-sale": 99},
    "self": {"motivation-confidence": 34, "wellbeing-isolation": 103, "time-focus": 31,
             "networking-mentors": 214, "speaking": 14, "learning": 189},
}  # fmt: skip
SCARCE = ("tax", "form", "law", "funding")
EPOCH = datetime(2031, 3, 3, tzinfo=UTC)  # a Monday
SLOTS = ((1, 18, 2), (3, 18, 2), (2, 12, 1), (5, 10, 1))  # weekday, hour, openings at once


def compose_world(people: int, seed: int, know_how: str = "scarce") -> Problem:
    """One problem: `people` in chapters of sixty, except 200 = one chapter's quarter."""
    rng = np.random.default_rng(seed)
    if people == 200:
        return _join([chapter(rng, "a", 200, 13, know_how)])
    chapters = []
    left = people
    while left > 0:
        name = f"c{len(chapters):03d}"
        chapters.append(chapter(rng, name, min(60, left), 1, know_how))
        left -= 60
    return _join(chapters)


def _join(chapters: Sequence[Problem]) -> Problem:
    return Problem(
        people=tuple(p for c in chapters for p in c.people),
        needs=tuple(n for c in chapters for n in c.needs),
        slots=tuple(s for c in chapters for s in c.slots),
        openings=tuple(o for c in chapters for o in c.openings),
        apart=frozenset(pair for c in chapters for pair in c.apart),
        met={pair: weeks for c in chapters for pair, weeks in c.met.items()},
    )


def chapter(rng: np.random.Generator, name: str, people: int, weeks: int, know_how: str) -> Problem:
    """One chapter's people, needs and `weeks` of openings, all drawn from `rng`."""
    founders = round(people * 0.75)
    slots, openings = _slots(name, weeks)
    ids = [f"{name}-{rng.integers(1 << 40):010x}" for _ in range(people)]
    members = [
        _founder(rng, i, slots) if k < founders else _professional(rng, i, slots, know_how)
        for k, i in enumerate(ids)
    ]
    needs = [n for i in ids[:founders] for n in _needs(rng, i)]
    pairs = [frozenset((ids[a], ids[b])) for a in range(people) for b in range(a)]
    apart = rng.random(len(pairs)) < 0.03
    met = rng.random(len(pairs)) < 0.08
    ago = rng.integers(1, 53, len(pairs))
    return Problem(
        people=tuple(members),
        needs=tuple(needs),
        slots=tuple(slots),
        openings=tuple(openings),
        apart=frozenset(p for p, yes in zip(pairs, apart, strict=True) if yes),
        met={p: int(w) for p, yes, w in zip(pairs, met, ago, strict=True) if yes},
    )


def _slots(name: str, weeks: int) -> tuple[list[Slot], list[Opening]]:
    slots, openings = [], []
    for week in range(weeks):
        for k, (weekday, hour, tables) in enumerate(SLOTS):
            starts = EPOCH + timedelta(weeks=week, days=weekday, hours=hour)
            slot = f"{name}-w{week:02d}-{k}"
            slots.append(Slot(slot, f"{name}-w{week:02d}", starts, starts + timedelta(minutes=90)))
            openings += [Opening(f"{slot}-{t}", slot) for t in range(tables)]
    return slots, openings


def _free(rng: np.random.Generator, slots: Sequence[Slot], share: float) -> frozenset[str]:
    free = {s.id for s in slots if rng.random() < share}
    return frozenset(free or {slots[rng.integers(len(slots))].id})


def _languages(rng: np.random.Generator) -> tuple[str, ...]:
    return ("fr", "en") if rng.random() < 0.05 else ("en",)


def _founder(rng: np.random.Generator, person: str, slots: Sequence[Slot]) -> Person:
    offers: tuple[Offer, ...] = ()
    if rng.random() < 0.27:
        topics = _topics(rng, tuple(ASKED), 1 + int(rng.integers(2)))
        offers = tuple(Offer(t, DONE_IT) for t in topics)
    return Person(
        person,
        free=_free(rng, slots, 0.45),
        offers=offers,
        newcomer=bool(rng.random() < 0.1),
        languages=_languages(rng),
    )


def _professional(
    rng: np.random.Generator, person: str, slots: Sequence[Slot], know_how: str
) -> Person:
    weights = np.array([sum(t.values()) for t in ASKED.values()], float)
    if know_how == "scarce":
        weights *= [0.5 if area in SCARCE else 1.0 for area in ASKED]
    count = 1 + int(rng.integers(2))
    areas = rng.choice(list(ASKED), count, replace=False, p=weights / weights.sum())
    topics = _topics(rng, tuple(areas), 2 + int(rng.integers(3)))
    return Person(
        person,
        free=_free(rng, slots, 0.35),
        offers=tuple(Offer(t, FOR_A_LIVING) for t in topics),
        cap=1 + int(rng.integers(2)),
        professional=True,
        newcomer=bool(rng.random() < 0.1),
        languages=_languages(rng),
    )


def _topics(rng: np.random.Generator, areas: Sequence[str], count: int) -> list[str]:
    asked = {t: n for a in areas for t, n in ASKED[a].items()}
    weights = np.array(list(asked.values()), float)
    drawn = rng.choice(list(asked), count, replace=False, p=weights / weights.sum())
    return [str(t) for t in drawn]


def _needs(rng: np.random.Generator, person: str) -> list[Need]:
    if rng.random() < 0.1:
        topics = [COMPANY]
    else:
        topics = _topics(rng, tuple(ASKED), min(3, 1 + int(rng.poisson(0.3))))
    return [
        Need(
            f"{person}-n{k}",
            person,
            topic,
            urgent=bool(rng.random() < 0.1),
            waiting_weeks=int(rng.geometric(0.4)),
        )
        for k, topic in enumerate(topics)
    ]
