"""The shape of what is pressed in a demo."""

from __future__ import annotations

from django import forms


class BeForm(forms.Form):
    """Whom to be, and where to go then. Nobody's address means a stranger."""

    email = forms.EmailField(required=False)
    then = forms.CharField(required=False, max_length=300)
