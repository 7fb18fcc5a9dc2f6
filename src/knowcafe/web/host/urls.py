"""The hosts' pages, a list for each of their subjects."""

from django.urls import path

from knowcafe.web.host.views import cafe, came, people, settings, week

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

CHAPTER = [
    path("<slug:chapter>/host/cafes/<int:cafe>/", cafe.cafe, name="host-cafe"),
    path("<slug:chapter>/host/cafes/<int:cafe>/call-off/", cafe.call_off, name="call-off"),
    path("<slug:chapter>/host/people/", people.people, name="people"),
    path("<slug:chapter>/host/settings/", settings.settings, name="settings"),
    path("<slug:chapter>/host/settings/weekly/<int:series>/", settings.weekly, name="weekly"),
]

urlpatterns = [*WEEK, *CAME, *CHAPTER]
