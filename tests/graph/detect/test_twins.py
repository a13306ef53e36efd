"""Patterns that are written both as a query and as a kernel say the same, on FinBench and on a crowd of small payments."""

from __future__ import annotations

import numpy as np
import pytest

from graph.detect.scene import EVER
from graph.kernels.arrays import Transfers
from graph.kernels.cycles import Loop, cycles
from graph.kernels.scatter import scatter_gather
from graph.kernels.structuring import Band, by_payer
from graph.lake import Lake
from graph.project import catch_up
from graph.snapshot import Snapshot, snapshot
from graph.store import Store
from tests.conftest import Engines
from tests.graph.detect.test_oracle import finbench, finbench_lake  # noqa: F401
from tests.graph.detect.worlds import lake_of

HOUR = 3600


@pytest.fixture(scope="module")
def crowd_lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """Few accounts, few amounts, whole hours: ties of all kinds, own transfers, parallel ones."""
    rng = np.random.default_rng(5)
    pairs, yuan, hours = rng.integers(0, 9, (260, 2)), rng.choice([90, 95, 99, 100, 40], 260), rng.integers(0, 400, 260)
    moves = [(f"c{a}", f"c{b}", float(x), float(h)) for (a, b), x, h in zip(pairs.tolist(), yuan, hours, strict=True)]
    return lake_of(tmp_path_factory.mktemp("crowd"), moves)


@pytest.fixture(scope="module", params=["embedded", "neo4j-5.26"])
def engine_store(request: pytest.FixtureRequest, engines: Engines) -> Store:
    return engines.store(request.param)


@pytest.fixture(scope="module", params=["finbench_lake", "crowd_lake"])
def shown(request: pytest.FixtureRequest, engine_store: Store) -> tuple[Store, Snapshot]:
    """Each lake on each engine, and as arrays."""
    lake: Lake = request.getfixturevalue(request.param)
    engine_store.writer().wipe()
    catch_up(lake, engine_store)
    return engine_store, snapshot(lake)


def sizes(t: Transfers) -> tuple[int, int]:
    """A limit with many payments just under it, and a window with several of one payer: fen, seconds."""
    return int(np.quantile(t.amount, 0.9)), int((t.at[-1] - t.at[0]) // 6) + 1


def test_sums_in_parts(shown: tuple[Store, Snapshot]) -> None:
    store, arrays = shown
    t = arrays.transfers()
    limit, window = sizes(t)
    band = Band(limit, 0.5)
    splits = by_payer(t, band, window, 3, 3 * band.lowest())
    want = {
        (payer, total, frozenset(arrays.link_ids("TRANSFER", splits.transfers.item[splits.transfers.start[k] : splits.transfers.start[k + 1]])))
        for k, (payer, total) in enumerate(zip(arrays.ids(splits.payer), splits.sum.tolist(), strict=True))
    }  # fmt: skip
    rows = store.view().run(
        "detect/structuring", lowest=band.lowest(), under=limit, window=window * 1000, count=3, total=3 * band.lowest(),
        until=EVER, limit=100_000,
    )  # fmt: skip
    assert len(want) > 5
    assert {(r["payer"], r["sum"], frozenset(r["links"])) for r in rows} == want


def test_one_to_many_to_one(shown: tuple[Store, Snapshot]) -> None:
    store, arrays = shown
    t = arrays.transfers()
    window = sizes(t)[1]
    found = scatter_gather(t, window, 3, 0.5, 10**6)
    ends = zip(arrays.ids(found.source), arrays.ids(found.sink), strict=True)
    sums = zip(found.middles.tolist(), found.paid.tolist(), found.received.tolist(), strict=True)
    want = dict(zip(ends, sums, strict=True))
    rows = store.view().run(
        "detect/scatter-gather", window=window * 1000, middles=3, tolerance=0.5, until=EVER, limit=100_000
    )
    assert len(want) > 5
    assert {(r["source"], r["sink"]): (len(r["middles"]), r["paid"], r["received"]) for r in rows} == want


def test_money_round_three(shown: tuple[Store, Snapshot]) -> None:
    """The query wants each amount to be no more than the one before; the kernel holds all against the first."""
    store, arrays = shown
    t = arrays.transfers()
    window, keep = 6 * sizes(t)[1], 0.001
    found = cycles(t, Loop(3, window, 1 - keep, keep), 10**6)
    assert not found.truncated
    want = set()
    for k in range(len(found.transfers.start) - 1):
        way = found.transfers.item[found.transfers.start[k] : found.transfers.start[k + 1]]
        if len(way) == 3 and (np.diff(t.amount[way]) <= 0).all():
            want.add(tuple(arrays.link_ids("TRANSFER", way)))
    rows = store.view().run("detect/ring", window=window * 1000, keep=keep, least=0, until=EVER, limit=100_000)
    have = [tuple(r["links"]) for r in rows]
    assert want
    assert len(have) == len(set(have)), "once each, ties too"
    assert set(have) == want
