"""Knowcafé with a job in its timetable that takes as long as the server runs.

Run as a script in place of `knowcafe`; as a control without the process that codes have.
"""

import os
import sys
import time
from datetime import timedelta

os.environ["DJANGO_SETTINGS_MODULE"] = "knowcafe.settings"


def main() -> int:
    import django

    from knowcafe import settings

    settings.open_data()
    django.setup()

    from knowcafe.__main__ import main as knowcafe
    from knowcafe.ops.serve import timekeeper
    from knowcafe.timetable import Job

    def plan(_clock: object) -> None:
        server = os.getppid()
        while os.getppid() == server:
            time.sleep(0.1)

    plans = Job("plan for ever", timedelta(minutes=1), plan)
    timekeeper.JOBS = (plans, *timekeeper.JOBS)
    if os.environ.get("KNOWCAFE_NO_DISPATCHER"):
        timekeeper.CODES = ()
    return knowcafe()


if __name__ == "__main__":
    sys.exit(main())
