"""What the audit chain says of one case, and how the chain ends: what a custody log is made of."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import or_, select

from graph.ops import Ops
from graph.ops.cases import demand
from graph.ops.tables import AUDIT


def entries_of(ops: Ops, case_id: str) -> Sequence[dict[str, Any]]:
    """The entries of the audit chain that speak of a case of the asker's, in order, each as it is kept."""
    these = or_(AUDIT.c.subject == case_id, AUDIT.c.detail["case"].as_string() == case_id)
    with ops.read() as c:
        demand(c, ops.who, case_id)
        return [dict(row) for row in c.execute(select(AUDIT).where(these).order_by(AUDIT.c.seq)).mappings()]


def loads_of(ops: Ops, imports: Collection[str]) -> dict[str, dict[str, Any]]:
    """By import: the entry of the chain that says who loaded it, the last one where it was loaded again after it was undone."""
    these = (AUDIT.c.action == "load") & AUDIT.c.subject.in_(list(imports))
    with ops.read() as c:
        return {row["subject"]: dict(row) for row in c.execute(select(AUDIT).where(these).order_by(AUDIT.c.seq)).mappings()}  # fmt: skip


def chain_end(ops: Ops) -> dict[str, Any]:
    """The chain's last entry (seq) and its hash."""
    with ops.read() as c:
        end = c.execute(select(AUDIT.c.seq, AUDIT.c.hash).order_by(AUDIT.c.seq.desc()).limit(1)).first()
    return {"seq": end.seq, "hash": end.hash} if end else {"seq": 0, "hash": ""}
