"""GraphQL's answers as files, read back by other people's readers."""

from __future__ import annotations

import csv
import io

import networkx as nx
import polars as pl
import pytest
from starlette.testclient import TestClient

from api.answers import router
from api.graphql import PATH
from api.system import System
from tests.api.visiting import HUB, actor, asking, client, hub

LIST = """query ($after: String) { entities(kind: Account, sort: "bank", first: 2, after: $after) {
  total pageInfo { hasNextPage endCursor } nodes { id kind caption sources ... on Account { bank } risk { score } } } }"""


@pytest.fixture
def browser(system: System) -> TestClient:
    return client(router(), system, actor("analyst"))


def test_a_list_is_saved_to_its_last_page(browser: TestClient, system: System) -> None:
    n = len(system.snapshot().of_kind("Account"))
    answer = browser.post(f"{PATH}/download", json={"query": LIST, "name": "账户"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert (len(rows), answer.headers["x-jinying-truncated"]) == (n, "false")
    assert len({row["id"] for row in rows}) == n
    assert {"risk.score", "bank"} <= set(rows[0])
    assert HUB not in answer.text
    frame = pl.read_parquet(
        io.BytesIO(browser.post(f"{PATH}/download", json={"query": LIST, "format": "parquet"}).content)
    )
    assert frame.height == n
    assert frame["sources"].dtype == pl.Int64
    assert [r["detail"]["rows"] for r in system.ops.audit(9) if r["action"] == "export"] == [n, n]


def test_what_is_left_out_is_said(browser: TestClient) -> None:
    answer = browser.post(f"{PATH}/download", json={"query": LIST, "limit": 3})
    assert (answer.headers["x-jinying-rows"], answer.headers["x-jinying-truncated"]) == ("3", "true")
    one = browser.post(
        f"{PATH}/download",
        json={"query": LIST.replace("query ($after: String) ", "").replace(", after: $after", "")},
    )
    assert (one.headers["x-jinying-rows"], one.headers["x-jinying-truncated"]) == ("2", "true"), "a query that can't turn pages"  # fmt: skip


def test_an_expansion_is_a_graph_that_networkx_reads(browser: TestClient, system: System) -> None:
    centre = hub(asking(system, actor("analyst")))
    query = "query ($id: ID!) { expand(id: $id, summed: false) { entity { id kind caption } entities { id kind caption } links { id type fromId toId ... on TransferLink { amount at } } } }"
    answer = browser.post(f"{PATH}/download", json={"query": query, "variables": {"id": centre}, "format": "graphml"})
    graph = nx.read_graphml(io.BytesIO(answer.content), force_multigraph=True)
    assert graph.number_of_edges() == 13
    assert {d["kind"] for _, d in graph.nodes(data=True)} == {"Account", "Person"}
    assert sum(d.get("amount", 0) for *_, d in graph.edges(data=True)) == sum(100 + i for i in range(12)) * 100


def test_errors_are_told_and_the_right_to_export_is_asked_for(browser: TestClient, system: System) -> None:
    assert browser.post(f"{PATH}/download", json={"query": "{ nothing }"}).status_code == 400
    refused = client(router(), system, actor("modeller"))
    with pytest.raises(Exception, match="may not export"):
        refused.post(f"{PATH}/download", json={"query": LIST})
