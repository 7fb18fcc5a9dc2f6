"""The hosts' pages, a list for each of their subjects."""

from django.urls import path

from knowcafe.web.host.views import came, week

WEEK = [
    path("<slug:chapter>/host/", week.week, name="week"),
]

CAME = [
    path("<slug:chapter>/host/came/", came.came, name="came"),
    path("<slug:chapter>/host/cafes/<int:cafe>/came/", came.who_came, name="who-came"),
]

urlpatterns = [*WEEK, *CAME]
