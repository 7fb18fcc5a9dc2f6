"""The console script `knowcafe`."""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from knowcafe import __version__

MOST_SEED = 2**32 - 1

COLUMNS = """\
columns in any order and spelling; comma, semicolon, tab or | between cells;
a * is needed:
  people  name*, id, email, role, professional, know-how, free, cap, cap in all,
          newcomer, languages, where, apart
          know-how: “pricing: for a living; SEO: done it”
          free: “Tue evening; 2026-11-28”, “any”, “none”
  needs   person*, need* (in their own words) or topic*, urgent, at least,
          since or weeks waiting
  slots   date*, start*, end or minutes, id, zone, place, access, link, seats,
          tables, language
  met     person*, met*, weeks ago* or date*

Everything about them: docs/reference/files.md
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 2 bad input, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    options = _parser().parse_args(arguments)
    try:
        if problem := _wake_django(options):
            print(problem, file=sys.stderr)
            return 2
        code: int = options.run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _wake_django(options: argparse.Namespace) -> str:
    """Sentences and pages are Django's; `--version` and `--help` do without, and are quick.

    Only a command that keeps data makes the folder for it. Links in mail follow the port.
    Returns what is wrong with the settings; empty where nothing is.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowcafe.settings")
    if "prepare" in options:
        options.prepare(options)
    if "port" in options:
        os.environ.setdefault("KNOWCAFE_ADDRESS", f"http://localhost:{options.port}")
    try:
        settings = importlib.import_module("knowcafe.settings")
    except ValueError as bad:
        return str(bad)
    try:
        if options.keeps_data:
            settings.open_data()
    except OSError as stuck:
        return f"The data folder cannot be used: {stuck}"
    importlib.import_module("django").setup()
    return ""


def _compose(options: argparse.Namespace) -> int:
    command = importlib.import_module("knowcafe.ops.compose.command")
    files = command.Files(
        *(options.people, options.needs, options.slots, options.met),
        *(options.json, options.csv, options.html),
    )
    wishes = [command.Wish("--pin", text) for text in options.pin]
    wishes += [command.Wish("--forbid", text) for text in options.forbid]
    code: int = command.compose_command(
        files, seed=options.seed, table=options.table, wishes=wishes
    )
    return code


def _demo(options: argparse.Namespace) -> int:
    if options.files:
        put = importlib.import_module("knowcafe.ops.demo.files").put_files
        code: int = put(options.files, today=datetime.now().astimezone().date())
        return code
    run = importlib.import_module("knowcafe.ops.demo.run")
    asked = run.Asked(
        stage=run.Stage(options.stage) if options.stage else None,
        seed=options.seed,
        host=options.host,
        wanted=options.wanted,
        port=options.port,
        is_reset=options.reset,
        opens_page=not options.no_open,
    )
    rng = importlib.import_module("numpy.random").default_rng(options.seed)
    served: int = run.demo(asked, rng=rng, clock=_now)
    return served


def _demo_settings(options: argparse.Namespace) -> None:
    """A demo has a folder of its own, and whatever the environment says stays on this machine."""
    share = os.environ.get("XDG_DATA_HOME", "") or "~/.local/share"
    os.environ["KNOWCAFE_DATA"] = str(options.data or Path(share, "knowcafe-demo"))
    os.environ["KNOWCAFE_DEMO"] = "yes"
    options.wanted = options.port
    options.port = importlib.import_module("knowcafe.ops.demo.port").free_port(options.port)
    os.environ["KNOWCAFE_ADDRESS"] = f"http://localhost:{options.port}"
    options.keeps_data = not options.files


def _now() -> datetime:
    return datetime.now(UTC)


def _serve(options: argparse.Namespace) -> int:
    serve = importlib.import_module("knowcafe.ops.serve.run").serve
    code: int = serve(host=options.host, port=options.port, clock=_now)
    return code


def _import(options: argparse.Namespace) -> int:
    bring_in = importlib.import_module("knowcafe.ops.importing.run").import_command
    code: int = bring_in(options, now=_now())
    return code


def _rehearse(options: argparse.Namespace) -> int:
    rehearse = importlib.import_module("knowcafe.ops.rehearse").rehearse_command
    rng = importlib.import_module("numpy.random").default_rng(options.seed)
    code: int = rehearse(options, now=_now(), rng=rng)
    return code


def _createhost(options: argparse.Namespace) -> int:
    create = importlib.import_module("knowcafe.ops.createhost").create_host_command
    code: int = create(options, now=_now())
    return code


def _let_in(options: argparse.Namespace) -> int:
    let_in = importlib.import_module("knowcafe.ops.letin").let_in_command
    code: int = let_in(options.email, forget=options.forget_second_factor, now=_now())
    return code


def _doctor(options: argparse.Namespace) -> int:  # noqa: ARG001 – all commands are called alike
    examine = importlib.import_module("knowcafe.ops.doctor").doctor
    code: int = examine(now=_now())
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="knowcafe",
        description="The right ten people at the table, every week.",
    )
    parser.add_argument("--version", action="version", version=f"knowcafe {__version__}")
    parser.set_defaults(keeps_data=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_demo(commands)
    _add_compose(commands)
    _add_createhost(commands)
    _add_import(commands)
    _add_rehearse(commands)
    _add_serve(commands)
    _add_let_in(commands)
    _add_doctor(commands)
    return parser


def _add_demo(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    what = "serve an invented London chapter to this machine, and open it"
    demo = commands.add_parser("demo", help=what, description=f"{what[0].upper()}{what[1:]}.")
    demo.set_defaults(run=_demo, prepare=_demo_settings)
    add = demo.add_argument
    stages = ("quarter", "planned", "invited", "after", "tonight")
    add("--stage", choices=stages, help="how far its week has come (quarter), or its hour")
    add("--seed", type=_number(0, MOST_SEED), default=7, metavar="N", help="another history (7)")
    add("--port", type=_number(1, 65535), default=8000, metavar="N", help="or the next free (8000)")
    add("--host", default="127.0.0.1", help="an interface of this machine (127.0.0.1)")
    add("--data", type=Path, metavar="FOLDER", help="where it is kept")
    add("--reset", action="store_true", help="delete the demo that is kept and start over")
    add("--no-open", action="store_true", help="do not open the page in a browser")
    add("--files", type=Path, metavar="FOLDER", help="write example files for compose, that is all")


def _add_compose(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    compose = commands.add_parser(
        "compose",
        help="compose a week of cafés from CSV files",
        description="Compose a week of cafés: who sits where, and why.",
        epilog=COLUMNS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    compose.set_defaults(run=_compose)
    add = compose.add_argument
    for name, what in _FILES.items():
        add(f"--{name}", type=Path, required=name != "met", metavar="FILE", help=what)
    add(
        "--seed",
        type=_number(0, MOST_SEED),
        default=0,
        metavar="N",
        help="equal seeds, equal plans (0)",
    )
    add(
        "--table",
        type=_number(2, 10),
        default=10,
        metavar="N",
        help="seats where slots do not say (10)",
    )
    add(
        "--pin",
        action="append",
        default=[],
        metavar="WHO=WHERE",
        help="seat somebody at a table (its slot or place) and solve the rest again",
    )
    add(
        "--forbid",
        action="append",
        default=[],
        metavar="WHO=WHERE",
        help="keep somebody from a table; either says what it costs",
    )
    add("--json", metavar="FILE", help="write the plan as JSON; - prints it")
    add("--csv", type=Path, metavar="FOLDER", help="write cafes.csv, seats.csv and unmet.csv")
    add("--html", type=Path, metavar="FILE", help="write a page to print or mail")


def _add_createhost(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    what = "open a chapter with its first host and its weekly café"
    create = commands.add_parser("createhost", help=what, description=f"{what.capitalize()}.")
    create.set_defaults(run=_createhost, keeps_data=True)
    add = create.add_argument
    add("email", help="the host's address")
    add("--name", required=True, help="what the host is called")
    add("--chapter", required=True, metavar="NAME", help="London")
    add("--zone", required=True, help="whose clock: Europe/London")
    add("--place", required=True, help="where it meets, for everybody to see")
    add("--every", required=True, metavar="WHEN", help="weekday and time: “Thu 18:30”")
    add("--minutes", type=_number(15, 480), default=90, metavar="N", help="how long (90)")
    add("--access", default="", help="steps, lift, hearing loop, nearest stop")
    add("--seats", type=_number(2, 10), default=10, metavar="N", help="at the table (10)")
    add("--closed", action="store_true", help="invisible to everybody but its members")


def _add_import(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    what = "bring people into a chapter: files of compose, or a list from Luma or Meetup"
    bring = commands.add_parser(
        "import",
        help=what,
        description=f"{what[0].upper()}{what[1:]}. Nobody is mailed; the same files again change"
        " nothing.",
        epilog=COLUMNS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    bring.set_defaults(run=_import, keeps_data=True)
    add = bring.add_argument
    add("--chapter", required=True, metavar="NAME", help="which one: london")
    which = bring.add_mutually_exclusive_group(required=True)
    which.add_argument("--people", type=Path, metavar="FILE", help=_FILES["people"])
    what = "what Luma, Meetup or Eventbrite exported"
    which.add_argument("--history", type=Path, metavar="FILE", help=what)
    for name in ("needs", "slots"):
        add(f"--{name}", type=Path, metavar="FILE", help=_FILES[name])
    what = "which day --history is about, if the file does not say: 2026-01-15"
    add("--event-date", type=_day, metavar="DAY", help=what)
    what = "take a column of --history as email, name, said, came …; “email=Contact”"
    add("--column", action="append", default=[], metavar="FIELD=HEADER", help=what)
    add("--by", default="", metavar="EMAIL", help="the host who does it (the first)")
    add("--dry-run", action="store_true", help="say what would become of every row")


def _add_rehearse(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    what = "play a year with a chapter's own people, under today's rules and changed ones"
    play = commands.add_parser(
        "rehearse",
        help=what,
        description=f"{what[0].upper()}{what[1:]}. Nothing is changed and nobody is mailed.",
    )
    play.set_defaults(run=_rehearse, keeps_data=True)
    add = play.add_argument
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    add("--chapter", required=True, metavar="NAME", help="which one: london")
    add("--table", type=_number(2, 10), metavar="N", help="seats at the table")
    add("--floor", type=_number(2, 10), metavar="N", help="with fewer people a café is thin")
    add("--weekday", type=str.lower, choices=days, help="another day of the week")
    add("--ask-days", type=_number(2, 21), metavar="N", help="invite so many days ahead")
    add("--reserves", type=_number(0, 10), metavar="N", help="at most so many beyond the table")
    add("--no-question", action="store_true", help="ask nobody the day before")
    add("--no-invitations", action="store_true", help="invite no members")
    add("--most-asked", type=_number(0, 100), metavar="N", help="ask at most so many a café")
    add("--no-short-notice", action="store_true", help="ask nobody at short notice")
    add("--no-call-up", action="store_true", help="call up no reserves and offer no seats")
    add("--second-table", action="store_true", help="open one when somebody could run it")
    add("--seeds", type=_number(2, 500), default=20, metavar="N", help="years to play (20)")
    add("--seed", type=_number(0, MOST_SEED), default=0, metavar="N", help="which years (0)")
    add("--json", action="store_true", help="print everything as JSON")


def _add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    what = "serve the pages and send the mail"
    serve = commands.add_parser("serve", help=what, description=f"{what.capitalize()}.")
    serve.set_defaults(run=_serve, keeps_data=True)
    add = serve.add_argument
    add("--host", default="127.0.0.1", help="the interface to listen on (127.0.0.1)")
    add("--port", type=_number(1, 65535), default=8000, metavar="N", help="the port (8000)")


def _add_let_in(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    what = "print a link that signs somebody in once, when mail is down"
    let_in = commands.add_parser("let-in", help=what, description=f"{what[0].upper()}{what[1:]}.")
    let_in.set_defaults(run=_let_in, keeps_data=True)
    add = let_in.add_argument
    add("email", help="the address they sign in with")
    add(
        "--forget-second-factor",
        action="store_true",
        help="remove their passkeys, app and recovery codes, which they have lost",
    )


def _add_doctor(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    what = "say what is wrong with this installation, and how to mend it"
    doctor = commands.add_parser("doctor", help=what, description=f"{what.capitalize()}.")
    doctor.set_defaults(run=_doctor)


_FILES = {
    "people": "who may come, what they know, when they are free",
    "needs": "who needs what, in their own words",
    "slots": "when and where a café could be held",
    "met": "who has met whom",
}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day like 2026-01-15") from None


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = int(text) if text.isdecimal() and len(text) < 20 else -1
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is not a number from {least} to {most}")
        return number

    return read


if __name__ == "__main__":
    sys.exit(main())
