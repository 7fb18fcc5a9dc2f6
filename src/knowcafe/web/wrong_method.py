"""Somebody came back to the address of a button: a tab that was restored, a page loaded again."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import Resolver404, resolve


class WayBack:
    """In place of a blank page, one that leads back to where the button is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        refused = self.get_response(request)
        if not isinstance(refused, HttpResponseNotAllowed):
            return refused
        back = {"back": _page_above(request.path)}
        answer = render(request, "405.html", back, status=HTTPStatus.METHOD_NOT_ALLOWED)
        answer["Allow"] = refused["Allow"]
        return answer


def _page_above(path: str) -> str:
    """The nearest address above that is one of ours."""
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        try:
            resolve(path)
        except Resolver404:
            continue
        break
    return path
