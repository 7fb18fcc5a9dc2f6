"""Small rules of English, and that other languages pass untouched."""

import pytest
from django.utils import translation

from knowcafe.phrases import Cast, inside, isolated, listed, with_article


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("accountant", "an accountant"),
        ("Accountant", "an accountant"),
        ("lawyer", "a lawyer"),
        ("engineer.", "an engineer"),
        ("European lawyer", "a European lawyer"),
        ("university lecturer", "a university lecturer"),
        ("user researcher", "a user researcher"),
        ("underwriter", "an underwriter"),
        ("UK tax adviser", "a UK tax adviser"),
        ("HR adviser", "an HR adviser"),
        ("SEO consultant", "an SEO consultant"),
        ("VAT specialist", "a VAT specialist"),
        ("SAP developer", "a SAP developer"),
        ("e-commerce manager", "an e-commerce manager"),
        ("one-person bakery", "a one-person bakery"),
        ("honorary consul", "an honorary consul"),
        ("horticulturist", "a horticulturist"),
        ("8-year founder", "an 8-year founder"),
        ("2nd-time founder", "a 2nd-time founder"),
        ("sales", "in sales"),
        ("PR", "in PR"),
        ("in sales", "in sales"),
        ("the owner of a café", "the owner of a café"),
        ("runs a bakery", "who runs a bakery"),
        ("", ""),
    ],
)
def test_a_role_with_its_article(role: str, said: str) -> None:
    assert with_article(role) == said


def test_other_languages_keep_roles_and_labels_as_they_are() -> None:
    with translation.override("de"):
        assert (with_article("Anwältin"), inside("Preise")) == ("Anwältin", "Preise")


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Pricing", "pricing"),
        ("VAT & sales tax", "VAT & sales tax"),
        ("IT tools", "IT tools"),
        ("iPhone repair", "iPhone repair"),
        ("I", "I"),
        ("3D printing", "3D printing"),
        ("", ""),
    ],
)
def test_a_label_inside_a_sentence(label: str, said: str) -> None:
    assert inside(label) == said


def test_lists() -> None:
    assert [listed("abc"[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert listed("ab", last="or") == "a or b"


def test_a_name_from_right_to_left_is_fenced() -> None:
    assert isolated("ليلى") == "\u2068ليلى\u2069"
    assert isolated("Zoë 🌻") == "Zoë 🌻"


def test_names_and_labels_fall_back_to_their_identifiers(cast: Cast) -> None:
    assert (cast.name("nobody"), cast.role("nobody"), cast.label("nothing")) == (
        "nobody",
        "",
        "nothing",
    )
    assert cast.label("company") == "Company"


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("pricing", "pricing know-how"),
        ("vat", "VAT know-how"),
        ("idea", "know-how about testing an idea"),
        ("Social media", "social media know-how"),
        ("Finding customers", "know-how about finding customers"),
        ("Brand & naming", "know-how about brand & naming"),
        ("Crowdfunding", "crowdfunding know-how"),
    ],
)
def test_know_how(cast: Cast, topic: str, said: str) -> None:
    assert cast.know_how(topic) == said


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Pricing", "pricing"),
        ("Website", "your website"),
        ("Website terms & data protection", "your website terms & data protection"),
        ("Marketing plan & reach", "your marketing plan & reach"),
        ("Websites", "websites"),
        ("VAT & sales tax", "VAT & sales tax"),
    ],
)
def test_what_somebody_has_one_of_is_theirs(label: str, said: str) -> None:
    assert Cast({}).your_topic(label) == said
