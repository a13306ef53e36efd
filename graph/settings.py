"""Settings: one frozen record, read from the environment at a door and passed down."""

from __future__ import annotations

import math
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from graph.say import JinyingError, Say

OTHERS = 0o077  # what a mode lets everybody else do
SHORTEST = 12  # characters of a password that somebody chose
BOLT = [f"{scheme}{seal}" for scheme in ("bolt", "neo4j") for seal in ("", "+s", "+ssc")]


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the data is and which engine shows it. No `neo4j_uri`: the embedded engine."""

    data: Path = Path("data")
    neo4j_uri: str | None = None
    neo4j_user: str = "neo4j"
    neo4j_password: str = field(default="", repr=False)
    neo4j_database: str = "neo4j"
    ops_url: str | None = field(default=None, repr=False)  # None: SQLite in the data folder
    engine_heap: str = "2g"
    query_limit: float = 60.0
    patience: float = 30.0  # seconds a write waits for a server that has gone
    lang: str = "en"
    password: str = field(default="", repr=False)  # of the pages; none: a new one at each start
    hosts: tuple[str, ...] = ()  # names that the server answers to, beside localhost

    def __post_init__(self) -> None:
        if self.neo4j_uri:
            _check_bolt("NEO4J_URI", self.neo4j_uri)

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Settings:
        """JINYING_DATA; JINYING_OPS_URL; NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD, NEO4J_DATABASE; JINYING_ENGINE_HEAP (as in 2g);
        JINYING_QUERY_LIMIT and JINYING_PATIENCE (seconds). As options of commands: JINYING_LANG (zh | en), NEO4J_HOME and NEO4J_CONF
        (rebuild --bulk), JINYING_SHARED (evaluate), JINYING_SPARK_MASTER (detect --engine spark). JINYING_PASSWORD and JINYING_HOSTS (comma-separated): who may reach the pages, and by which names."""
        return cls(
            data=Path(env.get("JINYING_DATA", "data")),
            neo4j_uri=env.get("NEO4J_URI") or None,
            neo4j_user=env.get("NEO4J_USER", "neo4j"),
            neo4j_password=env.get("NEO4J_PASSWORD", ""),
            neo4j_database=env.get("NEO4J_DATABASE", "neo4j"),
            ops_url=env.get("JINYING_OPS_URL") or None,
            engine_heap=_memory(env, "JINYING_ENGINE_HEAP", "2g"),
            query_limit=_seconds(env, "JINYING_QUERY_LIMIT", "60"),
            patience=_seconds(env, "JINYING_PATIENCE", "30"),
            password=_password(env, "JINYING_PASSWORD"),
            hosts=_hosts(env, "JINYING_HOSTS"),
        )


def private(folder: Path) -> Path:
    """The folder, made where it is not there: it will hold personal data, so its owner alone may enter, if that is us."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & OTHERS and ours(folder):
        folder.chmod(mode & ~OTHERS)
    return folder


def ours(folder: Path) -> bool:
    """Whether a folder is ours to close: nobody else's, nor one that is there for all, as /tmp is."""
    found = folder.stat()
    return found.st_uid == os.getuid() and not found.st_mode & stat.S_ISVTX


class SettingsError(JinyingError):
    """A variable of the environment that can't be used."""


def _check_bolt(name: str, uri: str) -> None:
    """It is shown in messages, so it may hold nobody's password, nor be shown where it does."""
    if "@" in uri:
        raise SettingsError(Say(f"{name} 中不得有用户名与密码", f"{name} may hold no user and password"), Say("请用 NEO4J_USER 与 NEO4J_PASSWORD 给出", "give them as NEO4J_USER and NEO4J_PASSWORD"))  # fmt: skip
    try:
        parts = urlsplit(uri)
        good = parts.scheme in BOLT and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is none, half an IPv6 address
        good = False
    if not good:
        raise SettingsError(Say(f"{name}={uri} 不是 Bolt 地址", f"{name}={uri} is no Bolt address"), Say("如 bolt://localhost:7687", "as in bolt://localhost:7687"))  # fmt: skip


def _seconds(env: Mapping[str, str], name: str, default: str) -> float:
    text = env.get(name) or default
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 < value <= 86_400:
        raise SettingsError(Say(f"{name}={text} 不是秒数", f"{name}={text} is no number of seconds"), Say("如 60", "as in 60"))  # fmt: skip
    return value


def _password(env: Mapping[str, str], name: str) -> str:
    text = env.get(name) or ""
    if text and len(text) < SHORTEST:
        raise SettingsError(Say(f"{name} 太短", f"{name} is too short"), Say(f"至少 {SHORTEST} 个字符", f"it takes at least {SHORTEST} characters"))  # fmt: skip
    return text


def _hosts(env: Mapping[str, str], name: str) -> tuple[str, ...]:
    hosts = tuple(host.strip() for host in env.get(name, "").split(",") if host.strip())
    for host in hosts:
        if not re.fullmatch(r"[A-Za-z0-9.-]+", host):
            raise SettingsError(Say(f"{name} 中的“{host}”不是主机名", f"'{host}' in {name} is no host name"), Say("如 jinying.example", "as in jinying.example"))  # fmt: skip
    return hosts


def _memory(env: Mapping[str, str], name: str, default: str) -> str:
    text = env.get(name) or default
    if not re.fullmatch(r"[1-9][0-9]*[kmgKMG]", text, re.ASCII):
        raise SettingsError(
            Say(f"{name}={text} 不是内存大小", f"{name}={text} is no amount of memory"), Say("如 2g", "as in 2g")
        )
    return text
