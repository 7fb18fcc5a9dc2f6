"""What every transport is given, and how it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from typing import Protocol

from knowcafe.outbox.transports.page import page


class Later(Exception):
    """Not now, or nobody knows: try again."""


class Never(Exception):
    """Refused for good: trying again would not help."""


class LinksStayWhole(EmailPolicy):
    """Python breaks a long link in a header into encoded words, which no mail program follows."""

    def fold(self, name: str, value: str) -> str:
        whole = f"{name}: {value}{self.linesep}"
        return whole if value.startswith("<http") else super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii", "surrogateescape")


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
    reply_to: str = ""

    def mime(self, *, sender: str, now: datetime) -> EmailMessage:
        """Text, the same as a page, and what a calendar makes of it, if anything.

        The Message-ID follows from the key, so a second copy is known as one. Unrequested mail
        says how to stop it with one tap in the mail program (RFC 8058).
        """
        message = EmailMessage(LinksStayWhole())
        message["From"] = sender
        message["To"] = self.to
        if self.reply_to:
            message["Reply-To"] = self.reply_to
        message["Subject"] = " ".join(self.subject.split())
        message["Date"] = format_datetime(now)
        domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
        message["Message-ID"] = f"<{sha256(self.key.encode()).hexdigest()[:32]}@{domain}>"
        message["Auto-Submitted"] = "auto-generated"
        if self.stop_link:
            message["List-Unsubscribe"] = f"<{self.stop_link}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(self.body, cte="quoted-printable")
        message.add_alternative(self.html or page(self.subject, self.body), subtype="html")
        if method := re.search(r"^METHOD:(\w+)", self.calendar, re.MULTILINE):
            params = {"method": method[1]}
            message.add_alternative(self.calendar, subtype="calendar", params=params)
        return message


class Transport(Protocol):
    """Returns when the letter is out of our hands; raises `Later` or `Never` when it is not."""

    def send(self, letter: Letter, *, now: datetime) -> None: ...

    def greet(self) -> None:
        """Get as far as one can without sending anything; raises as `send` does."""
