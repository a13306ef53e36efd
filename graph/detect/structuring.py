"""拆分规避: a sum that would have been reported, paid in parts that each stay just under the limit.

Instalments of a contract and a channel's own limit look the same one by one. What tells: several payees or odd
amounts close to the limit, within days. Payments to the payer's own accounts are left out.
"""

from __future__ import annotations

import numpy as np

from graph.detect.detector import DAY, MOST, SHOWN, Detector, Found, Param, Values
from graph.detect.scene import Scene
from graph.finding import Finding, day, ranked, saying, yuan
from graph.kernels.structuring import Band, by_payer
from graph.say import Say

PAYER = Say("拆分付款户", "payer in parts")
PAYEE = Say("收款户", "payee")


def detect(scene: Scene, values: Values) -> Found:
    t = scene.transfers
    band = Band(int(values["limit"] * 100), values["below"])
    total = int(values["limit"] * values["times"] * 100)
    splits = by_payer(scene.apart, band, int(values["window"] * DAY // 1000), int(values["count"]), total)
    found = []
    for k in np.argsort(-splits.sum, kind="stable")[:MOST]:
        rows = splits.transfers.item[splits.transfers.start[k] : splits.transfers.start[k + 1]]
        found.append((int(splits.payer[k]), int(splits.sum[k]), rows))
    cast = scene.cast([n for payer, _, rows in found for n in (payer, *t.target[rows])])
    ids = scene.snapshot.ids
    findings = []
    for payer, moved, rows in found:
        (who,), payees = ids([payer]), ids(np.unique(t.target[rows]))
        start, end = (int(t.at[rows[i]]) * 1000 for i in (0, -1))
        near = float(np.mean(t.amount[rows]) / band.limit)  # 1: all at the limit
        odd = float(np.mean(t.amount[rows] % 100_00 != 0))  # amounts that no contract names
        score = 0.3 + 0.3 * min(1.0, moved / (4 * total)) + 0.2 * (near - (1 - band.below)) / band.below + 0.2 * odd
        findings.append(
            Finding(
                "structuring", (cast.subject(who, PAYER), *(cast.subject(i, PAYEE) for i in payees[:20])),
                scene.links(rows[:SHOWN]), start, end, min(1.0, score),
                saying(
                    "账户 {a} 自{since}起 {days} 天内付出 {n} 笔共{sum}，单笔均略低于{limit}，收款方 {payees} 户。",
                    "Account {a} paid {sum} in {n} transfers within {days} day(s) from {since}, each just under {limit}, to {payees} payee(s).",
                    a=cast.captions[who], since=day(start), days=(end - start) // DAY + 1, n=len(rows), sum=yuan(moved),
                    limit=yuan(band.limit), payees=len(payees),
                ),
                {"sum": moved, "transfers": len(rows), "payees": len(payees), "links": len(rows)},
            )
        )  # fmt: skip
    return Found(ranked(findings), len(splits.payer) > MOST)


DETECTOR = Detector(
    "structuring",
    Say("拆分规避", "structuring below a limit"),
    Say("一户在数日内多笔付款，每笔都略低于报告限额，合计远超限额", "one account pays within days many times just under the reporting limit, far above it in all"),
    (
        Param("limit", Say("限额", "limit"), 50_000, 100, 1e9, "CNY"),
        Param("below", Say("低于限额的幅度", "within this share under it"), 0.1, 0.001, 0.9, ""),
        Param("window", Say("时段", "window"), 3, 0.01, 365, "d"),
        Param("count", Say("最少笔数", "least transfers"), 4, 2, 10_000, ""),
        Param("times", Say("合计为限额的倍数", "sum in limits"), 3, 1, 10_000, ""),
    ),
    detect,
)  # fmt: skip
