"""What every transport is given, and how it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from typing import Protocol


class Later(Exception):
    """Not now, or nobody knows: try again."""


class Never(Exception):
    """Refused for good: trying again would not help."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one address; equal keys are the same letter."""

    key: str
    to: str
    subject: str
    body: str
    html: str = ""
    calendar: str = ""
    stop_link: str = ""

    def mime(self, *, sender: str, now: datetime) -> EmailMessage:
        """Plain text. The Message-ID follows from the key, so a second copy is known as one."""
        message = EmailMessage()
        message["From"] = sender
        message["To"] = self.to
        message["Subject"] = " ".join(self.subject.split())
        message["Date"] = format_datetime(now)
        domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
        message["Message-ID"] = f"<{sha256(self.key.encode()).hexdigest()[:32]}@{domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(self.body)
        return message


class Transport(Protocol):
    """Returns when the letter is out of our hands; raises `Later` or `Never` when it is not."""

    def send(self, letter: Letter, *, now: datetime) -> None: ...

    def greet(self) -> None:
        """Get as far as one can without sending anything; raises as `send` does."""
