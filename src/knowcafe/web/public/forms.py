"""The shape of what people type at the door."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knowcafe.accounts.queries import Person
from knowcafe.web.fields import AddressField, FirstNameField


class JustComeForm(forms.Form):
    """A first name, an address, and the mark of this showing of the form.

    Whoever is signed in is only asked what we do not know of them yet.
    """

    first_name = FirstNameField()
    email = AddressField(_("We need an address to send your seat to."))
    asked_with = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, person: Person | None, **more: Any) -> None:
        super().__init__(*given, **more)
        self.known = {"email": person.email} if person else {}
        if person and person.first_name:
            self.known["first_name"] = person.first_name
        for name in self.known:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        return (super().clean() or {}) | self.known


class DigitsForm(forms.Form):
    """The two digits printed beside the link."""

    digits = forms.CharField(
        label=_("The two digits beside the link in our mail"),
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("The two digits are in our mail, just below the link.")},
    )


class HostForm(forms.Form):
    """Somebody who would host. `website` is seen by machines only; whoever fills it in is one."""

    first_name = FirstNameField()
    email = AddressField(_("We need an address to answer to."))
    words = forms.CharField(
        label=_("A few words"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    website = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    sent = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)


class HelpedForm(forms.Form):
    """Whether those who helped may know, which needs are met, and the digits where they are asked.

    The buttons are two: “tell” and no. Their own words are shown to nobody who only has the link.
    """

    tell = forms.BooleanField(required=False)
    met = forms.TypedMultipleChoiceField(
        label=_("Have you what you needed?"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    typed = forms.CharField(
        label=_("The two digits beside the link in our mail"),
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("The two digits are in our mail, just below the link.")},
    )

    def __init__(self, *given: Any, needs: Iterable[Any], asks_digits: bool) -> None:
        super().__init__(*given)
        self.fields["met"].choices = [  # type: ignore[attr-defined]
            (need.pk, need.for_table if asks_digits else need.text) for need in needs
        ]
        self.fields["typed"].required = asks_digits
        self.asks_digits = asks_digits
