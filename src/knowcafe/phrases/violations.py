"""A broken rule in words. A person reads these only when the planner made a mistake."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from knowcafe.core.matching.violations import Rule, Violation
from knowcafe.phrases.cast import Cast
from knowcafe.phrases.grammar import listed


def violation(broken: Violation, cast: Cast, openings: Mapping[str, str] | None = None) -> str:
    """Which rule is broken, where and by whom; `openings` says what a host calls each café."""
    words = {
        "people": listed(cast.name(person) for person in broken.people) or _("somebody"),
        "cafe": (openings or {}).get(broken.opening, broken.opening),
    }
    return _sentences()[Rule(broken.rule)] % words


def _sentences() -> dict[Rule, str]:
    return {
        Rule.UNKNOWN: _("%(cafe)s: nobody knows %(people)s, or this café."),
        Rule.TWICE: _("%(cafe)s: %(people)s is listed twice."),
        Rule.FULL: _("%(cafe)s: more people than seats."),
        Rule.NOT_FREE: _("%(cafe)s: %(people)s did not say they could come."),
        Rule.FORBIDDEN: _("%(cafe)s: you ruled this seat out for %(people)s."),
        Rule.CLASH: _("%(cafe)s: %(people)s sits somewhere else at the same time."),
        Rule.CAP: _("%(cafe)s: %(people)s has more cafés than they give."),
        Rule.APART: _("%(cafe)s: %(people)s should not share a table."),
        Rule.PIN: _("%(cafe)s: you put %(people)s here, and the plan does not."),
        Rule.FEWEST: _("%(cafe)s: too few people for a table."),
        Rule.PROFESSIONALS: _("%(cafe)s: too many of the table are professionals."),
        Rule.HELPED: _("%(cafe)s: too few of the needs brought here are answered here."),
        Rule.IDLE: _("%(cafe)s: %(people)s neither needs nor helps anybody here."),
        Rule.ACCOUNT: _("The plan says of itself what is not so (%(people)s)."),
        Rule.BOUND: _("The plan claims to be better than what it proves possible."),
    }
