"""The pages of a demo: none without one, everybody's with one."""

from tests.web.matrix.world import Row, all_get

ROWS: dict[str, Row] = {}
"""What others meet: nothing."""

DEMO_ROWS = {
    "demo": Row(lambda _: "/demo/", open=all_get(200), post=all_get(405)),
    "demo-be": Row(lambda _: "/demo/be/", open=all_get(405), post=all_get(404)),
    "demo-mail": Row(lambda _: "/demo/mail/", open=all_get(200), post=all_get(405)),
    "demo-letter": Row(lambda _: "/demo/mail/none/", open=all_get(404), post=all_get(405)),
    "demo-style": Row(lambda _: "/demo/style/", open=all_get(200), post=all_get(405)),
}
