"""The week's page as people open it: from disk, on a phone and a desk, by day and by night."""

from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from knowcafe.ops.compose.page import page
from knowcafe.ops.compose.run import compose_files
from knowcafe.ops.demo.examples import put_examples
from knowcafe.phrases.week.composed import Composed

pytestmark = pytest.mark.e2e

EVERYWHERE = [(width, scheme) for width in (390, 1280) for scheme in ("light", "dark")]


@pytest.fixture(scope="module")
def demo_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("london")
    put_examples(folder, today=date(2027, 3, 1))
    names = ("people", "needs", "slots", "met")
    week = compose_files(*(folder / f"{name}.csv" for name in names))
    (folder / "week.html").write_text(page(week), encoding="utf-8")
    return folder / "week.html"


def faults(path: Path, open_file, width: int, scheme: str) -> dict[str, object]:
    """Everything wrong with a page at one width in one scheme."""
    with open_file(path, width=width, scheme=scheme) as opened:
        for summary in opened.page.locator("summary").all()[:2]:
            summary.click()
        wide = opened.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        results = Axe().run(opened.page)
        return {
            "axe": [
                (found["id"], [node["html"] for node in found["nodes"]][:3])
                for found in results.response["violations"]
            ],
            "scrolls sideways": wide,
            "complaints": opened.complaints,
            "requests": opened.requests[1:],
        }


CLEAN = {"axe": [], "scrolls sideways": False, "complaints": [], "requests": []}


@pytest.mark.parametrize(("width", "scheme"), EVERYWHERE)
def test_the_demo_is_clean(demo_page: Path, open_file, width: int, scheme: str) -> None:
    assert faults(demo_page, open_file, width, scheme) == CLEAN


@pytest.mark.parametrize("week", ["nobody", "one_person", "a_hundred", "the_cast"])
def test_other_weeks_are_clean(
    week: str, request: pytest.FixtureRequest, tmp_path: Path, open_file
) -> None:
    composed: Composed = request.getfixturevalue(week)
    (tmp_path / "week.html").write_text(page(composed), encoding="utf-8")
    assert faults(tmp_path / "week.html", open_file, 390, "light") == CLEAN


def test_a_page_with_faults_is_found_out(tmp_path: Path, open_file) -> None:
    """The control: each of the four checks sees what it is there to see."""
    (tmp_path / "bad.html").write_text(
        "<html><body><img src='missing.png' width=2000><summary>x</summary>"
        "<script>console.error('oh')</script></body></html>",
        encoding="utf-8",
    )
    found = faults(tmp_path / "bad.html", open_file, 390, "light")
    assert [key for key, value in found.items() if value == CLEAN[key]] == []


def test_the_keyboard_reaches_everything_and_shows_where_it_is(demo_page: Path, open_file) -> None:
    with open_file(demo_page, width=1280, scheme="light") as opened:
        reached = []
        for _ in range(60):
            opened.page.keyboard.press("Tab")
            at = opened.page.evaluate(
                """() => {
                    const e = document.activeElement, s = getComputedStyle(e);
                    const box = e.getBoundingClientRect();
                    return [e.tagName, e.className, s.outlineStyle !== "none" || box.top >= 0
                        && e.className === "skip", box.width >= 24 && box.height >= 24];
                }"""
            )
            if at[0] == "BODY":
                break
            reached.append(at)
        assert reached[0][:2] == ["A", "skip"]
        assert [at for at in reached if not (at[2] and at[3])] == []
        assert [at[0] for at in reached].count("SUMMARY") == opened.page.locator("summary").count()


def test_the_skip_link_skips(demo_page: Path, open_file) -> None:
    with open_file(demo_page, width=390, scheme="light") as opened:
        opened.page.keyboard.press("Tab")
        opened.page.keyboard.press("Enter")
        assert opened.page.evaluate("document.activeElement.id") == "cafes"
        assert opened.page.url.endswith("#cafes")


def test_what_each_person_is_told_opens_with_the_keyboard(demo_page: Path, open_file) -> None:
    with open_file(demo_page, width=390, scheme="light") as opened:
        opened.page.locator("summary").first.focus()
        opened.page.keyboard.press("Enter")
        assert opened.page.locator("details").first.locator("dd").first.is_visible()


def test_it_prints_on_paper(demo_page: Path, open_file) -> None:
    with open_file(demo_page, width=1280, scheme="dark") as opened:
        opened.page.emulate_media(media="print")
        assert not opened.page.locator(".skip").is_visible()
        colour = "getComputedStyle(document.body).backgroundColor"
        assert opened.page.evaluate(colour) == "rgb(255, 255, 255)"
        assert opened.page.pdf(format="A4")[:5] == b"%PDF-"


@pytest.mark.parametrize("zoom", [320])
def test_it_reflows_at_four_hundred_percent(demo_page: Path, open_file, zoom: int) -> None:
    """WCAG 1.4.10: 1280 pixels at 400 % are 320."""
    with open_file(demo_page, width=zoom, scheme="light") as opened:
        assert not opened.page.evaluate("document.documentElement.scrollWidth > innerWidth")
