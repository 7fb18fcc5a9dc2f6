"""The public pages. A chapter's front door has the shortest address, so it comes last."""

from django.urls import path

from knowcafe.web.public.views import door, helped, rule

urlpatterns = [
    path("", door.chapters, name="chapters"),
    path("place/<str:token>/", door.place, name="place"),
    path("helped/<str:token>/", helped.helped, name="helped"),
    path("<slug:chapter>/", door.front_door, name="front-door"),
    path("<slug:chapter>/rule/", rule.rule, name="rule"),
    path("<slug:chapter>/<int:cafe>/", door.cafe, name="cafe"),
    path("<slug:chapter>/<int:cafe>/<str:standing>/", door.done, name="done"),
]
