"""“I can help”: topics, days and a cap, once a quarter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from knowcafe.accounts.queries import visitor
from knowcafe.chapters.queries import chapters_seen_by
from knowcafe.members import actions, queries
from knowcafe.members.queries import Chapter, Member, Person, Quarter
from knowcafe.phrases.quarters import months
from knowcafe.web.drafts import QUARTER, Draft, draft, drop, keep, name_of
from knowcafe.web.member.forms.quarter import DigitsForm, QuarterForm
from knowcafe.web.member.views.saving import one_more_tap, save_or_say
from knowcafe.web.member.views.who import ask_who

TOLD = ("done", "living", "role", "may_show_name", "at_short_notice", "languages")
PAGE = "member/quarter.html"
FIELDS = (*TOLD, "cap", "weekly", "free", "quarter")


@dataclass(frozen=True, slots=True)
class _Asked:
    """Of whom and of when a page asks; `member` is None for somebody we do not know yet."""

    chapter: Chapter
    quarter: Quarter
    other: Quarter
    member: Member | None


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def help_(request: HttpRequest, chapter: str) -> HttpResponseBase:
    """Whoever is not signed in goes on to say who they are; what they ticked waits."""
    person = visitor(request.user)
    here = get_object_or_404(chapters_seen_by(person), slug=chapter)
    if request.method == "POST":
        keep(request, _name(chapter), FIELDS)
    typed = draft(request, _name(chapter))
    asked = _asked(request, here, queries.member_of(here, person) if person else None, typed)
    form = _form(asked, typed)
    page = _page(request, asked, form)
    if request.method != "POST":
        return render(request, PAGE, page)
    if not form.is_valid():
        return render(request, PAGE, page, status=422)
    if not person:
        return redirect("help-you", chapter=chapter)
    save = partial(_save, request, asked, form, by=person)
    return save_or_say(request, PAGE, page, save, by=person)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, chapter: str, token: str) -> HttpResponseBase:
    """The page our mail leads to, filled in; looking at it changes nothing."""
    found = queries.asked_for_quarter(token)
    if not found or found[0].chapter.slug != chapter:
        raise Http404
    member, quarter = found
    if queries.days_of(quarter)[1] < member.chapter.on_the_wall(timezone.now()).date():
        return redirect("help", chapter=chapter)
    asked = _Asked(member.chapter, quarter, quarter, member)
    if request.method != "POST":
        return render(request, PAGE, _page(request, asked, _form(asked, Draft()), DigitsForm()))
    form, digits = _form(asked, Draft(dict(request.POST.lists()))), DigitsForm(request.POST)
    page = _page(request, asked, form, digits)
    if not form.is_valid() or not digits.is_valid():
        return render(request, PAGE, page, status=422)

    def save() -> HttpResponseBase:
        actions.check_digits(member, quarter, typed=digits.cleaned_data["digits"])
        return _save(request, asked, form, by=member.person)

    return save_or_say(request, PAGE, page, save, by=member.person)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def you(request: HttpRequest, chapter: str) -> HttpResponseBase:
    """Where we write to."""
    here = get_object_or_404(chapters_seen_by(visitor(request.user)), slug=chapter)
    if not draft(request, _name(chapter)):
        return redirect("help", chapter=chapter)
    return ask_who(request, here, then=reverse("help-place", args=[chapter]))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, chapter: str) -> HttpResponseBase:
    """Signed in: one button saves what was ticked before."""
    person = visitor(request.user)
    here = get_object_or_404(chapters_seen_by(person), slug=chapter)
    typed = draft(request, _name(chapter))
    if not typed or not person:
        return redirect("help-you" if typed else "help", chapter=chapter)
    asked = _asked(request, here, queries.member_of(here, person), typed)
    form = _form(asked, typed)
    if not form.is_valid():
        return redirect("help", chapter=chapter)
    save = partial(_save, request, asked, form, by=person)
    return one_more_tap(request, "member/place_quarter.html", {"chapter": here}, save, by=person)


@login_not_required
@require_safe
def done(request: HttpRequest, chapter: str) -> HttpResponse:
    """What happens next. It says nothing about anybody."""
    here = get_object_or_404(chapters_seen_by(visitor(request.user)), slug=chapter)
    return render(request, "member/quarter_done.html", {"chapter": here})


def _name(chapter: str) -> str:
    return name_of(QUARTER, chapter)


def _asked(request: HttpRequest, here: Chapter, member: Member | None, typed: Draft) -> _Asked:
    """The quarter of the address, else of what was typed, else the one that is due."""
    due, later = queries.quarters_to_say(here, timezone.now())
    wanted = request.GET.get("quarter") or typed.one("quarter")
    if wanted == str(later):
        due, later = later, due
    return _Asked(here, due, later, member)


def _form(asked: _Asked, typed: Draft) -> QuarterForm:
    weeklies = queries.quarter_days(asked.chapter, asked.quarter, timezone.now())
    before = queries.Said()
    if asked.member:
        before = queries.said_before(asked.member, asked.quarter, weeklies)
    return QuarterForm(
        typed if typed.one("quarter") == str(asked.quarter) else None,
        initial={
            "done": [t for t, depth in before.depths.items() if depth == 1],
            "living": [t for t, depth in before.depths.items() if depth == 2],
            "role": before.role,
            "may_show_name": before.may_show_name,
            "at_short_notice": before.at_short_notice,
            "languages": ", ".join(before.languages),
            "cap": before.cap,
            "weekly": before.weekly,
            "free": before.free,
        },
        areas=queries.tree_of(asked.chapter).areas,
        weeklies=weeklies,
    )


def _page(
    request: HttpRequest, asked: _Asked, form: QuarterForm, digits: DigitsForm | None = None
) -> dict[str, object]:
    return {
        "chapter": asked.chapter,
        "form": form,
        "digits": digits,
        "quarter": asked.quarter,
        "months": months(asked.quarter.first_day),
        "other": None if digits else asked.other,
        "other_months": months(asked.other.first_day),
        "grid": queries.grid_of(form.weeklies, asked.quarter),
        "asks_who": not asked.member and not visitor(request.user),
    }


def _save(
    request: HttpRequest, asked: _Asked, form: QuarterForm, *, by: Person
) -> HttpResponseBase:
    said = form.cleaned_data
    actions.give_quarter(
        asked.chapter,
        depths=form.depths(),
        role=said["role"],
        may_show_name=said["may_show_name"],
        at_short_notice=said["at_short_notice"],
        languages=said["languages"],
        quarter=asked.quarter,
        cap=said["cap"],
        free=[(day.series, day.on) for day in form.days()],
        by=by,
        now=timezone.now(),
    )
    drop(request, _name(asked.chapter.slug))
    return redirect("help-done", chapter=asked.chapter.slug)
