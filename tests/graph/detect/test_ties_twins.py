"""Self-dealing and rings of guarantees: what the queries say is what the detectors' arrays say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from graph.detect.guarantee_ring import patterns, sureties
from graph.detect.scene import EVER, Scene
from graph.detect.self_dealing import lending
from graph.detect.ties import Ties
from graph.kernels.arrays import graph
from graph.kernels.components import strong_components
from graph.lake import Lake
from graph.project import catch_up
from graph.store import Store
from tests.conftest import Engines
from tests.graph.detect.papers import add, code, enterprise, firm, guarantees, holdings, loans
from tests.graph.detect.worlds import lake_of, person

FIRMS = [chr(0x4E00 + 11 * k) for k in range(14)]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A few firms, tied at random: shares, officers, phones, guarantees, loans of two platforms."""
    folder: Path = tmp_path_factory.mktemp("ties")
    rng = np.random.default_rng(7)
    lake = lake_of(folder, [("a", "b", 1, 0)])
    for k, who in enumerate(FIRMS):
        enterprise(lake, folder, who, phone=f"1380000000{rng.integers(0, 9)}", address=f"某市某区某路{k}号")
    pairs = [tuple(rng.choice(FIRMS, 2, replace=False).tolist()) for _ in range(40)]
    holdings(lake, folder, [(a, b, 0.1) for a, b in pairs[:6]])
    add(lake, folder, "officers", [
        {"企业名称": firm(a), "统一社会信用代码": code(a), "姓名": "甲乙", "证件号码": person("甲乙"), "职务": "董事", "任职起": "2020-01-01"} for a, _ in pairs[:3]
    ])  # fmt: skip
    for k, who in enumerate(FIRMS[:2]):
        loans(lake, folder, who, [(f"L{k}{i}", borrower, 1_000, i) for i, borrower in enumerate(FIRMS[2:])])
    begin = rng.integers(0, 60, len(pairs))
    guarantees(lake, folder, [(a, b, float(rng.integers(1, 9)), float(d), float(d + 25)) for (a, b), d in zip(dict.fromkeys(pairs), begin, strict=False)])  # fmt: skip
    return lake


@pytest.fixture(scope="module", params=["embedded", "neo4j-5.26"])
def scene(request: pytest.FixtureRequest, engines: Engines, lake: Lake) -> Scene:
    store: Store = engines.store(request.param)
    store.writer().wipe()
    catch_up(lake, store)
    return Scene(store.view(), lake)


def test_loans_to_ones_own(scene: Scene) -> None:
    lent, ties, ids = lending(scene), Ties.of(scene, 0), scene.snapshot.ids
    want = set()
    for platform in np.unique(lent.platform).tolist():
        ways = ties.ways(platform, 3, 1_000_000, 0)
        rows = np.flatnonzero(lent.platform == platform)
        want |= {tuple(ids([platform, lent.loan[k], lent.end[k]])) for k in rows if int(lent.end[k]) in ways}
    rows_ = scene.view.run("detect/self-dealing", until=EVER, limit=10_000)
    assert {(r["platform"], r["loan"], r["borrower"]) for r in rows_} == want
    assert len(rows_) == len(want)
    assert 5 < len(want) < len(lent.loan)


def test_rings_of_guarantees(scene: Scene) -> None:
    of, n = sureties(scene), scene.snapshot.n
    want: set[str] = set()
    for moment in np.unique(of.begin):
        live = of.take((of.begin <= moment) & (of.end > moment))
        part = strong_components(graph(n, live.source, live.target, np.ones(len(live.source))))
        want.update(scene.snapshot.ids(np.flatnonzero(np.bincount(part, minlength=n)[part] > 1)))
    rows = scene.view.run("detect/guarantee-ring", until=EVER, limit=10_000)
    assert {i for r in rows for i in r["members"]} == want
    found = patterns(of, np.ones(len(of.source), np.bool_), 3)
    inside = {i for one in found if one.key[0] == "ring" for i in scene.snapshot.ids(np.unique(of.source[one.rows]))}
    assert inside
    assert inside <= want
    assert len(want) < len(FIRMS)
