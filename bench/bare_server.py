"""`knowcafe` with the bare view of bench.pages, and no middleware."""

from __future__ import annotations

import sys


def main(arguments: list[str]) -> int:
    """Wake Django, take the middleware out, then go on as `knowcafe` would."""
    import django

    from knowcafe import settings as ours

    ours.open_data()
    ours.ROOT_URLCONF = "bench.bare"
    django.setup()
    from django.conf import settings

    settings.MIDDLEWARE = []  # only now: allauth wants to see its own at the start

    from knowcafe.__main__ import main as knowcafe

    return knowcafe(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
