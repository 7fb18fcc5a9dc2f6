"""A list that a host brings, and how it is to be read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knowcafe.core.exchange import COLUMNS, History, Kind
from knowcafe.phrases import history as words
from knowcafe.web.fields import AddressField

NOT_THERE = -1


class UploadForm(forms.Form):
    """The file; how large it may be is a rule of whoever reads it."""

    file = forms.FileField(
        label=_("The exported file"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xls,text/csv"}),
        error_messages={"required": _("Choose a file first.")},
    )


class ReadingForm(forms.Form):
    """What a file is, which day it is about, and which column is taken as what."""

    kind = forms.ChoiceField(label=_("What it is"))
    on = forms.DateField(
        label=_("Which day it was"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("A day looks like 2026-01-15.")},
    )

    def __init__(self, *given: Any, history: History, **more: Any) -> None:
        super().__init__(*given, **more)
        kinds: Any = self.fields["kind"]
        kinds.choices = [(kind.value, words.kind(kind)) for kind in Kind]
        if not history.kind.is_evening:
            del self.fields["on"]
        headers = zip(history.headers, history.samples, strict=True)
        choices: list[Any] = [(NOT_THERE, _("– not in this file –"))]
        choices += [(at, _named(at, *both)) for at, both in enumerate(headers)]
        for column in COLUMNS[history.kind]:
            self.fields[f"column-{column.field}"] = forms.TypedChoiceField(
                label=words.field(column.field, history.kind),
                choices=choices,
                coerce=int,
                required=False,
            )

    @property
    def columns(self) -> dict[str, int]:
        """What was chosen: field → place."""
        return {
            name.removeprefix("column-"): NOT_THERE if at == "" else at
            for name, at in self.cleaned_data.items()
            if name.startswith("column-")
        }

    def column_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name.startswith("column-")]


def _named(at: int, header: str, sample: str) -> str:
    """A column by its header and what stands below it: “email (amara@example.org)”."""
    name = header or _("Column %(number)d") % {"number": at + 1}
    short = sample if len(sample) <= 28 else f"{sample[:27]}…"
    return f"{name} ({short})" if short else str(name)


def shown(history: History) -> dict[str, int]:
    """What the form begins with."""
    columns = COLUMNS[history.kind]
    return {f"column-{c.field}": history.columns.get(c.field, NOT_THERE) for c in columns}


class ClaimForm(forms.Form):
    """Who somebody brought in by name is."""

    do = forms.ChoiceField(choices=[(word, word) for word in ("address", "same", "forget")])
    person = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    email = AddressField(_("We need an address to write to."))

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["email"].required = self.data.get("do") == "address"
