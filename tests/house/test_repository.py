"""The repository stands alone: no addresses of package indexes, no paths of anybody's machine."""

from __future__ import annotations

import re
import subprocess
import tomllib

import pytest

from tests.house.source import ROOT

INDEX = ("--(extra-)?index-", "url|--find-", "links|/simp", "le/|//py", "pi")
BANNED = {
    "package index": re.compile("".join(INDEX)),
    "home folder": re.compile(r"/(home|root|Users)/[a-z]"),
}
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)


def tracked() -> dict[str, str]:
    """The text files git knows, by name; every file where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    names = listed.stdout.split("\n") if listed.returncode == 0 else []
    paths = [ROOT / n for n in names if n] or [
        p for d in ("src", "tests", "bench", "docs", "requirements") for p in (ROOT / d).rglob("*")
    ]
    found = {}
    for path in paths:
        if path.is_file():
            data = path.read_bytes()
            if b"\0" not in data[:4000]:
                found[str(path.relative_to(ROOT))] = data.decode("utf-8", "replace")
    return found


@pytest.mark.parametrize("what", BANNED)
def test_nothing_names_another_place(what: str) -> None:
    assert [n for n, text in tracked().items() if BANNED[what].search(text)] == []


def test_control_an_address_is_found() -> None:
    assert BANNED["package index"].search("pip install --index-" + "=url"[1:])
    assert BANNED["home folder"].search(f"/{'home'}/dana")


def test_every_pin_has_a_hash() -> None:
    for name in ("base", "dev", "bench"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
        pins = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
        assert [p for p in pins if "==" not in p or "--hash=sha256:" not in p] == []


def test_what_the_package_needs_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split(r"[<>=\[]", d)[0] for d in project["dependencies"]}
    pinned = (ROOT / "requirements" / "base.txt").read_text("utf-8")
    assert [n for n in sorted(names) if f"\n{n}==" not in f"\n{pinned}"] == []


def test_links_in_the_documents_lead_somewhere() -> None:
    broken = [
        f"{name}: {target}"
        for name, text in tracked().items()
        if name.endswith(".md")
        for target in LINK.findall(text)
        if not ((ROOT / name).parent / target).exists()
    ]
    assert broken == []


def test_a_dozen_targets_at_most() -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text("utf-8")))
    assert len(targets) <= 12


def test_decision_records_are_short_and_numbered() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(r.name[:4]) for r in records] == list(range(1, len(records) + 1))
    assert [r.name for r in records if len(r.read_text("utf-8").splitlines()) > 40] == []
