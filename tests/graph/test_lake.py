"""The lake: what is in force, why a record says what it says, and a log that survives a crash."""

from pathlib import Path

import polars as pl
import pytest

from graph.block import lookup, write_block
from graph.lake import Lake, LakeError, Manifest, table_of

A, B = "acc-" + "a" * 32, "acc-" + "b" * 32


def manifest(import_id: str, **counts: int) -> Manifest:
    return Manifest(import_id, f"{import_id}.csv", "0" * 64, 1, "m", "0" * 64, "name: m", ["part"], 2, 0, 0, counts)


def put(lake: Lake, import_id: str, rows: list[tuple[str, str, list[int]]]) -> None:
    """Stage and commit accounts: (id, bank, source rows)."""
    frame = pl.DataFrame(
        {
            "id": [r[0] for r in rows],
            "bank": [r[1] for r in rows],
            "part": [0] * len(rows),
            "rows": [r[2] for r in rows],
        },
        schema={"id": pl.String, "bank": pl.String, "part": pl.Int32, "rows": pl.List(pl.Int64)},
    )
    write_block(lake.staging(import_id), "Account", 0, frame)
    lake.commit(manifest(import_id, Account=len(rows)))


def test_why_lists_every_row_in_force(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    put(lake, "one", [(A, "工行", [2, 7]), (B, "建行", [3])])
    put(lake, "two", [(A, "中国工商银行", [9])])
    assert [(r.import_id, r.file, r.row, r.values["bank"]) for r in lake.why(A)] == [
        ("one", "one.csv", 2, "工行"),
        ("one", "one.csv", 7, "工行"),
        ("two", "two.csv", 9, "中国工商银行"),
    ]
    lake.undo("one")
    assert [(r.import_id, r.row) for r in lake.why(A)] == [("two", 9)]
    assert lake.why(B) == []


def test_undo_twice_is_refused_and_unknown_ids_are_named(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    put(lake, "one", [(A, "工行", [2])])
    lake.undo("one")
    with pytest.raises(LakeError, match="undone already"):
        lake.undo("one")
    with pytest.raises(LakeError, match="no import onee; did you mean one"):
        lake.undo("onee")


def test_a_torn_last_line_is_no_event_and_the_next_one_replaces_it(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    put(lake, "one", [(A, "工行", [2])])
    with open(lake.root / "log.jsonl", "a", encoding="utf-8") as log:
        log.write('{"seq": 2, "op": "imp')
    assert list(lake.active()) == ["one"]
    put(lake, "two", [(B, "建行", [2])])
    assert lake.active() == {"one": 1, "two": 2}


def test_a_staged_import_is_invisible(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    write_block(lake.staging("one"), "Account", 0, pl.DataFrame({"id": [A]}))
    assert lake.active() == {}
    assert lake.tables() == []
    assert lake.scan("Account").collect().height == 0


def test_two_writers_are_told_apart(tmp_path: Path) -> None:
    with (
        Lake(tmp_path).lock(),
        pytest.raises(LakeError, match=r"another load is at work \(pid \d+"),
        Lake(tmp_path).lock(),
    ):
        pass
    with Lake(tmp_path).lock():
        pass


def test_lookup_decodes_only_what_can_hold_the_id(tmp_path: Path) -> None:
    ids = [f"acc-{i:032x}" for i in range(20_000)]
    write_block(tmp_path, "Account", 0, pl.DataFrame({"id": ids, "n": range(20_000)}))
    found = lookup(tmp_path / "Account" / "00000.parquet", {ids[12_345], "acc-" + "f" * 32})
    assert found["n"].to_list() == [12_345]


def test_an_id_names_its_table() -> None:
    assert table_of(A).name == "Account"
    assert table_of("transfer-" + "0" * 32).name == "TRANSFER"
    with pytest.raises(LakeError, match="is no id"):
        table_of("nothing")


def test_an_import_that_was_undone_and_loaded_again_keeps_its_own_name(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    put(lake, "abc", [(A, "工行", [2])])
    put(lake, "abc-2", [(A, "工行", [2])])
    assert (lake.resolve("abc"), lake.resolve("abc-2"), lake.resolve("abc-")) == ("abc", "abc-2", "abc-2")
    with pytest.raises(LakeError, match="several"):
        lake.resolve("ab")


@pytest.mark.parametrize(
    "ids", [[f"acc-{n * 2654435761 % 2**128:032x}" for n in range(40)], [f"acc-{n}" for n in range(40)]]
)
def test_a_record_is_found_in_a_block_with_heads_of_ids_and_in_one_without(tmp_path: Path, ids: list[str]) -> None:
    kept, absent = ids[::2], ids[1::2]
    write_block(tmp_path, "Account", 0, pl.DataFrame({"id": [*kept, kept[3]], "row": range(len(kept) + 1)}))
    (path,) = tmp_path.glob("Account/*.parquet")
    assert path.with_suffix(".heads").exists() == (len(ids[0]) == 36)
    assert sorted(lookup(path, [*kept, *absent])["id"]) == sorted([*kept, kept[3]])
    assert lookup(path, absent).height == 0
    assert [lookup(path, [one]).height for one in kept[2:5]] == [1, 2, 1]
