"""A need in three screens: what, about what and when, and where we write to.

What was typed lives in the session until it is saved, so nothing is lost on the way.
"""

from __future__ import annotations

import secrets
from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from knowcafe.accounts.queries import visitor
from knowcafe.cafes.actions.fitting import put_on_list
from knowcafe.cafes.queries.fitting import outlook
from knowcafe.chapters.queries import chapters_seen_by
from knowcafe.members import queries
from knowcafe.phrases.fitting import three_open_needs
from knowcafe.web.drafts import NEED, Draft, draft, drop, keep, name_of
from knowcafe.web.member.forms.need import AboutForm, TextForm
from knowcafe.web.member.views.saving import one_more_tap, save_or_say
from knowcafe.web.member.views.who import ask_who

ABOUT = ("topic", "other", "for_table", "is_urgent", "weekly", "free")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def need(request: HttpRequest, chapter: str) -> HttpResponseBase:
    """One box; whoever may not ask for more is told before they write."""
    person = visitor(request.user)
    here = get_object_or_404(chapters_seen_by(person), slug=chapter)
    typed = draft(request, _name(chapter))
    form = TextForm(initial={"text": typed.one("text")})
    page = {"chapter": here, "form": form}
    may_ask = queries.may_ask(here, person)
    if not may_ask:
        page["refused"] = three_open_needs()
    if request.method != "POST":
        return render(request, "member/need.html", page)
    page["form"] = form = TextForm(request.POST)
    if not form.is_valid():
        return render(request, "member/need.html", page, status=422)
    if not may_ask:
        return render(request, "member/need.html", page, status=409)
    key = typed.one("asked_with") or secrets.token_urlsafe(24)
    keep(request, _name(chapter), ["text"], asked_with=key)
    return redirect("need-about", chapter=chapter)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def about(request: HttpRequest, chapter: str) -> HttpResponseBase:
    """Three guesses, what the table may know, and when."""
    person = visitor(request.user)
    here = get_object_or_404(chapters_seen_by(person), slug=chapter)
    if request.method == "POST":
        keep(request, _name(chapter), ABOUT)
    typed = draft(request, _name(chapter))
    if not typed.one("text"):
        return redirect("need", chapter=chapter)
    form = _about(here, typed)
    page = {"chapter": here, "form": form, "text": typed.one("text"), "person": person}
    page["areas"] = queries.tree_of(here).areas
    if request.method != "POST":
        return render(request, "member/about.html", page)
    if not form.is_valid():
        return render(request, "member/about.html", page, status=422)
    if not person:
        return redirect("need-you", chapter=chapter)
    save = partial(_save, request, here, form, typed, person)
    return save_or_say(request, "member/about.html", page, save, by=person)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def you(request: HttpRequest, chapter: str) -> HttpResponseBase:
    """Where we write to. It is sent on as it is to the sign-in page, which leads back here."""
    here = get_object_or_404(chapters_seen_by(visitor(request.user)), slug=chapter)
    typed = draft(request, _name(chapter))
    if not typed.one("text") or not _about(here, typed).is_valid():
        return redirect("need-about", chapter=chapter)
    return ask_who(request, here, then=reverse("need-place", args=[chapter]), step=3)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, chapter: str) -> HttpResponseBase:
    """Signed in: one button puts the need on the list."""
    person = visitor(request.user)
    here = get_object_or_404(chapters_seen_by(person), slug=chapter)
    typed = draft(request, _name(chapter))
    if not typed.one("text"):
        return redirect("me") if person else redirect("need", chapter=chapter)
    form = _about(here, typed)
    if not form.is_valid():
        return redirect("need-about", chapter=chapter)
    if not person:
        return redirect("need-you", chapter=chapter)
    page = {"chapter": here, "text": typed.one("text")}
    save = partial(_save, request, here, form, typed, person)
    return one_more_tap(request, "member/place_need.html", page, save, by=person)


@require_safe
def stands(request: HttpRequest, chapter: str, need: int) -> HttpResponse:
    """The café that fits, and where its owner stands. Nobody else is shown it."""
    person = visitor(request.user)
    here = get_object_or_404(chapters_seen_by(person), slug=chapter)
    mine = queries.needs_of(person)
    asked = get_object_or_404(mine.filter(member__chapter=here), pk=need)
    page = {"chapter": here, "need": asked, "outlook": outlook(asked, timezone.now())}
    return render(request, "member/stands.html", page)


def _name(chapter: str) -> str:
    return name_of(NEED, chapter)


def _about(here: queries.Chapter, typed: Draft) -> AboutForm:
    """The second screen's form, with what was typed on it before."""
    weeklies = queries.coming_days(here, timezone.now())
    only = [weeklies[0].key] if len(weeklies) == 1 else []
    return AboutForm(
        typed if "topic" in typed else None,
        initial={"weekly": only},
        text=typed.one("text"),
        guesses=queries.guesses(here, typed.one("text")),
        topics={topic.id for topic in queries.tree_of(here).topics},
        weeklies=weeklies,
    )


def _save(
    request: HttpRequest,
    here: queries.Chapter,
    form: AboutForm,
    typed: Draft,
    person: queries.Person,
) -> HttpResponseBase:
    said = form.cleaned_data
    saved = put_on_list(
        here,
        text=typed.one("text"),
        topic=said["topic"],
        first_guess=form.guesses[0].topic if form.guesses else "",
        for_table=said["for_table"],
        is_urgent=said["is_urgent"],
        free=[(day.series, day.on) for day in form.days()],
        asked_with=typed.one("asked_with"),
        by=person,
        now=timezone.now(),
    )
    drop(request, _name(here.slug))
    return redirect("need-stands", chapter=here.slug, need=saved.pk)
