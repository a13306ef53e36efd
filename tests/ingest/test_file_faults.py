"""Files that are not what they should be, through the command: a clear line, an exit code, and nothing half-visible."""

from __future__ import annotations

import csv
import gzip
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import xlsxwriter

from graph.lake import Lake
from graph.merge import merged
from tests.lakes import TEXT, holders, moves, write

ROOT = Path(__file__).parents[2]
PEAK = 1536 << 20  # bytes that a load may take, whatever the file
MEASURED = """
import re, runpy, sys
sys.argv = sys.argv[1:]
sys.path.insert(0, sys.argv[0].rpartition("/")[0])
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
finally:
    # not getrusage's: that keeps the peak of whoever started it
    print(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1], file=sys.stderr)
"""


class Ended(NamedTuple):
    """How a command ended; `said` is its error stream, `peak` bytes of memory."""

    code: int
    body: Any
    said: str
    peak: int


def load(tmp_path: Path, *files: Path, mapping: str = TEXT) -> Ended:
    """`jinying load --no-graph` with the small mapping, or the one given."""
    tmp_path.mkdir(exist_ok=True)
    (tmp_path / "small.yaml").write_text(mapping, "utf-8")
    words = ["--lang", "en", "--data", tmp_path / "data", "load", *files, "-m", tmp_path / "small.yaml", "--no-graph"]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(ROOT / "jinying.py"), *map(str, words)], capture_output=True, text=True, timeout=600, check=False
    )  # fmt: skip
    *said, peak = done.stderr.strip().split("\n")
    return Ended(done.returncode, json.loads(done.stdout or "null"), "\n".join(said), int(peak) * 1024)


def serials(tmp_path: Path) -> list[str]:
    """What the lake holds in force."""
    return sorted(s for frame in merged(Lake(tmp_path / "data"), "TRANSFER") for s in frame["serial"].to_list())


def rejected(done: Ended) -> list[dict[str, str]]:
    with open(done.body["files"][0]["rejected_file"], encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def test_a_line_of_two_gigabytes_is_one_bad_row(tmp_path: Path) -> None:
    path = moves(tmp_path / "m.csv", 1)
    piece = b"62220000000001,x" * (1 << 20)
    with open(path, "ab") as handle:
        for _ in range(2**31 // len(piece)):
            handle.write(piece)
        handle.write(b"\n62220000000001,62220000000002,3.00,2024-03-01 10:00:00,S9\n")
    try:
        assert path.stat().st_size > 2**31
        done = load(tmp_path, path)
    finally:
        path.unlink()
    assert done.code == 1
    assert serials(tmp_path) == ["S0", "S9"]
    assert [(r["row"], r["reason"], r["lost"]) for r in rejected(done)] == [("3", "long", "row")]
    assert done.peak < PEAK


@pytest.mark.parametrize(
    ("name", "says"),
    [("garbage.csv", "is no text"), ("short.zip", "damaged or truncated"), ("short.csv.gz", "damaged or truncated"), ("fake.xlsx", "no readable workbook")],
)  # fmt: skip
def test_what_can_not_be_read_is_said_and_what_stands_beside_it_is_loaded(tmp_path: Path, name: str, says: str) -> None:
    good = moves(tmp_path / "good.csv", 3)
    bad = tmp_path / name
    bad.write_bytes(bytes(range(256)) * 100)
    if name == "short.zip":
        with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(moves(tmp_path / "m.csv", 500), "m.csv")
        bad.write_bytes(bad.read_bytes()[:-200])
    elif name == "short.csv.gz":
        bad.write_bytes(gzip.compress(moves(tmp_path / "short.csv", 500).read_bytes())[:-200])
    alone = load(tmp_path, bad)
    assert alone.code == 2
    assert says in alone.said
    assert "Traceback" not in alone.said
    both = load(tmp_path, bad, good)
    assert both.code == 1
    assert [f["file"] for f in both.body["failed"]] == [str(bad)]
    assert serials(tmp_path) == ["S0", "S1", "S2"]


def test_formula_cells_are_what_they_came_to_and_run_nowhere(tmp_path: Path) -> None:
    """A workbook's formulas are read by value; texts that look like one are defused where they are listed."""
    book = xlsxwriter.Workbook(str(tmp_path / "m.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["付", "收", "元", "时", "号"])
    sheet.write_row(1, 0, ["62220000000001", "62220000000002"])
    sheet.write_formula(1, 2, "=10+2.5", None, 12.5)
    sheet.write_row(1, 3, ["2024-03-01 10:00:00", "S1"])
    for column, text in enumerate(["62220000000001", "62220000000002", "=HYPERLINK(A1)", "2024-03-01 10:00:00", "S2"]):
        sheet.write_string(2, column, text)
    book.close()
    done = load(tmp_path, tmp_path / "m.xlsx")
    assert done.code == 1
    (frame,) = merged(Lake(tmp_path / "data"), "TRANSFER")
    assert frame.select("serial", "amount").rows() == [("S1", 1250)]
    (row,) = rejected(done)
    assert (row["row"], row["column"], row["reason"]) == ("3", "元", "amount")
    assert row["value"] == "'=HYPERLINK(A1)"
    assert row["why"] == "不是金额 · not an amount"


def test_one_key_with_two_values_keeps_both_and_says_so(tmp_path: Path) -> None:
    path = holders(tmp_path / "h.csv", ["6222000000000001,王一,工行,", "6222000000000001,王一,中国工商银行,"])
    assert load(tmp_path, path).code == 0
    lake = Lake(tmp_path / "data")
    (frame,) = merged(lake, "Account")
    (record,) = frame.to_dicts()
    assert (record["bank"], record["sources"], record["conflicts"]) == ("中国工商银行", 2, ["bank"])
    assert {(r.row, r.values["bank"]) for r in lake.why(record["id"])} == {(2, "工行"), (3, "中国工商银行")}


def test_a_bad_row_never_stops_a_load_and_is_never_passed_over(tmp_path: Path) -> None:
    good = "62220000000001,62220000000002,3.00,2024-03-01 10:00:00,S"
    rows = [
        good + "1",
        "1,2",
        good.replace("3.00", "三块") + "2",
        "",
        good.replace("2024", "1024") + "3",
        good + "4",
        'x,"y',
    ]
    done = load(tmp_path, write(tmp_path / "m.csv", "付,收,元,时,号", rows))
    assert done.code == 1
    assert serials(tmp_path) == ["S1", "S4"]
    listed = [(r["row"], r["column"], r["reason"]) for r in rejected(done)]
    assert listed == [("3", "", "shape"), ("4", "元", "amount"), ("6", "时", "range"), ("8", "", "shape")]
    told = done.body["files"][0]
    assert (told["rows"], told["rejected"]) == (6, 4)


def left(done: Ended) -> list[tuple[str, str]]:
    return [(item["file"], item["why"]) for item in done.body["left"]]


def test_a_folder_is_loaded_and_what_of_it_is_not_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for name in ("truth", ".git", "sub/truth", "empty"):
        (folder / name).mkdir(parents=True)
    moves(folder / "sub/m.csv", 2)
    for name in ("truth/a.csv", "sub/truth/b.csv", ".git/c", "sub/.d"):
        (folder / name).write_text("x")
    (folder / "gone.csv").symlink_to(tmp_path / "nowhere.csv")
    (folder / "other").symlink_to(folder / "sub")
    done = load(tmp_path, folder)
    assert done.code == 1
    assert serials(tmp_path) == ["S0", "S1"]
    assert [(f["file"], f["error"]) for f in done.body["failed"]] == [
        (str(folder / "gone.csv"), f"no file {folder}/gone.csv; check the path"),
        (str(folder / "other"), f"{folder}/other is a folder; name its files"),
    ]
    truths = [(str(folder / name), "called truth: the answers, no source") for name in ("sub/truth", "truth")]
    assert left(done) == [(str(folder), "hidden files: 2"), *truths]
    assert f"left out {folder}/truth: called truth: the answers, no source" in done.said
    nothing = load(tmp_path, folder / "empty")
    assert (nothing.code, nothing.said.count("\n")) == (2, 0)
    assert "there is no file in folder" in nothing.said


def test_what_a_zip_holds_beside_tables_is_named_and_a_zip_without_a_table_is_refused(tmp_path: Path) -> None:
    path, beside = tmp_path / "a.zip", {"readme.txt": "请先阅读\nsee a, b and c\n".encode(), "x.pdf": bytes(99), "__MACOSX/._m": b"x"}  # fmt: skip
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in beside.items():
            archive.writestr(name, content)
    assert load(tmp_path, path).code == 2
    with zipfile.ZipFile(path, "a") as archive:
        archive.write(moves(tmp_path / "m.csv", 2), "m.csv")
    for code, mapping in ((0, TEXT), (0, ONE % "")):  # the second reads anything, if it is let
        done = load(tmp_path, path, mapping=mapping)
        assert (done.code, done.body["failed"]) == (code, [])
        assert [name for name, _ in left(done)] == ["a.zip", "a.zip!readme.txt", "a.zip!x.pdf"]
        assert "left out a.zip!readme.txt: " in done.said
    assert serials(tmp_path) == ["S0", "S1"]
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("n.txt", "付|收|元|时|另\n" + "1|2|3|4|5\n" * 9)
    done = load(tmp_path, path)
    assert done.code == 2
    assert "the file has no column '号'" in done.said


def test_a_column_that_is_there_twice_is_refused_where_the_mapping_reads_it(tmp_path: Path) -> None:
    path = write(tmp_path / "m.csv", "付,收,元,时,号,注,注,元", ["62220000000001,62220000000002,3.00,2024-03-01 10:00:00,S1,,,4.00"])  # fmt: skip
    done = load(tmp_path, path)
    assert done.code == 2
    assert done.said.endswith("m.csv has 2 columns called '元'; to a mapping the second is '元.2': name that, or {first: [元, 元.2]}")  # fmt: skip
    for amount, mapping in ((400, TEXT.replace("amount: 元", "amount: 元.2")), (300, TEXT.replace("amount: 元", "amount: {first: [元, 元.2]}"))):  # fmt: skip
        assert load(tmp_path / str(amount), path, mapping=mapping).code == 0
        (frame,) = merged(Lake(tmp_path / str(amount) / "data"), "TRANSFER")
        assert frame["amount"].to_list() == [amount]


ONE = """
source: {%s}
entities: {a: {kind: Account, props: {number: 付}}, b: {kind: Account, props: {number: 收}}}
links: {t: {type: TRANSFER, from: a, to: b, props: {amount: 元, at: 时, serial: 号}}}
"""


def test_what_a_mapping_says_of_its_files_holds_from_their_first_byte(tmp_path: Path) -> None:
    """An encoding that can't be found out, and a sheet of notes beside the table."""
    path = moves(tmp_path / "m.csv", 2)
    path.write_bytes(path.read_text("utf-8").encode("utf-16-le"))
    assert "name its encoding" in load(tmp_path, path).said
    assert load(tmp_path, path, mapping=ONE % "encoding: utf-16-le").code == 0
    assert serials(tmp_path) == ["S0", "S1"]
    book = xlsxwriter.Workbook(str(tmp_path / "m.xlsx"))
    book.add_worksheet("说明").write_row(0, 0, ["仅供", "参考"])
    sheet = book.add_worksheet("明细")
    sheet.write_row(0, 0, ["付", "收", "元", "时", "号"])
    sheet.write_row(1, 0, ["62220000000001", "62220000000002", "1.00", "2024-03-01 10:00:00", "S7"])
    book.close()
    assert load(tmp_path, tmp_path / "m.xlsx", mapping=ONE % "sheet: 明细").code == 0
    assert serials(tmp_path) == ["S0", "S1", "S7"]
    none = load(tmp_path, tmp_path / "m.xlsx", mapping=ONE % "sheet: 名细")
    assert none.code == 2
    assert "has no sheet '名细'; known: 明细, 说明" in none.said
