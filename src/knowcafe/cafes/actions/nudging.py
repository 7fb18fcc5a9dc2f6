"""A week that nobody has planned: its hosts hear of it once, and it happens all the same."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from knowcafe import phrases
from knowcafe.accounts.models import Person
from knowcafe.cafes import queries
from knowcafe.cafes.models import Cafe
from knowcafe.cafes.queries.nudging import may_be_worth_planning
from knowcafe.cafes.queries.shown import HostWeek, Stage
from knowcafe.cafes.queries.week import host_week
from knowcafe.chapters.queries import hosts
from knowcafe.core.calendar import Week
from knowcafe.outbox import actions as outbox
from knowcafe.outbox import queries as post


def nudge_hosts(*, now: datetime) -> int:
    """One letter to each host, three days before the week's first café; how many were written.

    A week with so few people that there is nothing to plan is left alone, unless a draft waits. It
    is looked at closely only as long as there is a host who has not heard of it.
    """
    written = 0
    for first in queries.unplanned_weeks(now):
        week = Week.containing(first.on)
        keys = {_key(first, week, host): host for host in hosts(first.chapter)}
        unwritten = post.unwritten(keys)
        if not unwritten or not may_be_worth_planning(first.chapter, week):
            continue
        shown = host_week(first.chapter, week, now=now)
        if shown.stage is Stage.DRAFT or not shown.is_small:
            written += sum(_nudge(keys[key], first, shown, now) for key in unwritten)
    return written


def _key(first: Cafe, week: Week, host: Person) -> str:
    return f"nudge:{first.chapter_id}:{week}:{host.pk}"


@transaction.atomic
def _nudge(host: Person, first: Cafe, shown: HostWeek, now: datetime) -> bool:
    chapter, is_draft = first.chapter, shown.stage is Stage.DRAFT
    path = reverse("week", args=[chapter.slug])
    words = phrases.nudge(
        phrases.AboutWeek(
            name=host.first_name,
            chapter=chapter.name,
            cafes=[
                phrases.OneCafe(
                    table.cafe.starts,
                    len(table.sitters),
                    tuple(s.guest.role for s in table.sitters if s.guest.professional),
                )
                for table in shown.tables
            ],
            draft=_("A draft is ready: %s.") % shown.met if is_draft else "",
            link=queries.address(f"{path}?week={shown.week}"),
        )
    )
    return outbox.write(
        _key(first, shown.week, host),
        to=host.email,
        subject=words.subject,
        body=words.body,
        now=now,
        good_until=first.starts_at,
        chapter_id=chapter.pk,
    )
