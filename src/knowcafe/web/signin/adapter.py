"""What allauth asks us: where its mail goes, what a code looks like, which steps there are."""

from __future__ import annotations

from typing import Any, NoReturn
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import get_random_string

from knowcafe.accounts.queries import Person
from knowcafe.web.signin.onward import HOME


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Codes are six digits; letters are ours; who is in goes where they were going."""

    def generate_login_code(self) -> str:
        return get_random_string(6, "0123456789")

    def send_mail(self, template_prefix: str, *_to_and_about: object) -> NoReturn:
        """No letter of allauth's is ours; one that we forgot about must not leave."""
        raise NotImplementedError(template_prefix)

    def get_login_stages(self) -> list[str]:
        return [
            "allauth.account.stages.LoginByCodeStage",
            f"{SecondStep.__module__}.{SecondStep.__qualname__}",
        ]

    def post_login(
        self, *_who: object, redirect_url: str | None, **_how: object
    ) -> HttpResponseBase:
        return redirect(redirect_url or HOME)


class SecondStep(AuthenticateStage):  # type: ignore[misc] # allauth has no types
    """As allauth's, at our address."""

    urlname = "second-step"

    def handle(self) -> tuple[HttpResponseBase | None, bool]:
        if not self._should_handle(self.request):
            return None, True
        return redirect(reverse(self.urlname)), True


class Factors(DefaultMFAAdapter):  # type: ignore[misc] # allauth has no types
    """Passkeys are bound to the address people know us by, whatever a browser says it asked."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": urlsplit(settings.ADDRESS).hostname or "localhost", "name": "Knowcafé"}

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": user.first_name or user.email}
