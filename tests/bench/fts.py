"""SQLite's FTS5 as search's peer: asked the same ways over the same tokens, and by its own trigrams over the values as they are."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from graph.search.entities import Known
from graph.search.hits import Found, Hit
from graph.search.index import CERTAIN, ENOUGH, SLIPS, WINDOW
from graph.search.reading import Begins, Every, Reading, Row, Slip, Some, Term, Way, inside, lenient, read, strict
from graph.search.sought import sought
from graph.search.tokens import FIELDS, tokens_of
from graph.search.ways import match

OURS, GRAMS, TRIGRAMS = "our tokens", "bigrams alone", "trigrams"


def told(way: Way) -> str | None:
    """A way in FTS5's language; None where it has no word for it (it knows no slips)."""
    match way:
        case Term(field, token):
            return f'{field} : "{token}"'
        case Row(field, tokens, begun):
            return f'{field} : "{" ".join(tokens)}"{"*" if begun else ""}'
        case Begins(field, text):
            return f'{field} : "{text}"*'
        case Slip():
            return None
        case Every(parts):
            said = [told(part) for part in parts]
            return None if None in said else f"({' AND '.join(s for s in said if s)})"
        case Some(parts):
            known = [s for _, part in parts if (s := told(part))]
            return f"({' OR '.join(known)})" if known else None


class Fts:
    """An index in one file. `how`: our tokens and ways, bigrams alone (as engines' own analysers for Chinese have them),
    or trigrams of the values with a scan for what is shorter."""

    def __init__(self, path: Path | str, how: str, entities: Iterable[Known] = ()) -> None:
        self.how = how
        self.db = sqlite3.connect(path)
        fresh = not self.db.execute("SELECT name FROM sqlite_master").fetchall()
        if fresh:
            self._fill(entities)

    def _fill(self, entities: Iterable[Known]) -> None:
        columns = "text" if self.how == TRIGRAMS else ", ".join(FIELDS)
        tokens = "trigram" if self.how == TRIGRAMS else "unicode61 remove_diacritics 0 tokenchars '.^|'"
        self.db.execute(f"CREATE VIRTUAL TABLE n USING fts5({columns}, content='', tokenize=\"{tokens}\")")
        self.db.execute("CREATE TABLE body (rowid INTEGER PRIMARY KEY, kind TEXT, region TEXT, body TEXT, text TEXT)")
        for number, known in enumerate(entities, start=1):
            text = " ".join(v for _, v, _ in known.values).lower()
            self.db.execute(
                "INSERT INTO body VALUES (?,?,?,?,?)", (number, known.kind, known.region, json.dumps(known), text)
            )
            if self.how == TRIGRAMS:
                row = [text]
            else:
                fields = sought(known.kind)
                made = tokens_of((fields[n], v, t) for n, v, t in known.values)
                row = [" ".join(made[field]) for field in FIELDS]
            self.db.execute(f"INSERT INTO n (rowid, {columns}) VALUES (?{',?' * len(row)})", (number, *row))
        self.db.execute("INSERT INTO n (n) VALUES ('optimize')")
        self.db.commit()

    def find(self, text: str, first: int = 20) -> Found:
        """As `Index.find`."""
        reading = read(text)
        if not reading.words:
            return Found(0, True, ())
        if self.how == TRIGRAMS:
            return self._plain(text.lower(), first)
        words = [inside(w) for w in reading.words if len(w) > 1]
        way: Way = strict(reading) if self.how == OURS else Every(tuple(words))
        query = told(way) if self.how == OURS or words else None
        if not query:
            return Found(0, True, ())
        by_kind, by_region = self._counts(query)
        total = sum(by_kind.values())
        hits = self._hits(reading, query, WINDOW)
        if self.how == OURS:
            hits = sorted(hits, key=lambda h: -h.score)
            if total < ENOUGH and not (hits and hits[0].score >= 1 and len(reading.whole) > CERTAIN):
                known = {h.id for h in hits}
                more = [
                    h
                    for h in self._hits(reading, told(lenient(reading)) or query, SLIPS)
                    if h.id not in known and h.field
                ]
                hits += sorted(more, key=lambda h: -h.score)
        return Found(total, True, tuple(hits[:first]), by_kind, by_region)

    def _counts(self, query: str) -> tuple[dict[str, int], dict[str, int]]:
        kinds, regions = dict[str, int](), dict[str, int]()
        ask = "SELECT kind, region, count(*) FROM n JOIN body ON body.rowid = n.rowid WHERE n MATCH ? GROUP BY kind, region"
        for kind, region, count in self.db.execute(ask, (query,)):
            kinds[kind], regions[region] = kinds.get(kind, 0) + count, regions.get(region, 0) + count
        return kinds, regions

    def _hits(self, reading: Reading, query: str, limit: int) -> list[Hit]:
        ask = "SELECT rowid FROM n WHERE n MATCH ? ORDER BY rank LIMIT ?"
        return [self._hit(reading, row) for (row,) in self.db.execute(ask, (query, limit)).fetchall()]

    def _hit(self, reading: Reading, row: int) -> Hit:
        known = Known(*json.loads(self.db.execute("SELECT body FROM body WHERE rowid = ?", (row,)).fetchone()[0]))
        fields = sought(known.kind)
        met = match(reading.either, [(fields[n], v, t) for n, v, t in known.values], known.caption) or match(
            reading.either, [(fields[n], v, t) for n, v, t in known.values], known.caption, slips=True
        )
        score, field = (met.score, met.field) if met and self.how == OURS else (0.1, "")
        return Hit(known.id, known.kind, known.caption, known.region, score, field, ("", ""))  # type: ignore[arg-type]

    def _plain(self, text: str, first: int) -> Found:
        """All words: by trigrams, the short ones by looking at every value."""
        words = re.findall(r"\S+", text)
        long = [f'"{w.replace(chr(34), "")}"' for w in words if len(w) > 2]
        short = [w for w in words if len(w) < 3]
        ask = "SELECT body.rowid, body.body FROM body" + (
            " JOIN n ON n.rowid = body.rowid WHERE n MATCH ?" if long else " WHERE ? = ''"
        )
        ask += (
            " AND body.text LIKE ?" * len(short)
            + (" ORDER BY rank" if long else " ORDER BY length(body.text)")
            + " LIMIT ?"
        )
        rows = self.db.execute(ask, (" AND ".join(long), *(f"%{w}%" for w in short), first)).fetchall()
        known = [Known(*json.loads(body)) for _, body in rows]
        return Found(len(known), False, tuple(Hit(k.id, k.kind, k.caption, k.region, 0, "", ("", "")) for k in known))  # type: ignore[arg-type]
