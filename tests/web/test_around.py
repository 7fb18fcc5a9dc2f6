"""The way around: what the top and the foot of a page lead to, for whom."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.test import Client

LINK = re.compile(r'<a href="([^"]+)"( aria-current="page")?>(.*?)</a>')


def plain(words: str) -> str:
    return re.sub("<[^>]+>", "", words).replace("&nbsp;", " ")


def nav(client: Client, path: str = "/london/") -> dict[str, str]:
    """The words of the bar's links, each with its address."""
    page = client.get(path).content.decode()
    bar = page.partition("<nav")[2].partition("</nav>")[0]
    return {plain(words): address for address, _here, words in LINK.findall(bar)}


def test_a_stranger_is_shown_what_anybody_may_do(cafe, client: Client) -> None:
    assert nav(client) == {
        "Next cafés": "/london/",
        "I need help": "/london/need/",
        "I can help": "/london/help/",
        "Sign in": "/sign-in/",
    }


def test_a_host_also_finds_the_hosts_pages(cafe, esi, client: Client) -> None:
    client.force_login(esi)
    assert nav(client) == {
        "Next cafés": "/london/",
        "I need help": "/london/need/",
        "I can help": "/london/help/",
        "This week": "/london/host/",
        "Who came": "/london/host/came/",
        "Forecasts": "/london/host/forecasts/",
        "People": "/london/host/people/",
        "Settings": "/london/host/settings/",
        "Esi · My page": "/me/",
        "Sign out": "/sign-out/",
    }


def test_the_page_one_is_on_says_so(cafe, client: Client) -> None:
    page = client.get("/london/").content.decode()
    assert [words for _address, here, words in LINK.findall(page) if here] == ["Next cafés"]


def test_without_a_chapter_there_is_home(db, client: Client) -> None:
    assert nav(client, "/nowhere/") == {"Sign in": "/sign-in/"}


@pytest.mark.parametrize(
    ("seats", "kinds"),
    [
        ("4 helps=1 peers=1 kept=1", ["know-how", "peer", "kept", "free"]),
        ("2 peers=3", ["peer", "peer", "peer"]),
    ],
)
def test_a_table_has_a_chair_for_everybody(seats: str, kinds: list[str]) -> None:
    drawn = Template("{% load pictures %}{% table_picture " + seats + " %}").render(Context())
    assert re.findall(r'circle class="([a-z-]+)" cx="[\d.]+" cy="[\d.]+" r="8"', drawn) == kinds
