"""The members' pages: a need, a quarter, and their home."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
