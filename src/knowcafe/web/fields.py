"""Fields which pages of every audience ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from knowcafe.accounts.rules import is_name

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def must_be_name(text: str) -> None:
    """Others are shown it."""
    if not is_name(text):
        raise ValidationError(_("Just a first name, please, without addresses or links."))


class FirstNameField(forms.CharField):
    """What somebody is called."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            label=_("First name"),
            max_length=40,
            validators=[must_be_name],
            widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
            error_messages={"required": _("What may we call you?")},
            **more,
        )


class AddressField(forms.EmailField):
    """Where we write to; `missing` says what for."""

    def __init__(self, missing: StrPromise, *, label: StrPromise | None = None) -> None:
        super().__init__(
            label=label or _("E-mail"),
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
            error_messages={
                "required": missing,
                "invalid": _("That is not an e-mail address; it looks like amara@example.org."),
            },
        )
