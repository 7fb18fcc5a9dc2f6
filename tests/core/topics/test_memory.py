"""What was learned is kept and read again, guess for guess."""

import pytest

from knowcafe.core.topics import Area, Guesser, Topic, Tree, starting_tree
from knowcafe.core.topics.memory import pack, unpack

TEXTS = (
    "Do I have to register for VAT?",
    "The kiln broke and orders wait",
    "my glaze recipe",
    "A shop wants invoices",
)


def corrections(count: int) -> list[tuple[str, str]]:
    """The kiln is a pottery word no tree knows."""
    topics = starting_tree().topics
    return [(f"kiln glaze number {n}", topics[n % 72 if n % 2 else 7].id) for n in range(count)]


@pytest.mark.parametrize("count", [1, 40])
def test_what_was_kept_guesses_as_what_was_learned(count: int) -> None:
    tree = starting_tree()
    taught = Guesser(tree).learn(corrections(count))
    again = Guesser.remembering(tree, taught.kept())
    for text in (*TEXTS, "kiln glaze number 1"):
        assert again.guess(text) == taught.guess(text)
        assert again.areas(text) == taught.areas(text)


def test_nothing_learned_is_nothing_kept() -> None:
    tree = starting_tree()
    assert Guesser(tree).kept() == b""
    assert Guesser.remembering(tree, b"").guess(TEXTS[0]) == Guesser(tree).guess(TEXTS[0])


def test_another_tree_or_version_is_refused() -> None:
    tree = starting_tree()
    kept = Guesser(tree).learn([("about kilns", "vat")]).kept()
    other = tree.with_topics([Topic("kilns", "Kilns", "start")])
    with pytest.raises(ValueError, match="another tree"):
        Guesser.remembering(other, kept)
    less = Tree((Area("start", "Start", (Topic("a", "A", "start"),)),))
    with pytest.raises(ValueError, match="another tree"):
        Guesser.remembering(less, kept)
    for damaged in (b"not an archive", kept[: len(kept) // 2]):
        with pytest.raises(ValueError, match=r"not what was kept|pickled"):
            unpack(damaged)
    with pytest.raises(ValueError, match="another version"):
        unpack(pack({"version": 0}, {}))
