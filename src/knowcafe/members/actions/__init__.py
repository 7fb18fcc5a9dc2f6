"""What members say about themselves; a host may say it for them."""

from knowcafe.members.actions.lessons import learn_topics
from knowcafe.members.actions.needs import ask, close_need_as_met, correct, reword, withdraw_need
from knowcafe.members.actions.offers import offer, say_quarter, say_when
from knowcafe.members.actions.profiles import (
    agree_to_short_notice,
    allow_invitations,
    come_by,
    describe,
    end_short_notice,
    ensure_profile,
    hide_name,
    keep_apart,
    not_asked_yet,
    pause,
    resume,
    show_name,
    stop_invitations,
)
from knowcafe.members.actions.quarters import ask_for_quarter, check_digits, give_quarter

__all__ = [
    "agree_to_short_notice",
    "allow_invitations",
    "ask",
    "ask_for_quarter",
    "check_digits",
    "close_need_as_met",
    "come_by",
    "correct",
    "describe",
    "end_short_notice",
    "ensure_profile",
    "give_quarter",
    "hide_name",
    "keep_apart",
    "learn_topics",
    "not_asked_yet",
    "offer",
    "pause",
    "resume",
    "reword",
    "say_quarter",
    "say_when",
    "show_name",
    "stop_invitations",
    "withdraw_need",
]
