"""What it is about: topics people name, and topics guessed from their words."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache

from knowcafe.core.matching import COMPANY
from knowcafe.core.topics import Guess, Guesser, Tree
from knowcafe.ops.compose.register import plain

EXAMPLES = 3
"""So many topics are suggested where none is understood."""

_COMPANY = re.compile(
    r"(?:i(?:'m| am) lonely(?:[,.]| and) ?)?"
    r"(?:(?:i(?:'d| would)|would|i)(?: just)? (?:like|love) |i(?:'m| am) (?:just )?looking for "
    r"|looking for |just |i (?:just )?(?:want|need) |want )*"
    r"(?:(?:some|a) |to have (?:(?:a|some) )?|to )?"
    r"(?:company|chats?|conversation|(?:talk|be)(?: with| to)? (?:people|others|someone|somebody)"
    r"|(?:someone|somebody) to (?:talk|chat) (?:to|with)"
    r"|meet (?:(?:other )?(?:people|founders|entrepreneurs)|others)|(?:friendly )?faces)"
    r"(?:,? please)?[.! ]*"
)


class Subjects:
    """A topic tree with its guesser; remembers what it was asked, as people repeat themselves."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._guesser = _guesser(tree)
        self.labels = {topic.id: topic.label for topic in tree.topics}
        self._by_label = {plain(label): label for label in self.labels.values()}
        self._found: dict[str, str | None] = {}
        self._guessed: dict[str, tuple[Guess, ...]] = {}

    def find(self, said: str) -> str | None:
        """The id of a topic somebody named, `COMPANY` included."""
        if said not in self._found:
            company = wants_company(said)
            self._found[said] = COMPANY if company else self.tree.find(said)
        return self._found[said]

    def guess(self, text: str) -> tuple[Guess, ...]:
        """Guesses for a need in its author's words, best first; none for what says too little."""
        if text not in self._guessed:
            self._guessed[text] = self._guesser.guess(text)
        return self._guessed[text]

    def close_to(self, said: str) -> list[str]:
        """Labels of topics somebody may have meant, perhaps none."""
        labels = self._by_label
        close = [labels[word] for word in get_close_matches(plain(said)[:80], labels, n=3)]
        close += [self.tree.label(guess.topic) for guess in self.guess(said)]
        return list(dict.fromkeys(close))[:EXAMPLES]

    def examples(self) -> list[str]:
        """Labels of some topics, to show what they look like."""
        return [area.topics[0].label for area in self.tree.areas[:EXAMPLES]]


@cache
def _guesser(tree: Tree) -> Guesser:
    """Building a guesser takes longer than composing a small week; one for each tree will do."""
    return Guesser(tree)


def wants_company(text: str) -> bool:
    """Whether words say no more than “I'd like company”."""
    return bool(_COMPANY.fullmatch(plain(text).replace("’", "'")))
