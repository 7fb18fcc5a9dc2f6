"""Ways to spend the hour: the ones that come with Knowcafé, and what a chapter made of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from knowcafe.accounts.queries import visitor
from knowcafe.chapters.queries import chapters_hosted_by
from knowcafe.core.hour import Template, templates
from knowcafe.floor import actions
from knowcafe.floor.queries import own_templates, templates_of
from knowcafe.members.queries import Chapter
from knowcafe.refused import Refused
from knowcafe.web.host.forms.hour import CopyForm, TemplateForm


@dataclass(frozen=True, slots=True)
class Way:
    """A template; whether one of that name comes with Knowcafé, and whether this is the chapter's.

    The chapter's own version of ours is both.
    """

    template: Template
    is_ours: bool
    is_own: bool

    @property
    def people(self) -> str:
        """For how many."""
        low, high = self.template.fewest, self.template.most
        if low == high:
            return _("for %(count)d people") % {"count": low}
        return _("for %(low)d to %(high)d people") % {"low": low, "high": high}


@require_safe
def ways(request: HttpRequest, chapter: str) -> HttpResponse:
    """All of them, each with what it is for and a picture of its parts."""
    here = get_object_or_404(chapters_hosted_by(visitor(request.user)), slug=chapter)
    page = {"chapter": here, "ways": _ways(here), "said": _said(request.GET.get("said", ""))}
    return render(request, "host/hour.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def way(request: HttpRequest, chapter: str, way: str) -> HttpResponseBase:
    """One of them: change it for this chapter, copy it, or have it back as it came."""
    person, now = visitor(request.user), timezone.now()
    here = get_object_or_404(chapters_hosted_by(person), slug=chapter)
    one = next((each for each in _ways(here) if each.template.id == way), None)
    if one is None:
        raise Http404
    pressed = request.POST.get("do", "")
    form = TemplateForm(one.template, request.POST if pressed == "keep" else None)
    copy = CopyForm(request.POST if pressed == "copy" else None)
    refused, status = "", 200
    if request.method == "POST":
        status = 422
        try:
            if pressed == "reset":
                actions.reset_template(here, slug=way, by=person, now=now)
                return _back(chapter, "reset", way)
            if pressed == "keep" and form.is_valid():
                actions.keep_template(here, template=form.changed(), by=person, now=now)
                return _back(chapter, "keep", way)
            if pressed == "copy" and copy.is_valid():
                title = copy.cleaned_data["title"]
                copied = actions.copy_template(
                    here, template=one.template, title=title, by=person, now=now
                )
                return _back(chapter, "copy", copied)
        except Refused as no:
            refused, status = str(no), 409
        except ValueError:
            refused = _("It needs at least one part, and no more than four hours (240 minutes).")
    page = {
        "chapter": here,
        "one": one,
        "way": one.template,
        "form": form,
        "copy": copy,
        "refused": refused,
    }
    return render(request, "host/hour_way.html", page, status=status)


def _ways(here: Chapter) -> list[Way]:
    ours, own = {template.id for template in templates()}, own_templates(here)
    return [Way(each, each.id in ours, each.id in own) for each in templates_of(here)]


def _back(chapter: str, said: str, at: str) -> HttpResponseBase:
    return redirect(f"{reverse('hour-ways', args=[chapter])}?said={said}#{at}")


def _said(what: str) -> str:
    return {
        "keep": _("Kept. The next café that is prepared with it has it this way."),
        "copy": _("Copied. Now make it yours."),
        "reset": _("Done: that one is as it was."),
    }.get(what, "")
