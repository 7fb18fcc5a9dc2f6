import pytest

from knowcafe.core.exchange import Fault, FaultKind, Knows, PersonRow, Window, read_people

FILE = "people.csv"
HEADER = (
    "name,role,professional,know-how,free,cap,cap in all,newcomer,languages,where,apart,id,email"
)


def only(row, header=HEADER):
    found = read_people(f"{header}\n{row}\n".encode(), FILE)
    assert found.faults == ()
    return found.rows[0]


def fault(row, header=HEADER):
    found = read_people(f"{header}\n{row}\n".encode(), FILE)
    assert found.rows == ()
    return found.faults[0]


def test_a_name_is_enough():
    assert only("Grace", "name") == PersonRow(2, "Grace")


def test_everything_that_can_be_said_of_a_person():
    row = 'Dana Levi,accountant,yes,"VAT; pricing: done it",Tue evening,2,5,no,"en; he",either'
    assert only(f"{row},Bilal,7,dana@example.org") == PersonRow(
        line=2,
        name="Dana Levi",
        id="7",
        email="dana@example.org",
        role="accountant",
        professional=True,
        knows=(Knows("VAT"), Knows("pricing", 1)),
        free=(Window(frozenset({1}), part="evening"),),
        cap=2,
        cap_total=5,
        languages=("en", "he"),
        apart=("Bilal",),
    )


@pytest.mark.parametrize(
    ("cell", "knows"),
    [
        ("VAT", (Knows("VAT"),)),
        ("VAT; VAT;", (Knows("VAT"),)),
        ("VAT: done it, SEO: for a living", (Knows("VAT", 1), Knows("SEO", 2))),
        ("costs, budgets: done it", (Knows("costs, budgets", 1),)),
        ("costs, budgets: done it; SEO", (Knows("costs, budgets", 1), Knows("SEO"))),
    ],
)
def test_know_how_is_a_list_of_topics_each_with_a_depth(cell, knows):
    assert only(f'Dana,"{cell}"', "name,knows").knows == knows


@pytest.mark.parametrize(
    ("kind", "professional"),
    [("Professional", True), ("mentor", True), ("founder", False), ("no", False), ("1", True)],
)
def test_a_kind_says_whether_somebody_is_a_professional(kind, professional):
    assert only(f"Dana,{kind}", "Name,Kind").professional is professional


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (",accountant", Fault(FILE, FaultKind.MISSING, 2, "name", "", ("Amara Okafor",))),
        (
            "Dana,,maybe",
            Fault(
                *(FILE, FaultKind.NOT_ONE_OF, 2, "professional", "maybe"),
                ("yes", "no", "professional", "founder"),
            ),
        ),
        (
            "Dana,,,VAT: deeply",
            Fault(
                *(FILE, FaultKind.NOT_ONE_OF, 2, "know-how", "VAT: deeply"),
                ("for a living", "done it"),
            ),
        ),
        (
            "Dana,,,: done it",
            Fault(
                *(FILE, FaultKind.NOT_ONE_OF, 2, "know-how", ": done it"),
                ("pricing: for a living; SEO: done it",),
            ),
        ),
        ("Dana,,,,,99", Fault(FILE, FaultKind.NOT_A_NUMBER, 2, "cap", "99", ("0", "20"))),
        (f"Dana,{'x' * 121}", Fault(FILE, FaultKind.TOO_LONG, 2, "role", "x" * 79 + "…", ("120",))),
        ("Dana" + "," * 13 + "b", Fault(FILE, FaultKind.RAGGED, 2, "", "b", ("13",))),
    ],
)
def test_what_is_wrong_with_a_row_is_named(row, expected):
    assert fault(row) == expected


def test_every_bad_row_is_named_and_the_good_ones_are_kept():
    found = read_people(b"Name;Cap\nAmara;x\nBilal;1\n;y\n", FILE)
    assert [row.name for row in found.rows] == ["Bilal"]
    assert [(f.line, f.column) for f in found.faults] == [(2, "Cap"), (4, "Name"), (4, "Cap")]


def test_columns_nobody_understands_are_listed_and_short_rows_are_filled_up():
    found = read_people(b"Shoe size,NAME,Cap\n38,Amara\n", FILE)
    assert (found.rows, found.unused) == ((PersonRow(2, "Amara"),), ("Shoe size",))
    assert found.headers == {"name": "NAME", "cap": "Cap"}


def test_an_apostrophe_put_there_against_formulas_comes_off():
    assert only("'=Amara", "name").name == "=Amara"


def test_equal_names_compare_equal_however_their_accents_are_stored():
    assert only("E\u0301si", "name").name == only("\u00c9si", "name").name


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", FaultKind.EMPTY),
        (b"PK\x03\x04", FaultKind.NOT_TEXT),
        (b"name\n", FaultKind.NO_ROWS),
        (b"first,last\na,b\n", FaultKind.MISSING_COLUMN),
        (b"name,Name\na,b\n", FaultKind.DOUBLED_COLUMN),
        (b'"name\na,b\n', FaultKind.OPEN_QUOTE),
        (b"name\n" + b"a\n" * 10_001, FaultKind.TOO_MANY_ROWS),
    ],
)
def test_a_file_that_cannot_be_used_has_one_fault(data, kind):
    found = read_people(data, FILE)
    assert [fault.kind for fault in found.faults] == [kind]


def test_a_fault_found_later_speaks_the_words_of_the_file():
    found = read_people(b"Full name\nAmara\n", FILE)
    assert found.fault(FaultKind.DOUBLED, 3, "name", "Amara\n " * 20, "2") == Fault(
        FILE, FaultKind.DOUBLED, 3, "Full name", ("Amara " * 20)[:79] + "…", ("2",)
    )
