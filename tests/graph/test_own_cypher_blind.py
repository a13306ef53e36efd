"""Two graphs that differ in personal data alone give an analyst the same answers, errors too, whatever is asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random

from graph.own_cypher import Checked, check, screened
from graph.say import JinyingError
from graph.store import Store
from tests.graph.test_own_cypher import ANALYST

ASKED = 60  # texts that may run; about six are made for each
FUNCTIONS = ["toString", "toInteger", "toUpper", "trim", "replace", "split", "substring", "left", "right", "size", "reverse", "head", "last", "tail", "coalesce", "nullif", "min", "max", "collect", "count", "sum", "keys", "labels", "properties", "id", "elementId", "range", "isEmpty", "date", "datetime", "nodes", "relationships", "startNode", "endNode", "type", "length", "exists", "char_length"]  # fmt: skip
PROPS = [
    "name",
    "region",
    "phone",
    "caption",
    "ref",
    "id",
    "kind",
    "sources",
    "bank",
    "holder",
    "conflicts",
    "amount",
    "k",
    "year",
]
LEAVES = [
    "n",
    "m",
    "r",
    "p",
    "x",
    "'a'",
    "1",
    "null",
    "$s",
    "$l",
    "$i",
    "n.region",
    "m.bank",
    "r.id",
    "true",
    "[1]",
    "{k:1}",
    "e.name",
    "e",
    "e.caption",
    "z",
    "n.name",
]
SIGNS = ("+", "STARTS WITH", "CONTAINS", "=~", "=", "<", "IN", "<>", "ENDS WITH", "AND", "OR", "-", "*")
GIVEN = {"s": "name", "l": ["name", "id"], "i": 0}
ONE = {"name": "欧阳密秘", "number": "6222020200112233445", "phone": "13912345678", "birthday": "1990-01-01", "ip": "10.9.8.7"}  # fmt: skip
TWO = {"name": "欧海山水", "number": "6217009900887763445", "phone": "13900005678", "birthday": "1234-12-31", "ip": "192.168.1.1"}  # fmt: skip


class Maker:
    """Makes expressions of whatever could turn an entity into something else."""

    def __init__(self, seed: int) -> None:
        self._r = Random(seed)

    def expression(self, depth: int = 0) -> str:
        r = self._r
        if depth > 4 or r.random() < 0.22:
            return r.choice(LEAVES)

        def a() -> str:
            return self.expression(depth + 1)

        forms: list[Callable[[], str]] = [
            lambda: f"{r.choice(FUNCTIONS)}({', '.join(a() for _ in range(r.randint(1, 3)))})", lambda: f"{a()} {r.choice(SIGNS)} {a()}",
            lambda: f"{a()} + {a()}", lambda: f"[{a()}, {a()}]", lambda: f"{{{r.choice(PROPS)}: {a()}, b: {a()}}}",
            lambda: f"{a()}[{r.choice(['0', '1', '0..1', '$i', '$s', a()])}]", lambda: f"({a()})", lambda: f"CASE WHEN {a()} = {a()} THEN {a()} ELSE {a()} END",
            lambda: f"[x IN [{a()}] | {a()}]", lambda: f"reduce(z = {a()}, x IN [{a()}] | {a()})", lambda: f"{r.choice('nmxep')} {{.{r.choice(PROPS)}, q: {a()}}}",
            lambda: f"{a()}.{r.choice(PROPS)}", lambda: f"COLLECT {{ MATCH (q:Person) RETURN {a()} }}", lambda: f"[(n)-->(q) | {a()}]",
            lambda: f"any(x IN [{a()}] WHERE {a()} = {a()})", lambda: f"{a()} IS NULL", lambda: f"n /* c */ . `{r.choice(PROPS)}`",
        ]  # fmt: skip
        return r.choice(forms)()

    def text(self) -> str:
        r, e = self._r, self.expression
        middle = [f"WITH *, {e(2)} AS {r.choice('xzwe')}", f"UNWIND [{e(2)}] AS {r.choice('xze')}", f"WITH n AS {r.choice('exm')}, m AS k, r, p", f"WHERE {e(2)} = {e(2)}"]  # fmt: skip
        chosen = " ".join(r.sample(middle, r.randint(0, 2)))
        order = r.choice(["", f" ORDER BY {e(2)}"])
        return (
            f"MATCH p = (n:Person)-[r:OWNS]->(m:Account), (e:Enterprise) {chosen} RETURN {e()} AS a, {e(1)} AS b{order}"
        )


def fill(store: Store, said: dict[str, str]) -> None:
    name, number = said["name"], said["number"]
    w = store.writer()
    w.entities("Person", [{"id": "per-1", "kind": "Person", "caption": name, "name": name, "phone": said["phone"], "birthday": said["birthday"], "ref": f"{name}-7", "region": "广州", "sources": 1}])  # fmt: skip
    w.entities("Account", [{"id": f"acc-{n}", "kind": "Account", "caption": number, "number": number, "holder": name, "bank": "工行", "sources": 1} for n in (1, 2)])  # fmt: skip
    w.entities("Enterprise", [{"id": "ent-1", "kind": "Enterprise", "caption": "云杉", "name": "云杉", "region": "广州", "sources": 2}])  # fmt: skip
    w.links("OWNS", [{"from": "per-1", "to": "acc-1", "id": "owns-1", "sources": 1}])
    w.links("TRANSFER", [{"from": "acc-1", "to": "acc-2", "id": "t-1", "amount": 100, "at": 1, "ip": said["ip"], "sources": 1}])  # fmt: skip


def answer(store: Store, checked: Checked) -> str:
    try:
        shown = screened(store.view().ask(checked.text, checked.params, limit_s=10, rows=50), checked, ANALYST)
    except JinyingError as error:
        return f"error: {error.to('zh')}"
    return json.dumps([shown.rows, shown.hidden, shown.truncated], ensure_ascii=False, sort_keys=True)


def runnable(seed: int) -> list[Checked]:
    """Texts that our check lets through."""
    maker, found = Maker(seed), []
    while len(found) < ASKED:
        try:
            found.append(check(maker.text(), GIVEN, ANALYST))
        except JinyingError:
            continue
    return found


def test_no_answer_depends_on_personal_data(embedded: Store) -> None:
    texts = runnable(7)
    told: list[list[str]] = []
    for said in (ONE, TWO):
        fill(embedded, said)
        told.append([answer(embedded, one) for one in texts])
    assert [(c.text, a, b) for c, a, b in zip(texts, *told, strict=True) if a != b] == []
    answered = [a for a in told[0] if not a.startswith("error")]
    assert len(answered) > ASKED // 5, "most that runs should also answer"
    assert any("欧**" in a for a in answered)
