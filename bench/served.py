"""A real `knowcafe serve` with data of its own, and what its processes use."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OURS = ("-m", "knowcafe")
WAIT = 60.0
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """Where it listens, and the first of its processes."""

    port: int
    process: subprocess.Popen[bytes]
    said: Path

    def pids(self) -> list[int]:
        """The server's processes, children included."""
        found, parents = [self.process.pid], _parents()
        for pid in found:
            found += [child for child, parent in parents.items() if parent == pid]
        return found

    def cpu(self) -> float:
        """CPU seconds of all of them so far, in steps of a hundredth."""
        fields = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2] for pid in self.pids())
        return sum(int(f.split()[11]) + int(f.split()[12]) for f in fields) / _TICKS

    def memory_mb(self) -> float:
        """What all of them hold just now; a page that several share is counted once."""
        rollups = (Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in self.pids())
        lines = (line.split() for rollup in rollups for line in rollup.splitlines())
        return sum(int(line[1]) for line in lines if line[0] == "Pss:") / 1024


@contextmanager
def serving(data: Path, command: Sequence[str] = OURS, log: str = "served.log") -> Iterator[Served]:
    """Started on a free port, answering, and stopped as a service manager would."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    said = data / log
    with (
        said.open("wb") as errors,
        subprocess.Popen(
            [sys.executable, *command, "serve", "--port", str(port)],
            cwd=ROOT,
            env=environment(data),
            stderr=errors,
        ) as process,
    ):
        try:
            _wait_for(port, process, said)
            yield Served(port, process, said)
        finally:
            process.terminate()


def environment(data: Path) -> dict[str, str]:
    """Nothing of the caller's own settings."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("KNOWCAFE_")}
    ours = {"DJANGO_SETTINGS_MODULE": "knowcafe.settings", "PYTHONPATH": f"{ROOT}:{ROOT}/src"}
    return plain | ours | {"KNOWCAFE_DATA": str(data), "KNOWCAFE_PROXIES": "1"}


def _wait_for(port: int, process: subprocess.Popen[bytes], said: Path) -> None:
    end = time.monotonic() + WAIT
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"The server does not answer: {said.read_text()[-2000:]}")


def _parents() -> dict[int, int]:
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            found[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found
