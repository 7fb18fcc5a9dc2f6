"""The pages of host."""

from tests.web.matrix.world import HOSTS, Row

ROWS = {
    "week": Row(lambda _: "/london/host/", open=HOSTS, post=(404, *[405] * 6)),
}
