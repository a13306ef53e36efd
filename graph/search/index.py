"""The index of a lake's names and numbers: made where there is none, kept current import by import, and searched.

`DATA/search/current` names the folder that counts; one made anew is made beside it and then named there. What an index
shows (imports in force, judgements) is a document in it, written in one commit with what it speaks of: a killed process
leaves the index as it was. An `Index` is as it was when it was opened, whoever writes meanwhile.
"""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import polars as pl
import tantivy
from tantivy import Occur, Query

from graph.entity import fresh
from graph.judged import NOBODY, Judged
from graph.lake import Lake
from graph.ontology import ontology
from graph.search.engine import HEAP, STATE, SearchError, asked, damaged, guarded, opened, schema
from graph.search.entities import Known, entities
from graph.search.hits import NOTHING, Found, Hit
from graph.search.reading import Reading, Way, lenient, read, strict
from graph.search.sought import signature, sought
from graph.search.tokens import tokens_of
from graph.search.ways import SAME, match
from graph.settings import private

FORMAT = 1  # of the tokens; another one is made anew
ENOUGH = 10  # found as typed: fewer, and slips are forgiven too
SLIPS = 60  # candidates with a slip that are looked at
CERTAIN = 4  # characters of what was found as it is, behind which nothing else is meant
WINDOW = 50  # hits that are put in order by how they were met; behind them the engine's order stands
REGIONS = 10_000  # regions that are counted one by one
Watch = Callable[[str, int], None]  # kind, entities written


class State(NamedTuple):
    """What an index shows."""

    format: str
    imports: list[str]
    judged: int


def index(
    lake: Lake, judged: Callable[[int], Judged] = lambda seq: NOBODY, watch: Watch = lambda kind, done: None
) -> Index:
    """The index of a lake as it is now. `judged`: what judgements up to an entry came to, which is what the index may
    still show. One writer at a time; others wait and find its work done."""
    root = private(lake.root.parent / "search")
    goal = State(_format(), list(lake.active()), lake.judged.seq)
    if (found := _current(root)) and found.state == goal:
        return found
    with _lock(root):
        found = _current(root)
        if found is None or not (found.state == goal or _update(found, lake, goal, judged, watch)):
            _build(root, lake, goal, watch)
        made = _current(root)
    if made is None:
        raise damaged(OSError(str(root)))
    return made


def _format() -> str:
    return sha256(json.dumps([FORMAT, version("tantivy"), signature()]).encode()).hexdigest()[:16]


@contextmanager
def _lock(root: Path) -> Iterator[None]:
    with open(root / "lock", "a", encoding="utf-8") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _current(root: Path) -> Index | None:
    """The index that counts; None where there is none that can be read."""
    try:
        return Index(root / (root / "current").read_text("utf-8").strip())
    except (OSError, ValueError, SearchError):
        return None


def _build(root: Path, lake: Lake, goal: State, watch: Watch) -> None:
    """From nothing, beside the one that is there."""
    folder = root / fresh("index")
    folder.mkdir(mode=0o700)
    _write(opened(folder, new=True), _everything(lake, watch), [], goal)
    part = root / "current.part"
    part.write_text(folder.name, "utf-8")
    part.replace(root / "current")
    for other in root.iterdir():
        if other.is_dir() and other != folder:
            shutil.rmtree(other, ignore_errors=True)


def _everything(lake: Lake, watch: Watch) -> Iterator[Known]:
    for kind in (t for t in lake.tables() if t in ontology().kinds):
        for number, one in enumerate(entities(lake, kind), start=1):
            yield one
            if number % 10_000 == 0:
                watch(kind, number)


def _update(old: Index, lake: Lake, goal: State, judged: Callable[[int], Judged], watch: Watch) -> bool:
    """Only the entities of imports that came or went, and those judged otherwise; False where that would be most."""
    if old.state.format != goal.format or [i for i in old.state.imports if i in goal.imports] != [i for i in goal.imports if i in old.state.imports]:  # fmt: skip
        return False
    before = (
        lake.judged if old.state.judged == goal.judged else judged(old.state.judged) if old.state.judged else NOBODY
    )
    moved = sorted(set(old.state.imports) ^ set(goal.imports))
    touched = {k: _touched(lake, k, moved, before) for k in ontology().kinds}
    many = sum(len(ids) for ids in touched.values())
    if many > max(1000, old.size // 2):
        return False
    new = (one for kind, ids in touched.items() if len(ids) for one in entities(lake, kind, ids))
    gone = [i for ids in touched.values() for i in ids]
    _write(old.engine, new, gone, goal)
    watch("", many)
    return True


def _touched(lake: Lake, kind: str, imports: Sequence[str], before: Judged) -> pl.Series:
    """Ids of a kind that imports speak of, or that mean another than before: as they were and as they are."""
    frames = [pl.read_parquet(path, columns=["id"]) for _, _, path in lake.parts(kind, imports)]
    prefix = f"{ontology().kinds[kind].prefix}-"
    stated = set(pl.concat(frames)["id"].to_list()) if frames else set[str]()
    for one in [*stated, *(i for i in lake.judged.moved(before) if i.startswith(prefix))]:
        stated.update((lake.judged.canonical.get(one, one), before.canonical.get(one, one)))
    return pl.Series("id", sorted(stated), pl.String)


def _write(engine: tantivy.Index, new: Iterator[Known], gone: Sequence[str], goal: State) -> None:
    """One commit: what is gone, what is new, and the word that says so."""
    with guarded():
        writer = engine.writer(HEAP, 1)
        try:
            for one in (STATE, *gone):
                writer.delete_documents_by_term("id", one)
            for known in new:
                writer.add_document(_document(known))
            state = tantivy.Document()
            state.add_text("id", STATE)
            state.add_bytes("body", json.dumps(goal).encode())
            writer.add_document(state)
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        writer.wait_merging_threads()


def _document(known: Known) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("id", known.id)
    document.add_text("kind", known.kind)
    document.add_text("region", known.region)
    document.add_bytes("body", json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode())
    fields = sought(known.kind)
    for name, tokens in tokens_of((fields[n], v, text) for n, v, text in known.values).items():
        if tokens:
            document.add_text(name, " ".join(tokens))
    return document


class Index:
    """An index as it was when it was opened; several threads may search it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.engine = folder, opened(folder)
        self._form = schema()
        self.broken = False
        with guarded():
            self._searcher = self.engine.searcher()
            said = self._searcher.search(Query.term_query(self._form, "id", STATE, "basic"), 1).hits
            if not said:
                raise damaged(ValueError("no state"))
            self.state = State(*json.loads(self._body(said[0][1])))
            self.size = self._searcher.num_docs - 1

    def find(self, text: str, kinds: frozenset[str] | None = None, regions: Sequence[str] | None = None, first: int = 20, after: int = 0) -> Found:  # fmt: skip
        """Entities that answer a query, best first: of `kinds` alone (None: of all), in `regions` (beginnings of their
        names) alone; a page of `first` behind `after` others. Nothing that is typed raises."""
        reading = read(text)
        if not reading.words or kinds == frozenset() or regions == []:
            return replace(NOTHING, cut=reading.cut)
        try:
            with guarded():
                within = self._within(kinds, regions)
                return self._page(reading, within, max(0, first), max(0, after))
        except SearchError:  # the next who asks for an index gets one made anew
            self.broken = True
            (self.folder.parent / "current").unlink(missing_ok=True)
            raise

    def _page(self, reading: Reading, within: list[Query], first: int, after: int) -> Found:
        plain = self._asked(strict(reading), within)
        by_kind, by_region = self._counts(plain)
        total, exact = sum(by_kind.values()), True
        hits = self._ordered(reading, plain)
        if total < ENOUGH and not (hits and hits[0].score >= 1 and len(reading.whole) > CERTAIN):
            more, exact = self._slipped(reading, within, {h.id for h in hits})
            hits += more
            total += len(more)
            for hit in more:
                by_kind[hit.kind] = by_kind.get(hit.kind, 0) + 1
                by_region[hit.region] = by_region.get(hit.region, 0) + 1
        page = hits[after : after + first]
        if total > len(hits) and after + first > len(hits):
            start = max(after, len(hits))
            page += self._hits(reading, plain, after + first - start, start)
        return Found(total, exact, tuple(page), by_kind, by_region, reading.cut)

    def _within(self, kinds: frozenset[str] | None, regions: Sequence[str] | None) -> list[Query]:
        found = [] if kinds is None else [Query.term_set_query(self._form, "kind", sorted(kinds))]
        if regions is not None:
            known = [r for r, _ in self._searcher.terms_with_prefix("region", "") if r.startswith(tuple(regions))]
            found.append(Query.term_set_query(self._form, "region", known) if known else Query.empty_query())
        return [Query.const_score_query(q, 0.0) for q in found]

    def _asked(self, way: Way, within: list[Query]) -> Query:
        query = asked(way, self._searcher, self._form)
        return Query.boolean_query([(Occur.Must, q) for q in (query, *within)]) if within else query

    def _counts(self, query: Query) -> tuple[dict[str, int], dict[str, int]]:
        """How many are found, by kind and by region."""
        ask = {
            name: {"terms": {"field": name, "size": size, "segment_size": size}}
            for name, size in (("kind", 100), ("region", REGIONS))
        }
        answer = self._searcher.aggregate(query, ask)
        kinds, regions = ({b["key"]: int(b["doc_count"]) for b in answer[name]["buckets"]} for name in ask)
        if rest := sum(kinds.values()) - sum(regions.values()):
            regions[""] = regions.get("", 0) + rest
        return kinds, regions

    def _ordered(self, reading: Reading, query: Query) -> list[Hit]:
        return sorted(self._hits(reading, query, WINDOW, 0), key=_rank)

    def _hits(self, reading: Reading, query: Query, limit: int, offset: int) -> list[Hit]:
        found = self._searcher.search(query, limit, count=False, offset=offset).hits if limit else []
        return [self._hit(reading, self._known(at)) or _unsaid(self._known(at)) for _, at in found]

    def _slipped(self, reading: Reading, within: list[Query], known: set[str]) -> tuple[list[Hit], bool]:
        """Entities met with a slip, and whether these are all; the engine's candidates are looked at one by one."""
        query = self._asked(lenient(reading), within)
        found = self._searcher.search(query, SLIPS, count=False).hits
        seen = (self._known(at) for _, at in found)
        hits = [hit for one in seen if one.id not in known and (hit := self._hit(reading, one, slips=True))]
        return sorted(hits, key=_rank), len(found) < SLIPS

    def _hit(self, reading: Reading, known: Known, *, slips: bool = False) -> Hit | None:
        fields = sought(known.kind)
        met = match(reading.either, [(fields[n], v, text) for n, v, text in known.values], known.caption, slips=slips)
        if met is None:
            return None
        return Hit(known.id, known.kind, known.caption, known.region, met.score, met.field, met.reason)

    def _known(self, at: tantivy.DocAddress) -> Known:
        return Known(*json.loads(self._body(at).decode()))

    def _body(self, at: tantivy.DocAddress) -> bytes:
        return bytes(self._searcher.doc(at).get_first("body") or b"")


def _unsaid(known: Known) -> Hit:
    """Found by the engine by tokens of several values together: last of all."""
    return Hit(known.id, known.kind, known.caption, known.region, 0.1, "", SAME)


def _rank(hit: Hit) -> tuple[float, int, str]:
    return -round(hit.score, 4), len(hit.caption), hit.id
