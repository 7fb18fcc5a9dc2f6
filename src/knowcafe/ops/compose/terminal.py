"""The week in a terminal: calm, readable in 80 columns and without colour."""

from __future__ import annotations

from django.utils.translation import gettext as _
from rich.console import Console
from rich.rule import Rule
from rich.style import Style
from rich.text import Text

from knowcafe.phrases.week.composed import Composed
from knowcafe.phrases.week.told import Ask, Cafe, Guest, Left, Told, tell

WIDEST = 100
"""Wider lines are hard to read, however wide the terminal."""


def show(composed: Composed, console: Console) -> None:
    """Print the whole week: cafés with their reasons, then what is left, then how good it is."""
    told = tell(composed)
    page = _Page(console)
    page.heading(told.title)
    page.line(f"{told.summary}. {told.met}." if told.met else f"{told.summary}.")
    page.line(f"{told.distance}.")
    if told.zone and told.cafes:
        page.line(_("Times are on the clock in %s.") % told.zone, "dim")
    for cafe in told.cafes:
        page.cafe(cafe)
    page.left(told)
    page.guesses(told)


class _Page:
    """A console with our margins; text from people is never read as markup."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._width = min(WIDEST, console.width)

    def line(self, text: str, style: str = "", *, indent: int = 0) -> None:
        self._put(Text(text, style), indent)

    def heading(self, text: str) -> None:
        self._console.print()
        self._put(Text(text, "bold"), 0)

    def cafe(self, cafe: Cafe) -> None:
        self._rule()
        top = Text(f"{cafe.day}, {cafe.hours}", Style(bold=True, color="cyan"))
        self._put(top.append(f"   {cafe.where}", "default"), 0)
        for line in (cafe.access, cafe.link, cafe.language):
            if line:
                self.line(line, "dim")
        self.line(f"{cafe.heads} · {cafe.seated_told}")
        if cafe.looks_thin:
            self.line(f"! {cafe.looks_thin}", "yellow")
        for guest in cafe.guests:
            self._guest(guest)

    def _part(self, title: str) -> None:
        self._rule()
        self.line(title, "bold")

    def _rule(self) -> None:
        self._console.print()
        self._console.print(Rule(style="dim", characters="─"), width=self._width)

    def _guest(self, guest: Guest) -> None:
        mark = "◆" if guest.helps else "•"
        who = Text(f"{mark} ").append(guest.name, "bold")
        if guest.role:
            who.append(f", {guest.role}")
        if guest.newcomer:
            who.append(f" ({_('first time')})", "dim")
        self._put(who, 2, hang=2)
        self.line(guest.reason, indent=4)

    def left(self, told: Told) -> None:
        if told.asks:
            self._part(_("Still on the list"))
        if told.asks and not told.left:
            self.line(_("Nothing: everybody who asked sits with somebody who can help."), indent=2)
        for need in told.left:
            self._need(need)

    def _need(self, need: Left) -> None:
        who = Text("• ").append(need.name, "bold").append(f": {need.topic} ({need.standing})")
        self._put(who, 2, hang=2)
        self.line(f"{need.why} {need.step}", indent=4)

    def guesses(self, told: Told) -> None:
        if told.guessed:
            self._part(_("What it is about, guessed from people’s own words"))
        for ask in told.guessed:
            self._ask(ask)

    def _ask(self, ask: Ask) -> None:
        self._put(Text("• ").append(ask.name, "bold").append(f": {ask.guess}"), 2, hang=2)

    def _put(self, text: Text, indent: int, *, hang: int = 0) -> None:
        lines = text.wrap(self._console, max(20, self._width - indent - hang))
        for number, line in enumerate(lines):
            line.rstrip()
            margin = " " * (indent + (hang if number else 0))
            self._console.print(Text(margin).append_text(line), highlight=False)
