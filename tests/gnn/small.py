"""A small lake for models: accounts with owners, transfers, an advert that names one of them; its answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from graph.lake import Lake
from graph.snapshot import Snapshot, snapshot
from ingest.load import load
from ingest.mapping import parse
from tests.lakes import TRANSFERS, write

TEXT = (
    """
name: modelled
label: {zh: 测试, en: test}
tables:
  - name: registered
    match: {header: [账号, 开户, 类别, 余, 冻]}
    entities:
      a: {kind: Account, props: {number: 账号, opened: "开户?", channel: 类别, balance: 余, blocked: 冻}}
  - name: adverts
    match: {header: [广告, 采集, 收益, 收款]}
    entities:
      g: {kind: Advert, props: {number: 广告, at: 采集, promised_rate: 收益}}
      a: {kind: Account, props: {number: 收款}}
    links:
      p: {type: PAYS_INTO, from: g, to: a}
  - name: calls
    match: {header: [账户, 电话]}
    entities:
      a: {kind: Account, props: {number: 账户}}
      t: {kind: Phone, props: {number: 电话}}
    links:
      h: {type: HAS_PHONE, from: a, to: t}
"""
    + TRANSFERS
)
T0 = datetime(2024, 1, 1)  # China's time
START = 1_704_038_400  # the same, UTC seconds
DAY = 86_400
Move = tuple[str, str, float, float]  # from, to, yuan, days after T0


def number(name: str) -> str:
    """An account's number of its short name."""
    return "6222" + "".join(f"{ord(c):03d}" for c in name).rjust(15, "0")


def when(days: float) -> str:
    """As a file would have it."""
    return f"{T0 + timedelta(days=days):%Y-%m-%d %H:%M:%S}"


def lake_of(
    folder: Path, moves: Sequence[Move], opened: Sequence[tuple[str, float | None]] = (),
    adverts: Sequence[tuple[str, float, str]] = (), phones: Sequence[tuple[str, str]] = (),
) -> Lake:  # fmt: skip
    """A lake of transfers; `opened`: account and when; `adverts`: number, when it was collected, account named."""
    files = [
        ("moves", "付,收,元,时,号", [f"{number(a)},{number(b)},{y:.2f},{when(d)},S{k}" for k, (a, b, y, d) in enumerate(moves)]),
        ("held", "账号,开户,类别,余,冻", [f"{number(a)},{'' if d is None else when(d)},个人,9999.00,是" for a, d in opened]),
        ("adverts", "广告,采集,收益,收款", [f"{n},{when(d)},0.24,{number(a)}" for n, d, a in adverts]),
        ("phones", "账户,电话", [f"{number(a)},{p}" for a, p in phones]),
    ]  # fmt: skip
    folder.mkdir(exist_ok=True)
    lake = Lake(folder / "data")
    with lake.lock():
        for name, header, rows in files:
            if rows:
                load(lake, write(folder / f"{name}.csv", header, rows), parse(TEXT, "modelled"))
    return lake


def node(s: Snapshot, name: str) -> int:
    """The node of an account's short name."""
    (found,) = [k for k in range(s.n) if s.ids([k])[0] == account_id(name)]
    return found


def account_id(name: str) -> str:
    """The id of an account's short name."""
    from graph.entity import make_id
    from graph.ontology import ontology

    made = make_id(ontology().kinds["Account"], {"number": number(name)})
    assert made is not None
    return made


def seen(folder: Path, moves: Sequence[Move], **more: object) -> Snapshot:
    """The snapshot of such a lake."""
    return snapshot(lake_of(folder, moves, **more))  # type: ignore[arg-type]
