"""Text into words: where each stands, in a form that forgives case, hyphens and plurals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[a-z]\+\+|[a-z]#|(?:[a-z]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")
_LONGEST = 40
_BARE = 8

ENGLISH = frozenset(
    """
    a about after all also am an and any are as at be because been before being but by can can't
    could did didn't do does doesn't doing don't done dont for from get had has have he her here
    him his how i i'd i'll i'm i've if im in into is isn't it it's its ive just like me more most
    my no nor not now of off on once one only or other our out over own same she should so some
    such than that the their them then there these they this those through to too under until up
    very was we we're were what when where which while who whom why will with won't would you your
    """.split()  # noqa: SIM905 – a list of words reads better as words
)
"""Words of English that say nothing of the topic."""

_ELSEWHERE = frozenset(
    """
    le du une est et dans pour qui que pas sur avec nous vous je mon ma mes notre comment
    der und ist nicht ein eine einen mit für ich wir zu dem von auf wie mein meine suche brauche
    las una es por para con como mi mis nuestro necesito quiero tengo
    gli della delle per sono che non mio mia ho vorrei um uma não meu minha preciso quero ao da
    een niet voor ik wij mijn hoe zijn te naar nie jest się jak dla moja moje czy mam
    och att det som på för jag hur inte och er ikke jeg bir ve için nasıl bu ile ben
    """.split()  # noqa: SIM905 – a list of words reads better as words
)
"""Small words of our neighbours' languages that are none of English."""


_NO_PLURAL = frozenset(
    {"ads", "aws", "customs", "dns", "goods", "https", "news", "saas", "sms", "ups"}
)
"""Words that end in s and would mean something else, or nothing, without it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its plain form, and where it stands (characters from, to)."""

    form: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Every word of a text; a garbled run longer than any word is left out."""
    return [
        Word(plain(match.group()), match.start(), match.end())
        for match in _WORD.finditer(_folded(text))
        if match.end() - match.start() <= _LONGEST
    ]


def phrase_of(text: str) -> str:
    """A phrase in plain form, so that “Co-Founders” and “co founder” are the same."""
    return " ".join(word.form for word in words_of(text))


def is_english(words: Sequence[Word]) -> bool:
    """Whether English words are not outnumbered by those of its neighbours or other letters.

    A handful of bare nouns passes: “VAT registration” is a need too.
    """
    ours = sum(word.form in ENGLISH for word in words)
    theirs = sum(word.form in _ELSEWHERE or not word.form.isascii() for word in words)
    return theirs <= ours and (ours > 0 or len(words) < _BARE)


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """Without dots, plural or possessive ending; crude on purpose, the same for text and tree."""
    word = word.replace("’", "'").replace(".", "").removesuffix("'s")
    if word in ENGLISH or word in _NO_PLURAL:
        return word
    word = word.replace("'", "")
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]


def _folded(text: str) -> str:
    """Lower case and one kind of letter, every character in its place."""
    plainer = unicodedata.normalize("NFKC", text).lower()
    return plainer if len(plainer) == len(text) else "".join(_one(c) for c in text)


def _one(character: str) -> str:
    plainer = unicodedata.normalize("NFKC", character).lower()
    return plainer if len(plainer) == 1 else character
