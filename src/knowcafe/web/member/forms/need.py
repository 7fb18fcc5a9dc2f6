"""The shape of a need."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knowcafe.members.queries import Guessed
from knowcafe.web.member.forms.ticks import DaysForm

COMPANY = "company"


class TextForm(forms.Form):
    """What do you need help with? In their own words."""

    text = forms.CharField(
        label=_("What do you need help with?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 2000}),
        error_messages={
            "required": _("A few words are enough, such as “what to charge for my cakes”."),
            "max_length": _("That is more than we can keep: at most 2,000 characters, please."),
        },
    )


class AboutForm(DaysForm):
    """What it is about, what the table may know, and when they can come."""

    topic = forms.CharField(required=False, max_length=60)
    other = forms.CharField(required=False, max_length=60)
    for_table = forms.CharField(
        label=_("What may the table know?"),
        required=False,
        max_length=120,
        error_messages={"max_length": _("A few words: at most 120 characters, please.")},
    )
    is_urgent = forms.BooleanField(required=False)

    def __init__(
        self, *given: Any, text: str, guesses: tuple[Guessed, ...], topics: set[str], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self._text, self._topics = text, topics | {COMPANY}
        self.guesses = guesses

    def clean_for_table(self) -> str:
        """Their own words are theirs; the table is told something else."""
        said = " ".join(self.cleaned_data["for_table"].split())
        if len(said) > 40 and said.casefold() == " ".join(self._text.split()).casefold():
            raise forms.ValidationError(
                _("That is what you wrote for us alone. Say less here, or leave it empty.")
            )
        return str(said)

    def clean(self) -> dict[str, Any]:
        """One topic, ticked or chosen; and at least a day where there are days."""
        typed: dict[str, Any] = super().clean() or {}
        ticked, other = typed.get("topic", ""), typed.get("other", "")
        if ticked and other and ticked != other:
            self.add_error("topic", _("You ticked one topic and chose another. Which one is it?"))
        elif (other or ticked) not in self._topics:
            self.add_error("topic", _("Tick what it is about, or choose from the list."))
        if self.weeklies and not typed.get("weekly") and not typed.get("free"):
            self.add_error("free", _("Tick at least one day, so that we can find you a seat."))
        return typed | {"topic": other or ticked}
