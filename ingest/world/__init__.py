"""A seeded province, written as the files that its agencies would send, with the truth beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from graph.say import JinyingError, Say
from ingest.world import filings, papers, registers, truth
from ingest.world.flow import join
from ingest.world.money import OrdinaryLife
from ingest.world.plan import FLOOR, MONTHS, Plan, day_weights, month_starts
from ingest.world.province import Province, apart, make_province
from ingest.world.statements import Statements

Progress = Callable[[str, int, int], None]  # what is written, done, of how many


@dataclass(frozen=True, slots=True)
class Summary:
    """What was written: rows per file or folder, and the counts that only the maker knows."""

    seed: int
    scale: float
    enterprises: int
    persons: int
    accounts: int
    transfers: int  # distinct ones; statements show many of them twice
    both_sides: int
    schemes: int
    lookalikes: int
    rows: dict[str, int]


def write(seed: int, scale: float, out: Path, progress: Progress | None = None) -> Summary:
    """Writes the world into `out`, an empty or new folder. Same seed and scale, same bytes."""
    check(scale, out)
    tell = progress or (lambda what, done, of: None)
    province = make_province(Plan(seed, scale))
    (out / "truth").mkdir(parents=True, exist_ok=True)
    rows = write_registers(province, out, tell)
    both, money = write_money(province, out, tell)
    legal = sum(scheme.legal for scheme in province.schemes)
    return Summary(
        seed=seed,
        scale=scale,
        enterprises=len(province.firms),
        persons=len(province.people),
        accounts=len(province.accounts),
        transfers=sum(wanted(province)) + len(province.planted),
        both_sides=both,
        schemes=len(province.schemes) - legal,
        lookalikes=legal,
        rows=rows | money,
    )


def check(scale: float, out: Path) -> None:
    if not FLOOR <= scale <= 1000:
        raise JinyingError(
            Say(f"规模 {scale} 不在 {FLOOR} 到 1000 之间", f"scale {scale} is not between {FLOOR} and 1000"),
            Say("用 --scale 1 生成约 15 万笔转账", "try --scale 1 for about 150,000 transfers"),
        )
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise JinyingError(
            Say(f"{out} 不是空文件夹", f"{out} is not an empty folder"),
            Say("用 --out 指定一个新文件夹", "name a new folder with --out"),
        )


def write_registers(province: Province, out: Path, tell: Progress) -> dict[str, int]:
    jobs = [
        ("registry.csv", registers.registry),
        ("shareholders.csv", registers.shareholders),
        ("officers.csv", registers.officers),
        ("guarantees.csv", registers.guarantees),
        ("licences.csv", registers.licences),
        ("accounts.csv", registers.account_list),
        ("sign-ins.csv", registers.sign_ins),
        ("adverts.csv", papers.adverts),
        ("complaints.csv", papers.complaints),
        ("contracts.csv", papers.contracts),
        ("reports.csv", papers.reports),
        ("posts.jsonl", papers.posts),
        ("members.csv", papers.members),
        ("p2p-filing.xlsx", filings.loans),
        ("exchange-filing.csv", filings.trades),
        ("truth/schemes.csv", lambda p, o: truth.schemes(p, o / "truth")),
        ("truth/roles.csv", lambda p, o: truth.roles(p, o / "truth")),
        ("truth/recruits.csv", lambda p, o: truth.recruits(p, o / "truth")),
        ("truth/ledger.csv", lambda p, o: truth.ledger(p, o / "truth")),
    ]
    rows = {}
    for k, (name, job) in enumerate(jobs):
        rows[name] = job(province, out)
        tell(name, k + 1, len(jobs) + MONTHS)
    return rows


def wanted(province: Province) -> list[int]:
    """How many ordinary transfers each month needs for the promised total; at least as many as are planted."""
    total = max(province.plan.transfers - len(province.planted), len(province.planted))
    starts = month_starts()
    weight = np.array([day_weights(int(a), int(b), False).sum() for a, b in zip(starts[:-1], starts[1:], strict=True)])
    cuts = np.rint(np.cumsum(weight) / weight.sum() * total).astype(int)
    return [int(n) for n in np.diff(np.concatenate([[0], cuts]))]


def write_money(province: Province, out: Path, tell: Progress) -> tuple[int, dict[str, int]]:
    life = OrdinaryLife(province.plan, province.people, province.accounts)
    statements, answers = Statements(province, out), truth.TransferTruth(province, out / "truth")
    edges = np.searchsorted(province.planted.at, month_starts())
    for m, n in enumerate(wanted(province)):
        flow = join([life.month(m, n), province.planted.take(slice(edges[m], edges[m + 1]))])
        flow = apart(flow, settled=True)
        answers.month(flow, *statements.month(m, flow))
        tell("transfers", m + 1, MONTHS)
    statements.close()
    rows = {"truth/transfers.csv": answers.planted, "truth/pairs.csv": answers.both}
    return answers.both, statements.rows | rows
