"""Weeks of evenings under one policy: the week's two decisions and what people then do.

A policy sees what the application would have stored (requests in the order of the fair list,
answers, who came, who was asked when) and answers with numbers: how many, never who. The list is
ordered by weeks waited and then by chance; invitations go to whoever was asked longest ago.
"""

from __future__ import annotations

from collections.abc import Sequence

from knowcafe.core.turnout.asking import together
from knowcafe.core.turnout.model import Answer, Evening, Kind, Seen
from knowcafe.core.turnout.rates import History
from knowcafe.core.turnout.rehearsal.moments import (
    DayBefore,
    DaysAhead,
    Diary,
    Neighbour,
    Place,
    Policy,
)
from knowcafe.core.turnout.rehearsal.terms import Terms
from knowcafe.core.turnout.rehearsal.world import AGAIN, HOLIDAYS, NO, STAYS, YEAR, World

PAUSE = 6
"""Weeks before a member is invited again."""

FIRST, SECOND = 30, 20
"""Most invitations at the first decision and the day before."""

MOVES, AGREED_PAUSE, AGREE_TO_MERGE = 0.6, 3, 0.8
"""Our assumptions for the new levers: those on the list who take a seat next week instead, weeks
between two asks at short notice, and those who go along when two cafés merge."""

AHEAD = 12
"""Days of notice of whoever takes a seat a week early."""

MOST_MOVED = 6
"""Seats of the next week's ten which may be given away a week early."""


class Chapter:
    """One chapter living through its weeks under one policy."""

    def __init__(
        self,
        world: World,
        policy: Policy,
        terms: Terms,
        neighbour: Neighbour | None = None,
    ) -> None:
        self.world, self.policy, self.terms = world, policy, terms
        self.neighbour = neighbour
        self.diary = Diary()
        self.since: dict[int, int] = {}
        self.asked_on: dict[int, int] = {}
        self.agreed_on: dict[int, int] = {}
        self.ahead: list[Place] = []
        self.again: set[int] = set()
        self.away: dict[int, int] = {}
        self.history: dict[int, History] = {}

    def run(self) -> Diary:
        """All of the world's weeks."""
        self.live(range(self.world.weeks))
        return self.diary

    def live(self, weeks: range) -> None:
        """These weeks, which follow those that were lived before."""
        for week in weeks:
            self._week(week)

    def _week(self, week: int) -> None:
        world, days = self.world, self.terms.days
        members, busy = set(world.members(week).tolist()), world.busy(week)
        early, after = world.early(week, days), world.late(week, days)
        away = [p for p in [*self.since, *early, *after] if p in busy]
        self.away = {p: self.since.get(p, week) for p in away}
        early = [p for p in early if p not in busy]
        ahead = [p for p in self.ahead if p.person in members]
        known = {p.person for p in ahead}
        waited = sorted(
            (p for p in self.since if p in members and p not in known),
            key=lambda p: (self.since[p], world.luck["order"][week, p]),
        )
        fresh = [p for p in early if p not in self.since and p not in known]
        since = {p: self.since.get(p, week) for p in [*waited, *fresh]}
        requests = [*waited, *fresh]
        asked: dict[Kind, tuple[int, int]] = {}
        may_ask = self._may_ask(week)
        free = self._invitable(week, members - set(since) - known) if may_ask else []
        places = self._first(week, ahead, requests, since, free, asked)
        late = [p for p in after if p not in since and p not in known and p not in busy]
        late = [p for p in late if p not in {q.person for q in places}]
        since |= dict.fromkeys(late, week)
        told = self._second(week, places, requests, late, since, free, asked)
        self._evening(week, told, asked)
        self._remember(week, told, places, since)

    def _invitable(self, week: int, others: set[int]) -> list[int]:
        """Members without a need or a seat who have not been asked for weeks, longest ago first."""
        rested = [p for p in others if self.asked_on.get(p, -PAUSE) <= week - PAUSE]
        order = self.world.luck["order"][week]
        return sorted(rested, key=lambda p: (self.asked_on.get(p, -PAUSE), order[p]))

    def _invite(self, week: int, who: Sequence[int], share: float, name: str) -> list[int]:
        self.asked_on |= dict.fromkeys(who, week)
        self.diary.counts[name] += len(who)
        return [p for p in who if self.world.does("invite", week, p, share)]

    def _first(
        self, week: int, ahead: list[Place], requests: list[int], since: dict[int, int],
        free: list[int], asked: dict[Kind, tuple[int, int]],
    ) -> list[Place]:  # fmt: skip
        """The first decision: seats, reserves and invitations; who said they would come."""
        members = free[:FIRST][: self.terms.left(0)]
        now = DaysAhead(week, ahead, requests, members, self.history, self.terms.days)
        count, invite = self.policy.days_ahead(now)
        agrees = self.world.habits.reserves_agree
        places = [*ahead, *(
            Place(p, self.terms.days, since[p]) for k, p in enumerate(requests[:count], len(ahead))
            if k < self.terms.table or self.world.does("flexible", week, p, agrees)
        )]  # fmt: skip
        who, free[:] = free[:invite], free[invite:]
        yes = self._invite(week, who, self.world.habits.invitation, "invitations")
        asked[Kind.INVITATION] = (len(yes), len(who))
        return [*places, *(Place(p, self.terms.days, None) for p in yes)]

    def _second(
        self, week: int, places: list[Place], requests: list[int], late: list[int],
        since: dict[int, int], free: list[int], asked: dict[Kind, tuple[int, int]],
    ) -> list[Place]:  # fmt: skip
        """The day before: answers, freed seats, and who is asked now; who was told to come."""
        world, policy, counts = self.world, self.policy, self.diary.counts
        if policy.seats_only:
            del places[self.terms.table :]
        for place in places[self.terms.table :]:
            place.seated = False
        for p in places:
            comes = world.comes(week, p.person, p.days)
            p.answer = world.answer(week, p.person, comes=comes, asked=policy.asks_the_question)
        counts["questions"] += len(places) if policy.asks_the_question else 0
        no = [p for p in places if p.answer == NO]
        gone = [p for p in no if p.seated]
        here = [p for p in places if p.answer != NO]
        later = [p for p in here if not p.seated and policy.tells_reserves_later]
        holders = [p for p in here if p not in later]
        for rank, place in enumerate([*holders, *later]):
            place.called_up = not place.seated
            place.seated = rank < self.terms.table
        taken = {p.person for p in places}
        may_ask = self.terms.calls_up and self._may_ask(week)
        limit = self.terms.left(asked[Kind.INVITATION][1]) if may_ask else 0
        waiting = [p for p in requests if p not in taken][:limit]
        agreed = self._agreed(week, free, since) if self.terms.short_notice else []
        agreed = agreed[: _less(limit, waiting)]
        rest = [p for p in free if p not in {*agreed, *late}][:SECOND]
        rest = rest[: _less(limit, [*waiting, *agreed])]
        room = self.terms.table - len(holders)
        now = DayBefore(
            week, holders, later, no, waiting, late, agreed, rest, self.history, max(0, room),
            2 if self._has_second(week) else 1,
        )  # fmt: skip
        left = policy.day_before(now)
        called, left = later[:left], max(0, left - len(later))
        counts["stood_down"] += len(later) - len(called)
        counts["called_up"] += len(called)
        added = self._asked_now(week, now, left, since, asked)
        room = max(0, room - len(called))
        if policy.seats_only:
            del added[room:]
        for rank, place in enumerate(added):
            place.seated = rank < room
        promised = sum(p.seated for p in (*holders, *called, *added))
        self.diary.most_seats = max(self.diary.most_seats, promised)
        return [*gone, *holders, *called, *added]

    def _agreed(self, week: int, free: list[int], since: dict[int, int]) -> list[int]:
        rested = (
            p for p in free if p not in since and self.agreed_on.get(p, -9) <= week - AGREED_PAUSE
        )
        return [p for p in rested if self.world.luck["agreed"][0, p] < self.world.habits.agrees][
            :SECOND
        ]

    def _asked_now(
        self, week: int, now: DayBefore, left: int, since: dict[int, int],
        asked: dict[Kind, tuple[int, int]],
    ) -> list[Place]:  # fmt: skip
        """The first `left` of waiting, late, agreed and invitable are asked; who said yes."""
        world, counts = self.world, self.diary.counts
        offered, left = now.waiting[:left], max(0, left - len(now.waiting))
        told, left = now.late[:left], max(0, left - len(now.late))
        short, left = now.agreed[:left], max(0, left - len(now.agreed))
        yes = [p for p in offered if world.does("offer", week, p, world.habits.offer)]
        asked[Kind.OFFER] = (len(yes), len(offered))
        counts["offers"] += len(offered)
        soon = [p for p in short if world.does("invite", week, p, world.habits.short_notice)]
        asked[Kind.SHORT_NOTICE] = (len(soon), len(short))
        counts["short_notice"] += len(short)
        self.agreed_on |= dict.fromkeys(short, week)
        last = now.invitable[:left]
        others = self._invite(
            week, last, world.habits.invitation * world.habits.tomorrow, "invitations"
        )
        asked[Kind.LATE_INVITATION] = (len(others), len(last))
        return [
            *(Place(p, 1, since[p]) for p in [*yes, *told]),
            *(Place(p, 1, None) for p in [*soon, *others]),
        ]

    def _evening(self, week: int, told: list[Place], asked: dict[Kind, tuple[int, int]]) -> None:
        """Who comes, and what the application stores of it."""
        world, diary = self.world, self.diary
        seen = []
        for p in told:
            comes = world.comes(week, p.person, p.days, reserve=not p.seated)
            p.came = comes and p.answer != NO
            known = self.history.get(p.person, History())
            answer = Answer(p.answer) if p.days > 1 and self.policy.asks_the_question else None
            seen.append(Seen(p.days, p.came, not p.seated, answer, known, p.called_up))
            self.history[p.person] = known.after(p.came)
        walk_ins = int(world.walk_ins[week])
        heads = sum(bool(p.came) for p in told) + walk_ins
        tables = 2 if self._has_second(week) else 1
        host = self._merges_with(week)
        diary.counted.append(None if host else heads)
        diary.heads.append(self._with_neighbour(week, told, host) if host else heads)
        diary.tables.append(tables)
        diary.counts["second_on_call"] += tables - 1
        diary.counts["second_opened"] += heads > self.terms.table and tables > 1
        diary.came |= {p.person for p in told if p.came}
        waited = [(p.person, week - p.since) for p in told if p.since is not None]
        diary.waits += waited
        diary.first_waits += [(p, weeks) for p, weeks in waited if p not in self.again]
        self.policy.learn(Evening(tuple(seen), walk_ins, asked), heads)

    def _may_ask(self, week: int) -> bool:
        """Whether anybody may be asked this week who did not ask."""
        share = self.terms.may_ask
        return share >= 1 or bool(self.world.luck["asks"][week, 0] < share)

    def _has_second(self, week: int) -> bool:
        """Whether a second facilitator is free, so that an eleventh person opens a second table."""
        return self.terms.second_table and bool(self.world.second[week])

    def _merges_with(self, week: int) -> Neighbour | None:
        """The neighbour, where one table is clearly better for us and no worse for them.

        Decided the day before, from the two forecasts.
        """
        if self.neighbour is None:
            return None
        table = self.terms.tables()
        ours, theirs = self.policy.forecasts[-1], self.neighbour.forecasts[week]
        both = together(ours, theirs, stay=AGREE_TO_MERGE)
        even = [float(table.even(len(c) - 1) @ c) for c in (both, ours, theirs)]
        better = even[0] > even[1] + 0.1 and even[0] >= even[2]
        return self.neighbour if better else None

    def _with_neighbour(self, week: int, told: list[Place], host: Neighbour) -> int:
        """Heads at the one table; no walk-ins of ours, they found the note on the door."""
        self.diary.counts["merged"] += 1
        self.diary.counts["asked_to_move"] += len(told)
        world = self.world
        moved = (p for p in told if world.does("flexible", week, p.person, AGREE_TO_MERGE))
        return sum(bool(p.came) for p in moved) + host.heads[week]

    def _remember(
        self, week: int, told: list[Place], places: list[Place], since: dict[int, int]
    ) -> None:
        """Needs that go on: unserved ones mostly, those of people who stayed away sometimes."""
        world = self.world
        served = {p.person: bool(p.came) for p in told}
        gave_up = {p.person for p in places if p.answer == NO and p.person not in served}
        self.since, self.ahead = {}, []
        again: set[int] = set()
        unserved = [p for p in since if p not in served and p not in gave_up]
        if self.terms.next_week:
            unserved = self._moved(week, unserved, since)
        for person in unserved:
            if world.does("stays", week, person, STAYS):
                self.since[person] = since[person]
                again |= {person} & self.again
        for person, asked in self.away.items():
            if world.does("stays", week, person, STAYS):
                self.since[person] = asked
        for person in [p for p in since if served.get(p) is False or p in gave_up]:
            if world.does("again", week, person, AGAIN):
                self.since[person] = week + 1
                again.add(person)
        self.again = again
        if self.terms.earlier and (self.world.first + week + 1) % YEAR in HOLIDAYS:
            self._invite_ahead(week)

    def _moved(self, week: int, unserved: list[int], since: dict[int, int]) -> list[int]:
        """Those without a place tonight are offered a seat next week; who did not take it."""
        offered = unserved[:MOST_MOVED]
        self.diary.counts["moves_offered"] += len(offered)
        yes = {p for p in offered if self.world.does("flexible", week, p, MOVES)}
        self.ahead += [Place(p, AHEAD, since[p]) for p in offered if p in yes]
        return [p for p in unserved if p not in yes]

    def _invite_ahead(self, week: int) -> None:
        """Before an announced holiday a wave of invitations leaves a week earlier."""
        busy = {*self.since, *(p.person for p in self.ahead)}
        free = self._invitable(week, set(self.world.members(week).tolist()) - busy)[:FIRST]
        yes = self._invite(week, free, self.world.habits.invitation, "invitations_ahead")
        self.ahead += [Place(p, AHEAD, None) for p in yes[: self.terms.table - len(self.ahead)]]


def _less(limit: int | None, asked: Sequence[int]) -> int | None:
    return None if limit is None else max(0, limit - len(asked))
