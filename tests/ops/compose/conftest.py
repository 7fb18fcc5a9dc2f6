"""The cast's week in three files and a history, good until a test damages it."""

from pathlib import Path

import pytest

from knowcafe.__main__ import main

GOOD = {
    "people.csv": (
        "id,name,email,role,professional,know-how,free,cap,newcomer,languages,where,apart\n"
        "1,Amara Okafor,amara@example.org,baker,no,selling: done it,any,1,no,en,either,\n"
        "2,Bilal Khan,bilal@example.org,sales manager,no,selling: done it,Tue evening; Sat,1,,"
        '"en; ur",place,Hugo Stern\n'
        '3,Chidi Eze,chidi@example.org,lawyer,yes,"contracts: for a living; trademarks",evenings,2'
        ",,,,\n"
        "4,Dana Levi,dana@example.org,accountant,yes,VAT; pricing: done it,any,1,,,,\n"
        "5,Esi Mensah,esi@example.org,host,no,,any,2,,,,\n"
        "6,Farid Aziz,farid@example.org,facilitator,no,pricing: done it,24/11/2026,1,,,,\n"
        "7,Grace Lund,grace@example.org,potter,no,,sat; tue-evening,1,yes,,,\n"
        "8,Hugo Stern,hugo@example.org,stranger,no,SEO: done it,any,1,yes,,,\n"
    ),
    "needs.csv": (
        "person,need,topic,urgent,since,at least\n"
        'Amara Okafor,"How do I get found on Google, without paying for ads?",SEO,yes,3/11/2026,\n'
        "Bilal Khan,What must I know about VAT when I sell abroad?,,no,10/11/2026,for a living\n"
        "grace@example.org,I'd like company,,,,\n"
        "Hugo Stern,How should I price my first product?,Pricing,,,\n"
        "5,Who can look over the contract with my landlord?,contracts,,,\n"
    ),
    "slots.csv": (
        "id,date,start,end,zone,place,access,link,seats,tables,language\n"
        "tue-evening,24/11/2026,18:30,19:30,Europe/London,Library,Step-free,,10,1,\n"
        "sat,28/11/2026,11:00,12:00,Europe/London,Museum café,,,8,1,\n"
    ),
    "met.csv": "person,met,weeks ago\nAmara Okafor,Dana Levi,3\nBilal Khan,Hugo Stern,20\n",
}


class Week:
    """A folder with the files of a week and what the command made of it."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capfd = folder, capfd
        self.out = folder / "out"
        for name, text in GOOD.items():
            self.write(name, text.encode())

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def write(self, name: str, data: bytes) -> None:
        (self.folder / name).write_bytes(data)

    def change(self, name: str, old: str, new: str) -> None:
        text = self.text(name)
        assert old in text
        self.write(name, text.replace(old, new, 1).encode())

    def arguments(self, *more: str) -> list[str]:
        files = [(f"--{name[:-4]}", str(self.folder / name)) for name in GOOD]
        return ["compose", *(part for pair in files for part in pair), *more]

    def everything(self) -> list[str]:
        """Arguments that write every kind of file."""
        out = self.out
        self.out.mkdir(exist_ok=True)
        return [
            "--json",
            f"{out}/plan.json",
            "--csv",
            f"{out}/tables",
            "--html",
            f"{out}/plan.html",
        ]

    def compose(self, *more: str) -> tuple[int, str, str]:
        """The exit code, what was printed and what was said about it."""
        code = main(self.arguments(*more))
        printed = self.capfd.readouterr()
        return code, printed.out, printed.err


@pytest.fixture
def week(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Week:
    return Week(tmp_path, capfd)
