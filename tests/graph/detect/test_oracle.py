"""The four patterns on LDBC FinBench SF0.01 and on a sample world, against SQL over the same files in DuckDB."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest

from graph import detect
from graph.detect.scene import EVER, Scene
from graph.lake import Lake
from graph.ops import open_ops
from graph.project import catch_up
from graph.store import Store
from ingest import world
from ingest.load import load
from tests.conftest import Engines, missing

FILES = ("Account", "AccountTransferAccount", "Medium", "MediumSignInAccount", "PersonOwnAccount", "CompanyOwnAccount")
HOUR = 3_600_000


@pytest.fixture(scope="module")
def finbench() -> Path:
    folder = Path(os.environ.get("JINYING_SHARED") or Path(__file__).parents[4] / "shared/data") / "finbench-sf0.01"
    if not folder.is_dir():
        missing(f"no FinBench at {folder}; set JINYING_SHARED to the folder of outside data")
    return folder / "snapshot"


@pytest.fixture(scope="module")
def finbench_lake(finbench: Path, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    lake = Lake(tmp_path_factory.mktemp("finbench"))
    with lake.lock():
        for name in FILES:
            load(lake, finbench / f"{name}.csv.gz")
    return lake


@pytest.fixture(scope="module", params=["embedded", "neo4j-5.26"])
def graph(request: pytest.FixtureRequest, finbench_lake: Lake, engines: Engines) -> Store:
    """FinBench on both engines."""
    store = engines.store(request.param)
    store.writer().wipe()
    catch_up(finbench_lake, store)
    return store


def table(folder: Path, name: str) -> str:
    return f"read_csv('{folder / name}.csv.gz', delim='|', header=true, all_varchar=true)"


def moves(folder: Path) -> str:
    return (
        f"(SELECT fromId AS a, toId AS b, CAST(CAST(amount AS DECIMAL(18,2)) * 100 AS BIGINT) AS fen, epoch_ms(CAST(createTime AS TIMESTAMP)) AS ms "
        f"FROM {table(folder, 'AccountTransferAccount')})"
    )


def test_rings_are_those_of_sql(graph: Store, finbench: Path) -> None:
    window, keep = 50_000 * HOUR, 0.001
    want = duckdb.sql(
        f"""WITH t AS {moves(finbench)}
        SELECT x.ms, y.ms, z.ms, x.fen, y.fen, z.fen FROM t x JOIN t y ON y.a = x.b JOIN t z ON z.a = y.b AND z.b = x.a
        WHERE x.a <> x.b AND y.a <> y.b AND x.a <> y.b AND y.ms >= x.ms AND z.ms >= y.ms AND z.ms - x.ms <= {window}
          AND y.fen <= x.fen AND z.fen <= y.fen AND y.fen >= x.fen * {keep} AND z.fen >= x.fen * {keep}"""
    ).fetchall()
    rows = graph.view().run("detect/ring", window=window, keep=keep, least=0, until=EVER, limit=100_000)
    assert want
    assert sorted((*r["at"], *r["amounts"]) for r in rows) == sorted(want)


def test_pass_through_accounts_are_those_of_sql(graph: Store, finbench: Path) -> None:
    window, lag = 2000 * HOUR, 1000 * HOUR
    want = duckdb.sql(
        f"""WITH t AS {moves(finbench)},
        i AS (SELECT b AS hub, ms // {window} AS slot, count(DISTINCT a) AS payers, sum(fen)::BIGINT AS taken,
                     sum(fen::DOUBLE * (ms % {window})) / sum(fen) AS mean FROM t GROUP BY 1, 2 HAVING payers >= 4),
        o AS (SELECT hub, slot, payers, taken, mean, sum(fen)::BIGINT AS given, count(DISTINCT t.b) AS payees,
                     sum(fen::DOUBLE * (ms - slot * {window})) / sum(fen) AS outward
              FROM i JOIN t ON t.a = hub AND ms >= slot * {window} AND ms < (slot + 1) * {window} + {lag} GROUP BY ALL)
        SELECT slot * {window}, payers, taken, payees, given, round(outward - mean)::BIGINT FROM o
        WHERE given >= taken * 0.5 AND outward - mean BETWEEN 0 AND {lag}"""
    ).fetchall()
    rows = graph.view().run(
        "detect/pass-through", window=window, payers=4, keep=0.5, lag=lag, least=0, until=EVER, limit=100_000
    )
    assert len(want) > 3
    have = [(r["start"], r["payers"], r["taken"], r["payees"], r["given"], round(r["lag"])) for r in rows]
    assert sorted(have) == sorted(want)


def test_blocked_devices_are_those_of_sql(graph: Store, finbench: Path) -> None:
    want = duckdb.sql(
        f"""SELECT s.mediumId, count(DISTINCT s.accountId), count(*), min(epoch_ms(s.createTime::TIMESTAMP))
        FROM {table(finbench, "MediumSignInAccount")} s JOIN {table(finbench, "Medium")} m USING (mediumId)
        WHERE m.isBlocked = 'true' GROUP BY 1 HAVING count(DISTINCT s.accountId) >= 2"""
    ).fetchall()
    rows = graph.view().run("detect/blocked-device", accounts=2, until=EVER, limit=100_000)
    assert len(want) > 3
    assert sorted((len(r["accounts"]), len(r["links"]), r["first"]) for r in rows) == sorted(w[1:] for w in want)


def test_every_finding_leads_down_to_rows(graph: Store, finbench_lake: Lake, tmp_path: Path) -> None:
    params = ["window=8760", "keep=0.01", "least=0"]
    with open_ops(tmp_path) as ops:
        results = detect.run(Scene(graph.view(), finbench_lake), ops, ["ring", "blocked-device"], params)
    found = [f for r in results for f, _ in r.findings]
    assert {f.detector for f in found} == {"ring", "blocked-device"}
    for f in found:
        assert f.links
        assert f.start is not None
        assert f.end is not None
        assert f.start <= f.end
        assert 0 < f.score <= 1
        assert f.sentence.zh != f.sentence.en
        for link in f.links:
            reasons = finbench_lake.why(link)
            assert reasons, f"{link} has no rows"
            assert all(r.file.endswith(".csv.gz") and r.row > 1 for r in reasons)


def test_shared_identity_in_a_world_is_that_of_its_registry(tmp_path: Path, store: Store) -> None:
    folder = tmp_path / "world"
    world.write(21, 0.1, folder)
    lake = Lake(tmp_path / "data")
    with lake.lock():
        load(lake, folder / "registry.csv")
    catch_up(lake, store)
    rows = store.view().run("detect/shared-identity", least=3, most=1000, until="9", limit=10_000)
    for kind, column in (("Phone", "电话"), ("Address", "住所")):
        want = duckdb.sql(
            f"""SELECT count(DISTINCT 统一社会信用代码) FROM read_csv('{folder}/registry.csv', all_varchar=true)
            WHERE {column} IS NOT NULL GROUP BY {column} HAVING count(DISTINCT 统一社会信用代码) >= 3"""
        ).fetchall()
        assert len(want) > 1
        assert sorted(len(r["enterprises"]) for r in rows if r["kind"] == kind) == sorted(w[0] for w in want)
