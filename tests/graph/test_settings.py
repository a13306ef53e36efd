"""Settings come from the environment once, and a bad one is one line, not a traceback."""

from __future__ import annotations

import os
import stat
from dataclasses import fields
from pathlib import Path

import pytest

from graph.lake import Lake
from graph.ops import open_ops
from graph.settings import Oidc, Settings, SettingsError, ours, private, secret_of


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


# who may come in


def test_a_provider_is_asked_over_https_or_on_this_machine() -> None:
    env = {"JINYING_OIDC_ISSUER": "https://login.example/realms/x", "JINYING_OIDC_CLIENT_ID": "jinying", "JINYING_OIDC_CLIENT_SECRET": "s" * 20, "JINYING_OIDC_ROLES_CLAIM": "realm_access.roles"}  # fmt: skip
    oidc = Settings.from_env(env).oidc
    assert oidc == Oidc("https://login.example/realms/x", "jinying", "s" * 20, "realm_access.roles")
    assert "s" * 20 not in repr(oidc)
    assert Settings.from_env({**env, "JINYING_OIDC_ISSUER": "http://127.0.0.1:9000"}).oidc is not None
    assert Settings.from_env({**env, "JINYING_OIDC_ISSUER": ""}).oidc is None
    for bad in ("http://login.example", "login.example", "https://", "ftp://localhost"):
        with pytest.raises(SettingsError, match="JINYING_OIDC_ISSUER is no https address"):
            Settings.from_env({**env, "JINYING_OIDC_ISSUER": bad})
    with pytest.raises(SettingsError, match="JINYING_OIDC_CLIENT_ID is missing"):
        Settings.from_env({**env, "JINYING_OIDC_CLIENT_ID": ""})


def test_the_address_of_the_pages_is_one_without_a_path() -> None:
    assert Settings.from_env({"JINYING_URL": "https://Jinying.example/"}).url == "https://jinying.example"
    for bad in ("jinying.example", "https://x/y", "https://u:p@x", "javascript:x", "https://x:port", "https://x y"):
        with pytest.raises(SettingsError, match="JINYING_URL is no address"):
            Settings.from_env({"JINYING_URL": bad})


def test_what_the_server_signs_with_is_given_or_made_for_its_owner_alone(tmp_path: Path) -> None:
    made = secret_of(Settings(tmp_path / "data"))
    path = tmp_path / "data/secret"
    assert (len(made) >= 32, stat.S_IMODE(path.stat().st_mode)) == (True, 0o600)
    assert secret_of(Settings(tmp_path / "data")) == made, "the same at the next start"
    assert secret_of(Settings(tmp_path / "other")) != made
    given = Settings.from_env({"JINYING_SECRET": "z" * 32})
    assert (secret_of(given), "z" * 32 in repr(given)) == (b"z" * 32, False)
    with pytest.raises(SettingsError, match="JINYING_SECRET is too short"):
        Settings.from_env({"JINYING_SECRET": "z" * 31})
