"""What hosts press and choose about how a café is filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class AskingForm(forms.Form):
    """The switch of one café, and the page it was pressed on."""

    do = forms.ChoiceField(choices=[("stop", "stop"), ("go-on", "go-on")])
    back = forms.CharField(max_length=8, required=False)


class SecondForm(forms.Form):
    """Who could open a second table."""

    person_id = forms.TypedChoiceField(
        label=_("Could open a second table"),
        help_text=_(
            "Where too many come and somebody is free to lead one, those who wait get a table of "
            "their own."
        ),
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("A second table is opened by one of the hosts.")},
    )

    def __init__(self, *given: Any, hosts: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [("", _("Nobody")), *hosts]
        self.fields["person_id"].choices = choices  # type: ignore[attr-defined]


class EvenForm(forms.Form):
    """How a chapter's numbers are evened out."""

    evens_out = forms.BooleanField(
        label=_("Even out the numbers"),
        help_text=_(
            "The software asks everybody the day before whether they come, fills freed seats and "
            "calls up reserves."
        ),
        required=False,
    )
    floor = forms.IntegerField(
        label=_("With fewer people than this a café looks thin"),
        help_text=_("Hosts are told the evening before, in time to do something."),
        min_value=2,
        max_value=10,
        error_messages={
            "required": _("How many people make a café?"),
            "invalid": _("A whole number, please."),
            "min_value": _("Two people are the smallest café."),
            "max_value": _("A table has ten seats at most."),
        },
    )
    most_over_percent = forms.IntegerField(
        label=_("In how many of 100 cafés may there be more people than the table has?"),
        help_text=_(
            "A higher number fills tables better. Nobody who holds a seat is ever turned away."
        ),
        min_value=0,
        max_value=20,
        error_messages={
            "required": _("A number from 0 to 20."),
            "invalid": _("A whole number, please."),
            "min_value": _("A number from 0 to 20."),
            "max_value": _("A number from 0 to 20: more often would be unfair to whoever comes."),
        },
    )
    most_asked = forms.IntegerField(
        label=_("Ask at most so many people to one café"),
        help_text=_("Besides those a published plan invites."),
        min_value=0,
        max_value=100,
        error_messages={
            "required": _("A number from 0 to 100."),
            "invalid": _("A whole number, please."),
            "min_value": _("A number from 0 to 100."),
            "max_value": _("A number from 0 to 100."),
        },
    )
    acts_alone = forms.BooleanField(
        label=_("Ask people also in weeks nobody has published"),
        help_text=_("Otherwise members are invited only once a host has published the week."),
        required=False,
    )
    calls_off_alone = forms.BooleanField(
        label=_("Call off by itself what stays thin"),
        help_text=_(
            "A café of which hosts were told, and which still looks thin at the last call, five "
            "hours or so before it begins, is called off without you."
        ),
        required=False,
    )
