"""Legal lives that look like schemes: each shares a shape with one and is explained by something else."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ingest.world.flow import OTHER
from ingest.world.movement import joins, lumps, rough, sums
from ingest.world.plan import DAY, Ints, days_in, leisure_hours, month_starts, office_hours
from ingest.world.raising import Offer, raise_funds
from ingest.world.stage import Scheme, Stage

FUND = Offer(
    "备案私募基金",
    (24, 60),
    steps=(1_000_000, 1_500_000, 2_000_000, 3_000_000),
    odds=(50, 25, 15, 10),
    rate=(0.05, 0.11),
    terms=(12, 18),
    pay_every=3,
    commission=(),
    again=0.4,
    honest=True,
)
ANNUITY = Offer("养老年金保险", (60, 150), rate=(0.03, 0.045), terms=(12, 18), commission=(), again=0.6, honest=True)
DEPOSIT = Offer(
    "银行定期存款",
    (60, 150),
    rate=(0.018, 0.032),
    terms=(3, 6, 12),
    pay_every=3,
    commission=(),
    again=0.7,
    honest=True,
)
DEALERS = Offer(
    "经销返利",
    (70, 170),
    steps=(980, 1_980, 3_980, 9_800, 19_800, 50_000),
    odds=(15, 20, 25, 20, 12, 8),
    rate=(0.02, 0.05),
    terms=(3, 6),
    commission=(0.05, 0.03),
    depth=3,
    again=0.6,
    honest=True,
)


def months_of(stage: Stage) -> Ints:
    starts = month_starts()[:-1]
    return starts[(starts >= stage.start) & (starts < stage.end - 20 * DAY)]


def here(stage: Stage) -> int:
    return stage.account(stage.face)


def payroll(stage: Stage) -> Scheme:
    """代发工资: one account pays many people near-equal sums on a steady day."""
    rng, me = stage.rng, here(stage)
    staff = stage.crowd(stage.size(40, 110), "员工", 1)
    clients = stage.companies(3, "用工单位", 1)
    wage = np.exp(rng.normal(8.8, 0.3, len(staff))).astype(np.int64) * 100
    day = int(rng.integers(7, 15))
    for month in months_of(stage):
        at = month + day * DAY + 10 * 3600
        pay = wage + rng.integers(-300, 900, len(wage)) * 100 + rng.integers(0, 100, len(wage))
        stage.draft.add(clients, me, pay.sum() // 3, at - rng.integers(3_600, 40 * 3600, 3), ("trade", OTHER))
        stage.draft.add(me, staff, pay, at + rng.integers(0, 1_200, len(staff)), ("salary", OTHER))
    return stage.finish("代发工资", 0.0)


def merchant(stage: Stage) -> Scheme:
    """商户收款: many payers a day, one settlement the next day to one account, now and then a refund."""
    rng, me = stage.rng, here(stage)
    people = stage.crowd(stage.size(200, 420), "顾客", 1)
    main = int(stage.companies(1, "结算户", 1)[0])
    n = stage.size(500, 1_100)
    at = days_in(rng, stage.start, stage.end, n) + leisure_hours(rng, n)
    fen = lumps(rng, n, (38, 88, 168, 299, 598, 1_280), (20, 25, 20, 15, 12, 8))
    stage.draft.add(people[rng.integers(0, len(people), n)], me, fen, at, ("shop", OTHER))
    src, last, total = sums(np.full(n, me), at, fen, DAY)
    stage.draft.add(src, main, total * 994 // 1000, last // DAY * DAY + DAY + 9 * 3600 + 1_200, ("settle", OTHER))
    back = rng.random(n) < 0.03
    stage.draft.add(
        me,
        people[rng.integers(0, len(people), int(back.sum()))],
        fen[back],
        at[back] + 3 * DAY,
        ("refund", OTHER),
    )
    return stage.finish("商户收款", 0.0)


def acquirer(stage: Stage) -> Scheme:
    """持牌收单: fast in and fast out to many shops; licensed, settled the same day."""
    rng, me = stage.rng, here(stage)
    people = stage.crowd(stage.size(200, 420), "付款人", 1)
    shops = np.concatenate([stage.companies(5, "商户", 2), stage.crew(10, "商户", 2)])
    n = stage.size(450, 900)
    at = days_in(rng, stage.start, stage.end, n) + leisure_hours(rng, n)
    fen = lumps(rng, n, (100, 200, 500, 1_000, 2_000, 5_000), (15, 22, 25, 18, 15, 5))
    stage.draft.add(people[rng.integers(0, len(people), n)], me, fen, at, ("shop", OTHER))
    stage.draft.add(
        me,
        shops[rng.integers(0, len(shops), n)],
        fen * 994 // 1000,
        at + rng.integers(300, 3_600, n),
        ("settle", OTHER),
    )
    stage.devices.append(tuple(shops[:4]))
    stage.fresh += [int(s) for s in shops[5:] if rng.random() < 0.5]
    return stage.finish("收单结算", 0.0)


def seasonal(stage: Stage, product: str, steps: tuple[int, ...], memo: str) -> Scheme:
    rng, me = stage.rng, here(stage)
    people = stage.crowd(stage.size(90, 220), "缴费人", 1)
    own = rng.choice(steps, len(people)) * 100
    for month in months_of(stage)[:: int(rng.choice([3, 6]))]:
        at = month + rng.integers(0, 12, len(people)) * DAY + leisure_hours(rng, len(people))
        stage.draft.add(people, me, own + rng.integers(0, 40_000, len(people)), at, (memo, OTHER))
        vendors = stage.troupe.accounts.first_of_firm[rng.integers(0, len(stage.troupe.firms), 4)]
        stage.draft.add(me, vendors, own.sum() // 5, month + rng.integers(15, 40, 4) * DAY + 36_000, ("trade", OTHER))
    return stage.finish(product, 0.0)


def school(stage: Stage) -> Scheme:
    """学费: seasonal payments by families."""
    return seasonal(stage, "培训学校", (3_800, 6_800, 12_000, 18_600), "bill")


def estate(stage: Stage) -> Scheme:
    """物业费: quarterly payments by owners."""
    return seasonal(stage, "物业服务", (860, 1_240, 2_300, 3_100), "bill")


def rents(stage: Stage) -> Scheme:
    """收租人: a person to whom many pay every month."""
    rng = stage.rng
    landlord = int(stage.crew(1, "房东")[0])
    tenants = stage.crowd(stage.size(20, 50), "租客", 1)
    rent = rng.integers(8, 60, len(tenants)) * 10_000
    for month in months_of(stage):
        at = month + rng.integers(0, 6, len(tenants)) * DAY + leisure_hours(rng, len(tenants))
        stage.draft.add(tenants, landlord, rent + rng.integers(0, 30_000, len(rent)), at, ("rent", OTHER))
        stage.draft.add(
            landlord,
            here(stage),
            rough(rng, rent.sum() // 10 * np.ones(1, np.int64)),
            month + 8 * DAY + 40_000,
            ("bill", OTHER),
        )
    return stage.finish("房屋租赁", 0.0)


def goods_ring(stage: Stage) -> Scheme:
    """供应链闭环: goods go one way round, money the other; invoices and terms explain it."""
    rng = stage.rng
    ring = np.concatenate([[here(stage)], stage.companies(int(rng.integers(2, 6)), "链上企业", 1)])
    stage.relate(stage.firms_of(ring[1:]), int(stage.troupe.persons(rng, 1)[0]), shared=0.15)
    for _ in range(stage.size(60, 130)):
        k = int(rng.integers(0, len(ring)))
        at = int(days_in(rng, stage.start, stage.end, 1, firm=True)[0]) + 36_000 + int(rng.integers(0, 20_000))
        fen = int(np.exp(rng.normal(11.5, 0.8)) * 100)
        for hop in range(len(ring)):
            src, dst = ring[(k + hop) % len(ring)], ring[(k + hop + 1) % len(ring)]
            stage.draft.add(src, dst, rough(rng, np.array([fen])), at, ("trade", OTHER))
            at += int(rng.integers(4 * 3600, 3 * DAY))
            fen = int(fen * rng.uniform(0.93, 1.05))
    return stage.finish("供应链贸易", 0.0)


def treasury(stage: Stage) -> Scheme:
    """集团资金池: subsidiaries are swept in the evening and filled in the morning."""
    rng, me = stage.rng, here(stage)
    subs = stage.companies(int(rng.integers(4, 8)), "子公司", 1)
    stage.relate(stage.firms_of(subs), int(stage.troupe.persons(rng, 1)[0]), shared=0.5)
    stage.devices.append(tuple(subs))
    days = np.unique(days_in(rng, stage.start, stage.end, stage.size(90, 220), firm=True))
    for sub in subs:
        some = days[rng.random(len(days)) < 0.6]
        fen = rough(rng, np.exp(rng.normal(12.2, 1.0, len(some))).astype(np.int64) * 100)
        stage.draft.add(sub, me, fen, some + 16 * 3600 + rng.integers(0, 5_400, len(some)), ("sweep", OTHER))
        stage.draft.add(
            me,
            sub,
            rough(rng, fen * 96 // 100),
            some + DAY + 32_400 + rng.integers(0, 5_400, len(some)),
            ("sweep", OTHER),
        )
    return stage.finish("集团资金池", 0.0)


def family(stage: Stage) -> Scheme:
    """家庭转账: one device, several accounts, money round and round."""
    rng = stage.rng
    group = stage.crew(int(rng.integers(4, 8)), "亲属", 1)
    n = stage.size(120, 260)
    src, dst = (group[rng.integers(0, len(group), n)] for _ in range(2))
    at = days_in(rng, stage.start, stage.end, n) + leisure_hours(rng, n)
    stage.draft.add(
        src,
        dst,
        lumps(rng, n, (200, 500, 1_000, 3_000, 10_000, 50_000), (20, 25, 25, 15, 10, 5)),
        at,
        ("friends", OTHER),
    )
    stage.devices.append(tuple(group))
    return stage.finish("家庭往来", 0.0)


def raise_once(stage: Stage, product: str, steps: tuple[int, ...], memo: str) -> Scheme:
    """Many give, one receives, the purpose is paid; nothing comes back but a few refunds."""
    rng, me = stage.rng, here(stage)
    people = stage.crowd(stage.size(150, 380), "出资人", 1)
    at = joins(stage, len(people))
    fen = lumps(rng, len(people), steps, np.linspace(3, 1, len(steps)).tolist())
    stage.draft.add(people, me, fen, at, (memo, OTHER))
    src, last, total = sums(np.full(len(at), me), at, fen, 15 * DAY)
    use = stage.companies(2, "受益单位", 1)
    stage.draft.add(
        src, use[rng.integers(0, 2, len(src))], rough(rng, total * 8 // 10), last + 3 * DAY, ("trade", OTHER)
    )
    back = rng.random(len(people)) < 0.06
    stage.draft.add(
        me, people[back], fen[back], at[back] + rng.integers(5, 60, int(back.sum())) * DAY, ("refund", OTHER)
    )
    return stage.finish(product, 0.0)


def charity(stage: Stage) -> Scheme:
    """慈善募捐."""
    return raise_once(stage, "慈善募捐", (100, 200, 500, 1_000, 10_000), "gift")


def crowdfunding(stage: Stage) -> Scheme:
    """产品众筹: goods in return, not money."""
    return raise_once(stage, "产品众筹", (199, 399, 1_280, 5_000, 20_000), "bill")


def prepaid(stage: Stage) -> Scheme:
    """备案预付卡: registered, spent at shops, custody account."""
    return raise_once(stage, "备案预付卡", (500, 1_000, 2_000, 5_000, 10_000), "bill")


def art(stage: Stage) -> Scheme:
    """数字藏品: sold once, no return promised."""
    return raise_once(stage, "数字藏品", (19, 99, 399, 1_999, 9_900), "shop")


def adviser(stage: Stage) -> Scheme:
    """持牌投顾: fees of a licensed adviser, kept on its own account."""
    rng, me = stage.rng, here(stage)
    people = stage.crowd(stage.size(90, 240), "客户", 1)
    times = rng.geometric(0.35, len(people))
    who = np.repeat(people, times)
    at = np.repeat(joins(stage, len(people)), times) + rng.integers(0, 300, len(who)) * DAY
    stage.draft.add(
        who,
        me,
        lumps(rng, len(who), (99, 980, 3_980, 9_800, 29_800), (30, 25, 25, 15, 5)),
        at,
        ("bill", OTHER),
    )
    return stage.finish("投资顾问", 0.0)


def custody(stage: Stage, product: str) -> Scheme:
    """Clients' money in and out of a custody account; some win, some lose, nobody's gain is the house's."""
    rng, me = stage.rng, here(stage)
    people = stage.crowd(stage.size(60, 150), "客户", 1)
    times = 1 + rng.geometric(0.2, len(people))
    who = np.repeat(people, times)
    at = np.repeat(joins(stage, len(people)), times) + rng.integers(0, 240, len(who)) * DAY
    fen = lumps(rng, len(who), (5_000, 10_000, 30_000, 50_000, 200_000), (20, 30, 25, 18, 7))
    stage.draft.add(who, me, fen, at, ("pay_in", OTHER))
    out = rng.random(len(who)) < 0.8
    back = (fen[out] * np.exp(rng.normal(0.0, 0.3, int(out.sum())))).astype(np.int64)
    stage.draft.add(me, who[out], back, at[out] + rng.integers(2, 90, int(out.sum())) * DAY, ("pay_back", OTHER))
    return stage.finish(product, 0.0)


def broker(stage: Stage) -> Scheme:
    return custody(stage, "证券期货经纪")


def jeweller(stage: Stage) -> Scheme:
    """金店: sells gold, and buys metal for it."""
    rng, me = stage.rng, here(stage)
    people = stage.crowd(stage.size(120, 300), "顾客", 1)
    refinery = stage.companies(1, "金料供应商", 1)
    n = stage.size(200, 460)
    at = days_in(rng, stage.start, stage.end, n) + leisure_hours(rng, n)
    fen = lumps(rng, n, (3_000, 6_800, 12_000, 30_000, 60_000), (30, 30, 20, 15, 5))
    stage.draft.add(people[rng.integers(0, len(people), n)], me, fen, at, ("shop", OTHER))
    src, last, total = sums(np.full(n, me), at, fen, 7 * DAY)
    stage.draft.add(src, refinery, rough(rng, total * 92 // 100), last + DAY, ("trade", OTHER))
    buy = rng.random(n) < 0.1
    stage.draft.add(
        me,
        people[rng.integers(0, len(people), int(buy.sum()))],
        fen[buy] * 97 // 100,
        at[buy] + DAY,
        ("refund", OTHER),
    )
    return stage.finish("黄金饰品", 0.0)


def currency(stage: Stage) -> Scheme:
    """贸易结汇: customs papers explain equal sums in and out on one day."""
    rng, me = stage.rng, here(stage)
    makers = stage.companies(6, "供货厂", 1)
    people = stage.crowd(stage.size(30, 70), "结汇客户", 2)
    for day in np.unique(days_in(rng, stage.start, stage.end, stage.size(60, 150), firm=True)):
        n = int(rng.integers(2, 6))
        fen = rough(rng, (np.exp(rng.normal(10.6, 0.5, n)) * 100).astype(np.int64))
        at = day + np.sort(rng.integers(9 * 3600, 15 * 3600, n))
        stage.draft.add(people[rng.integers(0, len(people), n)], me, fen, at, ("friends", OTHER))
        out = (fen.sum() * rng.uniform(0.9, 0.99) * rng.dirichlet(np.full(2, 4.0))).astype(np.int64)
        stage.draft.add(
            me,
            makers[rng.integers(0, 6, 2)],
            out,
            int(at[-1]) + rng.integers(900, 6 * 3600, 2),
            ("trade", OTHER),
        )
    return stage.finish("外贸结汇", 0.0)


def incubator(stage: Stage) -> Scheme:
    """孵化器: young firms with one address, one phone, one bookkeeper's computer, and nothing else in common."""
    rng = stage.rng
    young = stage.companies(int(rng.integers(5, 9)), "入驻企业", 1)
    books = stage.troupe.firms
    for firm in stage.firms_of(young):
        books.rooms[firm] = books.rooms[stage.face]
        if rng.random() < 0.5:
            books.phones[firm] = books.phones[stage.face]
    stage.devices.append(tuple(young))
    for month in months_of(stage):
        at = month + rng.integers(0, 9, len(young)) * DAY + office_hours(rng, len(young))
        stage.draft.add(young, here(stage), rng.integers(2, 30, len(young)) * 10_000 + 8_800, at, ("rent", OTHER))
    return stage.finish("创业孵化", 0.0)


LOOKALIKES: list[tuple[str, Callable[[Stage], Scheme]]] = [
    ("代发工资", payroll),
    ("商户收款", merchant),
    ("持牌收单", acquirer),
    ("培训学校", school),
    ("物业收费", estate),
    ("收租", rents),
    ("供应链闭环", goods_ring),
    ("集团资金池", treasury),
    ("家庭转账", family),
    ("慈善募捐", charity),
    ("产品众筹", crowdfunding),
    ("备案预付卡", prepaid),
    ("数字藏品", art),
    ("持牌投顾", adviser),
    ("证券期货经纪", broker),
    ("金店", jeweller),
    ("外贸结汇", currency),
    ("孵化器", incubator),
    ("备案私募", lambda stage: raise_funds(stage, FUND)),
    ("养老年金", lambda stage: raise_funds(stage, ANNUITY)),
    ("定期存款", lambda stage: raise_funds(stage, DEPOSIT)),
    ("经销返利", lambda stage: raise_funds(stage, DEALERS)),
]
