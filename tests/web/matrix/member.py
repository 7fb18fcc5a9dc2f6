"""The pages of member."""

from knowcafe.chapters.models import Member
from knowcafe.core.calendar import Quarter
from knowcafe.members.queries import quarter_link
from tests.web.matrix.world import NOBODY_ELSE, Codes, Row, World, all_get

SIGNED_IN: Codes = (404, 200, 200, 200, 200, 200, 200)
"""Their own page, whatever chapters they belong to."""

CLOSED_TO_STRANGERS: Codes = (404, 302, 302, 404, 404, 302, 302)
"""Somebody of the chapter who has typed nothing yet is led to where it begins."""


def _quarter(world: World) -> str:
    member = Member.objects.get(person=world.people["professional"], chapter=world.chapter)
    return quarter_link(member, Quarter(2090, 1)).partition(":8000")[2]


ROWS: dict[str, Row] = {
    "me": Row(lambda _: "/me/", open=SIGNED_IN, post=(404, *all_get(405)[1:])),
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
