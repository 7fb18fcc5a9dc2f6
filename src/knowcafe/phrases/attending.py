"""What is said after a café: thanks, whether it helped, and the question who came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowcafe.phrases.grammar import hello, inside, isolated, listed
from knowcafe.phrases.letters import Words


@dataclass(frozen=True, slots=True)
class AboutThanks:
    """What thanks need to know. `minutes` were given by a helper, 0 by others.

    `topics` are the person's own, in the table's words, where somebody came who knows about them.
    """

    name: str
    chapter: str
    day: str
    minutes: int
    topics: tuple[str, ...]
    link: str
    digits: str
    next_cafes: str


def gave(minutes: int) -> str:
    """“You gave 90 minutes”."""
    return ngettext("You gave %d minute", "You gave %d minutes", minutes) % minutes


def thanks(about: AboutThanks) -> Words:
    """The morning after, to somebody who came."""
    if about.minutes:
        subject = _("%(gave)s on %(day)s: thank you")
        news = _("%(gave)s at the Knowcafé on %(day)s. Thank you: that is what makes it work.")
    else:
        subject = _("Thank you for coming on %(day)s")
        news = _("Thank you for coming on %(day)s. It was good to have you at the table.")
    words = {"gave": gave(about.minutes), "day": about.day}
    parts = [hello(about.name), news % words]
    if about.topics:
        parts.append(
            _(
                "You came with a question about %s, and somebody who knows about it was at the "
                "table. Did it help? May we tell those who helped?"
            )
            % topics_listed(about.topics)
        )
        digits = _("The two digits the page asks for: %s") % about.digits
        parts.append(f"{_('Tell us:')}\n{about.link}\n{digits}")
    parts.append(f"{_('The next cafés:')}\n{about.next_cafes}")
    return Words(subject % words, _signed(parts, _why_came(about.chapter)))


def it_helped(*, helper: str, founder: str, topics: Sequence[str], day: str, chapter: str) -> Words:
    """To a helper, once the founder said so and agreed that they may know."""
    said = _("%(name)s says it helped with %(topics)s") % {
        "name": isolated(founder),
        "topics": topics_listed(topics),
    }
    parts = (
        hello(helper),
        _("%(said)s: your time at the Knowcafé on %(day)s. We thought you would like to know.")
        % {"said": said, "day": day},
    )
    return Words(said, _signed(parts, _why_came(chapter)))


def who_came(*, name: str, day: str, seated: int, link: str, chapter: str) -> Words:
    """To a host, the morning after a café of which nothing is noted."""
    held = ngettext("%d person held a seat.", "%d people held a seat.", seated) % seated
    question = _("Who came on %s?") % day
    parts = (
        hello(name),
        f"{question} {held} " + _("If all did, it is one tap."),
        f"{_('Say who came:')}\n{link}",
        _("Nobody is thanked until you have said so. We ask only once."),
    )
    return Words(
        question, _signed(parts, _("You get this because you are a host of Knowcafé %s.") % chapter)
    )


def _why_came(chapter: str) -> str:
    return _("You get this because you came to Knowcafé %s.") % chapter


def _signed(parts: Iterable[str], why: str) -> str:
    """The habits which make a text a page as well: `outbox.transports.page`."""
    return "\n\n".join(parts) + f"\n\n-- \n{why}"


def topics_listed(topics: Sequence[str]) -> str:
    """“pricing and VAT”, each once."""
    return listed(dict.fromkeys(inside(topic) for topic in topics))
