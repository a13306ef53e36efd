"""A small bundle made of made-up files, and ways to take one apart and put it together otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import new, sha256
from pathlib import Path
from typing import Any
from zlib import crc32

from graph.case.bundle import Part, Sealed, sealed
from graph.case.custody import Act, log
from graph.case.manifest import Head, plain
from graph.case.sign import Seal, seal
from graph.case.stamp import Authority
from graph.case.verifier import Entry, central_header, ending, entries, local_header
from graph.entity import now

AT = "2026-11-21T10:00:00.000+00:00"
ACCENT = "files/résumé.csv"
ACTS = [Act(AT, "user:lin", "甘露市金融监管局", act, "流水.csv", "ab" * 32, "金鹰〔2026〕0001号") for act in ("import", "case-freeze", "seal")]  # fmt: skip
FILES = {
    ACCENT: "账号,金额\n6222,100\n".encode(), "files/报告.txt": "报告".encode() * 50, "files/empty.bin": b"", "graph/links.jsonl": b'{"id":"a"}\n' * 9,
}  # fmt: skip


def head(custody: dict[str, object]) -> Head:
    return Head(
        "bundle-0123456789abcdef", now().isoformat(timespec="milliseconds"), "user:lin", "jinying 0.1.0",
        {"case": {"number": "金鹰〔2026〕0001号", "title": "鑫辉案"}}, {"id": "freeze-1", "sha256": "ef" * 32}, custody, {"seq": 7, "hash": "12" * 32}, {"scope": "whole"},
    )  # fmt: skip


def small(folder: Path, mark: Seal | None = None, authority: Authority | None = None, custody: bytes | None = None) -> Sealed:  # fmt: skip
    """Sealed into `folder`/b.zip, by the folder's own key where none is given; `custody`: another log than the true one."""
    kept, said = log(ACTS)
    files = {**FILES, "custody.jsonl": kept if custody is None else custody}
    parts = [Part(name, body, "甘露银行流水.csv", "导出", AT) for name, body in files.items()]
    return sealed(folder / "b.zip", parts, head(said), mark or seal(folder), authority)


def apart(path: Path) -> dict[str, bytes]:
    """The files of a bundle, in order."""
    raw = path.read_bytes()
    with open(path, "rb") as handle:
        return {e.name: raw[e.start : e.start + e.size] for e in entries(handle, len(raw))}


def places(path: Path) -> list[Entry]:
    """Where they are."""
    with open(path, "rb") as handle:
        return entries(handle, path.stat().st_size)


def together(files: list[tuple[str, bytes]]) -> bytes:
    """A ZIP as a bundle is, of whatever files in whatever order."""
    out, directory = bytearray(), bytearray()
    for name, body in files:
        raw = name.encode("utf-8", "surrogateescape")
        directory += central_header(raw, crc32(body), len(body), len(out))
        out += local_header(raw, crc32(body), len(body)) + body
    return bytes(out + directory + ending(len(files), len(directory), len(out)))


def forged(files: Mapping[str, bytes], mark: Seal, changes: Mapping[str, bytes | None] = {}, saying: Callable[[dict[str, Any]], object] = bool) -> bytes:  # fmt: skip
    """A bundle with some files changed (None: left out) and other words in its manifest, sealed anew by somebody's key."""
    body = json.loads(files["manifest.json"])
    for one in [f for f in body["computed"]["files"] if f["path"] in changes]:
        made = changes[one["path"]]
        if made is None:
            body["computed"]["files"].remove(one)
        else:
            one |= {"bytes": len(made), "sha256": sha256(made).hexdigest(), "sm3": new("sm3", made).hexdigest()}
    body["computed"]["seal"] |= {"certificate_sha256": mark.fingerprint, "algorithm": mark.algorithm}
    saying(body)
    seals = {"manifest.json": plain(body), "manifest.sig": mark.sign(plain(body)), "signer.cer": mark.der}
    kept = {name: content for name, content in ({**files, **changes, **seals}).items() if content is not None}
    return together(list(kept.items()))
