"""The pages of demo."""

from tests.web.matrix.world import Row

ROWS: dict[str, Row] = {}
