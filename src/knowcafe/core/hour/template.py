"""What an hour is made of: parts with their minutes, and which of them may be cut."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("hello", "recap", "silent", "tables", "turns", "circle", "steps", "pulse")
"""What a part can be. People sit at tables in "tables" and "turns"; in "turns" one person at a
table is helped by the others, then the next."""

TALK = ("tables", "turns", "circle")
"""Where people talk with each other. What time is left over goes here."""

Cue = tuple[int, str]
"""What to do for so many minutes within a part; a chime may sound between two cues."""


@dataclass(frozen=True, slots=True)
class Part:
    """One step of the hour, as written in a template or as fitted to a café.

    All times are whole minutes. `minutes` is what the part gets, `usual` what its template gives
    it (0: the same), `least` what it needs to be worth doing. `matters` says what goes first when
    time is short: the highest; 0 is never left out. `about` is how many sit at a table at most; 0
    is everybody together; `meets` makes the tables no larger than it takes for all to meet.
    `times` is how often a template's part is held, at most; once fitted each time is a part of its
    own, and `number` and `of` say which it is. `cues` add up to `usual`. `capture` asks for a
    take-away.
    """

    kind: str
    title: str
    minutes: int
    least: int
    matters: int
    about: int = 0
    times: int = 1
    prompt: str = ""
    capture: bool = False
    meets: bool = False
    cues: tuple[Cue, ...] = ()
    usual: int = 0
    number: int = 0
    of: int = 0

    @property
    def has_tables(self) -> bool:
        """Whether people are told where to sit."""
        return self.kind in ("tables", "turns") and self.about > 0

    @property
    def usual_times(self) -> int:
        """How often a template's part is held, at its largest tables: a turn for each person."""
        return min(self.times, self.about or self.times) if self.kind == "turns" else self.times


@dataclass(frozen=True, slots=True)
class Template:
    """A way to run an hour.

    `minutes` is how long it usually takes, and `fewest` to `most` the number of people it is made
    for; `fit` makes it work with others too. `needs_first` seats people with those who know what
    they need in the first round; `hosts_stay` keeps one person at each table.
    """

    id: str
    title: str
    says: str
    minutes: int
    fewest: int
    most: int
    parts: tuple[Part, ...]
    needs_first: bool = False
    hosts_stay: bool = False


def suggested(heads: int) -> str:
    """The id of the template to begin with for so many people."""
    if heads < 2:
        return "one-or-none"
    return "two-people" if heads == 2 else "simple"


def shortest(template: Template) -> int:
    """The fewest minutes in which a template is worth running: its steps and one part of talk."""
    fixed = sum(part.minutes for part in template.parts if part.matters == 0)
    return fixed + min((p.least for p in template.parts if p.kind in TALK), default=0)
