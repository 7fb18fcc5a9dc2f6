"""What the front door tells of cafés, and of days without one."""

from datetime import timedelta

from knowcafe.cafes import actions, queries
from knowcafe.cafes.models import Cafe, Outlook
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Holiday, Series
from tests.rooms.cafes.test_seats import come


def people(cafe: Cafe, now) -> str:
    return queries.tell(queries.cafes_seen_by(None).get(pk=cafe.pk), now).people


def test_as_many_people_as_were_foreseen_last(thursday, now) -> None:
    assert people(thursday, now) == ""
    for name in ("Amara", "Bilal"):
        come(thursday, name, now)
    Outlook.objects.create(cafe=thursday, at=now, chances=[0.1, 0.2, 0.3, 0.4])
    assert people(thursday, now) == "About three people"


def test_days_off_are_announced(thursday, london, esi, now) -> None:
    following = Cafe.objects.order_by("starts_at")[1]
    friday = following.on + timedelta(days=1)

    def off() -> list[str]:
        listed = queries.next_cafes(london, person=None, now=now)
        return queries.announced(london, listed, now=now)

    assert off() == []
    Holiday.objects.create(chapter=london, on=friday)  # nobody would have come then
    assert off() == []
    actions.take_holiday(london, on=following.on, by=esi, now=now)
    assert off() == ["No café on Thursday 1 April"]
    come(thursday, "Amara", now)
    chapters.take_holiday(london, on=thursday.on, by=esi, now=now)
    assert off() == ["No café on Thursday 1 April"]  # the first is still to be called off


def test_the_end_of_a_weekly_time_is_announced(thursday, london, esi, now) -> None:
    def told() -> list[str]:
        return queries.announced(london, [], now=now)

    series = thursday.series
    actions.stop_weekly(series, last_on=thursday.on + timedelta(days=9), by=esi, now=now)
    assert told() == ["The last café of Thursday, 18:30 is on 1 April"]
    Series.objects.update(first_on=thursday.on + timedelta(days=8))  # none is left before the end
    assert told() == []
    actions.stop_weekly(series, last_on=thursday.on + timedelta(days=90), by=esi, now=now)
    assert told() == []
