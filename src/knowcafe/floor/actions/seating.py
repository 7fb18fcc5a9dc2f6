"""Planning the rounds to come again, whenever somebody comes or leaves."""

from __future__ import annotations

from django.db import transaction

from knowcafe.floor.models import Hour
from knowcafe.floor.queries.running import state_of
from knowcafe.floor.queries.seating import Tables, planned
from knowcafe.phrases import floor as phrases

TRIES = 3


def reseat(hour: Hour) -> bool:
    """Think outside of any transaction, and save if nothing has happened meanwhile; else think
    once more. Somebody else who came or left is planned for by whoever took that tap as well.
    """
    for _time in range(TRIES):
        read = Hour.objects.select_related("cafe__chapter").get(pk=hour.pk)
        if read.closed_at:
            return False
        plan = planned(read, state_of(read))
        if plan == read.plan or _saved(read, plan):
            return True
    return False


@transaction.atomic
def _saved(read: Hour, plan: Tables) -> bool:
    """Whether the rows are still those the plan was made from."""
    says = phrases.moved(_moved(read.plan, plan)) if read.begun_at and read.plan and plan else ""
    still = Hour.objects.filter(pk=read.pk, version=read.version, closed_at=None)
    version = read.version + 1
    return bool(still.update(plan=plan, says=says, version=version, changed=version))


def _moved(before: Tables, after: Tables) -> int:
    """How many sit at a table of another number than announced, in some round still to come."""
    return len(
        {
            who
            for part in after.keys() & before.keys()
            for who, table in _places(after[part]).items()
            if _places(before[part]).get(who, table) != table
        }
    )


def _places(tables: list[list[str]]) -> dict[str, int]:
    return {who: number for number, table in enumerate(tables) for who in table}
