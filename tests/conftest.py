"""Engines for tests: the embedded one and real Neo4j, each started once. What is missing skips, or fails in CI."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import hypothesis
import pytest
from xdist.scheduler import LoadFileScheduling

from graph.settings import Settings
from graph.store import Store, open_store
from tests.image import Image
from tests.neo4j_server import LTS, NEW, Missing, Server, running

# files whose few tests take minutes: begun last, they would leave all but one process idle at the end
LONG = (
    "test_page.py",
    "test_faults.py",
    "test_docker.py",
    "test_bench.py",
    "test_packaging.py",
    "test_engines.py",
    "test_oracle.py",
    "test_jobs.py",
    "test_own_cypher.py",
    "test_fuzz.py",
    "test_cli.py",
)
BESIDE = {"tests/test_packaging.py": "tests/test_docker.py"}  # both need the image
REQUIRED = os.environ.get("JINYING_REQUIRE_ALL") == "1"
ENGINES = ("embedded", "neo4j-5.26", "neo4j-2026")
RELEASES = {"neo4j-5.26": LTS, "neo4j-2026": NEW}
# in CI the same examples every time: a search that finds something new belongs to whoever changes the code
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis.settings.load_profile("ci" if REQUIRED else "default")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first; the others as they were."""
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling:
    """A file is one process's, and so are files that share what takes minutes to make."""
    return Files(config, log)


class Files(LoadFileScheduling):
    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return BESIDE.get(file, file)


def missing(why: str, *, needed: bool = True) -> None:
    """Skip for want of a part; in CI fail, unless the part is one that CI may lack."""
    if REQUIRED and needed:
        pytest.fail(f"required here: {why}")
    pytest.skip(why)


@dataclass(slots=True)
class Engines:
    """Servers and open stores, made on first use and shared."""

    root: Path
    stack: ExitStack
    servers: dict[str, Server]
    stores: dict[str, Store]

    def server(self, name: str) -> Server:
        """A real Neo4j by engine name."""
        if name not in self.servers:
            try:
                self.servers[name] = self.stack.enter_context(running(RELEASES[name], self.root / name))
            except Missing as why:
                missing(str(why), needed=name != "neo4j-2026")
        return self.servers[name]

    def settings(self, name: str) -> Settings:
        """Settings of an engine; a Neo4j that the environment names stands for 5.26."""
        data = self.root / f"{name}-data"
        if name == "embedded":
            return Settings(data, engine_heap="1g")
        given = Settings.from_env()
        if name == "neo4j-5.26" and given.neo4j_uri:
            return Settings(data, given.neo4j_uri, given.neo4j_user, given.neo4j_password, given.neo4j_database)
        return self.server(name).settings(data)

    def store(self, name: str) -> Store:
        """An open store."""
        if name not in self.stores:
            self.stores[name] = self.stack.enter_context(open_store(self.settings(name)))
        return self.stores[name]


@pytest.fixture(scope="session")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    with ExitStack() as stack:
        yield Engines(tmp_path_factory.mktemp("engines"), stack, {}, {})


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The name of each engine in turn."""
    return str(request.param)


@pytest.fixture
def store(engine: str, engines: Engines) -> Store:
    """An empty graph on each engine in turn."""
    store = engines.store(engine)
    store.writer().wipe()
    return store


@pytest.fixture
def embedded(engines: Engines) -> Store:
    """An empty graph on the embedded engine."""
    store = engines.store("embedded")
    store.writer().wipe()
    return store


@pytest.fixture(scope="session")
def image() -> Iterator[Image]:
    """What the Dockerfile makes, made once; not in pytest's own folder, which is closed to the image's user."""
    with TemporaryDirectory(prefix="jinying-image-") as folder:
        Path(folder).chmod(0o755)
        made = Image(Path(folder))
        try:
            made.venv  # noqa: B018
        except Missing as why:
            missing(str(why))
        yield made


@pytest.fixture
def shared() -> Path:
    """Outside data: JINYING_SHARED, or `shared/data` beside the project."""
    folder = Path(os.environ.get("JINYING_SHARED") or Path(__file__).parents[2] / "shared/data")
    if not folder.is_dir():
        missing(f"no outside data at {folder}; set JINYING_SHARED")
    return folder
