"""Pairs: the two banks' rows of one transfer meet; equal payments in one minute stay apart."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from graph.lake import SAME, Lake, Manifest, write_block
from graph.ontology import ontology
from ingest.pairs import pair

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)


def transfers(*rows: tuple[str, str, int]) -> pl.DataFrame:
    """(id, side, seconds after noon) of 100 yuan from a to b."""
    return pl.DataFrame(
        {
            "id": [f"transfer-{r[0] * 32}" for r in rows], "from": ["a"] * len(rows), "to": ["b"] * len(rows),
            "amount": [10_000] * len(rows), "at": [NOON + timedelta(seconds=r[2]) for r in rows], "side": [r[1] for r in rows],
            "part": [0] * len(rows), "row": list(range(len(rows))),
        },
        schema_overrides={"at": pl.Datetime("ms", "UTC"), "part": pl.Int32},
    )  # fmt: skip


def pairs(lake: Lake, frame: pl.DataFrame) -> set[tuple[str, str]]:
    clock = frame["at"].dt.epoch("ms")
    found = pair(lake, ontology().link("TRANSFER"), frame.lazy(), (clock.min(), clock.max()))
    return {(a[-1], b[-1]) for a, b, _ in found.iter_rows()}


def commit(lake: Lake, import_id: str, frame: pl.DataFrame) -> None:
    clock = frame["at"].dt.epoch("ms")
    write_block(lake.staging(import_id), "TRANSFER", 0, frame)
    span = {"TRANSFER": [clock.min(), clock.max()]}
    lake.commit(Manifest(import_id, "f", "0", 1, "m", "0", "", ["f"], 1, 0, 0, {"TRANSFER": 1}, span))


def test_two_sides_within_a_minute_are_one(tmp_path: Path) -> None:
    assert pairs(Lake(tmp_path), transfers(("1", "payer", 0), ("2", "payee", 45))) == {("2", "1")}


def test_more_than_a_minute_is_two(tmp_path: Path) -> None:
    assert pairs(Lake(tmp_path), transfers(("1", "payer", 0), ("2", "payee", 61))) == set()


def test_two_equal_payments_of_one_statement_stay_two(tmp_path: Path) -> None:
    assert pairs(Lake(tmp_path), transfers(("1", "payer", 0), ("2", "payer", 5))) == set()
    both = transfers(("1", "payer", 0), ("2", "payer", 30), ("3", "payee", 31), ("4", "payee", 2))
    assert pairs(Lake(tmp_path), both) == {("4", "1"), ("3", "2")}


def test_the_earlier_import_keeps_its_id_and_a_taken_row_is_not_paired_again(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    commit(lake, "one", transfers(("9", "payer", 0)))
    late = transfers(("1", "payee", 20))
    assert pairs(lake, late) == {("1", "9")}
    write_block(
        lake.staging("two"),
        SAME,
        0,
        pl.DataFrame({"id": late["id"], "canonical": [f"transfer-{'9' * 32}"], "rule": ["r"]}),
    )
    commit(lake, "two", late)
    assert pairs(lake, transfers(("5", "payee", 1))) == set()
    lake.undo("two")
    assert pairs(lake, transfers(("5", "payee", 1))) == {("5", "9")}
