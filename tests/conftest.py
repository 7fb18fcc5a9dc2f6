"""Every test runs with the shipped settings and no variable of the caller's."""

import os

import django

for name in [name for name in os.environ if name.startswith("KNOWCAFE_LANG")]:
    del os.environ[name]
os.environ["DJANGO_SETTINGS_MODULE"] = "knowcafe.settings"
django.setup()
