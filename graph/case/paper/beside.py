"""Files that lie in a report or beside it: all transfers, the whole ledger, all balance sheets, what they were made from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import file_digest, sha256
from pathlib import Path

import polars as pl

from graph.case.dossier import Dossier
from graph.case.figures import openings
from graph.case.paper.named import FIGURES, LEDGERED, SHEETED
from graph.case.paper.plain import CHINA, shown
from graph.case.paper.sections import Attached
from graph.case.reversals import by_party, by_sheet
from graph.say import Say

# a spreadsheet takes what begins so for a formula; the rest are signs that act (graph.case.paper.plain)
ACTS = r"^[=+\-@]|[\x00-\x1f\x7f-\x9f\x{ad}\x{61c}\x{180e}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{206f}\x{e000}-\x{f8ff}\x{fe00}-\x{fe0f}\x{feff}\x{fff0}-\x{ffff}\x{e0000}-\x{10ffff}]"
FEN = (*LEDGERED, *SHEETED, "fee_in", "fee_out", "other_in", "reversed")
PIECE = 20_000  # rows at a time
HEADS = {
    "id": "编号", "at": "时间(北京)", "from": "付款账户编号", "payer": "付款账户", "payer_owner": "付款户主", "to": "收款账户编号", "payee": "收款账户", "payee_owner": "收款户主",
    "amount": "金额(元)", "memo": "摘要", "reversal": "冲正", "serial": "流水号", "file": "来源文件", "row": "来源行号", "party": "参与人编号", "name": "参与人", "participant": "是否参与人",
    **{name: f"{FIGURES[name].zh}(元)" for name in (*LEDGERED, *SHEETED, "fee_in", "fee_out", "other_in")},
    "transfers": "笔数", "account": "账户编号", "period": "账期", "seen": "有余额的行数", "basis": "期初依据", "reversals": "其中冲正笔数", "reversed": "冲正金额(元)",
}  # fmt: skip
ABOUT = {
    "transactions.csv": Say("全部交易，每笔附来源文件与行号", "all transfers, each with its source file and row"),
    "ledger.csv": Say("参与人台账全部行与全部栏", "the whole ledger, every column"),
    "sheets.csv": Say("账户对账全部账期", "balance sheets, every period"),
    "manifest.json": Say("本报告所据固定数据、来源文件与附件的清单", "what this report was made from and carries"),
}  # fmt: skip


def beside(of: Dossier, folder: Path) -> list[Attached]:
    """Write the files and give how the report lists them; the manifest has the others' hashes and stands last."""
    listed = []
    for name, pieces in _tables(of):
        rows = _csv(pieces, folder / name)
        listed.append(Attached(name, ABOUT[name].to(of.about.lang), rows, digest(folder / name)))
    (folder / "manifest.json").write_bytes(_manifest(of, folder, listed))
    listed.append(Attached("manifest.json", ABOUT["manifest.json"].to(of.about.lang), None, digest(folder / "manifest.json")))  # fmt: skip
    return listed


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as body:
        return file_digest(body, "sha256").hexdigest()


def _tables(of: Dossier) -> Iterator[tuple[str, Iterator[pl.DataFrame]]]:
    """Each table by pieces."""
    names = pl.DataFrame({"id": list(of.captions), "name": list(of.captions.values())}, schema={"id": pl.String, "name": pl.String}).unique("id", keep="first")  # fmt: skip
    yield "transactions.csv", _transactions(of, names)
    ledger = of.figures.ledger.join(names.rename({"id": "party"}), on="party", how="left", maintain_order="left")
    ledger = ledger.join(by_party(of), on="party", how="left", maintain_order="left")
    yield "ledger.csv", iter((ledger.select("party", "name", pl.exclude("party", "name")),))
    known = of.figures.sheets
    sheets = known.drop("assumed").with_columns(basis=openings(known, "zh")).join(names.rename({"id": "account", "name": "账户"}), on="account", how="left", maintain_order="left")  # fmt: skip
    sheets = sheets.join(by_sheet(of), on=["account", "period"], how="left", maintain_order="left")
    yield "sheets.csv", iter((sheets.select("account", "账户", pl.exclude("account", "账户")),))


def _transactions(of: Dossier, names: pl.DataFrame) -> Iterator[pl.DataFrame]:
    frame = of.links.get("TRANSFER")
    if frame is None:
        yield pl.DataFrame(schema=dict.fromkeys(("id", "at", "from", "to", "amount"), pl.String))
        return
    owns = of.links.get("OWNS")
    holders = names.head(0).rename({"name": "owner"}) if owns is None else (
        owns.select(pl.col("to").alias("id"), pl.col("from").alias("by")).unique("id", keep="first", maintain_order=True).join(names.rename({"id": "by", "name": "owner"}), on="by", how="left").select("id", "owner")
    )  # fmt: skip
    ends = names.join(holders, on="id", how="left")
    first = of.rows.lazy().filter(pl.col("table") == "TRANSFER").select("id", "file", "row").unique("id", keep="first", maintain_order=True).collect()  # fmt: skip
    if "reversal" in frame.columns:
        frame = frame.with_columns(pl.when("reversal").then(pl.lit("冲正")).alias("reversal"))
    kept = [c for c in ("id", "at", "from", "to", "amount", "memo", "reversal", "serial") if c in frame.columns]
    order = [c for c in HEADS if c in {*kept, "payer", "payer_owner", "payee", "payee_owner", "file", "row"}]
    for piece in frame.select(kept).sort("at" if "at" in kept else "id", "id").iter_slices(PIECE):
        for end, name in (("from", "payer"), ("to", "payee")):
            piece = piece.join(ends.rename({"id": end, "name": name, "owner": f"{name}_owner"}), on=end, how="left", maintain_order="left")  # fmt: skip
        yield piece.join(first, on="id", how="left", maintain_order="left").select(order)


def _csv(pieces: Iterator[pl.DataFrame], path: Path) -> int:
    """UTF-8 with a mark at its front, 元 with two decimals, China's clock, no cell that acts; and how many rows."""
    rows = 0
    with path.open("wb") as body:
        for frame in pieces:
            _tabled(frame).write_csv(body, include_bom=not rows, include_header=not rows, line_terminator="\r\n")
            rows += frame.height
    return rows


def _tabled(frame: pl.DataFrame) -> pl.DataFrame:
    made = []
    for name, dtype in frame.schema.items():
        column = pl.col(name)
        if name == "at" and dtype == pl.Int64:
            column = pl.from_epoch(column + int(CHINA.total_seconds() * 1000), time_unit="ms").dt.strftime("%Y-%m-%d %H:%M:%S")  # fmt: skip
        elif name in FEN or (name == "amount" and dtype == pl.Int64):
            whole, rest = column.abs() // 100, (column.abs() % 100).cast(pl.String).str.zfill(2)
            column = pl.concat_str(pl.when(column < 0).then(pl.lit("-")).otherwise(pl.lit("")), whole.cast(pl.String), pl.lit("."), rest)  # fmt: skip
        elif dtype == pl.String:
            frame = frame.with_columns(harmless(frame[name]))
        made.append(column.alias(HEADS.get(name, name)))
    return frame.select(made)


def harmless(texts: pl.Series, *, cells: bool = True) -> pl.Series:
    """Texts whose acting signs stand as code points, in `cells` of a spreadsheet none of them a formula; only those that need
    it are touched."""
    hit = texts.str.contains(ACTS)
    if not hit.any():
        return texts
    kept = {t: shown(t, len(t)) for t in texts.filter(hit.fill_null(False)).unique()}
    return texts.replace({t: f"'{k}" if cells and k[:1] in tuple("=+-@") else k for t, k in kept.items()})


def _manifest(of: Dossier, folder: Path, listed: list[Attached]) -> bytes:
    key = ["import", "file", "part", "sha256", "mapping", "mapping_sha256", "at"]
    body = {
        "case": asdict(of.about),
        "sources": of.rows.group_by(key).agg(pl.len().alias("rows")).sort(key).to_dicts(),
        "counts": {name: frame.height for name, frame in {**of.entities, **of.links}.items()},
        "attached": [
            {"name": a.name, "rows": a.rows, "bytes": (folder / a.name).stat().st_size, "sha256": a.sha256}
            for a in listed
        ],
        "rules": {k: dict(v) for k, v in of.figures.rules.items()},
        "templates": {name: sha256(body).hexdigest() for name, body in of.templates.items()},  # the users' own
    }
    return (json.dumps(body, ensure_ascii=False, sort_keys=True, indent=1, default=str) + "\n").encode("utf-8", "backslashreplace")  # fmt: skip
