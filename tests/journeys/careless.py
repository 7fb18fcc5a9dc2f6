"""Knowcafé with the guards of booking switched off: no transaction, no condition in the UPDATE.

Run as a script in place of `knowcafe`; the race for the last seat must show the difference.
"""

import os
import sys
import time

os.environ["DJANGO_SETTINGS_MODULE"] = "knowcafe.settings"


def main() -> int:
    import django

    from knowcafe import settings

    settings.open_data()
    django.setup()

    from knowcafe.__main__ import main as knowcafe
    from knowcafe.cafes import actions

    def check_then_write(seat, person, *, asked_with, now) -> bool:
        time.sleep(0.05)
        type(seat).objects.filter(pk=seat.pk).update(person=person, asked_with=asked_with)
        return True

    assert actions.filling._sit_down, "what the control replaces has moved"
    actions.filling._sit_down = check_then_write
    actions.just_come = actions.just_come.__wrapped__
    return knowcafe()


if __name__ == "__main__":
    sys.exit(main())
