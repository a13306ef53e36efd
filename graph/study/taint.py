"""Where a sum is now, or where it came from, by each rule of tracing side by side: a court chooses the rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.finding import yuan
from graph.kernels.arrays import I32, I64
from graph.kernels.claims import ALONE, claims
from graph.kernels.origins import origins
from graph.kernels.recoverable import recoverable
from graph.kernels.seeds import Seeds
from graph.kernels.taint import RULES, side_by_side
from graph.say import JinyingError, Say, did_you_mean
from graph.snapshot import Snapshot

__all__ = ["ALONE", "RULES", "Answer", "Share", "came_from", "chosen", "lacking", "now_at", "passed", "seeds_of"]
MOST = 2**60  # fen of a sum: what it is added to stays inside the kernels' numbers


@dataclass(frozen=True, slots=True)
class Share:
    """Fen of the sum at one account (backwards: that came from it), by rule."""

    account: int
    by_rule: dict[str, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """Shares, the largest by the first rule first. Backwards, those by the rules in ALONE are each source's taken by
    itself: they don't add up to the sum."""

    shares: list[Share]
    left: int = 0  # sources that libr was not asked about for their number
    most: int = 0  # fen: none of them is more of the sum


def chosen(rule: str) -> tuple[str, ...]:
    """Rules by name; `all` is each."""
    if rule == "all":
        return RULES
    if rule not in RULES:
        raise JinyingError(Say(f"没有规则“{rule}”", f"no rule '{rule}'"), did_you_mean(rule, [*RULES, "all"]))
    return (rule,)


def seeds_of(s: Snapshot, accounts: I32, links: I64, at: int | None, amount: int | None) -> Seeds:
    """The sum as seeds: `amount` fen of what one account held at second `at`, or of one transfer (whole where not said)."""
    if amount is not None and not 0 < amount <= MOST:
        raise JinyingError(
            Say(f"不能追踪 {yuan(amount).zh}", f"there is no tracing {yuan(amount).en}"),
            Say("给出大于零、实有其数的金额", "give an amount above 0 that somebody can have"),
        )
    if len(links):
        whole = s.edges("TRANSFER").amount[links]
        return Seeds(transfer=links, carried=whole if amount is None else np.minimum(whole, amount))
    if amount is None or at is None or len(accounts) != 1:
        raise JinyingError(
            Say("追踪金额需给出一个账户、时间与金额", "tracing a sum needs one account, a time and an amount"),
            Say("如 jinying trace 账号 --at 2024-03-01 --amount 10万", "as in `jinying trace ACCOUNT --at 2024-03-01 --amount 100000`"),
        )  # fmt: skip
    return Seeds(account=accounts.astype(np.int64), at=np.array([at]), held=np.array([amount]))


def now_at(s: Snapshot, seeds: Seeds, rules: Sequence[str], among: Sequence[int] | None = None) -> Answer:
    """Accounts (those `among` some) that hold some of the sum after the last transfer."""
    found = side_by_side(s.transfers(), seeds, rules=tuple(rules))
    return Answer(_shares({one.rule: one.tainted for one in found}, among))


def lacking(s: Snapshot, seeds: Seeds, *, back: bool = False) -> int:
    """Fen that the seeds' account is said to hold and that, balances beginning at nothing, no transfer had brought."""
    if not len(seeds.account):
        return 0
    claim, nothing = np.zeros(s.n, np.int64), np.zeros(s.n, np.int64)
    claim[seeds.account] = seeds.held
    return int(claim.sum() - recoverable(s.transfers(), nothing, claim, seeds.at + back).within.sum())


def came_from(s: Snapshot, seeds: Seeds, rules: Sequence[str], among: Sequence[int] | None = None) -> Answer:
    """Accounts (those `among` some) in which the sum began, as far back as the transfers go."""
    return _undone(s, seeds, rules, among, each=False)


def passed(s: Snapshot, seeds: Seeds, rules: Sequence[str], *, back: bool = False) -> Answer:
    """The same of transfers that the sum came through, by number, in place of accounts."""
    if back:
        return _undone(s, seeds, rules, None, each=True)
    return Answer(
        _shares({one.rule: one.moved for one in side_by_side(s.transfers(), seeds, rules=tuple(rules))}, None)
    )


def _undone(s: Snapshot, seeds: Seeds, rules: Sequence[str], among: Sequence[int] | None, *, each: bool) -> Answer:
    """Where the sum came from, by account or (`each`) by transfer."""
    _there(s, seeds)
    t = s.transfers()
    alone = {rule: claims(t, seeds, rule, each=each, among=among) for rule in rules if rule in ALONE}
    undone = {rule: origins(t, seeds, rule) for rule in rules if rule not in ALONE}
    found = {rule: alone[rule].part if rule in alone else undone[rule].moved if each else undone[rule].opening + undone[rule].outside for rule in rules}  # fmt: skip
    left = max((c.left for c in alone.values()), default=0)
    return Answer(_shares(found, among), left, max((c.most for c in alone.values()), default=0))


def _there(s: Snapshot, seeds: Seeds) -> None:
    if less := lacking(s, seeds, back=True):
        there = yuan(int(seeds.held.sum()) - less)
        raise JinyingError(
            Say(f"该户届时按已有流水只有 {there.zh}", f"by the transfers known the account then had {there.en}"),
            Say(
                "减少金额、改换时间，或给出一笔转账的编号",
                "ask for less, for another time, or for a transfer by its id",
            ),
        )


def _shares(found: dict[str, I64], among: Sequence[int] | None) -> list[Share]:
    there = np.flatnonzero(np.any([fen > 0 for fen in found.values()], axis=0))
    if among is not None:
        there = np.intersect1d(there, np.asarray(among, np.int64))
    shares = [Share(v, {rule: int(fen[v]) for rule, fen in found.items()}) for v in there.tolist()]
    first = next(iter(found))
    return sorted(shares, key=lambda x: (-x.by_rule[first], x.account))
