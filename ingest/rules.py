"""The rules of a proposed mapping: entities, links and conditions that a plan of columns amounts to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.ontology import ontology
from graph.values import KINDS, How
from ingest.mapping import PARTIES
from ingest.sample import INTO, ORGANISATION, OUT, Column
from ingest.shapes import Edge, Node, Shape
from ingest.source import Source

SURE = 0.85  # below, the comment asks for a look
NATURAL = "自然人|个人|居民"
FAILED = r"(?i)失败|关闭|撤销|不成功|冲正|^否$|fail|declin|cancel|revers"
FAILURES = ("失败", "交易失败", "支付失败", "交易关闭", "已关闭", "否", "不成功", "failed", "declined", "cancelled")
FROZEN = r"冻|止|锁|封|黑"


@dataclass(frozen=True, slots=True)
class Guess:
    """One column for one role, and how sure that is, 0 to 1."""

    column: Column
    score: float


@dataclass(slots=True)
class Plan:
    """A table's shape and which column is what; `above` names values of the block above the table."""

    shape: Shape
    source: Source
    guesses: dict[str, Guess]
    twins: dict[str, list[Column]]
    unused: list[Column]
    above: dict[str, str] = field(default_factory=dict)

    def take(self, role: str, column: Column, score: float) -> None:
        """Give a column that nothing else wants to a role."""
        self.guesses[role] = Guess(column, score)
        self.unused = [c for c in self.unused if c.name != column.name]

    def put(self, role: str, column: Column) -> None:
        """Give a column to a role for sure, whoever had that before."""
        if role in self.guesses:
            self.free(self.guesses[role].column)
        self.take(role, column, 1.0)

    def free(self, column: Column) -> None:
        """Take a column from whatever it was given to."""
        self.guesses = {r: g for r, g in self.guesses.items() if g.column.name != column.name}
        self.twins = {r: [c for c in some if c.name != column.name] for r, some in self.twins.items()}
        self.unused = [*(c for c in self.unused if c.name != column.name), column]

    def column(self, role: str) -> Column | None:
        guess = self.guesses.get(role)
        return guess.column if guess else None


@dataclass(slots=True)
class Rule:
    """An entity or link being written: its words, its properties (with a comment each)."""

    head: dict[str, Any]
    props: dict[str, tuple[Any, str]]
    note: str = ""


class Writer:
    """Turns a plan into rules, and knows which columns they read."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.must: list[str] = []
        self._read: dict[str, bool] = {}  # column -> needed
        owners = [{role.partition(".")[0] for role in need} for need in plan.shape.needs]
        self._main = {alias for aliases in owners if len(aliases) == 1 for alias in aliases}  # no row without these

    def columns(self) -> set[str]:
        return set(self._read)

    def required(self) -> list[str]:
        """The columns without which a file is another one's."""
        return [h for h in self.plan.source.header if self._read.get(h)]

    # entities

    def entities(self) -> dict[str, Rule]:
        made: dict[str, Rule] = {}
        for node in self.plan.shape.nodes:
            for alias, rule in self._party(node) if node.either else self._plain(node):
                made[alias] = rule
        return made

    def _plain(self, node: Node) -> Iterator[tuple[str, Rule]]:
        kind = ontology().kind(node.kind)
        roles = {prop: f"{node.alias}.{prop}" for prop in kind.props} | dict(node.also)
        props = {p: self._value(r, kind.props[p].type, False) for p, r in roles.items() if self._has(r)}
        if node.kind == "Person" and not self._known(node):
            self._local(node.alias, props)
        if not any(all(part in props for part in key) for key in kind.keys):
            return
        head: dict[str, Any] = {"kind": node.kind}
        if node.alias not in self._main:
            head["optional"] = True
        yield node.alias, Rule(head, props, "")

    def _known(self, node: Node) -> bool:
        """Whether every row has what tells a person from a namesake."""
        found = [self.plan.column(f"{node.alias}.{p}") for p in ("id_number", "id", "phone")]
        return any(c is not None and not c.blanks for c in found)

    def _local(self, alias: str, props: dict[str, tuple[Any, str]]) -> None:
        """A person known by name only is one of its own beside the row's subject, never merged with a namesake."""
        keys, name = self._subject(), self.plan.column(f"{alias}.name")
        if not keys or name is None or name in keys:
            return
        names = [self._col(key.name, False) for key in keys]
        whose = names[0] if len(names) == 1 else {"first": names}
        parts = [whose, self._col(name.name, False)]
        props["ref"] = ({"join": parts, "sep": ":"}, "只有姓名时不与同名者合并 · by name only, never merged")

    def _subject(self) -> list[Column]:
        """The column that says whom a row is about; several where none is always filled."""
        node = self.plan.shape.nodes[0]
        names = ("id", "name") if node.either else [p for key in ontology().kind(node.kind).keys for p in key]
        found = [c for p in names if (c := self.plan.column(f"{node.alias}.{p}")) is not None]
        return [c for c in found if not c.blanks][:1] or found

    def _party(self, node: Node) -> Iterator[tuple[str, Rule]]:
        """A person or an enterprise: told by its number, else by a column that says so, else by its name."""
        number, name = self._of(node, "id"), self._of(node, "name")
        sort = self._of(node, "type")
        if number is None and (name is None or node.also):  # whose account it is, a name alone does not tell
            return
        people, firms = True, True
        when: dict[str, dict[str, Any]] | None = None
        if number is not None and len(number.texts):
            people, firms = (number.share("id_number") or 0) > 0, (number.share("credit_code") or 0) > 0
            when = {p: {number.name: {"whose": p}} for p in PARTIES}
        elif sort is not None and sort.texts.str.contains(NATURAL).any():
            when = {"person": {sort.name: {"matches": NATURAL}}, "firm": {sort.name: {"unlike": NATURAL}}}
        elif name is not None:
            share = name.organisations()
            people, firms = share < 0.95, share > 0.05
            when = {"person": {name.name: {"unlike": ORGANISATION}}, "firm": {name.name: {"matches": ORGANISATION}}}
        both = people and firms
        for kind, wanted in (("Person", people), ("Enterprise", firms)):
            props = self._party_props(node, kind, number, name)
            keys = ontology().kind(kind).keys
            if not wanted or not any(all(p in props for p in key) for key in keys):
                continue
            head: dict[str, Any] = {"kind": kind}
            if both and when is not None:
                head["when"] = when["person" if kind == "Person" else "firm"]
                self._read.update(dict.fromkeys(head["when"], True))
            head["optional"] = True
            yield (f"{node.alias}_{'person' if kind == 'Person' else 'firm'}"), Rule(head, props)

    def _of(self, node: Node, prop: str) -> Column | None:
        role = node.also.get(prop, f"{node.alias}.{prop}")
        return self.plan.column(role)

    def _party_props(
        self, node: Node, kind: str, number: Column | None, name: Column | None
    ) -> dict[str, tuple[Any, str]]:
        props: dict[str, tuple[Any, str]] = {}
        if name is not None:
            props["name"] = self._value(node.also.get("name", f"{node.alias}.name"), "org_name", False)
        if number is not None:
            code = ("id_number", "id_number") if kind == "Person" else ("credit_code", "credit_code")
            props[code[0]] = self._value(f"{node.alias}.id", code[1], False)
        if kind == "Person" and self._has(f"{node.alias}.phone"):
            props["phone"] = self._value(f"{node.alias}.phone", "phone", False)
        if kind == "Person" and not node.also and not self._known(node):
            self._local(node.alias, props)
        return props

    # links

    def links(self, entities: Mapping[str, Rule]) -> dict[str, Rule]:
        made: dict[str, Rule] = {}
        for edge in self.plan.shape.edges:
            for source in _ends(edge.source, entities):
                for target in _ends(edge.target, entities):
                    suffix = "".join(e.removeprefix(a) for e, a in ((source, edge.source), (target, edge.target)))
                    for alias, rule in self._edge(edge, source, target):
                        made[f"{alias}{suffix}"] = rule
        return made

    def _edge(self, edge: Edge, source: str, target: str) -> Iterator[tuple[str, Rule]]:
        link = ontology().link(edge.type)
        roles = {p.name: (f"{edge.alias}.{p.name}", p) for p in link.props.values()}
        if edge.type == "TRANSFER":
            yield from self._transfers(edge, source, target)
            return
        if any(p.need and not self._has(r) for r, p in roles.values()):
            return
        props = {n: self._value(r, p.type, p.need) for n, (r, p) in roles.items() if self._has(r)}
        props |= {n: ({"const": v}, "") for n, v in edge.const.items()}
        head: dict[str, Any] = {"type": edge.type, "from": source, "to": target}
        if edge.when:
            if not all(self._has(role) for role in edge.when):
                return
            head["when"] = {self.plan.guesses[r].column.name: test for r, test in edge.when.items()}
            self._read.update(dict.fromkeys(head["when"], True))
        yield edge.alias, Rule(head, props)

    def _transfers(self, edge: Edge, source: str, target: str) -> Iterator[tuple[str, Rule]]:
        """One direction by columns of their own, by a mark or by the sign; else a note that it is not known."""
        link = ontology().link("TRANSFER")
        props = {
            n: self._value(f"{edge.alias}.{n}", p.type, p.need)
            for n, p in link.props.items()
            if self._has(f"{edge.alias}.{n}") and n != "amount"
        }
        props["at"] = self._moment(edge.alias) or props["at"]
        out: dict[str, Any] = {"type": "TRANSFER", "from": source, "to": target}
        into: dict[str, Any] = {"type": "TRANSFER", "from": target, "to": source}
        debit, credit = self.plan.column("Transfer.debit"), self.plan.column("Transfer.credit")
        amount, mark = self.plan.column(f"{edge.alias}.amount"), self.plan.column("Transfer.direction")
        sides = [(out, "payer", "out", "Transfer.debit"), (into, "payee", "into", "Transfer.credit")]
        note = ""
        if debit is not None or credit is not None:
            sides = [side for side in sides if side[3] in self.plan.guesses]
            conditions: list[dict[str, Any]] = [{c.name: {"nonzero": True}} for c in (debit, credit) if c is not None]
            amounts = [self._value(role, "amount", True) for *_, role in sides]
        elif amount is None:
            return
        elif mark is not None:
            conditions = [{mark.name: _marks(mark, words)} for words in (OUT, INTO)]
            strange = [t for t in mark.distinct if t.strip().lower() not in (*OUT, *INTO)]
            note = f"认不出的方向 · unknown directions: {'、'.join(strange[:5])}" if strange else ""
            amounts = [self._value(f"{edge.alias}.amount", "amount", True, positive=True)] * 2
        elif amount.negative() and "Transfer.direction" in self.plan.shape.roles:
            conditions = [{amount.name: {"negative": True}}, {amount.name: {"positive": True}}]
            amounts = [self._value(f"{edge.alias}.amount", "amount", True, positive=True)] * 2
        else:
            paid = {"amount": self._value(f"{edge.alias}.amount", "amount", True), **props}
            if "Transfer.direction" in self.plan.shape.roles:
                note = "TODO 没有收付方向：暂作本方付给对方 · no direction: taken as paid by own to other"
            yield edge.alias, Rule(out, paid, note)
            return
        for (head, side, alias, _), condition, value in zip(sides, conditions, amounts, strict=True):
            self._read.update(dict.fromkeys(condition, True))
            self.must.append(alias)
            yield (
                alias,
                Rule(head | {"when": condition}, {"amount": value, **props, "side": ({"const": side}, "")}, note),
            )

    def _moment(self, alias: str) -> tuple[Any, str] | None:
        """A day and an hour in two columns are one moment."""
        day, hour = self.plan.guesses.get(f"{alias}.at"), self.plan.guesses.get("Transfer.clock")
        if day is None or hour is None or day.column.texts.str.contains(r":|^\d{14}").any():
            return None
        parts = [self._col(g.column.name, True) for g in (day, hour)]
        return {"join": parts, "sep": " "}, _sure(min(day.score, hour.score), None)

    def ignored(self) -> dict[str, list[str]]:
        """Rows that did not come about."""
        column = self.plan.column("Transfer.success")
        if column is None:
            return {}
        self._read[column.name] = True
        seen = [t for t in column.distinct if re.search(FAILED, t)]
        return {column.name: list(dict.fromkeys((*seen, *FAILURES)))}

    # values

    def _has(self, role: str) -> bool:
        return role in self.plan.guesses or role in self.plan.above

    def _col(self, name: str, needed: bool) -> str:
        self._read[name] = self._read.get(name, False) or needed
        return name if needed and not name.endswith("?") else f"{name}?"

    def _value(self, role: str, kind: str, needed: bool, *, positive: bool = False) -> tuple[Any, str]:
        """How a role's column is read, and the comment."""
        if role in self.plan.above:
            return {"head": self.plan.above[role]}, "表格上方 · above the table"
        guess = self.plan.guesses[role]
        column = guess.column
        needed = needed or any(role in need for need in self.plan.shape.needs)
        name = self._col(column.name, needed)
        split = column.split()
        comment = _sure(guess.score, column.share(kind) if kind in KINDS and not split else None)
        prop = role.partition(".")[2]
        if prop in ("number", "holder") and kind in ("account", "text") and split:
            return {"split": name, "by": split, "at": int(prop == "holder")}, comment
        if twins := self.plan.twins.get(role):
            return {"first": [name, *(self._col(t.name, False) for t in twins)]}, comment
        more: dict[str, Any] = dict(column.how(kind))
        if positive:
            more["abs"] = True
        if (
            kind == "amount"
            and KINDS["amount"].column(column.texts, How(unit=more.get("unit", "yuan"))).reasons.eq("fraction").any()
        ):
            more["round"] = True
        if kind == "flag" and (odd := _odd_flags(column)):
            more["map"] = odd
        if (
            kind == "host"
            and (column.share("host") or 0) > 0.5
            and KINDS["host"].column(column.texts).values.null_count()
        ):
            return {"take": name, "regex": r"((?:[\w-]+\.)+[A-Za-z][\w-]+)"}, comment
        return ({"col": name, **more} if more else name), comment


def _marks(column: Column, words: Sequence[str]) -> list[str]:
    return [t for t in column.distinct if t.strip().lower() in words] or [words[0]]


def _odd_flags(column: Column) -> dict[str, str]:
    read = KINDS["flag"].column(column.texts)
    odd = column.texts.filter(read.values.is_null()).unique().sort().to_list()
    return {t: "是" if re.search(FROZEN, t) else "否" for t in odd[:12]}


def _ends(alias: str, entities: Mapping[str, Rule]) -> list[str]:
    return [e for e in (alias, f"{alias}_person", f"{alias}_firm") if e in entities]


def _sure(score: float, share: float | None) -> str:
    fits = "" if share is None else f" · {share:.0%} 可读"
    return f"{score:.2f}{fits}{'' if score >= SURE else ' · 请核对 check'}"
