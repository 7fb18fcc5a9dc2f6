"""Next steps: in a sentence, in two kind letters, and counted without anybody's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowcafe.phrases.grammar import hello, inside
from knowcafe.phrases.letters import Words

ENOUGH = 5
"""Of fewer answers nothing is said: it would be said of somebody."""

ENOUGH_FOR_PERCENT = 25

_SHORT = 60
_SAID_ALREADY = re.compile(r"(when|if|then|i will|i’ll|i'll)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AboutStep:
    """What a letter about a next step needs to know; `on` is the day they chose."""

    name: str
    chapter: str
    day: str
    words: str
    more: str
    on: date | None
    link: str
    digits: str


def said() -> dict[str, str]:
    """What may be said of a next step."""
    return {
        "done": _("Done"),
        "partly": _("Partly"),
        "dropped": _("Dropped"),
        "changed": _("Changed"),
    }


def heard(kind: str) -> str:
    """The answer to it; none of the four is a failure."""
    return {
        "done": _("Well done, and thank you for telling us."),
        "partly": _("Thank you. Part of the way is on the way."),
        "dropped": _("Thank you. Letting something go is a decision too."),
        "changed": _("Thank you. Plans change; the new one is yours."),
    }[kind]


def in_full(*, cue: str, action: str, obstacle: str, plan: str) -> str:
    """“When the shop closes, I will ring two suppliers; if nobody answers, then I will write.”"""
    when, if_ = "", ""
    if action:
        when = _("When %(cue)s, I will %(action)s") if cue else _("I will %(action)s")
        when %= {"cue": _bare(cue), "action": _bare(action)}
    elif cue:
        when = _("When %s") % _bare(cue)
    if obstacle and plan:
        if_ = _("if %(obstacle)s, then %(plan)s") % {
            "obstacle": _bare(obstacle),
            "plan": inside(plan.strip().rstrip(".")),
        }
    whole = "; ".join(part for part in (when, if_) if part)
    return f"{whole[:1].upper()}{whole[1:]}." if whole else ""


def _bare(text: str) -> str:
    """As it stands in the middle of a sentence whose first words we write ourselves."""
    return inside(_SAID_ALREADY.sub("", text.strip(), count=1).rstrip("."))


def by_when(on: date) -> str:
    """“by Friday 4 December”."""
    return _("by %s") % format_date(on, _("l j F"))


def on_the_day(about: AboutStep) -> Words:
    """On the morning of the day somebody chose."""
    return Words(
        _("Today: %s") % Truncator(about.words).chars(_SHORT),
        _letter(about, _("Today is the day you chose for it. Good luck with it!")),
    )


def after_a_week(about: AboutStep, *, today: date) -> Words:
    """A week after the café, to somebody who has not said yet how it went."""
    if about.on and about.on > today:
        then = _("You have until %s; if it is done or has changed already, tell us.") % (
            format_date(about.on, _("l j F"))
        )
    else:
        then = _("That was a week ago. How did it go? Every answer is a good one.")
    return Words(_("How is your next step going?"), _letter(about, then))


def _letter(about: AboutStep, then: str) -> str:
    """One link; what they said in their own words, in quotation marks, so that it leads nowhere."""
    digits = _("The two digits the page asks for: %s") % about.digits
    parts = (
        hello(about.name),
        _("At the Knowcafé on %s you said what you would do next:") % about.day,
        f"“{about.words}”",
        about.more and f"“{about.more}”",
        then,
        f"{_('Say how it went:')}\n{about.link}\n{digits}",
    )
    foot = _(
        "You get this because you made a next step at Knowcafé %s: one letter on the day you "
        "chose, one after a week, none once you have answered."
    )
    small = f"{foot % about.chapter}\n{_('No more reminders: %s') % about.link}#reminders"
    return "\n\n".join(part for part in parts if part) + f"\n\n-- \n{small}"


def kept(*, days: int, asked: int, answered: int, done: int, rated: int) -> str:
    """“After 14 days: 9 of 14 have answered; 5 of 8 kept their step.”"""
    who = ngettext(
        "After %(days)d days: %(answered)d of %(asked)d person asked has answered.",
        "After %(days)d days: %(answered)d of %(asked)d people asked have answered.",
        asked,
    ) % {"days": days, "asked": asked, "answered": answered}
    if rated < ENOUGH:
        return f"{who} {_('That is too few to say how many did it.')}"
    share = f" ({round(100 * done / rated)} %)" if rated >= ENOUGH_FOR_PERCENT else ""
    did = _("%(done)d of %(rated)d did it%(share)s.")
    return f"{who} {did % {'done': done, 'rated': rated, 'share': share}}"
