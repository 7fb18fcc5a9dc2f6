"""What hosts press on a week's page."""

from __future__ import annotations

import re

from django import forms

from knowcafe.core.calendar import Week

_WISH = re.compile(r"(pin|ban|lift)-(\d{1,18})", re.ASCII)


class WeekForm(forms.Form):
    """Which week, as “2026-W48”."""

    week = forms.CharField(max_length=8)

    def clean_week(self) -> Week:
        try:
            week = Week.parse(self.cleaned_data["week"])
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        if not 2000 <= week.year < 3000:
            raise forms.ValidationError("no such week")
        return week


class PlanForm(forms.Form):
    """The revision somebody had before their eyes when they pressed the button."""

    plan = forms.IntegerField(min_value=1)


class ChoicesForm(PlanForm):
    """Whom a host would like to move, and from where; from nowhere, if they have no seat."""

    person = forms.IntegerField(min_value=1)
    cafe = forms.IntegerField(min_value=1, required=False)


class ChangeForm(PlanForm):
    """What is wished of somebody: “pin-7” seats them at table 7, “ban-7” keeps them from it,
    “lift-7” sets them free again. Without a wish the plan is brought up to date.
    """

    person = forms.IntegerField(min_value=1, required=False)
    wish = forms.CharField(required=False)

    def clean(self) -> dict[str, object]:
        said = self.cleaned_data
        person, wish = said.get("person"), said.get("wish") or ""
        found = _WISH.fullmatch(wish)
        if wish and not (found and person):
            raise forms.ValidationError("no such wish")
        kinds = {"pin": "pins", "ban": "bans", "lift": "lifted"}
        said["wishes"] = {kinds[found[1]]: [(person, int(found[2]))]} if found else {}
        return said
