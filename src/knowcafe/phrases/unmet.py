"""Why a need stays on the list, and what a host can do about it."""

from __future__ import annotations

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from knowcafe.core.matching import COMPANY, Lack, Unmet
from knowcafe.phrases.cast import Cast


def unmet(need: Unmet, cast: Cast, *, until: date) -> str:
    """Why `need` stays unmet; `until` is the day after the plan's last café."""
    words = {
        "name": cast.name(need.person),
        "know_how": cast.know_how(need.topic),
        "day": format_date(until, _("j F")),
    }
    sentences = _company() if need.topic == COMPANY else _sentences()
    return sentences[need.lack] % words


def what_next(need: Unmet, cast: Cast) -> str:
    """One thing that would change it."""
    if need.topic == COMPANY:
        return _("Add a café, or a slot that suits.")
    words = {
        "name": cast.name(need.person),
        "know_how": cast.know_how(need.topic),
        "helpers": len(need.helpers),
    }
    return _steps()[need.lack] % words


def _sentences() -> dict[Lack, str]:
    return {
        Lack.OWNER_NOT_FREE: _("%(name)s cannot come to any café before %(day)s."),
        Lack.NO_KNOW_HOW: _("No one has %(know_how)s yet."),
        Lack.APART: _("No one with %(know_how)s can share a table with %(name)s."),
        Lack.LANGUAGE: _("No one with %(know_how)s shares a language with %(name)s."),
        Lack.NOT_FREE: _("No one with %(know_how)s is free before %(day)s."),
        Lack.NOT_TOGETHER: _(
            "No one with %(know_how)s is free at the same time as %(name)s before %(day)s."
        ),
        Lack.FULL: _(
            "Someone with %(know_how)s could help, but no table could hold both: seats, caps, "
            "other needs, or at most half professionals at a table."
        ),
    }


def _company() -> dict[Lack, str]:
    return _sentences() | {
        Lack.NO_KNOW_HOW: _("No one else has come forward yet."),
        Lack.APART: _("No one who is free can share a table with %(name)s."),
        Lack.LANGUAGE: _("No one shares a language with %(name)s yet."),
        Lack.NOT_FREE: _("No one else is free before %(day)s."),
        Lack.NOT_TOGETHER: _("No one is free at the same time as %(name)s before %(day)s."),
        Lack.FULL: _("Every table is full before %(day)s."),
    }


def _steps() -> dict[Lack, str]:
    return {
        Lack.OWNER_NOT_FREE: _("Ask %(name)s which times would suit."),
        Lack.NO_KNOW_HOW: _("Ask around: “Looking for %(know_how)s”."),
        Lack.APART: _("Ask around for somebody else with %(know_how)s."),
        Lack.LANGUAGE: _("Ask around for %(know_how)s in a language %(name)s speaks."),
        Lack.NOT_FREE: _("Ask those with %(know_how)s which times would suit."),
        Lack.NOT_TOGETHER: _("Add a slot which suits %(name)s and those with %(know_how)s."),
        Lack.FULL: _("Add a café, ask for one more hour of %(know_how)s, or pin them."),
    }
