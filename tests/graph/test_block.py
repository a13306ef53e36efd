"""A block is read by many threads at once, as a server does: two at one reader of pyarrow's would end the process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars as pl

from graph.block import ROW_GROUP, write_block

READS = """
import random, sys
from pathlib import Path
from threading import Thread
from graph.block import opened

block = opened(Path(sys.argv[1]))
wrong = []

def read(seed):
    draw = random.Random(seed)
    for _ in range(60):
        at = draw.randrange(block.height)
        if block.take([at])["n"][0] != at:
            wrong.append(at)

threads = [Thread(target=read, args=(seed,)) for seed in range(16)]
for one in threads: one.start()
for one in threads: one.join()
print(len(wrong))
"""


def test_many_threads_read_one_block_and_each_gets_its_own_record(tmp_path: Path) -> None:
    rows = 3 * ROW_GROUP
    ids = [f"t-{i:032x}" for i in range(rows)]
    frame = pl.DataFrame(
        {"id": ids, "n": range(rows)} | {f"text{k}": [f"{i * k}" for i in range(rows)] for k in range(8)}
    )
    write_block(tmp_path, "T", 0, frame)
    done = subprocess.run([sys.executable, "-c", READS, tmp_path / "T/00000.parquet"], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)  # fmt: skip
    assert (done.returncode, done.stdout.strip()) == (0, "0"), done.stderr
