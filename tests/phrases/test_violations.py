"""A sentence for every rule; a mistake of the planner's must name where and who."""

import pytest

from knowcafe.core.matching.violations import Rule, Violation
from knowcafe.phrases import Cast, violation


def test_who_and_where(cast: Cast) -> None:
    broken = Violation("apart", "o1", ("amara", "dana"))
    assert violation(broken, cast) == "o1: Amara and Dana should not share a table."
    assert violation(broken, cast, {"o1": "Tuesday, Brixton"}) == (
        "Tuesday, Brixton: Amara and Dana should not share a table."
    )


def test_somebody_stands_in_where_nobody_is_named(cast: Cast) -> None:
    assert violation(Violation("cap", "o1"), cast) == (
        "o1: somebody has more cafés than they give."
    )


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_its_sentence(cast: Cast, rule: Rule) -> None:
    said = {violation(Violation(other.value, "o1", ("amara",)), cast) for other in Rule}
    assert len(said) == len(Rule)
    assert violation(Violation(rule.value, "o1", ("amara",)), cast).endswith(".")
