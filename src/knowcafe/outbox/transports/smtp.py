"""Mail by SMTP, one connection a letter."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from knowcafe.outbox.transports.letter import Later, Letter, Never


@dataclass(frozen=True, slots=True)
class Smtp:
    """A server, and how to talk to it: `security` is starttls, tls or none."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    security: str = "starttls"
    timeout: float = 20

    def send(self, letter: Letter, *, now: datetime) -> None:
        """A 5xx to this letter is for good; anything else, also a refused sign-in, may pass."""
        message = letter.mime(sender=self.sender, now=now)
        self._talk(lambda server: server.send_message(message))

    def greet(self) -> None:
        """Connect, sign in and leave."""
        self._talk(lambda server: server.noop())

    def _talk(self, say: Callable[[smtplib.SMTP], object]) -> None:
        try:
            with self._connected() as server:
                say(server)
        except smtplib.SMTPRecipientsRefused as refused:
            raise _judged(*next(iter(refused.recipients.values()))) from refused
        except smtplib.SMTPAuthenticationError as refused:
            raise Later(_words(refused.smtp_code, refused.smtp_error)) from refused
        except smtplib.SMTPResponseException as refused:
            raise _judged(refused.smtp_code, refused.smtp_error) from refused
        except (smtplib.SMTPException, OSError) as broken:
            raise Later(str(broken) or type(broken).__name__) from broken

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        server: smtplib.SMTP
        if self.security == "tls":
            server = smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        try:
            if self.security == "starttls":
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server


def _judged(code: int, said: bytes | str) -> Exception:
    return Never(_words(code, said)) if code >= 500 else Later(_words(code, said))


def _words(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {text}"
