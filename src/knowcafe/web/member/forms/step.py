"""The shape of what is said about a next step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django import forms
from django.utils.translation import gettext_lazy as _

from knowcafe.followups import actions
from knowcafe.phrases.next_steps import said

STOP, REMIND, UNDO, FORGET = "stop", "remind", "undo", "forget"


def _buttons() -> list[tuple[str, str]]:
    return [(do, do) for do in (*said(), UNDO, FORGET, STOP, REMIND)]


class StepForm(forms.Form):
    """Which button was pressed, one line, and the digits of whoever is not signed in.

    To stop reminders takes no digits: whoever has the letter may stop the letters.
    """

    do = forms.ChoiceField(
        choices=_buttons,
        error_messages={
            "required": _("Done, partly, dropped or changed: choose one of them."),
            "invalid_choice": _("Done, partly, dropped or changed: choose one of them."),
        },
    )
    outcome = forms.IntegerField(required=False, min_value=0)
    line = forms.CharField(
        label=_("One line, if you like"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("One line, please: at most 200 characters.")},
    )
    digits = forms.CharField(
        label=_("The two digits beside the link in our mail"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *given: object, asks_digits: bool, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type] # handed on as it came
        self.asks_digits = asks_digits

    def clean_digits(self) -> str:
        """Asked of whoever is not signed in."""
        digits = str(self.cleaned_data["digits"])
        if self.asks_digits and not digits and self.data.get("do") not in (STOP, REMIND):
            raise forms.ValidationError(_("The two digits are in our mail, just below the link."))
        return digits

    @property
    def complaint(self) -> str:
        """What is wrong, in a sentence, where fields have no place of their own."""
        return next((str(errors[0]) for errors in self.errors.values()), "")

    def verb(self) -> Callable[..., None]:
        """What was pressed, ready but for whose step it is, who says so and when."""
        said = self.cleaned_data
        if said["do"] == UNDO:
            return partial(actions.take_back, outcome_id=said["outcome"] or 0)
        if said["do"] == FORGET:
            return actions.forget_step
        return partial(actions.say_how_it_went, kind=said["do"], line=said["line"])
