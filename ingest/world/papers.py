"""Adverts, complaints, contracts, reports, posts, member lists: what people write and sign."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from ingest.world import phrases as ph
from ingest.world.flow import AGAIN, OTHER, PAID_IN
from ingest.world.paper import write_table
from ingest.world.plan import DAY, leisure_hours
from ingest.world.province import Province
from ingest.world.subjects import Subject, subjects

Row = dict[str, Any]
CLASSES = ("非法集资", "非法证券", "非法期货", "非法外汇", "非法黄金", "非法支付", "非法代币")


def one(rng: np.random.Generator, pool: Sequence[str]) -> str:
    return pool[int(rng.integers(0, len(pool)))]


def pick(rng: np.random.Generator, accounts: Sequence[int]) -> int:
    return accounts[int(rng.integers(0, len(accounts)))]


def stamp(at: int) -> str:
    return str(np.datetime64(int(at), "s")).replace("T", " ")


def some_time(rng: np.random.Generator, s: Subject, late: bool) -> int:
    """A moment in the subject's life; complaints come towards the end of it."""
    u = rng.beta(5, 1.6) if late else rng.random()
    day = s.start + int(u * (s.end - s.start)) // DAY * DAY
    return day + int(leisure_hours(rng, 1)[0])


def rate_text(rng: np.random.Generator, rate: float) -> str:
    """The same rate as people say it: a year, a month, a day."""
    style = rng.random()
    if style < 0.7:
        return f"{rate * 100:.1f}%"
    return f"{rate * 100:g}个点" if style < 0.8 else f"{rate * 1000 / 12:.1f}‰（月）"


def promise(rng: np.random.Generator, s: Subject) -> str:
    if s.rate > 0 and rng.random() < 0.7:
        return f"年化{s.rate * 100:.1f}%"
    return one(rng, ph.BOLD if rng.random() < (0.7 if s.severe else 0.3) else ph.PLAIN)


def advert_text(rng: np.random.Generator, s: Subject) -> tuple[str, bool]:
    """The text, and whether it carries a notice of risk."""
    parts = [one(rng, ph.OPENINGS), one(rng, ph.OFFERS), "，"]
    if s.rate > 0 and rng.random() < 0.75:
        parts += [one(rng, ph.RATES).format(rate=f"{s.rate * 100:.1f}%"), "，"]
    notice = False
    for _ in range(int(rng.integers(1, 4))):
        if s.product not in ph.MONEY:
            tone = ph.PLAIN
        elif rng.random() < (0.55 if s.severe else 0.06):
            tone = ph.BOLD
        else:
            tone = ph.CAREFUL if rng.random() < 0.6 else ph.PLAIN
        notice |= tone is ph.CAREFUL
        parts += [one(rng, tone), "，"]
    parts[-1] = "。"
    parts.append(one(rng, ph.CALLS))
    low = one(rng, ("99", "500", "1000", "5000", "1万", "3万"))
    return "".join(parts).format(
        brand=s.brand, city=s.city, product=s.product, low=low, k=int(rng.integers(2, 40))
    ), notice


def hexes(rng: np.random.Generator, n: int) -> str:
    return rng.bytes(n // 2).hex()


def code_of(p: Province, rng: np.random.Generator, firm: int) -> str:
    """A credit code, where the clerk looked it up."""
    return p.firms.codes[firm] if rng.random() < 0.75 else ""


def finish(path: Path, rows: list[Row], by: str, number: tuple[str, str], rng: np.random.Generator) -> int:
    """Rows by time with running document numbers that have gaps, as registers have."""
    rows.sort(key=lambda row: str(row[by]))
    steps = np.cumsum(rng.integers(1, 9, len(rows)))
    column, head = number
    for row, step in zip(rows, steps.tolist(), strict=True):
        row[column] = f"{head}{str(row[by])[:4]}{step:08d}"
    if path.suffix == ".jsonl":
        with path.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        return len(rows)
    return write_table(path, pl.DataFrame(rows, infer_schema_length=None))


IN_TEXT = 0.4  # of the papers say in words whom to call, where to look and where to pay
ONLY_THERE = 0.6  # of those: the clerk left the field empty


def worded(rng: np.random.Generator, pool: Sequence[str], column: str, **parts: str) -> tuple[str, str]:
    """A sentence with something a form has a field for (or none), and what is left in the field."""
    if not all(parts.values()) or rng.random() >= IN_TEXT:
        return "", column
    return one(rng, pool).format(**parts), "" if rng.random() < ONLY_THERE else column


def adverts(p: Province, out: Path) -> int:
    rng, also = p.plan.rng("adverts"), p.plan.rng("worded adverts")
    rows: list[Row] = []
    for s in subjects(p):
        mean = 9 if s.product in ph.MONEY else 3
        for _ in range(int(rng.poisson(mean * rng.uniform(0.2, 1.4)))):
            medium = one(rng, tuple(ph.MEDIA))
            text, notice = advert_text(rng, s)
            hit = rng.random() < (0.3 if s.severe else 0.08)
            phone = (
                p.firms.phones[s.firm] if rng.random() < 0.6 else p.people.phones[int(rng.integers(0, len(p.people)))]
            )
            title = one(rng, ph.TITLES).format(brand=s.brand, city=s.city, product=s.product)
            site, account = p.firms.sites[s.firm] or "", p.accounts.numbers[pick(also, s.accounts)]
            said = [
                worded(also, ph.CALL_US, str(phone), phone=str(phone)),
                worded(also, ph.LOOK_US_UP, f"https://{site}/" if site else "", site=site),
                worded(also, ph.PAY_US, account if rng.random() < 0.25 else "", account=account, holder=s.name),
            ]
            rows.append(
                {
                    "监测编号": "",
                    "媒介类型": medium,
                    "媒介名称": one(rng, ph.MEDIA[medium]),
                    "网址": said[1][1],
                    "采集时间": stamp(some_time(rng, s, False)),
                    "广告标题": title,
                    "广告文本": text + "".join(words for words, _ in said),
                    "广告主": s.name,
                    "广告主信用代码": code_of(p, rng, s.firm),
                    "产品": s.product,
                    "承诺收益率": rate_text(rng, s.rate) if s.rate and rng.random() < 0.7 else "",
                    "风险提示": "有" if notice else "无",
                    "联系电话": said[0][1],
                    "收款账户": said[2][1],
                    "快照文件": f"{hexes(rng, 16)}.png",
                    "快照哈希": hexes(rng, 64),
                    "地区": s.city,
                    "初判类别": one(rng, CLASSES) if hit else "",
                    "复核结论": one(rng, ("待复核", "涉嫌违规", "不构成")) if hit else "",
                }
            )
    return finish(out / "adverts.csv", rows, "采集时间", ("监测编号", "GG"), rng)


def stakes(p: Province, s: Subject, rng: np.random.Generator) -> tuple[int, str, str, str]:
    """One who dealt with the subject: amount in yuan, name, ID, phone."""
    account = s.members[int(rng.integers(0, len(s.members)))] if s.members else 0
    who = int(p.accounts.owner[account])
    if who >= len(p.people):
        who = int(rng.integers(0, len(p.people)))
    amount = int(np.exp(rng.normal(9.6 if s.product in ph.MONEY else 7.6, 1.1))) // 100 * 100 + 100
    return amount, p.people.names[who], p.people.ids[who], str(p.people.phones[who])


def complaints(p: Province, out: Path) -> int:
    rng, also = p.plan.rng("complaints"), p.plan.rng("worded complaints")
    rows: list[Row] = []
    for s in subjects(p):
        mean = 22 if s.severe else (6 if s.product in ph.MONEY else 2.5)
        for _ in range(int(rng.poisson(mean * rng.uniform(0.1, 1.9)))):
            amount, name, number, phone = stakes(p, s, rng)
            at = some_time(rng, s, s.severe)
            invested = s.start + int(rng.random() * max(DAY, at - s.start)) // DAY * DAY
            date, told = stamp(invested)[:10], promise(rng, s)
            trouble = ph.TROUBLE_SEVERE if rng.random() < (0.75 if s.severe else 0.15) else ph.TROUBLE_MILD
            text = one(rng, ph.INVESTED) + one(rng, ph.PROMISED) + one(rng, trouble)
            closed = rng.random() < 0.6
            hidden = rng.random() < 0.15
            number_ = p.accounts.numbers[pick(also, s.accounts)]
            paid, column = worded(
                also, ph.PAID_TO, number_ if rng.random() < 0.3 else "", account=number_, holder=s.name
            )
            rows.append(
                {
                    "工单号": "",
                    "受理时间": stamp(at),
                    "渠道": one(rng, ph.CHANNELS),
                    "投诉人": name,
                    "证件号": "" if hidden else number,
                    "电话": phone,
                    "被投诉主体": s.name,
                    "被投诉主体信用代码": code_of(p, rng, s.firm),
                    "平台/网址": p.firms.sites[s.firm],
                    "涉及金额": f"{amount}元" if rng.random() < 0.5 else f"{amount / 10_000:g}万元",
                    "投入日期": date,
                    "承诺收益": told if rng.random() < 0.5 else "",
                    "诉求": one(rng, ph.ASKS),
                    "内容": text.format(date=date, firm=s.name, amount=amount, product=s.product, promise=told) + paid,
                    "收款账号": column,
                    "附件": f"{hexes(rng, 12)}.jpg" if rng.random() < 0.4 else "",
                    "属地": s.city,
                    "办理单位": f"{s.city}地方金融管理局" if rng.random() < 0.6 else f"{s.city}市场监督管理局",
                    "状态": "已办结" if closed else one(rng, ("待受理", "核查中", "已转办")),
                    "办结时间": stamp(at + int(rng.integers(2, 40)) * DAY) if closed else "",
                    "回复": one(rng, ph.REPLIES) if closed else "",
                }
            )
    return finish(out / "complaints.csv", rows, "受理时间", ("工单号", "TS"), rng)


def reports(p: Province, out: Path) -> int:
    rng, also = p.plan.rng("reports"), p.plan.rng("worded reports")
    rows: list[Row] = []
    for s in subjects(p):
        for _ in range(int(rng.poisson(3.5 if s.severe else 1.0 if s.product in ph.MONEY else 0.25))):
            at = some_time(rng, s, s.severe)
            text = (one(rng, ph.METHODS) + one(rng, ph.METHOD_TAILS)).format(
                product=s.product, city=s.city, promise=promise(rng, s)
            )
            account = p.accounts.numbers[pick(also, s.accounts)]
            paid, column = worded(
                also, ph.PAID_TO, account if rng.random() < 0.5 else "", account=account, holder=s.name
            )
            _, boss, boss_id, _ = stakes(p, s, rng)
            if rng.random() < 0.5:
                rep = int(p.firms.reps[s.firm])
                boss, boss_id = p.people.names[rep], p.people.ids[rep]
            rows.append(
                {
                    "线索编号": "",
                    "来源": one(rng, ("群众举报", "网格排查", "银行推送", "部门移送")),
                    "举报时间": stamp(at),
                    "匿名": "是" if rng.random() < 0.55 else "否",
                    "被举报主体": s.name,
                    "被举报主体信用代码": code_of(p, rng, s.firm),
                    "涉嫌类型": one(rng, CLASSES),
                    "手法描述": text + paid,
                    "涉及人数": int(rng.integers(3, 400)),
                    "涉及金额": f"{int(np.exp(rng.normal(13, 1.2))) // 10_000 + 1}万元",
                    "收款账号": column,
                    "组织者": boss,
                    "组织者证件号码": boss_id if rng.random() < 0.5 else "",
                    "推广方式": one(rng, ph.SPREAD),
                    "证据清单": one(rng, ph.EVIDENCE),
                    "分派单位": f"{s.city}处非办",
                    "期限": stamp(at + 15 * DAY)[:10],
                    "进展": one(rng, ("核查中", "已反馈", "待核查")),
                    "结果": one(rng, ("", "", "未发现违法", "约谈整改", "移送公安")),
                }
            )
    return finish(out / "reports.csv", rows, "举报时间", ("线索编号", "XS"), rng)


def posts(p: Province, out: Path) -> int:
    rng = p.plan.rng("posts")
    rows: list[Row] = []
    for s in subjects(p):
        for _ in range(int(rng.poisson((22 if s.product in ph.MONEY else 7) * rng.uniform(0.1, 1.6)))):
            late = bool(rng.random() < 0.4)
            bad = rng.random() < (0.55 if late and s.severe else 0.25)
            told = promise(rng, s)
            body = one(rng, ph.POSTS) + "。" + one(rng, ph.BAD_MOODS if bad else ph.GOOD_MOODS)
            text = body.format(brand=s.brand, product=s.product, city=s.city, promise=told)
            heat = (rng.pareto(1.5, 3) * 4).astype(int).tolist()
            rows.append(
                {
                    "平台": one(rng, ph.VENUES),
                    "链接": f"https://bbs.example/t/{hexes(rng, 16)}",
                    "作者": f"用户{int(rng.integers(10**6, 10**8))}",
                    "发布时间": stamp(some_time(rng, s, late)),
                    "标题": text.split("。")[0],
                    "正文": text,
                    "转发": heat[0],
                    "评论": heat[1],
                    "点赞": heat[2],
                    "关键词": [w for w in ph.KEYWORDS if w in text],
                    "情感": "负面" if bad else one(rng, ("正面", "中性")),
                    "主体": s.name if rng.random() < 0.7 else s.brand,
                    "主体信用代码": code_of(p, rng, s.firm),
                    "原帖链接": "",
                }
            )
    return finish(out / "posts.jsonl", rows, "发布时间", ("编号", "YQ"), rng)


def deals(p: Province, rng: np.random.Generator) -> Iterator[tuple[int, int, int, int, str, float]]:
    """Signed agreements: firm, person, fen, time, product, rate; a part of all money paid to a planted firm, and
    agreements of firms without a story."""
    for scheme in p.schemes:
        flow, owner = scheme.flow, p.accounts.owner
        mine = np.isin(flow.meaning, [PAID_IN, AGAIN, OTHER]) & (owner[flow.src] < len(p.people))
        mine &= rng.random(len(flow)) < 0.3
        for src, fen, at in zip(flow.src[mine].tolist(), flow.fen[mine].tolist(), flow.at[mine].tolist(), strict=True):
            yield (
                scheme.face,
                int(owner[src]),
                fen,
                at - int(rng.integers(600, 2 * DAY)),
                scheme.product,
                scheme.rate,
            )
    for s in subjects(p):
        for account in s.members[: int(rng.integers(2, 18))]:
            who = int(p.accounts.owner[account])
            if who < len(p.people):
                yield (
                    s.firm,
                    who,
                    int(np.exp(rng.normal(9.0, 1.2))) * 100,
                    some_time(rng, s, False),
                    s.product,
                    s.rate,
                )


def contracts(p: Province, out: Path) -> int:
    rng, also = p.plan.rng("contracts"), p.plan.rng("worded contracts")
    rows: list[Row] = []
    for firm, who, fen, at, product, rate in deals(p, rng):
        account = p.accounts.numbers[int(p.accounts.first_of_firm[firm])]
        term, amount = f"{int(rng.choice([1, 3, 6, 12, 24]))}个月", f"{fen // 100}.{fen % 100:02d}"
        clause = one(also, ph.CLAUSE_RATES).format(rate=f"{rate * 100:.1f}%") if rate and also.random() < 0.8 else ""
        text, column = worded(
            also, ph.CLAUSES, account if rng.random() < 0.7 else "", firm=p.firms.names[firm], person=p.people.names[who], product=product,
            amount=amount, term=term, account=account, holder=p.firms.names[firm], rate=clause or " ",
        )  # fmt: skip
        rows.append(
            {
                "存证编号": "",
                "合同编号": f"HT{hexes(rng, 12).upper()}",
                "合同类型": one(rng, ("服务合同", "认购协议", "买卖合同", "合作协议", "会员协议"))
                if rng.random() < 0.7
                else f"{product}合同",
                "甲方": p.firms.names[firm],
                "甲方证件": p.firms.codes[firm],
                "乙方": p.people.names[who],
                "乙方证件": p.people.ids[who],
                "签署时间": stamp(at),
                "签署方式": one(rng, ("电子签章", "手写签名", "短信验证")),
                "证书序列号": hexes(rng, 20).upper(),
                "颁发机构": one(rng, ("岭海数字证书中心", "东漪电子认证")),
                "合同金额": amount,
                "期限": term,
                "利率": f"{rate * 100:.1f}%" if rate and rng.random() < 0.8 else "",
                "收款账户": column,
                "正文": text.replace(" ", ""),
                "文件名": f"{hexes(rng, 16)}.pdf",
                "SHA-256": hexes(rng, 64),
                "SM3": hexes(rng, 64),
                "时间戳": stamp(at + int(rng.integers(1, 90))),
                "存证机构": one(rng, ("岭海公证云", "榕津存证链")),
            }
        )
    return finish(out / "contracts.csv", rows, "签署时间", ("存证编号", "CZ"), rng)


def members(p: Province, out: Path) -> int:
    """Member lists that platforms handed in, with who brought whom: trees of schemes, dealers' trees, and
    ordinary customers who brought a friend."""
    rng, owner = p.plan.rng("members"), p.accounts.owner
    rows: list[Row] = []
    for scheme in p.schemes:
        parents = {child: (up, at) for child, up, _, at in scheme.tree}
        codes = {child: f"{int(rng.integers(10**7, 10**8))}" for child in parents}
        for child, (up, at) in parents.items():
            rows.append(
                member(
                    p,
                    rng,
                    scheme.face,
                    (int(owner[child]), at, codes[child]),
                    (int(owner[up]), codes[up]) if up in codes else None,
                )
            )
    for s in subjects(p):
        known: list[tuple[int, str]] = []
        for account in s.members[: int(rng.integers(2, 40))] if rng.random() < 0.5 else ():
            who = int(owner[account])
            up = known[int(rng.integers(0, len(known)))] if known and rng.random() < 0.45 else None
            known.append((who, f"{int(rng.integers(10**7, 10**8))}"))
            rows.append(member(p, rng, s.firm, (who, some_time(rng, s, False), known[-1][1]), up))
    return finish(out / "members.csv", rows, "注册时间", ("会员号", "HY"), rng)


def member(
    p: Province, rng: np.random.Generator, firm: int, me: tuple[int, int, str], up: tuple[int, str] | None
) -> Row:
    who, at, code = me
    return {
        "会员号": "",
        "平台名称": p.firms.names[firm],
        "平台信用代码": p.firms.codes[firm],
        "姓名": p.people.names[who],
        "证件号码": p.people.ids[who],
        "手机号": str(p.people.phones[who]),
        "注册时间": stamp(at),
        "推荐码": code,
        "推荐人推荐码": up[1] if up else "",
        "推荐人姓名": p.people.names[up[0]] if up else "",
        "推荐人证件号码": p.people.ids[up[0]] if up else "",
        "会员等级": one(rng, ("普通", "银卡", "金卡")),
    }
