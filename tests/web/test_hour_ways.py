"""Ways to spend the hour: look, change for the chapter, copy, reset."""

from __future__ import annotations

import pytest

from knowcafe.core.hour import templates, to_data
from knowcafe.floor.models import OwnTemplate
from knowcafe.floor.queries import template_named
from knowcafe.web.host.forms.hour import TemplateForm
from tests.web.hosting import sign_in_as_host

LIST = "/london/host/hour/"
SIMPLE = f"{LIST}{templates()[0].id}/"


def typed(name: str = "simple", **more: str) -> dict[str, str]:
    """The form as it is shown, and what is typed over it."""
    template = next(one for one in templates() if one.id == name)
    form = TemplateForm(template)
    shown = {
        each.html_name: str(each.value() or "")
        for part in (form.about, *form.parts, form.more)
        for each in part
    }
    return shown | {"do": "keep"} | {key.replace("_", "-", 1): v for key, v in more.items()}


@pytest.fixture
def host(client, london, esi):
    sign_in_as_host(client, esi)
    return client


def test_each_has_its_line_and_its_picture(host) -> None:
    text = host.get(LIST).content.decode()
    assert [one.title for one in templates() if one.title not in text] == []
    assert text.count('class="hour-bar"') == len(templates())
    assert "Names 8 minutes, Small tables 16 minutes, Small tables 16 minutes" in text
    assert "for 2 people" in text
    assert "changed here" not in text


@pytest.mark.parametrize("name", [one.id for one in templates()])
def test_keeping_what_was_not_touched_changes_nothing(host, london, name) -> None:
    assert host.post(f"/london/host/hour/{name}/", typed(name)).status_code == 302
    ours = next(one for one in templates() if one.id == name)
    assert template_named(london, name) == ours


def test_a_chapter_changes_one_and_has_it_back(host, london) -> None:
    change = typed(p1_minutes="12", p1_title="At tables", p0_out="on")
    change |= {"more-kind": "silent", "more-title": "Write", "more-minutes": "3", "more-after": "0"}
    assert host.post(SIMPLE, change).url == f"{LIST}?said=keep#simple"
    kept = template_named(london, "simple")
    assert kept
    assert [(part.title, part.minutes) for part in kept.parts][:2] == [
        ("Write", 3),
        ("At tables", 12),
    ]
    assert kept.minutes == 47
    assert "changed here" in host.get(f"{LIST}?said=keep").content.decode()
    assert host.post(SIMPLE, {"do": "reset"}).url == f"{LIST}?said=reset#simple"
    assert not OwnTemplate.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"p1_minutes": "900"}, "A part takes two hours at most."),
        ({"p1_title": ""}, "Every part has a name."),
        ({"more_kind": "circle", "more_minutes": ""}, "How many minutes?"),
    ],
)
def test_what_was_typed_is_kept(host, wrong, said) -> None:
    answer = host.post(SIMPLE, typed(p0_prompt="Say hello, all of you", **wrong))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert said in text
    assert "Say hello, all of you" in text
    assert not OwnTemplate.objects.exists()


def test_an_hour_has_an_end(host) -> None:
    answer = host.post(SIMPLE, typed(p1_minutes="120", p2_minutes="120"))
    assert answer.status_code == 422
    assert "no more than four hours" in answer.content.decode()


@pytest.mark.parametrize(
    ("cues", "said"),
    [
        ("Tell\n2 Share", "is no step"),
        ("2 Share", "The steps take 2 minutes together, the part takes 12."),
    ],
)
def test_steps_fill_their_part(host, cues, said) -> None:
    answer = host.post("/london/host/hour/troika/", typed("troika", p1_cues=cues))
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_copy_is_the_chapter_s_own_and_can_be_taken_away(host, london) -> None:
    assert host.post(SIMPLE, {"do": "copy", "title": "Café for two of us"}).status_code == 302
    own = template_named(london, "cafe-for-two-of-us")
    assert own
    assert own.title == "Café for two of us"
    assert "your own" in host.get(LIST).content.decode()
    again = host.post(SIMPLE, {"do": "copy", "title": "Café, for two of us"})
    assert again.status_code == 409
    assert 'value="Café, for two of us"' in again.content.decode()
    assert host.post(SIMPLE, {"do": "copy"}).status_code == 422
    host.post(f"{LIST}cafe-for-two-of-us/", {"do": "reset"})
    assert host.get(f"{LIST}cafe-for-two-of-us/").status_code == 404


def test_what_a_chapter_keeps_is_read_back(host, london) -> None:
    host.post("/london/host/hour/troika/", typed("troika", title="In threes"))
    kept = OwnTemplate.objects.get()
    ours = next(one for one in templates() if one.id == "troika")
    assert kept.data == to_data(ours) | {"title": "In threes"}
