"""The one settings file: read from `KNOWCAFE_*` variables, safe without any."""

import os
from pathlib import Path

_HERE = Path(__file__).resolve().parent

SECRET_KEY = os.environ.get("KNOWCAFE_SECRET_KEY", "") or os.urandom(32).hex()
DEBUG = False
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS: list[str] = []
DATABASES: dict[str, dict[str, str]] = {}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "British English")]  # one more for each catalogue we ship
LOCALE_PATHS = [_HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "OPTIONS": {"string_if_invalid": "", "libraries": {}},
    }
]
