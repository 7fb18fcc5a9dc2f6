"""Why each seat is given and why each need is not met, as data; `phrases` finds the words."""

from __future__ import annotations

from collections import Counter, defaultdict

from knowcafe.core.matching import rules, scoring
from knowcafe.core.matching.canonical import canonical
from knowcafe.core.matching.plan import Bound, Lack, Match, Plan, Reason, Seat, Unmet, Why
from knowcafe.core.matching.problem import COMPANY, Need, Person, Problem


def explained(problem: Problem, seats: tuple[Seat, ...], bound: Bound) -> Plan:
    """The plan that `seats` make: matches, reasons, what is unmet and why, and its score."""
    seats = tuple(sorted(seats))
    matches = _matches(problem, seats)
    return Plan(
        seats=seats,
        matches=matches,
        reasons=_reasons(problem, seats, matches),
        unmet=_unmet(problem, {m.need for m in matches}),
        score=scoring.score(problem, seats),
        bound=bound,
    )


def _matches(problem: Problem, seats: tuple[Seat, ...]) -> tuple[Match, ...]:
    """Each need at each café where it is answered, with one helper named; the work is spread.

    Needs with the fewest able helpers choose first; each takes the helper with the fewest needs
    so far, then the deepest know-how, then the newest acquaintance.
    """
    people = {p.id: p for p in problem.people}
    needs = {n.id: n for n in problem.needs}
    found, busy = [], Counter[tuple[str, str]]()
    order = canonical(problem)
    rank = {p.id: k for k, p in enumerate(order.people)}
    turn = {n.id: k for k, n in enumerate(order.needs)}
    answered = [
        (len(able), turn[need], opening, need, able)
        for need, rooms in scoring.answers(problem, seats).items()
        for opening, able in rooms
    ]
    for _, _, opening, need_id, able in sorted(answered):
        need = needs[need_id]
        helper, depth = "", 0
        if need.topic != COMPANY:
            helper = min(
                sorted(able, key=rank.__getitem__),
                key=lambda q: _preference(problem, people[q], need, busy[opening, q]),
            )
            depth = rules.knows(people[helper], need)
            busy[opening, helper] += 1
        found.append(
            Match(
                need=need.id,
                person=need.person,
                opening=opening,
                topic=need.topic,
                helper=helper,
                depth=depth,
                waiting_weeks=need.waiting_weeks,
                urgent=need.urgent,
                met_weeks=problem.met.get(frozenset((need.person, helper))),
            )
        )
    return tuple(sorted(found, key=lambda m: (m.opening, m.person, m.need)))


def _preference(problem: Problem, helper: Person, need: Need, busy: int) -> tuple[int, int, int]:
    met = problem.met.get(frozenset((need.person, helper.id)))
    return busy, -rules.knows(helper, need), 0 if met is None else 1000 - met


def _reasons(
    problem: Problem, seats: tuple[Seat, ...], matches: tuple[Match, ...]
) -> tuple[Reason, ...]:
    people = {p.id: p for p in problem.people}
    needs = {n.id: n for n in problem.needs}
    owned: dict[str, list[Need]] = defaultdict(list)
    for need in sorted(problem.needs, key=_pressing):
        owned[need.person].append(need)
    helped, helps, told = defaultdict(list), defaultdict(list), defaultdict(list)
    held = scoring.tables(seats)
    for match in matches:
        helped[match.person, match.opening].append(match)
        told[match.opening].append(match)
        for q in held[match.opening]:
            if q == match.helper or (
                match.topic == COMPANY and scoring.helps(problem, people, q, needs[match.need])
            ):
                helps[q, match.opening].append(match)
    reasons = []
    for seat in seats:
        key = (seat.person, seat.opening)
        also = helps[key] or [
            m
            for m in told[seat.opening]
            if scoring.helps(problem, people, seat.person, needs[m.need])
        ]
        peers, topic = _peers(owned, held[seat.opening], seat.person)
        pinned = key in problem.pins
        if helped[key]:
            why = Why.HELPED
        elif also:
            why = Why.HELPS
        elif peers:
            why = Why.PEERS
        elif pinned and not owned[seat.person]:
            why = Why.PINNED
        else:
            why, topic = Why.WELCOME, _unanswered(owned[seat.person])
        reasons.append(
            Reason(
                *key,
                why=why,
                helped=tuple(helped[key]),
                helps=tuple(also),
                peers=peers if why is Why.PEERS else (),
                topic=topic if why in (Why.PEERS, Why.WELCOME) else "",
                pinned=pinned,
            )
        )
    return tuple(reasons)


def _pressing(need: Need) -> tuple[bool, int, str, str]:
    """What comes first when only one need can be named."""
    return not need.urgent, -need.waiting_weeks, need.topic, need.id


def _unanswered(needs: list[Need]) -> str:
    """The topic somebody came for and finds no answer to, "" if it is company."""
    return next((n.topic for n in needs if n.topic != COMPANY), "")


def _peers(
    owned: dict[str, list[Need]], here: list[str], person: str
) -> tuple[tuple[str, ...], str]:
    """Others at the table with a need in the same topic, and the topic."""
    for need in owned[person]:
        same = [q for q in here if q != person and any(n.topic == need.topic for n in owned[q])]
        if same and need.topic != COMPANY:
            return tuple(same), need.topic
    return (), ""


def _unmet(problem: Problem, met: set[str]) -> tuple[Unmet, ...]:
    people = {p.id: p for p in problem.people}
    free = scoring.rooms(problem)
    knowing: dict[str, list[str]] = defaultdict(list)
    for person in problem.people:
        for topic in sorted({o.topic for o in person.offers} | {COMPANY}):
            knowing[topic].append(person.id)
    found = []
    for need in problem.needs:
        if need.id in met:
            continue
        able = [q for q in knowing[need.topic] if q != need.person and rules.knows(people[q], need)]
        lack, helpers = _lack(problem, people, free, need, able)
        found.append(
            Unmet(
                need.id,
                need.person,
                need.topic,
                lack,
                need.waiting_weeks,
                need.urgent,
                tuple(helpers) if need.topic != COMPANY else (),
            )
        )
    return tuple(sorted(found, key=lambda u: (not u.urgent, -u.waiting_weeks, u.need)))


def _lack(
    problem: Problem,
    people: dict[str, Person],
    free: dict[str, frozenset[str]],
    need: Need,
    able: list[str],
) -> tuple[Lack, list[str]]:
    """The first thing that stood in the way, and those who know the topic and passed so far."""
    mine = free[need.person]
    if not mine:
        return Lack.OWNER_NOT_FREE, sorted(able)
    if not able:
        return Lack.NO_KNOW_HOW, []
    talking = [q for q in able if rules.shares_language(people[q], people[need.person])]
    if not talking:
        return Lack.LANGUAGE, sorted(able)
    apart = [q for q in talking if frozenset((q, need.person)) not in problem.apart]
    if not apart:
        return Lack.APART, sorted(talking)
    if not any(free[q] for q in apart):
        return Lack.NOT_FREE, sorted(apart)
    together = [q for q in apart if not mine.isdisjoint(free[q])]
    if not together:
        return Lack.NOT_TOGETHER, sorted(apart)
    return Lack.FULL, sorted(together)
