"""The floor of bench.pages: the front door's rows in its own template, and no middleware.

The addresses of `bench.bare_server`, for the same server. The words of the page are made once, by
the real view, and then only the rows are read and the template is rendered.
"""

from functools import cache
from typing import Any
from unittest.mock import patch

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.utils import timezone

from knowcafe.cafes.queries import next_cafes
from knowcafe.chapters.models import Chapter
from knowcafe.members.queries.listing import looked_for
from knowcafe.web.public.views import door


def bare(request: HttpRequest, chapter: str) -> HttpResponse:
    """A chapter, its next cafés, what is looked for; a template."""
    here = Chapter.objects.get(slug=chapter)
    list(next_cafes(here, person=None, now=timezone.now()))
    looked_for(here)
    template, words = _words(chapter)
    return render(request, template, words)


@cache
def _words(chapter: str) -> tuple[str, dict[str, Any]]:
    request = HttpRequest()
    request.method, request.user = "GET", AnonymousUser()
    with patch.object(door, "render", lambda _request, *page: page):
        found: tuple[str, dict[str, Any]] = door.front_door(request, chapter)
    return found


def nothing(_request: HttpRequest) -> HttpResponse:
    """What the server itself costs."""
    return HttpResponse("ok")


urlpatterns = [
    path("bare/<slug:chapter>/", bare),
    path("nothing/", nothing),
    path("", include("knowcafe.urls")),
]
