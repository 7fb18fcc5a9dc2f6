"""The pages of a demo; included only where `settings.DEMO` says so."""

from django.urls import path

from knowcafe.web.demo import views

urlpatterns = [
    path("", views.welcome, name="demo"),
    path("be/", views.be, name="demo-be"),
    path("mail/", views.mail, name="demo-mail"),
    path("mail/<str:name>/", views.letter, name="demo-letter"),
    path("style/", views.style, name="demo-style"),
]
