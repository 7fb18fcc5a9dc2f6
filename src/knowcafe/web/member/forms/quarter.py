"""The shape of a quarter: what somebody can help with, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knowcafe.core.exchange.values import Wrong, languages
from knowcafe.members.queries import Area
from knowcafe.web.member.forms.ticks import DaysForm, Ticks

DONE_IT, FOR_A_LIVING = 1, 2


@dataclass(frozen=True, slots=True)
class TopicTicks:
    """A topic and what is ticked of it."""

    id: str
    label: str
    done: bool
    living: bool


@dataclass(frozen=True, slots=True)
class AreaTicks:
    """An area, how many of its topics are ticked, and they."""

    label: str
    count: int
    topics: tuple[TopicTicks, ...]


class QuarterForm(DaysForm):
    """Topics with depth, a cap, days, and how to be seen."""

    role = forms.CharField(
        label=_("What do you do?"),
        required=False,
        max_length=60,
        error_messages={"max_length": _("A word or two: at most 60 characters, please.")},
    )
    may_show_name = forms.BooleanField(required=False)
    at_short_notice = forms.BooleanField(required=False)
    languages = forms.CharField(
        label=_("Languages you can talk in"), required=False, max_length=120
    )
    cap = forms.IntegerField(
        min_value=1,
        max_value=26,
        error_messages={
            "required": _("A number, please: how many cafés at most?"),
            "invalid": _("A number, please: how many cafés at most?"),
            "min_value": _("At least one; if you have no time, pause instead."),
            "max_value": _("At most 26: that is twice a week."),
        },
    )

    def __init__(self, *given: Any, areas: tuple[Area, ...], **more: Any) -> None:
        super().__init__(*given, **more)
        self._areas = areas
        topics = [topic.id for area in areas for topic in area.topics]
        self.fields["done"] = Ticks(topics)
        self.fields["living"] = Ticks(topics)

    def clean_languages(self) -> tuple[str, ...]:
        try:
            return languages(self.cleaned_data["languages"])
        except Wrong:
            raise forms.ValidationError(_("Languages, with commas: English, Twi.")) from None

    def clean(self) -> dict[str, Any]:
        """Something to help with, and a day where there are days."""
        typed: dict[str, Any] = super().clean() or {}
        if not typed.get("done") and not typed.get("living"):
            self.add_error("done", _("Tick at least one thing you can help with."))
        if self.weeklies and not typed.get("weekly") and not typed.get("free"):
            self.add_error("free", _("Tick at least one day. No time? Then pause instead."))
        return typed

    def depths(self) -> dict[str, int]:
        """Of a valid form; for a living is the deeper of the two."""
        done = dict.fromkeys(self.cleaned_data["done"], DONE_IT)
        return done | dict.fromkeys(self.cleaned_data["living"], FOR_A_LIVING)

    def areas(self) -> list[AreaTicks]:
        """As a page shows them."""
        done, living = self.ticked("done"), self.ticked("living")
        shown = []
        for area in self._areas:
            topics = tuple(
                TopicTicks(t.id, t.label, t.id in done, t.id in living) for t in area.topics
            )
            shown.append(AreaTicks(area.label, sum(t.done or t.living for t in topics), topics))
        return shown


class DigitsForm(forms.Form):
    """The two digits printed beside the link."""

    digits = forms.CharField(
        max_length=10,
        error_messages={"required": _("The two digits are in our mail, just below the link.")},
    )
