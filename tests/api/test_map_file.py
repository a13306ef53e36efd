"""The map of regions: none, one of the owner's, one that is no map."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from api import map_file
from api.map_file import MapError, router
from api.system import System
from graph.settings import Settings
from tests.api.visiting import actor, client

SQUARE = [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]


def feature(name: Any = "东田县", kind: str = "Polygon", **more: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": name, **more}, "geometry": {"type": kind, "coordinates": SQUARE}}


def asked(system: System, path: Path | None) -> Any:
    return client(router(replace(system.settings, map_file=path)), system, actor("analyst")).get(map_file.PATH)


def test_without_a_map_there_is_no_content(system: System) -> None:
    answer = asked(system, None)
    assert (answer.status_code, answer.content) == (204, b"")


def test_a_map_is_given_with_names_and_shapes_alone_and_read_anew_when_it_changes(
    system: System, tmp_path: Path
) -> None:
    path = tmp_path / "map.geojson"
    path.write_text(json.dumps({"features": [feature(secret="x"), feature("西区", "MultiPolygon")]}), "utf-8-sig")
    answer = asked(system, path)
    assert answer.headers["content-type"].startswith("application/geo+json")
    assert answer.json() == {"type": "FeatureCollection", "features": [feature(), feature("西区", "MultiPolygon")]}
    path.write_text(json.dumps({"features": [feature("北区")]}))
    os.utime(path, ns=(1, 1))
    assert [f["properties"]["name"] for f in asked(system, path).json()["features"]] == ["北区"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"features": 3}', json.dumps({"features": [feature(None)]}), json.dumps({"features": [feature(kind="Point")]}), '{"features": [{}]}'])  # fmt: skip
def test_what_is_no_map_is_told(system: System, tmp_path: Path, text: str) -> None:
    path = tmp_path / "map.json"
    path.write_text(text)
    with pytest.raises(MapError, match="can't be used"):
        asked(system, path)
    with pytest.raises(MapError):
        asked(system, tmp_path / "nowhere.json")


def test_the_setting_names_a_file() -> None:
    assert Settings.from_env({"JINYING_MAP": "/x/map.geojson"}).map_file == Path("/x/map.geojson")
    assert Settings.from_env({}).map_file is None
