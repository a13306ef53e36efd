"""CPU seconds, wall and peak memory of a piece of work, in a process of its own and with the servers it used.

`apart` runs `module:function` in a fresh interpreter, so that neither side inherits the other's heap or warm caches.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Spent:
    """What a piece of work cost; `peak` is the process's own largest resident size in bytes."""

    cpu: float
    wall: float
    peak: int
    value: Any


def cpu_of(pid: int) -> float:
    """CPU seconds of another process so far, with its ended children."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


def peak_of(pid: int | str = "self") -> int:
    """Largest resident size so far, bytes."""
    line = next(x for x in Path(f"/proc/{pid}/status").read_text().splitlines() if x.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def own_cpu() -> float:
    """CPU seconds of this process and its ended children."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def spend(work: Callable[[], Any], *servers: int) -> Spent:
    """Do the work here; `servers` are processes at work for it."""
    cpu, wall = own_cpu() + sum(map(cpu_of, servers)), time.monotonic()
    value = work()
    wall = time.monotonic() - wall
    return Spent(own_cpu() + sum(map(cpu_of, servers)) - cpu, wall, peak_of(), value)


class Stopped(Exception):
    """Work that reached its limit of CPU seconds."""


def limit(seconds: int) -> None:
    """End this process once it has used so many more CPU seconds."""
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + 1 + seconds, resource.RLIM_INFINITY))


def apart(name: str, *args: Any, python: str | Path = sys.executable, env: dict[str, str] | None = None) -> Any:
    """What `module:function` returns (as JSON) when it is called in a process of its own."""
    command = [str(python), "-m", "tests.bench.meter", name, json.dumps(args, default=str)]
    full = {**os.environ, **(env or {})}
    done = subprocess.run(command, cwd=ROOT, env=full, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode == -signal.SIGXCPU:
        raise Stopped(name)
    if done.returncode:
        raise RuntimeError(f"{name} ended with {done.returncode}")
    return json.loads(done.stdout.splitlines()[-1])


def command(*words: str, data: Path, env: dict[str, str] | None = None) -> Spent:
    """`jinying WORDS` as a person runs it, with all processes it started."""
    line = [sys.executable, "-m", "jinying", "--data", str(data), "--json", *words]
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("NEO4J_", "JINYING_"))}

    def run() -> str:
        done = subprocess.run(line, cwd=ROOT, env={**clean, **(env or {})}, capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1):  # 1: some rows were rejected
            raise RuntimeError(f"jinying {' '.join(words)}: {done.stderr[-1000:]}")
        return done.stdout

    return spend(run)


def main() -> None:
    """Called by `apart`."""
    module, _, function = sys.argv[1].partition(":")
    value = getattr(import_module(module), function)(*json.loads(sys.argv[2]))
    sys.stdout.write(json.dumps(value) + "\n")


if __name__ == "__main__":
    main()
