"""What can be asked of Spark: algorithms by name, their parameters with limits, what their rows say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from graph.detect.detector import DetectError, Param, number
from graph.kernels.through import Haste
from graph.say import Say, did_you_mean
from graph.spark import components, contagion, fan, flow2, labels, rank, through
from graph.spark.tables import Tables

Values = Mapping[str, float]
DAY = 86_400
SECONDS = 10 * 366 * DAY


@dataclass(frozen=True, slots=True)
class Algorithm:
    """`rows` has the column `who`, a node's number, and is shown by `most` falling (`rise`: rising), then by `who`."""

    name: str
    label: Say
    params: tuple[Param, ...]
    rows: Callable[[Tables, Values], DataFrame]
    who: str
    most: str
    columns: Mapping[str, Say]
    rise: bool = False


def chosen(names: Sequence[str]) -> list[Algorithm]:
    """Algorithms of these names, all where none is named."""
    known = {a.name: a for a in ALGORITHMS}
    for name in names:
        if name not in known:
            raise DetectError(
                Say(f"Spark 引擎没有“{name}”", f"the Spark engine has no '{name}'"), did_you_mean(name, known)
            )
    return [known[name] for name in names or known]


def given(texts: Iterable[str], algorithms: Sequence[Algorithm]) -> dict[str, dict[str, float]]:
    """Values of each algorithm's parameters: its defaults, and what `name=value` says."""
    values = {a.name: {p.name: p.default for p in a.params} for a in algorithms}
    known = {p.name for a in algorithms for p in a.params}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or name not in known:
            raise DetectError(Say(f"没有参数“{text}”", f"no parameter '{text}'"), did_you_mean(name, known))
        for a in algorithms:
            for p in a.params:
                if p.name == name:
                    values[a.name][name] = number(p, value)
    return values


def _components(t: Tables, v: Values) -> DataFrame:
    return components.components(t.nodes(), t.pairs()).groupBy("component").agg(F.count("*").alias("size"))


def _pagerank(t: Tables, v: Values) -> DataFrame:
    how = {"damping": v["damping"], "tolerance": v["tolerance"], "rounds": int(v["rounds"])}
    return rank.pagerank(t.nodes(), t.pairs(), **how).score  # type: ignore[arg-type]


def _labels(t: Tables, v: Values) -> DataFrame:
    label = labels.propagate(t.nodes(), t.pairs(), sweeps=int(v["sweeps"])).label
    return label.groupBy(F.col("label").alias("community")).agg(F.count("*").alias("size"))


def _fan_in(t: Tables, v: Values) -> DataFrame:
    return fan.fan_in(t.transfers(), int(v["window"]), int(v["parties"]))


def _fan_out(t: Tables, v: Values) -> DataFrame:
    return fan.fan_out(t.transfers(), int(v["window"]), int(v["parties"]))


def _through(t: Tables, v: Values) -> DataFrame:
    haste = Haste(int(v["window"]), int(v["parties"]), int(v["lag"]), v["passed"], v["residue"])
    return through.through(t.transfers(), haste)


def _flow2(t: Tables, v: Values) -> DataFrame:
    pairs = flow2.flow2(t.transfers(), int(v["window"]), v["low"], v["high"])
    return pairs.groupBy("account").agg(F.count("*").alias("count"))


def _contagion(t: Tables, v: Values) -> DataFrame:
    return contagion.from_income(t.pairs(), t.blocked(), v["share"])


WINDOW = Param("window", Say("时段", "window"), DAY, 0, SECONDS, "s")
PARTIES = Param("parties", Say("最少对手方", "least counterparties"), 10, 1, 1e6, "")
ACCOUNT, TIMES = Say("账户", "account"), Say("笔数", "transfers")
FIRST, LAST = Say("首笔", "first"), Say("末笔", "last")
FAN = {"account": ACCOUNT, "parties": Say("对手方", "counterparties"), "count": TIMES, "sum": Say("金额（分）", "sum (fen)"), "first": FIRST, "last": LAST}  # fmt: skip
ALGORITHMS = (
    Algorithm(
        "components", Say("连通分量", "components"), (), _components, "component", "size",
        {"component": Say("最小成员", "smallest member"), "size": Say("成员数", "members")},
    ),
    Algorithm(
        "pagerank", Say("PageRank", "PageRank"),
        (
            Param("damping", Say("阻尼", "damping"), 0.85, 0, 0.999, ""),
            Param("tolerance", Say("容差", "tolerance"), 1e-9, 0, 1, ""),
            Param("rounds", Say("最多轮数", "most rounds"), 200, 1, 1e5, ""),
        ),
        _pagerank, "node", "score", {"node": Say("节点", "node"), "score": Say("分", "score")},
    ),
    Algorithm(
        "label-propagation", Say("标签传播", "label propagation"), (Param("sweeps", Say("最多遍数", "most sweeps"), 40, 1, 1e4, ""),),
        _labels, "community", "size", {"community": Say("最小成员", "smallest member"), "size": Say("成员数", "members")},
    ),
    Algorithm("fan-in", Say("集中转入", "fan-in"), (WINDOW, PARTIES), _fan_in, "account", "parties", FAN),
    Algorithm("fan-out", Say("分散转出", "fan-out"), (WINDOW, PARTIES), _fan_out, "account", "parties", FAN),
    Algorithm(
        "pass-through", Say("快进快出", "pass-through"),
        (
            WINDOW, PARTIES, Param("lag", Say("停留", "stay"), 3600, 0, SECONDS, "s"), Param("passed", Say("转出比例", "share passed on"), 0.8, 0, 1, ""),
            Param("residue", Say("留存比例", "share that stays"), 0.1, 0, 1, ""),
        ),
        _through, "account", "passed",
        {
            "account": ACCOUNT, "payers": Say("付款户", "payers"), "payees": Say("收款户", "payees"), "received": Say("转入（分）", "received (fen)"),
            "paid": Say("转出（分）", "paid (fen)"), "passed": Say("快速转出（分）", "passed on (fen)"), "residue": Say("留存（分）", "residue (fen)"),
            "median": Say("停留中位数（秒）", "median stay (s)"), "mean": Say("平均停留（秒）", "mean stay (s)"), "first": FIRST, "last": LAST,
        },
    ),
    Algorithm(
        "two-hop-flow", Say("两跳资金流", "two-hop flow"),
        (WINDOW, Param("low", Say("最低比例", "least share"), 0.8, 0, 1e6, ""), Param("high", Say("最高比例", "greatest share"), 1, 0, 1e6, "")),
        _flow2, "account", "count", {"account": ACCOUNT, "count": Say("对数", "pairs")},
    ),
    Algorithm(
        "contagion", Say("冻结传染", "contagion from who is blocked"), (Param("share", Say("收入占比", "share of income"), 0.5, 1e-6, 1, ""),),
        _contagion, "node", "round", {"node": Say("节点", "node"), "round": Say("轮次", "round")}, rise=True,
    ),
)  # fmt: skip
