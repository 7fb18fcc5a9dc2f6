"""Closing the café: what is kept of the hour, and what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime
from itertools import combinations

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from knowcafe.accounts.models import Person
from knowcafe.cafes import actions as cafes
from knowcafe.cafes.models import Attendance
from knowcafe.core.hour import State
from knowcafe.core.talk import balance, not_heard
from knowcafe.floor import rules
from knowcafe.floor.models import KEPT, TALK_KEPT, Guest, Hour, Insight, Tap
from knowcafe.floor.queries.people import came, expected, people_named, person_id
from knowcafe.floor.queries.results import quick_answers
from knowcafe.floor.queries.running import parts_of, state_of
from knowcafe.floor.queries.seating import Rounds
from knowcafe.journal import actions as journal
from knowcafe.members.queries import is_topic
from knowcafe.refused import Refused

TALK = ("heard", "unheard")


@transaction.atomic
def close(
    hour: Hour,
    *,
    missed: Collection[str] = (),
    excused: Collection[str] = (),
    by: Person,
    now: datetime,
) -> None:
    """Who came, who sat with whom and what was found out are saved, once; what somebody said, or
    how much, is forgotten. Of people who are not named and never came nothing is noted.
    """
    if not rules.can_run(by, hour.cafe):
        raise Refused(_("Only those who run this café may do that."))
    if now < hour.cafe.starts_at:
        raise Refused(_("This café has not begun, so it cannot be closed yet."))
    open_ = Hour.objects.filter(pk=hour.pk, closed_at=None)
    if not open_.update(closed_at=now, version=F("version") + 1, shown=F("version") + 1):
        raise Refused(_("This café has been closed already."))
    state = state_of(hour)
    here = came(state)
    _note_who_came(hour, state, here, missed=missed, excused=excused, by=by, now=now)
    cafes.note_met(hour.cafe, rounds=shared(hour, state, here), by=by, now=now)
    _keep_insights(hour, state)
    _sum_up_talk(hour, state, here)
    _hide_needs(hour)
    chapter = hour.cafe.chapter_id
    journal.record("hour.closed", at=now, chapter_id=chapter, by_id=by.pk, about_id=hour.cafe_id)


def _note_who_came(
    hour: Hour,
    state: State,
    here: frozenset[str],
    *,
    missed: Collection[str],
    excused: Collection[str],
    by: Person,
    now: datetime,
) -> None:
    places = {one.who: one.person_id for one in expected(hour.cafe)}
    said = dict.fromkeys(here, Attendance.State.CAME)
    said |= dict.fromkeys(missed, Attendance.State.MISSED)
    said |= dict.fromkeys(excused, Attendance.State.EXCUSED)
    names = people_named(hour.cafe, state)
    cafes.note_who_came(
        hour.cafe,
        states={places[who]: what for who, what in said.items() if who in places},
        walk_ins={who: names[who] or _("A guest") for who in sorted(here - places.keys())},
        by=by,
        now=now,
    )


def shared(hour: Hour, state: State, here: Collection[str]) -> dict[frozenset[int], int]:
    """In how many rounds people with an account shared a table; several turns are one round."""
    times: Counter[frozenset[int]] = Counter()
    for round_ in Rounds.of(parts_of(hour)).numbers:
        tables = next((state.tables[n] for n in round_ if n in state.tables), [])
        for table in tables:
            ids = sorted(id_ for who in table if who in here and (id_ := person_id(who)))
            times.update(frozenset(pair) for pair in combinations(ids, 2))
    return dict(times)


def _keep_insights(hour: Hour, state: State) -> None:
    chapter = hour.cafe.chapter
    named = {id_ for said in state.takeaways.values() if (id_ := person_id(said["who"]))}
    known = set(Person.objects.filter(pk__in=named).values_list("pk", flat=True))
    Insight.objects.bulk_create(
        Insight(
            chapter=chapter,
            cafe=hour.cafe,
            kind=said["what"],
            topic=said["topic"] if is_topic(chapter, said["topic"]) else "",
            text=said["text"].strip(),
            by_id=id_ if (id_ := person_id(said["who"])) in known else None,
            said_at=datetime.fromtimestamp(said["at"] / 1000, UTC),
        )
        for _key, said in sorted(state.takeaways.items())
        if said["text"].strip()
    )


def _sum_up_talk(hour: Hour, state: State, here: Collection[str]) -> None:
    """The hour’s figure and how many were not heard; whose turns they were is deleted."""
    turns: Counter[str] = Counter(dict.fromkeys(here, 0))
    for heard in state.heard.values():
        turns.update({who: count for who, count in heard.items() if who in turns})
    if hour.talk_is_on and any(turns.values()):
        quiet = len(not_heard(turns))
        Hour.objects.filter(pk=hour.pk).update(balance=balance(turns), not_heard=quiet)
    Tap.objects.filter(hour=hour, kind__in=TALK).delete()


def _hide_needs(hour: Hour) -> None:
    """What guests typed that they need was for this café."""
    Guest.objects.filter(hour=hour).update(need="", topic="")
    taps = [tap for tap in Tap.objects.filter(hour=hour, kind="here") if "need" in tap.said]
    for tap in taps:
        tap.said = {name: value for name, value in tap.said.items() if name != "need"}
    Tap.objects.bulk_update(taps, ["said"])


@transaction.atomic
def forget_hours(*, now: datetime) -> None:
    """Who was heard, a day after a café that nobody closed; phones, taps and seats, a week after
    any. Of the quick questions their sum is kept, and not who answered what; of a café that nobody
    closed the take-aways are, and who came is still for its hosts to note.
    """
    open_ = Hour.objects.filter(closed_at=None, cafe__ends_at__lt=now - TALK_KEPT)
    Tap.objects.filter(hour__in=open_, kind__in=TALK).delete()
    ended = Q(closed_at=None, cafe__ends_at__lt=now - KEPT) | Q(closed_at__lt=now - KEPT)
    for hour in Hour.objects.filter(ended, forgotten_at=None):
        if hour.closed_at is None:
            _keep_insights(hour, state_of(hour))
        quick = quick_answers(hour)
        hour.quick = quick.as_json() if quick else {}
        hour.plan, hour.spare, hour.says = {}, {}, ""
        hour.forgotten_at = now
        hour.save()
        Guest.objects.filter(hour=hour).delete()
        Tap.objects.filter(hour=hour).delete()
