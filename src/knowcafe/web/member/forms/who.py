"""The shape of who somebody is."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from knowcafe.web.fields import AddressField, FirstNameField


class NameForm(forms.Form):
    """What somebody is called."""

    first_name = FirstNameField()


class WhoForm(NameForm):
    """A first name, an address, and where to go on; the names are those of the sign-in page."""

    email = AddressField(_("We need an address to send the code to."))
    next = forms.CharField(widget=forms.HiddenInput)
