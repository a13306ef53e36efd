"""Lake to graph on every engine: equal, undone exactly, mended, and going on where a crash left it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from graph import project
from graph.block import write_block
from graph.lake import SAME, Lake, Manifest
from graph.project import ProjectError, catch_up, check, frames, rebuild, rows_of
from graph.store import Row, Store, Writer
from tests.lakes import PEOPLE, holders, moves, put


def everything(store: Store) -> dict[str, dict[str, Row]]:
    """All records of a graph by table and id."""
    return {table: {r["id"]: r for r in store.rows(table)} for table in store.counts()}


def holders_of(tmp: Path) -> tuple[Path, Path]:
    """Two files about one account that disagree on its bank; each also has one of its own."""
    a = holders(tmp / "a.csv", [f"6222000000000001,王一,工行,{PEOPLE[0]}", f"6222000000000002,李二,工行,{PEOPLE[1]}"])
    b = holders(tmp / "b.csv", [f"6222000000000001,王一,中国工商银行,{PEOPLE[0]}", f"6222000000000003,赵三,建行,{PEOPLE[2]}"])  # fmt: skip
    return a, b


def test_the_graph_is_the_lake(tmp_path: Path, store: Store) -> None:
    lake = Lake(tmp_path / "d")
    a, b = holders_of(tmp_path)
    put(lake, a, moves(tmp_path / "m.csv", 300))
    assert catch_up(lake, store) == 2
    assert check(lake, store).equal
    put(lake, b)
    assert catch_up(lake, store) == 1
    assert catch_up(lake, store) == 0
    assert check(lake, store).equal
    account = next(r for r in store.rows("Account") if r["number"] == "6222000000000001")
    assert (account["bank"], account["sources"], account["conflicts"]) == ("中国工商银行", 2, "bank")
    flows = list(store.rows("FLOW"))
    assert sum(f["count"] for f in flows) == 300
    assert sum(f["sum"] for f in flows) == sum(t["amount"] for t in store.rows("TRANSFER"))


def test_undo_reverts_exactly_where_later_imports_touched_the_same_entity(tmp_path: Path, store: Store) -> None:
    lake = Lake(tmp_path / "d")
    a, b = holders_of(tmp_path)
    first, second, third = put(lake, a, b, moves(tmp_path / "m.csv", 50))
    catch_up(lake, store)
    before = everything(store)
    with lake.lock():
        lake.undo(first)
    catch_up(lake, store)
    assert check(lake, store).equal
    undone = everything(store)
    other = Lake(tmp_path / "other")
    put(other, b, moves(tmp_path / "m.csv", 50))
    store.writer().wipe()
    catch_up(other, store)
    assert undone == everything(store), "as if the first import had never been"
    store.writer().wipe()
    put(lake, a)
    rebuild(lake, store)
    again = everything(store)
    assert set(again["Account"]) == set(before["Account"])
    with lake.lock():
        for import_id in (second, third, lake.events()[-1].id):
            lake.undo(import_id)
    catch_up(lake, store)
    assert store.counts() == {}


def test_check_names_what_differs_and_rebuild_mends_it(tmp_path: Path, store: Store) -> None:
    lake = Lake(tmp_path / "d")
    put(lake, *holders_of(tmp_path), moves(tmp_path / "m.csv", 60))
    catch_up(lake, store)
    whole = everything(store)
    accounts, transfers = list(whole["Account"]), list(whole["TRANSFER"].values())
    writer = store.writer()
    writer.entities("Account", [{**whole["Account"][accounts[0]], "bank": "造假银行"}])
    writer.links("TRANSFER", [{**transfers[0], "amount": transfers[0]["amount"] + 1}])
    writer.delete_links("TRANSFER", [transfers[1]["id"]])
    writer.entities("Person", [{"id": "per-made-up", "kind": "Person", "caption": "?", "sources": 1}])
    found = {(d.table, d.id, d.how) for d in check(lake, store).differences}
    assert found == {
        ("Account", accounts[0], "changed"),
        ("TRANSFER", transfers[0]["id"], "changed"),
        ("TRANSFER", transfers[1]["id"], "missing"),
        ("Person", "per-made-up", "extra"),
    }
    rebuild(lake, store)
    assert check(lake, store).equal
    assert everything(store) == whole


@pytest.mark.parametrize("after", [0, 1, 2, 4])
def test_a_crash_between_batches_is_gone_on_from(
    tmp_path: Path, embedded: Store, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    lake = Lake(tmp_path / "d")
    put(lake, holders_of(tmp_path)[0])
    catch_up(lake, embedded)
    put(lake, moves(tmp_path / "m.csv", 90))
    monkeypatch.setattr(project, "BATCH", 20)
    with monkeypatch.context() as patch:
        patch.setattr(Writer, "_once", dying(Writer._once, after))
        with pytest.raises(ConnectionResetError):
            catch_up(lake, embedded)
    assert not check(lake, embedded).equal
    assert catch_up(lake, embedded) == 1
    assert check(lake, embedded).equal


def dying(once: Callable[..., Any], after: int) -> Callable[..., Any]:
    """A write that fails for good after so many."""
    count = [0]

    def work(self: Writer, steps: Any) -> Any:
        count[0] += 1
        if count[0] > after:
            raise ConnectionResetError("gone")
        return once(self, steps)

    return work


def test_a_graph_of_another_lake_is_refused(tmp_path: Path, embedded: Store) -> None:
    lake = Lake(tmp_path / "d")
    put(lake, moves(tmp_path / "m.csv", 3))
    embedded.writer().mark({"seq": 9})
    with pytest.raises(ProjectError, match=r"ahead of the lake or of the judgements; run `jinying rebuild`"):
        catch_up(lake, embedded)


def test_a_flow_sums_the_transfers_as_the_graph_shows_them(tmp_path: Path) -> None:
    """Two banks' rows of one transfer, their clocks 40 seconds apart: whichever time wins, both lines show it."""
    lake, ids, noon = Lake(tmp_path), [f"transfer-{x * 32}" for x in "12"], datetime(2024, 5, 6, 12, tzinfo=UTC)
    for n, own in enumerate(ids):
        frame = pl.DataFrame(
            {"id": [own], "from": ["acc-" + "a" * 32], "to": ["acc-" + "b" * 32], "amount": [100], "at": [noon + timedelta(seconds=40 * n)], "part": [0], "row": [2]},
            schema_overrides={"at": pl.Datetime("ms", "UTC"), "part": pl.Int32},
        )  # fmt: skip
        write_block(lake.staging(str(n)), "TRANSFER", 0, frame)
        if n:
            write_block(lake.staging(str(n)), SAME, 0, pl.DataFrame({"id": [own], "canonical": [ids[0]], "rule": ["r"], "of": [""]}))  # fmt: skip
        lake.commit(Manifest(str(n), "f", "0", 1, "m", "0", "", ["f"], 1, 0, 0, {"TRANSFER": 1}))
    (transfer,) = [row for f in frames(lake, "TRANSFER", None) for row in rows_of(f)]
    (flow,) = [row for f in frames(lake, "FLOW", None) for row in rows_of(f)]
    assert (flow["count"], flow["sum"]) == (1, 100)
    assert {flow["first"], flow["last"]} == {transfer["at"]}
