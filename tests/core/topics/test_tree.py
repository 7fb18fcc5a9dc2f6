import pytest

from knowcafe.core.topics import BadTree, Topic, Tree, starting_tree
from knowcafe.core.topics.tree import Area

SOIL = Topic("soil-health", "Soil health", "farming", ("compost", "crop rotation"), ("earth",))


def test_starts_with_twelve_areas_of_six() -> None:
    tree = starting_tree()
    assert [len(area.topics) for area in tree.areas] == [6] * 12
    assert len({topic.id for topic in tree.topics}) == 72
    assert all(topic.synonyms and topic.label for topic in tree.topics)


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("pricing", "pricing"),
        ("PRICING ", "pricing"),
        ("vat & sales tax", "vat"),
        ("V.A.T.", "vat"),
        ("HMRC", "income-tax"),
        ("Sole Traders", "legal-structure"),
        ("companies-house", "registration"),
        ("GDPR", "terms-privacy"),
        ("Self assessment", "income-tax"),
        ("co-founders", "founders-governance"),
        ("support", "customer-service"),
        ("IT", "it-hosting-security"),
        ("Lawyer", "regulation-permits"),
        ("beekeeping", None),
        ("", None),
        ("🦄", None),
    ],
)
def test_find_forgives_spelling(typed: str, topic: str | None) -> None:
    assert starting_tree().find(typed) == topic


@pytest.mark.parametrize("topic", starting_tree().topics, ids=lambda topic: topic.id)
def test_every_topic_is_found_by_id_and_label(topic: Topic) -> None:
    assert [starting_tree().find(name) for name in (topic.id, topic.label)] == [topic.id] * 2


def test_labels_and_areas() -> None:
    tree = starting_tree()
    assert (tree.label("vat"), tree.area_of("vat")) == ("VAT & sales tax", "tax")
    with pytest.raises(KeyError):
        tree.label("beekeeping")


def test_a_chapter_adds_topics_to_old_and_new_areas() -> None:
    parking = Topic("parking", "Parking", "ops")
    tree = starting_tree().with_topics([SOIL, parking])
    assert len(tree.topics) == 74
    assert tree.areas[-1] == Area("farming", "Farming", (SOIL,))
    assert tree.area_of("parking") == "ops"
    assert tree.find("Compost") == "soil-health"
    assert tree.find("earth") == "soil-health"
    assert starting_tree().find("compost") is None


def test_ids_are_for_ever() -> None:
    with pytest.raises(BadTree, match="vat"):
        starting_tree().with_topics([Topic("vat", "My own VAT", "tax")])


def test_areas_are_unique_and_topics_stand_in_their_own() -> None:
    with pytest.raises(BadTree, match="farming"):
        Tree((Area("farming", "A", ()), Area("farming", "B", ())))
    with pytest.raises(BadTree, match="soil-health"):
        Tree((Area("fishing", "Fishing", (SOIL,)),))
