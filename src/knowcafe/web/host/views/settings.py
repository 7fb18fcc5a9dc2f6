"""The chapter as its hosts set it up: about it, when it meets, holidays, hosts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from knowcafe import phrases
from knowcafe.accounts.queries import visitor
from knowcafe.cafes import actions
from knowcafe.cafes.queries import hosting
from knowcafe.chapters import actions as chapters
from knowcafe.chapters import queries as reading
from knowcafe.phrases import fitting as words
from knowcafe.refused import Refused
from knowcafe.web.host.forms.settings import (
    DayForm,
    NoHostForm,
    PersonForm,
    SettingsForm,
    WeeklyForm,
)
from knowcafe.web.host.forms.turnout import EvenForm

FORMS: dict[str, type[forms.Form]] = {
    "about": SettingsForm,
    "even": EvenForm,
    "weekly": WeeklyForm,
    "holiday": DayForm,
    "no-holiday": DayForm,
    "host": PersonForm,
    "no-host": NoHostForm,
}
"""What the page's buttons send."""


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, chapter: str) -> HttpResponseBase:
    """Everything on one page; each part has its own button."""
    person, now = visitor(request.user), timezone.now()
    here = get_object_or_404(reading.chapters_hosted_by(person), slug=chapter)
    shown = {name: form(auto_id=f"{name}_%s") for name, form in FORMS.items()}
    shown["about"] = SettingsForm(auto_id="about_%s", initial=_about(here))
    shown["even"] = EvenForm(auto_id="even_%s", initial=_even(here))
    refused, status, pressed = "", 200, ""
    if request.method == "POST":
        pressed, status = request.POST.get("do", ""), 422
        if pressed in FORMS:
            form = shown[pressed] = FORMS[pressed](request.POST, auto_id=f"{pressed}_%s")
            if form.is_valid():
                try:
                    _verb(pressed, here)(**form.cleaned_data, by=person, now=now)
                except Refused as no:
                    refused, status = str(no), 409
                else:
                    return redirect(f"{request.path}?said={pressed}#{pressed}")
    today = here.on_the_wall(now).date()
    ahead = hosting.ahead(here, now)
    page = {
        "chapter": here,
        "forms": {name.replace("-", "_"): form for name, form in shown.items()},
        "pressed": pressed,
        "refused": refused,
        "said": _said(request.GET.get("said", "")),
        "clock": phrases.clock(here.on_the_wall(now)),
        "weekly": [
            {"series": each, "title": words.weekly(each.weekday, each.starts)}
            for each in reading.weekly(here)
        ],
        "holidays": [
            {"on": on, "cafes": [cafe for cafe in ahead if cafe.on == on and cafe.people]}
            for on in reading.holidays(here, since=today)
        ],
        "hosts": reading.hosts(here),
        "ahead": ahead,
        "person": person,
    }
    return render(request, "host/settings.html", page, status=status)


def _about(here: Any) -> dict[str, object]:
    names = ("name", "zone", "table_size", "place", "access", "link")
    ticks = ("is_place_public", "has_open_door")
    kept: dict[str, object] = {name: getattr(here, name) for name in (*names, *ticks)}
    return kept | {"is_open": "yes" if here.is_open else "no"}


def _even(here: Any) -> dict[str, object]:
    return {name: getattr(here, name) for name in EvenForm.base_fields}


def _verb(pressed: str, here: Any) -> Callable[..., object]:
    verbs: dict[str, Callable[..., object]] = {
        "about": partial(actions.settle, here),
        "even": partial(chapters.change_even_numbers, here),
        "weekly": partial(actions.meet_weekly, here),
        "holiday": partial(actions.take_holiday, here),
        "no-holiday": partial(actions.give_up_holiday, here),
        "host": partial(chapters.add_host, here),
        "no-host": partial(chapters.remove_host, here),
    }
    return verbs[pressed]


def _said(what: str) -> str:
    """What has just been done."""
    return {
        "about": _(
            "Kept. Cafés nobody has a seat at follow; the others stay as people know them. Only a "
            "place that is private now is so at all of them."
        ),
        "even": _("Kept. It holds from the next step of every café on."),
        "weekly": _("Kept. The first cafés at that time are on the front door already."),
        "holiday": _("Kept: no café opens on that day."),
        "no-holiday": _("Kept: the chapter meets on that day."),
        "host": _("They host now, and a letter says so."),
        "no-host": _("They do not host any more; they are still a member."),
    }.get(what, "")


@require_http_methods(["GET", "HEAD", "POST"])
def weekly(request: HttpRequest, chapter: str, series: int) -> HttpResponseBase:
    """One weekly time: change it, let it end, let it go on."""
    person, now = visitor(request.user), timezone.now()
    here = get_object_or_404(reading.chapters_hosted_by(person), slug=chapter)
    mine = get_object_or_404(reading.weekly(here), pk=series)
    pressed = request.POST.get("do", "")
    fields = ("weekday", "starts", "minutes", "tables")
    was = {name: getattr(mine, name) for name in fields}
    form: forms.Form = WeeklyForm(initial=was)
    last: forms.Form = DayForm(auto_id="last_%s", initial={"on": mine.last_on})
    if pressed == "change":
        form = WeeklyForm(request.POST)
    elif pressed == "stop":
        last = DayForm(request.POST, auto_id="last_%s")
    title = words.weekly(mine.weekday, mine.starts)
    page = {
        "chapter": here,
        "series": mine,
        "title": title,
        "form": form,
        "last": last,
        "pressed": pressed,
    }
    if request.method != "POST":
        return render(request, "host/weekly.html", page)
    try:
        if pressed == "change" and form.is_valid():
            actions.change_weekly(mine, **form.cleaned_data, by=person, now=now)
        elif pressed == "stop" and last.is_valid():
            actions.stop_weekly(mine, last_on=last.cleaned_data["on"], by=person, now=now)
        elif pressed == "go-on":
            actions.go_on_weekly(mine, by=person, now=now)
        else:
            return render(request, "host/weekly.html", page, status=422)
    except Refused as no:
        return render(request, "host/weekly.html", page | {"refused": str(no)}, status=409)
    return redirect("settings", chapter=chapter)
