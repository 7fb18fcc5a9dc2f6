"""A port that nobody listens on yet. Needs no settings: the address is made from it."""

from __future__ import annotations

import socket

TRIES = 50


def free_port(wanted: int) -> int:
    """The port that is wanted, else the next free one; the wanted one again if there is none."""
    last = min(wanted + TRIES, 65536)
    return next((port for port in range(wanted, last) if _is_free(port)), wanted)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
