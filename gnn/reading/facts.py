"""Facts of the lake with when they came to be: by their own times, not by when their files came.

- a link by its own time (`at`, `valid_from`, `created`); one that states none by when the younger of its ends came to be
  (an advert promotes nobody before it was collected); one of which neither is known holds always;
- a property by when its entity came to be. Of properties only those are read that are settled then (`SETTLED`): a balance,
  a frozen flag, a status or days overdue are states of later, and often what somebody found out, so none of them is.

That a link had ended is not told either: before its end nobody knew it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from gnn.data import Bool, Links
from graph.kernels.arrays import F64, I64
from graph.ontology import ontology
from graph.snapshot import NEVER, Snapshot

ALWAYS = int(np.iinfo(np.int64).min)  # when something came to be that does not say when
YEAR = 365.25 * 86_400_000  # ms
CODED = 4  # most common texts of a property that become columns
# when an entity came to be: the first of these that it states
BORN: Mapping[str, tuple[str, ...]] = {
    "Enterprise": ("founded", "created"),
    "Account": ("opened",),
    "Advert": ("at",),
    "Complaint": ("at",),
    "Contract": ("signed", "stamped"),
    "Report": ("at",),
    "Post": ("at",),
    "Filing": ("at",),
    "Loan": ("created", "raised_from", "paid_out"),
    "Device": ("created",),
}
# what is settled when an entity comes to be: amounts in yuan, dates in years since 1970
SETTLED: Mapping[str, tuple[str, ...]] = {
    "Enterprise": ("founded", "capital", "paid_capital", "form"),
    "Person": ("birthday", "gender"),
    "Account": ("opened", "channel"),
    "Advert": ("promised_rate", "risk_notice"),
    "Complaint": ("amount", "invested"),
    "Contract": ("amount", "rate"),
    "Report": ("people", "amount", "anonymous"),
    "Filing": ("quantity", "price", "fee"),
    "Product": ("rate",),
    "Loan": ("amount", "rate"),
}
NUMBERS = ("amount", "rate", "number", "count", "flag")
BEGUN = ("at", "valid_from", "created")  # of a link: the first that its type has


def births(s: Snapshot) -> I64:
    """(n,) UTC seconds at which each entity came to be, ALWAYS where it does not say."""
    born = np.full(s.n, NEVER)
    for kind, names in BORN.items():
        here = s.is_kind(kind)
        if here.any():
            for name in names:
                stated = s.column(kind, name)
                born = np.where(here & (born == NEVER), stated, born).astype(np.int64)
    return np.where(born == NEVER, ALWAYS, born // 1000)


def settled(s: Snapshot, there: Bool) -> Iterator[tuple[str, F64]]:
    """Settled properties as columns (n,), NaN for other kinds, where none is stated, and where nobody was there yet."""
    for kind, names in SETTLED.items():
        here = s.is_kind(kind) & there
        for name in names if here.any() else ():
            wanted = ontology().kind(kind).props[name].type
            if wanted == "text":
                yield from _coded(s, kind, name, here)
                continue
            values = np.where(here, _number(s, kind, name, wanted), np.nan)
            if not np.isnan(values).all():
                yield f"{kind}.{name}", values


def _coded(s: Snapshot, kind: str, name: str, here: Bool) -> Iterator[tuple[str, F64]]:
    """One column of 0 and 1 for each of the most common texts."""
    codes, texts = s.words(kind, name)
    count = np.bincount(codes[here & (codes >= 0)], minlength=len(texts))
    for code in sorted(range(len(texts)), key=lambda c: (-count[c], texts[c]))[:CODED]:
        if count[code] > 0:
            yield f"{kind}.{name}={texts[code]}", np.where(here, (codes == code).astype(np.float64), np.nan)


def _number(s: Snapshot, table: str, name: str, kind: str) -> F64:
    """A property as numbers: yuan, years since 1970, or as it is."""
    values = s.column(table, name)
    if values.dtype.kind == "i":
        values = np.where(values == NEVER, np.nan, values.astype(np.float64))
    scale = {"amount": 100.0, "time": YEAR, "date": YEAR}.get(kind, 1.0)
    return np.asarray(values, np.float64) / scale


def links_of(s: Snapshot, name: str, born: I64, ids: bool) -> Links:
    """Links of a type with when they came to be, in order of it."""
    e, link = s.edges(name), ontology().link(name)
    at = np.full(len(e.source), ALWAYS)
    if began := next((p for p in BEGUN if p in link.props), None):
        stated = e.at.astype(np.int64) * 1000 if began == "at" else s.column(name, began).astype(np.int64)
        known = e.at >= 0 if began == "at" else stated != NEVER
        at = np.where(known, stated // 1000, ALWAYS)
    at = np.where(at == ALWAYS, np.maximum(born[e.source], born[e.target]), at)
    made = {p.name: _number(s, name, p.name, p.type) for p in link.props.values() if p.type in NUMBERS}
    made = {n: v for n, v in made.items() if not np.isnan(v).all()}
    x = np.column_stack([*made.values()]) if made else np.empty((len(at), 0))
    links = Links(
        e.source.astype(np.int32), e.target.astype(np.int32), dated(at), x.astype(np.float32), tuple(made),
        ids=tuple(s.link_ids(name, np.arange(len(at)))) if ids else (),
    )  # fmt: skip
    return links if links.at is None else links.take(np.argsort(links.at, kind="stable"))


def dated(at: I64) -> NDArray[np.int64] | None:
    """Times of a relation's links; of those that hold always, the earliest that any states: what is seen at all is seen
    with them. None where no link has a time."""
    known = at != ALWAYS
    return np.where(known, at, at[known].min()) if known.any() else None
