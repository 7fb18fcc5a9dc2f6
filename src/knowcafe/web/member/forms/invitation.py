"""The shape of an answer to an invitation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

PAUSE = "pause"


class AnswerForm(forms.Form):
    """Which button was pressed, a day for a pause, and the digits of whoever is not signed in."""

    answer = forms.CharField(max_length=9)
    digits = forms.CharField(
        label=_("The two digits beside the link in our mail"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    until = forms.DateField(
        label=_("Ask me again from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("That is not a day; it looks like 2027-01-04.")},
    )

    def __init__(self, *given: object, is_known: bool, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type] # handed on as it came
        self.is_known = is_known

    def clean_digits(self) -> str:
        """Asked of whoever is not signed in."""
        digits = str(self.cleaned_data["digits"])
        if not digits and not self.is_known:
            raise forms.ValidationError(_("The two digits are in our mail, just below the link."))
        return digits
