"""The two ends `bench.turnout` is measured between: nobody plans, and somebody knows."""

from __future__ import annotations

from bench.london import TABLE
from knowcafe.core.turnout.rehearsal import FIRST, SECOND, Chapter, Place


class OpenDoor(Chapter):
    """Whoever needs something turns up, or not; nobody is asked and nobody is told."""

    def _week(self, week: int) -> None:
        members = set(self.world.members(week).tolist())
        since = {p: w for p, w in self.since.items() if p in members}
        for person in [*self.world.early(week), *self.world.late(week)]:
            since.setdefault(person, week)
        told = [Place(p, 1, w) for p, w in since.items()]
        self._evening(week, told, {})
        self._remember(week, told, [], since)


class Clairvoyant(OpenDoor):
    """Knows who will come, asks only them, and invites until the table is full; no walk-ins."""

    def _week(self, week: int) -> None:
        world = self.world
        members = set(world.members(week).tolist())
        since = {p: w for p, w in self.since.items() if p in members}
        for person in [*world.early(week), *world.late(week)]:
            since.setdefault(person, week)
        coming = sorted(
            (p for p in since if world.comes(week, p, 5)),
            key=lambda p: (since[p], world.luck["order"][week, p]),
        )
        told = [Place(p, 5, since[p]) for p in coming[:TABLE]]
        free = self._invitable(week, members - set(since))[: FIRST + SECOND]
        for rank, person in enumerate(free):
            if len(told) == TABLE:
                break
            share = world.habits.invitation / (1 if rank < FIRST else 2)
            days = 5 if rank < FIRST else 1
            if self._invite(week, [person], share, "invitations") and world.comes(
                week, person, days
            ):
                told.append(Place(person, days, None))
        world.walk_ins[week] = 0
        self._evening(week, told, {})
        self._remember(week, told, [], since)
