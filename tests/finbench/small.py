"""A payment graph small enough to answer every FinBench query by hand; all that counts lies between the times 0 and 100.

a -100@10-> b -50@20, 30@5, 1@21, 2@22-> c -40@30-> a        p owns a, q owns d, a company owns b
                                         c -20@40-> d        c and d are blocked, so is the device that c uses
a -5@12-> a                              c -25@50-> e (withdrawal)
"""

from __future__ import annotations

from typing import Any

from graph.store import Row, Store

MOVES = [
    ("a", "b", 100, 10), ("b", "c", 50, 20), ("b", "c", 30, 5), ("b", "c", 1, 21), ("b", "c", 2, 22), ("c", "a", 40, 30),
    ("c", "d", 20, 40), ("a", "a", 5, 12), ("a", "b", 9, 100), ("c", "a", 9, 0),
]  # fmt: skip
LINKS: dict[str, list[tuple[Any, ...]]] = {
    "WITHDRAW": [("c", "e", 25, 50), ("c", "e", 9, 100)],
    "DEPOSITS": [("l", "a", 500, 8), ("m", "c", 100, 9), ("m", "b", 100, 100)],
    "REPAYS": [("a", "l", 250, 60), ("a", "l", 9, 0)],
    "SIGNS_IN": [
        ("phone", "c", None, 15),
        ("phone", "a", None, 1),
        ("phone", "a", None, 99),
        ("phone", "b", None, 100),
        ("tablet", "b", None, 15),
    ],
    "OWNS": [("p", "a"), ("q", "d"), ("k", "b")],
    "APPLIES_FOR": [("p", "l"), ("q", "m")],
    "GUARANTEES": [("p", "q", 10), ("q", "p", 20), ("p", "r", 100)],
    "HOLDS_SHARE": [("p", "k", 10), ("p", "h", 10), ("q", "k", 10), ("q", "h", 0)],
}
SIGNED = "phone", "POS"
WINDOW = {"start": 0, "end": 100}
ANSWERS: dict[str, tuple[Row, list[tuple[Any, ...]]]] = {
    "tcr1": ({"id": "a", **WINDOW}, [("a", 1, *SIGNED), ("c", 2, *SIGNED), ("a", 3, *SIGNED)]),
    "tcr2": ({"id": "q", **WINDOW}, [("a", 1000, 800), ("c", 300, 300)]),
    "tcr3": ({"source": "a", "target": "d", **WINDOW}, [(3,)]),
    "tcr4": ({"source": "a", "target": "b", **WINDOW}, [("c", 1, 40, 40, 4, 83, 50)]),
    "tcr5": ({"id": "p", **WINDOW}, [(["a", "b", "c", "d"],), (["a", "b", "c"],), (["a", "b"],)]),
    "tcr6": ({"id": "e", "threshold1": 0, "threshold2": 24, **WINDOW}, [("c", 83, 25)]),
    "tcr7": ({"id": "c", "threshold": 0, **WINDOW}, [(1, 2, 1.383)]),
    "tcr8": ({"id": "l", "threshold": 0.3, **WINDOW}, [("a", 0.04, 4), ("e", 0.025, 4), ("c", 0.05, 3), ("b", 0.1, 2)]),
    "tcr9": ({"id": "a", "threshold": 0, **WINDOW}, [(2.0, 4.762, 0.429)]),
    "tcr10": ({"one": "p", "two": "q", **WINDOW}, [(0.5,)]),
    "tcr11": ({"id": "p", **WINDOW}, [(1300, 2)]),
    "tcr12": ({"id": "p", **WINDOW}, [("b", 100)]),
    "tsr1": ({"id": "c"}, [(7, True, "debit card")]),
    "tsr2": ({"id": "b", **WINDOW}, [(83, 50, 4, 100, 100, 1)]),
    "tsr3": ({"id": "a", "threshold": 0, **WINDOW}, [(0.5,)]),
    "tsr4": ({"id": "c", "threshold": 0, **WINDOW}, [("a", 1, 40), ("d", 1, 20)]),
    "tsr5": ({"id": "c", "threshold": 2, **WINDOW}, [("b", 2, 80)]),
    "tsr6": ({"id": "a", **WINDOW}, [("d",)]),
}


ON_A_BOUND: dict[str, list[tuple[Row, list[tuple[Any, ...]]]]] = {
    "tcr1": [
        ({"id": "a", "start": 9, "end": 99}, [("c", 2, *SIGNED)]),
        ({"id": "b", "start": 15, "end": 100}, [("a", 2, *SIGNED)]),
        ({"id": "b", "start": 0, "end": 30}, [("c", 1, *SIGNED)]),
    ],
    "tcr4": [({"source": "a", "target": "b", "start": 10, "end": 100}, [])],
}


def entity(kind: str, name: str, **props: Any) -> Row:
    return {"id": name, "kind": kind, "caption": name, "sources": 1, **props}


def link(number: int, ends: tuple[Any, ...], *names: str) -> Row:
    source, target, *values = ends
    props = {name: value for name, value in zip(names, values, strict=True) if value is not None}
    return {"from": source, "to": target, "id": str(number), "sources": 1, **props}


def fill(store: Store) -> None:
    """Write it into an empty graph."""
    writer = store.writer()
    writer.entities(
        "Account", [entity("Account", n, opened=7, blocked=n in "cd", channel="debit card") for n in "abcde"]
    )
    writer.entities("Person", [entity("Person", name) for name in "pqr"])
    writer.entities("Enterprise", [entity("Enterprise", name) for name in "kh"])
    writer.entities(
        "Loan", [entity("Loan", "l", amount=1000, balance=800), entity("Loan", "m", amount=300, balance=300)]
    )
    writer.entities("Device", [entity("Device", n, blocked=n == "phone", type="POS") for n in ("phone", "tablet")])
    for name, rows in {"TRANSFER": MOVES, **LINKS}.items():
        names = {2: (), 3: ("valid_from",), 4: ("amount", "at")}[len(rows[0])]
        writer.links(name, [link(number, row, *names) for number, row in enumerate(rows)])


def check(store: Store, name: str) -> None:
    """One query against its answers."""
    fill(store)
    for params, rows in [ANSWERS[name], *ON_A_BOUND.get(name, [])]:
        assert [tuple(row.values()) for row in store.view().run(f"finbench/{name}", **params)] == rows
