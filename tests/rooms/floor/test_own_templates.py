"""A chapter's own ways to spend the hour."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowcafe.core.hour import templates
from knowcafe.floor import actions, queries
from knowcafe.floor.actions import templates as own
from knowcafe.floor.models import OwnTemplate
from knowcafe.journal.models import Entry
from knowcafe.refused import Refused

SIMPLE = templates()[0]


def verbs() -> list[str]:
    return list(Entry.objects.filter(verb__startswith="template").values_list("verb", flat=True))


def test_the_chapter_s_version_is_used_until_it_is_reset(london, esi, hour, start) -> None:
    shorter = replace(SIMPLE, title="Ours")
    actions.keep_template(london, template=shorter, by=esi, now=start)
    actions.keep_template(london, template=shorter, by=esi, now=start)
    assert queries.template_named(london, "simple") == shorter
    assert queries.own_templates(london) == {"simple"}
    actions.reset_template(london, slug="simple", by=esi, now=start)
    actions.reset_template(london, slug="simple", by=esi, now=start)
    assert queries.templates_of(london) == templates()
    assert verbs() == ["template.kept", "template.kept", "template.reset"]


def test_a_copy_has_a_name_of_its_own(london, esi, start) -> None:
    made = actions.copy_template(london, template=SIMPLE, title="Kurz & gut", by=esi, now=start)
    assert made == "kurz-gut"
    assert queries.templates_of(london)[-1] == replace(SIMPLE, id=made, title="Kurz & gut")
    for title in ("Kurz, gut", "Simple", "…"):
        with pytest.raises(Refused, match="one of that name"):
            actions.copy_template(london, template=SIMPLE, title=title, by=esi, now=start)
    assert verbs() == ["template.copied"]


def test_what_is_gone_is_not_kept(london, esi, start) -> None:
    gone = replace(SIMPLE, id="gone")
    with pytest.raises(Refused, match="taken away"):
        actions.keep_template(london, template=gone, by=esi, now=start)


def test_fifty_are_enough(london, esi, start, monkeypatch) -> None:
    monkeypatch.setattr(own, "MOST_OWN", 1)
    actions.copy_template(london, template=SIMPLE, title="One", by=esi, now=start)
    with pytest.raises(Refused, match="fifty"):
        actions.copy_template(london, template=SIMPLE, title="Two", by=esi, now=start)


def test_others_change_nothing(london, amara, start) -> None:
    for by in (amara, None):
        with pytest.raises(Refused, match="Only hosts"):
            actions.keep_template(london, template=SIMPLE, by=by, now=start)
        with pytest.raises(Refused, match="Only hosts"):
            actions.copy_template(london, template=SIMPLE, title="Mine", by=by, now=start)
        with pytest.raises(Refused, match="Only hosts"):
            actions.reset_template(london, slug="simple", by=by, now=start)
    assert not OwnTemplate.objects.exists()
