"""A worker with a chapter's post, run as a script: `write` letters, `deliver` them, or `careless`.

Careless is delivery with the lease off: a letter is read, and nobody is told that it is taken.
"""

import os
import sys
import time
from datetime import timedelta

os.environ["DJANGO_SETTINGS_MODULE"] = "knowcafe.settings"

LETTERS = 30


def main(what: str) -> None:
    import django

    django.setup()

    from django.utils import timezone

    from knowcafe.outbox import actions, queries
    from knowcafe.outbox.transports import chosen

    now = timezone.now()
    if what == "write":
        for number in range(LETTERS):
            actions.write(
                f"letter:{number}", to=f"p{number}@example.org", subject="Hello", body="Hello",
                now=now, good_until=now + timedelta(hours=1),
            )  # fmt: skip
        return
    if what == "careless":
        assert actions._lease, "what the control replaces has moved"
        actions._lease = lambda *_letter: True
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    end = time.monotonic() + 20
    while queries.counted().get("waiting") and time.monotonic() < end:
        actions.deliver(transport=chosen(), clock=timezone.now)


if __name__ == "__main__":
    main(sys.argv[1])
