"""The cast, as the phrases know them."""

import pytest

from knowcafe.phrases import Cast


@pytest.fixture
def cast() -> Cast:
    return Cast(
        names={
            "amara": "Amara",
            "bilal": "Bilal",
            "chidi": "Chidi",
            "dana": "Dana",
            "esi": "Esi",
            "grace": "Grace",
            "hugo": "Hugo",
            "layla": "ليلى",
        },
        roles={"bilal": "Sales", "chidi": "Lawyer", "dana": "Accountant", "esi": "host"},
        topics={
            "pricing": "Pricing",
            "vat": "VAT & sales tax",
            "idea": "Testing an idea",
            "website": "Website",
        },
    )
