"""A small case, made by hand: formats are tested on it, redactions too."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from graph.case.dossier import ROWS, About, Dossier, Entry, Figures, Hidden, Lead, Point
from graph.say import Say

HOSTILE = "=cmd|'/c calc'!A1<script>alert(1)</script>\u202eabc\u0007\u200f" + "长" * 10_000
DAY = 86_400_000
AT = 1_709_251_200_000  # 2024-03-01 00:00 UTC


def eid(prefix: str, n: int) -> str:
    return f"{prefix}-{n:032x}"


def sample(accounts: int = 6, transfers: int = 40, *, hostile: bool = False) -> Dossier:
    """`accounts` accounts of as many people, one firm that collects, `transfers` transfers in a ring of days."""
    acc, per = [eid("acc", i) for i in range(accounts)], [eid("per", i) for i in range(accounts - 1)]
    firm = eid("ent", 1)
    names = [HOSTILE if hostile and not i else f"张三{i}" for i in range(len(per))]
    numbers = [f"62220000000000{i:05d}" for i in range(accounts)]
    entities = {
        "Enterprise": pl.DataFrame({"id": [firm], "caption": ["鑫辉资产管理有限公司"], "name": ["鑫辉资产管理有限公司"], "credit_code": ["91510100MA6XXXXX0K"], "sources": [2], "conflicts": [["name"]]}),
        "Person": pl.DataFrame({"id": per, "caption": names, "name": names, "id_number": [f"51010119800101{i:03d}X" for i in range(len(per))], "phone": [f"138000{i:05d}" for i in range(len(per))], "sources": [1] * len(per), "conflicts": [[] for _ in per]}, schema_overrides={"conflicts": pl.List(pl.String)}),
        "Account": pl.DataFrame({"id": acc, "caption": numbers, "number": numbers, "bank": ["甘露银行"] * accounts, "balance": [None, *range(100, 100 * accounts, 100)], "opened": [AT - 900 * DAY] * accounts, "sources": [1] * accounts, "conflicts": [[] for _ in acc]}, schema_overrides={"conflicts": pl.List(pl.String)}),
    }  # fmt: skip
    moves = [(i, (i % (accounts - 1)) + 1, 0) if i % 3 else (i, 0, (i % (accounts - 1)) + 1) for i in range(transfers)]
    ids = [eid("transfer", i) for i, _, _ in moves]
    amounts = [100_00 * (i + 1) + i % 100 for i, _, _ in moves]
    links = {
        "TRANSFER": pl.DataFrame({"id": ids, "from": [acc[a] for _, a, _ in moves], "to": [acc[b] for _, _, b in moves], "amount": amounts, "at": [AT + i * 3_600_000 for i, _, _ in moves], "memo": ["投资款" if i % 3 else "返息" for i, _, _ in moves], "serial": [f"0{i:09d}" for i, _, _ in moves], "sources": [1] * transfers, "conflicts": [[] for _ in moves]}, schema_overrides={"conflicts": pl.List(pl.String)}),
        "OWNS": pl.DataFrame({"id": [eid("owns", i) for i in range(accounts)], "from": [firm, *per], "to": acc, "sources": [1] * accounts, "conflicts": [[] for _ in acc]}, schema_overrides={"conflicts": pl.List(pl.String)}),
    }  # fmt: skip
    tables = {**entities, **links}
    every = [(i, table) for table, frame in tables.items() for i in frame["id"]]
    rows = pl.DataFrame(
        [[i, t, "573841d172e9", "甘露银行流水.csv", "ab" * 32, "", n + 2, "bank", "cd" * 32, "2026-11-20T08:00:00+00:00"] for n, (i, t) in enumerate(every)],
        schema=ROWS, orient="row",
    )  # fmt: skip
    return Dossier(
        about(), entities, links, rows, figures(acc, per, firm, ids),
        leads=[Lead("finding-" + "0" * 32, "fund-pool", "1", 0.91, "confirmed", Say("5 人向一户投入，随后返息", "five paid into one account, interest followed"), [{"id": acc[0], "kind": "Account", "role_zh": "归集户", "role_en": "collection"}], ids[:5], AT, AT + 40 * 3_600_000, {"people": 5, "sum": 123_456})],
        points=[
            Point(1, "inducement", "for", HOSTILE if hostile else "广告承诺年化 24%", firm, "user:lin", "2026-11-21T09:00:00.000+00:00", said="保本保息，年化24%"),
            Point(2, "unlawful", "against", "持有备案证明", firm, "user:lin", "2026-11-21T09:01:00.000+00:00"),
        ],
        entries=[Entry(1, "2026-11-20T08:00:00.000+00:00", "user:lin", "open", ""), Entry(2, "2026-11-20T08:05:00.000+00:00", "user:lin", "add", "涉案账户", acc[0])],
        hidden=[Hidden("phone", None, "phone", "rule", "2026-11-21T10:00:00.000+00:00", "个人信息", len(per))],
        rules=[{"seq": 1, "name": "hand", "params": {"things": acc[:2]}, "why": "涉案账户", "at": "2026-11-20T08:05:00.000+00:00", "who": "user:lin", "things": 2}],
        members=[{"who": "user:lin", "role": "lead"}],
        places={one: (float(n % 7) * 120, float(n // 7) * 90) for n, one in enumerate([firm, *per, *acc])},
    )  # fmt: skip


def about() -> About:
    return About(
        id="case-1", number="金鹰〔2026〕0001号", title="鑫辉资产涉嫌非法集资案", cause="非法吸收公众存款", suspected="非法集资", region="甘露市", status="working",
        opened="2026-11-20T08:00:00.000+00:00", agency="甘露市金融监管局", frozen="freeze-1", version=1, frozen_at="2026-11-21T09:30:00.000+00:00", frozen_sha256="ef" * 32,
        bundle="bundle-0123456789abcdef", at="2026-11-21T10:00:00.000+00:00", who="user:lin", scope="whole", program="jinying 0.1.0",
    )  # fmt: skip


def figures(acc: list[str], per: list[str], firm: str, ids: list[str]) -> Figures:
    n = len(per)
    sums = {
        name: [0] * n
        for name in ("fee_in", "other_in", "principal", "refund", "commission", "fee_out", "unexplained", "reinvested")
    }
    ledger = pl.DataFrame({"party": per, "participant": [True] * n, "paid_in": [900_000_01] * n, **sums, "interest": [12_345] * n, "absorbed": [900_000_01] * n, "unpaid": [900_000_01] * n, "transfers": [7] * n})  # fmt: skip
    return Figures(
        rules={"ledger": {"count_again": False, "offset_interest": False}, "layers": {"hold": 2_592_000}, "sheets": {"period": "month"}},
        ledger=ledger.select("party", "participant", "paid_in", "fee_in", "other_in", "principal", "refund", "interest", "commission", "fee_out", "unexplained", "reinvested", "absorbed", "unpaid", "transfers"),
        again=pl.DataFrame({"party": per[:1], "returned": ids[3:4], "paid": ids[4:5], "amount": [5_000]}),
        sheets=pl.DataFrame({"account": acc[:1], "period": ["2024-03"], "opening": [0], "came_in": [500], "paid_out": [300], "fees": [0], "residue": [7], "closing": [207], "seen": [3], "assumed": [True]}),
        layers=pl.DataFrame({"account": acc, "owner": [firm, *per], "layer": [1] + [0] * n, "role": ["collection"] + ["participant"] * n, "confidence": [0.9] + [1.0] * n, "received": [4_500_000_05] + [0] * n, "from_below": [4_500_000_05] + [0] * n, "passed": [0] * (n + 1), "returned": [0] * (n + 1), "resting": [4_500_000_05] + [0] * n, "held": [None] * (n + 1)}, schema_overrides={"held": pl.Float64}),
        flows=pl.DataFrame({"from_layer": [0, 1], "to_layer": [1, 0], "count": [26, 14], "amount": [4_500_000_05, 61_725]}),
        core=pl.DataFrame({"account": acc[:1], "owner": [firm], "score": [0.97], "betweenness": [0.8], "core": [2], "degree": [n], "cut_off": [n], "handled": [4_500_061_730]}),
    )  # fmt: skip


def hostile() -> Dossier:
    """A case whose people and texts are hostile to whoever opens its files."""
    one = sample(hostile=True)
    return replace(one, about=replace(one.about, title="=1+1<b>案</b>\u202e"))


def bare() -> Dossier:
    """A case that nothing was put into."""
    one = sample()
    f = one.figures
    return replace(
        one, entities={}, links={}, rows=one.rows.clear(), leads=(), points=(), entries=(), hidden=(), rules=(), members=(), places={},
        figures=replace(f, rules={}, ledger=f.ledger.clear(), again=f.again.clear(), sheets=f.sheets.clear(), layers=f.layers.clear(), flows=f.flows.clear(), core=f.core.clear()),
    )  # fmt: skip


def guaranteeing() -> Dossier:
    """A case with a link that states a property `type`, and one that leads from a firm to itself."""
    one = sample()
    firm, other = one.entities["Enterprise"]["id"][0], one.entities["Person"]["id"][0]
    links = pl.DataFrame({"id": [eid("guarantees", i) for i in range(2)], "from": [firm, firm], "to": [firm, other], "type": ["连带", "一般"], "relation": ["股东", None], "sources": [1, 1], "conflicts": [[], []]}, schema_overrides={"conflicts": pl.List(pl.String)})  # fmt: skip
    return replace(one, links={**one.links, "GUARANTEES": links})
