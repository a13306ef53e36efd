"""回流闭环: money that goes round three accounts and comes back within days, nearly whole.

A goods-backed ring of trade and a group's own sweep look the same on the money alone. One owner of all three
accounts is told apart here and scored low, and so are three firms that have dealt so for months, which most likely
trade; contracts and invoices are for the person who reads the finding.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.detect.cast import Cast
from graph.detect.detector import DAY, HOUR, MOST, Detector, Found, Param, Values
from graph.detect.scene import Scene
from graph.finding import Finding, day, duration, ranked, saying, yuan
from graph.say import Say
from graph.store import Row

LASTING, ROUNDS = 90 * DAY, 6  # firms that go on for so long, so often, are likely to trade
ON_RING = Say("环上账户", "on the ring")


def detect(scene: Scene, values: Values) -> Found:
    rows = scene.view.run(
        "detect/ring",
        window=int(values["window"] * HOUR),
        keep=values["keep"],
        least=int(values["least"] * 100),
        until=scene.until_ms,
        limit=MOST + 1,
    )
    cast = Cast.of(scene.view, (a for row in rows for a in row["accounts"]))
    groups: dict[tuple[tuple[str, ...], int], Row] = {}
    for row in rows[:MOST]:
        _join(groups, row)
    firms = Cast.of(scene.view, {o for owners in cast.owners.values() for o in owners}).kinds
    months: dict[tuple[str, ...], list[Row]] = {}
    for (key, _), row in groups.items():
        months.setdefault(key, []).append(row)
    trade = {key: lasting(some) and _firms(cast, firms, key) for key, some in months.items()}
    found = (_finding(row, cast, values, trade[key]) for (key, _), row in groups.items())
    return Found(ranked(found), len(rows) > MOST)


def lasting(months: list[Row]) -> bool:
    """Whether the same three have gone round for so long and so often as trade does."""
    at = [moment for row in months for moment in row["at"]]
    return bool(sum(row["rounds"] for row in months) >= ROUNDS and max(at) - min(at) >= LASTING)


def _firms(cast: Cast, kinds: Mapping[str, str], accounts: tuple[str, ...]) -> bool:
    """Whether each of the accounts is an enterprise's."""
    return all(cast.owners[i] and all(kinds.get(o) == "Enterprise" for o in cast.owners[i]) for i in accounts)


def _join(groups: dict[tuple[tuple[str, ...], int], Row], row: Row) -> None:
    """Rounds of the same three within a month are one finding; a transfer counts in one round only, the first."""
    key = tuple(sorted(row["accounts"])), min(row["at"]) // (30 * DAY)
    have = groups.setdefault(key, {**row, "rounds": 0, "links": [], "at": [], "sum": 0})
    if set(row["links"]) & set(have["links"]):
        return
    have["rounds"] += 1
    have["sum"] += row["amounts"][0]
    have["links"], have["at"] = [*have["links"], *row["links"]], [*have["at"], *row["at"]]
    if row["amounts"][2] / row["amounts"][0] > have["amounts"][2] / have["amounts"][0]:
        have["amounts"], have["accounts"] = row["amounts"], row["accounts"]


def _finding(row: Row, cast: Cast, values: Values, trade: bool) -> Finding:
    start, end = min(row["at"]), max(row["at"])
    out, back = row["amounts"][0], row["amounts"][2]
    own = cast.one_owner(row["accounts"])
    whole = (back / out - values["keep"]) / max(1e-9, 1 - values["keep"])
    often = min(1.0, row["rounds"] / 5)
    score = (0.4 + 0.3 * whole + 0.3 * often) * (0.3 if own else 0.4 if trade else 1.0)
    a, b, c = (cast.captions[i] for i in row["accounts"])
    lost = f"{1 - back / out:.1%}"
    return Finding(
        "ring", tuple(cast.subject(i, ON_RING) for i in row["accounts"]), tuple(row["links"]), start, end, score,
        saying(
            "{out}自账户 {a} 经 {b}、{c} 后回到 {a}，短少 {lost}；自{since}起 {rounds} 次、历时{time}{own}。",
            "{out} left account {a} and came back through {b} and {c} less {lost}; {rounds} time(s) from {since} within {time}{own}.",
            out=yuan(out), a=a, b=b, c=c, lost=lost, since=day(start), rounds=row["rounds"], time=duration(end - start),
            own=Say("，三户同一持有人", ", all three of one owner") if own else
            Say("；三方均为企业且数月来一直如此，可能是贸易，须核对合同与发票", "; all are firms that have dealt so for months, perhaps in goods: see contracts and invoices") if trade else Say("", ""),
        ),
        {"rounds": row["rounds"], "out": out, "back": back, "sum": row["sum"], "one_owner": own, "trade": trade, "links": len(row["links"])},
    )  # fmt: skip


DETECTOR = Detector(
    "ring",
    Say("回流闭环（三户）", "money returned in a ring of three"),
    Say("资金依次经三个账户后几乎原数回到起点", "money passes three accounts in turn and comes back nearly whole"),
    (
        Param("window", Say("时限", "time"), 240, 1, 8760, "h"),
        Param("keep", Say("留存比例", "share that comes back"), 0.9, 0.01, 1, ""),
        Param("least", Say("起点金额", "least amount"), 10_000, 0, 1e12, "CNY"),
    ),
    detect,
)
