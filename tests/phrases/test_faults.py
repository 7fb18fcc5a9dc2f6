"""Every kind of fault names its place, its value and what was expected."""

import pytest

from knowcafe.core.exchange import Fault, FaultKind
from knowcafe.phrases import fault, faults_counted

K = FaultKind


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            Fault("people.csv", K.UNREADABLE, value="No such file or directory"),
            "people.csv: cannot be read (No such file or directory)",
        ),
        (Fault("people.csv", K.UNREADABLE), "people.csv: cannot be read"),
        (
            Fault("people.csv", K.TOO_LARGE, value="52", expected=("20",)),
            "people.csv: is 52 MB; at most 20 MB are read",
        ),
        (
            Fault("needs.csv", K.EMPTY),
            "needs.csv: is empty; expected a line of headings and a row for each entry",
        ),
        (
            Fault("needs.csv", K.NOT_TEXT, value="a spreadsheet"),
            "needs.csv: looks like a spreadsheet; expected CSV, so save it as “CSV UTF-8”",
        ),
        (
            Fault("needs.csv", K.NOT_TEXT),
            "needs.csv: is not text; expected CSV, so save it as “CSV UTF-8”",
        ),
        (Fault("needs.csv", K.NO_ROWS), "needs.csv: has headings but no rows below them"),
        (
            Fault("needs.csv", K.TOO_MANY_ROWS, value="20001", expected=("20000",)),
            "needs.csv: has more than 20000 rows; split it up",
        ),
        (
            Fault("needs.csv", K.OPEN_QUOTE, line=7),
            "needs.csv, line 7: a quotation mark opens here and is never closed",
        ),
        (
            Fault("needs.csv", K.MISSING_COLUMN, 1, "need", "name, date", ("need", "question")),
            (
                "needs.csv, line 1: has no column “need”; expected a heading such as need or "
                "question, found name, date"
            ),
        ),
        (
            Fault("needs.csv", K.MISSING_COLUMN, 1, "need", "", ("need",)),
            "needs.csv, line 1: has no column “need”; expected a heading such as need",
        ),
        (
            Fault("needs.csv", K.DOUBLED_COLUMN, 1, "name", "full name"),
            "needs.csv, line 1: two columns could be “name”; rename or remove “full name”",
        ),
        (
            Fault("needs.csv", K.DOUBLED_COLUMN, 1, "name"),
            "needs.csv, line 1: two columns could be “name”; rename or remove one",
        ),
        (
            Fault("needs.csv", K.RAGGED, 4, "", "and tax", ("3",)),
            (
                "needs.csv, line 4: more cells than headings, from “and tax” on; expected 3 (does "
                "a cell with a comma lack its quotation marks?)"
            ),
        ),
        (
            Fault("needs.csv", K.RAGGED, 4, "", "", ("3",)),
            "needs.csv, line 4: more cells than headings; expected 3",
        ),
        (
            Fault("people.csv", K.MISSING, 3, "name", "", ("Amara",)),
            "people.csv, line 3, column “name”: is empty; expected, say, Amara",
        ),
        (
            Fault("people.csv", K.TOO_LONG, 3, "name", "Aa…", ("80",)),
            "people.csv, line 3, column “name”: “Aa…” is too long; expected at most 80 characters",
        ),
        (
            Fault("people.csv", K.MANY_LINES, 3, "name", "A B"),
            "people.csv, line 3, column “name”: “A B” has a line break; expected a single line",
        ),
        (
            Fault("needs.csv", K.NOT_ONE_OF, 3, "urgent", "perhaps", ("yes", "no")),
            "needs.csv, line 3, column “urgent”: “perhaps” is not understood; expected yes or no",
        ),
        (
            Fault("slots.csv", K.NOT_A_NUMBER, 2, "seats", "ten", ("0", "10")),
            "slots.csv, line 2, column “seats”: “ten” is not a whole number from 0 to 10",
        ),
        (
            Fault("slots.csv", K.NOT_A_DATE, 2, "date", "31 Feb", ("2027-03-01",)),
            "slots.csv, line 2, column “date”: “31 Feb” is not a date; expected, say, 2027-03-01",
        ),
        (
            Fault("slots.csv", K.NOT_A_TIME, 2, "starts", "25:00", ("18:30",)),
            "slots.csv, line 2, column “starts”: “25:00” is not a time; expected, say, 18:30",
        ),
        (
            Fault("slots.csv", K.NO_SUCH_TIME, 2, "starts", "01:30", ("02:30",)),
            (
                "slots.csv, line 2, column “starts”: “01:30” does not exist: the clocks go forward "
                "past it; the next time is 02:30"
            ),
        ),
        (
            Fault("slots.csv", K.NOT_A_ZONE, 2, "zone", "Londn", ("Europe/London",)),
            (
                "slots.csv, line 2, column “zone”: “Londn” is not a time zone; expected a name "
                "such as Europe/London"
            ),
        ),
        (
            Fault("people.csv", K.NOT_AN_EMAIL, 2, "email", "dana@", ("dana@example.org",)),
            (
                "people.csv, line 2, column “email”: “dana@” is not an e-mail address; expected, "
                "say, dana@example.org"
            ),
        ),
        (
            Fault("slots.csv", K.NOT_A_LINK, 2, "link", "zoom", ("https://example.org",)),
            (
                "slots.csv, line 2, column “link”: “zoom” is not a link; expected, say, "
                "https://example.org"
            ),
        ),
        (
            Fault("slots.csv", K.ENDS_FIRST, 2, "ends", "17:00", ("18:30",)),
            "slots.csv, line 2, column “ends”: “17:00” is not after the start, 18:30",
        ),
        (
            Fault("met.csv", K.IN_THE_FUTURE, 2, "date", "2031-01-01", ("2027-03-01",)),
            (
                "met.csv, line 2, column “date”: “2031-01-01” is still to come; expected a date "
                "before the first café, 2027-03-01"
            ),
        ),
        (
            Fault("people.csv", K.DOUBLED, 9, "name", "Amara", ("2",)),
            "people.csv, line 9, column “name”: “Amara” already stands in line 2",
        ),
        (
            Fault("met.csv", K.DOUBLED, 9, "", "", ("2",)),
            "met.csv, line 9: the same as line 2",
        ),
        (
            Fault("needs.csv", K.UNKNOWN_PERSON, 4, "person", "Amarra", ("Amara",)),
            (
                "needs.csv, line 4, column “person”: nobody in the list of people is called "
                "“Amarra”; perhaps Amara"
            ),
        ),
        (
            Fault("needs.csv", K.UNKNOWN_PERSON, 4, "person", "Zed"),
            "needs.csv, line 4, column “person”: nobody in the list of people is called “Zed”",
        ),
        (
            Fault("needs.csv", K.AMBIGUOUS_PERSON, 4, "person", "Grace", ("g1", "g2")),
            (
                "needs.csv, line 4, column “person”: “Grace” could be more than one person; "
                "expected g1 or g2"
            ),
        ),
        (
            Fault("met.csv", K.SAME_PERSON, 4, "", "Grace"),
            "met.csv, line 4: “Grace” is on both sides; expected two people",
        ),
        (
            Fault("met.csv", K.SAME_PERSON, 4),
            "met.csv, line 4: the same person on both sides; expected two people",
        ),
        (
            Fault("needs.csv", K.UNKNOWN_TOPIC, 4, "topic", "prices", ("Pricing",)),
            "needs.csv, line 4, column “topic”: there is no topic “prices”; perhaps Pricing",
        ),
        (
            Fault("needs.csv", K.NO_TOPIC, 4, "need", "Hilfe!", ("Pricing", "Website")),
            (
                "needs.csv, line 4, column “need”: “Hilfe!” suggests no topic; name one, such as "
                "Pricing or Website"
            ),
        ),
        (
            Fault("people.csv", K.UNKNOWN_SLOT, 4, "free", "Tusday", ("tue",)),
            "people.csv, line 4, column “free”: “Tusday” is neither a slot nor a time; perhaps tue",
        ),
    ],
)
def test_each_fault(found: Fault, said: str) -> None:
    assert fault(found) == said


@pytest.mark.parametrize("kind", FaultKind)
def test_every_kind_has_a_sentence_with_and_without_a_value(kind: FaultKind) -> None:
    for value in ("", "some value"):
        said = fault(Fault("people.csv", kind, 3, "name", value, ("one", "two")))
        assert said.startswith("people.csv, line 3")
        assert "%" not in said


def test_a_percent_sign_in_the_file_stays_itself() -> None:
    found = Fault("a%s.csv", K.NOT_ONE_OF, 3, "50%(x)s", "100%d", ("1%",))
    assert fault(found) == (
        "a%s.csv, line 3, column “50%(x)s”: “100%d” is not understood; expected 1%"
    )


def test_the_count_below_the_list() -> None:
    assert faults_counted(1) == "One thing to put right; nothing was written."
    assert faults_counted(2) == "2 things to put right; nothing was written."
