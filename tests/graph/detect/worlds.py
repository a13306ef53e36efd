"""Small lakes for detectors that read arrays: accounts, who owns them, transfers; loaded by the ordinary loader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from graph.detect import chosen
from graph.detect.detector import given
from graph.detect.scene import Scene
from graph.finding import Finding
from graph.lake import Lake
from graph.project import catch_up
from graph.store import Store
from ingest.load import load
from tests.lakes import mapping, write

T0 = datetime(2024, 3, 1)
Move = tuple[str, str, float, float]  # from, to, yuan, hours after T0


def lake_of(folder: Path, moves: Iterable[Move], owned: Mapping[str, str] = {}) -> Lake:
    """A lake of transfers; `owned`: person -> the accounts he owns. Accounts are named by a few letters or digits."""
    rows = [
        f"{number(a)},{number(b)},{yuan:.2f},{T0 + timedelta(hours=h):%Y-%m-%d %H:%M:%S},S{k}"
        for k, (a, b, yuan, h) in enumerate(moves)
    ]
    held = [f"{number(a)},{who},,{person(who)}" for who, accounts in owned.items() for a in accounts.split()]
    folder.mkdir(exist_ok=True)
    lake = Lake(folder / "data")
    with lake.lock():
        load(lake, write(folder / "moves.csv", "付,收,元,时,号", rows), mapping())
        if held:
            load(lake, write(folder / "held.csv", "账号,户名,开户行,证件", held), mapping())
    return lake


def number(name: str) -> str:
    """An account's number of its short name."""
    return "6222" + "".join(f"{ord(c):03d}" for c in name).rjust(15, "0")


def person(name: str) -> str:
    """An ID number with a right check digit, of a name."""
    body = f"1101011990{sum(ord(c) * (k + 1) for k, c in enumerate(name)) % 12 + 1:02d}{hash_(name) % 28 + 1:02d}{hash_(name) % 997:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


def hash_(name: str) -> int:
    """The same in every process."""
    return int.from_bytes(name.encode()[:12].rjust(12, b"\0"), "big") % 1_000_003


def found(store: Store, lake: Lake, name: str, *params: str, until: int | None = None) -> list[Finding]:
    """What a detector finds in a lake, shown on an engine."""
    store.writer().wipe()
    catch_up(lake, store)
    detector = chosen([name])[0]
    return detector.detect(Scene(store.view(), lake, until), detector.values(given(params, [detector]))).findings


def accounts(finding: Finding, lake: Lake) -> set[str]:
    """Numbers of the accounts that a finding speaks of."""
    frame = lake.scan("Account").select("id", "number").unique().collect()
    numbers = dict(frame.rows())
    return {numbers[s.id] for s in finding.subjects if s.id in numbers}
