"""Mail as files: for trying things out, and for an evening without a mail server."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from knowcafe.outbox.transports.letter import Later, Letter


@dataclass(frozen=True, slots=True)
class Folder:
    """One .eml file a letter, readable by its owner only; the same letter is the same file."""

    path: Path
    sender: str

    def greet(self) -> None:
        """A folder is always in; whether it can be written to shows when it is."""

    def send(self, letter: Letter, *, now: datetime) -> None:
        name = f"{now:%Y%m%d-%H%M%S}-{sha256(letter.key.encode()).hexdigest()[:8]}.eml"
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            half = os.open(self.path / f".{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(half, "wb") as file:
                file.write(letter.mime(sender=self.sender, now=now).as_bytes())
            (self.path / f".{name}").replace(self.path / name)
        except OSError as full:
            raise Later(str(full)) from full
