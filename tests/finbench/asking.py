"""Between FinBench's numbers and our graph: parameters on their way in, rows on their way out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.store import Row, Store
from tests.finbench.oracle import Params, Rows

NODES = {"id", "source", "target", "one", "two"}  # parameters that name a node
KINDS = {"Account": "number", "Loan": "number", "Device": "number", "Person": "ref"}


class Names:
    """Ids of the graph by the source's numbers, and the other way round."""

    def __init__(self, store: Store) -> None:
        self._known = {
            row["id"]: int(row[prop].removeprefix("finbench:"))
            for kind, prop in KINDS.items()
            for row in store.rows(kind)
        }
        self._ids = {(name[:3], number): name for name, number in self._known.items()}

    def given(self, name: str, params: Params) -> Row:
        """Parameters as the query takes them."""
        kind = "loa" if name == "tcr8" else "per" if name in ("tcr2", "tcr5", "tcr10", "tcr11", "tcr12") else "acc"
        return {k: self._ids[kind, v] if k in NODES else v for k, v in params.items()}

    def taken(self, rows: Iterable[Row]) -> Rows:
        """Rows with the source's numbers."""
        return [tuple(self._number(value) for value in row.values()) for row in rows]

    def _number(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._number(v) for v in value]
        return self._known.get(value, value) if isinstance(value, str) else value
