"""Dana is an accountant, Chidi a lawyer; Bilal sells and answers everything often."""

import pytest

from knowcafe.core.topics import Deed, Guesser, Profiles, starting_tree

TAX = ("How do I file my tax return?", "Which expenses can I deduct from income tax?")
LAW = ("Is this contract clause legally binding?", "Do I need an NDA before I sign?")
SALES = ("How do I find my first customers?", "Cold calling or cold email?")


def deeds() -> list[Deed]:
    done = [Deed("dana", text, "Keep every receipt", 30) for text in TAX * 6]
    done += [Deed("chidi", text, "Read the small print", 30) for text in LAW * 6]
    return done + [Deed("bilal", text, "Pick up the phone", 5) for text in (*SALES, *LAW, *TAX) * 9]


PROFILES = Profiles(deeds(), Guesser(starting_tree()))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Corporation tax and HMRC", "dana"),
        ("A breach of contract\nThe agreement has a clause", "chidi"),
        ("Finding customers", "bilal"),
    ],
)
def test_the_one_who_knows_comes_first(text: str, first: str) -> None:
    lifts = PROFILES.by_topics(text)
    assert max(lifts, key=lambda person: lifts[person]) == first
    assert PROFILES.rank(text, {"dana", "chidi", "bilal"})[0] == first


def test_words_count_where_no_topic_is_known() -> None:
    assert set(PROFILES.by_topics("find").values()) == {0.0}
    words = PROFILES.by_words("find")
    assert max(words, key=lambda person: words[person]) == "bilal"
    assert PROFILES.by_words("unheard") == {"bilal": 0.0, "chidi": 0.0, "dana": 0.0}


def test_only_those_asked_about_are_ranked() -> None:
    assert PROFILES.rank("tax", ["hugo", "chidi", "dana"]) == ["dana", "chidi"]
    assert PROFILES.rank("tax", ["chidi"]) == ["chidi"]
    assert PROFILES.rank("tax", []) == []


def test_lately_counts_more() -> None:
    past = [Deed("dana", TAX[0], days_ago=2000), Deed("dana", LAW[0], days_ago=1)]
    present = [Deed("chidi", TAX[0], days_ago=1), Deed("chidi", LAW[0], days_ago=2000)]
    lifts = Profiles(past + present, Guesser(starting_tree())).by_topics("tax return")
    assert lifts["chidi"] > lifts["dana"]


def test_nobody_has_done_anything() -> None:
    nobody = Profiles([], Guesser(starting_tree()))
    assert (nobody.by_topics("tax"), nobody.rank("tax", ["dana"])) == ({}, [])
