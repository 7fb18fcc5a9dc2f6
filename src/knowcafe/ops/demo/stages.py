"""Filling a demo through the rooms' actions, stage by stage."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from knowcafe.cafes import actions as cafes
from knowcafe.cafes.models import Cafe, Invitation
from knowcafe.cafes.queries import asked, current_plan
from knowcafe.journal import actions as journal
from knowcafe.journal.queries import STAMP
from knowcafe.ops.demo.history import be_held, live_through
from knowcafe.ops.demo.london_chapter import London, bring_people, open_accra, open_london
from knowcafe.ops.demo.story import Stage, Story, post
from knowcafe.ops.demo.tonight import hold_tonight

VISITORS = ("Amara", "Dana", "Chidi")
"""Whoever tries the demo answers for these."""

Answer = Invitation.Answer


@transaction.atomic
def fill(story: Story) -> None:
    """A stamped demo, all of it or nothing."""
    journal.record(STAMP, at=story.now)
    journal.record(f"demo.{story.stage.value}", at=story.now)
    story.say(_("London opens its door, and a month goes by …"))
    london = open_london(story)
    live_through(london, story)
    story.say(_("Sixty people say what they need, what they know and when they can come …"))
    bring_people(london, story)
    open_accra(story.now)
    cafes.open_ahead(now=story.drafted_at)
    if story.stage.has(Stage.PLANNED):
        story.say(_("Esi drafts the week …"))
        _draft(london, story)
    if story.stage.has(Stage.INVITED):
        story.say(_("She publishes it; invitations leave, answers come …"))
        _invite(london, story)
    if story.stage.has(Stage.AFTER):
        story.say(_("The week goes by: who came, and thanks …"))
        _hold(london, story)
    if story.stage.has(Stage.TONIGHT):
        story.say(_("A table is laid, people come, the first round begins …"))
        hold_tonight(london, story)
    cafes.open_ahead(now=story.now)


def _draft(london: London, story: Story) -> None:
    cafes.draft_plan(
        london.chapter, week=story.week, by=london.esi, now=story.drafted_at, seed=story.seed
    )


def _invite(london: London, story: Story) -> None:
    published = story.drafted_at + timedelta(minutes=20)
    plan = current_plan(london.chapter, story.week)
    assert plan is not None  # noqa: S101 – drafted a moment ago
    cafes.publish_plan(plan, by=london.esi, now=published)
    cafes.tell_everybody_invited(now=published)
    post(published + timedelta(minutes=1))
    rows = Invitation.objects.filter(answer=Answer.NONE).select_related("person").order_by("pk")
    for row in rows:
        _answer(row, story, at=published + story.within(18))
    post(published + timedelta(hours=18))


def _answer(row: Invitation, story: Story, *, at: datetime) -> None:
    """Most come. Those a visitor may be have not looked at their mail yet, while there is time."""
    is_over = story.stage is Stage.AFTER
    if row.person.first_name in VISITORS and not is_over:
        return
    drawn = float(story.rng.random())
    said = Answer.COMING if drawn < 0.72 else Answer.CANNOT if drawn < 0.84 else Answer.NONE
    if row.person.first_name in VISITORS:
        said = Answer.COMING
    if said == Answer.NONE:
        return
    invited = asked.invited(asked.invitation_link(row).rstrip("/").rpartition("/")[2])
    if invited and invited.can_come:
        cafes.answer_invitation(invited, answer=said, until=None, typed="", by=row.person, now=at)


def _hold(london: London, story: Story) -> None:
    """The timetable's work, day by day, and the host's."""
    week = story.week
    held = Cafe.objects.filter(chapter=london.chapter, on__gte=week.monday, on__lte=week.days[-1])
    for cafe in held.exclude(published_at=None).order_by("starts_at", "table"):
        soon = cafe.starts_at - timedelta(hours=5)
        cafes.expire_invitations(now=soon)
        cafes.brief_helpers(now=soon)
        cafes.tell_reserves(now=soon)
        post(soon)
        be_held(cafe, london, story)
