"""What became of every row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowcafe.phrases.grammar import isolated


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row: where it stands, whom or what it is about, and what became of it."""

    file: str
    line: int
    about: str
    said: str
    is_left_out: bool = False


@dataclass(slots=True)
class Report:
    """The outcomes in the order of the files, and how many are new."""

    outcomes: list[Outcome] = field(default_factory=list)
    series: int = 0
    people: int = 0
    needs: int = 0

    def took(self, file: str, line: int, about: str, said: str) -> None:
        self.outcomes.append(Outcome(file, line, about, said))

    def left_out(self, file: str, line: int, about: str, why: str) -> None:
        self.outcomes.append(Outcome(file, line, about, why, is_left_out=True))

    def lines(self, *, every: bool) -> Iterator[str]:
        """Each row in a line, or only those that were left out; then the sums."""
        for one in self.outcomes:
            if every or one.is_left_out:
                yield _("%(file)s, line %(line)d, %(about)s: %(said)s") % {
                    "file": isolated(one.file),
                    "line": one.line,
                    "about": isolated(one.about),
                    "said": one.said,
                }
        yield self._sums()

    def _sums(self) -> str:
        left = sum(one.is_left_out for one in self.outcomes)
        parts = [
            ngettext("%d new person", "%d new people", self.people) % self.people,
            ngettext("%d new need", "%d new needs", self.needs) % self.needs,
            ngettext("%d new weekly café", "%d new weekly cafés", self.series) % self.series,
            ngettext("%d row left out", "%d rows left out", left) % left,
        ]
        return ", ".join(parts) + "."
