"""What one request has read of entities and links: each made once, and what is asked of each read for all at once.

Resolvers put everything they answer with in here first; the first `neighbourCounts` or `risk` then reads for all of
them, so that the number of queries never grows with the length of a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain
from typing import Any, NamedTuple, cast

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
    flows,
    kind_types,
    link_labels,
    link_types,
)
from api.schema.scalars import Fen, Long
from api.visit import Visit
from graph.lake import table_of
from graph.mask import caption
from graph.ontology import Kind, Link, ontology
from graph.snapshot import Snapshot
from graph.study.alerts import score
from graph.study.around import Line, counts, degrees

Row = Mapping[str, Any]
GRADES = ((80, Grade.RED), (60, Grade.AMBER), (40, Grade.YELLOW))
AT_ONCE = 1_000  # ends whose links are read by one query
OWN = frozenset(("id", "kind", "caption", "sources", "conflicts"))
NOTHING = ()


class Gathered:
    """Entities of one request by id, as its visitor sees them: other kinds are not there, personal data is masked."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self._entities: dict[str, Entity] = {}

    @cached_property
    def sees(self) -> frozenset[str]:
        """The kinds that this visitor sees."""
        return self.visit.actor.kinds

    @cached_property
    def _found(self) -> tuple[Found, Callable[[str], list[str]]]:
        """Findings, and which ids are one, as they were when this request first asked."""
        return self.visit.system.findings(), self.visit.system.lake.judged.group

    def entity(self, row: Row) -> Entity | None:
        """The entity of a record of the graph; None where its kind is not this visitor's."""
        if row["kind"] not in self.sees:
            return None
        if (known := self._entities.get(row["id"])) is None:
            known = self._entities[row["id"]] = self._entity(row)
        return known

    def _entity(self, row: Row) -> Entity:
        sort, one = _kind(row["kind"]), row["id"]
        told = self.visit.shown(sort.owner, row, one, OWN)
        told["id"], told["kind"], told["caption"] = one, sort.name, caption(row["kind"], row.get("caption"), one)
        made: Entity = _made(sort.of, told, row)
        return made

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
        ends = [line.ends for line in lines]
        nodes = list(dict.fromkeys(chain.from_iterable(ends)))
        ids = dict(zip(nodes, s.ids(nodes), strict=True))
        known = self.entities(ids.values())
        rows = self._rows(s, ids, lines)
        found = []
        for line, (a, b) in zip(lines, ends, strict=True):
            source, target, row = known.get(ids[a]), known.get(ids[b]), rows.get(line.id)
            if source is not None and target is not None and (row is not None or line.link in flows()):
                found.append(self._relation(line, row, source, target))
        return found, len(lines) - len(found)

    def _rows(self, s: Snapshot, ids: Mapping[int, str], lines: Sequence[Line]) -> dict[str, Row]:
        """What the graph holds of links, by id; each is looked for from the end that has fewer."""
        groups: dict[str, list[str]] = {}
        links = dict(zip(ids, degrees(s, list(ids)), strict=True))
        for line in lines:
            if line.link not in flows():
                near, far = line.ends
                groups.setdefault(ids[near if links[near] <= links[far] else far], []).append(line.id)
        asked = [{"near": near, "ids": ids} for near, ids in groups.items()]
        parts = [asked[i : i + AT_ONCE] for i in range(0, len(asked), AT_ONCE)]
        return {row["id"]: row for part in parts for row in held(self.visit, "read/lines", groups=part)}

    def _relation(self, line: Line, row: Row | None, source: Entity, target: Entity) -> Relation:
        sort = _link(line.link)
        if row is None:
            row = {"sources": line.count}
            told = {"count": line.count, "sum": line.amount, "first": line.first, "last": line.last}
        else:
            told = self.visit.shown(sort.owner, row, line.id, OWN)
            if sort.renamed:
                told = {attribute(sort.owner, n): v for n, v in told.items() if n not in OWN}
        told["id"], told["type"] = line.id, sort.name
        told["from_"], told["to"], told["from_id"], told["to_id"] = source, target, source.id, target.id
        made: Relation = _made(sort.of, told, row)
        return made

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


def _made(of: Any, told: dict[str, Any], row: Row) -> Any:
    """An object of a generated type, with what is said of every record; what a record lacks is None by its class."""
    joined = row.get("conflicts")
    told["sources"], told["conflicts"] = row.get("sources", 0), joined.split(",") if joined else NOTHING
    one = object.__new__(of)
    one.__dict__ = told
    return one


class Sort(NamedTuple):
    """How records of a table are told: as objects of a class, under a name. `renamed`: whether some properties are called
    otherwise."""

    owner: Kind | Link
    of: Any
    name: Any
    renamed: bool


@cache
def _kind(name: str) -> Sort:
    return Sort(ontology().kinds[name], kind_types()[name], KindName[name], renamed=False)


@cache
def _link(name: str) -> Sort:
    owner = flows().get(name) or ontology().links[name]
    return Sort(owner, link_types()[name], LinkType[name], not owner.props.keys().isdisjoint(RELATION))
