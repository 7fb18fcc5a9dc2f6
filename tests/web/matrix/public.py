"""The public pages."""

from knowcafe.cafes.queries import place_link
from tests.web.matrix.world import NOBODY_ELSE, Row, all_get

ROWS = {
    "chapters": Row(
        lambda _: "/",
        open=(302, 302, 302, 200, 200, 302, 200),
        closed=(200, 302, 302, 302, 302, 302, 200),
        post=all_get(405),
    ),
    "front-door": Row(
        lambda _: "/london/", open=all_get(200), closed=NOBODY_ELSE, post=all_get(405)
    ),
    "cafe": Row(
        lambda world: f"/london/{world.cafe.pk}/",
        open=all_get(200),
        closed=NOBODY_ELSE,
        post=all_get(422),
    ),
    "done": Row(
        lambda world: f"/london/{world.cafe.pk}/seat/",
        open=all_get(200),
        closed=NOBODY_ELSE,
        post=all_get(405),
    ),
    "place": Row(
        lambda world: place_link(world.cafe, world.people["host"]).partition(":8000")[2],
        open=all_get(200),
        post=all_get(422),
    ),
}
