"""Pairs: the two banks' rows of one transfer meet; equal payments in one minute stay apart."""

from datetime import UTC, datetime, timedelta
from itertools import combinations, permutations
from pathlib import Path

import polars as pl
import pytest

from graph.block import write_block
from graph.lake import SAME, Lake, Manifest
from graph.ontology import ontology
from graph.project import catch_up, check, frames
from graph.store import Store
from ingest.pairs import pair

A, B = "acc-" + "a" * 32, "acc-" + "b" * 32
ACCOUNTS = pl.DataFrame(
    {"id": [A, B], "number": ["1", "2"], "part": [0, 0], "rows": [[1], [1]]}, schema_overrides={"part": pl.Int32}
)
NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)


def transfers(*rows: tuple[str, str, int]) -> pl.DataFrame:
    """(id, side, seconds after noon) of 100 yuan from a to b."""
    return pl.DataFrame(
        {
            "id": [f"transfer-{r[0] * 32}" for r in rows], "from": [A] * len(rows), "to": [B] * len(rows),
            "amount": [10_000] * len(rows), "at": [NOON + timedelta(seconds=r[2]) for r in rows], "side": [r[1] for r in rows],
            "part": [0] * len(rows), "row": list(range(len(rows))),
        },
        schema_overrides={"at": pl.Datetime("ms", "UTC"), "part": pl.Int32},
    )  # fmt: skip


def staged(lake: Lake, frame: pl.DataFrame) -> Path:
    write_block(lake.staging("fresh"), "TRANSFER", 0, frame)
    return lake.staging("fresh") / "TRANSFER/00000.parquet"


def pairs(lake: Lake, frame: pl.DataFrame) -> set[tuple[str, str]]:
    clock = frame["at"].dt.epoch("ms")
    found = pair(lake, ontology().link("TRANSFER"), [staged(lake, frame)], (clock.min(), clock.max()))
    return {(a[-1], b[-1]) for a, b, *_ in found.iter_rows()}


def commit(lake: Lake, import_id: str, frame: pl.DataFrame) -> None:
    clock = frame["at"].dt.epoch("ms")
    write_block(lake.staging(import_id), "TRANSFER", 0, frame)
    write_block(lake.staging(import_id), "Account", 0, ACCOUNTS)
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
        pl.DataFrame({"id": late["id"], "canonical": [f"transfer-{'9' * 32}"], "rule": ["r"], "of": ["one"]}),
    )
    commit(lake, "two", late)
    assert pairs(lake, transfers(("5", "payee", 1))) == set()
    lake.undo("two")
    assert pairs(lake, transfers(("5", "payee", 1))) == {("5", "9")}


def bring(lake: Lake, import_id: str, frame: pl.DataFrame) -> None:
    """An import with its pairs, as the loader writes it."""
    clock = frame["at"].dt.epoch("ms")
    found = pair(lake, ontology().link("TRANSFER"), [staged(lake, frame)], (clock.min(), clock.max()))
    if found.height:
        write_block(lake.staging(import_id), SAME, 0, found)
    commit(lake, import_id, frame)


@pytest.mark.parametrize("order", sorted(permutations(("payer", "payer again", "payee", "both"))))
def test_a_pair_holds_exactly_as_long_as_both_of_its_sides_do(tmp_path: Path, order: tuple[str, ...]) -> None:
    """Whatever was loaded first and whatever is undone: two statements of the payer's bank hold the same row."""
    said = {
        "payer": transfers(("1", "payer", 0)),
        "payer again": transfers(("1", "payer", 0), ("7", "payer", 500)),
        "payee": transfers(("2", "payee", 20)),
        "both": transfers(("1", "payer", 0), ("2", "payee", 20)),
    }
    for gone in (g for n in range(len(order)) for g in combinations(order, n)):
        lake = Lake(tmp_path / "-".join(gone))
        for name in order:
            bring(lake, name, said[name])
        for name in gone:
            lake.undo(name)
        ids = {i for name in order if name not in gone for i in said[name]["id"]}
        assert lake.same().height == (len({i for i in ids if i[-1] in "12"}) == 2), gone


def test_undoing_either_side_leaves_the_other_as_if_alone(tmp_path: Path, embedded: Store) -> None:
    for gone, left in (("one", "2"), ("two", "1")):
        lake = Lake(tmp_path / gone)
        embedded.writer().wipe()
        bring(lake, "one", transfers(("1", "payer", 0)))
        bring(lake, "two", transfers(("2", "payee", 20)))
        catch_up(lake, embedded)
        assert [r["id"][-1] for f in frames(lake, "TRANSFER", None) for r in f.to_dicts()] == ["1"]
        lake.undo(gone)
        catch_up(lake, embedded)
        assert [r["id"][-1] for f in frames(lake, "TRANSFER", None) for r in f.to_dicts()] == [left]
        assert check(lake, embedded).equal


def test_equal_payments_at_a_constant_lag_all_meet(tmp_path: Path) -> None:
    every = [(c, "payer", 40 * n) for n, c in enumerate("1234")] + [
        (c, "payee", 40 * n + 50) for n, c in enumerate("5678")
    ]
    assert pairs(Lake(tmp_path), transfers(*every)) == {("5", "1"), ("6", "2"), ("7", "3"), ("8", "4")}


def test_of_two_that_could_meet_the_nearer_one_does(tmp_path: Path) -> None:
    assert pairs(Lake(tmp_path), transfers(("1", "payer", 0), ("2", "payer", 50), ("3", "payee", 51))) == {("3", "2")}
