"""The FinBench reads on both engines, against SQL over the source's own files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graph.lake import Lake
from graph.project import catch_up
from graph.queries import query
from graph.store import Row, Store
from tests.conftest import REQUIRED, Engines
from tests.finbench.asking import Names
from tests.finbench.oracle import NAMES, Params, curated, expected_all, probes

SHARE = 1 if REQUIRED else 12  # of the curated parameters every so many; CI asks them all
ORDER: dict[str, Callable[[Row], Any]] = {  # the specification's, ids last where it leaves ties
    "tcr1": lambda r: (r["distance"], r["account"], r["device"]),
    "tcr2": lambda r: (-r["amount"], r["account"]),
    "tcr4": lambda r: (-r["back_sum"], -r["onward_sum"], r["account"]),
    "tcr5": lambda r: (-len(r["path"]), r["path"]),
    "tcr6": lambda r: (-r["withdrawn"], r["account"]),
    "tcr8": lambda r: (-r["distance"], -r["ratio"], r["account"]),
    "tcr12": lambda r: (-r["amount"], r["account"]),
    "tsr4": lambda r: (-r["amount"], r["account"]),
    "tsr5": lambda r: (-r["amount"], r["account"]),
    "tsr6": lambda r: r["account"],
}


@pytest.fixture(scope="module", params=["embedded", "neo4j-5.26"])
def graph(request: pytest.FixtureRequest, finbench_lake: Lake, engines: Engines) -> Store:
    """FinBench on each engine in turn."""
    store = engines.store(request.param)
    store.writer().wipe()
    catch_up(finbench_lake, store)
    return store


@pytest.fixture(scope="module")
def names(graph: Store) -> Names:
    return Names(graph)


def asked(name: str) -> list[Params]:
    return [*curated(name)[::SHARE], *probes(name)]


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_those_of_sql(name: str, graph: Store, names: Names) -> None:
    view, chosen = graph.view(), asked(name)
    wrong = []
    for params, want in zip(chosen, expected_all(name, chosen), strict=True):
        rows = view.run(f"finbench/{name}", **names.given(name, params))
        assert all(tuple(row) == query(f"finbench/{name}").returns for row in rows)
        assert rows == sorted(rows, key=ORDER.get(name, lambda _: 0)), (name, params)
        if sorted(have := names.taken(rows)) != sorted(want):
            wrong.append((params, have, want))
    assert not wrong, f"{len(wrong)} of {len(chosen)}, the first: {wrong[0]}"
