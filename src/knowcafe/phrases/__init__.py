"""Core's reasons and refusals in words. Every sentence can be translated."""

from knowcafe.phrases.cast import Cast
from knowcafe.phrases.faults import fault, faults_counted
from knowcafe.phrases.figures import distance, guessed, heads, looks_thin, needs_met, price
from knowcafe.phrases.grammar import inside, isolated, listed, with_article
from knowcafe.phrases.reasons import for_host, for_person, met, standing
from knowcafe.phrases.unmet import unmet, what_next
from knowcafe.phrases.violations import violation

__all__ = [
    "Cast",
    "distance",
    "fault",
    "faults_counted",
    "for_host",
    "for_person",
    "guessed",
    "heads",
    "inside",
    "isolated",
    "listed",
    "looks_thin",
    "met",
    "needs_met",
    "price",
    "standing",
    "unmet",
    "violation",
    "what_next",
    "with_article",
]
