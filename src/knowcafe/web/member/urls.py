"""The members' pages: a need, a quarter, and their home."""

from django.urls import URLPattern, path, re_path

from knowcafe.web.member.views import home, invitation, know_how, quarter, steps, stop
from knowcafe.web.member.views import need as needs

urlpatterns: list[URLPattern] = [
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("stop/<str:token>/", stop.stop, name="stop"),
    path("step/<str:token>/", steps.step, name="step"),
    path("me/", home.home, name="me"),
    path("me/name/", home.name, name="me-name"),
    path("me/seats/<int:cafe>/release/", home.release, name="me-release"),
    path("me/seats/<int:cafe>/answer/", home.answer, name="me-answer"),
    path("me/cafes/<int:cafe>/<slug:state>/", home.correct, name="me-correct"),
    path("me/steps/<int:step>/", home.step, name="me-step"),
    re_path("^me/reminders/(?P<verb>stop|allow)/$", home.reminders, name="me-reminders"),
    re_path(
        "^me/needs/(?P<need>[0-9]+)/(?P<verb>met|take-back|reword)/$", home.need, name="me-need"
    ),
    re_path(
        "^me/asking/(?P<member>[0-9]+)/(?P<verb>pause|resume|stop|allow|late|not-late|show|hide)/$",
        home.asking,
        name="me-asking",
    ),
    path("<slug:chapter>/know-how/", know_how.know_how, name="know-how"),
    path("<slug:chapter>/need/", needs.need, name="need"),
    path("<slug:chapter>/need/about/", needs.about, name="need-about"),
    path("<slug:chapter>/need/you/", needs.you, name="need-you"),
    path("<slug:chapter>/need/place/", needs.place, name="need-place"),
    path("<slug:chapter>/need/<int:need>/", needs.stands, name="need-stands"),
    path("<slug:chapter>/help/", quarter.help_, name="help"),
    path("<slug:chapter>/help/you/", quarter.you, name="help-you"),
    path("<slug:chapter>/help/place/", quarter.place, name="help-place"),
    path("<slug:chapter>/help/done/", quarter.done, name="help-done"),
    path("<slug:chapter>/help/<str:token>/", quarter.mine, name="help-mine"),
]
