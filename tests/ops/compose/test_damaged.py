"""Two hundred ways to hand in a bad file: a plan or a clear sentence, never a traceback."""

import csv
import io
import random
from collections.abc import Callable, Iterator

import pytest

FILES = ("people.csv", "needs.csv", "slots.csv", "met.csv")
Damage = Callable[[bytes], bytes]
Case = tuple[str, str, Damage, set[int]]

FINE, BAD, EITHER = {0}, {2}, {0, 2}


def replaced(old: str, new: str) -> Damage:
    def damage(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), 1)

    return damage


def recoded(encoding: str, mark: bytes = b"") -> Damage:
    return lambda data: mark + data.decode().encode(encoding)


def redelimited(delimiter: str, *, said: bool = False) -> Damage:
    def damage(data: bytes) -> bytes:
        out = io.StringIO(newline="")
        rows = csv.reader(io.StringIO(data.decode(), newline=""))
        csv.writer(out, delimiter=delimiter).writerows(rows)
        return (f"sep={delimiter}\n" if said else "").encode() + out.getvalue().encode()

    return damage


def flipped(seed: int) -> Damage:
    def damage(data: bytes) -> bytes:
        chance = random.Random(seed)  # noqa: S311 - the same damage on every run
        bytes_ = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            bytes_[chance.randrange(len(bytes_))] = chance.randrange(256)
        return bytes(bytes_)

    return damage


def shuffled(seed: int) -> Damage:
    def damage(data: bytes) -> bytes:
        lines = data.splitlines(keepends=True)
        random.Random(seed).shuffle(lines)  # noqa: S311 - the same damage on every run
        return b"".join(lines)

    return damage


def any_file() -> Iterator[tuple[str, Damage, set[int]]]:
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"):
        yield f"in {encoding}", recoded(encoding), FINE
    yield "in marked UTF-16, big end first", recoded("utf-16-be", b"\xfe\xff"), FINE
    yield "in the bytes of another century", recoded("cp500"), BAD
    for delimiter in ";\t|":
        yield f"with {delimiter!r} between cells", redelimited(delimiter), FINE
    yield "with a sep line", redelimited(";", said=True), FINE
    yield "with another delimiter in the header", lambda d: d.replace(b",", b"~", 2), EITHER
    yield "with old Mac lines", lambda d: d.replace(b"\n", b"\r"), FINE
    yield "with Windows lines", lambda d: d.replace(b"\n", b"\r\n"), FINE
    yield "with blank lines", lambda d: d.replace(b"\n", b"\n\n , ,\n"), FINE
    yield "without a last line break", lambda d: d.rstrip(b"\n"), FINE
    yield "with a title above", lambda d: b"Our week,,,\n\n" + d, FINE
    yield "in capitals", lambda d: d.split(b"\n")[0].upper() + d[d.index(b"\n") :], FINE
    yield "empty", lambda _d: b"", BAD
    yield "of spaces", lambda _d: b" \n\t\n", BAD
    yield "of delimiters", lambda _d: b",,,\n,,,\n", BAD
    yield "with the header alone", lambda d: d.split(b"\n")[0], BAD
    yield "without the header", lambda d: d.split(b"\n", 1)[1], BAD
    yield "with a header twice", lambda d: d.replace(b"\n", b",date\n", 1) + d, BAD
    yield "that is a spreadsheet", lambda d: b"PK\x03\x04" + d, BAD
    yield "that is a PDF", lambda _d: b"%PDF-1.7\n%\xe2\xe3", BAD
    yield "with zero bytes", lambda d: d[:40] + b"\0\0\0" + d[40:], BAD
    yield "with a bell", lambda d: d + b"\x07", BAD
    yield "of random bytes", lambda _d: random.Random(5).randbytes(4000), BAD  # noqa: S311 - fixed
    yield "that is JSON", lambda _d: b'{"people": []}', BAD
    yield "that is HTML", lambda _d: b"<table><tr><td>name</td></tr></table>", BAD
    yield "with an open quote", lambda d: d + b'"Amara', BAD
    yield "with an open quote above", lambda d: b'"' + d, EITHER
    yield "with an enormous field", lambda d: d + b"x" * 300_000, BAD
    yield "with too many cells", lambda d: d.rstrip(b"\n") + b",,,,,,,,,,,,,and more\n", BAD
    for part in (0.1, 0.35, 0.6, 0.9):
        yield f"cut off at {part}", lambda d, part=part: d[: int(len(d) * part)], EITHER
    for seed in range(6):
        yield f"with bytes flipped ({seed})", flipped(seed), EITHER
    yield "with its lines shuffled", shuffled(1), EITHER


PEOPLE = [
    ("a person twice", "2,Bilal Khan", "1,Bilal Khan", BAD),
    ("an e-mail twice", "bilal@", "amara@", BAD),
    ("no name", "2,Bilal Khan", "2,", BAD),
    ("no e-mail address", "bilal@example.org", "bilal at example", BAD),
    ("neither yes nor no", "sales manager,no", "sales manager,perhaps", BAD),
    ("an unknown topic", "selling: done it,Tue", "selling ice to penguins,Tue", BAD),
    ("an unknown depth", "selling: done it,Tue", "selling: in his sleep,Tue", BAD),
    ("a time nobody knows", "Tue evening; Sat", "Tuseday", BAD),
    ("never free", "Tue evening; Sat", "none", FINE),
    ("a date long ago", "24/11/2026", "24/11/1066", BAD),
    ("a date without a café", "24/11/2026", "25/11/2026", FINE),
    ("a date that is none", "24/11/2026", "31/11/2026", BAD),
    ("a negative cap", "Sat,1", "Sat,-1", BAD),
    ("no cap at all", "Sat,1", "Sat,0", FINE),
    ("an endless cap", "Sat,1", "Sat,1e9", BAD),
    ("newly come, perhaps", "any,1,no", "any,1,who knows", BAD),
    ("a place on the moon", '"en; ur",place', '"en; ur",moon', BAD),
    ("only online", '"en; ur",place', '"en; ur",online', FINE),
    ("no common language", "no,en,either", "no,Klingon,either", FINE),
    ("apart from a stranger", "place,Hugo Stern", "place,Nobody Known", BAD),
    ("apart from themselves", "place,Hugo Stern", "place,Bilal Khan", BAD),
    ("apart from everybody", "place,Hugo Stern", "place,1; 3; 4; 5; 6; 7; 8", FINE),
    ("a name of two lines", "Bilal Khan", '"Bilal\nKhan"', BAD),
    ("an endless name", "Bilal Khan", "Bilal" * 40, BAD),
    ("a formula for a name", "Grace Lund", "=HYPERLINK(1)", FINE),
    ("markup for a name", "Grace Lund", "<script>alert(1)</script> [red]", FINE),
    ("a right-to-left name", "Grace Lund", "نادية [/]", FINE),
    ("a misplaced comma", "lawyer,yes", "lawyer, barrister,yes", BAD),
]
NEEDS = [
    ("an unknown person", "Bilal Khan,", "Bilel Khan,", BAD),
    ("nobody", "Bilal Khan,", ",", BAD),
    ("no need", "I'd like company", "", BAD),
    ("words about nothing", "I'd like company", "xyzzy", BAD),
    ("words in another language", "I'd like company", "Ich suche jemanden zum Reden", BAD),
    ("an unknown topic", ",Pricing,", ",Penguins,", BAD),
    ("the company topic", "I'd like company,", "Somebody to talk to?,company", FINE),
    ("neither urgent nor not", "SEO,yes", "SEO,rather", BAD),
    ("an impossible date", "3/11/2026", "30/2/2026", BAD),
    ("an American date", "3/11/2026", "11/23/2026", BAD),
    ("a date after the week", "3/11/2026", "3/11/2027", BAD),
    ("a depth without a floor", "for a living", "bottomless", BAD),
    (
        "a need twice",
        "\nBilal",
        "\nHugo Stern,how should i PRICE my first product?,,,,\nBilal",
        BAD,
    ),
    ("an endless need", "I'd like company", "company " * 1000, BAD),
    ("a comma too many", '"How do I get found on Google, ', "How do I get found on Google, ", BAD),
]
SLOTS = [
    ("no seats", ",,8,1", ",,0,1", BAD),
    ("eleven seats", ",,8,1", ",,11,1", BAD),
    ("half a seat", ",,8,1", ",,1.5,1", BAD),
    ("one seat", ",,8,1", ",,1,1", FINE),
    ("no tables", ",,8,1", ",,8,0", BAD),
    ("more tables than people", ",,8,1", ",,8,40", FINE),
    ("a slot twice", "sat,28", "tue-evening,28", BAD),
    ("two slots at once", "28/11/2026,11:00,12:00", "24/11/2026,18:30,19:30", FINE),
    ("no date", "sat,28/11/2026", "sat,", BAD),
    ("an impossible date", "28/11/2026", "31/11/2026", BAD),
    ("a wrong weekday", "28/11/2026", "Friday 28 November 2026", BAD),
    ("a time the clocks skip", "28/11/2026,11:00,12:00", "28/3/2027,01:30,03:00", BAD),
    ("an end the clocks skip", "28/11/2026,11:00,12:00", "28/3/2027,00:30,01:30", BAD),
    ("a time that comes twice", "28/11/2026,11:00,12:00", "31/10/2027,01:30,02:30", FINE),
    ("a time that is none", "11:00", "25:00", BAD),
    ("no start", "11:00,", ",", BAD),
    ("no end", "11:00,12:00", "11:00,", FINE),
    ("an end before the start", "12:00", "10:00", BAD),
    ("a zone that is none", "Europe/London,Museum", "Europe/Atlantis,Museum", BAD),
    ("a zone with a way out", "Europe/London,Museum", "../../etc/passwd,Museum", BAD),
    ("another zone", "Europe/London,Museum", "Asia/Kolkata,Museum", FINE),
    ("a link that runs", "café,,,8", "café,,javascript:alert(1),8", BAD),
    ("a table in a language nobody speaks", "8,1,", "8,1,Welsh", FINE),
]
MET = [
    ("strangers", "Dana Levi,3", "Nobody Known,3", FINE),
    ("one person", "Dana Levi,3", "Amara Okafor,3", BAD),
    ("a negative time", "Levi,3", "Levi,-3", BAD),
    ("no time", "Levi,3", "Levi,", BAD),
    ("nobody", "Amara Okafor,", ",", BAD),
    ("a pair twice", "3\n", "3\nDana Levi,Amara Okafor,1\n", FINE),
]


def cases() -> Iterator[Case]:
    for file in FILES:
        for name, damage, codes in any_file():
            yield f"{file} {name}", file, damage, codes
    cells = {"people.csv": PEOPLE, "needs.csv": NEEDS, "slots.csv": SLOTS, "met.csv": MET}
    for file, rows in cells.items():
        for name, old, new, codes in rows:
            yield f"{file}: {name}", file, replaced(old, new), codes


CASES = list(cases())


def test_there_are_two_hundred():
    assert len({name for name, *_ in CASES}) == len(CASES) >= 200


@pytest.mark.parametrize(
    ("file", "damage", "codes"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_damaged_file_gives_a_plan_or_a_clear_sentence(week, file, damage, codes):
    week.write(file, damage((week.folder / file).read_bytes()))
    code, out, err = week.compose(*week.everything())
    written = sorted(p.name for p in week.out.rglob("*") if p.is_file())
    assert code in codes, out + err
    assert "Traceback" not in out + err
    if code == 2:
        assert (out, written) == ("", [])
        *faults, last = [line for line in err.splitlines() if not line.startswith("…")]
        assert all(any(name in fault for name in FILES) for fault in faults), err
        assert codes == EITHER or any(file in fault for fault in faults), err
        assert last.endswith("nothing was written.")
    else:
        assert written == ["cafes.csv", "plan.html", "plan.json", "seats.csv", "unmet.csv"]
