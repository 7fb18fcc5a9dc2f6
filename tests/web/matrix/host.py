"""The pages of host."""

from tests.web.matrix.world import HOSTS, Row

_LOOK_ONLY = (404, *[405] * 6)

ROWS = {
    "came": Row(lambda _: "/london/host/came/", open=HOSTS, post=_LOOK_ONLY),
    "who-came": Row(
        lambda world: f"/london/host/cafes/{world.cafe.pk}/came/",
        open=HOSTS,
        post=(404, 404, 404, 404, 404, 422, 422),
    ),
    "week": Row(lambda _: "/london/host/", open=HOSTS, post=(404, *[405] * 6)),
}
