"""The pages of host."""

from tests.web.matrix.world import Row

ROWS: dict[str, Row] = {}
