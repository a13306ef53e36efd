"""The row's journey, end to end: a bank's statement, its rows in the lake, the graph, a finding, and back to the rows.

Read this second, after README. Each line is one station; the module named beside it is where to read on.
"""

from __future__ import annotations

from pathlib import Path

from graph.detect import run
from graph.detect.scene import Scene
from graph.lake import Lake, table_of
from graph.ops import open_ops
from graph.project import catch_up, check
from graph.store import Store
from graph.why import reasons
from ingest.load import load, match
from ingest.records import Place, read
from ingest.source import SourceHow, open_source

HEADER = "交易卡号,交易账号,交易户名,交易证件号码,交易时间,交易金额,收付标志,交易对手账卡号,对手户名,对手身份证号,交易流水号,交易是否成功,摘要说明"
A, B, C = "6222009900000001", "6222009900000002", "6222009900000003"
RING = [  # 120,000.00 leaves A and comes back by B and C within three days; the last row is cut short
    f"{A},,甲商贸有限公司,,20240301093000,120000.00,出,{B},,,S1,成功,货款",
    f"{B},,乙商贸有限公司,,20240302101500,119000.00,出,{C},,,S2,成功,货款",
    f"{C},,丙商贸有限公司,,20240303150000,118500.00,出,{A},,,S3,成功,货款",
    f"{C},,丙商贸有限公司,,二〇二四年某日,5.00,出,{A},,,S4,成功,手续费",
]


def test_walk(tmp_path: Path, store: Store) -> None:
    # ingest/source.py: a file is a header and blocks of text cells with row numbers; the first line is row 1
    file = tmp_path / "资金查控.csv"
    file.write_bytes("\r\n".join([HEADER, *RING]).encode("gb18030"))
    source = open_source(file, SourceHow())
    (block,) = source.blocks()
    assert source.header == HEADER.split(",")
    assert block.rows.to_list() == [2, 3, 4, 5]

    # ingest/mapping.py: which mapping fits is told by the header, and it is checked before row one
    mapping, table = match(source, None)
    assert mapping.name == "bank-a"

    # ingest/records.py: columns become records; a row that can't be a transfer is rejected with its reason
    records = read(table, block.frame, block.rows, Place(0, source.name, source.preamble))
    assert records.frames["TRANSFER"]["amount"].to_list() == [12_000_000, 11_900_000, 11_850_000]  # integer fen
    assert records.rejects.select("row", "column", "reason", "lost").rows() == [(5, "交易时间", "time", "row")]

    # ingest/load.py and graph/lake.py: all of that as one import, in force by one line of the log
    lake = Lake(tmp_path / "data")
    with lake.lock():
        loaded = load(lake, file)
        again = load(lake, file)
    assert (loaded.status, loaded.manifest.rows, loaded.manifest.rejected) == ("loaded", 4, 1)
    assert again.status == "unchanged"
    assert loaded.rejected_file is not None
    assert "二〇二四年某日" in loaded.rejected_file.read_text("utf-8-sig")
    # graph/project.py, graph/store.py, cypher/write: the graph shows what the lake holds, on either engine
    catch_up(lake, store)
    assert store.counts() == {"Account": 3, "TRANSFER": 3, "FLOW": 3}
    assert check(lake, store).equal
    # graph/detect and cypher/detect: a pattern becomes a finding, kept in ops with its sentence
    with open_ops(tmp_path / "data") as ops:
        (result,) = run(Scene(store.view(), lake), ops, ["ring"], [])
        ((finding, state),) = result.findings
        assert state == "new"
        assert "*0001" in finding.sentence.zh
        assert A not in finding.sentence.zh  # masked
        assert {table_of(s.id).name for s in finding.subjects} == {"Account"}

        # graph/why.py: and from the finding down to the rows of the file
        rows = [(r.file, r.row, r.values["serial"]) for r in reasons(lake, ops, finding.id)]
    assert rows == [(file.name, 2, "S1"), (file.name, 3, "S2"), (file.name, 4, "S3")]

    # taken back, it is as if it had never been
    with lake.lock():
        lake.undo(loaded.manifest.id)
    catch_up(lake, store)
    assert store.counts() == {}
