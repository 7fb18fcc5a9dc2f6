"""A real `knowcafe serve` in its own process with its own data, and a browser-like caller of it."""

from __future__ import annotations

import http.client
import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.house.source import ROOT

WAIT = 30.0
OURS = (sys.executable, "-m", "knowcafe")
_COOKIE = re.compile(r"csrf=([^;]+)")
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]+)"')


@dataclass(frozen=True)
class Server:
    """Where it listens and keeps its data."""

    port: int
    data: Path

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def mail(self) -> list[Path]:
        """Whole letters; one that is being written has a name with a dot before it."""
        return sorted((self.data / "mail").glob("[!.]*.eml"))

    def get(self, path: str) -> tuple[int, str, str]:
        """Status, cookies and body."""
        return self._ask("GET", path, None, {})

    def post_form(self, path: str, **typed: str) -> tuple[int, str]:
        """Look at a form, fill it in and send it, as a browser does: status and body or where.

        Everybody asks from a place of their own, as a proxy would tell.
        """
        _status, cookies, page = self.get(path)
        cookie = _COOKIE.search(cookies)
        assert cookie, page
        form = urlencode(dict(_HIDDEN.findall(page)) | typed)
        headers = {
            "Cookie": f"csrf={cookie[1]}",
            "X-Forwarded-For": f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::1",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        status, _cookies, body = self._ask("POST", path, form, headers)
        return status, body

    def _ask(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            cookies = "; ".join(answer.headers.get_all("Set-Cookie") or [])
            return answer.status, cookies, answer.headers["Location"] or text
        finally:
            connection.close()


def environment(data: Path, more: Mapping[str, str]) -> dict[str, str]:
    plain = {k: v for k, v in os.environ.items() if not k.startswith("KNOWCAFE_")}
    ours = {"KNOWCAFE_DATA": str(data), "PYTHONPATH": str(ROOT), "KNOWCAFE_PROXIES": "1"}
    return plain | ours | dict(more)


def create_host(data: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Esi's chapter in London, every day of this week's Thursday."""
    command = [*OURS, "createhost", "esi@example.org", "--name", "Esi", "--chapter", "London"]
    command += ["--zone", "Europe/London", "--place", "Brixton Library", "--every", "Thu 18:30"]
    return subprocess.run(
        [*command, *more], env=environment(data, {}), capture_output=True, text=True, check=False
    )


@contextmanager
def serving(
    data: Path, command: Sequence[str] = OURS, *, verb: Sequence[str] = ("serve",), **more: str
) -> Iterator[Server]:
    """Started, answering, and stopped as a service manager would."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with subprocess.Popen(
        [*command, *verb, "--port", str(port)],
        env=environment(data, more),
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            _wait_for(port, process, WAIT if verb == ("serve",) else 6 * WAIT)
            yield Server(port, data)
        finally:
            process.terminate()
            _out, said = process.communicate(timeout=WAIT)
    assert process.returncode == 0, said
    assert "Traceback" not in said, said


def _wait_for(port: int, process: subprocess.Popen[str], seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"not listening: {process.poll()}")


def until(happens, seconds: float = WAIT) -> bool:
    """Whether something becomes true in time."""
    end = time.monotonic() + seconds
    while not happens():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
