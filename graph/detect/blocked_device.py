"""同控账户: accounts of different owners that are used from a device which is blocked.

One person's own cards on one phone, or a couple's, are the look-alike: what counts is how many different owners.
"""

from __future__ import annotations

from graph.detect.cast import Cast
from graph.detect.detector import MOST, SHOWN, Detector, Found, Param, Values
from graph.detect.scene import Scene
from graph.finding import Finding, day, ranked, saying
from graph.say import Say
from graph.store import Row

DEVICE = Say("已冻结设备", "blocked device")
ACCOUNT = Say("所用账户", "account used from it")


def detect(scene: Scene, values: Values) -> Found:
    rows = scene.view.run(
        "detect/blocked-device", accounts=int(values["accounts"]), until=scene.until_ms, limit=MOST + 1
    )
    cast = Cast.of(scene.view, (i for row in rows for i in (row["device"], *row["accounts"])))
    found = [_finding(row, cast) for row in rows[:MOST] if max(1, len(row["owners"])) >= values["owners"]]
    return Found(ranked(found), len(rows) > MOST)


def _finding(row: Row, cast: Cast) -> Finding:
    accounts, owners = sorted(row["accounts"]), len(row["owners"])
    score = min(1.0, 0.3 + 0.1 * len(accounts) + 0.1 * max(0, owners - 2))
    return Finding(
        "blocked-device", (cast.subject(row["device"], DEVICE), *(cast.subject(i, ACCOUNT) for i in accounts)),
        tuple(sorted(row["links"])[:SHOWN]), row["first"], row["last"], score,
        saying(
            "已冻结设备 {d} 于{a}至{b}登录 {n} 个账户，分属 {owners} 名持有人。",
            "The blocked device {d} signed in to {n} accounts of {owners} owner(s) between {a} and {b}.",
            d=cast.captions[row["device"]], a=day(row["first"]), b=day(row["last"]), n=len(accounts), owners=owners,
        ),
        {"accounts": len(accounts), "owners": owners, "links": len(row["links"])},
    )  # fmt: skip


DETECTOR = Detector(
    "blocked-device",
    Say("冻结设备关联多户", "blocked device behind several accounts"),
    Say("已冻结的设备登录过分属不同持有人的多个账户", "a blocked device signed in to accounts of different owners"),
    (
        Param("accounts", Say("最少账户数", "least accounts"), 2, 2, 1e6, ""),
        Param("owners", Say("最少持有人数", "least owners"), 2, 1, 1e6, ""),
    ),
    detect,
)
