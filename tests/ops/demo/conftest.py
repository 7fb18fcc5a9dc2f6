"""A chapter in London with its host, for what is no demo's."""

from tests.rooms.conftest import esi, london, now

__all__ = ["esi", "london", "now"]
