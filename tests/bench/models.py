"""Rows about models: neighbours sampled before a time, beside PyG's own way in Python; an epoch over the sample world; a
tiny model of it from data to report.

PyG samples by compiled code (pyg-lib) that is not on PyPI; what it has in Python alone is `LastNeighborLoader` (TGN), which
answers the same question: the latest links of each node before a moment, hop by hop. Both are asked the same, and their
answers are compared link by link.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.bench.inputs import Inputs
from tests.bench.meter import apart, command, own_cpu, peak_of
from tests.bench.result import Asked, Bench, Beside, Result, Side
from tests.neo4j_server import Missing

NODES, LINKS, QUESTIONS = 100_000, 1_000_000, 4_000
FAN, HOPS, BATCH = 10, 2, 512
STEP = 200  # links put into PyG's tables at once: as its own example does
LEAST = 0.05  # scale of the world of a tiny model; below it has too few who are looked for
MIB = 1 << 20
ONE = {f"{name}_THREADS": "1" for name in ("NUMBA_NUM", "OMP_NUM", "OPENBLAS_NUM", "MKL_NUM")}
Body = dict[str, Any]
Ints = NDArray[Any]


def sampler(inputs: Inputs) -> Result:
    """Ours and PyG's loader in Python, in turns; the compiled one where it is there."""
    _packages("torch", "torch_geometric")
    sizes = inputs.size(NODES), inputs.size(LINKS), inputs.size(QUESTIONS)
    env = {**ONE, "TORCHINDUCTOR_CACHE_DIR": str(inputs.folder("torch"))}  # PyG makes that folder, for nothing
    mine, theirs = [], []
    for turn in range(inputs.reps):
        inputs.say(f"sampling, turn {turn + 1} of {inputs.reps}")
        mine.append(apart("tests.bench.models:ours", *sizes, env=env))
        theirs.append(apart("tests.bench.models:python", *sizes, env=env))
    one, other = mine[0], theirs[0]
    on, same = f"{sizes[0]:,} nodes, {sizes[1]:,} links", "the same links" if one["found"] == other["found"] else "not the same links"  # fmt: skip
    compiled = apart("tests.bench.models:compiled", *sizes, env=env)
    beside = (
        Beside("PyG LastNeighborLoader", on, one["cpu"], other["cpu"], other["build"], other["peak"], same),
        Beside("PyG NeighborLoader", on, one["cpu"], compiled["cpu"], said=compiled["said"]),
    )
    sides = (tuple(m["cpu"] * 1e6 / sizes[2] for m in each) for each in (mine, theirs))
    return Result(
        "models-sampler", f"{sizes[2]:,} transfers, each with the latest {FAN} links of its ends and theirs from before it; {on}",
        Asked("a fifth of PyG's time in Python", 0.2, more=False, ratio=True),
        *(Side(name, "us CPU per question", times) for name, times in zip(("ours", "PyG LastNeighborLoader"), sides, strict=True)),
        notes=(f"{one['links']:,} links sampled, {one['cpu'] * 1e9 / one['links']:.0f} ns each; rows built in {one['build']:.2f} CPU s, PyG's tables filled in {other['build']:.2f}",
               f"all asked at one moment, where PyG goes by tables at once: ours {min(m['one'] for m in mine) * 1e3:.1f} ms CPU, PyG's {min(t['one'] for t in theirs) * 1e3:.1f}",
               f"peak {one['peak'] / MIB:,.0f} MiB, PyG's {other['peak'] / MIB:,.0f} MiB"),
        page="models", beside=beside,
    )  # fmt: skip


def epoch(inputs: Inputs) -> Result:
    """The node model over the sample world: CPU of an epoch, validation and checkpoint included, which is no less than its wall
    on a quiet machine."""
    _packages("torch")
    scale = 1 / inputs.share
    _, data = _world(inputs, scale)
    inputs.say("training the node model")
    body = apart("tests.bench.models:epochs", data, inputs.reps + 1)
    return Result(
        "models-epoch", f"an epoch of the node model, whole graph, sample world at scale {scale:g}: {body['nodes']:,} nodes, {body['links']:,} links of {body['relations']} relations",
        Asked("under 30 s", 30, more=False), Side("ours", "CPU s", tuple(body["cpu"])),
        notes=(f"{min(body['wall']):.2f} s wall on {body['on']}; peak {body['peak'] / MIB:,.0f} MiB; snapshot and features before it {body['before']:.1f} CPU s",),
        page="models",
    )  # fmt: skip


def tiny(inputs: Inputs) -> Result:
    """What somebody new does first, by the commands: data, train and report with the tiny preset, floor and ablations too."""
    _packages("torch", "xgboost")
    scale = max(1 / inputs.share, LEAST)
    out, data = _world(inputs, scale)
    truth, name = ["--task", "node", "--labels", str(out / "truth")], "first"
    spent = []
    for words in (["data", *truth], ["train", *truth, "--preset", "tiny", "--name", name], ["report", name]):
        inputs.say(f"jinying gnn {words[0]}")
        spent.append((words[0], apart("tests.bench.cases:run", data, "gnn", *words)))
    trained = spent[1][1]["said"]
    accuracy = ", ".join(f"{v} {trained['variants'][v][trained['metric']]['mean']:.3f}" for v in ("model", "floor"))
    return Result(
        "models-tiny", f"`gnn data`, `gnn train --preset tiny` (what validation prefers, its floor, three ablations, two seeds), `gnn report`; accounts of the sample world at scale {scale:g}",
        Asked("under 3 minutes", 180, more=False), Side("ours", "CPU s", (sum(one["cpu"] for _, one in spent),)),
        notes=("; ".join(f"{what} {one['cpu']:.1f} CPU s, peak {one['peak'] / MIB:,.0f} MiB" for what, one in spent),
               f"{trained['family']}, {trained['metric'].upper()}: {accuracy}"),
        page="models",
    )  # fmt: skip


def _world(inputs: Inputs, scale: float) -> tuple[Path, Path]:
    """The sample world and its lake; made once for the rows that ask for it."""
    out, data = (inputs.root / f"models-{what}-{scale:g}" for what in ("world", "lake"))
    if not data.exists():
        inputs.say(f"writing and loading the sample world at scale {scale:g}")
        apart("tests.bench.tasks:world", out, scale)
        command("load", str(out), "--no-graph", data=data)
    return out, data


def _packages(*names: str) -> None:
    lacking = [n for n in names if find_spec(n) is None]
    if lacking:
        raise Missing(f"{', '.join(lacking)} not installed")


# each in a process of its own


def _graph(nodes: int, links: int) -> tuple[Ints, Ints, Ints]:
    """Links in time order, a second each; some nodes are far busier than others."""
    draw = np.random.default_rng(0)
    source, target = ((nodes * draw.random(links) ** 2).astype(np.int64) for _ in range(2))
    return source, target, np.arange(links, dtype=np.int64)


def ours(nodes: int, links: int, questions: int) -> Body:
    """numba: one row a node, in time order."""
    from gnn.data import Links
    from gnn.learning.sampler import Ways, sample

    source, target, at = _graph(nodes, links)
    k = Links(source.astype(np.int32), target.astype(np.int32), at, np.zeros((links, 0), np.float32), (), directed=False)  # fmt: skip
    sample(
        Ways.of(nodes, [k.take(np.arange(9))], [False]), source[:1], at[:1], at[:1], (FAN,) * HOPS, recent=True, draw=0
    )
    begun = own_cpu()
    ways = Ways.of(nodes, [k], [False])
    build, drawn = own_cpu() - begun, []
    begun = own_cpu()
    for first in range(links - questions, links, BATCH):
        which = np.repeat(np.arange(first, min(first + BATCH, links)), 2)
        ends = np.column_stack([source, target])[which[::2]].ravel()
        drawn.append(sample(ways, ends, at[which], which, (FAN,) * HOPS, recent=True, draw=0))
    cpu = own_cpu() - begun
    begun = own_cpu()
    seed = source[-BATCH:]
    sample(ways, seed, np.full(len(seed), links), np.zeros(len(seed), np.int64), (FAN,) * HOPS, recent=True, draw=0)
    one, found = own_cpu() - begun, 0
    for s in drawn:
        found ^= _told(s.tree[s.heard], s.node[s.heard], s.link)
    return {"cpu": cpu, "one": one, "build": build, "peak": peak_of(), "links": sum(len(s.link) for s in drawn), "found": found}  # fmt: skip


def python(nodes: int, links: int, questions: int) -> Body:
    """PyG without compiled code: tables of the latest links, filled as time goes on, asked before each link comes."""
    import torch
    from torch_geometric.nn.models.tgn import LastNeighborLoader

    torch.set_num_threads(1)
    source, target, _ = _graph(nodes, links)
    s, t = torch.from_numpy(source), torch.from_numpy(target)
    loader, first = LastNeighborLoader(nodes, FAN), links - questions
    begun = own_cpu()
    for k in range(0, first, STEP):
        loader.insert(s[k : min(k + STEP, first)], t[k : min(k + STEP, first)])
    build, answers = own_cpu() - begun, []
    begun = own_cpu()
    for k in range(first, links):
        answers.append(_hops(loader, torch.stack([s[k], t[k]]).unique()))
        loader.insert(s[k : k + 1], t[k : k + 1])
    cpu, found = own_cpu() - begun, 0
    begun = own_cpu()
    _hops(loader, s[-BATCH:].unique())
    one = own_cpu() - begun
    for k, (node, link) in enumerate(answers, start=first):
        found ^= _told(np.full(len(link), k), node.numpy(), link.numpy())
    return {"cpu": cpu, "one": one, "build": build, "peak": peak_of(), "found": found}


def _hops(loader: Any, node: Any) -> tuple[Any, Any]:
    """Who hears of which link: the last hop's answer holds that of the hops before."""
    link = edge = node
    for _ in range(HOPS):
        node, edge, link = loader(node)
    return node[edge[1]], link


def compiled(nodes: int, links: int, questions: int) -> Body:
    """PyG's NeighborLoader by time, where pyg-lib or torch-sparse is there."""
    import warnings

    import torch
    from torch_geometric.data import Data
    from torch_geometric.loader import NeighborLoader

    warnings.simplefilter("ignore")
    source, target, at = _graph(nodes, links)
    ends = torch.from_numpy(np.stack([np.r_[source, target], np.r_[target, source]]))
    data = Data(edge_index=ends, num_nodes=nodes, edge_time=torch.from_numpy(np.r_[at, at]))
    which = np.repeat(np.arange(links - questions, links), 2)
    seed = torch.from_numpy(np.column_stack([source, target])[which[::2]].ravel())
    try:
        loader = NeighborLoader(data, [FAN] * HOPS, input_nodes=seed, input_time=torch.from_numpy(at[which] - 1), batch_size=2 * BATCH, temporal_strategy="last", time_attr="edge_time")  # fmt: skip
        begun = own_cpu()
        for _ in loader:
            pass
        return {"cpu": own_cpu() - begun, "said": "a tree for each end"}
    except (ImportError, ValueError, RuntimeError) as why:
        return {"cpu": None, "said": f"its compiled code is not there (pyg-lib is not on PyPI): {str(why).splitlines()[0][:80]}"}  # fmt: skip


def _told(question: Ints, node: Ints, link: Ints) -> int:
    """One number of who heard of which links, whatever the order."""
    mixed = np.zeros(len(link), np.uint64)
    for part in (question, node, link):
        mixed = (mixed ^ part.astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return int(np.bitwise_xor.reduce(mixed)) >> 11


def epochs(data: str, count: int) -> Body:
    """Answers are drawn by chance: only time and memory are measured. The first epoch compiles and is not told."""
    import time
    from dataclasses import replace

    import torch

    from gnn.data import Labels, Split, phases
    from gnn.learning.networks import NETWORKS
    from gnn.model import Run
    from gnn.reading import lake
    from graph.lake import Lake
    from graph.snapshot import snapshot

    found = lake.read(snapshot(Lake(Path(data))), ids=False)
    accounts = np.flatnonzero(found.kind == found.kinds.index("Account"))
    draw = np.random.default_rng(0)
    known = replace(found, labels=Labels("node", None, accounts, (draw.random(len(accounts)) < 0.05).astype(np.int64), ("no", "yes")))  # fmt: skip
    train, valid, _ = phases(known, Split("thirds", *np.array_split(draw.permutation(len(accounts)), 3)))
    at: list[tuple[float, float]] = []
    node = next(m for m in NETWORKS if m.name == "node")
    settings = {"epochs": count, "patience": count, "stack": ""}
    node.fit(
        train, valid, Run(0, settings, Path(data) / "checkpoint", lambda *_: at.append((time.monotonic(), own_cpu())))
    )
    steps = np.diff(np.asarray(at), axis=0)
    return {
        "wall": steps[:, 0].tolist(), "cpu": steps[:, 1].tolist(), "before": at[0][1], "peak": peak_of(),
        "nodes": known.n, "links": known.m, "relations": len(known.relations), "on": torch.cuda.get_device_name() if torch.cuda.is_available() else "the CPU",
    }  # fmt: skip


MODELS = [
    Bench("models-sampler", "neighbours before a time, beside PyG", sampler),
    Bench("models-epoch", "an epoch of the node model over the sample world", epoch),
    Bench("models-tiny", "a tiny model of the sample world, from data to report", tiny),
]
