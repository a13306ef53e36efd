"""`make bench`: measure every line that speed and memory are held to, and say plainly which are reached.

python -m tests.bench.run [NAME...] [--scale small|full] [--json FILE] [--write]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graph.say import did_you_mean
from tests.bench import engines, lakes
from tests.bench.accuracy import ACCURACY
from tests.bench.cases import CASES
from tests.bench.finbench import FINBENCH
from tests.bench.inputs import Inputs
from tests.bench.kernels import KERNELS
from tests.bench.machine import facts
from tests.bench.models import MODELS
from tests.bench.page import PAGE
from tests.bench.reading import READING
from tests.bench.result import Bench, Result
from tests.bench.search import SEARCH
from tests.bench.serving import SERVING
from tests.bench.show import rewrite, table
from tests.bench.snapshot import SNAPSHOTS
from tests.neo4j_server import Missing

BENCHES = [
    Bench("lake-rate", "bank CSV to lake, rows per CPU second, beside bare Polars", lakes.rate),
    Bench("embedded-first", "first load into the embedded engine", engines.first),
    Bench("bolt-embedded", "ordinary load, embedded engine, beside a bare loop", engines.bolt_embedded),
    Bench("bolt-neo4j", "ordinary load, Neo4j, beside a bare loop", engines.bolt_neo4j, server=True),
    Bench("neo4j-import", "Neo4j's import tool beside the ordinary load", engines.neo4j_import, server=True),
    Bench("million", "a million transfers from nothing", engines.million),
    Bench("world", "rebuild of the sample world", engines.world),
    Bench("lake-memory", "peak memory of ten million rows", lakes.memory),
    Bench("why", "`why` on one id of ten million rows", lakes.why),
    *SNAPSHOTS,
    *KERNELS,
    *FINBENCH,
    *READING,
    *ACCURACY,
    *SEARCH,
    *SERVING,
    *PAGE,
    *MODELS,
    *CASES,
]
SHARES = {"full": 1, "small": 50}


def chosen(names: Sequence[str]) -> list[Bench]:
    """Rows by name, or those that begin so (`kernel`) where none is called that; none named: all."""
    known = {b.name: b for b in BENCHES}
    found: dict[Bench, None] = {}
    for name in names:
        some = [known[name]] if name in known else [b for b in BENCHES if b.name.startswith(f"{name}-")]
        if not some:
            raise SystemExit(f"no row '{name}'; {did_you_mean(name, known).en}")
        found.update(dict.fromkeys(some))
    return list(found) if names else BENCHES


def measure(benches: Sequence[Bench], scale: str, root: Path) -> list[Result]:
    """Run rows one after the other; one that lacks Neo4j, a browser or a package is left out, and that is said."""
    inputs = Inputs(root, SHARES[scale], 3 if scale == "full" else 1)
    results = []
    with inputs.stack:
        for number, bench in enumerate(benches, start=1):
            sys.stderr.write(f"{number}/{len(benches)} {bench.name}: {bench.about}\n")
            try:
                results.append(bench.run(inputs))
            except Missing as why:
                if not (bench.server or bench.browser or bench.package):
                    raise
                sys.stderr.write(f"  left out: {why}\n")
    return results


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit 0 whatever was reached: a loss is a finding, not a failure of the bench."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.run", description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(b.name for b in BENCHES))
    parser.add_argument("--scale", choices=SHARES, default="full", help="small: a twentieth of everything")
    parser.add_argument("--json", type=Path, metavar="FILE", help="the results as JSON too")
    parser.add_argument("--write", action="store_true", help="put the results into tests/bench/README.md")
    asked = parser.parse_args(arguments)
    benches = chosen(asked.names)
    told: dict[str, Any] = {**facts(), "scale": asked.scale}
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="jinying-bench-") as root:
        results = measure(benches, asked.scale, Path(root))
    told["minutes"] = (time.monotonic() - begun) / 60
    table(results, told)
    if asked.json:
        body = {"machine": told, "results": [r.body() for r in results]}
        asked.json.write_text(json.dumps(body, ensure_ascii=False, indent=1), "utf-8")
    if asked.write:
        rewrite(results, told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
