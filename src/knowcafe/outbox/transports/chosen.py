"""The transport the settings ask for."""

from __future__ import annotations

from django.conf import settings

from knowcafe.outbox.transports.folder import Folder
from knowcafe.outbox.transports.letter import Transport
from knowcafe.outbox.transports.smtp import Smtp


def chosen() -> Transport:
    """A mail server where one is named, else files in the data folder."""
    if not settings.SMTP_HOST:
        return Folder(settings.DATA / "mail", settings.MAIL_FROM)
    return Smtp(
        host=settings.SMTP_HOST,
        port=settings.SMTP_PORT,
        sender=settings.MAIL_FROM,
        user=settings.SMTP_USER,
        password=settings.SMTP_PASSWORD,
        security=settings.SMTP_SECURITY,
    )
