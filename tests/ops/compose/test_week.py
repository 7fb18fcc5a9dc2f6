from datetime import UTC, datetime

import pytest

from knowcafe.core.exchange import (
    Fault,
    FaultKind,
    read_met,
    read_needs,
    read_people,
    read_slots,
)
from knowcafe.core.matching import COMPANY, Need, Offer, Opening, Person, Problem, Slot
from knowcafe.ops.compose.week import Inputs, draft
from knowcafe.phrases.week.composed import Asked, Where, Who

PEOPLE = "name,role,professional,know-how,free,apart\n"
SLOTS = "id,date,start,place,tables\n"
SLOT = "tue,24/11/2026,18:30,Library,1\n"


def drafted(people, needs="person,topic\nAmara,vat\n", slots=SLOTS + SLOT, met=None, table=10):
    files = [
        read_people(people.encode(), "people.csv"),
        read_needs(needs.encode(), "needs.csv"),
        read_slots(slots.encode(), "slots.csv"),
    ]
    if met:
        files.append(read_met(met.encode(), "met.csv"))
    inputs = Inputs(*files)
    assert inputs.faults == ()
    return draft(inputs, table=table)


def test_rows_become_a_problem_and_the_words_around_it():
    found = drafted(
        PEOPLE + "Amara,baker,,,tue,Bilal\nBilal,,,,Mondays,\n"
        "Dana,accountant,yes,VAT; pricing: done it; value added tax,any,\n",
        "person,need,topic,urgent,since,at least\n"
        "amara,Which VAT?,vat,yes,3/11/2026,for a living\nBilal,I'd like company,,,,\n",
        met="person,met,date\nAmara,Dana,10/11/2026\nDana,Amara,3/11/2026\nDana,Zoe,3/11/2026\n",
    )
    starts = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
    ends = datetime(2026, 11, 24, 19, 30, tzinfo=UTC)
    assert found.problem == Problem(
        people=(
            Person("Amara", frozenset({"tue"})),
            Person("Bilal"),
            Person(
                *("Dana", frozenset({"tue"}), (Offer("vat", 2), Offer("pricing", 1))),
                professional=True,
            ),
        ),
        needs=(
            Need("need-2", "Amara", "vat", urgent=True, waiting_weeks=3, depth=2),
            Need("need-3", "Bilal", COMPANY),
        ),
        slots=(Slot("tue", "2026-W48", starts, ends),),
        openings=(Opening("tue", "tue"),),
        apart=frozenset({frozenset({"Amara", "Bilal"})}),
        met={frozenset({"Amara", "Dana"}): 2},
    )
    assert found.people["Dana"] == Who("Dana", "accountant", professional=True)
    assert found.needs["need-2"] == Asked("Amara", "Which VAT?", "vat")
    assert found.openings == {"tue": Where(starts, ends, "Library")}
    assert (found.topics["vat"], found.strangers) == ("VAT & sales tax", 1)


def test_a_topic_is_guessed_from_words_and_the_guesses_are_kept():
    found = drafted("name\nAmara\n", "person,need\nAmara,What VAT do I have to charge?\n")
    asked = found.needs["need-2"]
    assert asked.topic == asked.guesses[0].topic == found.problem.needs[0].topic == "vat"
    assert "VAT" in asked.guesses[0].words


def test_a_topic_may_have_a_comma_in_its_name_and_a_list_may_have_commas():
    people = 'Amara,,,"Cash flow, costs & budgets"\nBilal,,,"VAT, pricing: for a living"\n'
    found = drafted(PEOPLE + people)
    assert [person.offers for person in found.problem.people] == [
        (Offer("cashflow", 1),),
        (Offer("vat", 2), Offer("pricing", 2)),
    ]


def test_a_need_with_a_topic_alone_is_worded_by_it():
    found = drafted("name\nAmara\n", "person,topic\nAmara,value added tax\n")
    assert found.needs["need-2"] == Asked("Amara", "VAT & sales tax", "vat")


def test_tables_side_by_side_and_slots_without_an_id():
    rows = ",24/11/2026,18:30,Library,2\n,24/11/2026,18:30,Museum,1\n,26/11/2026,18:30,Library,1\n"
    found = drafted("name\nAmara\n", slots=SLOTS + rows, table=6)
    assert found.problem.openings == (
        Opening("2026-11-24 18:30 Library · table 1", "2026-11-24 18:30 Library", 6),
        Opening("2026-11-24 18:30 Library · table 2", "2026-11-24 18:30 Library", 6),
        Opening("2026-11-24 18:30 Museum", "2026-11-24 18:30 Museum", 6),
        Opening("2026-11-26 18:30", "2026-11-26 18:30", 6),
    )


def test_an_id_goes_before_a_name():
    people = "id,name,email\n1,Amara,a@example.org\n2,Amara,\nBilal,Chidi,\n,Dana,\n"
    needs = "person,topic\n1,vat\n2,vat\nbilal,vat\nA@example.org,seo\ndana,vat\n"
    found = drafted(people, needs)
    assert [need.person for need in found.problem.needs] == ["1", "2", "Bilal", "1", "Dana"]


@pytest.mark.parametrize(
    ("people", "needs", "slots", "met", "expected"),
    [
        (
            *("Amara\nAMARA\n", None, None, None),
            ("people.csv", FaultKind.DOUBLED, 3, "name", "AMARA", ("2",)),
        ),
        (
            *("Amara,,,penguins\n", None, None, None),
            ("people.csv", FaultKind.UNKNOWN_TOPIC, 2, "know-how", "penguins", ()),
        ),
        (
            *("Amara,,,company\n", None, None, None),
            (
                "people.csv",
                FaultKind.UNKNOWN_TOPIC,
                2,
                "know-how",
                "company",
                ("Wellbeing & isolation", "Confidence & motivation", "Time & focus"),
            ),
        ),
        (
            *("Amara,,,,tuu\n", None, None, None),
            (
                *("people.csv", FaultKind.UNKNOWN_SLOT, 2, "free", "tuu"),
                ("tue", "Tue evening", "any"),
            ),
        ),
        (
            *("Amara,,,,,Amara\n", None, None, None),
            ("people.csv", FaultKind.SAME_PERSON, 2, "apart", "Amara", ()),
        ),
        (
            *("Amara,,,,,Amira\n", None, None, None),
            ("people.csv", FaultKind.UNKNOWN_PERSON, 2, "apart", "Amira", ("Amara",)),
        ),
        (
            *("Amara Okafor\n", "Amara,vat\n", None, None),
            ("needs.csv", FaultKind.UNKNOWN_PERSON, 2, "person", "Amara", ("Amara Okafor",)),
        ),
        (
            *("Amara\n", "Amara,vta\n", None, None),
            (
                *("needs.csv", FaultKind.UNKNOWN_TOPIC, 2, "topic", "vta"),
                (),
            ),
        ),
        (
            *("Amara\n", "Amara,vat\nAmara,VAT\n", None, None),
            ("needs.csv", FaultKind.DOUBLED, 3, "topic", "VAT", ("2",)),
        ),
        (
            *("Amara\n", None, f"{SLOT}{SLOT}", None),
            ("slots.csv", FaultKind.DOUBLED, 3, "id", "tue", ("2",)),
        ),
        (
            *("Amara\n", None, ",24/11/2026,18:30,Library,1\n" * 2, None),
            ("slots.csv", FaultKind.DOUBLED, 3, "date", "2026-11-24 18:30 Library", ("2",)),
        ),
        (
            *("Amara\nDana\n", None, None, "Amara,Dana,25/11/2026\n"),
            ("met.csv", FaultKind.IN_THE_FUTURE, 2, "date", "2026-11-25", ("2026-11-24",)),
        ),
        (
            *("Amara\n", None, None, "Amara,amara,3/11/2026\n"),
            ("met.csv", FaultKind.SAME_PERSON, 2, "met", "amara", ()),
        ),
    ],
)
def test_what_does_not_fit_together_is_named(people, needs, slots, met, expected):
    found = drafted(
        PEOPLE + people,
        "person,topic\n" + (needs or "Amara,vat\n"),
        SLOTS + (slots or SLOT),
        met and f"person,met,date\n{met}",
    )
    assert found.faults == (Fault(*expected),)


def test_a_name_of_several_people_asks_for_an_id():
    people = "id,name\n1,Amara\n2,Amara\n3,Dana\n"
    found = drafted(people, met="person,met,weeks\nAmara,Dana,3\n")
    assert found.faults == (
        Fault("needs.csv", FaultKind.AMBIGUOUS_PERSON, 2, "person", "Amara", ("1", "2")),
        Fault("met.csv", FaultKind.AMBIGUOUS_PERSON, 2, "person", "Amara", ("1", "2")),
    )
    close = drafted(people, "person,topic\nAmarra,vat\n")
    assert close.faults[0].expected == ("1", "2")


def test_words_that_suggest_nothing_ask_for_a_topic():
    found = drafted("name\nAmara\n", "person,need\nAmara,xyzzy\n")
    assert found.faults[0].kind is FaultKind.NO_TOPIC
    assert found.faults[0].expected == tuple(
        label for label in found.topics.values() if label in found.faults[0].expected
    )


def test_close_names_are_looked_for_only_so_often():
    needs = "person,topic\n" + "".join(f"Amarra{n},vat\n" for n in range(60))
    hints = [fault.expected for fault in drafted("name\nAmara\n", needs).faults]
    assert hints == [("Amara",)] * 50 + [()] * 10


def test_a_bad_row_in_one_file_does_not_hide_a_bad_row_in_another(week):
    needs = week.text("needs.csv").replace("SEO,yes", "basket weaving,yes")
    week.write("needs.csv", needs.encode())
    week.write("slots.csv", week.text("slots.csv").replace("28/11/2026", "28/13/2026").encode())
    code, _, err = week.compose()
    assert code == 2
    assert [line.split(":")[0].split("/")[-1] for line in err.splitlines()[:-1]] == [
        "slots.csv, line 3, column “date”",
        "needs.csv, line 2, column “topic”",
    ]
