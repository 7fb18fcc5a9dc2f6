"""The pages of signin."""

from tests.web.matrix.world import Row

ROWS: dict[str, Row] = {}
