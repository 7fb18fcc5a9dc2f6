"""`knowcafe demo`: a London chapter filled through the actions, and served to this machine."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from numpy.random import Generator

from knowcafe.ops.demo import keeping
from knowcafe.ops.demo.stages import fill
from knowcafe.ops.demo.story import Stage, Story
from knowcafe.ops.serve.database import bring_up_to_date
from knowcafe.ops.serve.run import serve
from knowcafe.ops.serve.safety import is_loopback
from knowcafe.refused import Refused


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed. `wanted` is the port that was asked for, `port` the one that is free."""

    stage: Stage | None
    seed: int
    host: str
    wanted: int
    port: int
    is_reset: bool
    opens_page: bool


def demo(asked: Asked, *, rng: Generator, clock: Callable[[], datetime]) -> int:
    """Fill the folder if it is new, then serve it until stopped; 2 with a sentence if refused."""
    if not is_loopback(asked.host):
        _say(_("A demo lets anybody be anybody, so it listens on this machine only."))
        return 2
    held = keeping.hold(_door())
    if held is None:
        return _served_already(asked)
    try:
        make(asked, rng=rng, now=clock())
    except Refused as refused:
        _say(str(refused))
        return 2
    if asked.port != asked.wanted:
        ports = {"wanted": asked.wanted, "port": asked.port}
        _say(_("Port %(wanted)d is taken by somebody else, so this is port %(port)d.") % ports)
    return serve(
        host=asked.host, port=asked.port, clock=clock, ready=lambda: _present(asked.opens_page)
    )


def make(asked: Asked, *, rng: Generator, now: datetime) -> None:
    """A stamped database with what was asked for; one that is there is kept as it is."""
    if keeping.has_people() and not keeping.is_stamped():
        raise Refused(
            _("%s holds people who are no demo’s. Name another folder with --data.") % settings.DATA
        )
    if asked.is_reset and keeping.is_stamped():
        keeping.empty()
    bring_up_to_date()
    if not keeping.is_stamped():
        story = Story(asked.stage or Stage.QUARTER, now, asked.seed, rng, _say)
        fill(story)
        return
    kept = keeping.stage_kept()
    if asked.stage and kept and asked.stage is not kept:
        stages = {"kept": kept.value, "asked": asked.stage.value}
        raise Refused(
            _(
                "The demo that is kept is at stage “%(kept)s”. To start over:"
                " knowcafe demo --reset --stage %(asked)s"
            )
            % stages
        )
    _say(_("Everything is as you left it; make demo-reset starts over."))


def _served_already(asked: Asked) -> int:
    at = keeping.held_at()
    if asked.is_reset:
        _say(_("This demo is being served at %s. Stop it first, with Ctrl-C.") % at)
        return 2
    _say(_("This demo is being served already: %s") % at)
    _open(at, opens_page=asked.opens_page)
    return 0


def _door() -> str:
    return f"{settings.ADDRESS}/demo/"


def _present(opens_page: bool) -> None:
    """Called once it listens: open the page where somebody sits in front of a screen."""
    _say(_("The demo is at %s. It ends with Ctrl-C and keeps what you did.") % _door())
    _open(_door(), opens_page=opens_page)


def _open(address: str, *, opens_page: bool) -> None:
    if opens_page and has_screen(os.environ, sys.platform):
        webbrowser.open(address)


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a browser could open here: not on a build machine, not on a server."""
    if environment.get("CI"):
        return False
    if platform in ("darwin", "win32"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
