"""Settings come from the environment once, and a bad one is one line, not a traceback."""

from __future__ import annotations

import os
import stat
from dataclasses import fields
from pathlib import Path

import pytest

from graph.lake import Lake
from graph.ops import open_ops
from graph.settings import Settings, SettingsError, ours, private


def test_nothing_set_is_the_defaults() -> None:
    assert Settings.from_env({}) == Settings()
    blank = dict.fromkeys(("NEO4J_URI", "JINYING_ENGINE_HEAP", "JINYING_QUERY_LIMIT", "JINYING_PATIENCE"), "")
    assert Settings.from_env(blank) == Settings()


def test_what_is_set_is_used() -> None:
    env = {
        "JINYING_DATA": "/d", "NEO4J_URI": "bolt://h:7687", "NEO4J_USER": "u", "NEO4J_PASSWORD": "p" * 12, "NEO4J_DATABASE": "db",
        "JINYING_ENGINE_HEAP": "4G", "JINYING_QUERY_LIMIT": "1.5", "JINYING_PATIENCE": "9",
    }  # fmt: skip
    s = Settings.from_env(env)
    assert (s.data, s.neo4j_uri, s.neo4j_user, s.neo4j_database) == (Path("/d"), "bolt://h:7687", "u", "db")
    assert (s.engine_heap, s.query_limit, s.patience) == ("4G", 1.5, 9)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("JINYING_QUERY_LIMIT", "soon"),
        ("JINYING_QUERY_LIMIT", "nan"),
        ("JINYING_QUERY_LIMIT", "inf"),
        ("JINYING_QUERY_LIMIT", "0"),
        ("JINYING_QUERY_LIMIT", "-1"),
        ("JINYING_PATIENCE", "30s"),
        ("JINYING_ENGINE_HEAP", "2"),
        ("JINYING_ENGINE_HEAP", "lots"),
        ("JINYING_ENGINE_HEAP", "2g -XX:OnError=reboot"),
        ("JINYING_ENGINE_HEAP", "0g"),
        ("NEO4J_URI", "http://localhost:7474"),
        ("NEO4J_URI", "https://localhost:7473"),
        ("NEO4J_URI", "nonsense"),
        ("NEO4J_URI", "localhost:7687"),
        ("NEO4J_URI", "bolt:localhost"),
        ("NEO4J_URI", "bolt://localhost:port"),
        ("NEO4J_URI", "bolt://localhost:76870"),
        ("NEO4J_URI", "bolt://[::1"),
    ],
)
def test_a_bad_value_is_named_with_an_example(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as raised:
        Settings.from_env({name: value})
    for lang, cure in (("en", "as in "), ("zh", "如 ")):
        assert f"{name}={value}" in raised.value.to(lang)
        assert cure in raised.value.to(lang)


@pytest.mark.parametrize("uri", [f"{scheme}{seal}://h" for scheme in ("bolt", "neo4j") for seal in ("", "+s", "+ssc")])
def test_an_address_that_the_driver_knows_is_used(uri: str) -> None:
    for address in (uri, f"{uri}:7687", f"{uri.upper()}:7687"):
        assert Settings.from_env({"NEO4J_URI": address}).neo4j_uri == address


@pytest.mark.parametrize("uri", ["bolt://neo4j:open-sesame@h", "neo4j:open-sesame@h", "http://neo4j:open-sesame@h:7474", "bolt://neo4j:open-se@same@h"])  # fmt: skip
def test_a_password_within_an_address_is_refused_and_not_shown(uri: str) -> None:
    for refused in (lambda: Settings.from_env({"NEO4J_URI": uri}), lambda: Settings(neo4j_uri=uri)):
        with pytest.raises(SettingsError, match="NEO4J_USER and NEO4J_PASSWORD") as raised:
            refused()
        assert "NEO4J_USER 与 NEO4J_PASSWORD" in raised.value.to("zh")
        for lang in ("zh", "en"):
            assert "open-se" not in raised.value.to(lang)
        assert raised.value.exit == 2


def test_a_password_is_shown_nowhere() -> None:
    secrets = {f.name for f in fields(Settings) if "password" in f.name}
    assert secrets
    shown = repr(Settings(**dict.fromkeys(secrets, "open-sesame-1234")))
    assert "open-sesame" not in shown


def test_what_holds_personal_data_is_its_owners_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Lake(data).lock(), open_ops(data):
        assert data.stat().st_mode & 0o077 == 0


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(("before", "after"), [(0o755, 0o700), (0o2775, 0o2700), (0o500, 0o500), (0o1777, 0o1777)])
def test_a_folder_that_was_there_is_closed_unless_it_is_there_for_all(tmp_path: Path, before: int, after: int) -> None:
    tmp_path.chmod(before)
    assert mode(private(tmp_path)) == after
    assert ours(tmp_path) == (not before & stat.S_ISVTX)


def test_a_folder_of_somebody_else_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o755)
    monkeypatch.setattr(os, "getuid", lambda: tmp_path.stat().st_uid + 1)
    assert mode(private(tmp_path)) == 0o755
    assert not ours(tmp_path)
