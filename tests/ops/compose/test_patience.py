import io
import time

from rich.console import Console

from knowcafe.ops.compose.patience import Patience


def shown(*, after, terminal=True, until=""):
    """What is shown; waits inside until `until` is, as a bar comes in its own time."""
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, width=60)
    with Patience(console, after=after) as progress:
        progress(1, 4)
        while until not in out.getvalue():
            time.sleep(0.01)
        progress(2, 4)
    return out.getvalue()


def test_whoever_has_waited_sees_a_bar():
    assert "Composing" in shown(after=0, until="Composing")


def test_whoever_has_not_sees_nothing():
    assert shown(after=3600) == ""


def test_a_log_stays_free_of_bars():
    assert shown(after=0, terminal=False) == ""
