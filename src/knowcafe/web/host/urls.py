"""The hosts' pages, a list for each of their subjects."""

from django.urls import path

from knowcafe.web.host.views import came, week

WEEK = [
    path("<slug:chapter>/host/", week.week, name="week"),
    path("<slug:chapter>/host/draft/", week.draft, name="week-draft"),
    path("<slug:chapter>/host/change/", week.change, name="week-change"),
    path("<slug:chapter>/host/undo/", week.undo, name="week-undo"),
    path("<slug:chapter>/host/start-over/", week.drop, name="week-drop"),
    path("<slug:chapter>/host/publish/", week.publish, name="week-publish"),
]

CAME = [
    path("<slug:chapter>/host/came/", came.came, name="came"),
    path("<slug:chapter>/host/cafes/<int:cafe>/came/", came.who_came, name="who-came"),
]

urlpatterns = [*WEEK, *CAME]
