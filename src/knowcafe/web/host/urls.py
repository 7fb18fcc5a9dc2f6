"""The hosts' pages, a list for each of their subjects."""

from django.urls import path

from knowcafe.web.host.views import week

WEEK = [
    path("<slug:chapter>/host/", week.week, name="week"),
]

urlpatterns = [*WEEK]
