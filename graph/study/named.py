"""Entities as people name them, and as they may be shown: from an account's number to its node, and back to a caption."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.cell import USUAL, BadValue
from graph.entity import make_id
from graph.finding import PREFIX
from graph.kernels.arrays import I32, I64
from graph.lake import Lake, table_of
from graph.mask import caption
from graph.merge import merged
from graph.ontology import Kind, ontology
from graph.ops import Ops
from graph.say import JinyingError, Say
from graph.snapshot import Snapshot
from graph.values import KINDS

OWNERS = (
    "Account",
    "Enterprise",
    "Person",
)  # the kinds of which a single value is a key: number, credit code, ID number


class NamedError(JinyingError):
    """Nobody has that name here."""


@dataclass(frozen=True, slots=True)
class Names:
    """Captions of nodes by number: masked, or in full where a person gave a reason for it."""

    captions: Mapping[int, str]
    ids: Mapping[int, str]

    def __getitem__(self, node: int) -> str:
        return self.captions[node]


def nodes(s: Snapshot, ops: Ops, texts: Iterable[str]) -> list[int]:
    """The nodes that people mean: ids, account numbers, credit codes, ID numbers; a finding stands for its subjects."""
    meant: dict[int, None] = {}
    for text in texts:
        for one in _ids(ops, text.strip()):
            meant[_node(s, one, text)] = None
    return list(meant)


def node_id(s: Snapshot, ops: Ops, text: str) -> str:
    """The one entity that a text means, by id."""
    found = nodes(s, ops, [text])
    if len(found) != 1:
        raise NamedError(Say(f"“{text}”对应 {len(found)} 个主体", f"'{text}' means {len(found)} entities"))
    return s.ids(found)[0]


def accounts(s: Snapshot, ops: Ops, texts: Iterable[str]) -> I32:
    """Account nodes that people mean; a person or an enterprise stands for the accounts it owns."""
    return held(s, nodes(s, ops, texts))


def held(s: Snapshot, chosen: Sequence[int]) -> I32:
    """The accounts among nodes, and those that the others own, by number."""
    owns = s.edges("OWNS")
    is_account = s.is_kind("Account")
    theirs = owns.target[np.isin(owns.source, [v for v in chosen if not is_account[v]])]
    found = np.unique([*(v for v in chosen if is_account[v]), *theirs]).astype(np.int32)
    if not len(found):
        raise NamedError(
            Say("所给主体名下没有账户", "what was named owns no account"), Say("给出账号", "give account numbers")
        )
    return found


def transfers(s: Snapshot, texts: Iterable[str]) -> I64:
    """Edge numbers of transfers by id."""
    found = []
    for text in texts:
        number = s.link_number("TRANSFER", text)
        if number is None:
            raise NamedError(Say(f"没有转账 {text}", f"no transfer {text}"))
        found.append(number)
    return np.array(found, np.int64)


def named(s: Snapshot, numbers: Iterable[int], *, full: bool = False) -> Names:
    """Captions of nodes, read from the lake; personal data masked unless `full`."""
    chosen = sorted(set(map(int, numbers)))
    ids = dict(zip(chosen, s.ids(chosen), strict=True))
    told = captions(s.lake, ids.values(), full=full)
    return Names({v: told[i] for v, i in ids.items()}, ids)


def captions(lake: Lake, ids: Iterable[str], *, full: bool = False) -> dict[str, str]:
    """Captions of entities by id, as the lake is read; personal data masked unless `full`."""
    found: dict[str, str] = {}
    by_kind: dict[str, list[str]] = {}
    for one in ids:
        by_kind.setdefault(table_of(one).name, []).append(one)
    for name, some in by_kind.items():
        kind = ontology().kinds[name]
        texts: dict[str, str | None] = {}
        for frame in merged(lake, name, pl.Series("id", some), [kind.caption]):
            if kind.caption in frame.columns:
                texts.update(frame.select("id", kind.caption).iter_rows())
        found.update({one: _caption(name, texts.get(one), one, full) for one in some})
    return found


def keyed(s: Snapshot, kind: str, text: str) -> int | None:
    """The node of a kind whose first key is this value; None where there is none."""
    made = _made(ontology().kind(kind), text)
    return s.find(made) if made else None


def _caption(kind: str, text: str | None, entity_id: str, full: bool) -> str:
    return text if full and text else caption(kind, text, entity_id)


def _ids(ops: Ops, text: str) -> Sequence[str]:
    if text.startswith(PREFIX):
        found = ops.finding(text)
        if found is None:
            raise NamedError(Say(f"没有发现 {text}", f"no finding {text}"), Say("jinying detect 列出", "`jinying detect` lists them"))  # fmt: skip
        return [subject.id for subject in found.subjects]
    return [text]


def _node(s: Snapshot, one: str, text: str) -> int:
    candidates = [one] if one.rpartition("-")[0] in ontology().by_prefix else _keyed(one)
    for candidate in candidates:
        if (found := s.find(candidate)) is not None:
            return found
    raise NamedError(
        Say(f"没有账号、编号或代码为“{text}”的主体", f"nobody has the number, id or code '{text}'"),
        Say("给出账号、统一社会信用代码、证件号码或编号（acc-…）", "give an account number, a credit code, an ID number or an id (acc-...)"),
    )  # fmt: skip


def _keyed(text: str) -> list[str]:
    """Ids that a value would make where it is the only key of a kind."""
    return [i for name in OWNERS if (i := _made(ontology().kinds[name], text))]


def _made(kind: Kind, text: str) -> str | None:
    key = kind.props[kind.keys[0][0]]
    try:
        value = KINDS[key.type].parse(text, USUAL)
    except BadValue:
        return None
    return make_id(kind, {key.name: str(KINDS[key.type].key(pl.Series([value]))[0])})
