"""A GraphQL answer as a file: the rows of its list, page after page, as CSV or Parquet; its entities and links as GraphML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from api.downloads import FORMATS, Sheet, download
from api.graphql import PATH, executed
from api.schema import schema
from api.visit import Visit, visit_of

ROWS = 10_000
LISTS = ("nodes", "links", "ways", "hits")  # under which name a page holds its rows


class Wanted(BaseModel):
    """A query with one list; where it takes `$after`, its pages are followed up to `limit` rows."""

    query: str = Field(max_length=50_000)
    variables: dict[str, Any] = Field(default_factory=dict)
    format: Literal["csv", "parquet", "graphml"] = "csv"
    name: str = Field("jinying", max_length=200)
    limit: int = Field(ROWS, ge=1, le=ROWS)
    bom: bool = True


def router(*, introspection: bool = True) -> APIRouter:
    """The one way to a file."""
    routes = APIRouter(tags=["GraphQL"])

    def save(request: Request, wanted: Wanted) -> Response:
        """The answer as a file, masked as the answer is; x-jinying-truncated says whether there was more."""
        visit = visit_of(request)
        visit.demand("export")
        pages: list[Any] = []
        rows: list[dict[str, Any]] = []
        truncated = False
        for data, errors in _pages(visit, wanted, introspection):
            if errors:
                return JSONResponse({"errors": errors}, 400)
            pages.append(data)
            page = _page(data)
            rows += page["rows"] if page else [data]
            truncated = bool(page and page["more"])
            if len(rows) >= wanted.limit:
                truncated = truncated or len(rows) > wanted.limit
                break
        nodes, links = _records(pages)
        flat = [_flat(row) for row in rows[: wanted.limit]]
        columns = list(dict.fromkeys(name for row in flat for name in row))
        sheet = Sheet(columns, [[row.get(c) for c in columns] for row in flat], nodes, links, wanted.limit, truncated)
        return download(visit, FORMATS[wanted.format], sheet, wanted.name, bom=wanted.bom)

    routes.add_api_route(f"{PATH}/download", save, methods=["POST"])
    return routes


def _pages(visit: Visit, wanted: Wanted, introspection: bool) -> Iterator[tuple[Any, list[Any]]]:
    """Each page's data, or the errors that ended it."""
    variables = dict(wanted.variables)
    while True:
        answer = executed(schema(introspection=introspection), wanted.query, variables, {"visit": visit})
        yield answer.data, [error.formatted for error in answer.errors or ()]
        page = _page(answer.data)
        if not (page and page["more"] and "$after" in wanted.query and page["end"] and page["end"] != variables.get("after")):  # fmt: skip
            return
        variables["after"] = page["end"]


def _page(data: Any) -> dict[str, Any] | None:
    """The rows of the first list, nearest the root, and whether there are more."""
    level = [data]
    while level:
        for one in level:
            if isinstance(one, dict):
                name = next((n for n in LISTS if isinstance(one.get(n), list)), None)
                edges = one.get("edges")
                if name or isinstance(edges, list):
                    info = one.get("pageInfo") or {}
                    rows = one[name] if name else [edge.get("node") for edge in edges or ()]
                    more = bool(info.get("hasNextPage", one.get("truncated", False)))
                    return {
                        "rows": [r for r in rows if isinstance(r, dict)],
                        "more": more,
                        "end": info.get("endCursor"),
                    }
        level = [v for one in level if isinstance(one, dict) for v in one.values()]
    return None


def _flat(row: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """A row's values by dotted names."""
    found: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{before}{name}.")
        else:
            found[before + name] = value
    return found


def _records(pages: list[Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Every entity and every link anywhere in the answers, as a graph's file takes them."""
    nodes: dict[str, Any] = {}
    links: dict[str, Any] = {}
    left: list[Any] = list(pages)
    while left:
        one = left.pop()
        if isinstance(one, list):
            left += one
        elif isinstance(one, dict):
            left += one.values()
            ends = (
                [one.get(f"{end}Id") or (one.get(end) or {}).get("id") for end in ("from", "to")] if "id" in one else []
            )
            plain = {n: v for n, v in one.items() if not isinstance(v, dict | list)}
            if all(ends) and ends:
                links[one["id"]] = {
                    "id": one["id"],
                    "type": one.get("type"),
                    "from": ends[0],
                    "to": ends[1],
                    "properties": plain,
                }
            elif str(one.get("id", "")).count("-") == 1 and "kind" in one:
                nodes[one["id"]] = {
                    "id": one["id"],
                    "kind": one["kind"],
                    "caption": one.get("caption"),
                    "properties": plain,
                }
    return nodes, links
