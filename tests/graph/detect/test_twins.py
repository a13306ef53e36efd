"""Patterns that are written both as a query and as a kernel say the same, on FinBench and on a crowd of small payments.

cypher/README.md lists the patterns, their kernels and where the two are held against each other.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from graph.detect.scene import EVER
from graph.kernels.arrays import Transfers
from graph.kernels.cycles import Loop, cycles
from graph.kernels.scatter import scatter_gather
from graph.kernels.structuring import Band, by_payer
from graph.kernels.through import Haste, through
from graph.lake import Lake
from graph.project import catch_up
from graph.queries import queries
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
    return lake_of(tmp_path_factory.mktemp("crowd"), moves, {"甲": "c0 c1 c2", "乙": "c3 c4", "丙": "c5"})


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


SLOT, STAY = 8, 3.0  # hours of a window, and of the longest mean stay


@pytest.fixture(scope="module")
def hub_lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """Six accounts that pass on in every other slot what came in since it began; or keep some, or for long, or pay few."""
    rng, moves = np.random.default_rng(4), []
    for slot in range(0, 24, 2):
        for hub in range(6):
            way, begin, came = int(rng.integers(0, 5)), slot * SLOT, 0
            for k in range(int(rng.integers(2, 7))):
                yuan, at = int(rng.integers(50, 500)), begin + 0.25 * k * int(rng.integers(1, 3))
                moves.append((f"p{k % 5}", f"h{hub}", yuan, at))
                came += yuan
            left = came * 2 // 3 if way == 1 else came
            payees, late = (2 if way == 2 else 4), (5 if way == 3 else 3)
            for k, part in enumerate(np.diff([0, *sorted(rng.choice(np.arange(1, left), payees - 1, replace=False).tolist()), left]).tolist()):  # fmt: skip
                moves.append((f"h{hub}", f"q{k}", part, begin + late + 0.5 * k))
    return lake_of(tmp_path_factory.mktemp("hubs"), [(a, b, float(x), float(h)) for a, b, x, h in moves])


def test_much_in_and_soon_out(hub_lake: Lake, engine_store: Store) -> None:
    """As the query's header says: where an account's window is a slot, and all that came in leaves in it after it came."""
    engine_store.writer().wipe()
    catch_up(hub_lake, engine_store)
    arrays = snapshot(hub_lake)
    t = arrays.transfers()
    found = through(t, Haste(SLOT * HOUR - 1, 3, SLOT * HOUR, 0.8, 0.2))
    want = {
        (account, int(t.at[first]) * 1000, payers, received, payees, paid): mean
        for account, first, payers, received, payees, paid, mean in zip(
            arrays.ids(found.account), found.first.tolist(), found.payers.tolist(), found.received.tolist(), found.payees.tolist(), found.paid.tolist(),
            found.mean.tolist(), strict=True,
        ) if mean <= STAY * HOUR
    }  # fmt: skip
    rows = engine_store.view().run(
        "detect/pass-through", window=SLOT * HOUR * 1000, payers=3, keep=0.8, lag=int(STAY * HOUR * 1000), least=0, until=EVER, limit=100_000,
    )  # fmt: skip
    have = {(r["account"], r["start"], r["payers"], r["taken"], r["payees"], r["given"]): r["lag"] / 1000 for r in rows if r["payees"] >= 3}  # fmt: skip
    assert len(found.account) > len(want) > 10, "some stay for too long"
    assert have == pytest.approx(want, rel=1e-9)


def test_transfers_of_one_account(shown: tuple[Store, Snapshot]) -> None:
    store, arrays = shown
    t, moved = arrays.transfers(), arrays.edges("TRANSFER")
    account = int(np.bincount(t.source, minlength=t.n).argmax())
    ms = t.at.astype(np.int64) * 1000 + moved.milli
    start, end = (int(np.quantile(ms, q)) for q in (0.2, 0.8))
    inside = ((t.source == account) | (t.target == account)) & (t.source != t.target) & (ms >= start) & (ms < end)
    want = {
        (link, bool(t.source[i] == account), int(t.amount[i]), int(ms[i]), arrays.ids([t.target[i] if t.source[i] == account else t.source[i]])[0])
        for i, link in zip(np.flatnonzero(inside), arrays.link_ids("TRANSFER", np.flatnonzero(inside)), strict=True)
    }  # fmt: skip
    (who,) = arrays.ids([account])
    rows = store.view().run("detect/transfers-within", account=who, start=start, end=end, limit=100_000)
    assert len(want) > 10
    assert {(r["link"], r["outgoing"], r["amount"], r["at"], r["other"]) for r in rows if r["other"] != who} == want
    assert [r["amount"] for r in rows] == sorted((r["amount"] for r in rows), reverse=True)


def test_what_owners_paid_each_other(shown: tuple[Store, Snapshot]) -> None:
    store, arrays = shown
    t, owns = arrays.transfers(), arrays.edges("OWNS")
    owner = np.full(t.n, -1)
    owner[owns.target] = owns.source
    payer, payee = owner[t.source], owner[t.target]
    some = np.unique(payer[payer >= 0])
    some = some[: max(3, len(some) // 2)]
    between = np.isin(payer, some) & np.isin(payee, some) & (payer != payee)
    want: dict[tuple[str, str], list[int]] = {}
    for a, b, fen in zip(
        arrays.ids(payer[between]), arrays.ids(payee[between]), t.amount[between].tolist(), strict=True
    ):
        want.setdefault((a, b), []).append(fen)
    rows = store.view().run("detect/paid-between", owners=arrays.ids(some))
    have: dict[tuple[str, str], list[int]] = {}
    for r in rows:
        count, total = have.setdefault((r["payer"], r["payee"]), [0, 0])
        have[r["payer"], r["payee"]] = [count + r["count"], total + r["sum"]]
    assert len(want) > 3
    assert have == {pair: [len(fen), sum(fen)] for pair, fen in want.items()}


def test_the_readme_says_of_each_pattern_which_kernel_asks_the_same_and_where_they_are_compared() -> None:
    text = (Path(__file__).parents[3] / "cypher/README.md").read_text("utf-8")
    rows = re.findall(r"^\| `(detect/[\w-]+)` \| ([^|]*) \| ([^|]*) \|$", text, re.M)
    told = {name: (kernel, where) for name, kernel, where in rows}
    assert set(told) == {name for name in queries() if name.startswith("detect/")}
    root = Path(__file__).parents[3]
    for kernel, where in told.values():
        for path in re.findall(r"`([\w/]+\.py)`", kernel):
            assert (root / path).is_file(), path
        for file, test in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", where):
            assert f"def {test}(" in (root / file).read_text("utf-8"), test
        assert "::" in where
