"""The public pages."""

from knowcafe.cafes.models import Attendance
from knowcafe.cafes.queries import place_link
from knowcafe.cafes.queries.helped import helped_link
from tests.web.conftest import NOW
from tests.web.matrix.world import NOBODY_ELSE, Row, World, all_get


def _helped(world: World) -> str:
    """The host came, and a link to say whether it helped is in their letter."""
    host = world.people["host"]
    Attendance.objects.get_or_create(
        cafe=world.cafe, person=host, defaults={"state": "came", "noted_at": NOW}
    )
    return helped_link(world.cafe, host).partition(":8000")[2]


ROWS = {
    "feed": Row(
        lambda _: "/london/feed.xml", open=all_get(200), closed=NOBODY_ELSE, post=all_get(405)
    ),
    "calendar": Row(
        lambda _: "/london/calendar.ics", open=all_get(200), closed=NOBODY_ELSE, post=all_get(405)
    ),
    "poster": Row(
        lambda _: "/london/poster/", open=all_get(200), closed=NOBODY_ELSE, post=all_get(405)
    ),
    "host-a-cafe": Row(
        lambda _: "/london/host-a-cafe/", open=all_get(200), closed=NOBODY_ELSE, post=all_get(422)
    ),
    "host-anywhere": Row(lambda _: "/host-a-cafe/", open=all_get(200), post=all_get(422)),
    "helped": Row(_helped, open=all_get(200), post=(422, 422, 422, 422, 422, 302, 422)),
    "chapters": Row(
        lambda _: "/",
        open=(302, 302, 302, 200, 200, 302, 200),
        closed=(200, 302, 302, 302, 302, 302, 200),
        post=all_get(405),
    ),
    "front-door": Row(
        lambda _: "/london/", open=all_get(200), closed=NOBODY_ELSE, post=all_get(405)
    ),
    "rule": Row(
        lambda _: "/london/rule/", open=all_get(200), closed=NOBODY_ELSE, post=all_get(405)
    ),
    "cafe": Row(
        lambda world: f"/london/{world.cafe.pk}/",
        open=all_get(200),
        closed=NOBODY_ELSE,
        post=(422, 302, 409, 409, 409, 302, 409),
    ),
    "done": Row(
        lambda world: f"/london/{world.cafe.pk}/seat/",
        open=all_get(302),
        closed=(404, 302, 302, 404, 404, 302, 302),
        post=all_get(405),
    ),
    "place": Row(
        lambda world: place_link(world.cafe, world.people["host"]).partition(":8000")[2],
        open=all_get(200),
        post=(422, 422, 422, 422, 422, 409, 422),
    ),
}
