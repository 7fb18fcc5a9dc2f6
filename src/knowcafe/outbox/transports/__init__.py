"""The only door to the network."""

from knowcafe.outbox.transports.chosen import chosen
from knowcafe.outbox.transports.folder import Folder
from knowcafe.outbox.transports.letter import Later, Letter, Never, Transport
from knowcafe.outbox.transports.smtp import Smtp

__all__ = ["Folder", "Later", "Letter", "Never", "Smtp", "Transport", "chosen"]
