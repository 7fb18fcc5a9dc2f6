"""Who else may run a café."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

People = Sequence[tuple[int, str]]


class RunForm(forms.Form):
    """One person, out of those with a seat and the other members."""

    person = forms.TypedChoiceField(
        label=_("Let somebody run it"),
        help_text=_("This one café only. They see “Run the café” on their own page."),
        coerce=int,
        error_messages={
            "required": _("Choose somebody first."),
            "invalid_choice": _("Choose somebody of the chapter, or with a seat here."),
        },
    )

    def __init__(self, *given: Any, seated: People, others: People, **more: Any) -> None:
        super().__init__(*given, **more)
        groups = [(_("With a seat"), seated), (_("Members without a seat"), others)]
        choices: list[Any] = [("", _("Choose…")), *((name, who) for name, who in groups if who)]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]
