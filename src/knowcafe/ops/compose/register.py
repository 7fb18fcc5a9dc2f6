"""Who is meant: people found by their id, their name or their e-mail address."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from typing import TypeVar

from knowcafe.core.exchange import Fault, FaultKind, PersonRow, Rows

T = TypeVar("T")
HINTS = 50
"""For so many faults a name that comes close is looked for; looking takes its time."""


class Register:
    """The people of a file by everything that may name them."""

    def __init__(self, people: Rows[PersonRow]) -> None:
        self.faults: list[Fault] = []
        self.ids: dict[int, str] = {}
        self._names: dict[str, str] = {}
        self._by_word: dict[str, dict[str, None]] = defaultdict(dict)
        self._hints = HINTS
        lines: dict[tuple[str, str], int] = {}
        bare = {plain(row.name) for row in people.rows if not row.id}
        for row in people.rows:
            for of, key in _marks(row, bare):
                first = lines.setdefault((of, plain(key)), row.line)
                if first != row.line:
                    line = str(first)
                    self.faults.append(people.fault(FaultKind.DOUBLED, row.line, of, key, line))
            self._add(row)

    def _add(self, row: PersonRow) -> None:
        person = row.id or row.name
        self.ids[row.line] = person
        self._names[person] = row.name
        for word in {row.id, row.name, row.email} - {""}:
            self._by_word[plain(word)][person] = None

    def find(self, said: str, rows: Rows[T], line: int, of: str) -> str | Fault:
        """The id of the person who is meant, or a fault at the field `of` of that line."""
        if said in self._names:
            return said
        found = tuple(self._by_word.get(plain(said), ()))
        if len(found) == 1:
            return found[0]
        if found:
            return rows.fault(FaultKind.AMBIGUOUS_PERSON, line, of, said, *found)
        return rows.fault(FaultKind.UNKNOWN_PERSON, line, of, said, *self._close(said))

    def _close(self, said: str) -> list[str]:
        self._hints -= 1
        if self._hints < 0:
            return []
        known = plain(said)
        close = [word for word in self._by_word if known and word.startswith(f"{known} ")]
        close += get_close_matches(known[:80], self._by_word, n=3, cutoff=0.7)
        people = dict.fromkeys(person for word in close for person in self._by_word[word])
        return [self._spelt(person) for person in people][:3]

    def _spelt(self, person: str) -> str:
        """The name of a person, or the id where several go by that name."""
        name = self._names[person]
        return name if len(self._by_word[plain(name)]) == 1 else person


def plain(text: str) -> str:
    """Words as they compare: without case and extra spaces."""
    return " ".join(text.split()).casefold()


def _marks(row: PersonRow, bare: set[str]) -> list[tuple[str, str]]:
    """What must be one person's own: id, e-mail address, and a name that somebody has no id for."""
    marks = [("id", row.id), ("email", row.email)]
    if plain(row.name) in bare:
        marks.append(("name", row.name))
    return [(of, key) for of, key in marks if key]
