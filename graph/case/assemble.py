"""A frozen case put together as one record: every format is written from it, and nothing else of the lake or the ops
database reaches them. Values stand in full here; `graph.case.redact` hides what whoever takes it may not see.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, TypeVar

import polars as pl

from graph.case.counting import Way
from graph.case.dossier import ROWS, SCOPES, STATED, About, Dossier, Entry, Figures, Lead, Point
from graph.case.figures import figures, own
from graph.case.frozen import Frozen
from graph.case.matrix import held, key, proposed, unanswered
from graph.entity import fresh, now, stamp
from graph.lake import Lake, table_of
from graph.merge import merged
from graph.ontology import Kind, ontology
from graph.ops.cases import FACTS
from graph.ops.evidence import Piece
from graph.ops.written import sort_of
from graph.say import JinyingError, Say, did_you_mean
from graph.why import ends_of, flow_of

Places = Mapping[str, tuple[float, float]]
T = TypeVar("T", dict[str, Any], list[Any])


class ScopeError(JinyingError):
    """No such scope, or nothing of it is in the case."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a frozen case goes out, and to whom. `seen`: the entities and links on the board, for scope "seen"; `group`: whose
    accounts the figures are about (none named: those that findings name); `counting`: how they are counted."""

    who: str
    scope: str = "whole"
    seen: Collection[str] = ()
    group: Sequence[str] = ()
    counting: Way = field(default_factory=Way)
    places: Places = field(default_factory=dict)
    lang: str = "zh"
    bundle: str = ""


def assembled(frozen: Frozen, asked: Asked) -> Dossier:
    """The dossier of a frozen state, in full. ScopeError: no such scope, or nothing that was seen is in the case."""
    if asked.scope not in SCOPES:
        raise ScopeError(
            Say(f"没有范围“{asked.scope}”", f"no scope '{asked.scope}'"), did_you_mean(asked.scope, SCOPES)
        )
    facts, found = frozen.facts, [_lead(f, frozen.note["program"]) for f in frozen.facts["findings"]]
    tables = {table: _table(frozen.lake, table) for table in frozen.lake.tables()}
    s = frozen.snapshot()
    pieces = {name: [Piece(**p) for p in facts[name]] for name in ("evidence", "dismissed")}
    whole = Dossier(
        about=_about(frozen, asked),
        entities={t: frame for t, frame in tables.items() if t in ontology().kinds},
        links={t: frame for t, frame in tables.items() if t in ontology().links},
        rows=rows(frozen.lake),
        figures=figures(s, own(s, asked.group, found), asked.counting),
        leads=found,
        points=held(pieces["evidence"]),
        entries=list(_entries(facts["entries"])),
        rules=[_rule(r) for r in facts["rules"]],
        members=[{"who": m["who"], "role": m["role"]} for m in facts["members"]],
        places=asked.places,
        mappings={
            m.mapping_sha256: (m.mapping, m.mapping_text) for m in map(frozen.lake.manifest, frozen.lake.active())
        },
    )
    said = proposed(whole)
    waiting = unanswered(said, [*pieces["evidence"], *pieces["dismissed"]])
    by = {key(p): p.prop for p in said}
    taken = [replace(p, prop=by.get(piece.proposal or "")) for p, piece in zip(whole.points, pieces["evidence"], strict=True)]  # fmt: skip
    points = [*taken, *waiting]
    whole = replace(whole, points=points, stated=stated(frozen.lake, points))
    return whole if asked.scope == "whole" else _seen(whole, frozen.lake, asked.seen)


def rows(lake: Lake) -> pl.DataFrame:
    """Every source row of every id (ROWS), table by table in the ontology's order, then by id, import and row."""
    sources, frames = _sources(lake), [pl.DataFrame(schema=ROWS)]
    for table in lake.tables():
        link = table in ontology().links
        scanned = lake.scan(table).select("id", *(["from", "to"] if link else []), "part", "seq", pl.col("row" if link else "rows").alias("row"))  # fmt: skip
        stated = lake.united(table, scanned if link else scanned.explode("row")).select("id", "seq", "part", "row")
        frame = stated.unique().sort("id", "seq", "part", "row").collect()
        told = frame.join(sources, on=["seq", "part"], maintain_order="left").with_columns(part="said", table=pl.lit(table))  # fmt: skip
        frames.append(told.select(list(ROWS)))
    return pl.concat(frames, rechunk=False)


def stated(lake: Lake, points: Iterable[Point]) -> pl.DataFrame:
    """STATED: the source rows that state the property which each of these rests on."""
    asked = {(table_of(p.subject).name, p.prop, p.subject) for p in points if p.subject and p.prop}
    sources, frames = _sources(lake), [pl.DataFrame(schema=STATED)]
    for table, name in sorted({(table, name) for table, name, _ in asked}):
        scanned, link = lake.scan(table), table in ontology().links
        if name not in scanned.collect_schema().names():
            continue
        some = scanned.filter(pl.col(name).is_not_null()).select("id", *(["from", "to"] if link else []), "part", "seq", pl.col("row" if link else "rows").alias("row"))  # fmt: skip
        ids = [i for t, n, i in asked if (t, n) == (table, name)]
        found = lake.united(table, some if link else some.explode("row")).filter(pl.col("id").is_in(ids)).select("id", "seq", "part", "row")  # fmt: skip
        frame = found.unique().sort("id", "seq", "part", "row").collect()
        told = frame.join(sources, on=["seq", "part"], maintain_order="left").with_columns(part="said", prop=pl.lit(name))  # fmt: skip
        frames.append(told.select(list(STATED)))
    return pl.concat(frames, rechunk=False)


def _sources(lake: Lake) -> pl.DataFrame:
    """What a row is told to come from, by the import's number in the log and the number of the part (a sheet, a page)."""
    named = ["import", "file", "sha256", "mapping", "mapping_sha256", "at", "said"]
    known = [(seq, lake.manifest(one)) for one, seq in lake.active().items()]
    parts = [(seq, n, m.id, m.file, m.sha256, m.mapping, m.mapping_sha256, m.finished, said) for seq, m in known for n, said in enumerate(m.parts)]  # fmt: skip
    return pl.DataFrame(
        parts, schema={"seq": pl.Int64, "part": pl.Int32, **dict.fromkeys(named, pl.String)}, orient="row"
    )


def _table(lake: Lake, table: str) -> pl.DataFrame:
    """Merged records of a table; times in epoch ms, entities with what they are called."""
    frame = pl.concat(list(merged(lake, table)), how="diagonal")
    times = [pl.col(n).dt.epoch("ms") for n, dtype in frame.schema.items() if dtype.is_temporal()]
    owner, frame = ontology().table(table), frame.with_columns(times)
    if not isinstance(owner, Kind):
        return frame
    unnamed = pl.lit(f"{table} ") + pl.col("id").str.slice(-6)
    called = pl.coalesce(owner.caption, unnamed) if owner.caption in frame.columns else unnamed
    return frame.select("id", called.alias("caption"), pl.exclude("id"))


def _about(frozen: Frozen, asked: Asked) -> About:
    case, note = frozen.facts["case"], frozen.note
    return About(
        **{name: case[name] for name in ("id", "number", "title", "cause", "suspected", "region", "status")},
        opened=case["at"], agency=case["agency"], frozen=frozen.id, version=frozen.version, frozen_at=note["at"],
        frozen_sha256=frozen.sha256, bundle=asked.bundle or fresh("bundle"), at=stamp(now()), who=asked.who,
        scope=asked.scope, program=note["program"], lang=asked.lang, docket=case.get("docket", ""),
    )  # fmt: skip


def _lead(f: Mapping[str, Any], program: str) -> Lead:
    """A finding as a reader is told. Detectors come with the program and have its version; models have their own."""
    facts = f["facts"]
    model = {n: str(facts[k]) for n, k in (("name", "model"), ("version", "version"), ("snapshot", "snapshot")) if facts.get(k)} if "model" in facts else None  # fmt: skip
    return Lead(f["id"], f["detector"], str(facts.get("version") or program.split()[-1]), f["score"], f["state"], Say(f["zh"], f["en"]), f["subjects"], f["links"], f["start"], f["end"], facts, model)  # fmt: skip


def _entries(entries: Iterable[Mapping[str, Any]]) -> Iterator[Entry]:
    """What happened, in order; things put in by one act are one entry, which says how many they were."""
    for _, some in groupby(entries, lambda e: (e["at"], e["who"], e["act"], e["text"], e["act"] in ("add", "remove") or e["seq"])):  # fmt: skip
        first, *more = some
        text = f"{first['text']}（{len(more) + 1} 项）" if more else first["text"]
        if first["act"] == "amend":
            text = f"{FACTS[first['word']].zh}：{first['was'] or '—'} → {first['now'] or '—'}；{text}"
        yield Entry(first["seq"], first["at"], first["who"], first["act"], text, None if more else first["subject"])


def _rule(r: Mapping[str, Any]) -> dict[str, Any]:
    """How things came in, and how many."""
    told = ("seq", "name", "params", "why", "at", "who", "snapshot", "added")
    return {**{name: r[name] for name in told}, "things": len(r["found"])}


def board(body: Any) -> tuple[list[str], Places]:
    """What a saved view shows and where it stands. The page says what its filters leave (`seen`); else it is all that is on
    the board and not hidden."""
    body, drawn = _part(body, dict), _part(_part(body, dict).get("board"), dict)
    things, lines = (_part(drawn.get(name), dict) for name in ("things", "lines"))
    off = {one for one in _part(drawn.get("hidden"), list) if isinstance(one, str)}
    seen = body["seen"] if isinstance(body.get("seen"), list) else [one for one in (*things, *lines) if one not in off]
    at = {one: _part(_part(thing, dict).get("at"), dict) for one, thing in things.items()}
    places = {i: (float(p["x"]), float(p["y"])) for i, p in at.items() if all(isinstance(p.get(c), int | float) for c in "xy")}  # fmt: skip
    return [one for one in seen if isinstance(one, str)], places


def _part(value: Any, of: type[T]) -> T:
    """A part of somebody's JSON, empty where it is of another form."""
    return value if isinstance(value, of) else of()


def _seen(whole: Dossier, lake: Lake, seen: Collection[str]) -> Dossier:
    """What was on the board: its entities, of the links among them those that were seen (all where none was; a sum stands for
    its links), and of figures the lines that speak of these. Sums over the whole case stay what they are."""
    flows = {one: flow for one in seen if (flow := flow_of(one))}
    pairs = ["|".join(lake.judged.canonical.get(end, end) for end in ends_of(flow, one)) for one, flow in flows.items()]
    known = [one for one in seen if one not in flows and _is_id(one)]
    meant = set(known) | set(lake.stands_for(known).values())
    entities = _only(whole.entities, pl.col("id").is_in(meant))
    if not entities:
        raise ScopeError(Say("所见之物不在冻结的案件中", "nothing that was seen is in the frozen case"), Say("改用全案，或先重新冻结", "take the whole case, or freeze it again"))  # fmt: skip
    ids = {i for frame in entities.values() for i in frame["id"]}
    among = _only(whole.links, pl.col("from").is_in(ids) & pl.col("to").is_in(ids))
    moved, summed = {flow.name for flow in flows.values()}, pl.concat_str("from", "to", separator="|").is_in(pairs)
    links = {t: frame.filter(pl.col("id").is_in(meant) | (summed if t in moved else False)) for t, frame in among.items()}  # fmt: skip
    links = _only(links, pl.lit(True)) or among
    there = ids.union(*(frame["id"] for frame in links.values()))
    return replace(
        whole, entities=entities, links=links, rows=whole.rows.filter(pl.col("id").is_in(there)), stated=whole.stated.filter(pl.col("id").is_in(there)), figures=_figures(whole.figures, ids),
        leads=[x for x in whole.leads if {s["id"] for s in x.subjects} <= ids], points=[p for p in whole.points if p.subject is None or p.subject in there],
        places={i: at for i, at in whole.places.items() if i in ids},
    )  # fmt: skip


def _is_id(one: str) -> bool:
    try:
        return sort_of(one) != "finding"
    except JinyingError:
        return False


def _only(frames: Mapping[str, pl.DataFrame], which: pl.Expr) -> dict[str, pl.DataFrame]:
    kept = {table: frame.filter(which) for table, frame in frames.items()}
    return {table: frame for table, frame in kept.items() if frame.height}


def _figures(whole: Figures, ids: Collection[str]) -> Figures:
    of = {"ledger": "party", "again": "party", "sheets": "account", "layers": "account", "core": "account"}
    return replace(whole, **{n: getattr(whole, n).filter(pl.col(column).is_in(ids)) for n, column in of.items()})
