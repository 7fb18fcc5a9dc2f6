"""What is pressed on the page of who came."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_PRESSED = ("everyone", "over", "came", "excused", "missed", "forget", "walk-in", "remove")


class NoteForm(forms.Form):
    """One press: which button, about whom, and a walk-in's name."""

    do = forms.ChoiceField(choices=[(word, word) for word in _PRESSED])
    who = forms.IntegerField(required=False, min_value=0, max_value=2**63 - 1)
    asked_with = forms.CharField(max_length=40, required=False)
    first_name = forms.CharField(
        label=_("First name"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "done"}),
        error_messages={"max_length": _("Just a first name, please; 40 letters at most.")},
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = self.cleaned_data
        if said.get("do") == "walk-in" and not (said.get("first_name") or self.errors):
            self.add_error("first_name", _("What is their first name?"))
        return said
