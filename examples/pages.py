"""Pages through a GraphQL list into a polars DataFrame, by plain HTTP.

    export JINYING_URL=http://127.0.0.1:8471 JINYING_TOKEN=…      # `jinying token` gives one
    python examples/pages.py Enterprise

The token is read from the environment, so that it stands in no history of commands.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from typing import Any

import httpx
import polars as pl

PAGE = 200
TRIES = 20  # of one page, where the server asks for patience
QUERY = """
query Page($kind: KindName!, $first: Int!, $after: String) {
  entities(kind: $kind, first: $first, after: $after) {
    total
    nodes { id kind caption sources risk { score findings } }
    pageInfo { hasNextPage endCursor }
  }
}
"""


def ask(client: httpx.Client, query: str, variables: dict[str, Any]) -> dict[str, Any]:
    """One answer's data; where the server asks for patience, it is given."""
    for _ in range(TRIES):
        reply = client.post("/api/graphql", json={"query": query, "variables": variables})
        if reply.status_code not in (429, 503):
            break
        time.sleep(int(reply.headers.get("retry-after", "5")))
    reply.raise_for_status()
    said = reply.json()
    if said.get("errors"):
        raise RuntimeError("; ".join(error["message"] for error in said["errors"]))
    return dict(said["data"])


def pages(client: httpx.Client, kind: str, first: int = PAGE) -> Iterator[list[dict[str, Any]]]:
    """Page after page of a kind's entities, until the server says that this was the last."""
    after: str | None = None
    while True:
        found = ask(client, QUERY, {"kind": kind, "first": first, "after": after})["entities"]
        yield found["nodes"]
        if not found["pageInfo"]["hasNextPage"]:
            return
        after = found["pageInfo"]["endCursor"]


def frame(client: httpx.Client, kind: str, first: int = PAGE) -> pl.DataFrame:
    """All of a kind, one row each; the risk as columns."""
    rows = [{**node, "risk": (node["risk"] or {}).get("score"), "findings": (node["risk"] or {}).get("findings")} for page in pages(client, kind, first) for node in page]  # fmt: skip
    shape = {"id": pl.String, "kind": pl.String, "caption": pl.String, "sources": pl.Int64, "risk": pl.Int64, "findings": pl.Int64}  # fmt: skip
    return pl.DataFrame(rows, schema_overrides=shape, infer_schema_length=None) if rows else pl.DataFrame(schema=shape)


def main() -> None:
    kind = sys.argv[1] if len(sys.argv) > 1 else "Enterprise"
    address = os.environ.get("JINYING_URL", "http://127.0.0.1:8471")
    headers = {"authorization": f"Bearer {os.environ['JINYING_TOKEN']}"}
    with httpx.Client(base_url=address, headers=headers, timeout=100) as client:
        print(frame(client, kind))  # noqa: T201


if __name__ == "__main__":
    main()
