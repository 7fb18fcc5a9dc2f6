"""The pages of member."""

from tests.web.matrix.world import Row

ROWS: dict[str, Row] = {}
