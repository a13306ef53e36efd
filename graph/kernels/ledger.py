"""The ledger of a group of accounts: what each party paid in, what came back to it and as what, what is unpaid."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from graph.kernels.arrays import I8, I32, I64, Transfers
from graph.kernels.fen import check_fen
from graph.kernels.jit import jit
from graph.kernels.payout import Mask, PayoutRule, at_rate, commissions, interest, principal
from graph.kernels.reinvest import Reinvested, ReinvestRule, reinvested

# what a transfer's words say it is; UNSAID where they say nothing
UNSAID, SAID_PRINCIPAL, SAID_INTEREST, SAID_COMMISSION, SAID_FEE, SAID_REFUND = range(6)
# what a transfer is counted as. NEITHER: not between the group and a party. OTHER_IN: paid in with the words of a payout
NEITHER, PAID_IN, FEE_IN, OTHER_IN, PRINCIPAL, REFUND, INTEREST, COMMISSION, FEE_OUT, UNEXPLAINED = range(10)
_IN = np.array([PAID_IN, PAID_IN, OTHER_IN, OTHER_IN, FEE_IN, OTHER_IN], np.int8)
_OUT = np.array([UNEXPLAINED, PRINCIPAL, INTEREST, COMMISSION, FEE_OUT, REFUND], np.int8)


@dataclass(frozen=True, slots=True)
class Counting:
    """口径: the rule by which totals are counted. Every total names it."""

    again: tuple[int, ...] = (PRINCIPAL, REFUND)  # what, paid in again, is reinvestment
    twice: bool = False  # reinvested money counts as paid in once more
    offset: tuple[int, ...] = (PRINCIPAL, REFUND)  # what lowers the unpaid sum; courts differ on INTEREST


@dataclass(frozen=True, slots=True)
class LedgerRule:
    """Everything that a ledger depends on."""

    payout: PayoutRule = field(default_factory=PayoutRule)
    reinvest: ReinvestRule = field(default_factory=ReinvestRule)
    counting: Counting = field(default_factory=Counting)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Fen by party; each transfer in exactly one category, and by which right."""

    sums: I64  # (parties, 10) by category, NEITHER is 0
    again: I64  # (parties, 10) of what came back as a category, what was paid in again
    absorbed: I64  # (parties,) paid in, reinvestment counted as `rule.counting` says
    unpaid: I64  # (parties,) `absorbed` less what came back and is offset; below 0: got back more
    category: I8  # (m,)
    party: I32  # (m,) whose transfer it is, -1 where NEITHER
    by_rule: Mask  # (m,) the category was concluded from times and amounts, not said
    pairs: Reinvested
    rule: LedgerRule


def ledger(t: Transfers, group: Mask, owner: I32, said: I8 | None = None, rule: LedgerRule | None = None) -> Ledger:
    """Who paid the group's accounts (n, a mask) and what they paid back, by `owner` (n,) of the accounts outside.

    A payment to the group is paid in, unless its words `said` (m,) tell of a fee or a payout. One from it is, by the
    first rule that fits: interest (a steady rhythm of small shares of what was paid in before), principal or a refund
    (equal to an earlier payment in, after its term or before), commission (a round share of what others paid in shortly
    before, time and again; not in a steady rhythm, which is wages), interest at a rate that others get in a rhythm; and
    where no figures tell, what was said. Words come
    last: whoever pays may type what he likes, and principal that is called interest is still principal. What fits
    nothing is UNEXPLAINED and stays so: nothing is spread over the other categories.

    Then money that came back and was paid in again is paired (`reinvested`), and totals are counted by `rule.counting`.

    O(m log m) and what `steady` and `reinvested` cost. ValueError: shapes, an account that deals with the group and has
    no owner, negative amounts, sums above int64. ArithmeticError if the categories did not add up to the transfers.
    """
    rule = rule or LedgerRule()
    check_fen(t.amount)
    said = np.zeros(len(t.at), np.int8) if said is None else said
    incoming, outgoing, party = _ways(t, group, owner, said)
    category = np.select([incoming, outgoing], [_IN[said], UNEXPLAINED], NEITHER).astype(np.int8)
    paid_in = category == PAID_IN
    category[interest(t, party, paid_in, outgoing, rule.payout)] = INTEREST
    back = principal(t, party, paid_in, category == UNEXPLAINED, rule.payout)
    category[back > 0] = PRINCIPAL
    category[back < 0] = REFUND
    category[commissions(t, party, paid_in, category == UNEXPLAINED, rule.payout)] = COMMISSION
    category[at_rate(t, party, paid_in, category == INTEREST, category == UNEXPLAINED, rule.payout)] = INTEREST
    left = category == UNEXPLAINED
    category[left] = _OUT[said[left]]
    pairs = reinvested(t, party, outgoing & np.isin(category, rule.counting.again), paid_in, rule.reinvest)
    parties = int(party.max(initial=-1)) + 1
    sums = _sums(parties, party, category, t.amount)
    _check(t, sums, party, incoming, outgoing)
    again = _sums(parties, party[pairs.returned], category[pairs.returned], pairs.amount)
    counted = 0 if rule.counting.twice else again
    absorbed = sums[:, PAID_IN] - np.sum(counted, -1)
    unpaid = absorbed - (sums - counted)[:, rule.counting.offset].sum(1)
    by_rule = np.where(outgoing, ~left, incoming & (said == UNSAID))
    return Ledger(sums, again, absorbed, unpaid, category, party, by_rule, pairs, rule)


def _ways(t: Transfers, group: Mask, owner: I32, said: I8) -> tuple[Mask, Mask, I32]:
    """Which transfers come from parties, which go to them, and whose they are."""
    for name, column, size in (("group", group, t.n), ("owner", owner, t.n), ("said", said, len(t.at))):
        if column.shape != (size,):
            raise ValueError(f"{name} has shape {column.shape}, not ({size},)")
    if len(said) and not (said.min() >= 0 and said.max() <= SAID_REFUND):
        raise ValueError(f"said is within {said.min()}..{said.max()}, not 0..{SAID_REFUND}")
    paid, got = group[t.source], group[t.target]
    incoming, outgoing = ~paid & got, paid & ~got
    party = np.select([incoming, outgoing], [owner[t.source], owner[t.target]], -1).astype(np.int32)
    if (nobodys := (incoming | outgoing) & (party < 0)).any():
        i = int(nobodys.argmax())
        account = int(t.source[i] if incoming[i] else t.target[i])
        raise ValueError(f"account {account} deals with the group (transfer {i}) and has no owner")
    return incoming, outgoing, party


def _check(t: Transfers, sums: I64, party: I32, incoming: Mask, outgoing: Mask) -> None:
    """Each party's categories are its transfers, to the fen, each way."""
    way = np.select([incoming, outgoing], [1, 2], 0).astype(np.int8)
    moved = _sums(len(sums), party, way, t.amount)
    off = (sums[:, PAID_IN:PRINCIPAL].sum(1) != moved[:, 1]) | (sums[:, PRINCIPAL:].sum(1) != moved[:, 2])
    if off.any():
        raise ArithmeticError(f"party {int(off.argmax())}: the categories do not add up to the transfers")


@jit
def _sums(parties: int, party: I32, column: I8, amount: I64) -> I64:
    sums = np.zeros((parties, UNEXPLAINED + 1), np.int64)
    for i in range(len(amount)):
        if party[i] >= 0:
            sums[party[i], column[i]] += amount[i]
    return sums
