"""The only door to the network."""

from knowcafe.outbox.transports.chosen import chosen
from knowcafe.outbox.transports.folder import Folder
from knowcafe.outbox.transports.kept import Kept, addresses, kept_letter, kept_letters
from knowcafe.outbox.transports.letter import Later, Letter, Never, Transport
from knowcafe.outbox.transports.page import laid_out
from knowcafe.outbox.transports.smtp import Smtp

__all__ = [
    "Folder",
    "Kept",
    "Later",
    "Letter",
    "Never",
    "Smtp",
    "Transport",
    "addresses",
    "chosen",
    "kept_letter",
    "kept_letters",
    "laid_out",
]
