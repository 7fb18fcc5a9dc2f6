"""The timetable: each job in its turn, and one job's trouble is its own."""

from datetime import UTC, datetime, timedelta

from knowcafe.cafes.models import Cafe
from knowcafe.chapters import actions as chapters
from knowcafe.outbox.models import Message
from knowcafe.timetable import Job, Timetable
from tests.rooms.cafes.test_seats import come

NOW = datetime(2027, 3, 22, 9, 0, tzinfo=UTC)


def test_jobs_run_when_they_are_due() -> None:
    ran, now = [], [NOW]
    job = Job("write", timedelta(seconds=10), lambda clock: ran.append(clock()))
    timetable = Timetable(lambda: now[0], (job,))
    for seconds in (0, 9, 10, 30, 31):
        now[0] = NOW + timedelta(seconds=seconds)
        timetable.run_due()
    assert [(at - NOW).seconds for at in ran] == [0, 10, 30]


def test_one_jobs_trouble_is_written_down_and_the_others_run(caplog) -> None:
    ran = []

    def fails(clock) -> None:
        raise RuntimeError("no disk")

    jobs = (Job("bad", timedelta(0), fails), Job("good", timedelta(0), ran.append))
    Timetable(lambda: NOW, jobs).run_due()
    assert len(ran) == 1
    assert "“bad” failed" in caplog.text


def test_a_round_opens_cafes_and_sends_the_mail(london, esi, settings, tmp_path) -> None:
    settings.DATA = tmp_path
    chapters.meet_weekly(
        london, weekday=3, starts=NOW.time().replace(hour=18), minutes=90, by=esi, now=NOW
    )
    timetable = Timetable(lambda: NOW)
    timetable.run_due()
    come(Cafe.objects.earliest("starts_at"), "Amara", NOW)
    Timetable(lambda: NOW).run_due()
    assert Message.objects.get().state == "sent"
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 1
