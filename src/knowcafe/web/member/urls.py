"""The members' pages: a need, a quarter, and their home."""

from django.urls import URLPattern, path

from knowcafe.web.member.views import home
from knowcafe.web.member.views import need as needs

urlpatterns: list[URLPattern] = [
    path("me/", home.home, name="me"),
    path("<slug:chapter>/need/", needs.need, name="need"),
    path("<slug:chapter>/need/about/", needs.about, name="need-about"),
    path("<slug:chapter>/need/you/", needs.you, name="need-you"),
    path("<slug:chapter>/need/place/", needs.place, name="need-place"),
    path("<slug:chapter>/need/<int:need>/", needs.stands, name="need-stands"),
]
