"""Registers: enterprises, shareholders, officers, guarantees, licences, accounts, sign-ins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from ingest.world import words
from ingest.world.accounts import W, bank_names
from ingest.world.paper import CHUNK, append_rows, scrambled, when, write_table
from ingest.world.plan import DAY, MONTHS, Ints, begin, end
from ingest.world.province import Province

LICENSED = {  # look-alikes that stand on a paper; scope words go into the registry
    "持牌收单": "支付业务许可（银行卡收单）",
    "持牌投顾": "证券投资咨询业务资格",
    "证券期货经纪": "经营证券期货业务许可",
    "备案私募": "私募基金管理人登记",
    "备案预付卡": "单用途商业预付卡备案",
    "养老年金": "保险业务经营许可",
    "定期存款": "金融许可",
    "经销返利": "直销经营许可",
    "慈善募捐": "慈善组织公开募捐资格",
    "培训学校": "办学许可",
    "外贸结汇": "对外贸易经营者备案",
    "金店": "黄金交易所会员资格",
    "数字藏品": "网络文化经营许可",
}
COMMON_PAPERS = (
    "食品经营许可",
    "道路运输经营许可",
    "人力资源服务许可",
    "增值电信业务经营许可",
    "安全生产许可",
    "劳务派遣经营许可",
)


def day_text(days: Ints) -> pl.Series:
    return pl.Series(days.astype("datetime64[D]")).dt.strftime("%Y-%m-%d")


def registry(p: Province, out: Path) -> int:
    rng, f = p.plan.rng("registry"), p.firms
    n = len(f)
    trade = pl.DataFrame(list(words.TRADES), schema=["t", "industry", "scope"], orient="row")[f.trades]
    papers = dict(zip(*licensed_firms(p), strict=True))
    scope = trade["scope"].to_list()
    for firm, paper in papers.items():
        scope[firm] += f"；许可项目：{paper}"
    former = np.where(rng.random(n) < 0.06, rng.integers(0, n, n), -1)
    status = np.array(["在营（开业）", "存续", "吊销", "注销", "迁出"])[
        rng.choice(5, n, p=[0.62, 0.3, 0.03, 0.04, 0.01])
    ]
    county = p.places.counties.gather(f.counties)
    frame = pl.DataFrame(
        {
            "企业名称": f.names,
            "统一社会信用代码": f.codes,
            "注册号": scrambled(rng, n, 15),
            "企业类型": pl.Series(list(words.FORM_KINDS)).gather(f.forms),
            "法定代表人": p.people.names.gather(f.reps),
            "法定代表人证件号码": p.people.ids.gather(f.reps),
            "注册资本": pl.Series(f.capital // 10_000).cast(pl.String) + "万元人民币",
            "实缴资本": pl.Series((f.capital * rng.choice([0, 20, 50, 100], n) // 1_000_000).astype(np.int64)).cast(
                pl.String
            )
            + "万元人民币",
            "成立日期": day_text(f.founded),
            "营业期限自": day_text(f.founded),
            "营业期限至": pl.Series(
                np.where(rng.random(n) < 0.5, "长期", day_text(f.founded + 365 * 20).to_list()).tolist()
            ),
            "登记机关": p.places.cities.gather(f.counties) + county + "市场监督管理局",
            "核准日期": day_text(np.minimum(f.founded + rng.integers(0, 900, n), end() // DAY)),
            "登记状态": pl.Series(status.tolist()),
            "住所": f.addresses.gather(f.rooms),
            "经营范围": scope,
            "行业门类": trade["industry"],
            "所属区县": county,
            "电话": pl.Series(f.phones).cast(pl.String),
            "邮箱": pl.Series([f"{k}@mail.example" for k in rng.integers(10**7, 10**9, n).tolist()]),
            "网址": f.sites,
            "曾用名": pl.Series([f.names[int(k)] if k >= 0 else "" for k in former]),
        }
    )
    return write_table(out / "registry.csv", frame[rng.permutation(n)])


def licensed_firms(p: Province) -> tuple[list[int], list[str]]:
    """Licensed look-alikes, and one ordinary firm in twelve with a paper of its trade."""
    rng = p.plan.rng("licences")
    found = {s.face: LICENSED[s.kind] for s in p.schemes if s.kind in LICENSED}
    for firm in rng.choice(len(p.firms), len(p.firms) // 12, replace=False):
        pool = COMMON_PAPERS if rng.random() < 0.8 else tuple(LICENSED.values())
        found.setdefault(int(firm), str(rng.choice(pool)))
    return list(found), list(found.values())


def licences(p: Province, out: Path) -> int:
    rng = p.plan.rng("licence rows")
    firms, papers = licensed_firms(p)
    n = len(firms)
    since = rng.integers(17_000, 18_900, n)
    frame = pl.DataFrame(
        {
            "企业名称": p.firms.names.gather(firms),
            "统一社会信用代码": p.firms.codes.gather(firms),
            "许可证编号": "XK" + scrambled(rng, n, 10),
            "许可事项": papers,
            "发证机关": [words.PROVINCE + "主管部门"] * n,
            "有效期自": day_text(since),
            "有效期至": day_text(since + 365 * 8),
            "状态": np.where(rng.random(n) < 0.95, "有效", "注销").tolist(),
        }
    )
    return write_table(out / "licences.csv", frame[rng.permutation(n)])


def shareholders(p: Province, out: Path) -> int:
    rng, t = p.plan.rng("shareholders"), p.ties
    n = len(t.held)
    held, holder, by_firm = np.array(t.held), np.array(t.holders), np.array(t.holder_is_firm)
    names, ids = pl.concat([p.people.names, p.firms.names]), pl.concat([p.people.ids, p.firms.codes])
    who = holder + np.where(by_firm, len(p.people), 0)
    share = np.array(t.shares)
    money = np.rint(p.firms.capital[held] * share / 100).astype(np.int64) * 100
    since = np.maximum(p.firms.founded[held], p.firms.founded[held] + rng.integers(-800, 900, n))
    frame = pl.DataFrame(
        {
            "企业名称": p.firms.names.gather(held),
            "统一社会信用代码": p.firms.codes.gather(held),
            "股东": names.gather(who),
            "股东类型": np.where(by_firm, "企业法人", "自然人").tolist(),
            "股东证件号码": ids.gather(who),
            "认缴出资额": pl.Series(money).cast(pl.String) + "元",
            "实缴": pl.Series(money * rng.choice([0, 50, 100], n) // 100).cast(pl.String) + "元",
            "持股比例": pl.Series([f"{s * 100:.2f}%" for s in share.tolist()]),
            "出资日期": day_text(since),
        }
    )
    return write_table(out / "shareholders.csv", frame[rng.permutation(n)])


def officers(p: Province, out: Path) -> int:
    rng = p.plan.rng("officers")
    rows = list(dict.fromkeys(p.ties.officers + [(int(r), f, "法定代表人") for f, r in enumerate(p.firms.reps)]))
    person, firm = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
    n = len(rows)
    since = p.firms.founded[firm] + np.maximum(rng.integers(-600, 700, n), 0)
    left = np.where(rng.random(n) < 0.1, since + rng.integers(200, 1500, n), 0)
    frame = pl.DataFrame(
        {
            "企业名称": p.firms.names.gather(firm),
            "统一社会信用代码": p.firms.codes.gather(firm),
            "姓名": p.people.names.gather(person),
            "证件号码": p.people.ids.gather(person),
            "职务": [r[2] for r in rows],
            "任职起": day_text(since),
            "任职止": day_text(left).zip_with(pl.Series(left > 0), pl.Series([""]).new_from_index(0, n)),
        }
    )
    return write_table(out / "officers.csv", frame[rng.permutation(n)])


def guarantees(p: Province, out: Path) -> int:
    rng = p.plan.rng("guarantee rows")
    rows = np.array(p.ties.guarantees, dtype=np.int64).reshape(-1, 4)
    n = len(rows)
    frame = pl.DataFrame(
        {
            "担保编号": "DB" + scrambled(rng, n, 12),
            "担保人": p.firms.names.gather(rows[:, 0]),
            "担保人信用代码": p.firms.codes.gather(rows[:, 0]),
            "被担保人": p.firms.names.gather(rows[:, 1]),
            "被担保人信用代码": p.firms.codes.gather(rows[:, 1]),
            "担保金额": pl.Series(rows[:, 2] // 10_000).cast(pl.String) + "万元",
            "担保方式": np.array(["连带责任保证", "一般保证", "抵押"])[rng.choice(3, n, p=[0.7, 0.2, 0.1])].tolist(),
            "担保起始日": day_text(rows[:, 3]),
            "担保到期日": day_text(rows[:, 3] + rng.choice([365, 730, 1095], n)),
        }
    )
    return write_table(out / "guarantees.csv", frame[rng.permutation(n)])


def account_list(p: Province, out: Path) -> int:
    rng, a = p.plan.rng("account list"), p.accounts
    n = len(a)
    who = a.owner
    firm = a.is_firm()
    phones = np.concatenate([p.people.phones, p.firms.phones])[who]
    kinds = np.where(a.institution == W, "支付账户", np.where(firm, "单位结算账户", "个人结算账户"))
    at = pl.DataFrame({"at": a.opened}).select(when("at", "%Y-%m-%d %H:%M:%S"))["at"]
    frame = pl.DataFrame(
        {
            "账号": a.numbers,
            "户名": pl.concat([p.people.names, p.firms.names]).gather(who),
            "开户行": bank_names(a),
            "证件号码": pl.concat([p.people.ids, p.firms.codes]).gather(who),
            "开户时间": at,
            "账户类别": kinds.tolist(),
            "预留电话": pl.Series(phones).cast(pl.String),
            "状态": np.array(["正常", "久悬", "冻结", "销户"])[rng.choice(4, n, p=[0.94, 0.03, 0.01, 0.02])].tolist(),
        }
    )
    return write_table(out / "accounts.csv", frame[rng.permutation(n)])


def device_names(p: Province) -> tuple[pl.Series, pl.Series, pl.Series]:
    """Number, type and whether frozen, per device; schemes' devices are frozen more often, but not only theirs."""
    rng = p.plan.rng("device names")
    n = len(p.people) + len(p.firms)
    numbers = pl.Series([f"{k:016x}" for k in rng.integers(0, 2**62, n).tolist()])
    kinds = np.array(["手机", "电脑", "平板", "POS"])[rng.choice(4, n, p=[0.7, 0.2, 0.06, 0.04])]
    frozen = rng.random(n) < 0.015
    for scheme in p.schemes:
        for group in scheme.devices:
            frozen[p.accounts.device[group[0]]] |= bool(rng.random() < (0.15 if scheme.legal else 0.35))
    return numbers, pl.Series(kinds.tolist()), pl.Series(np.where(frozen, "是", "否").tolist())


def sign_in_times(p: Province) -> Iterator[tuple[Ints, Ints]]:
    """Accounts and times, a month at a time: everyone now and then, and one hand on many accounts in a row."""
    usable = len(p.accounts)
    groups = [group for scheme in p.schemes for group in scheme.devices]
    step = (end() - begin()) // MONTHS
    for m in range(MONTHS):
        rng = p.plan.rng("sign-ins", m)
        n = int(usable * 1.2 / MONTHS)
        account = rng.integers(0, usable, n)
        at = begin() + m * step + rng.integers(0, step, n)
        rows = [(account, at)]
        for group in groups:
            if rng.random() < 0.3:
                some = np.array(group)
                first = begin() + m * step + int(rng.integers(0, step))
                rows.append((some, first + np.sort(rng.integers(0, 600, len(some)))))
        account, at = (np.concatenate(c) for c in zip(*rows, strict=True))
        keep = at > p.accounts.opened[account]
        order = np.argsort(at[keep], kind="stable")
        yield account[keep][order], at[keep][order]


def sign_ins(p: Province, out: Path) -> int:
    numbers, kinds, frozen = device_names(p)
    path, total = out / "sign-ins.csv", 0
    path.write_bytes(b"\xef\xbb\xbf")
    places = p.places.cities + p.places.counties
    counties = np.concatenate([p.people.counties, p.firms.counties])
    for account, at in sign_in_times(p):
        for start in range(0, len(account), CHUNK):
            acc, moment = account[start : start + CHUNK], at[start : start + CHUNK]
            device = p.accounts.device[acc]
            frame = pl.DataFrame(
                {
                    "设备号": numbers.gather(device),
                    "设备类型": kinds.gather(device),
                    "是否冻结": frozen.gather(device),
                    "账号": p.accounts.numbers.gather(acc),
                    "登录时间": moment,
                    "地点": places.gather(counties[device]),
                }
            )
            frame = frame.with_columns(when("登录时间", "%Y-%m-%d %H:%M:%S"))
            append_rows(path, frame, "utf-8", header=total == 0)
            total += len(acc)
    return total
