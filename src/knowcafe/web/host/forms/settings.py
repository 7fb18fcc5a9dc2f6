"""What hosts type about their chapter, when it meets, and its cafés."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

_REGIONS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def _zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """Continents and their cities, each by the name it has today: Kyiv, and not also Kiev."""
    table = files("tzdata").joinpath("zoneinfo/zone.tab").read_text("utf-8")
    lines = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    today = {line[2] for line in lines} & available_timezones()
    names = sorted(z for z in today if z.partition("/")[0] in _REGIONS)
    cities = {z: z.partition("/")[2].replace("_", " ").replace("/", ": ") for z in names}
    return [
        (region, [(z, cities[z]) for z in names if z.startswith(f"{region}/")])
        for region in _REGIONS
    ]


class PlaceForm(forms.Form):
    """Where people meet and who may know; the same for a chapter and for one café."""

    place = forms.CharField(
        label=_("Place"),
        help_text=_("As you would tell a friend: name, street, floor."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    is_place_public = forms.BooleanField(
        label=_("Everybody may read it"),
        help_text=_("A home? Leave this empty: only those who have a seat are told."),
        required=False,
    )
    access = forms.CharField(
        label=_("Access"),
        help_text=_(
            "Step-free, hearing loop, nearest stop, what it costs. Everybody may read this, "
            "so that they know whether they can come: no address here."
        ),
        max_length=300,
        required=False,
    )
    link = forms.URLField(
        label=_("Link to meet online"),
        help_text=_("Told to those who have a seat."),
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("That is no link; it looks like https://meet.example.org/a.")},
    )
    has_open_door = forms.BooleanField(
        label=_("The door is open"),
        help_text=_("Anybody can “just come”. Empty: people say first what they need."),
        required=False,
    )


class SettingsForm(PlaceForm):
    """A chapter."""

    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        error_messages={"required": _("A chapter has a name, mostly that of its place.")},
    )
    is_open = forms.TypedChoiceField(
        label=_("Who can see it"),
        choices=[
            ("yes", _("Open: everybody can see it and come")),
            ("no", _("Closed: only its members know that it exists")),
        ],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Open or closed?")},
    )
    zone = forms.ChoiceField(label=_("Time zone"), choices=_zones)
    table_size = forms.TypedChoiceField(
        label=_("Seats at a table"),
        help_text=_("Everyone who sits down, professionals and facilitator included."),
        choices=[(n, str(n)) for n in range(2, 11)],
        coerce=int,
    )
    field_order = ("name", "is_open", "zone", "table_size")

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        now = str(self.get_initial_for_field(self.fields["zone"], "zone") or "")
        zones = self.fields["zone"]
        if now and not any(now == zone for _region, some in _zones() for zone, _city in some):
            zones.choices = [(now, now), *_zones()]  # type: ignore[attr-defined]


class CafeForm(PlaceForm):
    """One café."""

    question = forms.CharField(
        label=_("The question on the table"),
        help_text=_("For example: “What would make people pay twice the price?”"),
        max_length=200,
        required=False,
    )
    read_first = forms.URLField(
        label=_("Read first"),
        help_text=_("A link to something short that everybody has read before."),
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("That is no link; it looks like https://example.org/read.")},
    )
    field_order = ("question", "read_first")


class WeeklyForm(forms.Form):
    """Every week at this time."""

    weekday = forms.TypedChoiceField(label=_("Day"), choices=list(WEEKDAYS.items()), coerce=int)
    starts = forms.TimeField(
        label=_("Begins"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": _("When does it begin?"),
            "invalid": _("A time looks like 18:30."),
        },
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=15,
        max_value=480,
        initial=90,
        error_messages={
            "required": _("How long does it take?"),
            "min_value": _("A café takes 15 minutes at least."),
            "max_value": _("A café takes 8 hours (480 minutes) at most."),
        },
    )
    tables = forms.TypedChoiceField(
        label=_("Tables side by side"),
        choices=[(n, str(n)) for n in range(1, 10)],
        coerce=int,
        initial=1,
    )


class DayForm(forms.Form):
    """A day: a holiday, or the last of a series."""

    on = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Which day?"),
            "invalid": _("A day looks like 2026-12-24."),
        },
    )


class NoHostForm(forms.Form):
    """Whoever stops hosting."""

    person_id = forms.IntegerField(min_value=1, max_value=2**63 - 1)


class PersonForm(forms.Form):
    """Somebody by name and address."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("What is their first name?")},
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("We need an address to write to."),
            "invalid": _("That is not an e-mail address; it looks like farid@example.org."),
        },
    )
