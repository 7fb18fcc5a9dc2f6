"""Signing in and out, and what one signs in with."""

from django.urls import path

from knowcafe.web.signin.views import entering, security

urlpatterns = [
    path("sign-in/", entering.sign_in, name="sign-in"),
    path("sign-in/code/", entering.code, name="sign-in-code"),
    path("sign-in/second/", security.second_step, name="second-step"),
    path("sign-in/with/<str:token>/", entering.let_in, name="let-in"),
    path("sign-out/", entering.sign_out, name="sign-out"),
    path("security/", security.overview, name="security"),
    path("security/app/", security.add_app, name="security-app"),
    path("security/passkey/", security.add_passkey, name="security-passkey"),
    path("security/codes/", security.recovery_codes, name="security-codes"),
    path("security/<int:factor>/remove/", security.remove, name="security-remove"),
]
