"""Ticks: days of series, and whole series at one tap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from knowcafe.members.queries import Day, Weekly


class Ticks(forms.Field):
    """Ticks of what is on offer; what has passed since the page was shown is left out."""

    widget = forms.SelectMultiple

    def __init__(self, offered: Iterable[str]) -> None:
        super().__init__(required=False)
        self.offered = frozenset(offered)

    def to_python(self, value: Any) -> list[str]:
        return [ticked for ticked in value or () if ticked in self.offered]


class DaysForm(forms.Form):
    """`weekly` ticks every day of a series, `free` one day."""

    def __init__(self, *given: Any, weeklies: tuple[Weekly, ...], **more: Any) -> None:
        super().__init__(*given, **more)
        self.weeklies = weeklies
        self._days = {
            day.key: day for weekly in weeklies for day in weekly.days if not day.is_holiday
        }
        self.fields["weekly"] = Ticks(weekly.key for weekly in weeklies)
        self.fields["free"] = Ticks(self._days)

    def ticked(self, name: str) -> set[str]:
        """What a page shows as ticked."""
        value = self[name].value() or ()
        return {value} if isinstance(value, str) else set(value)

    def days_ticked(self) -> set[str]:
        """The days a page shows as ticked: their own, and those of a whole series."""
        whole = self.ticked("weekly")
        ofs = {d.key for w in self.weeklies if w.key in whole for d in w.days}
        return self.ticked("free") | ofs

    def weekly_ticked(self) -> set[str]:
        return self.ticked("weekly")

    def days(self) -> list[Day]:
        """What was meant, of a valid form."""
        whole, single = set(self.cleaned_data["weekly"]), set(self.cleaned_data["free"])
        return [
            day
            for weekly in self.weeklies
            for day in weekly.days
            if day.key in self._days and (weekly.key in whole or day.key in single)
        ]
