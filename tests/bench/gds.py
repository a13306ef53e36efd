"""A peer that is a server: Neo4j's Graph Data Science on a real Neo4j, both from Maven Central, one thread.

Its CPU is that of the server's process; what it needs to hold the graph is counted as building.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import polars as pl

from tests.bench.graphs import Arrays
from tests.bench.meter import TICKS, Stopped, cpu_of, peak_of
from tests.bench.own import ROUNDS, SOURCES, SWEEPS
from tests.neo4j_server import CACHE, COPY, LTS, Missing, Server, java

VERSION = "2.13.9"  # the one for Neo4j 5.26
HEAP = "4g"
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>jinying</groupId><artifactId>gds-lib</artifactId><version>1</version><packaging>pom</packaging><dependencies>{}
</dependencies></project>
"""
PART = "<dependency><groupId>org.neo4j.gds</groupId><artifactId>{}</artifactId><version>{}</version></dependency>"
TOP = "YIELD nodeId, score RETURN gds.util.asNode(nodeId).number AS node ORDER BY score DESC LIMIT 1"
ASKED = {  # the projection, the call; each of one row
    "pagerank": ("paid", f"CALL gds.pageRank.stream('paid', {{concurrency: 1, maxIterations: {ROUNDS}, tolerance: 0.0}}) {TOP}"),
    "components": ("paid", "CALL gds.wcc.stats('paid', {concurrency: 1}) YIELD componentCount, componentDistribution AS d RETURN componentCount AS groups, d.max AS largest"),
    "cores": ("knows", "CALL gds.kcore.stats('knows', {concurrency: 1}) YIELD degeneracy RETURN degeneracy AS deepest"),
    "labels": ("knows", f"CALL gds.labelPropagation.stats('knows', {{concurrency: 1, maxIterations: {SWEEPS}}}) YIELD communityCount RETURN communityCount AS groups"),
    "betweenness": ("paid", f"CALL gds.betweenness.stream('paid', {{concurrency: 1, samplingSize: {SOURCES}, samplingSeed: 0}}) {TOP}"),
}  # fmt: skip


def plugin() -> Path:
    """The plugin's jars, fetched once with Maven."""
    folder = CACHE / f"gds-{VERSION}"
    if not (folder / "complete").exists():
        if (mvn := shutil.which("mvn")) is None:
            raise Missing("no Maven")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "pom.xml").write_text(
            POM.format("".join(PART.format(p, VERSION) for p in ("proc", "opengds-extension")))
        )
        command = [mvn, "-B", "-q", COPY, "-DoutputDirectory=lib", "-DincludeScope=runtime", "-Daether.dependencyCollector.impl=bf"]  # fmt: skip
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=900, check=False)
        if done.returncode:
            raise Missing(f"Maven could not fetch GDS {VERSION}: {(done.stdout + done.stderr)[-300:]}")
        (folder / "complete").touch()
    return folder / "lib"


def serve(home: Path, graph: Path) -> Server:
    """A started server that has the graph: `PAID` from payer to payee, `KNOWS` the same without direction."""
    server = Server(LTS, home, HEAP, flags=("-XX:+UseSerialGC",))
    ours = plugin()
    server.prepare()
    theirs = (home / "lib").resolve()
    (home / "lib").unlink()
    (home / "lib").mkdir()
    (home / "plugins").mkdir()
    for jar in theirs.iterdir():
        (home / "lib" / jar.name).symlink_to(jar)
    there = {_artifact(jar) for jar in theirs.iterdir()}
    for jar in ours.iterdir():
        if VERSION in jar.name or _artifact(jar) not in there:
            (home / "lib" / jar.name).symlink_to(jar)
            (home / "plugins" / jar.name).symlink_to(jar)
    with open(home / "conf/neo4j.conf", "a", encoding="utf-8") as conf:
        conf.write("dbms.security.procedures.unrestricted=gds.*\n")
    _load(server, graph)
    server.start()
    return server


def _artifact(jar: Path) -> str:
    return re.sub(r"-\d[^/]*$", "", jar.stem)


def _load(server: Server, graph: Path) -> None:
    g, home = Arrays(graph), server.home
    ends = {"PAID": ("payer", "payee"), "KNOWS": ("low", "high")}
    pl.DataFrame({":ID": range(g.n), "number:int": range(g.n)}).write_csv(home / "N.csv")
    for kind, (a, b) in ends.items():
        pl.DataFrame({":START_ID": g[a], ":END_ID": g[b]}).write_csv(home / f"{kind}.csv")
    files = [f"--nodes=N={home}/N.csv", *(f"--relationships={kind}={home}/{kind}.csv" for kind in ends)]
    subprocess.run(
        [java(LTS.java), "-XX:+UseSerialGC", "-cp", f"{home}/lib/*", "org.neo4j.cli.AdminTool", "database", "import", "full", "neo4j",
         "--overwrite-destination=true", f"--report-file={home}/report", *files],
        env={"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf"), "PATH": "/usr/bin:/bin"}, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    for path in home.glob("*.csv"):
        path.unlink()


def ask(door: dict[str, Any], question: str, seconds: int) -> dict[str, Any]:
    """CPU seconds of a question, as `tasks.kernels` has them; the second go is warm, and the better counts. Ended after
    ten times that on the clock, for a server can't be held to CPU."""
    from neo4j import GraphDatabase, Query
    from neo4j.exceptions import ClientError

    graph, text = ASKED[question]
    ways = {"paid": {"PAID": {}}, "knows": {"KNOWS": {"orientation": "UNDIRECTED"}}}
    pid, cpu = door["pid"], list[float]()
    with (
        GraphDatabase.driver(door["uri"], auth=("neo4j", door["password"]), notifications_min_severity="OFF") as driver,
        driver.session() as session,
    ):
        begun = cpu_of(pid)
        session.run("CALL gds.graph.drop($name, false)", name=graph).consume()
        session.run("CALL gds.graph.project($name, 'N', $ways)", name=graph, ways=ways[graph]).consume()
        build = cpu_of(pid) - begun
        try:
            for _ in range(2):
                begun = cpu_of(pid)
                found = session.run(Query(text, timeout=10 * seconds)).single(strict=True).data()  # type: ignore[arg-type]
                cpu.append(max(cpu_of(pid) - begun, 1 / TICKS))
        except ClientError as why:
            if "Terminated" not in why.code and "TimedOut" not in why.code:  # type: ignore[operator]
                raise
            raise Stopped(question) from None
        session.run("CALL gds.graph.drop($name)", name=graph).consume()
    if "node" in found:
        found = {"top node": found["node"]}
    return {"cpu": cpu, "build": build, "peak": peak_of(pid), "found": found}
