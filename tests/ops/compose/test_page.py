"""The page: one file, nothing loaded, everything said, whatever people are called."""

import itertools
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from knowcafe import phrases
from knowcafe.ops.compose.page import page
from knowcafe.phrases.week.composed import Composed, Who
from knowcafe.phrases.week.told import tell

VOID = {"meta", "br", "link", "img", "hr", "input"}


class Read(HTMLParser):
    """A page as it is written: which elements, and the text below each class."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))
            for name in self.names(tag, dict(attrs)):
                self.texts.setdefault(name, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for tag, attrs in self.open:
            for name in self.names(tag, attrs):
                self.texts[name][-1] += data

    @staticmethod
    def names(tag: str, attrs: dict[str, str | None]) -> set[str]:
        return {tag, *(f".{name}" for name in (attrs.get("class") or "").split())}

    def told(self, name: str) -> list[str]:
        return [" ".join(text.split()) for text in self.texts.get(name, [])]

    def values(self, attribute: str) -> list[str]:
        return [attrs[attribute] or "" for _tag, attrs in self.seen if attribute in attrs]


WEEKS = ["the_cast", "nobody", "one_person", "a_hundred"]


@pytest.fixture(params=WEEKS)
def week(request: pytest.FixtureRequest) -> Composed:
    found: Composed = request.getfixturevalue(request.param)
    return found


def test_it_is_well_formed_and_every_reference_arrives(week: Composed) -> None:
    read = Read(page(week))
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    named = [i for value in read.values("aria-labelledby") for i in value.split()]
    inner = [href[1:] for href in read.values("href") if href.startswith("#")]
    assert set(named + inner) - set(ids) == set()


def test_headings_go_down_one_step_at_a_time(week: Composed) -> None:
    levels = [int(tag[1]) for tag, _ in Read(page(week)).seen if re.fullmatch(r"h\d", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))


def test_it_loads_nothing_and_runs_nothing(week: Composed) -> None:
    text = page(week)
    read = Read(text)
    assert read.values("src") + read.values("style") + read.values("srcset") == []
    assert {tag for tag, _ in read.seen} & {"script", "link", "img", "iframe", "object"} == set()
    assert [name for _, attrs in read.seen for name in attrs if name.startswith("on")] == []
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    assert re.findall(r"url\(|@import", style[1]) == []
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"content=\"default-src 'none'; style-src 'sha256-{digest}'\"" in (
        text.replace("&#x27;", "'").replace("&#39;", "'").replace("&#x3D;", "=")
    )


def test_every_seat_its_reason_and_what_the_person_is_told(the_cast: Composed) -> None:
    read = Read(page(the_cast))
    assert read.told(".reason") == [
        "helps Hugo (contracts & confidentiality)",
        "helps Amara (pricing)",
        "sits with Dana: pricing ↔ accountant; waiting 3 weeks; they have not met",
        "would like company: a whole table of it; waiting one week",
        (
            "sits with Chidi: contracts & confidentiality ↔ lawyer; urgent, new this week; "
            "they have not met"
        ),
    ]
    assert read.told("dd") == [
        "Your know-how is wanted at this table.",
        "Your know-how is wanted at this table.",
        "Dana, an accountant, can help with pricing.",
        "You will have good company at this table.",
        "Chidi, a lawyer, can help with contracts & confidentiality.",
    ]


def test_what_is_left_what_was_guessed_and_how_good_it_is(the_cast: Composed) -> None:
    read = Read(page(the_cast))
    assert read.told("title")[0] == "Knowledge cafés, 9 to 12 March 2027"
    assert read.told("h1") == ["Knowledge cafés 9 to 12 March 2027"]
    assert read.told(".figures") == [
        "3 of 4 needs met. Best possible: no plan could meet more needs."
    ]
    assert read.told(".left") == [
        (
            "Amara VAT & sales tax Do I charge VAT? No one has VAT know-how yet. Ask around: "
            "“Looking for VAT know-how”. new this week"
        )
    ]
    assert read.told("blockquote")[1:] == [
        "Do I charge VAT?",
        "How do I price a candle?",
        "I'd like company",
        "What belongs in a contract?",
    ]
    assert read.told("q") == ["VAT", "charge", "price"]
    assert [cell for row in read.told("tr") for cell in row.split(" ") if "/" in cell] == ["5/10"]


def test_pages_without_tables_or_needs_say_what_helps(
    nobody: Composed, one_person: Composed, a_hundred: Composed
) -> None:
    assert len(Read(page(nobody)).told(".empty")) == 2
    assert len(Read(page(one_person)).told(".empty")) == 1
    assert Read(page(a_hundred)).told(".empty") == [
        "Nothing is left: everybody who asked sits with somebody who can help."
    ]


def test_what_people_write_stays_text(the_cast: Composed) -> None:
    bad = "<script>alert(1)</script>{{ told }}{% now 'Y' %}"
    the_cast.people["amara"] = Who(bad, bad)
    read = Read(page(the_cast))
    assert "script" not in read.texts
    assert bad in read.told("bdi")


def test_the_person_who_is_told_reads_the_same_as_in_the_files(the_cast: Composed) -> None:
    """The page drops the name in front of a reason, nothing else."""
    told = tell(the_cast)
    cast = phrases.Cast(
        {i: who.name for i, who in the_cast.people.items()},
        {i: who.role for i, who in the_cast.people.items()},
        the_cast.topics,
    )
    whole = {phrases.for_host(reason, cast) for reason in the_cast.plan.reasons}
    assert {f"{g.name} {g.reason}" for cafe in told.cafes for g in cafe.guests} == whole


@pytest.mark.parametrize(
    ("link", "followed"),
    [("https://example.org/b", ["https://example.org/b"]), ("javascript:alert(1)", [])],
)
def test_only_links_to_the_web_are_followed(
    the_cast: Composed, link: str, followed: list[str]
) -> None:
    where = the_cast.openings["Brixton"]
    the_cast.openings["Brixton"] = replace(where, link=link)
    hrefs = Read(page(the_cast)).values("href")
    assert [href for href in hrefs if not href.startswith("#")] == followed


@pytest.mark.parametrize(
    ("mode", "language", "where", "spoken"),
    [
        ("place", None, "Place to be found", ""),
        ("online", "cy", "Online", "In Welsh"),
        ("online", "klingon", "Online", "In klingon"),
    ],
)
def test_where_and_in_which_language(
    the_cast: Composed, mode: str, language: str | None, where: str, spoken: str
) -> None:
    brixton = the_cast.openings["Brixton"]
    the_cast.openings["Brixton"] = replace(brixton, place="", link="")
    openings = tuple(
        replace(opening, mode=mode, language=language) for opening in the_cast.problem.openings
    )
    week = replace(the_cast, problem=replace(the_cast.problem, openings=openings))
    (cafe,) = tell(week).cafes
    assert (cafe.where, cafe.language) == (where, spoken)
    assert [text for text in Read(page(week)).told("p") if text.startswith("In ")] == (
        [spoken] if spoken else []
    )


def test_a_long_week_shows_its_first_dozen_and_counts_the_rest(a_hundred: Composed) -> None:
    read = Read(page(a_hundred))
    assert len(read.told(".label")) == 12
    assert "One more café is in the table below." in read.told("figcaption")[0]
    assert len(read.told("article")) == 13


def test_openings_that_are_not_needed_are_named(the_cast: Composed) -> None:
    assert tell(the_cast).spare == ("Wed 10 Mar, 18:30 · Library, Hackney",)
    assert any("No table this time" in text for text in Read(page(the_cast)).told("p"))
