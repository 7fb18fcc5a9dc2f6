"""What our letters and pages say to somebody who signs in."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowcafe.phrases.grammar import hello
from knowcafe.phrases.letters import Words


def sign_in_code(code: str, *, minutes: int) -> Words:
    """The code stands in the subject, where a phone shows it."""
    spaced = f"{code[:3]} {code[3:]}"
    return Words(
        _("%s is your code for Knowcafé") % spaced,
        "\n\n".join(
            (
                _("Type this code on the page where you asked for it:"),
                spaced,
                ngettext("It works for %d minute.", "It works for %d minutes.", minutes) % minutes,
                _(
                    "If you did not ask for it, somebody may have mistyped their address. You need "
                    "do nothing; never tell anybody a code."
                ),
            )
        )
        + "\n",
    )


def factor_added(name: str, what: str) -> Words:
    """To whoever has a new second step."""
    return _about_safety(
        name,
        _("Something new to sign in with"),
        _("From now on you can sign in with your mailbox and %s.") % what,
    )


def factor_removed(name: str) -> Words:
    """To whoever has one second step less."""
    return _about_safety(
        name,
        _("Something to sign in with was removed"),
        _("A passkey or an app that you signed in with works no longer."),
    )


def _about_safety(name: str, subject: str, news: str) -> Words:
    care = _(
        "If that was not you, tell whoever runs your chapter at once: somebody can read your mail."
    )
    return Words(subject, f"{hello(name)}\n\n{news}\n\n{care}\n")


def try_again_in(seconds: int) -> str:
    """When somebody who tried too often may go on."""
    minutes = -(-seconds // 60)
    when = (
        ngettext("%d second", "%d seconds", seconds) % seconds
        if seconds <= 60
        else ngettext("%d minute", "%d minutes", minutes) % minutes
    )
    return (
        _("That was often in a short time. Please try again in %s; what you typed stays here.")
        % when
    )
