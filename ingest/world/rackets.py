"""The seven illegal classes, each with the money pattern that the class is known by."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ingest.world.flow import COMMISSION, OTHER, OUT, PAID_IN, PASS, PRINCIPAL, SINK
from ingest.world.movement import fund, joins, layers, lumps, rough, round_trips, slots, sums
from ingest.world.plan import DAY, Ints, days_in, leisure_hours, night_hours, office_hours
from ingest.world.raising import Offer, cast_accounts, drain, pay_out, raise_funds, recruit
from ingest.world.stage import Scheme, Stage

WEALTH = Offer("理财产品", (70, 200))
ELDERLY = Offer(
    "养老会员卡",
    (80, 190),
    steps=(10_000, 20_000, 30_000, 50_000, 100_000),
    odds=(30, 25, 25, 15, 5),
    rate=(0.08, 0.15),
    terms=(6, 12),
)
LOANS = Offer(
    "网络借贷标的",
    (80, 180),
    steps=(5_000, 10_000, 30_000, 50_000),
    odds=(30, 35, 25, 10),
    rate=(0.1, 0.18),
    terms=(1, 3, 6),
    commission=(),
)
FARM = Offer(
    "农业认养",
    (70, 180),
    steps=(6_000, 9_800, 18_000, 36_000, 98_000),
    odds=(30, 30, 20, 15, 5),
    rate=(0.12, 0.22),
)
GOLD = Offer("黄金托管", (60, 160), rate=(0.12, 0.3), terms=(3, 6), commission=(0.04, 0.02))
COIN = Offer(
    "数字代币",
    (80, 200),
    steps=(3_000, 7_000, 10_000, 35_000, 70_000),
    odds=(28, 26, 24, 16, 6),
    rate=(0.15, 0.36),
    terms=(1, 3),
    commission=(0.08, 0.05, 0.03, 0.01),
    by_persons=0.9,
    depth=7,
    again=0.65,
)
SHARES = Offer(
    "原始股",
    (60, 150),
    steps=(15_000, 30_000, 50_000, 100_000, 200_000),
    odds=(25, 30, 25, 15, 5),
    rate=(0.08, 0.14),
    terms=(12, 18),
    pay_every=6,
    commission=(0.06, 0.03),
)


def wealth(stage: Stage) -> Scheme:
    """非法集资: wealth products."""
    return raise_funds(stage, WEALTH)


def loans(stage: Stage) -> Scheme:
    """非法集资: a P2P pool that lends to its own."""
    return raise_funds(stage, LOANS)


def elderly(stage: Stage) -> Scheme:
    """非法集资: elderly-care cards."""
    return raise_funds(stage, ELDERLY)


def farm(stage: Stage) -> Scheme:
    """非法集资: adopted fields."""
    return raise_funds(stage, FARM)


def gold(stage: Stage) -> Scheme:
    """非法黄金: custody with interest; no metal is bought."""
    return raise_funds(stage, GOLD)


def coin(stage: Stage) -> Scheme:
    """非法代币: into OTC traders' own accounts, static return and a deep referral tree."""
    return raise_funds(stage, COIN)


def shares(stage: Stage) -> Scheme:
    """非法证券: unlisted shares sold as original ones."""
    return raise_funds(stage, SHARES)


def tips(stage: Stage) -> Scheme:
    """非法证券: a small first fee for tips, larger ones later, nothing back."""
    rng = stage.rng
    offer = Offer("荐股服务", (80, 220), commission=(), by_persons=0.4)
    boss = stage.crew(1, "实际控制人")
    people = stage.crowd(stage.size(*offer.people), "参与人", 3)
    teachers = stage.crew(3, "讲师", 2)
    collect, through, sinks, payer = cast_accounts(stage, boss, offer)
    at = joins(stage, len(people))
    first = lumps(rng, len(people), (99, 399, 980, 1_980, 3_980), (30, 25, 20, 15, 10))
    times = rng.geometric(0.4, len(people))
    row = np.repeat(np.arange(len(people)), times)
    later = at[row] + rng.integers(4, 90, len(row)) * DAY
    more = lumps(rng, len(row), (9_800, 19_800, 36_800, 68_000, 98_000), (40, 30, 15, 10, 5))
    who, when, fen = (
        np.concatenate([people, people[row]]),
        np.concatenate([at, later]),
        np.concatenate([first, more]),
    )
    ok = when < stage.end
    who, when, fen = who[ok], when[ok], fen[ok]
    dst = slots(stage, collect, when)
    stage.draft.add(who, dst, fen, when, ("pay_in", PAID_IN))
    back = rng.random(len(who)) < 0.04
    refund_at = when[back] + rng.integers(3, 40, int(back.sum())) * DAY
    pay_out(stage, (who[back], refund_at, fen[back] // 2), (collect, payer), ("pay_back", PRINCIPAL))
    reward = np.rint(fen * rng.uniform(0.08, 0.15, len(fen))).astype(np.int64)
    _, month, total = sums(np.zeros(len(when), dtype=np.int64), when, reward, 30 * DAY)
    for teacher in teachers:
        pay_out(
            stage,
            (np.full(len(month), teacher), month + 2 * DAY, total // 3),
            (collect, payer),
            ("reward", COMMISSION),
        )
    drain(stage, (dst, when, fen), (collect, payer), (through, sinks))
    round_trips(stage, sinks)
    return stage.finish(offer.product, 0.0)


def futures(stage: Stage) -> Scheme:
    """非法期货: margin in, some small wins let out, the house keeps what customers lose, agents live on it."""
    rng = stage.rng
    offer = Offer("现货电子盘", (60, 150), commission=(0.1, 0.05), by_persons=0.3)
    boss = stage.crew(1, "实际控制人")
    people = stage.crowd(stage.size(*offer.people), "参与人", 3)
    at = joins(stage, len(people))
    parents = recruit(stage, people, at, offer)
    collect, through, sinks, payer = cast_accounts(stage, boss, offer)
    times = 1 + rng.geometric(0.3, len(people))
    row = np.repeat(np.arange(len(people)), times)
    when = at[row] + rng.integers(0, 100, len(row)) * DAY + rng.integers(0, 3 * 3600, len(row))
    fen = lumps(rng, len(row), (2_000, 5_000, 10_000, 20_000, 50_000), (25, 30, 25, 15, 5))
    ok = when < stage.end
    row, when, fen = row[ok], when[ok], fen[ok]
    dst = slots(stage, collect, when)
    stage.draft.add(people[row], dst, fen, when, ("pay_in", PAID_IN))
    win = rng.random(len(row)) < 0.4
    out_at = when[win] + rng.integers(1, 20, int(win.sum())) * DAY + rng.integers(-3600, 3600, int(win.sum()))
    out = (fen[win] * rng.uniform(0.1, 1.1, int(win.sum()))).astype(np.int64)
    pay_out(stage, (people[row][win], out_at, out), (collect, payer), ("pay_back", OUT))
    lost = fen.copy()
    lost[win] = np.maximum(fen[win] - out, 0)
    has = parents[row] >= 0
    agent, month, total = sums(people[np.maximum(parents[row], 0)][has], when[has], lost[has], 30 * DAY)
    pay_out(stage, (agent, month + 3 * DAY, total // 5), (collect, payer), ("reward", COMMISSION))
    drain(stage, (dst, when, fen), (collect, payer), (through, sinks))
    return stage.finish(offer.product, 0.0)


def exchange(stage: Stage) -> Scheme:
    """非法外汇: yuan in from some, the same day the same yuan less a fee out to others; the other leg is abroad."""
    rng = stage.rng
    boss = stage.crew(1, "实际控制人")
    pools = np.concatenate([stage.crew(4, "归集账户", 1), stage.companies(2, "归集账户", 1)])
    sellers = stage.crowd(stage.size(40, 90), "换汇人", 3)
    buyers = stage.crowd(stage.size(40, 90), "收款人", 3)
    stage.relate(stage.firms_of(pools), int(boss[0]))
    days = np.unique(days_in(rng, stage.start, stage.end, stage.size(60, 150)))
    fee = rng.uniform(0.003, 0.01)
    for day in days:
        pool = pools[rng.integers(0, len(pools))]
        n = int(rng.integers(2, 7))
        limit = 5_000_000 if rng.random() < 0.6 else 20_000_000
        fen = rough(rng, (limit * rng.uniform(0.82, 0.999, n)).astype(np.int64))
        payer = np.repeat(sellers[rng.integers(0, len(sellers), max(1, n // 3))], 3)[:n]
        n = len(payer)
        at = day + np.sort(rng.integers(9 * 3600, 15 * 3600, n))
        stage.draft.add(payer, pool, fen[:n], at, ("friends", PAID_IN))
        total = int(fen[:n].sum() * (1 - fee))
        cuts = rng.dirichlet(np.full(int(rng.integers(2, 6)), 4.0))
        parts = (total * cuts).astype(np.int64)
        parts[-1] += total - parts.sum()
        out_at = int(at[-1]) + rng.integers(600, 6 * 3600, len(parts))
        stage.draft.add(pool, buyers[rng.integers(0, len(buyers), len(parts))], parts, out_at, ("friends", OUT))
    pay = days[::12] + 20 * 3600
    stage.draft.add(pools[0], boss, rough(rng, rng.integers(200_000, 4_000_000, len(pay))), pay, ("move", SINK))
    stage.devices.append(tuple(pools))
    return stage.finish("换汇服务", 0.0)


def payment(stage: Stage) -> Scheme:
    """非法支付: runners' accounts, alive for days, take many strangers' money and pass it on in minutes."""
    rng = stage.rng
    boss = stage.crew(1, "实际控制人")
    heads = stage.crew(3, "团队长", 1)
    runners = stage.crew(stage.size(14, 30), "卡农", 2)
    hubs = np.concatenate([stage.crew(3, "过渡账户", 3), stage.companies(2, "过渡账户", 3)])
    sinks = np.concatenate([stage.companies(2, "沉淀", 4), boss])
    payers = stage.crowd(stage.size(300, 600), "付款人", 5)
    stage.relate(stage.firms_of(np.concatenate([hubs, sinks])), int(boss[0]))
    starts = np.sort(stage.start + (rng.random(len(runners)) * 0.9 * (stage.end - stage.start)).astype(np.int64))
    moved: list[tuple[Ints, Ints, Ints]] = []
    for runner, first in zip(runners, starts, strict=True):
        n = int(rng.integers(24, 62))
        alive = int(rng.integers(3, 29))
        at = first // DAY * DAY + rng.integers(0, alive, n) * DAY + night_hours(rng, n)
        fen = lumps(rng, n, (100, 200, 500, 1_000, 2_000, 5_000), (15, 20, 25, 20, 15, 5))
        stage.draft.add(payers[rng.integers(0, len(payers), n)], runner, fen, at, ("friends", PAID_IN))
        src, last, total = sums(np.full(n, runner), at, fen, 2 * 3600)
        out = np.maximum((total * rng.uniform(0.97, 0.997, len(total))).astype(np.int64), 1)
        leave = last + rng.integers(60, 1_500, len(last))
        hub = slots(stage, hubs, leave)
        stage.draft.add(src, hub, out, leave, ("friends", PASS))
        moved.append((hub, leave, out))
        head = int(heads[rng.integers(0, 3)])
        stage.tree.append((int(runner), head, 2, int(first)))
        wage = int(fen.sum() * rng.uniform(0.003, 0.02))
        stage.draft.add(head, runner, wage, int(at.max()) + 5 * 3600, ("reward", COMMISSION))
    hub, leave, out = (np.concatenate(c) for c in zip(*moved, strict=True))
    layers(stage, sums(hub, leave, out, DAY // 2), ([], sinks), 0.98)
    stage.fresh += [int(r) for r in runners[rng.random(len(runners)) < 0.6]]
    for head in heads:
        at = days_in(rng, stage.start, stage.end, 8) + leisure_hours(rng, 8)
        stage.draft.add(hubs[0], int(head), rough(rng, rng.integers(100_000, 900_000, 8)), at, ("reward", COMMISSION))
        stage.tree.append((int(head), int(boss[0]), 1, stage.start))
    stage.devices += [tuple(runners[k : k + 6]) for k in range(0, len(runners) - 2, 6)]
    stage.devices.append(tuple(hubs))
    return stage.finish("支付结算", 0.0)


def margin(stage: Stage) -> Scheme:
    """非法证券 (场外配资): the client's margin in, three to ten times as much lent, all back with a fee."""
    rng = stage.rng
    boss = stage.crew(1, "实际控制人")
    people = stage.crowd(stage.size(50, 110), "参与人", 3)
    pool = np.concatenate([stage.crew(2, "归集账户", 1), stage.companies(2, "归集账户", 1)])
    lenders = stage.crew(4, "出资人", 2)
    stage.relate(stage.firms_of(pool), int(boss[0]))
    at = joins(stage, len(people), 0.8)
    rounds = rng.geometric(0.45, len(people))
    who = np.repeat(people, rounds)
    when = np.repeat(at, rounds) + rng.integers(0, 120, len(who)) * DAY
    fen = lumps(rng, len(who), (10_000, 20_000, 50_000, 100_000), (30, 35, 25, 10))
    leverage = rng.integers(3, 11, len(who))
    acct = slots(stage, pool, when)
    days = rng.integers(5, 40, len(who))
    stage.draft.add(who, acct, fen, when, ("pay_in", PAID_IN))
    stage.draft.add(acct, who, fen * leverage, when + rng.integers(1_800, 20_000, len(who)), ("move", OTHER))
    back = fen * leverage + np.rint(fen * leverage * days * 0.0009).astype(np.int64)
    home = when // DAY * DAY + days * DAY + office_hours(rng, len(who))
    stage.draft.add(who, acct, back, home, ("friends", OTHER))
    left = np.maximum((fen * rng.uniform(-0.6, 1.1, len(who))).astype(np.int64), 0)
    fund(stage, lenders, int(pool[0]), when, fen * leverage // 3)
    stage.draft.add(acct, who, left, home + rng.integers(3_600, 2 * DAY, len(who)), ("pay_back", PRINCIPAL))
    stage.draft.add(acct, boss, back // 60, home + 3 * DAY, ("sink", SINK))
    stage.devices.append(tuple(pool))
    return stage.finish("股票配资", 0.0)


RACKETS: list[tuple[str, tuple[Callable[[Stage], Scheme], ...]]] = [
    ("非法集资", (wealth, loans, elderly, farm)),
    ("非法证券", (tips, margin, shares)),
    ("非法期货", (futures,)),
    ("非法外汇", (exchange,)),
    ("非法黄金", (gold,)),
    ("非法支付", (payment,)),
    ("非法代币", (coin,)),
]
