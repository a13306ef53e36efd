"""The snapshot against the lake itself, read by Polars; extended against made anew."""

from __future__ import annotations

import shutil
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from graph.freeze import Edges
from graph.lake import Lake
from graph.merge import merged
from graph.snapshot import NEVER, Snapshot, SnapshotError, snapshot
from ingest.load import load
from ingest.mapping import parse
from tests.lakes import PEOPLE, SIDES, holders, moves, put, write


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path / "data")
    put(lake, holders(tmp_path / "h.csv", [f"62220000000{k:04d},张三,工行,{PEOPLE[k % 3]}" for k in range(7)]))
    put(lake, moves(tmp_path / "a.csv", 60))
    return lake


def rows(s: Snapshot, link: str) -> list[tuple[object, ...]]:
    e = s.edges(link)
    return [
        (i, a, b, int(at) * 1000 + int(ms), int(x))
        for i, a, b, at, ms, x in zip(
            s.link_ids(link, range(len(e.at))), s.ids(e.source), s.ids(e.target), e.at, e.milli, e.amount, strict=True
        )
    ]


def stated(lake: Lake) -> list[tuple[object, ...]]:
    frame = pl.concat(list(merged(lake, "TRANSFER"))).with_columns(pl.col("at").dt.epoch("ms"))
    return frame.sort("at", "id").select("id", "from", "to", "at", "amount").rows()


def same_arrays(a: Snapshot, b: Snapshot) -> None:
    assert a.counts == b.counts
    for f in fields(a.nodes):
        assert (getattr(a.nodes, f.name) == getattr(b.nodes, f.name)).all()
    for link in a.counts:
        for f in fields(Edges):
            assert (getattr(a.edges(link), f.name) == getattr(b.edges(link), f.name)).all(), (link, f.name)


def anew(lake: Lake, **how: object) -> Snapshot:
    shutil.rmtree(lake.root.parent / "snapshots", ignore_errors=True)
    return snapshot(lake, **how)  # type: ignore[arg-type]


def test_what_the_lake_holds_is_there_in_order_of_time(lake: Lake) -> None:
    s = snapshot(lake)
    assert rows(s, "TRANSFER") == stated(lake)
    assert len(s.edges("OWNS").at) == 7
    assert (s.edges("OWNS").at == -1).all()
    entities = {i for t in ("Account", "Person") for i in lake.scan(t).select("id").collect()["id"]}
    assert set(s.ids(range(s.n))) == entities
    assert all(s.number(i) == k for k, i in enumerate(s.ids(range(s.n))))
    assert set(s.ids(s.of_kind("Person"))) == set(lake.scan("Person").collect()["id"])


def test_many_ids_are_found_as_each_is(lake: Lake) -> None:
    s = snapshot(lake)
    other = s.ids(s.of_kind("Account")[:1])[0].replace("acc-", "per-")
    ids = [*s.ids(range(s.n))[::-1], "acc-" + "0" * 32, other]
    assert s.numbers(ids).tolist() == [-1 if (n := s.find(one)) is None else n for one in ids]
    assert s.numbers(ids)[-2:].tolist() == [-1, -1], "nobody's, and another kind's"


def test_adjacency_is_in_order_of_time(lake: Lake) -> None:
    t = snapshot(lake).transfers()
    for ends, rows_ in ((t.source, t.out), (t.target, t.into)):
        for v in range(t.n):
            mine = rows_.item[rows_.start[v] : rows_.start[v + 1]]
            assert mine.tolist() == np.flatnonzero(ends == v).tolist()


def test_an_import_extends_what_is_there_and_gives_what_a_build_from_nothing_gives(lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    first = snapshot(lake)
    put(lake, moves(tmp_path / "b.csv", 40, first=45, accounts=9))  # some of them again, some new accounts
    asked: set[tuple[str, str]] = set()
    parts = Lake.parts

    def watched(self: Lake, table: str, imports: list[str] | None = None) -> object:
        asked.update((table, one) for one in imports or ())
        return parts(self, table, imports)

    monkeypatch.setattr(Lake, "parts", watched)
    extended = snapshot(lake)
    assert {table for table, one in asked if one in first.imports} <= {"same"}  # but for links that are spoken of again
    assert extended.hash != first.hash
    assert rows(extended, "TRANSFER") == stated(lake)
    same_arrays(extended, anew(lake))


def test_both_sides_of_a_transfer_are_one_edge(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "data")
    both = "账号,对手,收付,元,时,号"
    sides = parse(SIDES, "sides")
    a, b = "622200000000001", "622200000000002"
    paths = [
        write(tmp_path / "1.csv", both, [f"{a},{b},出,100.00,2024-03-01 10:00:00,S1", f"{a},{b},出,7.00,2024-03-01 12:00:00,S2"]),
        write(tmp_path / "2.csv", both, [f"{b},{a},进,100.00,2024-03-01 10:00:40,R9"]),
    ]  # fmt: skip
    with lake.lock():
        load(lake, paths[0], sides)
        first = snapshot(lake)
        load(lake, paths[1], sides)
    extended = snapshot(lake)
    assert (len(first.edges("TRANSFER").at), len(extended.edges("TRANSFER").at)) == (2, 2)
    assert rows(extended, "TRANSFER") == stated(lake)
    same_arrays(extended, anew(lake))


def test_as_of_an_import_and_after_an_undo(lake: Lake, tmp_path: Path) -> None:
    before = snapshot(lake)
    (second,) = put(lake, moves(tmp_path / "b.csv", 30, first=100))
    after = snapshot(lake)
    assert snapshot(Lake(tmp_path / "data", until=2)).hash == before.hash
    with lake.lock():
        lake.undo(second)
    assert snapshot(lake).hash == before.hash != after.hash


def test_a_window_is_a_slice(lake: Lake) -> None:
    s = snapshot(lake)
    at = s.edges("TRANSFER").at
    span = s.span(int(at[10]), int(at[40]))
    t = s.transfers(span)
    inside = (at >= at[10]) & (at < at[40])
    assert (t.at == at[inside]).all()
    assert (t.amount == s.edges("TRANSFER").amount[span]).all()
    assert len(s.transfers(s.span(int(at[40]), int(at[10]))).at) == 0
    with pytest.raises(ValueError, match="moves no money"):
        s.transfers(link="OWNS")


def test_properties_are_read_when_asked_for_and_kept(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    s = snapshot(lake)
    banks, names = s.words("Account", "bank")
    known = dict(lake.scan("Account").select("id", "bank").drop_nulls().unique().collect().rows())
    for node, code in enumerate(banks):
        assert (names[code] if code >= 0 else None) == known.get(s.ids([node])[0])
    at = s.column("TRANSFER", "at")
    assert at.tolist() == [row[3] for row in rows(s, "TRANSFER")]
    assert (s.column("Account", "balance") == NEVER).all()
    assert np.isnan(s.column("HOLDS_SHARE", "ratio")).all()
    monkeypatch.setattr("graph.snapshot.merged", None)
    assert (Snapshot(lake, s.folder).column("TRANSFER", "at") == at).all()


def damage(lake: Lake, **columns: pl.Expr) -> None:
    """What row 5 of the transfers says, changed behind the loader's back."""
    (path,) = [p for _, _, p in lake.parts("TRANSFER")]
    changed = {name: pl.when(pl.col("row") == 5).then(value).otherwise(name) for name, value in columns.items()}
    pl.read_parquet(path).with_columns(**changed).write_parquet(path)


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("at", datetime(1969, 12, 31, 10, tzinfo=UTC), "before 1970"),
        ("at", datetime(2038, 2, 1, tzinfo=UTC), "after 2038"),
        ("id", "transfer-12345", "its id is not of the form"),
        ("id", "transfer-" + "g" * 32, "its id is not of the form"),
        ("id", "transfer-" + "a" * 33, "its id is not of the form"),
        ("from", "acc-" + "a" * 40, "the id of an end is not of the form"),
        ("to", "acc-" + "0" * 32, "no import describes one of its ends"),
    ],
)
def test_what_has_no_place_names_its_row(lake: Lake, column: str, value: object, why: str) -> None:
    damage(lake, **{column: pl.lit(value)})
    with pytest.raises(SnapshotError, match=rf"a\.csv row 5 .*{why}"):
        snapshot(lake)
    assert not any((lake.root.parent / "snapshots").iterdir())


def test_a_lake_without_numbers_beside_its_blocks_gives_the_same_arrays(lake: Lake) -> None:
    """As they were written before there were any."""
    new = snapshot(lake)
    for table in lake.tables():
        for _, _, path in lake.parts(table):
            pl.read_parquet(path).write_parquet(path)
            heads = path.with_suffix(".heads")
            heads.write_bytes(heads.read_bytes()[: 8 * lake.rows(table)])
    same_arrays(anew(lake), new)


def test_a_snapshot_that_was_cut_short_is_made_again(lake: Lake) -> None:
    s = snapshot(lake)
    want = rows(s, "TRANSFER")
    path = s.folder / "TRANSFER.at.npy"
    path.write_bytes(path.read_bytes()[:-8])
    assert rows(snapshot(lake), "TRANSFER") == want


def test_only_the_newest_stay(lake: Lake, tmp_path: Path) -> None:
    for k in range(6):
        put(lake, moves(tmp_path / f"{k}.csv", 5, first=200 + 10 * k))
        newest = snapshot(lake).hash
    kept = [p.name for p in (lake.root.parent / "snapshots").iterdir()]
    assert len(kept) == 4
    assert newest in kept
