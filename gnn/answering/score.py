"""Scores of the lake as findings: what a model puts first goes where detectors put theirs, as leads.

A model is the detector `model-NAME`. A finding is one subject's, or of links one pair's of ends (its key), so that a newer score
changes it, keeps what was decided on it and is told again where it has risen. Only as many are kept as people can review, and
only above the model's threshold.

**Incremental**: of a run, each node's fingerprint (its own columns and its links) is kept with the scores. A score is
taken over where nothing within the model's reach has another fingerprint. Where a model reads time (how long ago), a
newer last link changes everybody's features, and all is asked anew; so it is where a model's reach is not known.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from gnn.answering.around import near
from gnn.answering.columns import relation_label
from gnn.answering.explain import MARK, Explanation
from gnn.data import Bool, Data, Kind, Phase
from gnn.model import Fitted
from gnn.reading.known import active
from gnn.trust import drift
from gnn.trust.registry import Kept, write
from graph.detect.scored import MODEL
from graph.finding import PREFIX, Finding, Subject, day, ranked, saying
from graph.kernels.arrays import F64, I64, U64
from graph.lake import Lake
from graph.ops import Ops
from graph.say import JinyingError, Say
from graph.settings import private
from graph.study.named import captions

FLAGGED = Say("模型提示的主体", "flagged by a model")
SIDES = (Say("付款账户", "paying account"), Say("收款账户", "receiving account"))
ANSWERS = {"1": Say("属于所查情形", "what is looked for"), "0": Say("不属于所查情形", "not what is looked for")}
SHOWN = 50  # links that a finding names
ASKED = 500  # links of a pair that what is decided of it is an answer about
REACH: Mapping[str, tuple[int | None, bool]] = {"xgb": (0, False), "xgb-agg": (2, True)}  # of families: reach, clock
KINDS = ("Account",)  # whose nodes are asked about unless a model was trained on others


class ScoreError(JinyingError):
    """A model whose scores can't be findings."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """A model as it is asked. `reach`: within how many links its score of a node can change (None: not known);
    `clock`: whether it reads how long ago things were; `threshold`: of its score, not calibrated; `base`: what drift is told
    against; `about`: what each of its findings says of the model."""

    name: str
    version: str
    fitted: Fitted
    task: Kind
    classes: tuple[str, ...]
    relation: str | None = None
    calibrate: Callable[[F64], F64] = field(default=lambda score: score)
    threshold: float = 0.5
    kinds: tuple[str, ...] = KINDS
    reach: int | None = None
    clock: bool = True
    taught: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # by id: train, valid or test, and the answer
    base: Mapping[str, Any] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)

    @property
    def detector(self) -> str:
        return f"{MODEL}{self.name}"


def of_kept(one: Kept) -> Scorer:
    """A model of the registry."""
    from gnn.trust import keeping, registry

    note = one.part("data").get("note") or {}
    reach, clock = REACH.get(one.part("family"), (None, True)) if one.part("task") == "node" else (None, True)
    return Scorer(
        one.name, one.version, registry.fitted(one), one.part("task"), tuple(one.part("classes")), one.body.get("relation"),
        one.calibration.of, float(one.part("threshold")), tuple(note.get("asked") or KINDS), reach, clock, keeping.taught(one),
        one.body.get("drift") or {}, _about(one),
    )  # fmt: skip


def _about(one: Kept) -> dict[str, Any]:
    """When it was made, how it is calibrated and how far that was off in the test, and what may be said of it beside its floor."""
    error = one.body.get("figures", {}).get("variants", {}).get("model", {}).get("ece", {}).get("mean")
    verdicts = one.body.get("verdicts") or []
    return {
        "made": one.body.get("made"), "calibration": one.calibration.kind, "calibration_error": error and round(float(error), 4),
        "verdict": dict(zip(("zh", "en"), verdicts[0], strict=True)) if verdicts else None,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scores:
    """Of everything asked, k of them: `index` nodes or links, `score`, and `anew`: how many the model was asked about. `drift`:
    how far they are from what the model was chosen by, where it kept that; `aside`: what is no news (`repeats`)."""

    phase: Phase
    score: F64
    anew: int
    drift: Say | None = None
    drifted: str | None = None  # the worst of gnn.trust.drift's states
    aside: Bool | None = None


# score


def scores(of: Scorer, data: Data, cut: int | None = None, kept: Path | None = None) -> Scores:
    """Scores of the nodes of the model's kinds that have done something, or of all links of its relation, as of a cut;
    `kept`: a folder in which fingerprints and scores stay, and from which those of before are taken over."""
    if len(of.classes) != 2:
        raise ScoreError(
            Say("只有两类的模型可写为发现", "only scores of two classes become findings"),
            Say("用 --out 写成 CSV", "write them as CSV by --out"),
        )
    data = data.as_of(cut)
    phase = asked(of, data, cut)
    stale, prints, known = np.ones(phase.k, np.bool_), None, np.zeros(phase.k)
    if kept is not None:
        prints = fingerprints(data)
        stale, known = _taken_over(of, phase, prints, kept)
    if stale.any():
        some = Phase(data, phase.task, phase.relation, phase.index[stale], phase.y[stale], phase.classes, cut)
        known[stale] = of.fitted.scores(some)[:, 1]
    if kept is not None and prints is not None:
        _keep(of, phase, prints, known, kept)
    found = drift.told(of.base, phase, known) if of.base else []
    return Scores(
        phase, known, int(stale.sum()), drift.said(found, phase.relation) if found else None, drift.worst(found)
    )


def asked(of: Scorer, data: Data, cut: int | None) -> Phase:
    """What is asked of the model."""
    if of.relation is not None:
        if of.relation not in data.relations:
            raise ScoreError(Say(f"数据没有关系“{of.relation}”", f"the data has no relation '{of.relation}'"))
        index = np.arange(data.relations[of.relation].m)
    else:
        kinds = [code for code, kind in enumerate(data.kinds) if kind in of.kinds]
        index = np.flatnonzero(active(data) & np.isin(data.kind, kinds))
    return Phase(data, of.task, of.relation, index, np.full(len(index), -1), of.classes, cut)


# incremental


def fingerprints(data: Data) -> U64:
    """(n,) of each node: its own columns, and its links with their times, properties and other ends."""
    name = np.array([int.from_bytes(blake2b(i.encode(), digest_size=8).digest()) for i in data.ids], np.uint64)
    made = _mixed(name ^ _rows(data.x) ^ data.kind.astype(np.uint64))
    for relation, k in data.relations.items():
        link = _mixed(_rows(k.x) + np.uint64(int.from_bytes(blake2b(relation.encode(), digest_size=8).digest())))
        link = _mixed(link ^ (np.zeros(k.m, np.uint64) if k.at is None else k.at.astype(np.uint64)))
        np.add.at(made, k.source, _mixed(link + _mixed(name[k.target])))
        np.add.at(made, k.target, _mixed(link ^ _mixed(name[k.source])))
    return made


def _rows(x: NDArray[np.float32]) -> U64:
    """(n,) of each row's values; one NaN is as another."""
    bits = np.where(np.isnan(x), np.float32(np.nan), x + np.float32(0)).astype(np.float32).view(np.uint32)
    made = np.zeros(len(x), np.uint64)
    for c in range(x.shape[1]):
        made = _mixed(made + bits[:, c] + np.uint64(c))
    return made


def _mixed(value: U64) -> U64:
    """SplitMix64's finalizer (Steele, Lea and Flood, OOPSLA 2014)."""
    value = (value + np.uint64(0x9E3779B97F4A7C15)).astype(np.uint64)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(value ^ (value >> np.uint64(31)), np.uint64)


def stale_nodes(data: Data, prints: U64, before: Mapping[str, int], reach: int) -> Bool:
    """(n,) nodes with a changed or new one within reach. What vanished changed the nodes that it was linked to."""
    old = np.array([before.get(i, -1) for i in data.ids], object)
    changed = np.array([a != b for a, b in zip(old.tolist(), prints.tolist(), strict=True)], np.bool_)
    return near(data, np.flatnonzero(changed), reach)


def _taken_over(of: Scorer, phase: Phase, prints: U64, kept: Path) -> tuple[Bool, F64]:
    """Which are to be asked anew, and the scores of before of the others."""
    all_, known = np.ones(phase.k, np.bool_), np.zeros(phase.k)
    try:
        note = json.loads((kept / "scored.json").read_text("utf-8"))
        nodes, had = pl.read_parquet(kept / "nodes.parquet"), pl.read_parquet(kept / "scores.parquet")
    except (OSError, ValueError, pl.exceptions.PolarsError):
        return all_, known
    if note["by"] != _by(of, phase) or (of.clock and note["end"] != _end(phase.data)):
        return all_, known
    before = dict(nodes.iter_rows())
    moved = stale_nodes(phase.data, prints, before, of.reach or 0)
    if of.reach is None and (moved.any() or len(before) != phase.data.n):  # how far a change reaches is not known
        return all_, known
    scored: dict[str, float] = dict(had.iter_rows())
    names = _names(phase)
    found = np.array([scored.get(i, np.nan) for i in names])
    stale = np.isnan(found)
    if phase.relation is None:
        stale |= moved[phase.index]
    else:
        links = phase.data.relations[phase.relation]
        stale |= moved[links.source[phase.index]] | moved[links.target[phase.index]]
    return stale, np.where(stale, 0.0, found)


def _keep(of: Scorer, phase: Phase, prints: U64, score: F64, kept: Path) -> None:
    """Scores and fingerprints for the next run; the note last, without which the rest counts for nothing."""
    private(kept)
    (kept / "scored.json").unlink(missing_ok=True)
    for name, frame in (("nodes", {"id": phase.data.ids, "print": prints}), ("scores", {"id": _names(phase), "score": score})):  # fmt: skip
        raw = io.BytesIO()  # a full disk is the system's word then, and no reader's
        pl.DataFrame(frame).write_parquet(raw)
        write(kept / f"{name}.parquet", raw.getvalue())
    write(kept / "scored.json", json.dumps({"by": _by(of, phase), "end": _end(phase.data)}).encode())


def _by(of: Scorer, phase: Phase) -> list[Any]:
    """What else a score hangs on: the model, the form of the data, and the cut of one that reads time."""
    columns = [list(phase.data.columns), {n: list(k.columns) for n, k in sorted(phase.data.relations.items())}]
    return [of.name, of.version, of.reach, columns, phase.cut if of.clock else None]


def _end(data: Data) -> int | None:
    return max((int(k.at.max()) for k in data.relations.values() if k.at is not None and k.m), default=None)


def _names(phase: Phase) -> Sequence[str]:
    """Ids of what is asked about: of nodes, or of links."""
    if phase.relation is None:
        return [phase.data.ids[i] for i in phase.index.tolist()]
    links = phase.data.relations[phase.relation]
    if not links.ids:
        raise ScoreError(
            Say("关系没有编号", "its links have no ids"), Say("读取时带上编号", "read them with their ids")
        )
    return [links.ids[i] for i in phase.index.tolist()]


def _name(phase: Phase, place: int) -> str:
    """Of one."""
    return _names(replace(phase, index=phase.index[[place]]))[0]


# findings


def first(of: Scorer, made: Scores, capacity: int) -> list[I64]:
    """What people shall look at, at most `capacity`, highest first: places in the phase, of a node its own, of links all of a pair
    of ends together, for nobody checks them one by one; only those above the threshold that are news."""
    able = np.flatnonzero((made.score >= of.threshold) & ~(made.aside if made.aside is not None else np.False_))
    names = np.array([_name(made.phase, p) for p in able.tolist()], np.str_)
    able = able[np.lexsort((names, -made.score[able]))]
    _, start, group = np.unique(_pairs(made.phase)[able], return_index=True, return_inverse=True)
    chosen = np.argsort(start, kind="stable")[:capacity]
    return [able[group == one] for one in chosen.tolist()]


def repeats(of: Scorer, made: Scores, decided: Container[str | None]) -> Bool:
    """(k,) what the model learned to be what is looked for: its score repeats a case that is known, and would take the place of a
    lead. `decided`: keys of findings that somebody has decided on, which stay."""
    taught = {name for name, told in of.taught.items() if told == ("train", of.classes[1])}
    known = np.array([name in taught for name in _names(made.phase)], np.bool_)
    for place in np.flatnonzero(known & (made.score >= of.threshold)).tolist():
        known[place] = _key(made.phase, place) not in decided
    return known


def _key(phase: Phase, place: int) -> str:
    """Which finding it is of."""
    return ">".join(phase.data.ids[n] for n in _ends(phase, place))


def _ends(phase: Phase, place: int) -> tuple[int, ...]:
    """The node asked about, or both ends of the link."""
    one = int(phase.index[place])
    if phase.relation is None:
        return (one,)
    links = phase.data.relations[phase.relation]
    return tuple(dict.fromkeys((int(links.source[one]), int(links.target[one]))))


def _pairs(phase: Phase) -> I64:
    """(k,) a number for what is looked at together: the node, or both ends of a link."""
    if phase.relation is None:
        return phase.index
    links, one = phase.data.relations[phase.relation], phase.index
    return links.source[one].astype(np.int64) * phase.data.n + links.target[one]


def findings(of: Scorer, made: Scores, lake: Lake, capacity: int, reason: Callable[[Phase, int], Explanation] | None = None, explained: int = 20) -> list[Finding]:  # fmt: skip
    """The first `capacity` as findings; the first `explained` of them with what moved the score, where `reason` tells."""
    phase, data = made.phase, made.phase.data
    leads = [_lead(of, made, places, rank) for rank, places in enumerate(first(of, made, capacity), 1)]
    why = {one.rank: reason(phase, one.top) for one in leads[:explained]} if reason else {}
    others = [e for x in why.values() for p in x.raising(3) for e in (p.source, p.target)]
    told = captions(lake, {*(data.ids[n] for one in leads for n in one.ends), *others}) if leads else {}
    among = len(np.unique(_pairs(phase)))
    facts = {
        "model": of.name, "version": of.version, "snapshot": data.note.get("snapshot"), "threshold": of.threshold, "capacity": capacity, "of": among, "as_of": phase.cut,
        **of.about, "drift": made.drift and {**made.drift._asdict(), "state": made.drifted},
    }  # fmt: skip
    return ranked(_finding(of, made, one, why.get(one.rank), told, facts) for one in leads)


@dataclass(frozen=True, slots=True)
class Lead:
    """One thing to be looked at: places in the phase, the highest first, the numbers of the node or of both ends, its rank and the
    calibrated chance of the highest."""

    places: I64
    ends: tuple[int, ...]
    rank: int
    chance: float

    @property
    def top(self) -> int:
        return int(self.places[0])


def _lead(of: Scorer, made: Scores, places: I64, rank: int) -> Lead:
    return Lead(
        places,
        _ends(made.phase, int(places[0])),
        rank,
        float(np.clip(of.calibrate(made.score[places[:1]]), 0.0, 1.0)[0]),
    )


def _finding(of: Scorer, made: Scores, one: Lead, why: Explanation | None, told: Mapping[str, str], facts: Mapping[str, Any]) -> Finding:  # fmt: skip
    """Of links each finding names in `asked` those above the threshold: what is decided of it is an answer about them."""
    phase, data = made.phase, made.phase.data
    roles = (FLAGGED,) if phase.relation is None else SIDES
    subjects = tuple(Subject(data.ids[n], data.kinds[data.kind[n]], role) for n, role in zip(one.ends, roles, strict=False))  # fmt: skip
    known = of.taught.get(_name(phase, one.top))
    asked = [_name(phase, p) for p in one.places[:ASKED].tolist()] if phase.relation is not None else []
    links, count = _links(phase, one.ends, asked, why)
    times = None if phase.relation is None else phase.data.relations[phase.relation].at
    at = None if times is None else times[phase.index[one.places]] * 1000
    more: dict[str, Any] = {"explanation": why.subgraph()} if why else {}
    if asked:
        more |= {"asked": asked, "relation": phase.relation, "above": len(one.places)}
    return Finding(
        of.detector, subjects, links, None if at is None else int(at.min()), None if at is None else int(at.max()), one.chance,
        _sentence(of, made, one, told, facts["of"], _because(why, told, {s.id for s in subjects}), _was_taught(known)),
        {**facts, "taught": known and {"phase": known[0], "class": known[1]}, "score": round(float(made.score[one.top]), 6), "probability": round(one.chance, 6), "rank": one.rank, "links": count, **more},
        key=_key(phase, one.top),
    )  # fmt: skip


def _links(phase: Phase, ends: tuple[int, ...], asked: Sequence[str], why: Explanation | None) -> tuple[tuple[str, ...], int]:  # fmt: skip
    """Ids of links that show it: those asked about and those that moved the score, else the subject's own last ones; and how many
    there are."""
    moved = tuple(i for p in why.raising() for i in p.ids) if why else ()
    if not moved and not asked:
        here = [
            (-1 if k.at is None else int(k.at[i]), k.ids[i])
            for k in phase.data.relations.values() if k.ids
            for i in np.flatnonzero(np.isin(k.source, ends) | np.isin(k.target, ends)).tolist()
        ]  # fmt: skip
        moved = tuple(i for _, i in sorted(here, reverse=True))
    every = tuple(dict.fromkeys((*asked, *moved)))
    return every[:SHOWN], len(every)


def _because(why: Explanation | None, told: Mapping[str, str], own: set[str]) -> Say:
    """With whom the links were that raised the score most."""
    if why is None:
        return Say("", "")
    others = list(dict.fromkeys(e for p in why.raising(3) for e in (p.source, p.target) if e not in own))
    names = [told[e] for e in others if e in told][:3]
    if not names:
        return Say("，主要依据自身特征", ", mostly by its own features")
    return Say(f"，主要因与 {'、'.join(names)} 的往来", f", mostly by its links with {', '.join(names)}")


def _was_taught(known: tuple[str, str] | None) -> Say:
    """Where it was among the answers that the model was made with: such a score is no news."""
    if known is None:
        return Say("", "")
    phase, cls = known
    where = {"train": Say("训练标签", "training labels"), "valid": Say("验证标签", "validation labels"), "test": Say("测试标签", "test labels")}[phase]  # fmt: skip
    more = Say("", "")
    if phase == "train":
        more = Say("，分数只是复述所教的答案", ", so that the score repeats what it was taught")
    answer = ANSWERS.get(cls, Say(f"“{cls}”", f"'{cls}'"))
    return Say(f"；在{where.zh}中，答案为{answer.zh}{more.zh}", f"; it was in the {where.en} as {answer.en}{more.en}")


def _sentence(of: Scorer, made: Scores, one: Lead, told: Mapping[str, str], among: int, because: Say, taught: Say) -> Say:  # fmt: skip
    phase, data = made.phase, made.phase.data
    when = Say("", "") if phase.cut is None else saying("据截至 {d} 的记录，", "by records up to {d}, ", d=day((phase.cut - 1) * 1000))  # fmt: skip
    names = " → ".join(told[data.ids[n]] for n in one.ends)
    who, most = Say(f"{names} ", names), Say("", "")
    if phase.relation is not None:
        called, n = relation_label(phase.relation), int((_pairs(phase) == _pairs(phase)[one.top]).sum())
        who = Say(f"{names} 的 {n:,} 笔{called.zh}中 {len(one.places):,} 笔", f"{len(one.places):,} of {n:,} links {names} ({called.en})")  # fmt: skip
        most = Say("，最高一笔", " the highest") if len(one.places) > 1 else Say("", "")
    sure = one.chance >= 0.995  # of no lead is it said that it is certain
    how = Say("在 99% 以上", "over 99%") if sure else Say(f"约 {one.chance:.0%}", f"about {one.chance:.0%}")
    is_ = "are" if len(one.places) > 1 else "is"
    unit = Say("个", "") if phase.relation is None else Say("对收付双方", " pairs")
    return Say(
        f"{when.zh}模型 {of.name} 估计 {who.zh}属于所查情形{most.zh}的可能性{how.zh}，在 {among:,} {unit.zh}中列第 {one.rank}{because.zh}{taught.zh}。{MARK.zh}。",
        f"{when.en}model {of.name} thinks that {who.en} {is_} what is looked for,{most.en} with a chance of {how.en}, rank {one.rank} of {among:,}{unit.en}{because.en}{taught.en}. {MARK.en.capitalize()}.",
    )  # fmt: skip


def keep(of: Scorer, ops: Ops, lake: Lake, found: Sequence[Finding], **params: Any) -> dict[str, str]:
    """Keep findings where detectors keep theirs; each one's state by id. What the last run had and this has not is no
    longer shown; what was decided on it stays."""
    assert all(f.id.startswith(PREFIX) for f in found)
    return ops.keep(of.detector, {"version": of.version, "threshold": of.threshold, **params}, len(lake.events()), found)  # fmt: skip
