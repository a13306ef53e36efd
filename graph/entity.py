"""Entities and links as records, and the ids that make two rows about one thing meet."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

import polars as pl

from graph.ontology import Kind, Link

_SEP = "\x1f"


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
    """BLAKE2b-128 of a text, as 32 hex digits."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


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
    ids = pl.Series("id", [None] * height, dtype=pl.String)
    for key in kind.keys:
        if not all(name in props for name in key):
            continue
        made = _made(kind, key, pl.DataFrame([props[n].alias(n) for n in key]))
        ids = ids.zip_with(ids.is_not_null(), made)
        if not ids.has_nulls():
            break
    return ids


def _made(kind: Kind, key: Sequence[str], values: pl.DataFrame) -> pl.Series:
    """Ids of key values, each distinct combination hashed once: own accounts repeat by the thousand in a statement."""
    distinct = values.unique()
    head = pl.lit(_SEP.join((kind.name, ",".join(key), "")))
    parts = [part for name in key for part in (pl.lit(_SEP), pl.col(name))][1:]
    text = distinct.select(pl.concat_str([head, *parts], separator="", ignore_nulls=False)).to_series()
    table = distinct.with_columns(_hashed(text, f"{kind.prefix}-"))
    return values.join(table, on=list(key), how="left", maintain_order="left", nulls_equal=True)["id"]


def link_ids(link: Link, ends: tuple[pl.Series, pl.Series], key: pl.Series | None) -> pl.Series:
    """Ids of links from both ends and, for parallel links, the key text (null key: never null for `many`)."""
    parts = [pl.lit(link.name), ends[0], ends[1]] if key is None else [pl.lit(link.name), ends[0], ends[1], key]
    text = pl.select(pl.concat_str(parts, separator=_SEP)).to_series()
    return _hashed(text, f"{link.name.lower()}-")


def _hashed(text: pl.Series, prefix: str) -> pl.Series:
    """`digest` of each text, written out: a call a text is a third of the time."""
    texts = [None if t is None else t.encode() for t in text.to_list()]
    ids = [None if t is None else prefix + blake2b(t, digest_size=16).hexdigest() for t in texts]
    return pl.Series("id", ids, dtype=pl.String)


def now() -> datetime:
    """The present, UTC."""
    return datetime.now(UTC)


def fresh(prefix: str) -> str:
    """A random id for what has no key of its own (decisions)."""
    return f"{prefix}-{secrets.token_hex(16)}"
