"""What is proposed to people: that two ids are one, how sure, by which rule and for which reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from graph.judged import RULE
from graph.say import Say
from ingest.match.scorer import MERGED, REVIEW

RULES = {
    "reg_number": Say("注册号相同", "the same registration number"),
    "full_name": Say("登记全称相同", "the same full name as registered"),
    "name": Say("名称评分", "scored names"),
    "name+context": Say("名称评分与共有联系", "scored names and what both share"),
    "name+phone": Say("姓名与电话相同", "the same name and phone"),
    "name+account": Say("姓名与账户相同", "the same name and account"),
    "name+shared": Say("姓名相同且有共同联系", "the same name and something shared"),
}


class Reason(NamedTuple):
    """One reason in words; `gave`: the log-odds it gave, None where a rule stands without weights."""

    what: str
    say: Say
    gave: float | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """`left` keeps its id: the one that is better identified. `band`: merged (by `rule`) or review."""

    kind: str
    left: str
    right: str
    score: float
    band: str
    rule: str
    reasons: tuple[Reason, ...]
    names: tuple[str, str] = ("", "")

    @property
    def pair(self) -> tuple[str, str]:
        """The pair whichever way round."""
        return (self.left, self.right) if self.left < self.right else (self.right, self.left)

    def judgement(self) -> dict[str, Any]:
        """As `Ops.judge_by` takes it, for a proposal in the merged band."""
        told = [{"what": r.what, "zh": r.say.zh, "en": r.say.en, "gave": r.gave} for r in self.reasons]
        why = RULES[self.rule]
        return {
            "left": self.left, "right": self.right, "answer": "same", "why": f"{why.zh} · {why.en}",
            "score": round(self.score, 6), "reasons": {"rule": self.rule, "told": told},
        }  # fmt: skip


def by_rule(rule: str) -> str:
    """Who answers, where a rule does."""
    return f"{RULE}match/{rule}"


def guarded(
    proposals: Iterable[Proposal], marks: Mapping[str, frozenset[str]], different: Iterable[tuple[str, str]]
) -> list[Proposal]:
    """Proposals of one kind, best first; a merge that would bring two numbers or two that are judged different together,
    by whatever chain, waits for a person instead.

    `marks`: credit codes or ID numbers by id; `different`: pairs judged so.
    """
    parent: dict[str, str] = {}
    held: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    apart: dict[str, set[str]] = {}
    for one, other in different:
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)

    def root(one: str) -> str:
        while (above := parent.get(one, one)) != one:
            one = above
        return one

    def group(one: str) -> tuple[frozenset[str], frozenset[str]]:
        return held.get(one) or (frozenset((one,)), marks.get(one, frozenset()))

    done = []
    for p in sorted(proposals, key=lambda p: (-p.score, p.left, p.right)):
        if p.band == MERGED:
            one, other = root(p.left), root(p.right)
            (ids, numbers), (more, others) = group(one), group(other)
            if one != other and len(numbers | others) > max(1, len(numbers), len(others)):
                p = _waits(
                    p,
                    "numbers",
                    Say("会使两个不同的证件号或信用代码成为一个", "two different numbers would become one"),
                )
            elif one != other and any(apart.get(i, set()) & more for i in ids):
                p = _waits(
                    p,
                    "different",
                    Say("会使已判为不同的主体成为一个", "two that were judged different would become one"),
                )
            elif one != other:
                parent[other] = one
                held[one] = (ids | more, numbers | others)
        done.append(p)
    return done


def _waits(p: Proposal, what: str, why: Say) -> Proposal:
    return replace(p, band=REVIEW, reasons=(Reason(what, why), *p.reasons))
