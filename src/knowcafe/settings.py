"""The one settings file: read from `KNOWCAFE_*` variables, safe without any.

Every variable is explained in docs/reference/settings.md; a test compares the two.
"""

import os
import re
import secrets
from pathlib import Path
from urllib.parse import urlsplit

_HERE = Path(__file__).resolve().parent
_SHARE = os.environ.get("XDG_DATA_HOME", "") or "~/.local/share"


def _of(name: str, otherwise: str, *, allowed: str) -> str:
    """A variable that must match `allowed` as a whole; `ValueError` says which does not."""
    value = os.environ.get(name, "") or otherwise
    if not re.fullmatch(allowed, value):
        raise ValueError(f"{name} is {value!r}; it has to match {allowed}")
    return value


def _kept_secret(folder: Path) -> str:
    """The key in the data folder, made at the first start; without a folder one for this process.

    It appears whole or not at all, so two processes that start together agree on it.
    """
    kept = folder / "secret-key"
    if not folder.is_dir():
        return secrets.token_hex(32)
    if not kept.exists():
        fresh = folder / f".secret-key-{secrets.token_hex(8)}"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        try:
            kept.hardlink_to(fresh)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return kept.read_text("ascii").strip()


# A demo signs anybody in as anybody, so it stays on this machine and sends no mail.
DEMO = _of("KNOWCAFE_DEMO", "no", allowed="yes|no") == "yes"

# Where things are kept, and where people find us.
DATA = Path(os.environ.get("KNOWCAFE_DATA", "") or Path(_SHARE, "knowcafe")).expanduser()
ADDRESS = _of(
    "KNOWCAFE_ADDRESS", "http://localhost:8000", allowed=r"https?://[a-z0-9.-]+(:[0-9]+)?/?"
).rstrip("/")
_HOST = urlsplit(ADDRESS).hostname or "localhost"
_SECURE = ADDRESS.startswith("https://")

SECRET_KEY = os.environ.get("KNOWCAFE_SECRET_KEY", "") or _kept_secret(DATA)


def open_data() -> None:
    """Make the data folder, ours alone, and keep a key in it. To be called before Django wakes.

    Whatever this process writes from now on is readable by its owner only.
    """
    global SECRET_KEY  # noqa: PLW0603 – Django reads it from here when it wakes
    os.umask(0o077)
    DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    SECRET_KEY = os.environ.get("KNOWCAFE_SECRET_KEY", "") or _kept_secret(DATA)


DEBUG = False
ALLOWED_HOSTS = [*([] if DEMO else [_HOST]), "localhost", "127.0.0.1", "[::1]"]

# Mail: to a server if one is named, else as files into the data folder.
SMTP_HOST = "" if DEMO else os.environ.get("KNOWCAFE_SMTP_HOST", "")
SMTP_PORT = int(_of("KNOWCAFE_SMTP_PORT", "587", allowed="[0-9]{1,5}"))
SMTP_USER = os.environ.get("KNOWCAFE_SMTP_USER", "")
SMTP_PASSWORD = os.environ.get("KNOWCAFE_SMTP_PASSWORD", "")
SMTP_SECURITY = _of("KNOWCAFE_SMTP_SECURITY", "starttls", allowed="starttls|tls|none")
MAIL_FROM = os.environ.get("KNOWCAFE_MAIL_FROM", "") or f"Knowcafé <knowcafe@{_HOST}>"

INSTALLED_APPS = [
    "knowcafe.apps.KnowcafeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
]
AUTH_USER_MODEL = "knowcafe.Person"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "knowcafe.web.private.PrivateByDefault",
    "knowcafe.web.second_step.SecondStepForHosts",
    "knowcafe.web.wrong_method.WayBack",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "knowcafe.urls"
WSGI_APPLICATION = "knowcafe.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {
    "default": {
        "ENGINE": "knowcafe.sqlite",
        "NAME": DATA / "knowcafe.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }
}

# Signing in: a code by mail, then a passkey or an app for those who have one. Of allauth only the
# flows are used; pages, letters and limits are ours.
ACCOUNT_ADAPTER = "knowcafe.web.signin.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # entering the code is the proof
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_TIMEOUT = 1800  # how long the address is remembered after its code has run out
ACCOUNT_RATE_LIMITS = False  # allauth counts in each process; ours are rows
MFA_ADAPTER = "knowcafe.web.signin.adapter.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Knowcafé"
MFA_TOTP_TOLERANCE = 1  # a code holds half a minute longer, since people type (RFC 6238)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _SECURE
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

# Proxies in front of us, each adding to X-Forwarded-For: one where https ends before us.
PROXIES = int(_of("KNOWCAFE_PROXIES", "1" if _SECURE else "0", allowed="[0-9]"))

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # one stylesheet, served from the package: nothing to collect
WHITENOISE_MAX_AGE = 3600

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_NAME = "__Host-session" if _SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if _SECURE else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [ADDRESS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0

# What went wrong is told on standard error. Addresses of pages are not: some are somebody's own.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
    },
}

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
        "OPTIONS": {
            "string_if_invalid": "",
            "context_processors": [
                "django.template.context_processors.request",
                "knowcafe.web.demo.bar.bar",
            ],
        },
    }
]
