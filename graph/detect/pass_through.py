"""快进快出: many pay in within days, and nearly all of it goes out again soon after.

How much it is tells little: a runner's account (跑分) is kept small so that no bank looks at it, and is given up after
weeks. A merchant with prompt settlement does the same into an account of his own: what goes to the owner's own accounts
is taken off the score, and where nearly all does, it is no finding. Who is licensed to pass money on scores low.
"""

from __future__ import annotations

import numpy as np

from graph.detect.cast import Cast
from graph.detect.detector import DAY, HOUR, MOST, SHOWN, Detector, Found, Param, Values
from graph.detect.law import laws
from graph.detect.licences import licensed_until
from graph.detect.scene import Scene
from graph.finding import Finding, day, duration, ranked, saying, yuan
from graph.say import Say
from graph.snapshot import NEVER
from graph.store import Row, View

HUB = Say("过渡账户", "pass-through account")
PAYEE = Say("去向账户", "where it went")


def detect(scene: Scene, values: Values) -> Found:
    view = scene.view
    window = int(values["window"] * DAY)
    rows = view.run(
        "detect/pass-through", window=window, payers=int(values["payers"]), keep=values["keep"], lag=int(values["lag"] * HOUR),
        least=int(values["least"] * 100), until=scene.until_ms, limit=MOST + 1,
    )  # fmt: skip
    best: dict[str, Row] = {}
    for row in rows[:MOST]:
        have = best.setdefault(row["account"], {**row, "windows": 0})
        have["windows"] += 1
    licensed = _licensed(scene, [*best])
    found = [_finding(view, row, values, row["account"] in licensed) for row in best.values()]
    return Found(ranked(f for f in found if f.facts["to_own"] < values["own"]), len(rows) > MOST)


def _licensed(scene: Scene, accounts: list[str]) -> set[str]:
    """Those whose owner is licensed, at any time, for what would explain it."""
    if not accounts or not scene.lake.active():
        return set()
    until, nodes = licensed_until(scene, laws()["pass-through"].licences), scene.snapshot.numbers(accounts)
    owner = np.where(nodes >= 0, scene.owner[nodes], -1)
    return {one for one, who in zip(accounts, owner, strict=True) if who >= 0 and until[who] != NEVER}


def _finding(view: View, row: Row, values: Values, licensed: bool) -> Finding:
    start, end = row["start"], row["start"] + int(values["window"] * DAY) + int(values["lag"] * HOUR)
    moves = view.run("detect/transfers-within", account=row["account"], start=start, end=end, limit=100_000)
    gone: dict[str, int] = {}
    for move in moves:
        if move["outgoing"]:
            gone[move["other"]] = gone.get(move["other"], 0) + move["amount"]
    top = sorted(gone, key=lambda i: (-gone[i], i))[:3]
    cast = Cast.of(view, [row["account"], *gone])
    own = sum(fen for i, fen in gone.items() if cast.one_owner([row["account"], i])) / max(1, sum(gone.values()))
    quick = 1 - row["lag"] / (values["lag"] * HOUR)
    score = (
        (0.3 + 0.3 * quick + 0.2 * min(1.0, row["payers"] / 100) + 0.2 * min(1.0, row["windows"] / 4))
        * (1 - own)
        * (0.3 if licensed else 1.0)
    )
    return Finding(
        "pass-through", (cast.subject(row["account"], HUB), *(cast.subject(i, PAYEE) for i in top)),
        tuple(m["link"] for m in moves[:SHOWN]), start, end, score,
        saying(
            "账户 {a} 自{since}起 {days} 天内收 {payers} 户共{taken}，平均停留{lag}，随即向 {payees} 户转出{given}；类似时段共 {windows} 个{licence}。",
            "Account {a} took {taken} from {payers} payers within {days} days from {since}, held it for {lag} on average, and paid {given} on to {payees}; "
            "{windows} such period(s) in all{licence}.",
            a=cast.captions[row["account"]], since=day(start), days=int(values["window"]), payers=row["payers"], taken=yuan(row["taken"]),
            lag=duration(row["lag"]), payees=row["payees"], given=yuan(row["given"]), windows=row["windows"],
            licence=Say("；户主持有相应许可", "; its owner is licensed for that") if licensed else Say("", ""),
        ),
        {k: row[k] for k in ("payers", "taken", "payees", "given", "windows")} | {"lag": int(row["lag"]), "to_own": round(own, 4), "licensed": licensed, "links": len(moves)},
    )  # fmt: skip


DETECTOR = Detector(
    "pass-through",
    Say("集中转入后快速转出", "fan-in, then passed through"),
    Say(
        "多户在短期内向同一账户付款，款项很快几乎全部转出",
        "many pay one account within days, and nearly all of it leaves soon after",
    ),
    (
        Param("window", Say("时段", "window"), 7, 1, 365, "d"),
        Param("payers", Say("最少付款户", "least payers"), 10, 2, 1e6, ""),
        Param("keep", Say("转出比例", "share passed on"), 0.8, 0.1, 1, ""),
        Param("lag", Say("平均停留", "mean holding time"), 24, 0.1, 2400, "h"),
        Param("least", Say("起点金额", "least amount"), 10_000, 0, 1e12, "CNY"),
        Param("own", Say("转给本人上限", "most that goes to own accounts"), 0.5, 0, 1, ""),
    ),
    detect,
)
