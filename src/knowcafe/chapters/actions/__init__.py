"""What may be done with chapters. Every verb is one transaction, or says why not."""

from knowcafe.chapters.actions.hosts import add_host, add_member, offer_to_host, remove_host
from knowcafe.chapters.actions.opening import RESERVED, join, join_all, open_chapter
from knowcafe.chapters.actions.settings import change_even_numbers, change_settings
from knowcafe.chapters.actions.weekly import (
    change_weekly,
    give_up_holiday,
    go_on_weekly,
    meet_weekly,
    stop_weekly,
    take_holiday,
)

__all__ = [
    "RESERVED",
    "add_host",
    "add_member",
    "change_even_numbers",
    "change_settings",
    "change_weekly",
    "give_up_holiday",
    "go_on_weekly",
    "join",
    "join_all",
    "meet_weekly",
    "offer_to_host",
    "open_chapter",
    "remove_host",
    "stop_weekly",
    "take_holiday",
]
