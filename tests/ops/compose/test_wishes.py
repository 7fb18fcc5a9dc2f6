"""What a host fixes on the command line is kept, and its price is said."""

import json

import pytest


def tables(week, *wishes):
    code, out, err = week.compose("--json", "-", *wishes)
    assert code == 0, err
    return {
        cafe["id"]: {person["name"] for person in cafe["people"]}
        for cafe in json.loads(out)["cafes"]
    }, err


def test_a_pin_is_kept_by_slot_by_place_and_by_part_of_it(week):
    for table in ("tue-evening", "Library", "libr"):
        people, err = tables(week, "--pin", f"Esi Mensah={table}")
        assert "Esi Mensah" in people["tue-evening"]
        assert "Your wishes are kept. This costs" in err


def test_a_ban_is_kept_and_its_price_is_what_the_scores_differ_by(week):
    free, _ = tables(week)
    assert "Dana Levi" in free["tue-evening"] | free["sat"]
    bans = [f"--forbid=Dana Levi={table}" for table in free]
    people, err = tables(week, *bans)
    assert "Dana Levi" not in set().union(*people.values())
    assert "met need" in err


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (("--pin", "Nobody=sat"), "nobody in the list of people is called “Nobody”"),
        (("--pin", "Amara Okafor=Sunday"), "“Sunday” is not one table; expected tue-evening or"),
        (("--forbid", "Amara Okafor"), "is not one table"),
        (("--pin", "Dana Levi=a"), "is not one table"),
    ],
)
def test_a_wish_that_is_not_understood_is_named_and_nothing_written(week, wish, sentence):
    code, _, err = week.compose(*week.everything(), *wish)
    assert code == 2
    assert sentence in err
    assert list(week.out.iterdir()) == []


def test_wishes_that_contradict_each_other_are_refused(week):
    week.write(
        "people.csv",
        week.text("people.csv").replace("en,either,\n", "en,either,Hugo Stern\n").encode(),
    )
    wishes = ("--pin", "Amara Okafor=sat", "--pin", "Hugo Stern=sat")
    code, _, err = week.compose(*wishes)
    assert code == 2
    assert "--pin: cannot all be kept: 1 and 8 are pinned to sat but kept apart" in err
