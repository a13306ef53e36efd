"""Entities and links as records, and the ids that make two rows about one thing meet."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import polars as pl
from polars_hash import CryptographicHashingNameSpace

from graph.ontology import Kind, Link
from graph.values import KINDS

_SEP, _KEY = "\x1f", "\x1e"


@dataclass(frozen=True, slots=True)
class Entity:
    """One node: id, kind and the values that one source states about it."""

    id: str
    kind: str
    props: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relation:
    """One link between two entity ids."""

    id: str
    type: str
    source: str
    target: str
    props: Mapping[str, Any] = field(default_factory=dict)


def digest(text: str) -> str:
    """The first 128 bits of a text's SHA-256 (NIST SP 800-107 truncation), as 32 hex digits."""
    return sha256(text.encode()).hexdigest()[:32]


def key_text(owner: str, names: Sequence[str], values: Sequence[str]) -> str:
    """What is hashed: the kind, which properties, their normal forms."""
    return _SEP.join((owner, ",".join(names), *values))


def make_id(kind: Kind, props: Mapping[str, str]) -> str | None:
    """The id of an entity from normal key values as text; None where no key alternative is complete."""
    for key in kind.keys:
        if all(props.get(name) for name in key):
            return f"{kind.prefix}-{digest(key_text(kind.name, key, [props[n] for n in key]))}"
    return None


def entity_ids(kind: Kind, props: Mapping[str, pl.Series], height: int) -> pl.Series:
    """Ids (String, null where no alternative is complete) of a column of entities, as `make_id`.

    `props` holds the key properties present, each as normal text of `height` values.
    """
    ids = pl.repeat(None, height, dtype=pl.String, eager=True).alias("id")
    for key in kind.keys:
        if all(name in props for name in key) and ids.has_nulls():
            made = _made(kind, key, pl.DataFrame([props[n].alias(n) for n in key]))
            ids = ids.zip_with(ids.is_not_null(), made) if ids.null_count() < height else made
    return ids


def _made(kind: Kind, key: Sequence[str], values: pl.DataFrame) -> pl.Series:
    """Ids of key values, null where one is missing."""
    parts = [part for name in key for part in (pl.lit(_SEP), pl.col(name))][1:]
    head = pl.lit(_SEP.join((kind.name, ",".join(key), "")))
    return values.select(_hashed(pl.concat_str([head, *parts]), f"{kind.prefix}-")).to_series()


def link_ids(link: Link, frame: pl.DataFrame) -> pl.Series:
    """Ids of links: of both ends and the key.

    A link that may be parallel and lacks a part of its key is told from others by what it says and how often that
    was said above it in `frame`: a file sent twice says the same, and two equal payments stay two.
    """
    told = [pl.Series(n, KINDS[link.props[n].type].key(frame[n])) for n in link.told_by if n in frame.columns]
    texts = frame.select("from", "to").with_columns(text.alias(f"key {text.name}") for text in told)
    known = [pl.col(f"key {n}") if n in frame.columns else pl.lit(None, pl.String) for n in link.key]
    text = _joined(link, known if link.many else [k.fill_null("") for k in known])
    whole = texts.select(text.alias("text"))["text"]
    if whole.has_nulls():
        keys = texts.columns[2:]
        again = pl.int_range(pl.len()).over("from", "to", *keys).cast(pl.String)
        told_by = _joined(link, [*(pl.col(key).fill_null("") for key in keys), again])
        whole = whole.zip_with(whole.is_not_null(), texts.select(told_by.alias("text"))["text"])
    return whole.to_frame().select(_hashed(pl.col("text"), f"{link.name.lower()}-")).to_series()


def _joined(link: Link, key: Sequence[pl.Expr]) -> pl.Expr:
    """What is hashed for a link; null where a part is."""
    tail = [part for text in key for part in (pl.lit(_KEY), text)][1:]
    head = (pl.lit(f"{link.name}{_SEP}"), pl.col("from"), pl.lit(_SEP), pl.col("to"))
    return pl.concat_str([*head, *([pl.lit(_SEP), *tail] if tail else [])])


def _hashed(text: pl.Expr, prefix: str) -> pl.Expr:
    """`digest` of each text, behind a prefix."""
    return (pl.lit(prefix) + CryptographicHashingNameSpace(text).sha2_256().str.slice(0, 32)).alias("id")


def now() -> datetime:
    """The present, UTC."""
    return datetime.now(UTC)


def stamp(at: datetime) -> str:
    """A moment as ops keep it: ISO 8601, UTC, milliseconds; as texts they sort as in time."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def fresh(prefix: str) -> str:
    """A random id for what has no key of its own (decisions)."""
    return f"{prefix}-{secrets.token_hex(16)}"
