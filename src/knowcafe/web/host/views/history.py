"""What a group did before it came here: lists from Luma, Meetup and elsewhere."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from knowcafe.accounts.queries import visitor
from knowcafe.cafes import actions
from knowcafe.cafes.queries import history as queries
from knowcafe.cafes.queries.reading import LARGEST
from knowcafe.chapters.queries import chapters_hosted_by
from knowcafe.core.exchange import Fate
from knowcafe.phrases import history as words
from knowcafe.refused import Refused
from knowcafe.web.host.forms.history import ReadingForm, UploadForm, shown

AT_ONCE = 25
"""So many rows of a list on a page."""


@require_http_methods(["GET", "HEAD", "POST"])
def history(request: HttpRequest, chapter: str) -> HttpResponseBase:
    """Choose a file; or look at the one that waits, say how it is read, and bring it in."""
    person, now = visitor(request.user), timezone.now()
    here = get_object_or_404(chapters_hosted_by(person), slug=chapter)
    pressed = request.POST.get("do", "")
    waiting = queries.waiting_file(here, person, now)
    if pressed in ("look", "bring", "forget") and waiting is None:
        return redirect(f"{request.path}?gone=yes")
    if pressed == "undo":
        return _undo(request, here)
    if waiting and pressed == "forget":
        actions.forget_file(waiting, by=person)
        return redirect(request.path)
    if waiting and pressed in ("", "look", "bring"):
        return _look(request, waiting)
    return _choose(request, here)


def _choose(request: HttpRequest, here: Any) -> HttpResponseBase:
    """The first step, and what was brought in before."""
    person, now = visitor(request.user), timezone.now()
    form = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                actions.keep_file(
                    here, name=file.name or "", data=file.read(LARGEST + 1), by=person, now=now
                )
            except Refused as no:
                form.add_error("file", str(no))
            else:
                return redirect(request.path)
    return _first_page(request, here, form=form, status=status)


def _first_page(
    request: HttpRequest, here: Any, *, form: UploadForm, status: int = 200, refused: str = ""
) -> HttpResponse:
    now = timezone.now()
    done: list[dict[str, Any]] = [
        {
            "row": row,
            "lines": words.outcome(row.outcome),
            "can_be_undone": queries.can_be_undone(row, now),
        }
        for row in queries.intakes(here)[:AT_ONCE]
    ]
    just = next((one for one in done if str(one["row"].pk) == request.GET.get("done")), None)
    counts = [
        {
            "on": row.on,
            "source": words.source(row.source),
            "said": words.past_count(row.said_yes, row.came),
        }
        for row in queries.past_counts(here)
    ]
    stayed = request.GET.get("stayed", "")
    page = {
        "chapter": here,
        "form": form,
        "done": done,
        "just": just,
        "counts": counts,
        "refused": refused,
        "gone": "gone" in request.GET,
        "unclaimed": queries.unclaimed(here).count(),
        "taken_back": words.taken_back(int(stayed)) if stayed.isdecimal() else "",
    }
    return render(request, "host/history.html", page, status=status)


def _undo(request: HttpRequest, here: Any) -> HttpResponseBase:
    which = request.POST.get("intake", "")
    row = get_object_or_404(queries.intakes(here), pk=int(which) if which.isdecimal() else 0)
    try:
        stayed = actions.undo_intake(row, by=visitor(request.user), now=timezone.now())
    except Refused as no:
        return _first_page(request, here, form=UploadForm(), status=409, refused=str(no))
    return redirect(f"{request.path}?stayed={stayed}")


def _look(request: HttpRequest, waiting: Any) -> HttpResponseBase:
    """The second step: what would become of every row. Nothing is written but how to read it."""
    found = queries.read_intake(waiting)
    first = {"kind": waiting.kind, "on": waiting.on} | shown(found)
    is_sent = request.method == "POST"
    form = ReadingForm(request.POST if is_sent else None, history=found, initial=first)
    refused, status = "", 200
    if is_sent:
        status = 422
        if form.is_valid():
            try:
                return _say_or_bring(request, waiting, form)
            except Refused as no:
                refused, status = str(no), 409
    rows = queries.judged(waiting.chapter, found)
    fates = Counter(row.fate for row in rows)
    show = request.GET.get("show", "")
    listed = [row for row in rows if show in ("", row.fate.value)]
    shown_now = Paginator(listed, AT_ONCE).get_page(request.GET.get("page"))
    page = {
        "chapter": waiting.chapter,
        "name": waiting.name,
        "form": form,
        "rows": shown_now,
        "told": [(row, words.fate(row.fate), words.because(row)) for row in shown_now],
        "show": show,
        "everybody": len(rows),
        "fates": [(fate, words.fate(fate), fates[fate]) for fate in Fate if fates[fate]],
        "comes_in": fates[Fate.NEW] + fates[Fate.TO_CLAIM],
        "lines": words.outcome({fate.value: count for fate, count in fates.items()}),
        "counted": words.counted(found.tally, waiting.on, found.kind),
        "faults": found.faults,
        "is_unnamed": not {"name", "first_name"} & set(found.columns),
        "until": waiting.chapter.on_the_wall(waiting.at + queries.FILE_KEPT),
        "changed": "changed" in request.GET,
        "refused": refused,
    }
    return render(request, "host/history_look.html", page, status=status)


def _say_or_bring(request: HttpRequest, waiting: Any, form: ReadingForm) -> HttpResponseBase:
    """Read in another way, it is looked at again before it can be brought in."""
    person, now = visitor(request.user), timezone.now()
    said, changed = form.cleaned_data, set(form.changed_data)
    if changed or request.POST.get("do") == "look":
        actions.say_what_it_is(
            waiting,
            kind=said["kind"],
            columns=form.columns,
            on=said.get("on"),
            by=person,
            now=now,
        )
        if changed - {"on"} or request.POST.get("do") == "look":
            return redirect(f"{request.path}?changed=yes")
    done = actions.bring_in(waiting, by=person, now=now)
    return redirect(f"{request.path}?done={done.pk}")
