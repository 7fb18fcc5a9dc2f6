"""Every transport passes the same test: SMTP against a real server, and the folder."""

import email
import socket
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from knowcafe.outbox.transports import Folder, Later, Letter, Never, Smtp, chosen

NOW = datetime(2027, 3, 22, 9, 0, tzinfo=UTC)
SENDER = "Knowcafé London <cafe@example.org>"
LETTER = Letter("seat:1", "amara@example.org", "Your seat\non Thursday", "Hello Amára,\n\ncome.\n")


class Mailbox:
    """A server's handler: keeps what it takes, refuses what it is told to refuse."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.rcpt = self.data = ""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 – aiosmtpd's
        if not self.rcpt:
            envelope.rcpt_tos.append(address)
        return self.rcpt or "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 – aiosmtpd's
        if not self.data:
            self.taken.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return self.data or "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, Smtp]]:
    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    yield box, Smtp("127.0.0.1", server.port, SENDER, security="none", timeout=2)
    server.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def check(message: EmailMessage) -> None:
    assert message["To"] == "amara@example.org"
    assert message["From"].addresses[0].addr_spec == "cafe@example.org"
    assert message["Subject"] == "Your seat on Thursday"
    assert message["Message-ID"].endswith("@example.org>")
    assert message["Date"].datetime == NOW
    text = message.get_body(("plain",))
    assert text.get_content().replace("\r\n", "\n") == LETTER.body


def test_smtp_delivers(mailbox) -> None:
    box, smtp = mailbox
    smtp.send(LETTER, now=NOW)
    smtp.send(LETTER, now=NOW)
    check(box.taken[0])
    assert box.taken[0]["Message-ID"] == box.taken[1]["Message-ID"]


def test_the_folder_delivers(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "mail", SENDER)
    folder.send(LETTER, now=NOW)
    folder.send(LETTER, now=NOW)
    (file,) = (tmp_path / "mail").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    check(email.message_from_bytes(file.read_bytes(), policy=policy.default))


@pytest.mark.parametrize(
    ("where", "answer", "raised"),
    [
        ("rcpt", "550 no such user", Never),
        ("rcpt", "451 come back", Later),
        ("data", "554 not wanted", Never),
        ("data", "452 disk full", Later),
    ],
)
def test_smtp_tells_never_from_later(mailbox, where: str, answer: str, raised: type) -> None:
    box, smtp = mailbox
    setattr(box, where, answer)
    with pytest.raises(raised, match=answer[:3]):
        smtp.send(LETTER, now=NOW)
    assert box.taken == []


@contextmanager
def rude(*, when: str, slow: float = 0) -> Iterator[int]:
    """A server by hand, which at one word of the talk hangs up, or is silent for too long."""

    def talk(listening: socket.socket) -> None:
        caller, _address = listening.accept()
        with caller, caller.makefile("rwb", buffering=0) as lines:
            lines.write(b"220 here\r\n")
            for line in lines:
                said = line[:4].upper().decode("ascii", "replace").strip()
                if when == "text" and said == "DATA":
                    lines.write(b"354 go on\r\n")
                    caller.recv(20)
                    return
                if said == when or (when == "end" and line == b".\r\n"):
                    time.sleep(slow)
                    return
                if said == "DATA":
                    lines.write(b"354 go on\r\n")
                elif said in ("EHLO", "MAIL", "RCPT", "RSET", "QUIT"):
                    lines.write(b"250 OK\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=talk, args=(listening,))
        thread.start()
        yield int(listening.getsockname()[1])
        thread.join()


@pytest.mark.parametrize("when", ["EHLO", "MAIL", "RCPT", "DATA", "text", "end"])
def test_a_server_that_hangs_up_may_be_later(when: str) -> None:
    """In the middle of the text too, and after it: then nobody knows, and it is sent again."""
    with rude(when=when) as port, pytest.raises(Later):
        Smtp("127.0.0.1", port, SENDER, security="none", timeout=2).send(LETTER, now=NOW)


@pytest.mark.parametrize("when", ["RCPT", "end"])
def test_a_server_that_is_too_slow_may_be_later(when: str) -> None:
    with rude(when=when, slow=0.5) as port, pytest.raises(Later):
        Smtp("127.0.0.1", port, SENDER, security="none", timeout=0.2).send(LETTER, now=NOW)


def test_a_full_letter_arrives_whole(mailbox) -> None:
    """Text, the same as a page, a calendar, and how to stop it; long links stay in one piece."""
    link = f"http://localhost:8000/stop/{'x' * 150}/"
    invitation = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Knowcafé\r\nEND:VCALENDAR\r\n"
    box, smtp = mailbox
    smtp.send(replace(LETTER, calendar=invitation, stop_link=link), now=NOW)
    (taken,) = box.taken
    assert (taken["List-Unsubscribe"], taken["List-Unsubscribe-Post"]) == (
        f"<{link}>",
        "List-Unsubscribe=One-Click",
    )
    assert (
        f"\nList-Unsubscribe: <{link}>\n"
        in replace(LETTER, stop_link=link).mime(sender=SENDER, now=NOW).as_string()
    )
    text, page, calendar = taken.iter_parts()
    assert text.get_content_type() == "text/plain"
    assert "<p>Hello Amára,</p>" in page.get_content()
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_param("charset") == "utf-8"
    assert calendar.get_content().splitlines() == invitation.splitlines()


def test_a_letter_that_was_asked_for_says_nothing_of_stopping() -> None:
    message = LETTER.mime(sender=SENDER, now=NOW)
    assert [h for h in ("List-Unsubscribe", "List-Unsubscribe-Post") if h in message] == []
    assert (
        replace(LETTER, html="<p>Own</p>")
        .mime(sender=SENDER, now=NOW)
        .get_body(("html",))
        .get_content()
        == "<p>Own</p>\n"
    )


def test_a_server_that_is_not_there_may_be_later() -> None:
    with pytest.raises(Later):
        Smtp("127.0.0.1", free_port(), SENDER, security="none").send(LETTER, now=NOW)


def test_a_server_that_says_nothing_is_not_waited_for_for_ever() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        smtp = Smtp("127.0.0.1", mute.getsockname()[1], SENDER, timeout=0.2)
        with pytest.raises(Later):
            smtp.send(LETTER, now=NOW)


@pytest.mark.parametrize(("password", "is_let_in"), [("right", True), ("wrong", False)])
def test_signing_in(password: str, is_let_in: bool) -> None:
    """A refused password may be put right in the settings: the letter waits."""
    box = Mailbox()
    server = Controller(
        box,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=lambda *given: AuthResult(
            success=given[-1].password == b"right", handled=False
        ),
        auth_require_tls=False,
    )
    server.start()
    smtp = Smtp("127.0.0.1", server.port, SENDER, "esi", password, security="none", timeout=2)
    try:
        with nullcontext() if is_let_in else pytest.raises(Later, match="535"):
            smtp.greet()
            smtp.send(LETTER, now=NOW)
    finally:
        server.stop()
    assert len(box.taken) == is_let_in


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_mail_does_not_leave_in_the_clear_where_it_must_not(mailbox, security: str) -> None:
    box, plain = mailbox
    smtp = Smtp(plain.host, plain.port, SENDER, security=security, timeout=2)
    with pytest.raises(Later):
        smtp.send(LETTER, now=NOW)
    assert box.taken == []


def test_a_full_disk_may_be_later(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("not a folder")
    with pytest.raises(Later):
        Folder(tmp_path / "mail", SENDER).send(LETTER, now=NOW)


def test_the_settings_choose(settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    assert chosen() == Folder(tmp_path / "mail", settings.MAIL_FROM)
    settings.SMTP_HOST = "mail.example.org"
    transport = chosen()
    assert isinstance(transport, Smtp)
    assert (transport.host, transport.port, transport.security) == (
        "mail.example.org",
        587,
        "starttls",
    )
