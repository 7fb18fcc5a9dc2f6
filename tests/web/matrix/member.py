"""The pages of member."""

from datetime import timedelta

from knowcafe.cafes.models import Invitation
from knowcafe.cafes.queries.asked import invitation_link
from knowcafe.chapters.models import Member
from knowcafe.core.calendar import Quarter
from knowcafe.followups.models import Commitment
from knowcafe.followups.queries import step_link
from knowcafe.members.queries import quarter_link, stop_link
from tests.web.conftest import NOW
from tests.web.matrix.world import NOBODY_ELSE, Codes, Row, World, all_get

SIGNED_IN: Codes = (302, 200, 200, 200, 200, 200, 200)
"""Their own page, whatever chapters they belong to; others are led to the sign-in."""

CLOSED_TO_STRANGERS: Codes = (404, 302, 302, 404, 404, 302, 302)
"""Somebody of the chapter who has typed nothing yet is led to where it begins."""


def _invitation(world: World) -> str:
    """The member is asked, and the link in their letter leads here, whoever follows it."""
    row, _is_new = Invitation.objects.get_or_create(
        cafe=world.cafe,
        person=world.people["member"],
        defaults={
            "as_helper": False,
            "sent_at": NOW,
            "told_at": NOW,
            "expires_at": NOW + timedelta(days=1),
        },
    )
    return invitation_link(row).partition(":8000")[2]


def _stop(world: World) -> str:
    member = Member.objects.get(chapter=world.chapter, person=world.people["member"])
    return stop_link(member).partition(":8000")[2]


def _quarter(world: World) -> str:
    member = Member.objects.get(person=world.people["professional"], chapter=world.chapter)
    return quarter_link(member, Quarter(2090, 1)).partition(":8000")[2]


def _next_step(world: World) -> Commitment:
    """The member has made one at the café."""
    row, _is_new = Commitment.objects.get_or_create(
        cafe=world.cafe,
        person=world.people["member"],
        defaults={"chapter": world.chapter, "who": "p1", "text": "Ring two", "made_at": NOW},
    )
    return row


ROWS: dict[str, Row] = {
    "step": Row(
        lambda world: step_link(_next_step(world)).partition(":8000")[2],
        open=all_get(200),
        post=all_get(422),
    ),
    "me-step": Row(
        lambda world: f"/me/steps/{_next_step(world).pk}/",
        open=(404, *all_get(405)[1:]),
        post=(404, 422, 404, 404, 404, 404, 404),
    ),
    "me-reminders": Row(
        lambda _: "/me/reminders/stop/",
        open=(404, *all_get(405)[1:]),
        post=(404, *all_get(302)[1:]),
    ),
    "invitation": Row(_invitation, open=all_get(200), post=all_get(422)),
    "stop": Row(_stop, open=all_get(200), post=all_get(200)),
    "me": Row(lambda _: "/me/", open=SIGNED_IN, post=all_get(405)),
    "me-name": Row(
        lambda _: "/me/name/", open=(404, *all_get(405)[1:]), post=(404, *all_get(422)[1:])
    ),
    "me-release": Row(
        lambda world: f"/me/seats/{world.cafe.pk}/release/",
        open=(404, *all_get(405)[1:]),
        post=(404, 404, 404, 404, 404, 302, 404),
    ),
    "me-answer": Row(
        lambda world: f"/me/seats/{world.cafe.pk}/answer/",
        open=(404, *all_get(405)[1:]),
        post=(404, 404, 404, 404, 404, 409, 404),
    ),
    "me-correct": Row(
        lambda world: f"/me/cafes/{world.cafe.pk}/came/",
        open=(404, *all_get(405)[1:]),
        post=(404, *all_get(409)[1:]),
    ),
    "me-need": Row(lambda _: "/me/needs/1/met/", open=(404, *all_get(405)[1:]), post=all_get(404)),
    "me-asking": Row(
        lambda world: f"/me/asking/{Member.objects.get(person=world.people['host']).pk}/stop/",
        open=(404, *all_get(405)[1:]),
        post=(404, 404, 404, 404, 404, 302, 404),
    ),
    "know-how": Row(lambda _: "/london/know-how/", open=NOBODY_ELSE, post=(404, *all_get(405)[1:])),
    "need": Row(
        lambda _: "/london/need/", open=all_get(200), closed=NOBODY_ELSE, post=all_get(422)
    ),
    "need-about": Row(
        lambda _: "/london/need/about/",
        open=all_get(302),
        closed=CLOSED_TO_STRANGERS,
        post=all_get(302),
    ),
    "need-you": Row(
        lambda _: "/london/need/you/",
        open=all_get(302),
        closed=CLOSED_TO_STRANGERS,
        post=all_get(302),
    ),
    "need-place": Row(
        lambda _: "/london/need/place/",
        open=all_get(302),
        closed=CLOSED_TO_STRANGERS,
        post=all_get(302),
    ),
    "need-stands": Row(
        lambda _: "/london/need/1/", open=all_get(404), post=(404, *all_get(405)[1:])
    ),
    "help": Row(
        lambda _: "/london/help/", open=all_get(200), closed=NOBODY_ELSE, post=all_get(422)
    ),
    "help-you": Row(
        lambda _: "/london/help/you/",
        open=all_get(302),
        closed=CLOSED_TO_STRANGERS,
        post=all_get(302),
    ),
    "help-place": Row(
        lambda _: "/london/help/place/",
        open=all_get(302),
        closed=CLOSED_TO_STRANGERS,
        post=all_get(302),
    ),
    "help-done": Row(
        lambda _: "/london/help/done/", open=all_get(200), closed=NOBODY_ELSE, post=all_get(405)
    ),
    "help-mine": Row(_quarter, open=all_get(200), post=all_get(422)),
}
