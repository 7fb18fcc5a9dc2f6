"""The shape of who somebody is."""

from __future__ import annotations

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

_NAME = RegexValidator(
    r"[<>@:/\\]|\.\w",
    _("Just a first name, please, without addresses or links."),
    inverse_match=True,
)


class NameForm(forms.Form):
    """What somebody is called."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=40,
        validators=[_NAME],
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("What may we call you?")},
    )


class WhoForm(NameForm):
    """A first name, an address, and where to go on; the names are those of the sign-in page."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("We need an address to send the code to."),
            "invalid": _("That is not an e-mail address; it looks like amara@example.org."),
        },
    )
    next = forms.CharField(widget=forms.HiddenInput)
