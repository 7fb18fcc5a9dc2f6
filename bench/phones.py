"""Phones of bench.floor: each over a connection of its own, as the pages' scripts use it."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

POLL = 1.5
"""Seconds from an answer to the next question."""

TWICE = 0.1
"""This share of what is sent is sent again, as after an answer that was lost on its way."""

KINDS = ("takeaway", "heard", "takeaway", "step", "stretch", "gone", "here")
SHOWN = {"stretch", "gone", "here"}
"""These change what guests and the room see; they are not told of the others."""


@dataclass
class Cafe:
    """One of the bench's cafés; `sent` is when each tap left its phone, by its id, and `numbers`
    are the server's of those that guests see.
    """

    id: int
    people: list[str]
    sent: dict[str, float] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)


@dataclass
class Told:
    """What all phones have seen."""

    polls: int = 0
    nothing: int = 0
    seen: list[float] = field(default_factory=list)


class Line:
    """A connection that stays open as long as the server lets it."""

    def __init__(self, port: int, cookie: str) -> None:
        self._port, self.cookie = port, cookie
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._turn = asyncio.Lock()

    async def ask(
        self, method: str, path: str, body: bytes = b"", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body; one question after the other, on a new connection where the
        old one was closed.
        """
        async with self._turn:
            try:
                return await self._ask(method, path, body, headers)
            except (OSError, asyncio.IncompleteReadError):
                self.hang_up()
                return await self._ask(method, path, body, headers)

    async def _ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        if self._writer is None or self._reader is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {self.cookie}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        lines += [f"Content-Length: {len(body)}", "", ""]
        self._writer.write("\r\n".join(lines).encode() + body)
        await self._writer.drain()
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        told = {k.lower(): v for k, _, v in (line.partition(": ") for line in head[1:] if line)}
        length = int(told.get("content-length", 0))
        answer = await self._reader.readexactly(length)
        if told.get("connection") == "close":
            self.hang_up()
        return int(head[0].split()[1]), told, answer

    def hang_up(self) -> None:
        if self._writer:
            self._writer.close()
        self._reader = self._writer = None


class Watching:
    """A guest's phone or the room's screen: it asks for what is new, and sees versions."""

    def __init__(self, line: Line, path: str, cafe: Cafe, told: Told) -> None:
        self.line, self.path, self.cafe, self.told = line, path, cafe, told
        self.version, self.log = -1, list[tuple[float, int]]()

    async def poll(self) -> None:
        status, _headers, body = await self.line.ask("GET", f"{self.path}?since={self.version}")
        self.told.polls += 1
        self.told.nothing += status == 204
        if status == 200:
            self.version = json.loads(body)["version"]
            self.log.append((time.perf_counter(), self.version))

    def waited(self) -> list[float]:
        """How long each tap of its café took to be shown here, once all is over."""
        found = []
        for key, number in self.cafe.numbers.items():
            at = next((at for at, version in self.log if version >= number), None)
            if at is not None:
                found.append(at - self.cafe.sent[key])
        return found


class Running(Watching):
    """A facilitator's phone, which sees every tap by its id, and taps."""

    def __init__(self, line: Line, path: str, cafe: Cafe, told: Told, rng: random.Random) -> None:
        super().__init__(line, path, cafe, told)
        self.rng, self.mine, self.known = rng, set[str](), set[str]()
        self.name = f"{cafe.id}-{rng.getrandbits(40):x}"

    async def open(self) -> None:
        """As the page does when it is loaded: everything there is, and a token for what is sent."""
        _status, headers, body = await self.line.ask("GET", f"{self.path}?since=-1")
        self.token = headers["x-token"]
        csrf = headers["set-cookie"].partition(";")[0]
        self.line.cookie = f"{self.line.cookie}; {csrf}"
        self.take(json.loads(body))

    async def poll(self) -> None:
        status, _headers, body = await self.line.ask("GET", f"{self.path}?since={self.version}")
        self.told.polls += 1
        self.told.nothing += status == 204
        if status == 200:
            self.take(json.loads(body))

    def take(self, news: dict[str, Any]) -> None:
        now = time.perf_counter()
        for tap in news["taps"]:
            key = tap["id"]
            if key in self.cafe.sent and key not in self.mine | self.known:
                self.told.seen.append(now - self.cafe.sent[key])
            self.known.add(key)
        self.version = news.get("version", self.version)

    async def tap(self) -> None:
        """One tap, and now and then the same again."""
        key, at = f"{self.name}-{len(self.mine)}", int(time.time() * 1000)
        sent = {"id": key, "at": at, **self.chosen(key)}
        self.mine.add(key)
        self.cafe.sent[key] = time.perf_counter()
        for _time in range(2 if self.rng.random() < TWICE else 1):
            before = self.version
            body = json.dumps({"since": before, "taps": [sent]}).encode()
            status, _headers, answer = await self.line.ask(
                "POST", self.path, body, Content_Type="application/json", X_CSRFToken=self.token
            )
            news = json.loads(answer) if status in (200, 409) else {"taps": [], "refused": [key]}
            self.cafe.refused |= set(news.get("refused", ()))
            self.take(news)

    def chosen(self, key: str) -> dict[str, Any]:
        kind = self.rng.choice(KINDS)
        who = self.rng.choice(self.cafe.people)
        if kind == "takeaway":
            said = {"key": key, "what": "insight", "text": "Ask three people what they would pay."}
        elif kind == "step":
            said = {"who": who, "text": "Call Dana on Monday"}
        elif kind == "stretch":
            said = {"part": 1, "minutes": self.rng.choice((-1, 1))}
        else:
            said = {"who": who} | ({"part": 0} if kind == "heard" else {})
        return {"kind": kind, **said}


async def every(
    seconds: float, until: float, do: Callable[[], Awaitable[None]], *, first: float
) -> None:
    """So often, counted from answer to next question as the pages do, until the end."""
    await asyncio.sleep(first)
    while time.perf_counter() < until:
        await do()
        await asyncio.sleep(seconds)
