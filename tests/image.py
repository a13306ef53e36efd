"""The container image without a container engine: the Dockerfile's own lines, run in clean folders as its own user."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.neo4j_server import Missing

ROOT = Path(__file__).parents[1]
DOCKERFILE = ROOT / "docker/Dockerfile"
PORT = "8471"
NODE = ("node", "nodejs", "npm", "npx", "corepack")
Instruction = tuple[str, str]


def instructions() -> list[list[Instruction]]:
    """The Dockerfile's instructions, one list a stage."""
    text = re.sub(r"\\\n\s*", "", re.sub(r"(?m)^#.*\n", "", DOCKERFILE.read_text("utf-8")))
    stages: list[list[Instruction]] = []
    for line in filter(None, text.splitlines()):
        word, _, rest = line.partition(" ")
        if word == "FROM":
            stages.append([])
        stages[-1].append((word, rest.strip()))
    return stages


def checkout(folder: Path) -> Path:
    """The files that a clone of this working tree would have, and nothing that was built or downloaded here."""
    listed = subprocess.run(["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True)  # fmt: skip
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def python_for(uid: int) -> str:
    """A Python, 3.11 or newer, that this user may run: one in root's home is closed to others."""
    for folder in [Path(sys.executable).resolve().parent, *map(Path, os.get_exec_path()), Path("/usr/bin")]:
        path = folder / "python3"
        words = [path, "-c", "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))"]
        try:
            if subprocess.run(words, capture_output=True, check=False, **becoming(uid)).returncode == 0:
                return str(path)
        except OSError:
            continue
    raise Missing(f"no Python 3.11 or newer, with venv, that user {uid} may run")


def becoming(uid: int) -> dict[str, Any]:
    """How a process is started as this user; only root can."""
    return {"user": uid, "group": uid, "extra_groups": []} if os.getuid() == 0 else {}


@dataclass
class Image:
    """What the Dockerfile makes, in a folder that other users may enter. Its `/wheels` and `/data` lie in there."""

    folder: Path
    stages: list[list[Instruction]] = field(default_factory=instructions)

    def last(self, word: str) -> str:
        """The instruction of the final stage that is in force."""
        return [rest for w, rest in self.stages[-1] if w == word][-1]

    def words(self, word: str) -> list[str]:
        """An instruction in JSON form, with what comes before the brackets left out."""
        found: list[str] = json.loads(re.sub(r"^[^\[]*", "", self.last(word)))
        return found

    @property
    def uid(self) -> int:
        return int(self.last("USER").partition(":")[0])

    @property
    def env(self) -> dict[str, str]:
        """A container's environment, but for the paths: nothing comes from the machine."""
        pairs = [pair.partition("=") for w, rest in self.stages[-1] if w == "ENV" for pair in rest.split()]
        given = {name: value.replace("/data", str(self.data)) for name, _, value in pairs}
        return {"PATH": f"{self.venv}/bin:{self.programs}", "LANG": "C.UTF-8", **given}

    @cached_property
    def programs(self) -> Path:
        """What the base image has beside Python: this machine's programs without its Node, for the base image has none."""
        folder = self.folder / "programs"
        folder.mkdir()
        for path in sorted((*Path("/usr/bin").iterdir(), *Path("/bin").iterdir())):
            if path.name not in NODE and not (folder / path.name).is_symlink():
                (folder / path.name).symlink_to(path)
        return folder

    @cached_property
    def venv(self) -> Path:
        """The base image: a Python with pip and nothing else."""
        subprocess.run([python_for(self.uid), "-m", "venv", self.folder / "venv"], check=True, capture_output=True)
        return self.folder / "venv"

    @cached_property
    def data(self) -> Path:
        """The volume, owned as the Dockerfile has it."""
        path = self.folder / "data"
        path.mkdir(0o755)
        if os.getuid() == 0:
            os.chown(path, self.uid, self.uid)
        return path

    def _run(self, line: str, where: Path) -> None:
        line = line.replace("/wheels", str(self.folder / "wheels"))
        env = {**os.environ, "PATH": self.env["PATH"], "PIP_DISABLE_PIP_VERSION_CHECK": "1"}  # pip as set up here
        done = subprocess.run(["sh", "-c", line], cwd=where, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}: {done.stdout[-2000:]}{done.stderr[-2000:]}"

    @cached_property
    def wheel(self) -> Path:
        """The first stage: its COPY lines from a clean checkout, then its RUN lines."""
        source, work = checkout(self.folder / "checkout"), self.folder / "src"
        work.mkdir()
        for word, rest in self.stages[0]:
            *names, target = rest.split()
            for name in names if word == "COPY" else []:
                here = source / name
                if here.is_dir():
                    shutil.copytree(here, work / target)
                else:
                    shutil.copy(here, work / target)
            if word == "RUN":
                self._run(rest, work)
        (path,) = (self.folder / "wheels").iterdir()
        return path

    @cached_property
    def installed(self) -> Path:
        """The last stage: the folder of its programs, once its pip lines have run."""
        assert self.wheel.exists()
        for word, rest in self.stages[-1]:
            if word == "RUN" and rest.startswith("pip "):
                self._run(rest, self.folder)
        return self.venv / "bin"

    def run(self, words: list[str], env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """A command in the container."""
        words = [str(self.installed / words[0]), *words[1:]]
        return subprocess.run(words, cwd=self.data, env={**self.env, **env}, capture_output=True, text=True, timeout=900, check=False, **becoming(self.uid))  # fmt: skip

    @contextmanager
    def started(self, env: Mapping[str, str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
        """The container, started with its own words on a free port; killed at the end if it still runs."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = str(probe.getsockname()[1])
        program, *words = [*self.words("ENTRYPOINT"), *self.words("CMD"), "--port", port]
        with (
            open(self.folder / "log", "w+", encoding="utf-8") as log,
            subprocess.Popen([self.installed / program, *words], cwd=self.data, env={**self.env, **env}, stdout=log, stderr=log, text=True, **becoming(self.uid)) as process,
        ):  # fmt: skip
            try:
                yield process, port
            finally:
                if process.poll() is None:
                    process.kill()

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text("utf-8")

    def healthy(self, port: str) -> bool:
        """The image's own health check."""
        return self.run([word.replace(PORT, port) for word in self.words("HEALTHCHECK")], {}).returncode == 0
