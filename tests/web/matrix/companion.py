"""The companion's pages: the chapter's hosts, and whoever was asked to run this café."""

from knowcafe.floor import actions
from knowcafe.floor.models import Hour
from tests.web.matrix.world import HOSTS, Row, World, all_get

_LOOK_ONLY = (404, *[405] * 6)


def _opened(world: World, name: str = "") -> str:
    if not Hour.objects.filter(cafe=world.cafe).exists():
        esi, starts = world.people["host"], world.cafe.starts_at
        actions.open_hour(world.cafe, by=esi, now=starts)
    return f"/floor/{world.cafe.pk}/{name}"


ROWS = {
    "floor": Row(_opened, open=HOSTS, post=_LOOK_ONLY),
    "floor-taps": Row(
        lambda world: _opened(world, "taps/"),
        open=HOSTS,
        post=(404, 404, 404, 404, 404, 422, 422),
    ),
    "floor-prepare": Row(
        lambda world: f"/floor/{world.cafe.pk}/prepare/",
        open=HOSTS,
        post=(404, 404, 404, 404, 404, 422, 422),
    ),
    "floor-close": Row(
        lambda world: _opened(world, "close/"),
        open=HOSTS,
        post=(404, 404, 404, 404, 404, 409, 409),
    ),
    "floor-worker": Row(lambda _: "/floor/sw.js", open=all_get(200), post=all_get(405)),
    "floor-manifest": Row(
        lambda _: "/floor/app.webmanifest?cafe=7", open=all_get(200), post=all_get(405)
    ),
}
