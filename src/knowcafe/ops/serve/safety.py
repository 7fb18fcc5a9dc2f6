"""What must not be served: a demo to others, or real people as a demo."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.utils.translation import gettext as _

from knowcafe.journal.queries import is_demo


def why_not(host: str) -> str:
    """Why this database must not be served on this interface; empty where it may."""
    if settings.DEMO and not is_loopback(host):
        return (
            _("A demo lets anybody be anybody, so it listens on this machine only, not on %s.")
            % host
        )
    if settings.DEMO and not is_demo():
        return (
            _(
                "The database in %s was not made by knowcafe demo: its people may be real, so it is"
                " not served as a demo. Leave out KNOWCAFE_DEMO, or name another folder."
            )
            % settings.DATA
        )
    if is_demo() and not settings.DEMO:
        return (
            _(
                "The database in %s is a demo’s, its people are invented. Start it with knowcafe"
                " demo, or name another folder in KNOWCAFE_DATA."
            )
            % settings.DATA
        )
    return ""


def is_loopback(host: str) -> bool:
    """Whether an interface is this machine's own."""
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
