"""Corrections teach, once the timetable has run, and never before."""

from datetime import timedelta

import pytest

from knowcafe.members import actions, queries
from knowcafe.members.models import Correction, Lesson
from knowcafe.refused import Refused
from knowcafe.timetable import JOBS

WORDS = "My kiln broke and the glaze runs"


def first(chapter) -> str:
    return next((guess.topic for guess in queries.guesses(chapter, WORDS)), "")


def test_a_correction_changes_the_next_guess_after_the_job_and_not_before(london, now) -> None:
    topic = queries.tree_of(london).topics[40].id
    assert first(london) != topic
    actions.correct(london, text=WORDS, topic=topic, now=now)
    assert first(london) != topic  # control: nothing is learned while somebody waits
    job = next(job for job in JOBS if job.name == "learn topics")
    job.run(lambda: now)
    assert first(london) == topic
    assert str(Lesson.objects.get()) == f"1 corrections in {london.pk}"
    assert actions.learn_topics(now=now) == 0


def test_forgotten_corrections_are_unlearned(london, now) -> None:
    topic = queries.tree_of(london).topics[40].id
    actions.correct(london, text=WORDS, topic=topic, now=now)
    actions.learn_topics(now=now)
    Correction.objects.all().delete()
    later = now + timedelta(hours=1)
    assert actions.learn_topics(now=later) == 1
    assert first(london) != topic


def test_what_was_learned_on_another_tree_is_not_used(london, now) -> None:
    topic = queries.tree_of(london).topics[40].id
    actions.correct(london, text=WORDS, topic=topic, now=now)
    actions.learn_topics(now=now)
    Lesson.objects.update(tree="another", learned_at=now + timedelta(minutes=1))
    assert first(london) != topic
    assert actions.learn_topics(now=now + timedelta(minutes=2)) == 1
    assert first(london) == topic


def test_only_topics_are_learned(london, now) -> None:
    for wrong in ("company", "made-up"):
        with pytest.raises(Refused, match="Choose what it is about"):
            actions.correct(london, text=WORDS, topic=wrong, now=now)
    assert not Correction.objects.exists()


def test_a_correction_names_nobody(london, now) -> None:
    actions.correct(london, text=WORDS, topic="vat", now=now)
    assert str(Correction.objects.get()) == f"vat in {london.pk}"
