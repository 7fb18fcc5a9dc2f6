"""A letter's text as a page: every habit of writing, and nothing of what people typed gets out."""

import pytest

from knowcafe.outbox.transports.page import page

DASHES = "-- "
TEXT = f"""Hello <b>Amara</b>,

There is a seat.

Thursday 25 March, 18:30
Brixton & Library

Can’t make it? Then somebody else can come, so please tell us:
http://localhost:8000/place/a/

Release my seat:
http://localhost:8000/place/b/
The two digits the page asks for: 42

http://localhost:8000/me/

Join online:
https://meet.example.org/x

{DASHES}
You get this because.
The rule: http://localhost:8000/london/rule/
"""


@pytest.mark.parametrize(
    "line",
    [
        "<h1>A seat &amp; you</h1>",
        "<p>Hello &lt;b&gt;Amara&lt;/b&gt;,</p>",
        '<div class="facts"><div class="first">Thursday 25 March, 18:30</div>',
        "<div>Brixton &amp; Library</div></div>",
        "<p>Can’t make it? Then somebody else can come, so please tell us:</p>",
        '<a class="button" href="http://localhost:8000/place/a/">Open the page</a>',
        '<a class="button" href="http://localhost:8000/place/b/">Release my seat</a>',
        '<p>The two digits the page asks for: <span class="digits">42</span></p>',
        '<a class="button" href="http://localhost:8000/me/">Open the page</a>',
        '<p>Join online:<br><a href="https://meet.example.org/x">https://meet.example.org/x</a></p>',
        "<p>You get this because.</p>",
        '<p><a href="http://localhost:8000/london/rule/">The rule</a></p>',
    ],
)
def test_every_habit(line: str) -> None:
    assert line in page("A seat & you", TEXT)


def test_a_letter_without_small_print_has_none() -> None:
    assert 'class="small"' not in page("s", "Hello")


def test_nothing_is_loaded_from_anywhere() -> None:
    shown = page("s", TEXT)
    assert [w for w in ("<img", "<script", "src=", "@import", "url(", "<link") if w in shown] == []
