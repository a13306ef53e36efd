"""Raising money from the public: lumps in, interest and principal out, reinvestment, commissions, collapse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ingest.world.flow import AGAIN, COMMISSION, INTEREST, OTHER, PAID_IN, PRINCIPAL
from ingest.world.movement import Way, fund, joins, layers, lumps, rough, round_trips, slots, sums
from ingest.world.plan import DAY, Ints, office_hours
from ingest.world.stage import Scheme, Stage

MONTH = 30 * DAY


@dataclass(frozen=True, slots=True)
class Offer:
    """What is promised, to how many, and how the money is led."""

    product: str
    people: tuple[int, int]
    steps: Sequence[int] = (10_000, 30_000, 50_000, 100_000, 200_000, 500_000)
    odds: Sequence[float] = (20, 24, 28, 18, 8, 2)
    rate: tuple[float, float] = (0.1, 0.24)
    terms: Sequence[int] = (3, 6, 12)
    pay_every: int = 1  # months between payments of interest
    commission: Sequence[float] = (0.05, 0.03, 0.02)
    collect: tuple[int, int] = (2, 5)
    by_persons: float = 0.5  # share of collection accounts that persons hold
    depth: int = 4
    hops: tuple[int, int] = (2, 3)
    again: float = 0.55
    honest: bool = False  # pays to the end, one open account, invests in the open


@dataclass(frozen=True, slots=True)
class Deals:
    """One investment per position."""

    who: Ints
    fen: Ints
    at: Ints
    term: Ints  # months


def raise_funds(stage: Stage, offer: Offer) -> Scheme:
    rng = stage.rng
    rate = round(float(rng.uniform(*offer.rate)), 3)
    boss = stage.crew(1, "实际控制人" if not offer.honest else "管理人")
    people = stage.crowd(stage.size(*offer.people), "参与人" if not offer.honest else "投资人", 3)
    at = joins(stage, len(people), 0.5 if offer.honest else 0.86)
    parents = recruit(stage, people, at, offer)
    collect, through, sinks, payer = cast_accounts(stage, boss, offer)
    deals = first_deals(stage, people, at, offer)
    put_in(stage, deals, collect, PAID_IN)
    inflow = [deals]
    pay_commissions(stage, deals, parents, offer, (collect, payer))
    for _ in range(5):
        pay_interest(stage, deals, rate, offer, (collect, payer))
        deals = roll_over(stage, deals, offer, (collect, payer))
        if not len(deals.who):
            break
        inflow.append(deals)
    paid_at, paid = (np.concatenate([getattr(d, name) for d in inflow]) for name in ("at", "fen"))
    drain(stage, (slots(stage, collect, paid_at), paid_at, paid), (collect, payer), (through, sinks))
    if not offer.honest:
        round_trips(stage, sinks)
    return stage.finish(offer.product, rate)


def cast_accounts(stage: Stage, boss: Ints, offer: Offer) -> tuple[Ints, list[Ints], Ints, int]:
    """Collection, layers, sinks and the paying account; related firms get their ties."""
    rng = stage.rng
    if offer.honest:
        face = np.array([stage.account(stage.face)])
        sinks = stage.companies(int(rng.integers(2, 5)), "被投企业", 1)
        stage.relate(stage.firms_of(sinks), int(boss[0]), shared=0.2)
        return face, [], sinks, int(face[0])
    n = int(rng.integers(offer.collect[0], offer.collect[1] + 1))
    persons = int((rng.random(n) < offer.by_persons).sum())
    parts = [stage.crew(persons, "归集账户", 1), stage.companies(n - persons, "归集账户", 1)]
    collect = rng.permutation(np.concatenate([*parts, [stage.account(stage.face)]]))
    through = []
    for layer in range(int(rng.integers(offer.hops[0], offer.hops[1] + 1))):
        mules = stage.crew(int(rng.integers(2, 5)), "过渡账户", layer + 2)
        shells = stage.companies(int(rng.integers(1, 3)), "过渡账户", layer + 2)
        through.append(rng.permutation(np.concatenate([mules, shells])))
    related = stage.companies(int(rng.integers(2, 4)), "关联企业", 9)
    builder = stage.companies(1, "沉淀", 9)
    sinks = np.concatenate([related, builder, boss, stage.crew(2, "沉淀", 9)])
    payer = int(stage.crew(1, "财务", 1)[0])
    firms = stage.firms_of(np.concatenate([parts[1], *through, related]))
    stage.relate(firms, int(boss[0]), founded=True)
    worked = rng.permutation(np.concatenate([*parts, *through, [payer]]))
    stage.devices += [tuple(worked[: max(3, len(worked) // 2)]), tuple(worked[max(3, len(worked) // 2) :])]
    return collect, through, sinks, payer


def recruit(stage: Stage, people: Ints, at: Ints, offer: Offer) -> Ints:
    """Who brought whom: each comes after the one who brought them. -1: came alone. Team leaders stand on top."""
    rng, n = stage.rng, len(people)
    parents = np.full(n, -1, dtype=np.int64)
    if not offer.commission:
        return parents
    level = np.ones(n, dtype=np.int64)
    leaders = max(2, n // 25)
    for k in range(leaders, n):
        parent = int(rng.integers(0, k) * rng.random() ** 0.7)  # early ones bring more
        if level[parent] >= offer.depth:
            parent = int(rng.integers(0, leaders))
        parents[k], level[k] = parent, level[parent] + 1
        stage.tree.append((int(people[k]), int(people[parent]), int(level[k]), int(at[k])))
    stage.tree += [(int(people[k]), -1, 1, int(at[k])) for k in range(leaders)]
    stage.note_people(people[:leaders], "团队长" if not offer.honest else "经销商", 1)
    bring = np.bincount(parents[parents >= 0], minlength=n)
    stage.note_people(people[(bring >= 3) & (np.arange(n) >= leaders)], "业务员" if not offer.honest else "经销商", 2)
    return parents


def first_deals(stage: Stage, people: Ints, at: Ints, offer: Offer) -> Deals:
    rng = stage.rng
    times = 1 + rng.geometric(0.75, len(people)) - 1
    who = np.repeat(np.arange(len(people)), times)
    when = at[who] + np.where(np.arange(len(who)) == np.searchsorted(who, who), 0, rng.integers(5, 120, len(who)) * DAY)
    fen = lumps(rng, len(who), offer.steps, offer.odds)
    keep = when < stage.end - 10 * DAY
    return Deals(people[who][keep], fen[keep], when[keep], rng.choice(offer.terms, int(keep.sum())))


def put_in(stage: Stage, deals: Deals, collect: Ints, meaning: int) -> None:
    stage.draft.add(deals.who, slots(stage, collect, deals.at), deals.fen, deals.at, ("pay_in", meaning))


def pay_interest(stage: Stage, deals: Deals, rate: float, offer: Offer, money: tuple[Ints, int]) -> None:
    """On a steady day, to the fen; late in the last weeks, and never after the end."""
    rng = stage.rng
    count = deals.term // offer.pay_every
    row = np.repeat(np.arange(len(deals.who)), count)
    nth = np.arange(len(row)) - np.searchsorted(row, row) + 1
    due = deals.at[row] + nth * offer.pay_every * MONTH
    day = 3 + stage.number * 7 % 22
    month = due.astype("datetime64[s]").astype("datetime64[M]").astype("datetime64[s]").astype(np.int64)
    due = month + (day + rng.integers(0, 2, len(row))) * DAY + office_hours(rng, len(row))
    if not offer.honest:
        late = np.clip((due - (stage.end - 75 * DAY)) / (75 * DAY), 0, 1)
        due = due + (late * rng.uniform(0, 20, len(row))).astype(np.int64) * DAY
    fen = np.rint(deals.fen[row] * rate / 12 * offer.pay_every).astype(np.int64)
    ok = (due < stage.end) & (due > deals.at[row] + 12 * DAY)
    pay_out(stage, (deals.who[row][ok], due[ok], fen[ok]), money, ("pay_back", INTEREST))


def pay_out(stage: Stage, rows: tuple[Ints, Ints, Ints], money: tuple[Ints, int], what: tuple[str, int]) -> None:
    """Pays, and remembers that the paying account must be filled for it."""
    who, at, fen = rows
    ok = at < stage.end
    stage.payouts.append((at[ok], fen[ok]))
    stage.draft.add(money[1], who[ok], fen[ok], at[ok], what)


def drain(stage: Stage, inflow: tuple[Ints, Ints, Ints], money: tuple[Ints, int], way: Way) -> None:
    """What comes in fills the paying account first; the rest leaves through the layers. `inflow`: account, time,
    fen. No more leaves than came in."""
    dst, at, fen = inflow
    due, owed = (np.concatenate(c) for c in zip(*stage.payouts, strict=True)) if stage.payouts else (at[:0], at[:0])
    collect, payer = money
    if payer not in collect:
        fund(stage, collect, payer, due, owed)
    keep = 1 - owed.sum() * 1.03 / max(1, fen.sum())
    layers(stage, sums(dst, at, fen, 2 * DAY), way, float(np.clip(keep, 0.12, 0.93)))


def roll_over(stage: Stage, deals: Deals, offer: Offer, money: tuple[Ints, int]) -> Deals:
    """What matures is paid back; many put it in again within days. After the plateau nobody does."""
    rng = stage.rng
    due = deals.at + deals.term * MONTH
    due = due // DAY * DAY + office_hours(rng, len(due))
    ok = due < stage.end - 5 * DAY
    who, fen, at = deals.who[ok], deals.fen[ok], due[ok]
    pay_out(stage, (who, at, fen), money, ("pay_back", PRINCIPAL))
    tired = at > stage.end - 90 * DAY
    stay = rng.random(len(who)) < np.where(tired, offer.again * 0.3, offer.again)
    more = np.where(
        rng.random(len(who)) < 0.5, fen, rough(rng, (fen * rng.uniform(0.8, 1.25, len(who))).astype(np.int64))
    )
    again = Deals(who[stay], more[stay], (at + rng.integers(3600, 6 * DAY, len(who)))[stay], deals.term[ok][stay])
    put_in(stage, again, money[0], AGAIN)
    return again


def pay_commissions(stage: Stage, deals: Deals, parents: Ints, offer: Offer, money: tuple[Ints, int]) -> None:
    """A share of each new lump to one, two, three levels above; higher when new people grow scarce."""
    if not offer.commission:
        return
    position = {int(child): int(parent) for child, parent, _, _ in stage.tree if parent >= 0}
    up = deals.who
    for share in offer.commission:
        up = np.array([position.get(int(a), -1) for a in up], dtype=np.int64)
        ok = up >= 0
        late = (deals.at > stage.end - 90 * DAY) & (not offer.honest)
        fen = np.rint(deals.fen * share * np.where(late, 1.5, 1.0)).astype(np.int64)
        at = deals.at + stage.rng.integers(6 * 3600, 6 * DAY, len(up))
        rows = (up[ok], at[ok], fen[ok])
        pay_out(stage, rows, money, ("reward", OTHER if offer.honest else COMMISSION))
