"""How an hour is spent: a template's words and its parts, as a host types them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowcafe.core.hour import Part, Template, from_data, to_data

NEW = (
    ("", gettext_lazy("No further part")),
    ("tables", gettext_lazy("At small tables")),
    ("circle", gettext_lazy("All together")),
    ("silent", gettext_lazy("In silence")),
    ("recap", gettext_lazy("Somebody tells everybody")),
)
"""What a host may add; the rest belongs to templates that are made for it."""
LEAST_MINUTES = 2


class CopyForm(forms.Form):
    """The name of a copy."""

    title = forms.CharField(
        label=gettext_lazy("Name of the copy"),
        max_length=60,
        error_messages={"required": gettext_lazy("What shall the copy be called?")},
    )


class AboutForm(forms.Form):
    """What a template is for."""

    title = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=60,
        error_messages={"required": gettext_lazy("It needs a name.")},
    )
    says = forms.CharField(
        label=gettext_lazy("What it is for, in a line"),
        max_length=200,
        error_messages={"required": gettext_lazy("One line helps to choose.")},
    )


class PartForm(forms.Form):
    """One part of the hour. `cues` has a line for each: minutes, then what to do."""

    title = forms.CharField(
        label=gettext_lazy("Part"),
        max_length=60,
        error_messages={"required": gettext_lazy("Every part has a name.")},
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        min_value=1,
        max_value=120,
        error_messages={
            "required": gettext_lazy("How many minutes?"),
            "min_value": gettext_lazy("A part takes a minute at least."),
            "max_value": gettext_lazy("A part takes two hours at most."),
        },
    )
    about = forms.TypedChoiceField(
        label=gettext_lazy("People at a table"),
        choices=[(n, str(n)) for n in range(2, 11)],
        coerce=int,
    )
    times = forms.TypedChoiceField(
        label=gettext_lazy("Rounds"), choices=[(n, str(n)) for n in range(1, 11)], coerce=int
    )
    prompt = forms.CharField(
        label=gettext_lazy("What to say"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    cues = forms.CharField(
        label=gettext_lazy("Step by step"),
        help_text=gettext_lazy("A line each: minutes, then what to do. “2 Say what you need”"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    out = forms.BooleanField(label=gettext_lazy("Leave this part out"), required=False)

    def __init__(self, part: Part, *given: Any, **more: Any) -> None:
        self.part = part
        shown = {name: getattr(part, name) for name in ("title", "minutes", "about", "times")}
        lines = "\n".join(f"{minutes} {says}" for minutes, says in part.cues)
        more["initial"] = shown | {"prompt": part.prompt, "cues": lines}
        super().__init__(*given, **more)
        if not part.has_tables:
            del self.fields["about"]
        if part.kind != "tables":
            del self.fields["times"]
        if not part.cues:
            del self.fields["cues"]
        if not part.matters:
            del self.fields["out"]

    def clean_cues(self) -> tuple[tuple[int, str], ...]:
        """“2 Share” is two minutes of sharing."""
        found = []
        for line in self.cleaned_data["cues"].splitlines():
            minutes, _space, says = line.strip().partition(" ")
            if not minutes and not says:
                continue
            if not minutes.isdecimal() or not 0 < int(minutes[:4]) <= 120 or not says.strip():
                raise forms.ValidationError(
                    _("“%s” is no step; one looks like “2 Say what you need”.") % line.strip()
                )
            found.append((int(minutes), says.strip()[:400]))
        return tuple(found)

    def clean(self) -> dict[str, Any]:
        """The steps fill their part."""
        data = super().clean() or {}
        told = sum(minutes for minutes, _says in data.get("cues", ()))
        if told and told != data.get("minutes", told):
            words = _("The steps take %(told)d minutes together, the part takes %(minutes)d.")
            self.add_error("cues", words % {"told": told, "minutes": data["minutes"]})
        return data

    def changed(self) -> Part | None:
        """The part as it was typed; None where it is left out."""
        data: Mapping[str, Any] = self.cleaned_data
        if data.get("out"):
            return None
        kept = {name: data[name] for name in data if name != "out"}
        least = min(self.part.least, data["minutes"])
        return replace(self.part, **kept, least=least)


class NewPartForm(forms.Form):
    """One part more; nothing is asked of it while no kind is chosen."""

    kind = forms.ChoiceField(label=gettext_lazy("One part more"), choices=NEW, required=False)
    title = forms.CharField(label=gettext_lazy("Its name"), max_length=60, required=False)
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"), min_value=1, max_value=120, required=False, initial=10
    )
    prompt = forms.CharField(
        label=gettext_lazy("What to say"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    after = forms.TypedChoiceField(label=gettext_lazy("It comes"), coerce=int, required=False)

    def __init__(self, parts: tuple[Part, ...], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        places = [(n, _("after “%s”") % part.title) for n, part in enumerate(parts, 1)]
        field: Any = self.fields["after"]
        field.choices = [(0, _("first of all")), *places]
        field.initial = max(0, len(parts) - 2)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") and "title" in data and not data["title"]:
            self.add_error("title", _("Every part has a name."))
        if data.get("kind") and "minutes" in data and not data["minutes"]:
            self.add_error("minutes", _("How many minutes?"))
        return data

    def added(self) -> tuple[int, Part] | None:
        """Where it goes and what it is."""
        data = self.cleaned_data
        if not data["kind"]:
            return None
        minutes, about = data["minutes"], 4 if data["kind"] == "tables" else 0
        made = Part(
            data["kind"], data["title"], minutes, min(minutes, LEAST_MINUTES), 3, about=about,
            prompt=data["prompt"],
        )  # fmt: skip
        return data["after"] or 0, made


class TemplateForm:
    """A whole template: what it is for, its parts, and perhaps one more."""

    def __init__(self, template: Template, data: Any = None) -> None:
        self.template = template
        about = {"title": template.title, "says": template.says}
        self.about = AboutForm(data, initial=about)
        self.parts = [PartForm(part, data, prefix=f"p{n}") for n, part in enumerate(template.parts)]
        self.more = NewPartForm(template.parts, data, prefix="more")

    def is_valid(self) -> bool:
        """Every form is asked, so that all that is missing is said at once."""
        said = [form.is_valid() for form in (self.about, *self.parts, self.more)]
        return all(said)

    def changed(self) -> Template:
        """The template as it was typed. Raises ValueError where no part is left."""
        parts: list[Part | None] = [form.changed() for form in self.parts]
        added = self.more.added()
        if added:
            parts.insert(*added)
        kept = tuple(part for part in parts if part)
        minutes = sum(part.minutes * part.usual_times for part in kept)
        if kept == self.template.parts:
            minutes = self.template.minutes
        made = replace(self.template, **self.about.cleaned_data, parts=kept, minutes=minutes)
        return from_data(to_data(made))
