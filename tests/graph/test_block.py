"""Blocks of the lake: their ids as numbers beside them, and many threads that read one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from graph.block import ROW_GROUP, lookup, opened, write_block

# as a server does: two threads at one reader of pyarrow's would end the process
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


def links(rows: int) -> pl.DataFrame:
    """Ids of every form that halves may take, none in order."""
    ids = [f"t-{(i * 0x9E3779B97F4A7C15F39CC0605CEDC835) % 2**128:032x}" for i in range(rows)]
    ends = {end: [f"{kind}-{ids[i * step % rows][-32:]}" for i in range(rows)] for end, kind, step in (("from", "acc", 7), ("to", "per", 3))}  # fmt: skip
    return pl.DataFrame({"id": ids, **ends})


def test_ids_stand_beside_as_numbers_in_the_order_of_the_records(tmp_path: Path) -> None:
    write_block(tmp_path, "T", 0, links(1000))
    block = opened(tmp_path / "T/00000.parquet")
    text = pl.read_parquet(tmp_path / "T/00000.parquet")
    assert text["id"].is_sorted()
    columns = [("id", -32, -16), ("id", -16, None), ("from", -32, -16), ("to", -32, -16)]
    want = [[int(one[a:b], 16) for one in text[name]] for name, a, b in columns]
    assert [column.tolist() for column in block.read_keys(0, 1000)] == want
    assert [column.tolist() for column in block.read_keys(990, 10)] == [column[990:] for column in want]


def test_two_ids_that_begin_alike_are_found(tmp_path: Path) -> None:
    ids = [f"t-{head}{low:016x}" for low in (5, 3, 4) for head in ("b" * 16, "a" * 16)]
    write_block(tmp_path, "T", 0, pl.DataFrame({"id": ids, "n": range(6)}))
    path = tmp_path / "T/00000.parquet"
    assert [lookup(path, [one])["n"].to_list() for one in ids] == [[n] for n in range(6)]
    assert [f"t-{a:016x}{b:016x}" for a, b in zip(*opened(path).read_keys(0, 6), strict=True)] == sorted(ids)


@pytest.mark.parametrize("column", ["id", "from", "to"])
@pytest.mark.parametrize("other", ["T-X", f"t-{'0' * 31}g", f"t-{'0' * 31}F"])
def test_ids_of_another_form_have_no_numbers(tmp_path: Path, column: str, other: str) -> None:
    odd = links(10).with_columns(pl.when(pl.int_range(pl.len()) == 4).then(pl.lit(other)).otherwise(column).alias(column))  # fmt: skip
    write_block(tmp_path, "T", 0, odd)
    assert opened(tmp_path / "T/00000.parquet").keys is None
    assert lookup(tmp_path / "T/00000.parquet", odd["id"]).height == 10


def test_numbers_of_a_file_that_was_written_anew_are_not_believed(tmp_path: Path) -> None:
    write_block(tmp_path, "T", 0, links(10))
    path = tmp_path / "T/00000.parquet"
    pl.read_parquet(path).with_columns(to=pl.lit("acc-" + "0" * 32)).write_parquet(path)
    assert len(opened(path).keys) == 1  # the ids, by which one is found; no ends
