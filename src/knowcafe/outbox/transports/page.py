"""A letter's text as a simple page: the same words, set for people who read mail as HTML.

A letter is written once, as text, in a few plain habits: a block is what stands between empty
lines; a line that is nothing but a link is a button with the line above as its label; several
lines without one are facts; what follows “-- ” is small print, where a line may be “Label: link”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

LONGEST_LABEL = 40
"""A longer line above a link is a sentence, not the words of a button."""

_LINK = re.compile(r"https?://\S+")
_SMALL = re.compile(r"(?P<label>.+): (?P<link>https?://\S+)")
_DIGITS = re.compile(r"(?P<label>.+: )(?P<digits>\d{2,8})")


@dataclass(frozen=True, slots=True)
class Line:
    """Text, with a link it leads to or digits to copy, if any."""

    text: str
    link: str = ""
    digits: str = ""
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; facts are set in a box."""

    lines: tuple[Line, ...]
    are_facts: bool = False


def page(subject: str, text: str) -> str:
    """The whole HTML document. It loads nothing and reports nothing."""
    return render_to_string("email/letter.html", {"subject": subject} | laid_out(text))


def laid_out(text: str) -> dict[str, object]:
    """A letter's blocks, and the lines of its small print."""
    body, _dashes, small = text.partition("\n-- \n")
    return {
        "blocks": [_block(block) for block in _split(body)],
        "small": [_small(line) for block in _split(small) for line in block],
    }


def _split(text: str) -> list[list[str]]:
    blocks = (block.strip().splitlines() for block in re.split(r"\n\s*\n", text))
    return [block for block in blocks if block]


def _block(lines: list[str]) -> Block:
    links = any(_LINK.fullmatch(line) for line in lines)
    return Block(tuple(_lines(lines)), are_facts=len(lines) > 1 and not links)


def _lines(lines: list[str]) -> Iterator[Line]:
    """A short label and the link below it are one line; a link without one says what it does."""
    for above, line, below in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        digits = _DIGITS.fullmatch(line)
        if _LINK.fullmatch(line):
            label = above.rstrip(":") if _is_label(above) else _("Open the page")
            yield Line(label, link=line, is_ours=line.startswith(f"{settings.ADDRESS}/"))
        elif _is_label(line) and _LINK.fullmatch(below):
            continue
        elif digits:
            yield Line(digits["label"], digits=digits["digits"])
        else:
            yield Line(line)


def _small(line: str) -> Line:
    found = _SMALL.fullmatch(line)
    return Line(found["label"], link=found["link"]) if found else Line(line)


def _is_label(line: str) -> bool:
    return 0 < len(line) <= LONGEST_LABEL
