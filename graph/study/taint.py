"""Where a sum is now, or where it came from, by each rule of tracing side by side: a court chooses the rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I32, I64
from graph.kernels.origins import UNDONE, origins
from graph.kernels.seeds import Seeds
from graph.kernels.taint import RULES, side_by_side
from graph.say import JinyingError, Say, did_you_mean
from graph.snapshot import Snapshot

__all__ = ["RULES", "UNDONE", "Share", "came_from", "chosen", "now_at", "seeds_of"]


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


def came_from(s: Snapshot, seeds: Seeds, rules: Sequence[str]) -> list[Share]:
    """Accounts in which the sum began, as far back as the transfers go."""
    t = s.transfers()
    return _shares({rule: (found := origins(t, seeds, rule)).opening + found.outside for rule in rules})


def _shares(found: dict[str, I64]) -> list[Share]:
    there = np.flatnonzero(np.any([fen > 0 for fen in found.values()], axis=0))
    shares = [Share(v, {rule: int(fen[v]) for rule, fen in found.items()}) for v in there.tolist()]
    first = next(iter(found))
    return sorted(shares, key=lambda x: (-x.by_rule[first], x.account))
