"""Every address, by audience."""

from django.urls import include, path

urlpatterns = [
    path("", include("knowcafe.web.member.urls")),
    path("", include("knowcafe.web.host.urls")),
    path("", include("knowcafe.web.public.urls")),
]
