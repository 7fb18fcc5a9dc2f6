"""The application for any WSGI server; `knowcafe serve` uses it too."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowcafe.settings")
application = get_wsgi_application()
