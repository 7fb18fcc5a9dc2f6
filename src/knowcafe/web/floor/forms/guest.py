"""What guests type on their phones: who they are, how it was, what they take home."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knowcafe.web.fields import FirstNameField

FIVE = [(str(n), str(n)) for n in range(1, 6)]


class ComeForm(forms.Form):
    """At the door: a first name, and a line if they like."""

    name = FirstNameField()
    need = forms.CharField(
        label=_("What would help you today?"),
        help_text=_("One line, if you like."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    asked_with = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)


class PulseForm(forms.Form):
    """Three quick questions; the last may stay empty."""

    useful = forms.TypedChoiceField(
        label=_("Was it useful?"),
        choices=FIVE,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("One tap from 1 to 5.")},
    )
    space = forms.TypedChoiceField(
        label=_("Had you enough space to speak?"),
        choices=FIVE,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("One tap from 1 to 5.")},
    )
    change = forms.CharField(
        label=_("One thing to change?"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class SayForm(forms.Form):
    """To take home; either may stay empty."""

    takeaway = forms.CharField(
        label=_("One thing you take away"),
        help_text=_("Kept for the chapter, without your name."),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    step = forms.CharField(
        label=_("My next step"),
        help_text=_("One line: what, and by when. The facilitator sees it too."),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class TouchForm(forms.Form):
    """With whom to stay in touch, and what those may have who would like it too.

    `email` is offered to whoever has an account and is signed in as themselves.
    """

    who = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    share_email = forms.BooleanField(label=_("They may have my e-mail address"), required=False)
    contact = forms.CharField(
        label=_("How they may reach you"),
        help_text=_("E-mail, phone, what you like. Only those see it who tick you, too."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self, *given: Any, others: Iterable[tuple[str, str]], email: str = "", **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.fields["who"].choices = list(others)  # type: ignore[attr-defined]
        if email:
            self.fields["share_email"].help_text = email
        else:
            del self.fields["share_email"]

    @property
    def reach(self) -> str:
        """What they typed, or the address they let others have."""
        typed = str(self.cleaned_data["contact"])
        if typed or not self.cleaned_data.get("share_email"):
            return typed
        return str(self.fields["share_email"].help_text)
