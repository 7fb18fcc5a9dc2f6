"""The pages of member."""

from tests.web.matrix.world import NOBODY_ELSE, Codes, Row, all_get

SIGNED_IN: Codes = (404, 200, 200, 200, 200, 200, 200)
"""Their own page, whatever chapters they belong to."""

CLOSED_TO_STRANGERS: Codes = (404, 302, 302, 404, 404, 302, 302)
"""Somebody of the chapter who has typed nothing yet is led to where it begins."""

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
}
