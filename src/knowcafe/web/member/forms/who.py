"""The shape of who somebody is."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from knowcafe.web.fields import FirstNameField


class NameForm(forms.Form):
    """What somebody is called."""

    first_name = FirstNameField()


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
