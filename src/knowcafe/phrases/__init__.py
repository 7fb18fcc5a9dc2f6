"""Core's reasons and refusals in words. Every sentence can be translated."""

from knowcafe.phrases.asking_more import ASKED_TO_COME, known_there
from knowcafe.phrases.attending import AboutThanks, gave, it_helped, thanks, topics_listed, who_came
from knowcafe.phrases.calling_up import called_up
from knowcafe.phrases.cast import Cast
from knowcafe.phrases.changing import (
    AnotherCafe,
    called_off,
    is_called_off,
    new_place,
    one_place_at_a_time,
)
from knowcafe.phrases.faults import fault, faults_counted
from knowcafe.phrases.figures import distance, guessed, heads, looks_thin, needs_met, price
from knowcafe.phrases.grammar import inside, isolated, listed, with_article
from knowcafe.phrases.hosting import would_host, you_host
from knowcafe.phrases.invitations import (
    AboutInvitation,
    brief,
    declined,
    expired,
    invited,
    kept_until,
    moment,
    own_reason,
    without_help,
)
from knowcafe.phrases.letters import (
    AboutCafe,
    LetterWords,
    Words,
    about_people,
    free_seats,
    no_seat_yet,
    place_elsewhere,
    seat_released,
    table_is_full,
    you_are_a_reserve,
    your_seat,
)
from knowcafe.phrases.nudging import AboutWeek, OneCafe, nudge
from knowcafe.phrases.reasons import for_host, for_person, met, standing
from knowcafe.phrases.signing_in import (
    factor_added,
    factor_removed,
    sign_in_code,
    try_again_in,
)
from knowcafe.phrases.thin import (
    AboutThin,
    KeptElsewhere,
    change_the_day,
    looks_thin_letter,
    seat_elsewhere,
    would_call_off,
    would_fill,
    would_join,
)
from knowcafe.phrases.times import clock, dates, day, hours, no_cafe_on, shortly, which_day
from knowcafe.phrases.unmet import unmet, what_next
from knowcafe.phrases.violations import violation

__all__ = [
    "ASKED_TO_COME",
    "AboutCafe",
    "AboutInvitation",
    "AboutThanks",
    "AboutThin",
    "AboutWeek",
    "AnotherCafe",
    "Cast",
    "KeptElsewhere",
    "LetterWords",
    "OneCafe",
    "Words",
    "about_people",
    "brief",
    "called_off",
    "called_up",
    "change_the_day",
    "clock",
    "dates",
    "day",
    "declined",
    "distance",
    "expired",
    "factor_added",
    "factor_removed",
    "fault",
    "faults_counted",
    "for_host",
    "for_person",
    "free_seats",
    "gave",
    "guessed",
    "heads",
    "hours",
    "inside",
    "invited",
    "is_called_off",
    "isolated",
    "it_helped",
    "kept_until",
    "known_there",
    "listed",
    "looks_thin",
    "looks_thin_letter",
    "met",
    "moment",
    "needs_met",
    "new_place",
    "no_cafe_on",
    "no_seat_yet",
    "nudge",
    "one_place_at_a_time",
    "own_reason",
    "place_elsewhere",
    "price",
    "seat_elsewhere",
    "seat_released",
    "shortly",
    "sign_in_code",
    "standing",
    "table_is_full",
    "thanks",
    "topics_listed",
    "try_again_in",
    "unmet",
    "violation",
    "what_next",
    "which_day",
    "who_came",
    "with_article",
    "without_help",
    "would_call_off",
    "would_fill",
    "would_host",
    "would_join",
    "you_are_a_reserve",
    "you_host",
    "your_seat",
]
