"""Every address, by audience."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    *([path("demo/", include("knowcafe.web.demo.urls"))] if settings.DEMO else []),
    path("floor/", include("knowcafe.web.floor.urls")),
    path("", include("knowcafe.web.signin.urls")),
    path("", include("knowcafe.web.member.urls")),
    path("", include("knowcafe.web.host.urls")),
    path("", include("knowcafe.web.public.urls")),
]
