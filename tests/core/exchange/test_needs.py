import datetime as dt

from knowcafe.core.exchange import Fault, FaultKind, NeedRow, read_needs

FILE = "needs.csv"


def read(text):
    return read_needs(text.encode(), FILE)


def test_a_need_in_words():
    assert read("person,need\nAmara,How do I price?\n").rows == (
        NeedRow(2, "Amara", "How do I price?"),
    )


def test_everything_that_can_be_said_of_a_need():
    found = read(
        "Who,What do you need help with?,Topic,Urgent,Since,Weeks waiting,At least\n"
        'Amara,"One line,\nand another",Pricing,yes,1/11/2026,4 weeks,for a living\n'
    )
    assert found.rows == (
        NeedRow(
            *(2, "Amara", "One line,\nand another", "Pricing", True),
            *(dt.date(2026, 11, 1), 4, 2),
        ),
    )


def test_a_topic_will_do_without_words():
    assert read("person,topic\nAmara,Pricing\n").rows == (NeedRow(2, "Amara", "", "Pricing"),)


def test_one_of_the_two_must_be_there():
    assert read("person,urgent\nAmara,no\n").faults[0].kind is FaultKind.MISSING_COLUMN
    example = ("How do I price my first product?",)
    assert read("person,need,topic\nAmara,,\n").faults == (
        Fault(FILE, FaultKind.MISSING, 2, "need", "", example),
    )
    assert read("person,topic,urgent\nAmara,,no\n").faults == (
        Fault(FILE, FaultKind.MISSING, 2, "topic", "", example),
    )


def test_what_is_wrong_with_a_row_is_named():
    found = read(f"person,need,urgent,since,depth\n,{'x' * 5001},very,soon,a bit\n")
    assert [(fault.column, fault.kind) for fault in found.faults] == [
        ("need", FaultKind.TOO_LONG),
        ("person", FaultKind.MISSING),
        ("urgent", FaultKind.NOT_ONE_OF),
        ("since", FaultKind.NOT_A_DATE),
        ("depth", FaultKind.NOT_ONE_OF),
    ]
