"""Every sentence can be translated: words outside gettext are found."""

import ast
from pathlib import Path

import pytest

import knowcafe

HOUSE = Path(knowcafe.__file__).parent
SPEAKING = [
    *(path for path in (HOUSE / "phrases").glob("*.py") if path.name != "grammar.py"),
    HOUSE / "phrases/week/told.py",
    *(HOUSE / "ops/compose" / name for name in ("terminal.py", "page.py")),
    *(HOUSE / "ops/demo" / name for name in ("run.py", "files.py", "stages.py")),
    *(HOUSE / "ops/importing").glob("*.py"),
    HOUSE / "ops/serve/safety.py",
    HOUSE / "web/demo/cast.py",
    *(HOUSE / "ops" / name for name in ("createhost.py", "doctor.py", "serve/run.py")),
    *(HOUSE / "cafes/actions").glob("*.py"),
    *(HOUSE / "accounts/actions").glob("*.py"),
    *(HOUSE / "followups/actions").glob("*.py"),
    *(HOUSE / "chapters").rglob("actions*/*.py"),
    *(HOUSE / "web/signin").rglob("*.py"),
    HOUSE / "ops/letin.py",
    HOUSE / "web/public/forms.py",
]
TRANSLATE = {"_", "gettext", "ngettext"}


def spoken(source: str) -> list[str]:
    """Strings with a space between words that are neither docstrings nor given to gettext."""
    tree = ast.parse(source)
    fine = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            is_gettext = isinstance(node.func, ast.Name) and node.func.id in TRANSLATE
            fine |= {id(part) for arg in node.args for part in ast.walk(arg) if is_gettext}
        if isinstance(node, ast.Expr):
            fine.add(id(node.value))
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in fine
        if " " in node.value.strip() and "'none'" not in node.value
        if any(word.isalpha() for word in node.value.split())
    ]


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: path.name)
def test_no_sentence_is_kept_from_translators(path: Path) -> None:
    assert spoken(path.read_text(encoding="utf-8")) == []


def test_a_sentence_outside_gettext_is_found() -> None:
    """The control."""
    assert spoken('"""Doc string."""\nsay(_("A cat sat."), "A dog ran.")') == ["A dog ran."]
