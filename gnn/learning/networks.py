"""The networks, entire. n nodes, r of them hearing something by a way, m links, p pairs with links; h wide, c classes.

All of them read numbers piecewise linearly, hear each relation forward and reverse apart, keep what a node is apart from
what its neighbours are, and answer for nodes or for links. They differ in how they gather:

- sage: the mean (Hamilton et al., NeurIPS 2017); gat-sep: attention, four heads (Velickovic et al., ICLR 2018, self kept
  apart as Platonov et al., ICLR 2023); pna: mean, most, least, spread, each by degree too (Corso et al., NeurIPS 2020);
- transaction: links have a state of their own; parallel links are gathered first and neighbours second (Bilgi et al.,
  MEGA-GNN, arXiv 2412.00241), forward, reverse, ports and ego (Egressy et al., Multi-GNN, AAAI 2024);
- node: mean, most and sum of each relation, every hop concatenated (H2GCN, Zhu et al., NeurIPS 2020; binned numbers first:
  GAAP, DGA-GNN).
"""

# mypy: disallow-subclassing-any=False
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import partial
from hashlib import blake2b
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from gnn.data import F32, Data, Phase
from gnn.families import model
from gnn.features.neighbour_labels import keys_of
from gnn.features.parts import Reader
from gnn.learning.loop import Course, Source, answers, device, drawn, learn, measure, softmax
from gnn.learning.preset import complete, preset
from gnn.learning.sampler import EVER, Ways
from gnn.learning.segments import Rows, mean, shares, top, weighed
from gnn.learning.sources import Sampled, Whole
from gnn.learning.tensors import Shape, Sight, Way, none, shape, sight
from gnn.model import Arrays, Fitted, Model, Run, unseen
from graph.kernels.arrays import I64
from graph.say import Say

NAMES = ("sage", "gat-sep", "pna", "transaction", "node")
LEAST = 1e-6  # under a root
SHARES = tuple(i / 10 for i in (5, 6, 4, 7, 3, 8, 2, 9, 1, 10, 0))  # of a network beside a tree; of equals the first
BATCH = 512  # questions at once where the graph is too big to be taken whole


@dataclass(frozen=True, slots=True)
class Plan:
    """How big a network is and what it is made for."""

    name: str
    hidden: int
    hops: int
    heads: int
    dropout: float
    kinds: int
    classes: int
    ways: tuple[int, ...]  # the relation of each way
    asked: int  # the relation whose links are asked about, -1: nodes


class Piecewise(nn.Module):
    """Numbers as how far they are through each bin between quantiles, and whether they are missing.

    Gorishniy et al., On embeddings for numerical features in tabular deep learning, NeurIPS 2022.
    """

    def __init__(self, columns: int, bins: int, missing: int) -> None:
        super().__init__()
        self.register_buffer("low", torch.zeros(bins))
        self.register_buffer("width", torch.ones(bins))
        self.register_buffer("column", torch.zeros(bins, dtype=torch.long))
        self.register_buffer("missing", torch.zeros(missing, dtype=torch.long))
        self.register_buffer("middle", torch.zeros(columns))
        self.out = max(1, bins + missing)

    @staticmethod
    def of(x: Tensor, bins: int) -> Piecewise:
        """Its bins from (n, d) numbers that may be learned from."""
        low: list[float] = []
        width: list[float] = []
        column: list[int] = []
        middle = torch.zeros(x.shape[1])
        missing = [j for j in range(x.shape[1]) if bool(x[:, j].isnan().any())]
        for j in range(x.shape[1]):
            here = x[:, j][~x[:, j].isnan()].double().sort().values
            if not len(here):
                continue
            edge = here[torch.linspace(0, len(here) - 1, bins + 1).round().long()].unique()
            middle[j] = here[(len(here) - 1) // 2]
            low += edge[:-1].tolist()
            width += edge.diff().tolist()
            column += [j] * (len(edge) - 1)
        made = Piecewise(x.shape[1], len(low), len(missing))
        made.low, made.width = torch.tensor(low), torch.tensor(width).clamp(min=1e-30)
        made.column, made.missing, made.middle = torch.tensor(column).long(), torch.tensor(missing).long(), middle
        return made

    def sizes(self) -> list[int]:
        """What its constructor wants."""
        return [len(self.middle), len(self.low), len(self.missing)]

    def forward(self, x: Tensor) -> Tensor:
        """(n, d) -> (n, out)."""
        gone = x.isnan()
        whole = torch.where(gone, self.middle, x)
        code = ((whole[:, self.column] - self.low) / self.width).clamp(0, 1)  # (n, bins)
        out = torch.cat([code, gone[:, self.missing].to(code.dtype)], 1)
        return out if out.shape[1] else out.new_zeros(len(out), 1)


class Mean(nn.Module):
    """What sage hears: the mean."""

    parts = 1

    def __init__(self, plan: Plan) -> None:
        super().__init__()

    def forward(self, h: Tensor, way: Way) -> Tensor:
        return mean(h, way.near)  # (r, h)


class Attention(nn.Module):
    """What gat-sep hears: a mean whose weights are learned, head by head."""

    parts = 1

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.heads = plan.heads
        self.hears, self.says = nn.Linear(plan.hidden, plan.heads), nn.Linear(plan.hidden, plan.heads, bias=False)

    def forward(self, h: Tensor, way: Way) -> Tensor:
        owner, item = way.near.owner(), way.near.item.long()
        score = nn.functional.leaky_relu(self.hears(h)[way.who][owner] + self.says(h)[item], 0.2)  # (p, heads)
        heard = weighed(h.view(len(h), self.heads, -1), shares(score, way.near), way.near)
        return heard.flatten(1)  # (r, h)


class Principal(nn.Module):
    """What pna hears: mean, most, least and spread, each as it is, louder and softer by degree."""

    parts = 12

    def __init__(self, plan: Plan) -> None:
        super().__init__()

    def forward(self, h: Tensor, way: Way) -> Tensor:
        middle = mean(h, way.near)
        spread = (mean(h * h, way.near) - middle * middle).clamp(min=LEAST).sqrt()
        four = torch.cat([middle, top(h, way.near), -top(-h, way.near), spread], 1)  # (r, 4 h)
        size = loud(way.near)
        return torch.cat([four, four * size, four / size.clamp(min=0.5)], 1)  # (r, 12 h)


class Several(nn.Module):
    """What node hears: mean, most and, softened by the logarithm of the degree, the sum."""

    parts = 3

    def __init__(self, plan: Plan) -> None:
        super().__init__()

    def forward(self, h: Tensor, way: Way) -> Tensor:
        middle = mean(h, way.near)
        return torch.cat([middle, top(h, way.near), middle * loud(way.near)], 1)  # (r, 3 h)


def loud(rows: Rows) -> Tensor:
    """(r, 1) how many each row has, as a logarithm that is about 1 for a dozen."""
    return (rows.sizes().float().log1p() / 2.5)[:, None]


class Block(nn.Module):
    """A hop with a way around it: itself beside what it hears (Platonov et al.'s residual block)."""

    def __init__(self, plan: Plan, gather: type[Any]) -> None:
        super().__init__()
        h = plan.hidden
        self.norm = nn.LayerNorm(h)
        self.gather = nn.ModuleList(gather(plan) for _ in plan.ways)
        self.wide = nn.Linear(h, 2 * h)
        self.heard = nn.ModuleList(nn.Linear(gather.parts * h, 2 * h, bias=False) for _ in plan.ways)
        self.narrow = nn.Linear(2 * h, h)
        self.drop = nn.Dropout(plan.dropout)

    def forward(self, h: Tensor, told: Tensor, sight: Sight) -> Tensor:
        z = self.norm(h)
        total = self.wide(z) + told.repeat(1, 2)  # (n, 2 h)
        for gather, heard, way in zip(self.gather, self.heard, sight.ways, strict=True):
            total.index_add_(0, way.who, heard(gather(z, way)))
        z = self.drop(nn.functional.gelu(total))
        return h + self.drop(self.narrow(z))


class Apart(nn.Module):
    """A hop of the node model: of the neighbours alone, by relation; what the node is stays in the hop before."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        h = plan.hidden
        self.gather = nn.ModuleList(Several(plan) for _ in plan.ways)
        self.heard = nn.ModuleList(nn.Linear(Several.parts * h, h, bias=False) for _ in plan.ways)
        self.self = nn.Linear(h, h)
        self.norm = nn.LayerNorm(h)
        self.drop = nn.Dropout(plan.dropout)

    def forward(self, h: Tensor, told: Tensor, sight: Sight) -> Tensor:
        total = told + self.self(h)
        for gather, heard, way in zip(self.gather, self.heard, sight.ways, strict=True):
            total.index_add_(0, way.who, heard(gather(h, way)))  # (n, h)
        return self.drop(nn.functional.gelu(self.norm(total)))


class TwoStage(nn.Module):
    """A hop of the transaction model: links say what they carry, pairs gather them, nodes gather pairs, links hear back."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        h, ways = plan.hidden, len(plan.ways)
        relations = max(plan.ways, default=-1) + 1
        self.said = nn.ModuleList(nn.Linear(h, h, bias=False) for _ in range(ways))
        self.carried = nn.ModuleList(nn.Linear(h, h) for _ in range(ways))
        self.paired = nn.ModuleList(nn.Linear(2 * h + 1, h) for _ in range(ways))
        self.node = nn.Linear(h, h)
        self.heard = nn.ModuleList(nn.Linear(3 * h, h, bias=False) for _ in range(ways))
        self.link = nn.ModuleList(
            nn.Sequential(nn.Linear(3 * h, h), nn.GELU(), nn.Linear(h, h)) for _ in range(relations)
        )
        self.norm = nn.LayerNorm(h)
        self.drop = nn.Dropout(plan.dropout)

    def forward(self, h: Tensor, links: list[Tensor], sight: Sight) -> tuple[Tensor, list[Tensor]]:
        total = self.node(h)
        for number, way in enumerate(sight.ways):
            by = way.near.item.long()[way.pair.owner()]  # (m,) who each link comes from, pair by pair
            carried = self.carried[number](links[way.relation])[way.pair.item.long()]
            said = nn.functional.gelu(self.said[number](h)[by] + carried)  # (m, h)
            pairs = Rows(way.pair.start, _count(len(said), h))
            both = torch.cat([mean(said, pairs), top(said, pairs), loud(pairs)], 1)  # (p, 2 h + 1)
            pair = nn.functional.gelu(self.paired[number](both))
            near = Rows(way.near.start, _count(len(pair), h))
            middle = mean(pair, near)
            three = torch.cat([middle, top(pair, near), middle * loud(near)], 1)  # (r, 3 h)
            total.index_add_(0, way.who, self.heard[number](three))  # (n, h)
        h = h + self.drop(nn.functional.gelu(self.norm(total)))
        ends = [torch.cat([h[s], h[t], e], 1) for s, t, e in zip(sight.source, sight.target, links, strict=True)]
        return h, [e + self.drop(link(x)) for e, link, x in zip(links, self.link, ends, strict=True)]  # (m, h) each


def _count(length: int, like: Tensor) -> Tensor:
    return torch.arange(length, dtype=torch.int32, device=like.device)


class Net(nn.Module):
    """Numbers in, logits out: (k, c) for the k nodes or links that are asked about."""

    def __init__(self, plan: Plan, numbers: Piecewise, links: list[Piecewise]) -> None:
        super().__init__()
        h = plan.hidden
        self.plan = plan
        self.numbers, self.codes = numbers, nn.ModuleList(links)
        self.enter = nn.Linear(numbers.out, h)
        self.kind = nn.Embedding(plan.kinds + 1, h)
        self.shown = nn.Embedding(plan.classes + 1, h)
        self.ego = nn.Parameter(torch.zeros(h))
        nn.init.zeros_(self.kind.weight)
        nn.init.normal_(self.shown.weight, std=0.1)
        self.carried = nn.ModuleList(nn.Linear(code.out, h) for code in links)
        self.told = nn.ModuleList(nn.Linear(links[r].out + 2, h) for r in plan.ways)
        self.drop = nn.Dropout(plan.dropout)
        made = {"sage": Mean, "gat-sep": Attention, "pna": Principal}
        self.hops = nn.ModuleList(
            Block(plan, made[plan.name]) if plan.name in made
            else Apart(plan) if plan.name == "node" else TwoStage(plan)
            for _ in range(plan.hops)
        )  # fmt: skip
        wide = h * (plan.hops + 1 if plan.name == "node" else 1)
        ends = 2 * wide + h if plan.asked >= 0 else wide
        self.head = nn.Sequential(
            nn.LayerNorm(ends), nn.Linear(ends, h), nn.GELU(), nn.Dropout(plan.dropout), nn.Linear(h, plan.classes)
        )

    def forward(self, sight: Sight) -> Tensor:
        """(k, c) logits."""
        h = self.enter(self.numbers(sight.x) if sight.codes is None else sight.codes) + self.kind(sight.kind)
        h = h + self.shown(sight.shown + 1) + sight.ego[:, None] * self.ego
        h = self.drop(nn.functional.gelu(h))  # (n, h)
        asked = self.plan.asked
        if self.plan.name == "transaction":
            links = [carried(code(x)) for carried, code, x in zip(self.carried, self.codes, sight.links, strict=True)]
            for hop in self.hops:
                h, links = hop(h, links, sight)
            return self.answer(h, links[asked][sight.asked] if asked >= 0 else None, sight)
        told, every = self.hear(h, sight), [h]
        for hop in self.hops:
            every.append(hop(every[-1], told, sight))
        h = torch.cat(every, 1) if self.plan.name == "node" else every[-1]
        own = self.carried[asked](self.codes[asked](sight.links[asked][sight.asked])) if asked >= 0 else None
        return self.answer(h, own, sight)

    def hear(self, h: Tensor, sight: Sight) -> Tensor:
        """(n, h) what a node's own links are like, way by way."""
        total = torch.zeros_like(h)
        for told, way, like in zip(self.told, sight.ways, sight.told or self.likes(sight), strict=True):
            total.index_add_(0, way.who, told(like))
        return total

    def likes(self, sight: Sight) -> tuple[Tensor, ...]:
        """(r, bins + 2) a way: parallel links first, neighbours second, and how many of both. Nothing of it is learned."""
        codes: dict[int, Tensor] = {}
        out = []
        for way in sight.ways:
            if way.relation not in codes:
                codes = {way.relation: self.codes[way.relation](sight.links[way.relation])}  # one at a time
            pair = mean(codes[way.relation], way.pair)
            heard = mean(pair, Rows(way.near.start, _count(len(pair), pair)))
            many = loud(Rows(way.pair.start[way.near.start], way.near.item))  # links, where near counts neighbours
            out.append(torch.cat([heard, loud(way.near), many], 1))
        return tuple(out)

    def answer(self, h: Tensor, own: Tensor | None, sight: Sight) -> Tensor:
        """(k, c) for nodes, or for links from both ends and what they carry themselves."""
        if own is None:
            return self.head(h[sight.asked])
        source, target = (ends[self.plan.asked][sight.asked] for ends in (sight.source, sight.target))
        return self.head(torch.cat([h[source], h[target], own], 1))


# fitting


class Network:
    """A network that has learned."""

    def __init__(self, net: Net, shape: Shape, settings: dict[str, Any], known: Known, reader: Reader) -> None:
        self.net, self.shape, self.settings, self.known, self.reader = net, shape, settings, known, reader
        self.held: F32 | None = None  # (k, c) what was said of validation before that was learned from too

    def scores(self, phase: Phase) -> F32:
        """(k, c) probabilities."""
        return softmax(self.logits(phase))

    def logits(self, phase: Phase) -> F32:
        """(k, c)."""
        source = self.source(phase)
        try:
            with drawn(0):
                return answers(self.net.to(device()), source)
        finally:
            self.net.to("cpu")  # where the next phase's numbers are read

    def source(self, phase: Phase) -> Source:
        """The phase in the columns that were learned from, whole or sampled."""
        own, data = self.settings, phase.data
        seen = sight(phase, self.reader.nodes(data), self.shape)
        asked, known = phase.index.astype(np.int64), self.known.of(data)
        if not own["batch"]:
            told = () if self.net.plan.name == "transaction" else self.net.likes(seen)
            return Whole(replace(seen, codes=self.net.numbers(seen.x), told=told), asked, phase.y, known, own["shown"])
        ways = Ways.of(data.n, [data.relations.get(r, none(c)) for r, c in zip(self.shape.relations, self.shape.links, strict=True)], self.shape.directed)  # fmt: skip
        before = np.full(phase.k, EVER, np.int64)
        at = data.relations[phase.relation].at if phase.relation is not None else None
        if at is not None:
            before = at[asked].astype(np.int64)
        return Sampled(seen, ways, asked, phase.y, self.net.plan.asked, before, known, own["batch"], tuple(own["fan"]), own["recent"], 0)  # fmt: skip

    def state(self) -> tuple[Arrays, dict[str, Any]]:
        """Weights by name, and how to build the network around them."""
        weights = {k: v.cpu().numpy() for k, v in self.net.state_dict().items()}
        sizes = [self.net.numbers.sizes(), *(code.sizes() for code in self.net.codes)]
        body = {
            "plan": asdict(self.net.plan),
            "shape": self.shape.body(),
            "settings": self.settings,
            "sizes": sizes,
            "windows": list(self.reader.windows),
        }
        held = {} if self.held is None else {"held": self.held}
        return {**weights, **held, "known.id": self.known.id, "known.y": self.known.y}, body

    @staticmethod
    def restore(arrays: Arrays, body: dict[str, Any]) -> Network:
        """What `state` told."""
        plan = Plan(**{**body["plan"], "ways": tuple(body["plan"]["ways"])})
        numbers, *links = (Piecewise(*size) for size in body["sizes"])
        net = Net(plan, numbers, links)
        told = ("held", "known.id", "known.y")
        net.load_state_dict({k: torch.from_numpy(np.array(v)) for k, v in arrays.items() if k not in told})
        known = Known(np.asarray(arrays["known.id"]), np.asarray(arrays["known.y"]))
        reader = Reader(tuple(body["settings"]["features"]), tuple(body["windows"]))
        network = Network(net, Shape.of(body["shape"]), body["settings"], known, reader)
        network.held = arrays.get("held")
        return network


@dataclass(frozen=True, slots=True)
class Known:
    """Answers that were learned from and may be told to neighbours: by a hash of what the node is called, so that none is in
    the file."""

    id: I64  # (k,) rising
    y: I64  # (k,)

    @staticmethod
    def learned(train: Phase, share: float) -> Known:
        """Of a phase of nodes; none where nothing is told."""
        if not share or train.relation is not None:
            return Known(np.zeros(0, np.int64), np.zeros(0, np.int64))
        id = _hashes(keys_of(train.data, train.index))
        order = np.argsort(id, kind="stable")
        return Known(id[order], train.y[order].astype(np.int64))

    def of(self, data: Data) -> I64:
        """(n,) the class that is known of each, -1 where none is."""
        out = np.full(data.n, -1, np.int64)
        if len(self.id):
            id = _hashes(keys_of(data, np.arange(data.n)))
            place = np.minimum(np.searchsorted(self.id, id), len(self.id) - 1)
            here = self.id[place] == id
            out[here] = self.y[place[here]]
        return out


def _hashes(ids: Iterable[str]) -> I64:
    return np.frombuffer(b"".join(blake2b(i.encode(), digest_size=8).digest() for i in ids), np.int64)


def seen(phase: Phase) -> NDArray[np.bool_]:
    """(n,) nodes of which a phase knows anything: linked before its cut, or asked about."""
    out = np.zeros(phase.data.n, np.bool_)
    for k in phase.data.relations.values():
        out[k.source] = out[k.target] = True
    if phase.relation is None:
        out[phase.index] = True
    return out


def fit(name: str, train: Phase, valid: Phase, run: Run) -> Network:
    """The loop; with `refit` again on training and validation together, for as many epochs as validation found best."""
    settings = complete(name, run.settings)
    if train.relation is not None or not np.isin(train.data.part[train.index], valid.data.part[valid.index]).any():
        settings["shown"] = 0.0  # no answer of this network would be known in another one
    network, course = _new(name, train, settings, run.seed), Course.of(settings, len(train.classes))
    epochs = learn(network.net, network.source(train), network.source(valid), course, run)
    if run.again is None or not settings["refit"]:
        return network
    more, both = replace(run, checkpoint=run.checkpoint and run.checkpoint.with_suffix(".again")), run.again
    whole = _new(name, both, settings, run.seed)
    learn(whole.net, whole.source(both), None, replace(course, epochs=epochs), more)
    whole.held = network.scores(valid)
    return whole


def _new(name: str, train: Phase, settings: dict[str, Any], seed: int) -> Network:
    """A network that has learned nothing yet; numbers are binned by what the phase of training knows."""
    reader = Reader.of(settings["features"], train)
    rows = reader.nodes(train.data)
    known = shape(train, rows)
    whole = sight(train, rows, known)
    if not settings["batch"] and train.data.m > settings["whole"]:
        settings["batch"] = BATCH
    bins, held = settings["bins"], torch.from_numpy(seen(train))
    plan = Plan(
        name, settings["hidden"], settings["hops"], settings["heads"], settings["dropout"], len(known.kinds), len(known.classes),
        tuple(way.relation for way in whole.ways), known.relations.index(known.relation) if known.relation is not None else -1,
    )  # fmt: skip
    with drawn(seed):
        net = Net(plan, Piecewise.of(whole.x[held], bins), [Piecewise.of(x, bins) for x in whole.links])
    return Network(net, known, settings, Known.learned(train, settings["shown"]), reader)


# beside a tree


@dataclass(frozen=True, slots=True)
class Stacked:
    """A network beside a tree that was fitted on the same phases; `share` of the network is what was best on validation.

    The tree's scores are no input of the network, so nothing that it knows of its own answers is learned from.
    """

    network: Network
    name: str
    tree: Fitted
    share: float
    held: F32 | None = None  # (k, c) what was said of validation before that was learned from too

    def scores(self, phase: Phase) -> F32:
        """(k, c) probabilities."""
        return softmax(_between(self.network.logits(phase), self.tree.scores(phase), self.share))

    def state(self) -> tuple[Arrays, dict[str, Any]]:
        """Both, the tree's under `tree.`."""
        weights, body = self.network.state()
        held, told = self.tree.state()
        seen = {} if self.held is None else {"held": self.held}
        return {**weights, **{f"tree.{k}": v for k, v in held.items()}, **seen}, {**body, "tree": {"name": self.name, "body": told, "share": self.share}}  # fmt: skip


def _between(logits: F32, p: F32, share: float) -> F32:
    """(k, c) logits between a network's and a tree's probabilities."""
    net = logits - np.log(np.exp(logits - logits.max(1, keepdims=True)).sum(1, keepdims=True)) - logits.max(1, keepdims=True)  # fmt: skip
    out: F32 = (share * net + (1 - share) * np.log(np.clip(p, LEAST, 1))).astype(np.float32)
    return out


def stacked(name: str, train: Phase, valid: Phase, run: Run) -> Fitted:
    """The network, and where `stack` names a family of trees, one of these beside it."""
    network, other = fit(name, train, valid, run), complete(name, run.settings)["stack"]
    if not other:
        return network
    tree = model(other).fit(
        train, valid, Run(run.seed, preset(network.settings["tree"], other), None, run.watch, run.again)
    )
    logits, p = (np.log(np.clip(unseen(m, valid), LEAST, 1)) for m in (network, tree))
    by = Course.of(network.settings, len(train.classes)).stop
    blends = [_between(logits, np.exp(p), share) for share in SHARES]
    best = int(np.argmax([measure(b, valid.y, by) for b in blends]))
    again = any(getattr(m, "held", None) is not None for m in (network, tree))
    return Stacked(network, other, tree, SHARES[best], softmax(blends[best]) if again else None)


def restore(arrays: Arrays, body: dict[str, Any]) -> Fitted:
    """What `state` told."""
    if "tree" not in body:
        return Network.restore(arrays, body)
    held = {k.removeprefix("tree."): v for k, v in arrays.items() if k.startswith("tree.")}
    weights = {k: v for k, v in arrays.items() if not k.startswith("tree.")}
    name, told, share = (body["tree"][k] for k in ("name", "body", "share"))
    return Stacked(
        Network.restore(weights, body), name, model(name).restore(held, told), float(share), arrays.get("held")
    )


def _model(name: str, zh: str, en: str) -> Model:
    return Model(name, Say(zh, en), partial(stacked, name), restore)


NETWORKS: tuple[Model, ...] = (
    _model("sage", "GraphSAGE：自身与邻居均值", "GraphSAGE: itself and the mean of its neighbours"),
    _model("gat-sep", "图注意力，自身与邻居分开", "graph attention, self kept apart from neighbours"),
    _model("pna", "多种聚合，按度缩放", "principal neighbourhood aggregation, scaled by degree"),
    _model("transaction", "交易模型：先并行边后邻居，边有自己的状态", "transactions: parallel links first, neighbours second, links have a state of their own"),
    _model("node", "节点模型：按关系传递，逐跳拼接，与提升树叠加", "nodes: messages by relation, all hops beside one another, stacked with the tree"),
)  # fmt: skip
