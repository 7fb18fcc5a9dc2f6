"""The shape of what people type to sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from knowcafe.accounts.rules import is_name
from knowcafe.web.fields import AddressField

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LENGTH = 6


class SignInForm(forms.Form):
    """An address; a first name comes along from pages that have asked for one."""

    email = AddressField(_("We need an address to send the code to."), label=_("Your e-mail"))
    first_name = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def clean_first_name(self) -> str:
        """The page before this one has asked; what is no name came from elsewhere."""
        name: str = self.cleaned_data["first_name"]
        return name if is_name(name) else ""


class _CodeField(forms.CharField):
    """Digits on a phone's keyboard, filled in by the phone where it can; spaces do not matter."""

    def __init__(self, label: StrPromise, missing: StrPromise) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "code-input"}
        super().__init__(
            label=label,
            max_length=60,
            widget=forms.TextInput(attrs=attrs),
            error_messages={"required": missing},
        )

    def clean(self, value: object) -> str:
        return "".join(letter for letter in super().clean(value) if letter in "0123456789")


class CodeForm(forms.Form):
    """Six digits."""

    code = _CodeField(_("Six-digit code"), _("The code is in our mail: six digits."))

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if len(code) != LENGTH:
            raise forms.ValidationError(
                _("The code has six digits; you typed %d. That did not count as a try.") % len(code)
            )
        return code


class StepForm(forms.Form):
    """What an app shows, or one of the recovery codes."""

    code = _CodeField(
        _("Code from your app, or a recovery code"), _("Type what the app shows now: six digits.")
    )


class AppForm(forms.Form):
    """What a new app shows."""

    code = _CodeField(_("Code from your app"), _("Type what the app shows now: six digits."))


class CredentialForm(forms.Form):
    """What a passkey answered, put together by our script."""

    credential = forms.JSONField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Nothing came from the passkey. Please try again."),
            "invalid": _("Nothing came from the passkey. Please try again."),
        },
    )


class PasskeyForm(CredentialForm):
    """A name to know it by, beside what it answered."""

    name = forms.CharField(
        label=_("A name for it"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
