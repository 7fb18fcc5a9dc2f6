"""The reference says what the reader reads and the command writes, no more and no less."""

import json
import re
from pathlib import Path

import pytest

from knowcafe.core.exchange import met, needs, people, slots
from knowcafe.core.topics import starting_tree

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"
FILES = (REFERENCE / "files.md").read_text(encoding="utf-8")
SCHEMAS = {
    "people.csv": people.SCHEMA,
    "needs.csv": needs.SCHEMA,
    "slots.csv": slots.SCHEMA,
    "met.csv": met.SCHEMA,
}


def section(title):
    return re.search(rf"^## {re.escape(title)}.*?(?=^## |\Z)", FILES, re.MULTILINE | re.DOTALL)[0]


def rows(text):
    return [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in text.splitlines()
        if line.startswith("| ")
    ][1:]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_column_and_every_name_of_it_is_documented(name):
    documented = [
        (column.strip("*"), *names.split(", ")) for column, names, _ in rows(section(name))
    ]
    assert sorted(documented) == sorted(column.names for column in SCHEMAS[name].columns)


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_is_needed_is_set_in_bold(name):
    schema = SCHEMAS[name]
    first = {column.field: column.names[0] for column in schema.columns}
    bold = [column.strip("*") for column, *_ in rows(section(name)) if column.startswith("*")]
    assert bold == [first[group[0]] for group in schema.needed]


def test_every_topic_is_listed():
    assert rows(section("Topics")) == [
        (area.label, "; ".join(topic.label for topic in area.topics))
        for area in starting_tree().areas
    ]


def test_limits_are_stated():
    for most in (people.MOST_PEOPLE, needs.MOST_NEEDS, slots.MOST_SLOTS, met.MOST_MET):
        assert f"{most:,}" in FILES


def keys(value):
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def test_every_key_of_the_json_is_documented(week):
    plan = json.loads(week.compose("--json", "-")[1])
    documented = set(re.findall(r"`([a-z_]+)`", section("The plan as JSON")))
    assert keys(plan) - documented == set()


def test_every_column_of_the_tables_is_documented(week):
    week.compose(*week.everything())
    written = {p.name: p.read_text().splitlines()[0] for p in week.out.rglob("*.csv")}
    documented = dict(rows(section("The plan as tables")))
    assert {name: ", ".join(text.split(",")) for name, text in written.items()} == documented
