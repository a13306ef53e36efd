"""The page on a real server with a sample world, for tests and pictures. `python -m tests.page_server FOLDER PAGE…` takes
pictures of every page and state in both themes and sizes; it needs Node, npm and Chromium.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import build_page
from tests.neo4j_server import Missing

ROOT = Path(__file__).parents[1]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ENDING = 60  # seconds that the server is given to stop


@contextmanager
def serving(data: Path, scale: str) -> Iterator[dict[str, str]]:
    """While it runs: what a browser has to know, as environment variables."""
    chromium = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if chromium is None:
        raise Missing("Chromium, for the page in a browser")
    build_page.build(ROOT)
    env = {k: v for k, v in os.environ.items() if k != "NEO4J_URI"} | {"JINYING_DATA": str(data)}
    command = [sys.executable, "-m", "jinying", "demo", "--scale", scale, "--port", "0"]
    with (data / "demo.log").open("w+b") as log, subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=log) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            log.seek(0)
            assert said.startswith(b"{"), log.read()[-5000:].decode("utf-8", "replace")
            found = json.loads(said)
            yield {"JINYING_URL": found["url"], "JINYING_NAME": found["user"], "JINYING_SECRET": found["password"], "CHROMIUM": chromium}  # fmt: skip
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(ENDING)


if __name__ == "__main__":
    with TemporaryDirectory() as folder, serving(Path(folder), os.environ.get("JINYING_PAGE_SCALE", "1")) as where:
        subprocess.run(
            ["node", "tests/e2e/screenshots.mjs", *sys.argv[1:]], cwd=ROOT / "ui", env=os.environ | where, check=True
        )
