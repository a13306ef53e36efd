"""Readers: each format's cells and row numbers as they stand in the file, and what no reader can read, said in a line."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
import os
import random
import re
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from datetime import time as clock
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.say import JinyingError
from ingest import decode, packed
from ingest.source import BadRow, Block, Left, SourceError, SourceHow, open_source, sources

Rows = list[tuple[int, list[str]]]
AUTO = SourceHow()


def rows_of(path: Path, how: SourceHow = AUTO) -> tuple[Rows, list[BadRow]]:
    """Row numbers with cells (a blank is ""), and what was rejected."""
    good: Rows = []
    bad: list[BadRow] = []
    for block in open_source(path, how).blocks():
        cells = [["" if c is None else c for c in row] for row in block.frame.iter_rows()]
        good += zip(block.rows.to_list(), cells, strict=True)
        bad += block.rejected
    return good, bad


def put(folder: Path, content: str | bytes, name: str = "t.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def read(folder: Path, content: str | bytes, name: str = "t.csv", how: SourceHow = AUTO) -> tuple[Rows, list[BadRow]]:
    return rows_of(put(folder, content, name), how)


def all_of(path: Path, how: SourceHow = AUTO) -> list[Block]:
    return [block for source in sources(path, how) for block in source.blocks()]


def refusal(path: Path, how: SourceHow = AUTO) -> str:
    """The error of a file that can't be read: one line, with a cure, naming the file."""
    with pytest.raises(SourceError) as caught:
        all_of(path, how)
    said = [caught.value.to(lang) for lang in ("zh", "en")]
    assert all("\n" not in line for line in said)
    assert caught.value.cure is not None
    return said[1]


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of a few bytes, so that they are cut everywhere."""
    shrink(monkeypatch, chunk=7, slab=20)


def shrink(patch: pytest.MonkeyPatch, chunk: int, slab: int) -> None:
    patch.setattr(packed, "CHUNK", chunk)
    patch.setattr(decode, "SAMPLE", chunk)
    patch.setattr(decode, "SLAB", slab)


# encodings


TABLE = "账号,户名\n6222,王一\n6223,李二\n"
CELLS = [(2, ["6222", "王一"]), (3, ["6223", "李二"])]


@pytest.mark.parametrize("chunk", [1, 2, 3, 5, 1 << 20])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be-bom"])
def test_encodings_are_found_wherever_a_read_cuts_them(
    encoding: str, chunk: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shrink(monkeypatch, chunk, 8)
    whole = codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be") if "be" in encoding else TABLE.encode(encoding)
    path = put(tmp_path, whole)
    assert open_source(path, AUTO).header == ["账号", "户名"]
    assert rows_of(path) == (CELLS, [])


def test_an_encoding_without_a_mark_can_be_named(tmp_path: Path) -> None:
    path = put(tmp_path, TABLE, encoding="utf-16-le")
    assert "name its encoding" in refusal(path)
    assert rows_of(path, SourceHow(encoding="utf-16-le")) == (CELLS, [])
    assert "no encoding 'utf-61'" in refusal(path, SourceHow(encoding="utf-61"))
    assert "no encoding 'base64'" in refusal(path, SourceHow(encoding="base64"))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_half_a_character_costs_its_row_not_the_file(encoding: str, tmp_path: Path) -> None:
    lines = [f"{n},某某市某某区某某路{n}号".encode(encoding) for n in range(100)]
    lines[7] = "7,某某市某某区某".encode(encoding)[:-1]
    good, bad = read(tmp_path, "号,址\n".encode(encoding) + b"\n".join(lines))
    assert [n for n, _ in good] == [n + 2 for n in range(100) if n != 7]
    assert [(b.row, b.reason, b.value.rstrip("\ufffd")) for b in bad] == [(9, "shape", "7,某某市某某区")]
    assert "\ufffd" in bad[0].value


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("row", [3, 6])
def test_a_zero_byte_costs_its_row(encoding: str, row: int, tmp_path: Path) -> None:
    lines = ["账号,户名", *(f"{n},王一" for n in range(2, 9))]
    lines[row - 1] = "9,\0"
    path = put(tmp_path, "\n".join(lines), encoding=encoding)
    good, bad = rows_of(path)
    assert good == [(n, [str(n), "王一"]) for n in range(2, 9) if n != row]
    assert bad == [BadRow(row, "", "9,\ufffd", "shape")]
    if encoding == "utf-8":
        assert "is no text" in refusal(put(tmp_path, path.read_bytes() + bytes(20)))


def test_cells_may_be_parted_by_a_control_character(tmp_path: Path) -> None:
    content = "\x01".join("账户") + "\n" + "1\x012\n" * 50
    assert read(tmp_path, content, how=SourceHow(delimiter="\x01"))[0][0] == (2, ["1", "2"])


def test_unicode_text_of_a_spreadsheet_is_read(tmp_path: Path) -> None:
    path = put(tmp_path, TABLE.replace(",", "\t").replace("\n", "\r\n"), "t.txt", "utf-16")
    assert path.read_bytes().startswith(codecs.BOM_UTF16_LE)
    assert rows_of(path) == (CELLS, [])


# delimiters and lines


@pytest.mark.parametrize("delimiter", [",", "\t", "|", ";"])
def test_the_delimiter_is_found(delimiter: str, tmp_path: Path) -> None:
    others = "".join({",", "\t", "|", ";"} - {delimiter})
    lines = [["账号", "户名", "注"], ["1", "王一", others[0]], ["2", "李二", ""], ["3", "张", others]]
    content = "\n".join(delimiter.join(line) for line in lines)
    assert read(tmp_path, content, "t.txt")[0] == list(enumerate(lines[1:], 2))


@pytest.mark.parametrize("delimiter", [",,", '"', "=", "\n", "，"])
def test_a_delimiter_is_one_ascii_character(delimiter: str, tmp_path: Path) -> None:
    path = put(tmp_path, TABLE)
    assert "can't be a delimiter" in refusal(path, SourceHow(delimiter=delimiter))
    assert rows_of(path, SourceHow(delimiter="\t"))[0][0] == (2, ["6222,王一"])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("small", [True, False])
def test_lines_may_end_in_any_way(
    end: str, closed: bool, small: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if small:
        shrink(monkeypatch, 1, 3)
    content = end.join(["a,b", "1,2", "", '"x', 'y",4', "5,6"]) + (end if closed else "")
    assert read(tmp_path, content) == ([(2, ["1", "2"]), (4, ["x\ny", "4"]), (5, ["5", "6"])], [])


def test_only_line_ends_end_lines(tmp_path: Path) -> None:
    """Python's own splitlines would also end them at these."""
    odd = "\x0b\x0c\x1c\x85\u2028\u2029"
    assert read(tmp_path, f"a,b{odd}c\n1,{odd}2\n") == ([(2, ["1", f"{odd}2"])], [])


def test_what_stands_above_the_table_is_kept_and_counted(tmp_path: Path) -> None:
    content = '查询单位：某局,,\n"账号:",62220001,\n\n说明,,\n交易日期,金额,余额\n2024-01-02,1,2\n'
    path = put(tmp_path, content)
    source = open_source(path, AUTO)
    assert source.header == ["交易日期", "金额", "余额"]
    assert source.preamble == {"查询单位": "某局", "账号": "62220001"}
    assert rows_of(path)[0] == [(6, ["2024-01-02", "1", "2"])]


def test_a_header_may_be_named_where_another_row_is_wider(tmp_path: Path) -> None:
    path = put(tmp_path, "a,b,c,d\n账号,户名\n1,王\n")
    assert open_source(path, SourceHow(header=("户名",))).header == ["账号", "户名"]
    assert rows_of(path, SourceHow(header=("户名",)))[0] == [(3, ["1", "王"])]
    assert "no header with 余额" in refusal(path, SourceHow(header=("余额",)))


def test_a_header_may_hold_line_breaks(tmp_path: Path, tiny: None) -> None:
    path = put(tmp_path, 'note\n"金额\n（元）",b\n1,2\n"3\n",4\n5,6')
    assert open_source(path, AUTO).header == ["金额\n（元）", "b"]
    assert rows_of(path)[0] == [(3, ["1", "2"]), (4, ["3\n", "4"]), (5, ["5", "6"])]


def test_names_of_columns_are_made_unique(tmp_path: Path) -> None:
    path = put(tmp_path, "\ufeff\ufeff金额,金额, 金额 ,,金额.2,'号\t,\n1,2,3,4,5,,\n")
    source = open_source(path, AUTO)
    assert source.header == ["金额", "金额.2", "金额.3", "列4", "金额.2.2", "号", "列7"]
    assert source.twice == {"金额": ["金额.2", "金额.3"], "金额.2": ["金额.2.2"]}
    assert rows_of(path)[0] == [(2, ["1", "2", "3", "4", "5", "", ""])]


def test_too_many_columns_are_no_table(tmp_path: Path) -> None:
    assert "20,001 columns" in refusal(put(tmp_path, "a," * 20_000 + "\n1\n"))


@pytest.mark.parametrize("small", [True, False])
def test_blank_lines_and_totals_count_as_rows_but_are_none(
    small: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if small:
        shrink(monkeypatch, 4, 10)
    lines = [
        "户名,金额",
        "王,1",
        "",
        ",",
        " , ",
        "合计,9",
        "'合计：,9",
        "李,2",
        "小计 2笔,3",
        "...",
        "columnname,x",
        "",
        "",
    ]
    lines += ["合计算力公司,5", "合计", "总计,1,2,3", "张,3"]
    good, bad = read(tmp_path, "\n".join(lines))
    assert good == [(2, ["王", "1"]), (8, ["李", "2"]), (14, ["合计算力公司", "5"]), (17, ["张", "3"])]
    assert bad == []
    how = SourceHow(skip_totals=(), drop_lines=())
    assert [n for n, _ in read(tmp_path, "\n".join(lines), how=how)[0]] == [2, 6, 7, 8, 9, 11, 14, 17]


@pytest.mark.parametrize("small", [True, False])
def test_rows_of_another_width_are_listed(small: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if small:
        shrink(monkeypatch, 3, 9)
    lines = ["a,b,c", "1,2,3", "1,2", "", "1,2,3,4", "1,2,3,", "1,2,3,, ", "x", '1,"2', '3",4,5', '"6\n",7,8', "1,2,3"]
    good, bad = read(tmp_path, "\n".join(lines), how=SourceHow(header=("a",)))
    cut = (10, ['3"', "4", "5"])  # what follows the line with the open quote is a line of its own
    assert good == [*((n, ["1", "2", "3"]) for n in (2, 6, 7)), cut, (11, ["6\n", "7", "8"]), (12, ["1", "2", "3"])]
    assert [(b.row, b.value) for b in bad] == [(3, "1,2"), (5, "1,2,3,4"), (8, "x"), (9, '1,"2')]
    assert {b.reason for b in bad} == {"shape"}


def test_a_row_with_a_cell_too_many_is_no_header(tmp_path: Path) -> None:
    content = "户名：王,,\na,b,c\n1,2,3\n1,2,3,4\n4,5,6\n"
    assert read(tmp_path, content) == (
        [(3, ["1", "2", "3"]), (5, ["4", "5", "6"])],
        [BadRow(4, "", "1,2,3,4", "shape")],
    )


def test_leading_tabs_and_apostrophes_are_left_to_the_values(tmp_path: Path) -> None:
    assert read(tmp_path, "a,b\n\t6222,'0012\n") == ([(2, ["\t6222", "'0012"])], [])


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_what_keeps_the_digits_of_a_number_is_no_part_of_it(delimiter: str, tmp_path: Path, tiny: None) -> None:
    """`="0012"`, as it stands or in quotes of its own. A look-alike is left as it is."""
    lines = [
        ['="账号"', '"=""额"""', "注"],
        ['="6222000011112222"', '"=""0.50"""', '="a""b"'],
        ["'=\"1\"", '=""', '"=""x"" y"'],
        ['"x,=""1"",="""', '"=""2""&""3"""', '="4"&"5"'],
        ['"a\n=""6""\n"', "=7", 'x="8"'],
        ['="9"', "", ""],
    ]  # fmt: skip
    want = [
        ["6222000011112222", "0.50", '="a""b"'],
        ['\'="1"', "", '="x" y'],
        ['x,="1",="', '="2"&"3"', '="4"&"5"'],
        ['a\n="6"\n', "=7", 'x="8"'],
        ["9", "", ""],
    ]
    path = put(tmp_path, "\n".join(delimiter.join(line) for line in lines))
    assert open_source(path, AUTO).header == ["账号", "额", "注"]
    assert rows_of(path) == (list(enumerate(want, 2)), [])


def test_quotes_in_the_middle_of_a_cell_are_its_own(tmp_path: Path, tiny: None) -> None:
    content = 'a,b\n5" pipe,x\n"q""q",""\n a "b", "c"\n"x"y,z\n1,2\n'
    want = [['5" pipe', "x"], ['q"q', ""], [' a "b"', ' "c"'], ["xy", "z"], ["1", "2"]]
    assert read(tmp_path, content) == (list(enumerate(want, 2)), [])


# quotes that are never closed, lines without end


@pytest.mark.parametrize("slab", [50, 1000, 1 << 20])
def test_a_quote_that_is_never_closed_costs_its_line(
    slab: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shrink(monkeypatch, 40, slab)
    monkeypatch.setattr(decode, "LINE", 300)
    monkeypatch.setattr("ingest.delimited.LINE", 300)
    lines = ["a,b", *(f"{n},x" for n in range(1000))]
    lines[5], lines[500], lines[-1] = '"open,1', '7,"also open', '"the end,9'
    good, bad = read(tmp_path, "\n".join(lines))
    assert [(b.row, b.value, b.reason) for b in bad] == [
        (6, '"open,1', "shape"), (501, '7,"also open', "shape"), (1001, '"the end,9', "shape")
    ]  # fmt: skip
    assert [n for n, _ in good] == [n for n in range(2, 1001) if n not in (6, 501)]


@pytest.mark.parametrize("chunk", [3, 50, 10_000])
def test_a_line_past_the_limit_is_one_bad_row(chunk: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shrink(monkeypatch, chunk, 100)
    for module in ("decode", "delimited", "source"):
        monkeypatch.setattr(f"ingest.{module}.LINE", 200)
    long = '账"' * 2000
    content = f"a,b\n1,2\n{long}\n\n3,4\n5,{'y' * 198}\n5,{'y' * 199}\n{long}"
    good, bad = read(tmp_path, content, how=SourceHow(encoding="utf-8"))
    assert [n for n, _ in good] == [2, 5, 6]
    assert [(b.row, b.reason) for b in bad] == [(3, "long"), (7, "long"), (8, "long")]
    assert bad[0].value == long[: len(bad[0].value)]
    assert len(bad[1].value) == 200
    lines = [json.dumps({"a": "1"}), json.dumps({"a": long}, ensure_ascii=False), json.dumps({"a": "2"})]
    good, bad = read(tmp_path, "\n".join(lines), "t.jsonl")
    assert good == [(1, ["1"]), (3, ["2"])]
    assert [(b.row, b.reason) for b in bad] == [(2, "long")]


def test_blocks_do_not_grow_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shrink(monkeypatch, 1000, 10_000)
    path = put(tmp_path, "a,b\n" + "".join(f'{n},"x{n}"\n' for n in range(50_000)))
    heights = [b.frame.height for b in open_source(path, AUTO).blocks()]
    assert len(heights) > 50
    assert max(heights) < 1500
    assert sum(heights) == 50_000
    steps = [b.progress for b in open_source(path, AUTO).blocks()]
    assert steps == sorted(steps)
    assert steps[-1] == path.stat().st_size


def test_a_first_line_without_end_is_no_table(tmp_path: Path) -> None:
    assert "first line" in refusal(put(tmp_path, b"a," * 2_000_000))


@pytest.mark.parametrize("content", ["", "\n", "\r\n \n", "\ufeff"])
def test_an_empty_file_is_said(content: str, tmp_path: Path) -> None:
    assert "is empty" in refusal(put(tmp_path, content))


@pytest.mark.parametrize("content", ["a,b", "a,b\n", "x\na,b\r\n"])
def test_a_header_alone_is_a_table_without_rows(content: str, tmp_path: Path) -> None:
    path = put(tmp_path, content)
    assert open_source(path, AUTO).header == ["a", "b"]
    assert rows_of(path) == ([], [])


# any table at all


LETTERS = st.one_of(
    st.sampled_from(list(",;|\t\"\n\r '\u3000=.a1合é账🦅\u2028\x0b\ufeff")),
    st.characters(exclude_categories=("Cs",), exclude_characters="\0\uffff\x1c\x1d\x1e\x1f"),  # four: Python's blanks
)
CELL = st.text(LETTERS, max_size=6)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(1, 4))
    return draw(st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=12))


def normal(cell: str) -> str:
    return re.sub(r'^="([^"]*)"\Z', r"\1", cell.replace("\r\n", "\n").replace("\r", "\n"))


def nothing(row: list[str]) -> bool:
    return not any(c.strip() for c in row) or row[0].strip("\t' ") == "..."


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=tables(),
    delimiter=st.sampled_from([",", "\t", "|", ";"]),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    end=st.sampled_from(["\r\n", "\n"]),
    sizes=st.tuples(st.integers(1, 40), st.integers(1, 80)),
    above=st.lists(CELL, max_size=2),
)
@example(
    table=[["a\r", "b"], ["", '"']], delimiter=",", quoting=csv.QUOTE_ALL, encoding="gb18030", end="\r\n", sizes=(1, 1),
    above=["x\ny"],
)  # fmt: skip
def test_any_table_is_read_back_wherever_blocks_are_cut(
    table: list[list[str]], delimiter: str, quoting: Any, encoding: str, end: str, sizes: tuple[int, int],
    above: list[str], tmp_path: Path,
) -> None:  # fmt: skip
    if end == "\n" and quoting != csv.QUOTE_ALL:  # Python leaves a lone \r unquoted then, which ends the row for all
        table, above = [[c.replace("\r", "") for c in row] for row in table], [c.replace("\r", "") for c in above]
    width = len(table[0]) if table else 2
    head = [f"名{i}" for i in range(width)]
    path = tmp_path / "t.csv"
    with open(path, "w", encoding=encoding, newline="") as handle:
        csv.writer(handle, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(
            [*([cell] for cell in above), head, *table]
        )
    named = encoding if encoding == "gb18030" else None  # a few bytes may be good UTF-8 by chance
    how = SourceHow(delimiter=delimiter, header=tuple(head), skip_totals=(), drop_lines=("...",), encoding=named)
    with pytest.MonkeyPatch.context() as patch:
        shrink(patch, *sizes)
        good, bad = rows_of(path, how)
    first = len(above) + 2
    rows = [[normal(c) for c in row] for row in table]
    want = [(n, row) for n, row in enumerate(rows, first) if not nothing(row)]
    assert bad == []
    assert good == want


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(st.text(st.sampled_from('ab12 ,,"\n'), max_size=9), min_size=1, max_size=14),
    sizes=st.tuples(st.integers(1, 30), st.integers(1, 60)),
)
def test_no_line_is_lost_or_told_twice_however_it_is_broken(
    lines: list[str], sizes: tuple[int, int], tmp_path: Path
) -> None:
    """Row numbers rise by one a record, every digit and letter of the file is in a row or a rejected one, once."""
    path = put(tmp_path, "x,y\n" + "\n".join(lines))
    how = SourceHow(delimiter=",", header=("x",), skip_totals=(), drop_lines=())
    with pytest.MonkeyPatch.context() as patch:
        shrink(patch, *sizes)
        cut = rows_of(path, how)
    whole = rows_of(path, how)
    assert cut == whole
    good, bad = whole
    numbers = [n for n, _ in good] + [b.row for b in bad]
    assert len(set(numbers)) == len(numbers)
    told = sorted([(n, "".join(cells)) for n, cells in good] + [(b.row, b.value) for b in bad])
    kept = "".join(value for _, value in told)
    assert [c for c in kept if c in "ab12"] == [c for c in "".join(lines) if c in "ab12"]


# archives


def zipped(path: Path, files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", how) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_each_file_of_a_zip_is_a_source(tmp_path: Path) -> None:
    files = {
        "一/a.csv": TABLE.encode("gb18030"), "一/": b"", "b.csv.GZ": gzip.compress(b"a;b\n1;2\n"), "empty.csv": b"",
        "__MACOSX/._a.csv": b"\0\0", "x/.DS_Store": b"\0", "c.jsonl": b'{"k": 1}',
    }  # fmt: skip
    left: list[Left] = []
    found = list(sources(zipped(tmp_path / "a.zip", files), AUTO, left))
    assert [s.name for s in found] == ["a.zip!一/a.csv", "a.zip!b.csv.GZ", "a.zip!c.jsonl"]
    assert [(name, why.en) for name, why in left] == [("a.zip", "hidden files: 2"), ("a.zip!empty.csv", "empty")]
    assert [[b.frame.rows() for b in s.blocks()] for s in found] == [
        [[("6222", "王一"), ("6223", "李二")]], [[("1", "2")]], [[("1",)]]
    ]  # fmt: skip


PNG = b"\x89PNG\r\n\x1a\n" + random.Random(3).randbytes(4000)


def test_what_a_zip_holds_beside_tables_is_left_out_by_name(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "i.zip", {"a.csv": b"a,b\n" * 99}).read_bytes()
    beside = {"扫描.jpg": PNG, "Thumbs.db": bytes(512), "说明.docx": inner, "i.zip": inner, "meta.json": b"{\n}\n"}
    left: list[Left] = []
    found = list(sources(zipped(tmp_path / "a.zip", {**beside, "a.csv": TABLE.encode(), "x.tmp": b" \n"}), AUTO, left))
    assert [s.name for s in found] == ["a.zip!a.csv"]
    assert [name for name, _ in left] == [f"a.zip!{name}" for name in (*beside, "x.tmp")]
    for name in ("b.csv", "b.xlsx", "b.parquet", "b.csv.gz", "b.jsonl"):
        assert f"{name} " in refusal(zipped(tmp_path / "b.zip", {name: PNG, "a.csv": TABLE.encode()})) or ".gz" in name
    assert "扫描.jpg is no text" in refusal(
        zipped(tmp_path / "c.zip", {n: b for n, b in beside.items() if n != "说明.docx"})
    )


def test_damage_is_said_whatever_a_member_is_called(tmp_path: Path) -> None:
    whole = bytearray(zipped(tmp_path / "a.zip", {"说明.txt": b"abc" * 999, "a.csv": TABLE.encode()}).read_bytes())
    whole[55] ^= 0xFF
    assert "damaged or truncated" in refusal(put(tmp_path, bytes(whole), "t.zip"))


def test_prose_is_told_from_a_table_that_does_not_say_it_is_one(tmp_path: Path) -> None:
    prose = "说明\n\n第一行, 数据, 完整\n如有疑问，请致电：12345\n"
    table = "付|收|元\n1|2|3\n4|5|6\n"
    path = zipped(tmp_path / "a.zip", {"a.txt": prose.encode(), "b.txt": table.encode(), "c.csv": b"a,b\n"})
    assert [(s.name, s.sure) for s in sources(path, AUTO)] == [
        ("a.zip!a.txt", False), ("a.zip!b.txt", True), ("a.zip!c.csv", True)
    ]  # fmt: skip
    assert open_source(put(tmp_path, prose, "a.txt"), AUTO).sure, "a file that is given is a table"


def test_names_in_a_zip_from_chinese_windows_are_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"AABB.csv": b"a,b\n1,2\n"})
    path.write_bytes(path.read_bytes().replace(b"AABB", "流水".encode("gb18030")))
    assert [s.name for s in sources(path, AUTO)] == ["a.zip!流水.csv"]
    assert rows_of(path) == ([(2, ["1", "2"])], [])


def test_gzip_and_its_progress(tmp_path: Path) -> None:
    path = put(tmp_path, gzip.compress(TABLE.encode()), "t.csv.gz")
    assert rows_of(path) == (CELLS, [])
    assert [b.progress for b in open_source(path, AUTO).blocks()] == [path.stat().st_size]


def test_damaged_archives_are_said(tmp_path: Path) -> None:
    big = "".join(f"{n},{n * 7}\n" for n in range(40_000)).encode()
    whole = zipped(tmp_path / "a.zip", {"a.csv": b"a,b\n" + big}).read_bytes()
    for content in (whole[: len(whole) // 2], whole[:-8], b"PK", b"", b"no zip"):
        assert "damaged or truncated" in refusal(put(tmp_path, content, "t.zip"))
    damaged = bytearray(whole)
    damaged[len(whole) // 2] ^= 0xFF
    assert "damaged or truncated" in refusal(put(tmp_path, bytes(damaged), "t.zip"))
    packed_ = gzip.compress(b"a,b\n" + big)
    for content in (packed_[: len(packed_) // 2], packed_[:-4], packed_[:-8] + b"12345678", b"no gzip"):
        assert "damaged or truncated" in refusal(put(tmp_path, content, "t.csv.gz"))
    assert "damaged" in refusal(zipped(tmp_path / "b.zip", {"a.csv.gz": packed_[:-9]}))


def test_an_encrypted_zip_is_said(tmp_path: Path) -> None:
    content = bytearray(zipped(tmp_path / "a.zip", {"a.csv": b"a,b\n1,2\n"}).read_bytes())
    content[6] |= 1  # the flag, in the member's own header and in the directory
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "a.csv is encrypted; decrypt it first" in refusal(put(tmp_path, bytes(content), "t.zip"))


def test_a_bomb_is_not_unfolded(tmp_path: Path) -> None:
    zeros = b"a,b\n" + bytes(70 << 20)
    begun = time.monotonic()
    assert "past the limit" in refusal(zipped(tmp_path / "a.zip", {"a.csv": zeros}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed, "UNPACKED", 1 << 20)
        assert "past the limit" in refusal(put(tmp_path, gzip.compress(b"1,2\n" * (1 << 19)), "t.csv.gz"))
        inner = gzip.compress(b"1,2\n" * (1 << 19))
        assert "past the limit" in refusal(zipped(tmp_path / "b.zip", {"t.csv.gz": inner}))
    assert time.monotonic() - begun < 10


def test_an_empty_zip_has_no_source_and_a_zip_in_a_zip_is_said(tmp_path: Path) -> None:
    assert list(sources(zipped(tmp_path / "a.zip", {}), AUTO)) == []
    with pytest.raises(SourceError, match="holds no table"):
        open_source(tmp_path / "a.zip", AUTO)
    inner = zipped(tmp_path / "i.zip", {"a.csv": b"a,b\n" * 99}).read_bytes()
    assert "o.zip!i.zip" in refusal(zipped(tmp_path / "o.zip", {"i.zip": inner}))


# workbooks


def book(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    work = openpyxl.Workbook()
    work.remove(work.active)
    for name, rows in sheets.items():
        sheet = work.create_sheet(name)
        for row in rows:
            sheet.append(row)
    work.save(path)
    return path


def test_cells_of_a_sheet_are_texts_as_a_person_sees_them(tmp_path: Path) -> None:
    rows = [
        ["账号", "金额", "交易时间", "日期", "时刻", "真", "整数"],
        ["6222000000000001234", 1234.5, datetime(2024, 1, 2, 3, 4, 5), date(2024, 1, 2), clock(3, 4), True, 12],
        ["0012", -0.1, datetime(2024, 1, 2), date(2024, 2, 29), clock(23, 59, 58), False, 10**14],
    ]
    assert rows_of(book(tmp_path / "t.xlsx", {"一": rows})) == (
        [
            (2, ["6222000000000001234", "1234.5", "2024-01-02 03:04:05", "2024-01-02", "03:04:00", "true", "12"]),
            (3, ["0012", "-0.1", "2024-01-02 00:00:00", "2024-02-29", "23:59:58", "false", "100000000000000"]),
        ],
        [],
    )


def test_a_long_number_that_was_typed_as_one_is_not_told_by_its_wrong_digits(tmp_path: Path) -> None:
    """A spreadsheet keeps fifteen digits: an account number of more is right only where it is a text."""
    rows = [
        [None, "账号", "又"],
        [None, "6222000000000001234", 12],
        [None, 6222000000000001234, "6222000000000001024"],
        [None, 6222000000001230, 6222000000001234],
        [None, 123456789012345, -6.5e20],
    ]
    want = [
        ["6222000000000001234", "12"],
        ["6.222E+18", "6.222E+18"],  # beside a number that reads the same, a text can't be told from it
        ["6.22200000000123E+15", "6222000000001234"],
        ["123456789012345", "-6.5E+20"],
    ]
    path = book(tmp_path / "t.xlsx", {"说明": [["a", "b"], ["c", 1]], "一": rows})
    assert rows_of(path, SourceHow(sheet="一"))[0] == list(enumerate(want, 2))
    work = xlsxwriter.Workbook(tmp_path / "w.xlsx")
    sheet = work.add_worksheet("甲&乙")
    sheet.write_row(0, 0, ["a", "b"])
    sheet.write_number(1, 0, 6222000000000001234)
    sheet.write_formula(1, 1, "=A2*10", None, 62220000000000012340)
    work.close()
    assert rows_of(tmp_path / "w.xlsx")[0] == [(2, ["6.222E+18", "6.222E+19"])]


def test_rows_of_a_sheet_are_numbered_as_the_spreadsheet_does(tmp_path: Path) -> None:
    rows: list[list[Any]] = [[], [], [None, "户名：王", None], [None, "a", "b"], [None, 1, 2], [], [None, "x", None]]
    path = book(tmp_path / "t.xlsx", {"空": [], "一": rows, "二": [["c"], ["d"]]})
    found = list(sources(path, AUTO))
    assert [s.name for s in found] == ["t.xlsx!一", "t.xlsx!二"]
    assert found[0].preamble == {"户名": "王"}
    assert [list(b.rows) for b in found[0].blocks()] == [[5, 7]]
    assert rows_of(path, SourceHow(sheet="二")) == ([(2, ["d"])], [])
    assert "has no sheet '三'" in refusal(path, SourceHow(sheet="三"))


def test_merged_cells_say_their_value_once(tmp_path: Path) -> None:
    work = openpyxl.Workbook()
    sheet = work.active
    for row in (["a", "b"], ["x", 1], [None, 2]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    work.save(tmp_path / "t.xlsx")
    assert rows_of(tmp_path / "t.xlsx")[0] == [(2, ["x", "1"]), (3, ["", "2"])]


def test_a_formula_is_what_it_last_came_to(tmp_path: Path) -> None:
    work = xlsxwriter.Workbook(tmp_path / "t.xlsx")
    sheet = work.add_worksheet()
    sheet.write_row(0, 0, ["a", "b", "c"])
    sheet.write_formula(1, 0, "=1+1", None, 2)
    sheet.write_formula(1, 1, '="6222"&"0001"', None, "62220001")
    sheet.write_string(1, 2, "=cmd|' /C calc'!A0")
    work.close()
    assert rows_of(tmp_path / "t.xlsx")[0] == [(2, ["2", "62220001", "=cmd|' /C calc'!A0"])]


def test_what_is_no_workbook_is_said(tmp_path: Path) -> None:
    for content in (b"a,b\n1,2\n", b"", b"PK\x03\x04", zipped(tmp_path / "x.zip", {"a.csv": b"1"}).read_bytes()):
        for name in ("t.xlsx", "t.xls", "t.ods"):
            assert "is no readable workbook" in refusal(put(tmp_path, content, name))


def test_a_workbook_that_unfolds_too_far_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "t.xlsx", {"a": [["x"] * 50] * 100})
    monkeypatch.setattr("ingest.workbook.BOOK", 10_000)
    assert "past the limit" in refusal(path)


# JSON lines


def test_json_lines_are_flattened_and_bad_ones_listed(tmp_path: Path, tiny: None) -> None:
    lines = [
        '{"账号": 6222000000000001234, "金额": 1.10, "ok": true, "a": ["x", "y"], "n": {"k": [1, null]}}',
        "", "[1]", '{"账号": ', "null", '{"账号": "\\ud800"}', "[" * 100_000, '{"账号": null, "later": "1e5"}', "NaN",
    ]  # fmt: skip
    good, bad = read(tmp_path, "\r\n".join(lines), "t.jsonl")
    assert good == [
        (1, ["6222000000000001234", "1.10", "true", "x、y", '{"k": ["1", null]}', ""]),
        (8, ["", "", "", "", "", "1e5"]),
    ]
    assert [(b.row, b.reason) for b in bad] == [(n, "shape") for n in (3, 4, 5, 6, 7, 9)]
    assert len(bad[4].value) == 200


def test_keys_that_come_late_are_columns_too(tmp_path: Path) -> None:
    content = "\n".join([*(['{"a": 1}'] * 2000), '{"a": 2, "b": 3}'])
    path = put(tmp_path, content, "t.json")
    assert open_source(path, AUTO).header == ["a"]
    assert rows_of(path)[0][-1] == (2001, ["2", "3"])


def test_without_records_json_is_refused(tmp_path: Path) -> None:
    for content in (b"", b"[1]\n[2]\n", b"[\n]", b"{}\n{}", b"a,b\n1,2"):
        assert "one JSON object a line" in refusal(put(tmp_path, content, "t.jsonl"))


# Parquet


def test_parquet_cells_are_texts(tmp_path: Path) -> None:
    table = pa.table(
        {
            "s": ["6222", None], "i": [12, 2**62], "d": [Decimal("1.10"), None], "f": [0.1, 1e18], "b": [True, False],
            "t": pa.array([datetime(2024, 1, 2, 3, 4, 5), None], pa.timestamp("ms")),
            "z": pa.array([datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC), None], pa.timestamp("ms", "Asia/Shanghai")),
            "day": [date(2024, 1, 2), None], "l": [["x", "y"], None], "o": [{"k": 1}, None], "y": [b"\xff\x41", None],
            "c": pa.array(["p", "q"]).dictionary_encode(),
        }
    )  # fmt: skip
    pq.write_table(table, tmp_path / "t.parquet")
    (first, second), bad = rows_of(tmp_path / "t.parquet")
    assert bad == []
    assert first[0] == 1
    shown = dict(zip(table.column_names, first[1], strict=True))
    assert shown["t"].startswith("2024-01-02 03:04:05")
    assert datetime.fromisoformat(shown["z"]) == datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert {k: v for k, v in shown.items() if k not in "tz"} == {
        "s": "6222", "i": "12", "d": "1.10", "f": "0.1", "b": "true", "day": "2024-01-02", "l": "x、y", "o": '{"k": 1}',
        "y": "\ufffdA", "c": "p",
    }  # fmt: skip
    assert second[1][1] == str(2**62)


def test_parquet_in_archives_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.source.ROWS", 10)
    pq.write_table(pa.table({"a": [str(n) for n in range(25)]}), tmp_path / "t.parquet")
    content = (tmp_path / "t.parquet").read_bytes()
    zipped(tmp_path / "t.zip", {"x.parquet": content})
    put(tmp_path, gzip.compress(content), "t.parquet.gz")
    want = ([(n + 1, [str(n)]) for n in range(25)], [])
    assert [rows_of(tmp_path / name) for name in ("t.parquet", "t.zip", "t.parquet.gz")] == [want] * 3
    assert len(list(open_source(tmp_path / "t.zip", AUTO).blocks())) == 3


def test_two_columns_of_one_name_are_told_apart(tmp_path: Path) -> None:
    pq.write_table(pa.Table.from_arrays([pa.array(["1"]), pa.array(["2"])], ["a", "a"]), tmp_path / "t.parquet")
    assert open_source(tmp_path / "t.parquet", AUTO).header == ["a", "a.2"]
    assert rows_of(tmp_path / "t.parquet")[0] == [(1, ["1", "2"])]


# what can't be read at all


def test_paths_that_lead_nowhere_are_said(tmp_path: Path) -> None:
    assert "no file" in refusal(tmp_path / "none.csv")
    assert "no file" in refusal(tmp_path / "none.zip")
    assert "no file in folder" in refusal(tmp_path)
    put(tmp_path, b"a")
    assert "is a folder; name its files" in refusal(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    assert "no ordinary file" in refusal(tmp_path / "pipe")
    assert "can't read" in refusal(put(tmp_path, b"a") / "b.csv")
    assert "can't read" in refusal(tmp_path / ("x" * 300))


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.txt", "t.jsonl"])
def test_binary_garbage_is_no_text(name: str, tmp_path: Path) -> None:
    rng = random.Random(1)
    assert "is no text" in refusal(put(tmp_path, rng.randbytes(50_000), name))
    assert "is no text" in refusal(put(tmp_path, rng.randbytes(50_000).replace(b"\0", b"\1"), name))


# fuzz: nothing but our own error, soon


SUFFIXES = (".csv", ".tsv", ".txt", ".jsonl", ".xlsx", ".xls", ".parquet", ".zip", ".csv.gz")


def swallow(path: Path) -> None:
    """Read all of it; only a one-line error may come of it."""
    begun = time.monotonic()
    try:
        blocks = all_of(path)
    except JinyingError as error:
        blocks = []
        said = str(error)
    else:
        said = ""
    assert "\n" not in said
    assert all(b.frame.height == len(b.rows) and set(b.frame.dtypes) <= {pl.String} for b in blocks)
    assert time.monotonic() - begun < 20


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(st.binary(max_size=300), st.text(LETTERS, max_size=200).map(lambda t: t.encode("gb18030"))),
    suffix=st.sampled_from(SUFFIXES),
)
def test_any_bytes_are_read_or_refused(content: bytes, suffix: str, tmp_path: Path) -> None:
    swallow(put(tmp_path, content, f"t{suffix}"))


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A good file of each binary format."""
    folder = tmp_path_factory.mktemp("valid")
    rows: list[list[Any]] = [
        ["账号", "额", "时"],
        *([f"6222{n}", n / 7, datetime(2024, 1, 1 + n % 28)] for n in range(40)),
    ]
    book(folder / "t.xlsx", {"一": rows, "二": rows[:3]})
    table = pa.table({"a": [str(n) for n in range(200)], "b": list(range(200)), "c": [[n] for n in range(200)]})
    pq.write_table(table, folder / "t.parquet", row_group_size=50)
    lines = "".join(f"{n},某人{n}\n" for n in range(300)).encode()
    zipped(folder / "t.zip", {"a.csv": b"a,b\n" + lines, "b.csv.gz": gzip.compress(b"a,b\n" + lines)})
    put(folder, gzip.compress(b"a,b\n" + lines), "t.csv.gz")
    put(folder, b"a,b\n" + lines, "t.csv")
    return {p.name.partition(".")[2]: p.read_bytes() for p in folder.iterdir()}


def mutated(content: bytes, rng: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 8, 64))):
        at = rng.randrange(len(changed))
        match rng.randrange(4):
            case 0:
                changed[at] = rng.randrange(256)
            case 1:
                changed[at] ^= 1 << rng.randrange(8)
            case 2:
                del changed[at : at + rng.choice((1, 4, 100))]
            case _:
                changed[at:at] = rng.randbytes(rng.choice((1, 4, 100)))
        if not changed:
            break
    return bytes(changed[: rng.randrange(len(changed) + 1)] if rng.random() < 0.2 else changed)


@pytest.mark.parametrize("suffix", ["xlsx", "parquet", "zip", "csv.gz", "csv"])
def test_damaged_files_are_read_or_refused(suffix: str, valid: dict[str, bytes], tmp_path: Path) -> None:
    rng = random.Random(20261124)
    for _ in range(150):
        swallow(put(tmp_path, mutated(valid[suffix], rng), f"t.{suffix}"))


def test_damage_inside_a_workbook_is_read_or_refused(valid: dict[str, bytes], tmp_path: Path) -> None:
    """Past the archive's checksums: the parts themselves are changed."""
    rng = random.Random(20261125)
    with zipfile.ZipFile(io.BytesIO(valid["xlsx"])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(150):
        name = rng.choice(list(parts))
        swallow(zipped(tmp_path / "t.xlsx", parts | {name: mutated(parts[name], rng)}))


def test_a_panic_of_a_reader_is_our_own_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):  # as the Rust side's: no `Exception`
        pass

    def panic(*_: Any, **__: Any) -> Iterator[Any]:
        raise PanicException("index out of bounds\nat lib.rs")

    path = book(tmp_path / "t.xlsx", {"a": [["x", "y"]]})
    monkeypatch.setattr("fastexcel.read_excel", panic)
    assert "no readable workbook (index out of bounds at lib.rs)" in refusal(path)
    pq.write_table(pa.table({"a": ["1"]}), tmp_path / "t.parquet")
    monkeypatch.setattr("polars.from_arrow", panic)
    assert "no readable Parquet" in refusal(tmp_path / "t.parquet")
