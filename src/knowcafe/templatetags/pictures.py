"""Pictures drawn on the server. Each says in words what it shows."""

from __future__ import annotations

from math import cos, pi, sin

from django import template
from django.utils.translation import gettext as _

register = template.Library()

MIDDLE, REACH = 50.0, 40.0


@register.inclusion_tag("partials/table.html")
def table_picture(size: int, helps: int = 0, peers: int = 0, kept: int = 0) -> dict[str, object]:
    """A round table from above: who knows how, who else comes, kept seats, and the free ones."""
    free = max(0, size - helps - peers - kept)
    kinds = ["know-how"] * helps + ["peer"] * peers + ["kept"] * kept + ["free"] * free
    seats = [
        (
            f"{MIDDLE + REACH * sin(2 * pi * n / len(kinds)):.1f}",
            f"{MIDDLE - REACH * cos(2 * pi * n / len(kinds)):.1f}",
            kind,
        )
        for n, kind in enumerate(kinds)
    ]
    held = helps + peers
    words = _("%(held)d of %(size)d seats are taken") % {"held": held, "size": size}
    return {"seats": seats, "words": words}
