"""Cold guesses, and what corrections change."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowcafe.core.topics import Guess, Guesser, Topic, starting_tree

COLD = Guesser(starting_tree())

# One need a topic, in the words of people who might come, written for this test.
NEEDS = {
    "How do I register for VAT, and what goes into my first VAT return?": "vat",
    "My accountant says self assessment is due. What can I deduct from my tax?": "income-tax",
    "Should I be a sole trader or set up a limited company?": "legal-structure",
    "What does Companies House want when I incorporate?": "registration",
    "My co-founder is leaving. How do we agree on the equity split?": "founders-governance",
    "Do I need a privacy policy and a GDPR notice on my site?": "terms-privacy",
    "How much should I charge? My prices feel too low": "pricing",
    "Where do I find my first customers without cold calling?": "leads",
    "I would like to raise seed funding from an angel investor": "angel-vc",
    "Which insurance do I need, public liability or indemnity?": "insurance-risk",
    "I'm lonely working alone and close to burnout": "wellbeing-isolation",
    "I am looking for a mentor and a networking group": "networking-mentors",
    "How can my blog rank higher on search engines? SEO is new to me": "seo-content-email",
    "Hiring my first employee: where do I find candidates?": "hiring-training",
    "A client refuses to pay. Is small claims court worth it?": "disputes",
    "I want to sell my business and retire. What is it worth to a buyer?": "exit-sale",
}


@pytest.mark.parametrize(("need", "topic"), NEEDS.items(), ids=NEEDS.values())
def test_the_topic_is_among_three_guesses(need: str, topic: str) -> None:
    assert topic in [guess.topic for guess in COLD.guess(need)]


def test_guesses_are_mostly_right_at_once() -> None:
    firsts = [COLD.guess(need)[0].topic == topic for need, topic in NEEDS.items()]
    assert sum(firsts) >= 13


def test_every_guess_says_which_words_led_to_it() -> None:
    guess, *_ = COLD.guess("VAT registration, please")
    assert guess == Guess("vat", guess.share, ("VAT registration",))
    assert 0.5 < guess.share < 1


def test_there_are_three_to_tick_even_where_one_is_named() -> None:
    guesses = COLD.guess("VAT registration, please")
    assert [COLD.tree.area_of(guess.topic) for guess in guesses] == ["tax"] * 3
    assert {guess.words for guess in guesses} == {("VAT registration",)}
    assert len({guess.topic for guess in guesses}) == 3
    assert guesses[0].share > guesses[1].share


def test_the_first_line_says_more_than_the_rest() -> None:
    tail = "I send invoices and have a bank account."
    assert COLD.guess(f"Pricing\n{tail}")[0].topic == "pricing"
    assert COLD.guess(f"Help\n{tail} Pricing")[0].topic == "payments-banking"


def test_noisy_words_weigh_little() -> None:
    guesses = COLD.guess("An idea for support with my VAT software")
    assert guesses[0].topic == "vat"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "🦄🦄",
        "?!",
        "\x00\ud800",
        "a",
        "Wie finde ich einen Investor für mein Startup?",
    ],
)
def test_nothing_recognised_no_guess(text: str) -> None:
    assert COLD.guess(text) == ()


@given(st.text(), st.integers(0, 5))
def test_any_text_any_number(text: str, most: int) -> None:
    guesses = COLD.guess(text, most)
    assert len(guesses) <= most
    assert len({guess.topic for guess in guesses}) == len(guesses)
    assert [g.share for g in guesses] == sorted((g.share for g in guesses), reverse=True)
    assert all(guess.words and 0 < guess.share < 1 for guess in guesses)


@given(st.text())
def test_area_shares_add_up(text: str) -> None:
    assert sum(COLD.areas(text).values()) == pytest.approx(1)


def test_an_unknown_text_fits_every_area_alike() -> None:
    assert list(COLD.areas("").values()) == [pytest.approx(1 / 12)] * 12


def test_about_is_of_length_one_or_nothing() -> None:
    about = COLD.about("VAT and pricing")
    assert float(about @ about) == pytest.approx(1)
    assert not COLD.about("").any()


def test_one_correction_is_remembered_at_once() -> None:
    text = "my cat eats sourdough"
    assert COLD.guess(text) == ()
    taught = COLD.learn([(text, "premises")])
    (first, *_) = taught.guess("My cat eats SOURDOUGH!")
    assert first.topic == "premises"
    assert first.share > 0.5
    assert set(first.words) <= {"cat", "eat", "sourdough"}
    assert COLD.guess(text) == ()


def test_corrections_carry_over_to_like_texts() -> None:
    lessons = [(f"Where can I buy {grain} for my sourdough?", "suppliers") for grain in GRAINS]
    lessons += [(f"Is my {grain} plan any good?", "business-plan") for grain in GRAINS]
    text = "More sourdough for the weekend"
    assert "suppliers" not in [guess.topic for guess in COLD.guess(text)]
    assert COLD.learn(lessons).guess(text)[0].topic == "suppliers"


GRAINS = ("rye", "spelt", "wheat", "oat", "barley", "emmer", "millet", "teff", "durum", "maize")


def test_learning_is_repeatable_and_adds_up() -> None:
    first, second = list(NEEDS.items())[:8], list(NEEDS.items())[8:]
    at_once, in_steps = COLD.learn(first + second), COLD.learn(first).learn(second)
    assert [at_once.guess(need) for need in NEEDS] == [in_steps.guess(need) for need in NEEDS]
    assert COLD.learn([]).guess("VAT") == COLD.guess("VAT")


def test_a_few_corrections_do_not_spoil_the_rest() -> None:
    taught = COLD.learn([("What shall I charge for bread?", "pricing")] * 3)
    firsts = [taught.guess(need)[0].topic == topic for need, topic in NEEDS.items()]
    assert sum(firsts) >= 13


def test_a_text_may_be_about_two_things() -> None:
    text = "sourdough for tourists"
    taught = COLD.learn([(text, "pricing"), (text, "leads")])
    assert {guess.topic for guess in taught.guess(text)[:2]} == {"pricing", "leads"}


def test_an_area_alone_can_be_taught() -> None:
    lessons = [(f"{grain} flour tastes of summer", "marketing") for grain in GRAINS]
    shares = COLD.learn(lessons).areas("a taste of summer")
    assert max(shares, key=lambda area: shares[area]) == "marketing"


def test_a_stranger_topic_is_refused() -> None:
    with pytest.raises(KeyError, match="beekeeping"):
        COLD.learn([("bees", "beekeeping")])


def test_a_chapters_own_topic_is_guessed_and_learned() -> None:
    bees = Topic("beekeeping", "Beekeeping", "farming", ("bees", "honey"))
    guesser = Guesser(starting_tree().with_topics([bees]))
    assert guesser.guess("My bees need a landlord")[0].topic == "beekeeping"
    assert guesser.learn([("swarms in May", "beekeeping")]).guess("swarms in May")[0].topic == (
        "beekeeping"
    )


def test_another_language_can_be_taught() -> None:
    text = "Wie finde ich einen Investor für mein Startup?"
    taught = COLD.learn([(text, "angel-vc")])
    assert taught.guess(text)[0].topic == "angel-vc"
    assert taught.guess("Comment trouver des clients pour mon entreprise ?") == ()


@pytest.mark.parametrize("text", ["", "🦄", "the and of"])
def test_learning_from_nothing_changes_nothing(text: str) -> None:
    taught = COLD.learn([(text, "vat")])
    assert taught.guess("Pricing")[0].topic == "pricing"
    assert taught.guess(text) == ()


@settings(max_examples=20)
@given(st.lists(st.tuples(st.text(), st.sampled_from(["vat", "pricing", "law"])), max_size=6))
def test_any_corrections(corrections: list[tuple[str, str]]) -> None:
    taught = COLD.learn(corrections)
    for text, _ in corrections:
        assert all(0 < guess.share <= 1 for guess in taught.guess(text))
