"""Who is who: the names behind a plan's identifiers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from knowcafe.core.matching import COMPANY
from knowcafe.phrases.grammar import as_yours, inside, is_compound, isolated, with_article


@dataclass(frozen=True, slots=True)
class Cast:
    """Names and roles of people and the labels of topics, by identifier; what is missing shows
    as its identifier.
    """

    names: Mapping[str, str]
    roles: Mapping[str, str] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)

    def name(self, person: str) -> str:
        return isolated(self.names.get(person, person))

    def role(self, person: str) -> str:
        """What the person does, as a bare noun (“accountant”), empty if nobody said."""
        return isolated(inside(self.roles.get(person, "").strip()))

    def introduced(self, person: str) -> str:
        """“Dana, an accountant,”; “Dana” where nobody said what she does."""
        role = with_article(self.roles.get(person, ""))
        if not role:
            return self.name(person)
        return _("%(name)s, %(role)s,") % {"name": self.name(person), "role": isolated(role)}

    def label(self, topic: str) -> str:
        """The topic as a heading shows it."""
        if topic == COMPANY:
            return self.topics.get(topic, _("Company"))
        return self.topics.get(topic, topic)

    def topic(self, topic: str) -> str:
        """The topic inside a sentence."""
        return inside(self.label(topic))

    def your_topic(self, topic: str) -> str:
        """The topic in a sentence to the person who asked: “your website”, “pricing”."""
        return as_yours(self.label(topic))

    def know_how(self, topic: str) -> str:
        """“VAT know-how”, “know-how about testing an idea”."""
        label = self.topic(topic)
        first, amp, _rest = label.partition(" & ")
        if amp and first.isupper():
            label = first
        if not is_compound(label):
            return _("know-how about %(topic)s") % {"topic": label}
        return _("%(topic)s know-how") % {"topic": label}
