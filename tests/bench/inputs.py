"""Inputs that rows share, made once: statements, lakes of them, a running Neo4j. All below one folder, thrown away."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from tests.bench.meter import apart
from tests.neo4j_server import LTS, Server, java

HEAP = "3g"


@dataclass(slots=True)
class Inputs:
    """`size(n)` is n rows at full scale; each statement and each lake is made once."""

    root: Path
    share: int = 1
    reps: int = 3
    stack: ExitStack = field(default_factory=ExitStack)
    _spent: dict[str, Any] = field(default_factory=dict)
    _number: int = 0

    def size(self, full: int) -> int:
        return full // self.share

    def say(self, text: str) -> None:
        """Progress, on standard error."""
        used = sum(p.stat().st_size for p in self.root.rglob("*") if p.is_file() and not p.is_symlink()) / 1e9
        sys.stderr.write(f"  {text} ({used:.1f} GB in {self.root})\n")
        sys.stderr.flush()

    def folder(self, name: str) -> Path:
        """A new, empty folder."""
        self._number += 1
        path = self.root / f"{self._number:03d}-{name}"
        path.mkdir(parents=True)
        return path

    def statement(self, rows: int) -> Path:
        """A bank's statement of that many rows."""
        path = self.root / f"statement-{rows}.csv"
        if not path.exists():
            self.say(f"writing a statement of {rows:,} rows")
            apart("tests.bench.tasks:statement", path, rows)
        return path

    def lake(self, *sizes: int) -> Path:
        """A data folder whose lake holds these statements, each one import."""
        data = self.root / f"lake-{'-'.join(map(str, sizes))}"
        if not data.exists():
            files = [self.statement(rows) for rows in sizes]
            self.say(f"loading {' and '.join(f'{n:,}' for n in sizes)} rows into a lake")
            self._spent[data.name] = [apart("tests.bench.tasks:load", file, data) for file in files]
        return data

    def graph(self, nodes: int, transfers: int) -> Path:
        """A folder with the graph that kernels and peers are asked about."""
        folder = self.root / f"graph-{nodes}-{transfers}"
        if not folder.exists():
            self.say(f"writing a graph of {nodes:,} nodes and {transfers:,} transfers")
            apart("tests.bench.tasks:graph", folder, nodes, transfers)
        return folder

    def gds(self, graph: Path) -> Server:
        """A started Neo4j with Graph Data Science that has this graph, stopped at the end."""
        from tests.bench.gds import serve

        if graph.name not in self._spent:
            self.say("importing the graph into Neo4j for its Graph Data Science")
            server = serve(self.folder("gds"), graph)
            self.stack.callback(lambda: server.process and server.kill())
            self._spent[graph.name] = server
        return cast(Server, self._spent[graph.name])

    def loading(self, data: Path) -> Any:
        """What loading this lake's (last) statement cost."""
        return self._spent[data.name][-1]

    def drop(self, *paths: Path) -> None:
        """Give disk back as soon as nothing needs it."""
        for path in paths:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)

    def shared_neo4j(self) -> Server:
        """One that several rows go on with."""
        if "shared neo4j" not in self._spent:
            self._spent["shared neo4j"] = self.neo4j()
        return cast(Server, self._spent["shared neo4j"])

    def neo4j(self) -> Server:
        """A started Neo4j with a production JVM, stopped at the end."""
        server = Server(LTS, self.folder("neo4j"), HEAP, flags=())
        server.prepare()
        os.environ["JAVA_HOME"] = str(Path(java(LTS.java)).parents[1])
        server.start()
        self.stack.callback(lambda: server.process and server.kill())
        return server
