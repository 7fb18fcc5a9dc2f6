"""Text into words: where each stands, in a form that forgives case, hyphens and plurals."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[a-z]\+\+|[a-z]#|[^\W_]+(?:['’][^\W_]+)*")
_LONGEST = 40

ENGLISH = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "done",
        "for",
        "from",
        "get",
        "had",
        "has",
        "have",
        "he",
        "her",
        "here",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "like",
        "me",
        "more",
        "most",
        "my",
        "no",
        "nor",
        "not",
        "now",
        "of",
        "off",
        "on",
        "once",
        "one",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "same",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "i'm",
        "i'd",
        "i've",
        "i'll",
        "don't",
        "can't",
        "it's",
        "doesn't",
        "isn't",
        "didn't",
        "we're",
        "won't",
        "dont",
        "im",
        "ive",
    ]
)
"""Words of English that say nothing of the topic."""

_ELSEWHERE = (
    frozenset(
        [
            "le",
            "la",
            "les",
            "des",
            "du",
            "une",
            "est",
            "et",
            "dans",
            "pour",
            "qui",
            "que",
            "pas",
            "sur",
            "avec",
            "nous",
            "vous",
            "je",
            "mon",
            "ma",
            "mes",
            "notre",
            "comment",
            "der",
            "die",
            "das",
            "und",
            "ist",
            "nicht",
            "ein",
            "eine",
            "mit",
            "für",
            "ich",
            "wir",
            "zu",
            "den",
            "dem",
            "von",
            "auf",
            "wie",
            "mein",
            "meine",
            "suche",
            "brauche",
            "el",
            "los",
            "las",
            "una",
            "y",
            "es",
            "por",
            "para",
            "con",
            "como",
            "mi",
            "mis",
            "nuestro",
            "necesito",
            "quiero",
            "tengo",
            "il",
            "lo",
            "gli",
            "della",
            "delle",
            "di",
            "per",
            "sono",
            "che",
            "non",
            "mio",
            "mia",
            "come",
            "ho",
            "vorrei",
            "o",
            "os",
            "um",
            "uma",
            "não",
            "meu",
            "minha",
            "como",
            "preciso",
            "quero",
            "ao",
            "do",
            "da",
            "em",
            "het",
            "een",
            "niet",
            "van",
            "voor",
            "ik",
            "wij",
            "mijn",
            "hoe",
            "zijn",
            "op",
            "te",
            "naar",
            "nie",
            "jest",
            "się",
            "jak",
            "dla",
            "moja",
            "moje",
            "w",
            "z",
            "na",
            "czy",
            "i",
            "mam",
            "och",
            "att",
            "det",
            "som",
            "på",
            "för",
            "jag",
            "min",
            "hur",
            "med",
            "till",
            "inte",
            "bir",
            "ve",
            "için",
            "nasıl",
            "bu",
            "ile",
            "ben",
        ]
    )
    - ENGLISH
    - {
        "die",
        "per",
        "do",
        "das",
        "lo",
        "come",
        "min",
        "med",
        "het",
        "op",
        "van",
        "den",
        "o",
        "y",
        "w",
        "z",
        "em",
        "el",
        "la",
        "os",
        "na",
        "di",
        "il",
        "les",
        "des",
    }
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its plain form, and where it stands (characters from, to)."""

    form: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Every word of a text; a garbled run longer than any word is left out."""
    text = _folded(text)
    return [
        Word(plain(match.group()), match.start(), match.end())
        for match in _WORD.finditer(text)
        if match.end() - match.start() <= _LONGEST
    ]


def phrase_of(text: str) -> str:
    """A phrase in plain form, so that “Co-Founders” and “co founder” are the same."""
    return " ".join(word.form for word in words_of(text))


def is_english(words: list[Word]) -> bool:
    """Whether English words outnumber those of its neighbours.

    A handful of bare nouns passes: “VAT registration” is a need too.
    """
    ours = sum(word.form in ENGLISH for word in words)
    theirs = sum(word.form in _ELSEWHERE or not word.form.isascii() for word in words)
    return theirs <= ours and (ours > 0 or len(words) < 8)


def _folded(text: str) -> str:
    """Lower case and one kind of letter, as long as every character keeps its place."""
    plainer = unicodedata.normalize("NFKC", text).lower()
    return plainer if len(plainer) == len(text) else "".join(_one(c) for c in text)


def _one(character: str) -> str:
    plainer = unicodedata.normalize("NFKC", character).lower()
    return plainer if len(plainer) == 1 else character


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """Without a plural or possessive ending; crude on purpose, the same for text and tree."""
    word = word.replace("’", "'").removesuffix("'s")
    if word in ENGLISH:
        return word
    word = word.replace("'", "")
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]
