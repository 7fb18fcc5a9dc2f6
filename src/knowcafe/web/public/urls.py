"""The public pages. A chapter's front door has the shortest address, so it comes last."""

from django.urls import path

from knowcafe.web.public.views import door, feeds, helped, hosting, places, poster, rule

urlpatterns = [
    path("", door.chapters, name="chapters"),
    path("place/<str:token>/", places.place, name="place"),
    path("host-a-cafe/", hosting.host_a_cafe, name="host-anywhere"),
    path("helped/<str:token>/", helped.helped, name="helped"),
    path("<slug:chapter>/", door.front_door, name="front-door"),
    path("<slug:chapter>/feed.xml", feeds.feed, name="feed"),
    path("<slug:chapter>/calendar.ics", feeds.calendar, name="calendar"),
    path("<slug:chapter>/poster/", poster.poster, name="poster"),
    path("<slug:chapter>/host-a-cafe/", hosting.host_a_cafe, name="host-a-cafe"),
    path("<slug:chapter>/rule/", rule.rule, name="rule"),
    path("<slug:chapter>/<int:cafe>/", door.cafe, name="cafe"),
    path("<slug:chapter>/<int:cafe>/<str:standing>/", door.done, name="done"),
]
