"""The few rules of a chapter that a host may change on the stage, each with what it is today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowcafe.core.turnout.rehearsal import Terms
from knowcafe.phrases.assuming import weekday

DAYS_AHEAD = (2, 3, 5, 7, 10, 14)
MOST_ASKED = (0, 5, 10, 20, 30)


class RehearseForm(forms.Form):
    """Sent by GET: nothing is changed by it."""

    play = forms.CharField(required=False, widget=forms.HiddenInput, initial="1")
    table = forms.TypedChoiceField(label=gettext_lazy("Seats at the table"), coerce=int)
    floor = forms.TypedChoiceField(
        label=gettext_lazy("Too few is fewer than"),
        coerce=int,
    )
    weekday = forms.TypedChoiceField(label=gettext_lazy("The café is on"), coerce=int)
    days = forms.TypedChoiceField(
        label=gettext_lazy("Seats are given and members invited"), coerce=int
    )
    reserves = forms.TypedChoiceField(label=gettext_lazy("Reserves beyond the table"), coerce=int)
    question = forms.BooleanField(
        label=gettext_lazy("Everybody is asked the day before"), required=False
    )
    invitations = forms.BooleanField(
        label=gettext_lazy("Members are invited while it looks thin"), required=False
    )
    most_asked = forms.TypedChoiceField(
        label=gettext_lazy("At most so many are asked for a café"), coerce=int, required=False
    )
    short_notice = forms.BooleanField(
        label=gettext_lazy("Who agreed to it is asked at short notice"), required=False
    )
    calls_up = forms.BooleanField(
        label=gettext_lazy("The day before reserves are called up and seats offered"),
        required=False,
    )
    second_table = forms.BooleanField(
        label=gettext_lazy("A second table opens where somebody is free to run it"), required=False
    )

    def __init__(self, today: Terms, data: QueryDict | None = None) -> None:
        values = {name: getattr(today, name) for name in self.base_fields if name != "play"}
        super().__init__(data, initial=values | {"play": "1"})
        self.today = today
        self.lowered = ""
        sizes = [(n, str(n)) for n in range(2, 11)]
        self._offer("table", sizes)
        self._offer("floor", sizes)
        self._offer("weekday", [(n, weekday(n)) for n in range(7)])
        ahead = sorted({*DAYS_AHEAD, today.days})
        self._offer("days", [(n, _("%(count)d days ahead") % {"count": n}) for n in ahead])
        most = sorted({*MOST_ASKED, today.most_asked or 0})
        self._offer("most_asked", [(n, str(n) if n else _("nobody")) for n in most])
        self._offer("reserves", [(n, str(n) if n else _("none")) for n in range(11)])

    def _offer(self, name: str, choices: Iterable[tuple[int, str]]) -> None:
        now = getattr(self.today, name)
        cast("forms.TypedChoiceField", self.fields[name]).choices = [
            (n, _("%(choice)s (today)") % {"choice": text} if n == now else text)
            for n, text in choices
        ]

    def clean(self) -> dict[str, Any]:
        """A small table brings its floor down with it, and says so."""
        data = super().clean() or {}
        if "table" in data and data.get("floor", 0) > data["table"]:
            data["floor"] = data["table"]
            self.data = {name: self.data[name] for name in self.data} | {"floor": data["table"]}
            self.lowered = _("A table of %(seats)d is thin below %(seats)d.") % {
                "seats": data["table"]
            }
        return data

    @property
    def terms(self) -> Terms:
        """Today's rules with what was chosen."""
        given = self.cleaned_data.items()
        chosen = {name: value for name, value in given if name != "play" and value != ""}
        return replace(self.today, **chosen)
