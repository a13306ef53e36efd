"""The map that regions are drawn on, where one is configured: a GeoJSON of the owner's own. None is shipped: whose borders
a map shows is its owner's to answer for, and a map for the public needs an approved base."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph.say import JinyingError, Say
from graph.settings import Settings

PATH = "/api/map"
MOST = 20 << 20  # bytes
SHAPES = ("Polygon", "MultiPolygon")


class MapError(JinyingError):
    """A map that can't be used."""


def router(settings: Settings) -> APIRouter:
    """The map as it is; no content where none is configured."""
    routes = APIRouter(tags=["map"])

    def shown(request: Request) -> Response:
        if settings.map_file is None:
            return Response(status_code=204)
        path = settings.map_file
        at = path.stat().st_mtime_ns if path.is_file() else 0
        return Response(
            _read(path, at), media_type="application/geo+json", headers={"cache-control": "private, max-age=300"}
        )

    routes.add_api_route(PATH, shown, methods=["GET"], summary="The map of regions, where one is configured")
    return routes


@lru_cache(maxsize=2)
def _read(path: Path, at: int) -> bytes:
    """Features with a name and a shape, and nothing else of the file; `at` tells that it was written anew."""
    try:
        if not at or path.stat().st_size > MOST:
            raise ValueError(f"{path.name} is no file of at most {MOST >> 20} MB")
        features = [_feature(one) for one in json.loads(path.read_text("utf-8-sig"))["features"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise MapError(
            Say(f"地图文件 {path.name} 无法使用", f"the map {path.name} can't be used: {error}"),
            Say(
                "JINYING_MAP 应为 GeoJSON：每个要素有 name 与多边形",
                "JINYING_MAP is a GeoJSON whose features have a name and polygons",
            ),
        ) from None
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _feature(one: dict[str, Any]) -> dict[str, Any]:
    name, shape = one["properties"]["name"], one["geometry"]
    if not isinstance(name, str) or shape["type"] not in SHAPES:
        raise ValueError("a feature without a name or a polygon")
    return {"type": "Feature", "properties": {"name": name}, "geometry": {"type": shape["type"], "coordinates": shape["coordinates"]}}  # fmt: skip
