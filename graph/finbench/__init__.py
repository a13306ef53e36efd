"""LDBC FinBench's reads on a snapshot's arrays, beside those in Cypher: the same parameters in the same order, the same
rows. What the specification leaves open is settled in cypher/finbench/README.md."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graph.finbench.accounts import tsr1, tsr2, tsr4, tsr5, tsr6
from graph.finbench.book import Book, book
from graph.finbench.loans import tcr2, tcr8, tcr11
from graph.finbench.ratios import tcr7, tcr9, tcr10, tsr3
from graph.finbench.reach import tcr1, tcr3, tcr5, tcr12
from graph.finbench.through import tcr4, tcr6

READS: dict[str, Callable[..., list[Any]]] = {
    read.__name__: read
    for read in (
        tcr1, tcr2, tcr3, tcr4, tcr5, tcr6, tcr7, tcr8, tcr9, tcr10, tcr11, tcr12, tsr1, tsr2, tsr3, tsr4, tsr5, tsr6,
    )
}  # fmt: skip

__all__ = ["READS", "Book", "book"]
