"""What one request has read of entities and links: each made once, and what is asked of each read for all at once.

Resolvers put everything they answer with in here first; the first `neighbourCounts` or `risk` then reads for all of
them, so that the number of queries never grows with the length of a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, cast

from api.found import Found
from api.schema.kinds import (  # fmt: skip
    RELATION,
    Entity,
    Grade,
    KindName,
    LinkType,
    NeighbourCount,
    Relation,
    Risk,
    attribute,
    kind_types,
    link_labels,
    link_types,
)
from api.schema.scalars import Fen, Long
from api.visit import Visit
from graph.lake import table_of
from graph.mask import caption
from graph.ontology import Kind, ontology
from graph.snapshot import Snapshot
from graph.study.alerts import score
from graph.study.around import Line, counts, degree

Row = Mapping[str, Any]
GRADES = ((80, Grade.RED), (60, Grade.AMBER), (40, Grade.YELLOW))
AT_ONCE = 1_000  # ends whose links are read by one query
OWN = frozenset(("id", "kind", "caption", "sources", "conflicts"))


class Gathered:
    """Entities of one request by id, as its visitor sees them: other kinds are not there, personal data is masked."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self._entities: dict[str, Entity] = {}

    @cached_property
    def sees(self) -> frozenset[str]:
        """The kinds that this visitor sees."""
        return frozenset(name for name, kind in ontology().kinds.items() if self.visit.actor.sees(kind))

    @cached_property
    def _found(self) -> tuple[Found, Callable[[str], list[str]]]:
        """Findings, and which ids are one, as they were when this request first asked."""
        return self.visit.system.findings(), self.visit.system.lake.judged.group

    def entity(self, row: Row) -> Entity | None:
        """The entity of a record of the graph; None where its kind is not this visitor's."""
        kind = ontology().kinds[row["kind"]]
        if kind.name not in self.sees:
            return None
        if (known := self._entities.get(row["id"])) is None:
            known = self._entities[row["id"]] = _made(kind_types()[kind.name], self._parts(kind, row))
        return known

    def _parts(self, kind: Kind, row: Row) -> dict[str, Any]:
        stated = self.visit.shown(kind, {n: v for n, v in row.items() if n not in OWN}, row["id"])
        return stated | {
            "id": row["id"], "kind": KindName[kind.name], "caption": caption(kind.name, row.get("caption"), row["id"]),
            "sources": row.get("sources", 0), "conflicts": _names(row.get("conflicts")), "_gathered": self,
        }  # fmt: skip

    def entities(self, ids: Iterable[str]) -> dict[str, Entity]:
        """Entities by id, those that are not known yet in one query; what is not there or not seen is left out."""
        wanted = list(dict.fromkeys(ids))
        new = [one for one in wanted if one not in self._entities]
        if new:
            for row in held(self.visit, "read/records", ids=new):
                self.entity(row)
        return {one: self._entities[one] for one in wanted if one in self._entities}

    def relations(self, s: Snapshot, lines: Sequence[Line]) -> tuple[list[Relation], int]:
        """Lines of an expansion as links with both ends, in two queries; and how many the graph does not show yet."""
        nodes = list(dict.fromkeys(node for line in lines for node in line.ends))
        ends = dict(zip(nodes, s.ids(nodes), strict=True))
        known = self.entities(ends.values())
        rows = self._rows(s, ends, [line for line in lines if line.link in ontology().links])
        found = []
        for line in lines:
            source, target = (known.get(ends[node]) for node in line.ends)
            if source and target and (line.id in rows or line.link not in ontology().links):
                found.append(self._relation(line, rows.get(line.id), source, target))
        return found, len(lines) - len(found)

    def _rows(self, s: Snapshot, ends: Mapping[int, str], lines: Sequence[Line]) -> dict[str, Row]:
        """What the graph holds of links, by id; each is looked for from the end that has fewer."""
        groups: dict[str, list[str]] = {}
        links = {node: degree(s, node) for node in {node for line in lines for node in line.ends}}
        for line in lines:
            near = min(line.ends, key=links.__getitem__)
            groups.setdefault(ends[near], []).append(line.id)
        asked = [{"near": near, "ids": ids} for near, ids in groups.items()]
        parts = [asked[i : i + AT_ONCE] for i in range(0, len(asked), AT_ONCE)]
        return {row["id"]: row for part in parts for row in held(self.visit, "read/lines", groups=part)}

    def _relation(self, line: Line, row: Row | None, source: Entity, target: Entity) -> Relation:
        body: dict[str, Any] = {"id": line.id, "type": LinkType[line.link], "from_": source, "to": target, "from_id": source.id, "to_id": target.id, "sources": 0, "conflicts": []}  # fmt: skip
        if row is None:
            body |= {
                "count": line.count,
                "sum": line.amount,
                "first": line.first,
                "last": line.last,
                "sources": line.count,
            }
        else:
            link = ontology().links[line.link]
            stated = self.visit.shown(link, {n: v for n, v in row.items() if n not in OWN}, line.id)
            body |= stated if link.props.keys().isdisjoint(RELATION) else {attribute(link, n): v for n, v in stated.items()}  # fmt: skip
            body |= {"sources": row.get("sources", 0), "conflicts": _names(row.get("conflicts"))}
        return cast(Relation, _made(link_types()[line.link], body))

    def counts(self, entity: str) -> list[NeighbourCount]:
        """Links of an entity before it is expanded."""
        s = self.visit.system.snapshot()
        node = s.find(entity)
        if node is None:
            return []
        labels = link_labels()
        return [
            NeighbourCount(
                link=LinkType[c.link], label=labels[c.link].to(self.visit.lang), outgoing=c.outgoing, kind=KindName[c.kind],
                links=Long(c.links), others=Long(c.others), amount=None if c.amount is None else Fen(c.amount),
            )
            for c in counts(s, node, self.sees)
        ]  # fmt: skip

    def risk(self, entity: str) -> Risk | None:
        """By the findings in force about an entity; of findings that are not the visitor's to read nothing is told."""
        if not self.visit.actor.may("findings"):
            return None
        found, group = self._found
        about = [one for one in found.about(*group(entity)) if one[1] != "dismissed"]
        reached = score(about)
        return Risk(score=reached, grade=grade(reached), findings=Long(len(about)), detectors=sorted({f.detector for f, _ in about}))  # fmt: skip


def grade(reached: int) -> Grade:
    """The grade of a score."""
    return next((g for least, g in GRADES if reached >= least), Grade.NONE)


def gathered(visit: Visit) -> Gathered:
    """What this request has read so far."""
    return cast(Gathered, visit.kept.setdefault("gathered", Gathered(visit)))


def held(visit: Visit, name: str, **params: Any) -> list[Row]:
    """Records of a query that gives them as one list."""
    return [row for found in visit.system.view.run(name, **params) for row in found["rows"]]


def seen(visit: Visit, entity: str) -> bool:
    """Whether an id is of a kind that the visitor sees."""
    owner = table_of(entity)
    return isinstance(owner, Kind) and visit.actor.sees(owner)


def _made(of: Any, parts: dict[str, Any]) -> Any:
    """An object of a generated type; what a record lacks is None by its class."""
    one = object.__new__(of)
    one.__dict__.update(parts)
    return one


def _names(joined: str | None) -> list[str]:
    return joined.split(",") if joined else []
