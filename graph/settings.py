"""Settings: one frozen record, read from the environment at a door and passed down."""

from __future__ import annotations

import math
import os
import re
import secrets
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from graph.say import JinyingError, Say

OTHERS = 0o077  # what a mode lets everybody else do
SECRET = 32  # characters of what the server signs with
SHORTEST = 12  # characters of a password that somebody chose
BOLT = [f"{scheme}{seal}" for scheme in ("bolt", "neo4j") for seal in ("", "+s", "+ssc")]


@dataclass(frozen=True, slots=True)
class Oidc:
    """An OpenID Connect provider that people sign in at, and the claim of theirs that names their roles here."""

    issuer: str
    client_id: str
    client_secret: str = field(default="", repr=False)  # none: a public client, which PKCE alone protects
    roles_claim: str = "roles"


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
    playground: bool = True  # the query desk, and introspection with it
    url: str = ""  # where people reach it; where that is https, cookies are for https alone
    secret: str = field(default="", repr=False)  # none: one is made in the data folder
    oidc: Oidc | None = None
    map_file: Path | None = None  # GeoJSON that regions are drawn on; None: tiles
    redis_url: str | None = field(default=None, repr=False)  # where jobs queue; None: SQLite in the data folder
    job: str | None = None  # the job that this command is
    progress: bool = False  # into a pipe, too, as JSON lines

    def __post_init__(self) -> None:
        if self.neo4j_uri:
            _check_bolt("NEO4J_URI", self.neo4j_uri)

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Settings:
        """JINYING_DATA; JINYING_OPS_URL; NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD, NEO4J_DATABASE; JINYING_ENGINE_HEAP (as in 2g);
        JINYING_QUERY_LIMIT and JINYING_PATIENCE (seconds). As options of commands: JINYING_LANG (zh | en), NEO4J_HOME and NEO4J_CONF
        (rebuild --bulk), JINYING_SHARED (evaluate), JINYING_SPARK_MASTER (detect --engine spark), JINYING_SEAL_KEY, JINYING_SEAL_CERT, JINYING_TSA_URL and JINYING_TSA_CERT (case seal). JINYING_PASSWORD and JINYING_HOSTS (comma-separated): who may reach the pages, and by which names. JINYING_PLAYGROUND (on | off).
        JINYING_URL: the address that people reach them by; JINYING_SECRET: what the server signs with. JINYING_OIDC_ISSUER, JINYING_OIDC_CLIENT_ID,
        JINYING_OIDC_CLIENT_SECRET, JINYING_OIDC_ROLES_CLAIM (as in realm_access.roles): who else says who somebody is.
        JINYING_MAP: a GeoJSON of regions. JINYING_REDIS_URL: where jobs queue. JINYING_PROGRESS (1): progress as JSON lines on the error stream. JINYING_JOB: the job that a command is, set by its worker."""
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
            playground=_switch(env, "JINYING_PLAYGROUND"),
            url=_url(env, "JINYING_URL"),
            secret=_secret(env, "JINYING_SECRET"),
            oidc=_oidc(env),
            map_file=Path(env["JINYING_MAP"]) if env.get("JINYING_MAP") else None,
            redis_url=_redis(env, "JINYING_REDIS_URL"),
            job=env.get("JINYING_JOB") or None,
            progress=env.get("JINYING_PROGRESS") == "1",
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


def _redis(env: Mapping[str, str], name: str) -> str | None:
    """It may hold a password, so it is not shown where it is wrong."""
    url = env.get(name) or None
    if url and urlsplit(url).scheme not in ("redis", "rediss", "unix"):
        raise SettingsError(Say(f"{name} 不是 Redis 地址", f"{name} is no address of a Redis"), Say("如 redis://localhost:6379/0", "as in redis://localhost:6379/0"))  # fmt: skip
    return url


def _url(env: Mapping[str, str], name: str) -> str:
    """An address of pages, without a path."""
    url = (env.get(name) or "").rstrip("/")
    if url and not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?", url):
        raise SettingsError(Say(f"{name} 不是网址", f"{name} is no address"), Say("如 https://jinying.example", "as in https://jinying.example"))  # fmt: skip
    return url.lower()


def _secret(env: Mapping[str, str], name: str) -> str:
    text = env.get(name) or ""
    if text and len(text) < SECRET:
        raise SettingsError(Say(f"{name} 太短", f"{name} is too short"), Say(f"至少 {SECRET} 个随机字符", f"it takes at least {SECRET} random characters"))  # fmt: skip
    return text


def _oidc(env: Mapping[str, str]) -> Oidc | None:
    """A provider is asked over https, or on this machine: whoever sits between could sign in as anybody."""
    issuer, client = env.get("JINYING_OIDC_ISSUER") or "", env.get("JINYING_OIDC_CLIENT_ID") or ""
    if not issuer:
        return None
    parts = urlsplit(issuer)
    near = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if not parts.hostname or (parts.scheme != "https" and not (near and parts.scheme == "http")):
        raise SettingsError(Say("JINYING_OIDC_ISSUER 不是 https 地址", "JINYING_OIDC_ISSUER is no https address"), Say("如 https://login.example/realms/x", "as in https://login.example/realms/x"))  # fmt: skip
    if not client:
        raise SettingsError(Say("缺少 JINYING_OIDC_CLIENT_ID", "JINYING_OIDC_CLIENT_ID is missing"), Say("向身份认证系统登记本系统", "register this system with the provider"))  # fmt: skip
    return Oidc(
        issuer, client, env.get("JINYING_OIDC_CLIENT_SECRET") or "", env.get("JINYING_OIDC_ROLES_CLAIM") or "roles"
    )


def secret_of(settings: Settings) -> bytes:
    """What the server signs with: from the environment, else random and kept in the data folder for its owner alone."""
    if settings.secret:
        return settings.secret.encode()
    path = private(settings.data) / "secret"
    with suppress(FileExistsError), open(path, "x", encoding="ascii", opener=for_owner) as made:
        made.write(secrets.token_urlsafe(SECRET))
    return path.read_bytes()


def for_owner(path: str, flags: int) -> int:
    """Opens a file so that its owner alone may read it."""
    return os.open(path, flags, 0o600)


def _hosts(env: Mapping[str, str], name: str) -> tuple[str, ...]:
    hosts = tuple(host.strip() for host in env.get(name, "").split(",") if host.strip())
    for host in hosts:
        if not re.fullmatch(r"[A-Za-z0-9.-]+", host):
            raise SettingsError(Say(f"{name} 中的“{host}”不是主机名", f"'{host}' in {name} is no host name"), Say("如 jinying.example", "as in jinying.example"))  # fmt: skip
    return hosts


def _switch(env: Mapping[str, str], name: str) -> bool:
    text = (env.get(name) or "on").lower()
    if text not in ("on", "off"):
        raise SettingsError(Say(f"{name}={text} 应为 on 或 off", f"{name}={text} is neither on nor off"))
    return text == "on"


def _memory(env: Mapping[str, str], name: str, default: str) -> str:
    text = env.get(name) or default
    if not re.fullmatch(r"[1-9][0-9]*[kmgKMG]", text, re.ASCII):
        raise SettingsError(
            Say(f"{name}={text} 不是内存大小", f"{name}={text} is no amount of memory"), Say("如 2g", "as in 2g")
        )
    return text
