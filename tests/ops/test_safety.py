"""A demo is served to this machine only, and real people never as one."""

import pytest

from knowcafe.journal import actions as journal
from knowcafe.journal.queries import STAMP
from knowcafe.ops.serve.safety import is_loopback, why_not
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db
HERE, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104


@pytest.mark.parametrize(
    ("is_demo", "is_stamped", "host", "why"),
    [
        (False, False, HERE, ""),
        (False, False, EVERYWHERE, ""),
        (True, True, HERE, ""),
        (True, True, EVERYWHERE, "listens on this machine only, not on 0.0.0.0"),
        (True, False, HERE, "was not made by knowcafe demo"),
        (False, True, HERE, "is a demo’s"),
    ],
)
def test_what_is_served(settings, is_demo: bool, is_stamped: bool, host: str, why: str) -> None:
    settings.DEMO = is_demo
    if is_stamped:
        journal.record(STAMP, at=NOW)
    said = why_not(host)
    assert why in said
    assert bool(said) == bool(why)


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("127.0.0.1", True), ("127.9.9.9", True), ("localhost", True), ("[::1]", True),
        ("::1", True), ("0.0.0.0", False), ("::", False), ("192.168.1.2", False),  # noqa: S104
        ("example.org", False), ("", False),
    ],
)  # fmt: skip
def test_whose_an_interface_is(host: str, ours: bool) -> None:
    assert is_loopback(host) == ours
