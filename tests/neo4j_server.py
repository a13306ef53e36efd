"""A real Neo4j Community for tests and the bench: jars from Maven Central, a fresh home, a free port, loopback only."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.settings import Settings

CACHE = Path(__file__).parents[1] / ".cache"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>jinying</groupId><artifactId>lib</artifactId><version>1</version><packaging>pom</packaging>
<dependencies><dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>
</dependencies></project>
"""
CONF = """server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=256m
server.memory.heap.initial_size=512m
server.memory.heap.max_size={heap}
dbms.usage_report.enabled=false
"""


QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # half the CPU of a start; what is measured must not use it


class Missing(Exception):
    """A part that a test needs is not on this machine."""


@dataclass(frozen=True, slots=True)
class Release:
    """A Neo4j version, its main class and the oldest Java it runs on."""

    version: str
    main: str
    java: int


LTS = Release("5.26.30", "org.neo4j.server.CommunityEntryPoint", 17)
NEW = Release("2026.08.1", "org.neo4j.server.Neo4jCommunity", 21)


def java(at_least: int) -> str:
    """A `java` of this version or newer: JAVA_HOME, the path, then what lies beside the system's own."""
    homes = [Path(os.environ["JAVA_HOME"]) / "bin/java"] if os.environ.get("JAVA_HOME") else []
    found = shutil.which("java")
    homes += [Path(found)] if found else []
    homes += sorted(Path("/usr/lib/jvm").glob("*/bin/java"))
    for path in homes:
        if path.exists() and _version(path) >= at_least:
            return str(path)
    raise Missing(f"no Java {at_least} or newer: install one or set JAVA_HOME")


def _version(path: Path) -> int:
    text = subprocess.run([path, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(?:1\.)?(\d+)', text)
    return int(found[1]) if found else 0


def jars(release: Release) -> Path:
    """The release's jars."""
    return fetched("org.neo4j", "neo4j", release.version)


def fetched(group: str, artifact: str, version: str) -> Path:
    """The folder of an artifact's jars and of what it needs, fetched once with Maven."""
    folder = CACHE / f"{artifact}-{version}"
    if (folder / "complete").exists():
        return folder / "lib"
    mvn = shutil.which("mvn")
    if mvn is None:
        raise Missing("no Maven: install it, or set NEO4J_URI to a Neo4j that tests may empty")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "pom.xml").write_text(POM.format(group, artifact, version))
    command = [mvn, "-B", "-q", COPY, "-DoutputDirectory=lib", "-DincludeScope=runtime", "-Daether.dependencyCollector.impl=bf"]  # fmt: skip
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=900, check=False)
    if done.returncode:
        raise Missing(f"Maven could not fetch {artifact} {version}: {(done.stdout + done.stderr)[-500:]}")
    (folder / "complete").touch()
    return folder / "lib"


@dataclass(slots=True)
class Server:
    """One Neo4j with a home of its own; `start`, `stop`, `kill` as often as a test likes."""

    release: Release
    home: Path
    heap: str = "1g"
    flags: tuple[str, ...] = QUICK
    password: str = field(default_factory=lambda: secrets.token_hex(12))
    process: subprocess.Popen[bytes] | None = None
    port: int = 0

    def prepare(self) -> None:
        """Home, configuration and password."""
        lib = jars(self.release)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        (self.home / "conf").mkdir(parents=True)
        (self.home / "lib").symlink_to(lib)
        (self.home / "conf/neo4j.conf").write_text(CONF.format(port=self.port, heap=self.heap))
        subprocess.run(
            [java(self.release.java), *QUICK, "-cp", f"{self.home}/lib/*", "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", self.password],
            env={**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")},
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip

    def start(self) -> None:
        """Start and wait until it answers."""
        log = self.home / "out.log"
        with open(log, "ab") as out:
            self.process = subprocess.Popen(
                [java(self.release.java), f"-Xmx{self.heap}", *self.flags, "-cp", f"{self.home}/lib/*", self.release.main, f"--home-dir={self.home}",
                 f"--config-dir={self.home}/conf"], stdout=out, stderr=out,
            )  # fmt: skip
        for _ in range(600):
            if self.process.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError(f"Neo4j {self.release.version} did not start: {log.read_text()[-2000:]}")

    def stop(self) -> None:
        """Stop in order."""
        if self.process:
            self.process.terminate()
            self.process.wait(60)
            self.process = None

    def kill(self) -> None:
        """Gone in the middle of whatever it did."""
        assert self.process
        self.process.kill()
        self.process.wait(60)
        self.process = None

    def settings(self, data: Path) -> Settings:
        """Settings of a data folder that is shown on this server."""
        return replace(Settings(data), neo4j_uri=f"bolt://127.0.0.1:{self.port}", neo4j_password=self.password)


@contextmanager
def running(release: Release, home: Path, heap: str = "1g", flags: tuple[str, ...] = QUICK) -> Iterator[Server]:
    """A started server, killed at the end: its home is thrown away."""
    server = Server(release, home, heap, flags)
    server.prepare()
    server.start()
    try:
        yield server
    finally:
        if server.process:
            server.kill()
