"""How the hour is spent, and who did not come."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

ABSENT = "absent-"


class PrepareForm(forms.Form):
    """Which way, how long, about what."""

    template = forms.CharField(max_length=60)
    minutes = forms.IntegerField(
        label=_("How long"),
        help_text=_("In minutes, from now to the last word."),
        min_value=10,
        max_value=240,
        error_messages={
            "required": _("How many minutes are there?"),
            "invalid": _("A whole number of minutes, please."),
            "min_value": _("An hour takes from ten minutes to four hours."),
            "max_value": _("An hour takes from ten minutes to four hours."),
        },
    )
    question = forms.CharField(
        label=_("The question"),
        help_text=_("If the hour has one. Everybody sees it."),
        max_length=200,
        required=False,
        error_messages={"max_length": _("A shorter question, please: 200 letters at most.")},
    )
    talk = forms.BooleanField(
        label=_("Notice who has not spoken yet"),
        help_text=_(
            "You tap names in the circle; only you see it. Afterwards one figure is kept of how "
            "evenly everybody spoke, and nothing about anybody."
        ),
        required=False,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["minutes"].widget.attrs["inputmode"] = "numeric"


class CloseForm(forms.Form):
    """Who did not come: a field for each, named after what the hour calls them."""

    def absent(self, state: str) -> list[str]:
        """Those of whom this was said."""
        named = (name for name in self.data if name.startswith(ABSENT))
        return [name.removeprefix(ABSENT) for name in named if self.data[name] == state]
