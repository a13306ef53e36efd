"""How good the matching is: on generated names, on a lake of them, and on sample worlds that know who is who."""

from __future__ import annotations

import resource
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph.judged import Judgement, unite
from graph.lake import Lake
from ingest.load import expand, load
from ingest.mapping import parse
from ingest.match.generate import Labelled, labelled
from ingest.match.names import normal
from ingest.match.proposal import Proposal
from ingest.match.propose import proposals
from ingest.match.scorer import MERGED, Scorer, shipped
from ingest.match.train import compared, first
from ingest.world import write_registers
from ingest.world.plan import Plan
from ingest.world.province import Province, make_province
from ingest.world.subjects import subjects

SEED = 7  # of the test set: names, queries and hidden industries are others than those of training
MAPPING = """
name: names
label: {zh: 名称, en: names}
match: {header: [企业名称, 统一社会信用代码, 来源]}
entities:
  firm: {kind: Enterprise, props: {name: 企业名称, credit_code: "统一社会信用代码?"}}
"""
CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ALIKE = 0.05  # share of copies that bear the code of another firm


@dataclass(frozen=True, slots=True)
class Names:
    """Figures of a generated set. `precision`, `recall`, `f1`: best candidates, at the cut that was best on the queries
    of training; `merged_*`: those in the merged band, which takes names alone only where they state region and form."""

    queries: int
    hard: bool
    completeness: float
    candidates: float
    precision: float
    recall: float
    f1: float
    merged_precision: float
    merged_recall: float
    ratio_f1: float


def names(
    seed: int = SEED, scorer: Scorer | None = None, *, size: tuple[int, int] = (100_000, 20_000), hard: bool = False
) -> Names:
    """A set that nobody trained on. `hard`: those that are none of A are written in the thirteen ways too."""
    made = labelled(seed, *size, changed=hard)
    model = scorer or shipped()
    left, one, score, ratio, full = [], [], [], [], []
    true = np.array([q.true for q in made.queries])
    for part in compared(made):
        left.append(part.pairs.left)
        one.append(part.one)
        score.append(model.scores(part.rows))
        ratio.append(part.rows[:, 0].astype(np.float64))
        full.append(part.full)
    group, right = np.concatenate(left), np.concatenate(one)
    best = first(group, value := np.concatenate(score))
    precision, recall, f1 = _prf(value[best] >= model.made["cut"], right[best], true)
    stated = np.concatenate(full)[best]
    merged_precision, merged_recall, _ = _prf((value[best] >= model.merged) & stated, right[best], true)
    plain = first(group, text := np.concatenate(ratio))
    cuts = (_prf(text[plain] >= cut, right[plain], true)[2] for cut in np.linspace(0.5, 1, 51))
    return Names(
        len(true), hard, _round(right.sum() / (true >= 0).sum()), _round(len(group) / len(true)), precision, recall, f1,
        merged_precision, merged_recall, max(cuts),
    )  # fmt: skip


def ways(
    seed: int = SEED, scorer: Scorer | None = None, *, size: tuple[int, int] = (100_000, 20_000)
) -> dict[str, float]:
    """Recall by perturbation, at the cut."""
    made = labelled(seed, *size)
    model = scorer or shipped()
    found: Counter[str] = Counter()
    for part in compared(made):
        score = model.scores(part.rows)
        best = first(part.pairs.left, score)
        good = best[part.one[best] & (score[best] >= model.made["cut"])]
        found.update(made.queries[n].how for n in part.pairs.left[good])
    held = Counter(q.how for q in made.queries if q.true >= 0)
    return {how: _round(found[how] / n) for how, n in sorted(held.items())}


@dataclass(frozen=True, slots=True)
class Scaled:
    """A lake of generated names proposed over: cost of all of `proposals`, and what it did. `clashes`: groups that hold two
    codes once the merged are united; `crossed`: proposals between two codes, in whatever band."""

    names: int
    queries: int
    cpu_s: float
    peak_mib: float
    merged: int
    precision: float
    in_review: int
    crossed: int
    clashes: int


def scaled(seed: int = SEED, scorer: Scorer | None = None, *, size: tuple[int, int] = (100_000, 20_000)) -> Scaled:
    """A as a register with codes; B without, but for half of the others and some copies, which bear another firm's code."""
    made = labelled(seed, *size)
    rng = np.random.default_rng(seed)
    codes = credit_codes(rng, size[0] + size[1])
    own = ["" if (q.true >= 0 and rng.random() >= ALIKE) or (q.true < 0 and n % 2) else codes[size[0] + n] for n, q in enumerate(made.queries)]  # fmt: skip
    with TemporaryDirectory(prefix="jinying-match-") as folder:
        lake = _lake(Path(folder), made, codes[: size[0]], own)
        start = time.process_time()
        found = proposals(lake, scorer=scorer, kinds=("Enterprise",))
        cost = time.process_time() - start
        who = _identified(lake)
    truth = {
        n: codes[q.true] if q.true >= 0 else ""
        for n, q in zip(normal(q.name for q in made.queries), made.queries, strict=True)
    }
    merged = [p for p in found if p.band == MERGED]
    right = sum(_agrees(p, who, truth) for p in merged)
    united = unite(_answers(merged))
    clashes = sum(len({who[i][0] for i in ids if who[i][0]}) > 1 for ids in united.members.values())
    crossed = sum(bool(who[p.left][0] and who[p.right][0] and who[p.left][0] != who[p.right][0]) for p in found)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Scaled(*size, round(cost, 1), round(peak), len(merged), _round(right / max(1, len(merged))), len(found) - len(merged), crossed, clashes)  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    """One kind of subject in a sample world: those without a number whom the province knows, by what became of them."""

    seed: int
    kind: str
    unknown: int
    right: int
    wrong: int
    in_review: int
    missed: int
    review_right: float


def world(seed: int, scale: float = 0.1, scorer: Scorer | None = None) -> list[World]:
    """A world's registers and papers loaded, and the proposals held against the province that wrote them."""
    p = make_province(Plan(seed, scale))
    with TemporaryDirectory(prefix="jinying-match-") as folder:
        out = Path(folder) / "world"
        (out / "truth").mkdir(parents=True)
        write_registers(p, out, lambda *_: None)
        lake = Lake(Path(folder) / "data")
        with lake.lock():
            for file in expand([out]):
                if "truth" not in file.parts:
                    load(lake, file, None)
        found = proposals(lake, scorer=scorer)
        return [_world(seed, "Enterprise", found, *_firms(p, lake)), _world(seed, "Person", found, *_people(p, lake))]


def _world(
    seed: int, kind: str, found: Iterable[Proposal], known: Mapping[str, str], hidden: Mapping[str, str]
) -> World:
    """`known`: number by id; `hidden`: the true number of those that state none."""
    there = set(known.values())
    asked = {i: n for i, n in hidden.items() if n in there}
    everybody = {**known, **hidden}
    right: set[str] = set()
    wrong: set[str] = set()
    seen: set[str] = set()
    good = review = 0
    for p in found:
        if p.kind != kind or p.left not in everybody or p.right not in everybody:
            continue
        same = everybody[p.left] == everybody[p.right]
        if p.band == MERGED:
            (right if same else wrong).add(p.right)
        else:
            review, good = review + 1, good + same
            if same:
                seen.add(p.right)
    done = right | wrong
    waiting = (seen & asked.keys()) - done
    missed = len(asked.keys() - done - waiting)
    return World(
        seed, kind, len(asked), len(right), len(wrong), len(waiting), missed, _round(good / review if review else 1)
    )


def _firms(p: Province, lake: Lake) -> tuple[dict[str, str], dict[str, str]]:
    """Codes by id, and the code of those that state none: by full name, or by a brand that one firm alone has."""
    true = dict(zip(normal(p.firms.names), p.firms.codes, strict=True))
    brands: dict[str, set[str]] = {}
    for s in subjects(p):
        brands.setdefault(normal([s.brand])[0], set()).add(p.firms.codes[s.firm])
    rows = lake.scan("Enterprise").select("id", "name", "credit_code").unique().collect()
    known = {i: c for i, _, c in rows.iter_rows() if c}
    faces = {brand: next(iter(codes)) for brand, codes in brands.items() if len(codes) == 1}
    plain = {i: name for i, name, _ in rows.iter_rows() if i not in known and name}
    meant = zip(plain, normal(plain.values()), strict=True)
    return known, {i: c for i, name in meant if (c := true.get(name) or faces.get(name))}


def _people(p: Province, lake: Lake) -> tuple[dict[str, str], dict[str, str]]:
    """ID numbers by id, and that of those who state none: by name and phone, where the province has one such person."""
    people = pl.DataFrame({"name": p.people.names, "phone": [str(n) for n in p.people.phones], "number": p.people.ids})
    alone = people.filter(pl.struct("name", "phone").is_unique())
    rows = lake.scan("Person").select("id", "name", "phone", "id_number").unique().collect()
    known = {i: n for i, n in rows.select("id", "id_number").iter_rows() if n}
    asked = rows.filter(~pl.col("id").is_in(list(known))).join(alone, on=["name", "phone"])
    return known, dict(asked.select("id", "number").iter_rows())


def credit_codes(rng: np.random.Generator, n: int) -> list[str]:
    """Different codes with a right check character, in an area that GB/T 2260 gives nobody (99)."""
    body = rng.integers(0, len(CODE), (n, 9))
    made = []
    for row in np.unique(body, axis=0).tolist():
        text = "91990000" + "".join(CODE[c] for c in row)
        made.append(text + CODE[-sum(pow(3, i, 31) * CODE.index(c) for i, c in enumerate(text)) % 31])
    rng.shuffle(made)
    return made if len(made) == n else credit_codes(rng, n)


def _lake(folder: Path, made: Labelled, codes: list[str], own: list[str]) -> Lake:
    lake = Lake(folder / "data")
    parts = {"register": (made.names, codes), "others": ([q.name for q in made.queries], own)}
    with lake.lock():
        for file, (texts, numbers) in parts.items():
            path = folder / f"{file}.csv"
            pl.DataFrame({"企业名称": texts, "统一社会信用代码": numbers, "来源": file}).write_csv(path)
            load(lake, path, parse(MAPPING, "names"))
    return lake


def _identified(lake: Lake) -> dict[str, tuple[str, str]]:
    """Code and normal name by id."""
    rows = (
        lake.scan("Enterprise")
        .select("id", "name", "credit_code")
        .unique("id", keep="first", maintain_order=True)
        .collect()
    )
    return {i: (c or "", n) for i, n, c in zip(rows["id"], normal(rows["name"]), rows["credit_code"], strict=True)}


def _agrees(p: Proposal, who: Mapping[str, tuple[str, str]], truth: Mapping[str, str]) -> bool:
    """Whether both sides are one by the labels; two without a code are one where they are the same of A."""
    meant = [who[i][0] or truth.get(who[i][1], "") for i in (p.left, p.right)]
    return meant[0] == meant[1] != ""


def _answers(merged: Iterable[Proposal]) -> list[Judgement]:
    return [Judgement(n, p.left, p.right, "same", "rule:match", "", "") for n, p in enumerate(merged, 1)]


def _prf(chosen: NDArray[np.bool_], right: NDArray[np.bool_], true: NDArray[np.int64]) -> tuple[float, float, float]:
    hits = int((chosen & right).sum())
    precision, recall = hits / max(1, int(chosen.sum())), hits / max(1, int((true >= 0).sum()))
    return _round(precision), _round(recall), _round(2 * precision * recall / max(1e-9, precision + recall))


def _round(value: float) -> float:
    return round(float(value), 4)
