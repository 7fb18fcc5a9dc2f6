"""What may be done with cafés. Every verb is one transaction, or says why not."""

from knowcafe.cafes.actions.invitations import invite
from knowcafe.cafes.actions.openings import open_ahead, open_table, publish_cafe
from knowcafe.cafes.actions.seats import Full, give_back, give_up, just_come, tell_reserves

__all__ = [
    "Full",
    "give_back",
    "give_up",
    "invite",
    "just_come",
    "open_ahead",
    "open_table",
    "publish_cafe",
    "tell_reserves",
]
