"""The hosts' pages, a list for each of their subjects."""

from django.urls import path

from knowcafe.web.host.views import (
    cafe,
    came,
    history,
    hour,
    know_how,
    people,
    rehearse,
    running,
    settings,
    turnout,
    week,
)

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

_CAFE = "<slug:chapter>/host/cafes/<int:cafe>"

TURNOUT = [
    path(f"{_CAFE}/asking/", turnout.asking, name="asking"),
    path(f"{_CAFE}/second/", turnout.second, name="second"),
    path(f"{_CAFE}/thin/", turnout.looks_thin, name="thin"),
    path(f"{_CAFE}/merge/<int:other>/", turnout.join, {"how": "merge"}, name="merge"),
    path(f"{_CAFE}/move/<int:other>/", turnout.join, {"how": "move"}, name="move"),
    path("<slug:chapter>/host/forecasts/", turnout.forecast, name="forecasts"),
    path("<slug:chapter>/host/rehearse/", rehearse.rehearse, name="rehearse"),
]

HISTORY = [
    path("<slug:chapter>/host/history/", history.history, name="history"),
    path("<slug:chapter>/host/people/<int:past>/", people.past_member, name="past-member"),
]

HOUR = [
    path(f"{_CAFE}/run/", running.let_run, name="let-run"),
    path(f"{_CAFE}/run/<int:person>/stop/", running.stop_running, name="stop-running"),
    path("<slug:chapter>/host/hour/", hour.ways, name="hour-ways"),
    path("<slug:chapter>/host/hour/<slug:way>/", hour.way, name="hour-way"),
    path("<slug:chapter>/host/know-how/<int:insight>/", know_how.take_out, name="take-out"),
]

urlpatterns = [*WEEK, *CAME, *CHAPTER, *HISTORY, *TURNOUT, *HOUR]
