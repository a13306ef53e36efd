"""Who was judged to be whom: people's answers (and rules') on pairs of entities, united into canonical ids.

An answer never changes what the lake holds: `Judged` is how the lake is read. Answers are replayed in their order, so
that one taken back leaves no trace. "Different" beats any chain of "same" (union-find with veto): the last answer that
would close such a chain is left out and named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl

ANSWERS = ("same", "different", "unsure")
RULE = "rule:"  # `who` of an answer that no person gave begins so
SCHEMA = {"id": pl.String, "canonical": pl.String}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One answer on one pair; `left` is the one whose id stays. `score`, `reasons`: what the proposal said."""

    seq: int
    left: str
    right: str
    answer: str
    who: str
    at: str
    why: str
    basis: str | None = None  # the legal basis of "different"
    score: float | None = None
    reasons: Mapping[str, Any] = field(default_factory=dict)
    blind: bool = False  # the reviewer did not see the score
    gone: bool = False  # taken back

    @property
    def pair(self) -> tuple[str, str]:
        """The pair whichever way round it was asked."""
        return (self.left, self.right) if self.left < self.right else (self.right, self.left)

    @property
    def by_rule(self) -> bool:
        return self.who.startswith(RULE)


@dataclass(frozen=True)
class Judged:
    """Answers in force up to entry `seq`, united. `refused`: "same" that a "different" speaks against, chains included."""

    seq: int = 0
    canonical: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[Judgement, ...] = ()

    @cached_property
    def pairs(self) -> pl.DataFrame:
        """id and canonical of each entity that is another, by id."""
        return pl.DataFrame(sorted(self.canonical.items()), schema=SCHEMA, orient="row")

    @cached_property
    def members(self) -> dict[str, list[str]]:
        """Canonical id to all ids that it stands for, itself first."""
        groups: dict[str, list[str]] = {}
        for one, meant in sorted(self.canonical.items()):
            groups.setdefault(meant, [meant]).append(one)
        return groups

    def group(self, entity: str) -> list[str]:
        """All ids of what this id means, the canonical one first."""
        meant = self.canonical.get(entity, entity)
        return self.members.get(meant, [meant])

    def moved(self, other: Judged) -> list[str]:
        """Ids that mean something else here than there, with those they mean in either."""
        both = self.canonical.keys() | other.canonical.keys()
        changed = {i for i in both if self.canonical.get(i, i) != other.canonical.get(i, i)}
        return sorted(changed.union(*((j.canonical.get(i, i) for i in changed) for j in (self, other))))


NOBODY = Judged()


def answers(judgements: Iterable[Judgement]) -> dict[tuple[str, str], list[Judgement]]:
    """Per pair the last answer of each who answered, in order; what was taken back does not count."""
    last: dict[tuple[str, str], dict[str, Judgement]] = {}
    for j in judgements:
        if not j.gone:
            said = last.setdefault(j.pair, {})
            said.pop(j.who, None)
            said[j.who] = j
    return {pair: list(said.values()) for pair, said in last.items()}


def verdict(said: Iterable[Judgement]) -> str:
    """Of several answers on one pair: a person's goes before a rule's, and "different" before "unsure" before "same"."""
    said = list(said)
    people = [j for j in said if not j.by_rule] or said
    return next((a for a in ("different", "unsure", "same") if any(j.answer == a for j in people)), "unsure")


def disputed(said: Iterable[Judgement]) -> bool:
    """Whether people have answered differently on one pair."""
    return len({j.answer for j in said if not j.by_rule}) > 1


def unite(judgements: Iterable[Judgement], seq: int = 0) -> Judged:
    """Union-find over "same" in the order given, a union that would join a pair judged different being refused."""
    by_pair = answers(judgements)
    parent: dict[str, str] = {}
    apart: dict[str, set[str]] = {}

    def root(one: str) -> str:
        top = one
        while (above := parent.get(top, top)) != top:
            top = above
        while one != top:
            parent[one], one = top, parent.get(one, top)
        return top

    for pair, said in by_pair.items():
        if verdict(said) == "different":
            apart.setdefault(pair[0], set()).add(pair[1])
            apart.setdefault(pair[1], set()).add(pair[0])
    held: dict[str, set[str]] = {}  # by root: the ids below it
    refused = []
    chosen = [next(j for j in said if j.answer == "same") for said in by_pair.values() if verdict(said) == "same"]
    for j in sorted(chosen, key=lambda j: j.seq):
        keep, other = root(j.left), root(j.right)
        if keep == other:
            continue
        mine, theirs = held.get(keep, {keep}), held.get(other, {other})
        small, large = sorted((mine, theirs), key=len)
        if any(apart.get(one, set()) & large for one in small):
            refused.append(j)
            continue
        parent[other] = keep
        held[keep] = mine | theirs
        held.pop(other, None)
    return Judged(seq, {one: keep for keep, ids in held.items() for one in ids if one != keep}, tuple(refused))
