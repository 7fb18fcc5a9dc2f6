"""Sentences are imported by benches and scripts before anybody has set Django up."""

import os
import subprocess
import sys


def test_importing_the_phrases_asks_for_no_settings():
    bare = {k: v for k, v in os.environ.items() if not k.startswith("DJANGO")}
    command = [sys.executable, "-c", "import knowcafe.phrases, knowcafe.ops.compose.run"]
    done = subprocess.run(command, env=bare, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
