"""The shape of what is changed on one's own page."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PauseForm(forms.Form):
    """Until when."""

    until = forms.DateField(
        error_messages={
            "required": _("Until which day?"),
            "invalid": _("A day, please, such as 2027-01-11."),
        }
    )


class RewordForm(forms.Form):
    """What the table may know of a need."""

    for_table = forms.CharField(
        max_length=120,
        error_messages={
            "required": _("Leave a word or two, so that the table knows what it is about."),
            "max_length": _("A few words: at most 120 characters, please."),
        },
    )
