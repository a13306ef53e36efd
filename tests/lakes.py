"""Small lakes for tests: files written here, loaded by the ordinary loader."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graph.lake import Lake
from ingest.load import load
from ingest.mapping import Mapping_, parse

TRANSFERS = """\
  - name: moves
    match: {header: [付, 收, 元, 时, 号]}
    entities:
      a: {kind: Account, props: {number: 付}}
      b: {kind: Account, props: {number: 收}}
    links:
      t: {type: TRANSFER, from: a, to: b, props: {amount: 元, at: 时, serial: 号}}
"""  # a table of a mapping: transfers, each once
TEXT = (
    """
name: small
label: {zh: 测试, en: test}
tables:
  - name: holders
    match: {header: [账号, 户名, 开户行]}
    entities:
      a: {kind: Account, props: {number: 账号, holder: 户名, bank: "开户行?"}}
      p: {kind: Person, props: {id_number: 证件, name: 户名}, optional: true}
    links:
      o: {type: OWNS, from: p, to: a}
"""
    + TRANSFERS
)
SIDES = """
name: sides
label: {zh: 双边, en: sides}
tables:
  - name: moves
    match: {header: [账号, 对手, 收付, 元, 时, 号]}
    entities:
      a: {kind: Account, props: {number: 账号}}
      b: {kind: Account, props: {number: 对手}}
    links:
      out: {type: TRANSFER, when: {收付: 出}, from: a, to: b, props: {amount: 元, at: 时, serial: 号, side: {const: payer}}}
      in: {type: TRANSFER, when: {收付: 进}, from: b, to: a, props: {amount: 元, at: 时, serial: 号, side: {const: payee}}}
"""  # statements of either side of a transfer
PEOPLE = ("110101199003070070", "110101199003070089", "110101199003070097")


def mapping() -> Mapping_:
    """The mapping of both files."""
    return parse(TEXT, "small")


def write(path: Path, header: str, rows: Sequence[str]) -> Path:
    """A CSV file."""
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    return path


def holders(path: Path, rows: Sequence[str]) -> Path:
    return write(path, "账号,户名,开户行,证件", rows)


def moves(path: Path, n: int, first: int = 0, accounts: int = 7) -> Path:
    """`n` transfers among a few accounts, told apart by serial."""
    rows = [
        f"62220000000{k % accounts:04d},62220000000{(k * 3 + 1) % accounts + 100:04d},{k % 90 + 1}.{k % 100:02d},2024-03-{k % 28 + 1:02d} 10:{k % 60:02d}:00,S{k}"
        for k in range(first, first + n)
    ]
    return write(path, "付,收,元,时,号", rows)


def put(lake: Lake, *paths: Path) -> list[str]:
    """Load files; the ids of their imports."""
    with lake.lock():
        return [load(lake, path, mapping()).manifest.id for path in paths]
