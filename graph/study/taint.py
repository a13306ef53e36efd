"""Where a sum is now, or where it came from, by each rule of tracing side by side: a court chooses the rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.finding import yuan
from graph.kernels.arrays import I32, I64
from graph.kernels.origins import UNDONE, origins
from graph.kernels.recoverable import recoverable
from graph.kernels.seeds import Seeds
from graph.kernels.taint import RULES, side_by_side
from graph.say import JinyingError, Say, did_you_mean
from graph.snapshot import Snapshot

__all__ = ["RULES", "UNDONE", "Share", "came_from", "chosen", "lacking", "now_at", "seeds_of"]
MOST = 2**60  # fen of a sum: what it is added to stays inside the kernels' numbers


@dataclass(frozen=True, slots=True)
class Share:
    """Fen of the sum at one account (backwards: that came from it), by rule."""

    account: int
    by_rule: dict[str, int]


def chosen(rule: str, *, back: bool) -> tuple[str, ...]:
    """Rules by name; `all` is each that can answer (poison and libr forget what was mixed: they can't be undone)."""
    known = UNDONE if back else RULES
    if rule == "all":
        return tuple(known)
    if rule not in known:
        raise JinyingError(Say(f"没有规则“{rule}”", f"no rule '{rule}'"), did_you_mean(rule, [*known, "all"]))
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


def now_at(s: Snapshot, seeds: Seeds, rules: Sequence[str]) -> list[Share]:
    """Accounts that hold some of the sum after the last transfer."""
    return _shares({found.rule: found.tainted for found in side_by_side(s.transfers(), seeds, rules=tuple(rules))})


def lacking(s: Snapshot, seeds: Seeds, *, back: bool = False) -> int:
    """Fen that the seeds' account is said to hold and that, balances beginning at nothing, no transfer had brought."""
    if not len(seeds.account):
        return 0
    claim, nothing = np.zeros(s.n, np.int64), np.zeros(s.n, np.int64)
    claim[seeds.account] = seeds.held
    return int(claim.sum() - recoverable(s.transfers(), nothing, claim, seeds.at + back).within.sum())


def came_from(s: Snapshot, seeds: Seeds, rules: Sequence[str]) -> list[Share]:
    """Accounts in which the sum began, as far back as the transfers go."""
    if less := lacking(s, seeds, back=True):
        there = yuan(int(seeds.held.sum()) - less)
        raise JinyingError(
            Say(f"该户届时按已有流水只有 {there.zh}", f"by the transfers known the account then had {there.en}"),
            Say(
                "减少金额、改换时间，或给出一笔转账的编号",
                "ask for less, for another time, or for a transfer by its id",
            ),
        )
    t = s.transfers()
    return _shares({rule: (found := origins(t, seeds, rule)).opening + found.outside for rule in rules})


def _shares(found: dict[str, I64]) -> list[Share]:
    there = np.flatnonzero(np.any([fen > 0 for fen in found.values()], axis=0))
    shares = [Share(v, {rule: int(fen[v]) for rule, fen in found.items()}) for v in there.tolist()]
    first = next(iter(found))
    return sorted(shares, key=lambda x: (-x.by_rule[first], x.account))
