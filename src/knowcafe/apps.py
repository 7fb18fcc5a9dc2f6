"""The one Django app; its rooms are plain packages."""

from django.apps import AppConfig


class KnowcafeConfig(AppConfig):
    """Every table of every room, under one label, so that a table may move between rooms."""

    name = "knowcafe"
    verbose_name = "Knowcafé"
