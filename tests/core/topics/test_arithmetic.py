"""The rows, the spaces and the lines, against numpy's dense arithmetic and plain cases."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from knowcafe.core.topics import sparse
from knowcafe.core.topics.linear import learn
from knowcafe.core.topics.reading import Vocabulary, beside, dimensions_for
from knowcafe.core.topics.semantic import space_of
from knowcafe.core.topics.sparse import Floats, Matrix, Row, unit

TABLES = arrays.arrays(
    np.float64,
    st.tuples(st.integers(1, 7), st.integers(1, 6)),
    elements=st.sampled_from([0.0, 0.0, 1.0, -2.0, 3.5]),
)


def rows_of(table: Floats) -> Matrix:
    rows = [Row(np.flatnonzero(line), line[np.flatnonzero(line)]) for line in table]
    return Matrix.of(rows, table.shape[1])


@given(TABLES, st.integers(1, 4))
def test_products_equal_dense_ones(table: Floats, columns: int) -> None:
    right = np.arange(table.shape[1] * columns, dtype=np.float64).reshape(-1, columns)
    left = np.arange(table.shape[0] * columns, dtype=np.float64).reshape(-1, columns)
    matrix = rows_of(table)
    assert np.allclose(matrix.times(right), table @ right)
    assert np.allclose(matrix.turned().times(left), table.T @ left)
    assert (len(matrix), len(matrix.turned())) == table.shape


def test_products_in_small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    table = np.arange(60.0).reshape(20, 3) % 4
    monkeypatch.setattr(sparse, "_BLOCK", 1)
    assert np.allclose(rows_of(table).times(np.eye(3)), table)


def test_rows_add_and_scale() -> None:
    left = Row(np.array([0, 2]), np.array([3.0, 4.0]))
    right = Row(np.array([1, 2]), np.array([1.0, 2.0]))
    both = left.plus(right, 0.5)
    assert (both.where.tolist(), both.values.tolist()) == ([0, 1, 2], [3.0, 0.5, 5.0])
    assert left.unit().values.tolist() == [0.6, 0.8]
    joined = beside(left, right, 3)
    assert joined.where.tolist() == [0, 2, 4, 5]


def test_nothing_has_no_direction() -> None:
    empty = Row(np.zeros(0, dtype=np.intp), np.zeros(0))
    assert empty.unit() is empty
    assert unit(np.zeros(3)).tolist() == [0, 0, 0]


def test_rare_words_weigh_more_and_repeats_less_than_double() -> None:
    vocabulary = Vocabulary([["vat", "price"], ["price"], ["price", "rent"]])
    assert vocabulary.words == ("price", "rent", "vat")
    row = vocabulary.row(["vat", "price", "unheard"])
    assert row.where.tolist() == [0, 2]
    assert row.values[1] > row.values[0]
    twice = vocabulary.row(["vat", "vat", "rent"])
    assert 1 < twice.values[1] / twice.values[0] < 2


def test_many_texts_leave_out_words_of_one() -> None:
    texts = [["price", f"word{i}"] for i in range(1000)]
    assert Vocabulary(texts).words == ("price",)
    assert len(Vocabulary(texts[1:])) == 1000


@pytest.mark.parametrize(("texts", "dimensions"), [(9, 0), (300, 30), (50_000, 100)])
def test_dimensions(texts: int, dimensions: int) -> None:
    assert dimensions_for(texts) == dimensions


def test_words_that_keep_company_lie_close() -> None:
    texts = [["bread", "oven"], ["oven", "flour"], ["tax", "audit"], ["audit", "ledger"]] * 3
    vocabulary = Vocabulary(texts)
    rows = [vocabulary.row(words) for words in texts]
    space = space_of(Matrix.of(rows, len(vocabulary)), 2)
    bread, flour, tax = (space.place(vocabulary.row([w])) for w in ("bread", "flour", "tax"))
    assert bread @ flour > 0.99
    assert abs(bread @ tax) < 0.01
    assert not space.place(vocabulary.row(["unheard"])).any()


def test_the_space_is_that_of_the_largest_singular_values() -> None:
    table = np.outer(np.arange(1.0, 8), [1, 2, 0, 1]) + 0.1 * np.eye(7, 4)
    space = space_of(rows_of(table), 1)
    _, _, right = np.linalg.svd(table)
    assert abs(float(right[0] @ space.directions[:, 0])) == pytest.approx(1)


def test_lines_part_what_can_be_parted() -> None:
    table = np.array([[1.0, 0], [1, 0.2], [0, 1], [0.1, 1]])
    signs = np.array([[1.0, -1], [1, -1], [-1, 1], [-1, 0]])
    line = learn(rows_of(table), np.zeros((4, 1)), signs, softness=1.0, rounds=60)
    rows = [Row(np.flatnonzero(t), t[np.flatnonzero(t)]) for t in table]
    margins = np.array([line.margins(row, np.zeros(1)) for row in rows])
    known = signs != 0
    assert (np.sign(margins)[known] == signs[known]).all()


def test_the_dual_finds_the_primal_minimum() -> None:
    """Wiggling the dense weights of a learned line never lowers its loss."""
    rng = np.random.default_rng(7)
    dense, signs = rng.normal(size=(30, 3)), np.sign(rng.normal(size=(30, 1)))
    nothing = Matrix.of([Row(np.zeros(0, dtype=np.intp), np.zeros(0))] * 30, 0)
    softness = 0.3
    line = learn(nothing, dense, signs, softness=softness, rounds=200)
    facts = np.hstack([dense, np.ones((30, 1))])

    def loss(weights: Floats) -> float:
        short = np.maximum(0, 1 - signs * (facts @ weights))
        return float((weights**2).sum() / 2 + softness * (short**2).sum())

    best = loss(line.dense)
    for _ in range(50):
        assert loss(line.dense + rng.normal(scale=0.02, size=line.dense.shape)) >= best - 1e-9
