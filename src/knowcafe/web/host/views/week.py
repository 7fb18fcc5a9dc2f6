"""The week: what a host sees, drafts, changes and publishes."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowcafe.accounts.queries import visitor
from knowcafe.cafes import actions, queries
from knowcafe.cafes.queries import week as weeks
from knowcafe.cafes.queries.evenings import turn_out
from knowcafe.chapters.queries import chapters_hosted_by, weekly
from knowcafe.core.calendar import Week
from knowcafe.floor.queries.tonight import to_run
from knowcafe.refused import Refused
from knowcafe.web.host.forms.week import ChangeForm, ChoicesForm, PlanForm, WeekForm

Verb = Callable[..., object]


@require_safe
def week(request: HttpRequest, chapter: str) -> HttpResponse:
    """One week as it stands: this one while a café is to come, or the one that is asked for."""
    return _page(request, chapter, week=_week(request.GET))


@require_POST
def draft(request: HttpRequest, chapter: str) -> HttpResponseBase:
    """Draft the week."""
    here = get_object_or_404(chapters_hosted_by(visitor(request.user)), slug=chapter)
    which = _week(request.POST)
    if not which:
        return _page(request, chapter, refused=_unclear(), status=422)
    try:
        actions.draft_plan(here, week=which, by=visitor(request.user), now=timezone.now())
    except Refused as refused:
        return _page(request, chapter, week=which, refused=str(refused), status=409)
    return _back(chapter, which, "plan")


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, chapter: str) -> HttpResponseBase:
    """First what can be done about one person; then they are moved, kept or kept away, and the
    rest is solved again.
    """
    if request.method != "POST":
        return _choices(request, chapter)
    form = ChangeForm(request.POST)
    at = "plan"
    if form.is_valid():
        wishes = form.cleaned_data["wishes"]
        at = next((f"at-{cafe}-{person}" for person, cafe in wishes.get("pins", ())), "plan")
        return _do(request, chapter, form, actions.change_plan, at=at, **wishes)
    return _page(request, chapter, refused=_unclear(), status=422)


@require_POST
def undo(request: HttpRequest, chapter: str) -> HttpResponseBase:
    """Take the last change back."""
    return _do(request, chapter, PlanForm(request.POST), actions.undo_change)


@require_POST
def drop(request: HttpRequest, chapter: str) -> HttpResponseBase:
    """Start over."""
    return _do(request, chapter, PlanForm(request.POST), actions.drop_draft, at="main")


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, chapter: str) -> HttpResponseBase:
    """First which letters would leave; then they leave."""
    if request.method == "POST":
        return _do(request, chapter, PlanForm(request.POST), actions.publish_plan)
    here = get_object_or_404(chapters_hosted_by(visitor(request.user)), slug=chapter)
    now = timezone.now()
    which = _week(request.GET) or weeks.week_to_plan(here, now=now)
    shown, leaving = weeks.week_to_publish(here, which, now=now)
    if not leaving:
        return redirect(f"{reverse('week', args=[chapter])}?week={which}")
    page = {"chapter": here, "shown": shown, "leaving": leaving}
    return render(request, "host/week_publish.html", page)


def _choices(request: HttpRequest, chapter: str) -> HttpResponseBase:
    """Where the draft has moved on since the link was shown, back to the draft."""
    here = get_object_or_404(chapters_hosted_by(visitor(request.user)), slug=chapter)
    form = ChoicesForm(request.GET)
    if not form.is_valid():
        return redirect("week", chapter)
    plan = get_object_or_404(queries.plans(here), pk=form.cleaned_data["plan"])
    person, cafe = form.cleaned_data["person"], form.cleaned_data["cafe"]
    choices = weeks.choices_for(plan, person, cafe, now=timezone.now())
    if not choices:
        return _back(chapter, queries.week_of(plan), "plan")
    return render(request, "host/week_change.html", {"chapter": here, "choices": choices})


def _do(
    request: HttpRequest,
    chapter: str,
    form: PlanForm,
    verb: Verb,
    *,
    at: str = "plan",
    **more: object,
) -> HttpResponseBase:
    """One verb on the revision that was looked at, and back to the page."""
    here = get_object_or_404(chapters_hosted_by(visitor(request.user)), slug=chapter)
    if not form.is_valid():
        return _page(request, chapter, refused=_unclear(), status=422)
    plan = get_object_or_404(queries.plans(here), pk=form.cleaned_data["plan"])
    which = queries.week_of(plan)
    try:
        verb(plan, by=visitor(request.user), now=timezone.now(), **more)
    except Refused as refused:
        return _page(request, chapter, week=which, refused=str(refused), status=409)
    return _back(chapter, which, at)


def _page(
    request: HttpRequest,
    chapter: str,
    *,
    week: Week | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    here = get_object_or_404(chapters_hosted_by(visitor(request.user)), slug=chapter)
    now = timezone.now()
    shown = weeks.host_week(here, week or weeks.week_to_plan(here, now=now), now=now)
    page = {
        "chapter": here,
        "shown": shown,
        "stage": shown.stage.value,
        "refused": refused,
        "floor": here.floor,
        "turn_out": turn_out(here),
        "weekly": weekly(here),
        "tonight": to_run(here, now),
        "front_door": queries.address(reverse("front-door", args=[chapter])),
    }
    return render(request, "host/week.html", page, status=status)


def _week(said: object) -> Week | None:
    form = WeekForm(said)  # type: ignore[arg-type] # a QueryDict
    return form.cleaned_data["week"] if form.is_valid() else None


def _back(chapter: str, week: Week, at: str) -> HttpResponseBase:
    return redirect(f"{reverse('week', args=[chapter])}?week={week}#{at}")


def _unclear() -> str:
    return _("That came through incomplete. Nothing was changed; please press it again.")
