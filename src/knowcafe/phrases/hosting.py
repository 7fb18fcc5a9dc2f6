"""What is said to hosts, and of those who would like to be one."""

from __future__ import annotations

from django.utils.translation import gettext as _

from knowcafe.phrases.grammar import hello, isolated
from knowcafe.phrases.letters import Words


def you_host(*, name: str, by: str, chapter: str, link: str) -> Words:
    """To somebody who hosts from now on."""
    parts = (
        hello(name),
        _("%(by)s has made you a host of Knowcafé %(chapter)s. Thank you for looking after it.")
        % {"by": isolated(by), "chapter": chapter},
        f"{_('This week:')}\n{link}",
        _("You sign in with this address; there is no password."),
    )
    why = _("You get this because %(by)s entered this address as a host’s. Not you? Ignore it.")
    return Words(
        _("You are a host of Knowcafé %s") % chapter, _signed(parts, why % {"by": isolated(by)})
    )


def would_host(*, name: str, email: str, words: str, chapter: str) -> Words:
    """To each host, or to the leads: somebody would like to host a café. `words` are theirs."""
    who = isolated(name)
    news = (
        _("%(name)s would like to host a café in %(chapter)s.")
        if chapter
        else _("%(name)s would like to host a café where there is no chapter yet.")
    )
    parts = (
        _("Hello,"),
        news % {"name": who, "chapter": chapter},
        *(["\n".join(f"> {line}" for line in words.splitlines())] if words else []),
        _("Answer this letter and it goes to them: %s") % email,
    )
    why = (
        _("You get this because you are a host of Knowcafé %s.") % chapter
        if chapter
        else _("You get this because you look after this network.")
    )
    return Words(_("%s would like to host a café") % who, _signed(parts, why))


def _signed(parts: tuple[str, ...], why: str) -> str:
    return "\n\n".join(parts) + f"\n\n-- \n{why}"
