"""What a bundle says of its files: the manifest that is signed, and the same as a list for people (清单).

One way to write it: JSON with sorted keys, UTF-8, no spaces; paths NFC and sorted by their UTF-8 bytes; texts of ours end their
lines with LF. What the program computed stands apart from what a person asserted. Columns of the list as in 法发〔2016〕22号
第14条 (《关于办理刑事案件收集提取和审查判断电子数据若干问题的规定》).
"""

from __future__ import annotations

import csv
import io
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path
from typing import Any, BinaryIO

from graph.case.proof import sm3
from graph.case.verifier import FORMAT, PIECE
from graph.screen import local

CATEGORIES = {  # by the first part of a path
    "files": "导出文件 export", "graph": "案件图数据 facts", "queries": "查询与规则 queries", "replay": "重放 replay",
    "custody.jsonl": "保管记录 custody", "environment.json": "环境 environment", "verify.py": "校验程序 verifier", "说明.txt": "说明 notes",
    "清单.csv": "电子数据清单 list",
}  # fmt: skip
COLUMNS = (
    "序号",
    "名称",
    "类别",
    "文件格式",
    "大小",
    "来源",
    "提取方法",
    "提取时间（北京时间）",
    "SHA-256",
    "SM3",
    "提取人",
    "生成时间（北京时间）",
    "见证人",
)
CLOCK = "封存计算机的系统时钟 the clock of the sealing computer"


@dataclass(frozen=True, slots=True)
class Digest:
    """A file's size and hashes, as hex digits."""

    bytes: int
    sha256: str
    sm3: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One file as the manifest has it. `source`: what it was made from; `method`: how; `at`: when, ISO 8601 UTC; `taken`, `by`:
    when the data in it were extracted (the import, the last one of several) and by whom, where it holds data."""

    path: str
    bytes: int
    sha256: str
    sm3: str
    source: str
    method: str
    at: str
    taken: str = ""
    by: str = ""

    @property
    def category(self) -> str:
        return CATEGORIES.get(self.path.partition("/")[0], "其他 other")

    @property
    def format(self) -> str:
        return Path(self.path).suffix.removeprefix(".").upper() or "—"


@dataclass(frozen=True, slots=True)
class Head:
    """What a manifest says beside its files. `asserted`: what people say (the case, why it is sealed); the rest is computed:
    `frozen` (the state that all is of), `custody` (entries, head), `audit` (the chain's end and its last anchor)."""

    bundle: str
    at: str
    who: str
    program: str
    asserted: Mapping[str, Any]
    frozen: Mapping[str, Any]
    custody: Mapping[str, Any]
    audit: Mapping[str, Any]
    settings: Mapping[str, Any]  # scope, what was hidden, whether facts are in it in the clear


def digests(path: Path) -> Digest:
    """Size, SHA-256 and SM3 of a file, read in pieces."""
    with open(path, "rb") as handle:
        return digested(handle)


def digested(source: BinaryIO) -> Digest:
    """The same of what is left to read."""
    size, two, three = 0, sha256(), sm3()
    while piece := source.read(PIECE):
        size += len(piece)
        two.update(piece)
        three.update(piece)
    return Digest(size, two.hexdigest(), three.hexdigest())


def plain(body: Any) -> bytes:
    """JSON as it is signed: one form for one content. There are no decimals in it."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def manifest(head: Head, files: Sequence[Listed], seal: Mapping[str, str], stamp: Mapping[str, Any]) -> bytes:
    """The manifest. `seal`: algorithm, certificate_sha256, standing; `stamp`: authority (whether there is one), standing."""
    computed = {
        "at": head.at, "clock": CLOCK, "program": head.program, "frozen": dict(head.frozen), "custody": dict(head.custody), "audit": dict(head.audit),
        "settings": dict(head.settings), "seal": dict(seal), "stamp": dict(stamp),
        "files": [{**asdict(one), "category": one.category, "format": one.format} for one in sorted(files, key=order)],
    }  # fmt: skip
    return plain({"format": FORMAT, "bundle": head.bundle, "asserted": {**head.asserted, "sealed_by": head.who}, "computed": computed})  # fmt: skip


def order(one: Listed) -> bytes:
    """By which files are sorted, as the verifier does."""
    return one.path.encode()


def inventory(files: Sequence[Listed], who: str) -> bytes:
    """The list for people: UTF-8 with a mark for Excel. What holds data was extracted when it was imported, by whoever did that;
    what was only made for the bundle was extracted never, and `who` made it. Who was witness is written on paper."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for n, one in enumerate(sorted(files, key=order), 1):
        row = (n, one.path, one.category, one.format, one.bytes, one.source, one.method, local(one.taken) if one.taken else "—", one.sha256, one.sm3, one.by or who, local(one.at), "")  # fmt: skip
        table.writerow([_harmless(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _harmless(cell: Any) -> Any:
    """No formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@") else cell


def environment(ontology: str, program: str) -> bytes:
    """What the files were made with: program, Python, packages, system; no path of this machine and no name of it."""
    packages = {d.name: d.version for d in distributions() if d.name}
    system = {"system": platform.system(), "machine": platform.machine()}
    body = {"program": program, "python": platform.python_version(), "ontology": ontology, "platform": system, "packages": packages}  # fmt: skip
    return json.dumps(body, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"
