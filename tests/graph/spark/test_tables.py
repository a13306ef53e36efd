"""The lake as Spark reads it against the snapshot: the same entities, links, pairs and sums."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from graph.lake import Lake
from tests.graph.spark.conftest import World


def test_entities_are_the_snapshots_in_the_order_of_their_ids(world: World) -> None:
    rows = world.nodes.orderBy("node").collect()
    ids = [row["id"] for row in rows]
    assert sorted(ids) == sorted(world.snapshot.ids(range(world.snapshot.n)))
    assert [i[-32:] for i in ids] == sorted(i[-32:] for i in ids)


def test_links_are_the_snapshots(world: World) -> None:
    t, s = world.transfers, world.snapshot
    e = s.edges("TRANSFER")
    mine = zip(s.link_ids("TRANSFER", range(len(t.at))), t.source.tolist(), t.target.tolist(), (e.at.astype(np.int64) * 1000 + e.milli).tolist(), t.at.tolist(), t.amount.tolist(), strict=True)  # fmt: skip
    assert len(t.at) == 2_500, "both banks' rows are one, twice stated ones too, and the mistake is gone"
    assert world.rows(world.frame, "source", "target") == sorted(mine)
    assert [r["id"] for r in world.frame.orderBy("ms", "id").collect()] == s.link_ids("TRANSFER", range(len(t.at)))


def test_pairs_are_the_snapshots(world: World) -> None:
    g = world.snapshot.pairs("TRANSFER")
    source = np.repeat(np.arange(g.n), np.diff(g.start)).tolist()
    mine = zip(source, g.target.tolist(), g.weight.astype(int).tolist(), strict=True)
    assert world.rows(world.pairs.drop("amount"), "source", "target") == sorted(mine)


def test_who_is_blocked(world: World) -> None:
    flags = world.snapshot.column("Account", "blocked")
    assert world.rows(world.tables.blocked(), "node") == [(v,) for v in np.flatnonzero(flags == 1).tolist()]
    assert (flags == 1).sum() == 8


def test_a_lake_without_transfers_has_none(world: World, tmp_path: Path) -> None:
    from graph.spark.tables import Tables

    bare = Tables(world.tables.spark, Lake(tmp_path))
    assert bare.nodes().collect() == bare.transfers().collect() == bare.pairs().collect() == []
    with pytest.raises(ValueError, match="OWNS moves no money"):
        bare.transfers("OWNS")
