"""The public pages. A chapter's front door has the shortest address, so it comes last."""

from django.urls import path

from knowcafe.web.public import views

urlpatterns = [
    path("", views.chapters, name="chapters"),
    path("place/<str:token>/", views.place, name="place"),
    path("<slug:chapter>/", views.front_door, name="front-door"),
    path("<slug:chapter>/<int:cafe>/", views.cafe, name="cafe"),
    path("<slug:chapter>/<int:cafe>/<str:standing>/", views.done, name="done"),
]
