import csv
import io
import json
import os
import signal
import subprocess
import sys

import pytest

from knowcafe import __version__
from knowcafe.__main__ import main
from knowcafe.core.matching import Plan
from knowcafe.core.matching.violations import Rule, Violation
from knowcafe.ops.compose import run

ENVIRONMENT = {"PATH": os.environ.get("PATH", ""), "COLUMNS": "80"}


def knowcafe(*arguments, **options):
    command = [sys.executable, "-m", "knowcafe", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, **options
    )


def test_a_week_is_shown_and_written(week):
    code, out, err = week.compose(*week.everything())
    assert code == 0
    assert out.splitlines()[1].strip() == "Knowledge cafés, 24 to 28 November 2026"
    assert [line.split(" ")[0] for line in err.splitlines()] == ["Written:"] * 5
    plan = json.loads((week.out / "plan.json").read_text(encoding="utf-8"))
    texts = {p.stem: p.read_text(encoding="utf-8") for p in week.out.rglob("*.csv")}
    tables = {name: list(csv.DictReader(io.StringIO(text))) for name, text in texts.items()}
    seated = {(cafe["id"], p["id"]) for cafe in plan["cafes"] for p in cafe["people"]}
    assert {(row["cafe"], row["person"]) for row in tables["seats"]} == seated
    assert [row["need"] for row in tables["unmet"]] == [u["need"] for u in plan["unmet"]]
    assert [row["cafe"] for row in tables["cafes"]] == [cafe["id"] for cafe in plan["cafes"]]
    assert (week.out / "plan.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_json_can_be_printed_instead_and_has_the_promised_shape(week):
    code, out, err = week.compose("--json", "-", "--seed", "7")
    plan = json.loads(out)
    assert (code, err, plan["schema"], plan["seed"]) == (0, "", "knowcafe.plan/1", 7)
    assert list(plan) == [
        *("schema", "title", "seed", "cafes", "unmet", "needs", "score", "bound"),
        *("gap", "proven", "notes"),
    ]
    needs = {need["id"]: need for need in plan["needs"]}
    assert list(needs) == ["need-2", "need-3", "need-4", "need-5", "need-6"]
    met = {m["need"] for c in plan["cafes"] for p in c["people"] for m in p["helped"]}
    assert met | {unmet["need"] for unmet in plan["unmet"]} == set(needs)
    assert len(met) == plan["score"]["needs"]
    assert needs["need-3"]["guesses"][0]["topic"] == needs["need-3"]["topic"] == "vat"


def test_equal_files_and_seed_give_equal_bytes(week):
    assert week.compose("--json", "-")[1] == week.compose("--json", "-")[1]


@pytest.mark.parametrize(
    ("other", "title"),
    [
        ("24/11/2026", "Knowledge cafés, 24 November 2026"),
        ("28/11/2026", "Knowledge cafés, 24 to 28 November 2026"),
        ("1/12/2026", "Knowledge cafés, 24 November to 1 December 2026"),
        ("5/1/2027", "Knowledge cafés, 24 November 2026 to 5 January 2027"),
    ],
)
def test_the_title_says_when(week, other, title):
    week.change("slots.csv", "28/11/2026", other)
    assert json.loads(week.compose("--json", "-")[1])["title"] == title


def test_the_order_of_the_rows_does_not_matter(week):
    before = week.compose("--json", "-")[1]
    header, *rows = week.text("people.csv").splitlines()
    week.write("people.csv", "\n".join([header, *reversed(rows)]).encode())
    assert week.compose("--json", "-")[1] == before
    header, *rows = week.text("needs.csv").splitlines()
    week.write("needs.csv", "\n".join([header, *reversed(rows)]).encode())
    seats = [[p["id"] for p in cafe["people"]] for cafe in json.loads(before)["cafes"]]
    after = json.loads(week.compose("--json", "-")[1])
    assert [[p["id"] for p in cafe["people"]] for cafe in after["cafes"]] == seats


def test_a_smaller_table_seats_fewer(week):
    week.change("slots.csv", "Step-free,,10,", "Step-free,,,")
    plan = json.loads(week.compose("--json", "-", "--table", "4")[1])
    assert {cafe["id"]: cafe["seats"] for cafe in plan["cafes"]}["tue-evening"] == 4


def test_columns_and_people_that_are_not_used_are_mentioned(week):
    week.change("people.csv", "id,name", "id,Shoe size,name")
    text = week.text("people.csv").replace(",", ",38,", 8).replace("38,Shoe", "Shoe")
    lines = [line.replace(",", ",38,", 1) for line in week.text("people.csv").splitlines()[1:]]
    week.write("people.csv", "\n".join([text.splitlines()[0].replace("38,", ""), *lines]).encode())
    week.change("met.csv", "Dana Levi,3", "Nobody Known,3")
    people, met = week.folder / "people.csv", week.folder / "met.csv"
    assert week.compose()[2].splitlines() == [
        f"{people}: column “Shoe size” is not used.",
        f"{met}: one row names somebody who is not in {people}; it is left out.",
    ]


def test_fifty_faults_are_shown_and_the_rest_counted(week):
    week.write("people.csv", b"name,cap\n" + b"Amara,much\n" * 1234)
    code, out, err = week.compose()
    lines = err.splitlines()
    assert (code, out, len(lines)) == (2, "", 52)
    assert lines[0].endswith(
        "people.csv, line 2, column “cap”: “much” is not a whole number from 0 to 20"
    )
    assert lines[50:] == ["… and 1184 more", "1234 things to put right; nothing was written."]


def test_files_that_are_not_there_are_named_together(week):
    for name in ("people.csv", "slots.csv"):
        (week.folder / name).unlink()
    code, _, err = week.compose()
    assert (code, [line.split("/")[-1] for line in err.splitlines()]) == (
        2,
        [
            "people.csv: cannot be read (No such file or directory)",
            "slots.csv: cannot be read (No such file or directory)",
            "2 things to put right; nothing was written.",
        ],
    )


def test_a_file_may_be_too_large(week):
    with (week.folder / "needs.csv").open("wb") as file:
        file.truncate(65_000_000)
    assert week.compose()[2].splitlines()[0].endswith("needs.csv: is 65 MB; at most 64 MB are read")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--json", "{out}"], "is a folder"),
        (["--json", "{out}/no/such/plan.json"], "No such file or directory"),
        (["--csv", "{in}/people.csv"], "Not a directory"),
        (["--json", "{in}/people.csv"], "it is already one of the files of this command"),
        (["--json", "{out}/a", "--html", "{out}/b/../a"], "it is already one of the files"),
    ],
)
def test_places_that_cannot_be_written_to(week, arguments, why):
    week.out.mkdir()
    before = week.text("people.csv")
    paths = [a.replace("{out}", str(week.out)).replace("{in}", str(week.folder)) for a in arguments]
    code, out, err = week.compose(*paths)
    assert (code, out) == (2, "")
    assert why in err
    assert err.endswith("; nothing was written.\n")
    assert len(err.splitlines()) == 1
    assert list(week.out.iterdir()) == []
    assert week.text("people.csv") == before


@pytest.mark.parametrize(
    "arguments", [[], ["dance"], ["compose"], ["--seed", "-1"], ["--table", "11"], ["--table", "x"]]
)
def test_a_command_line_that_makes_no_sense(week, arguments):
    line = week.arguments(*arguments) if arguments[:1] in (["--seed"], ["--table"]) else arguments
    with pytest.raises(SystemExit) as caught:
        main(line)
    assert caught.value.code == 2


def test_the_version_and_the_columns_can_be_asked_for():
    assert knowcafe("--version").stdout == f"knowcafe {__version__}\n"
    helped = knowcafe("compose", "--help", env=ENVIRONMENT).stdout
    assert "know-how: “pricing: for a living; SEO: done it”" in helped


def test_the_example_files_are_a_command_away(tmp_path, capfd):
    assert main(["demo", "--files", str(tmp_path / "demo")]) == 0
    assert "knowcafe compose --people" in capfd.readouterr().out
    assert (tmp_path / "demo" / "people.csv").exists()


def test_a_plan_that_breaks_a_rule_is_not_written(week, monkeypatch):
    def broken(_problem: object, _plan: Plan) -> tuple[Violation, ...]:
        return (Violation(Rule.APART, "sat", ("1", "2")),)

    monkeypatch.setattr(run, "violations", broken)
    code, out, err = week.compose(*week.everything())
    assert (code, out, list(week.out.iterdir())) == (1, "", [])
    assert err == (
        "The plan broke its own rules (sat: Amara Okafor and Bilal Khan should not share a table.)"
        "; nothing was written.\n"
    )


def test_from_the_shell_with_a_printer_that_knows_no_accents(week):
    week.change("people.csv", "Grace Lund", "Gráce Łund")
    done = knowcafe(*week.arguments(), env=ENVIRONMENT | {"PYTHONIOENCODING": "ascii:strict"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "Gr?ce ?und" in done.stdout


def test_from_the_shell_bad_input_ends_with_two(week):
    week.write("needs.csv", b"\x00\x01\x02")
    done = knowcafe(*week.arguments())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("nothing was written.\n")


def test_whoever_reads_only_the_first_lines_sees_no_traceback(week):
    command = [sys.executable, "-m", "knowcafe", *week.arguments("--json", "-")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert (process.stderr.read(), process.wait(60)) == (b"", 0)


def _hear_interrupts() -> None:
    """Whatever is started in the background is started deaf."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_ends_in_one_line(week):
    people = week.folder / "people.csv"
    people.unlink()
    os.mkfifo(people)
    command = [sys.executable, "-m", "knowcafe", *week.arguments(*week.everything())]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_hear_interrupts,  # noqa: PLW1509 – no thread of ours is running
    )
    with process, people.open("wb"):  # the command now waits for the people to be written
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)
    assert (process.returncode, *said) == (130, b"", b"Stopped; nothing was written.\n")
    assert list(week.out.iterdir()) == []


def test_a_hundred_thousand_rows_give_a_sentence(week):
    text = io.StringIO()
    text.write("name,know-how\n")
    text.writelines(f"Person {n},penguins\n" for n in range(100_000))
    week.write("people.csv", text.getvalue().encode())
    code, _, err = week.compose()
    assert (code, err.splitlines()[0].split("people.csv")[1]) == (
        2,
        ": has more than 10000 rows; split it up",
    )


@pytest.mark.parametrize(
    ("name", "header", "row", "said"),
    [
        ("needs.csv", "person,need", "Nobody {n},What is it?", 2),
        ("needs.csv", "person,need", ",What is it?", 52),
        ("slots.csv", "date,start", "soon,{n}", 52),
        ("met.csv", "person,met,weeks", "Nobody {n},Nobody,many", 52),
        ("people.csv", "name,cap", "Person {n},much", 52),
    ],
)
def test_a_hundred_thousand_bad_rows_are_refused(week, name, header, row, said):
    rows = (row.format(n=n) for n in range(100_000))
    week.write(name, "\n".join([header, *rows]).encode())
    code, out, err = week.compose(*week.everything())
    assert (code, out, list(week.out.iterdir())) == (2, "", [])
    assert len(err.splitlines()) == said


def test_a_long_history_is_no_trouble(week):
    rows = (f"Nobody {n},Nobody,{n % 50}" for n in range(100_000))
    week.write(
        "met.csv", "\n".join(["person,met,weeks", "Amara Okafor,Dana Levi,3", *rows]).encode()
    )
    code, _, err = week.compose()
    assert (code, err.splitlines()[0].split("met.csv: ")[1].split(" ")[0]) == (0, "100000")
