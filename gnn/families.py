"""Names of the families of models, and where each lives. Nothing heavy is imported before one is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from gnn import extra
from gnn.data import Kind
from gnn.model import Model
from graph.say import JinyingError, Say, did_you_mean

TASKS: tuple[Kind, ...] = ("node", "edge", "core", "layer")


@dataclass(frozen=True, slots=True)
class Family:
    """Where a family is found, the tasks it can be asked for, and a sentence for a list."""

    module: str
    tasks: tuple[Kind, ...]
    about: Say
    needs: tuple[str, ...] = ()  # packages, beside numpy
    graph: bool = True  # whether it looks at links at all


TREES, NETWORKS = ("xgboost",), ("torch",)
FAMILIES = {
    "xgb": Family("gnn.learning.trees", TASKS, Say("树，仅用自身特征", "boosted trees or a forest on own features alone"), TREES, graph=False),
    "xgb-agg": Family("gnn.learning.trees", TASKS, Say("基线：自身特征、一二跳邻居聚合与度", "the floor: own features, aggregates of 1 and 2 hops, degrees"), TREES),
    "xgb-motif": Family("gnn.learning.trees", TASKS, Say("基线特征，加上结构与模体", "the floor's features, structure and motifs"), TREES),
    "stack": Family("gnn.learning.trees", TASKS, Say("各组特征的树之混合，含邻居标签", "a blend of trees on each set of features, neighbours' answers among them"), TREES),
    "sage": Family("gnn.learning.networks", TASKS, Say("GraphSAGE", "GraphSAGE"), NETWORKS),
    "gat-sep": Family("gnn.learning.networks", TASKS, Say("自身与邻居分开的图注意力", "graph attention with self kept apart"), NETWORKS),
    "pna": Family("gnn.learning.networks", TASKS, Say("PNA 多种聚合", "principal neighbourhood aggregation"), NETWORKS),
    "node": Family("gnn.learning.networks", TASKS, Say("节点模型：数值分段嵌入，按关系传递，逐跳拼接", "node model: numbers embedded piecewise, messages by relation, all hops beside one another; beside it a tree"), (*NETWORKS, *TREES)),
    "transaction": Family("gnn.learning.networks", ("edge", "node"), Say("交易模型：先并行边后邻居，与逐笔两次判断的树叠加", "transaction model: parallel edges first, neighbours second; beside it trees that judge a link twice"), (*NETWORKS, *TREES)),
    "core": Family("gnn.learning.members", ("core",), Say("核心成员排序，学自其他网络", "core members, ranked as on other networks")),
    "core-trees": Family("gnn.learning.members", ("core",), Say("核心成员，在各中心性上提升树", "core members, trees boosted on centralities"), TREES),
    "core-single": Family("gnn.learning.members", ("core",), Say("基线：其他网络上最佳的单一中心性", "the floor: the single centrality that was best on other networks")),
    "layer": Family("gnn.learning.layer", ("layer",), Say("账户分层：来源、中间、去向", "layers of accounts by their place in the flow: source, middle, sink"), TREES),
    "layer-degree": Family("gnn.learning.layer", ("layer",), Say("基线：收付次数", "the floor of layers: how often an account is paid and pays"), TREES),
}  # fmt: skip
FLOORS: dict[Kind, str] = {"node": "xgb-agg", "edge": "xgb-agg", "core": "core-single", "layer": "layer-degree"}
USUAL: dict[Kind, tuple[str, ...]] = {
    "node": ("xgb-agg", "stack"),
    "edge": ("xgb-agg", "stack"),
    "core": ("core", "core-trees"),
    "layer": ("layer",),
}  # where nobody names one: validation chooses; plainest first


def family(name: str) -> Family:
    """Its entry, or what was meant."""
    if name not in FAMILIES:
        raise JinyingError(Say(f"没有模型“{name}”", f"no model is called '{name}'"), did_you_mean(name, FAMILIES))
    return FAMILIES[name]


def model(name: str) -> Model:
    """The family itself; its packages must be there."""
    entry = family(name)
    extra.require(*entry.needs, "safetensors")
    for held in vars(import_module(entry.module)).values():
        for one in held if isinstance(held, tuple) else (held,):
            if isinstance(one, Model) and one.name == name:
                return one
    raise JinyingError(Say(f"此版本没有模型“{name}”", f"this version has no model '{name}'"), did_you_mean(name, set(FAMILIES) - {name}))  # fmt: skip


def able(name: str, task: Kind | None) -> None:
    """Raises where the family is not for the task."""
    entry = family(name)
    if task is not None and task not in entry.tasks:
        fit = [n for n, f in FAMILIES.items() if task in f.tasks]
        raise JinyingError(Say(f"模型“{name}”不用于任务“{task}”", f"model '{name}' is not for task '{task}'"), did_you_mean(name, fit))  # fmt: skip


def floor_of(name: str, task: Kind) -> str | None:
    """What a model must beat: the task's floor; that one itself must beat own features alone, and these nothing."""
    floor = FLOORS[task]
    return floor if name not in (floor, "xgb") else "xgb" if name == floor else None
