"""First load of an empty Neo4j by its own offline import tool: the fastest way in, for big data.

Files as `neo4j-admin database import full` reads them (Neo4j operations manual, "Import"): a header file and a data
file a table. The database is replaced; the server must be stopped, and started again afterwards.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from graph.lake import Lake
from graph.ontology import ontology
from graph.project import bulk_frames, bulk_tables
from graph.say import JinyingError, Say

TYPES = {pl.Int64: "long", pl.Float64: "double", pl.Boolean: "boolean"}
ENDS = {"from": ":START_ID", "to": ":END_ID"}


class ImportToolError(JinyingError):
    """The import tool is not there or refused."""


def import_files(lake: Lake, folder: Path) -> dict[str, int]:
    """Write everything in force as CSV for the import tool; records by table."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    counts: dict[str, int] = {}
    for table in bulk_tables(lake):
        with open(folder / f"{table}.csv", "wb") as out:
            for frame in bulk_frames(lake, table):
                if table not in counts:
                    (folder / f"{table}.header.csv").write_text(_header(frame.schema, table), "utf-8")
                # every text quoted, so that an empty one is a value and only an absent one is none
                frame.write_csv(out, include_header=False, quote_style="non_numeric")
                counts[table] = counts.get(table, 0) + frame.height
        if table not in counts:
            (folder / f"{table}.csv").unlink()
    (folder / "Projection.header.csv").write_text("id:ID,state\n", "utf-8")
    with open(folder / "Projection.csv", "w", encoding="utf-8", newline="") as out_text:
        csv.writer(out_text).writerow(["projection", json.dumps({"seq": len(lake.events())})])
    return counts


def _header(schema: Any, table: str) -> str:
    names = []
    for name, dtype in schema.items():
        if name == "id" and table in ontology().kinds:
            names.append("id:ID")
        elif name in ENDS:
            names.append(ENDS[name])
        else:
            names.append(f"{name}:{TYPES.get(dtype, 'string')}")
    return ",".join(names) + "\n"


def arguments(folder: Path, database: str) -> list[str]:
    """What follows `neo4j-admin`."""
    kinds = ontology().kinds
    parts: list[str] = []
    for header in sorted(folder.glob("*.header.csv")):
        table = header.name.removesuffix(".header.csv")
        both = f"{header.absolute()},{(folder / f'{table}.csv').absolute()}"
        if table in kinds:
            parts.append(f"--nodes=Entity:{table}={both}")
        elif table == "Projection":
            parts.append(f"--nodes=Projection={both}")
        else:
            parts.append(f"--relationships={table}={both}")
    return [
        "database",
        "import",
        "full",
        database,
        "--overwrite-destination=true",
        "--multiline-fields=true",
        f"--report-file={(folder / 'import.report').absolute()}",
        *parts,
    ]


def run_import(home: Path, folder: Path, database: str) -> None:
    """Run the tool of the Neo4j at `home` (its `bin/neo4j-admin`, or its jars with the `java` of the path)."""
    tool = home / "bin/neo4j-admin"
    command = [str(tool)] if tool.exists() else list(_by_java(home))
    env = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": os.environ.get("NEO4J_CONF", str(home / "conf"))}
    done = subprocess.run(
        [*command, *arguments(folder, database)], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
        why = next(
            (line for line in lines if "in use" in line or "rror" in line or "xception" in line), " ".join(lines[-1:])
        )
        raise ImportToolError(
            Say(f"Neo4j 导入工具失败：{why[:300]}", f"Neo4j's import tool failed: {why[:300]}"),
            Say("导入前须停止 Neo4j；数据湖未受影响", "stop Neo4j before it; the lake is untouched"),
        )


def _by_java(home: Path) -> Iterator[str]:
    java = os.environ.get("JAVA_HOME")
    path = str(Path(java) / "bin/java") if java else shutil.which("java")
    if path is None or not list((home / "lib").glob("*.jar")):
        raise ImportToolError(
            Say(f"{home} 下没有 Neo4j，或找不到 java", f"no Neo4j at {home}, or no java"),
            Say("检查 --neo4j-home 与 JAVA_HOME", "check --neo4j-home and JAVA_HOME"),
        )
    yield from (path, "-cp", f"{home}/lib/*", "org.neo4j.cli.AdminTool")
