"""What a detector must not accuse, or must score low, next to what it must find; on graphs small enough to read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.detect import DETECTORS, DetectError, chosen
from graph.detect.detector import given
from graph.detect.scene import Scene
from graph.finding import Finding
from graph.lake import Lake
from graph.store import Row, Store

HOUR = 3_600_000
T0 = 500_000 * HOUR


def entity(kind: str, name: str, **props: Any) -> Row:
    return {"id": name, "kind": kind, "caption": name, "sources": 1, **props}


def link(source: str, target: str, **props: Any) -> Row:
    tail = "-".join(str(v) for v in props.values())
    return {"from": source, "to": target, "id": f"{source}-{target}-{tail}", "sources": 1, **props}


def people(store: Store, **owned: str) -> None:
    """Persons and the accounts that they own."""
    accounts = [a for names in owned.values() for a in names.split()]
    store.writer().entities("Person", [entity("Person", p) for p in owned])
    store.writer().entities("Account", [entity("Account", a) for a in accounts])
    store.writer().links("OWNS", [link(p, a) for p, names in owned.items() for a in names.split()])


def transfers(store: Store, rows: list[tuple[str, str, int, float]]) -> None:
    """(from, to, yuan, hours after the start), with the flows that the projection would make."""
    moves = [link(a, b, amount=yuan * 100, at=int(T0 + h * HOUR)) for a, b, yuan, h in rows]
    pairs: dict[tuple[str, str], list[Row]] = {}
    for m in moves:
        pairs.setdefault((m["from"], m["to"]), []).append(m)
    flows = [
        {"from": a, "to": b, "id": f"flow-{a}-{b}", "count": len(ms), "sum": sum(m["amount"] for m in ms),
         "first": min(m["at"] for m in ms), "last": max(m["at"] for m in ms)}
        for (a, b), ms in pairs.items()
    ]  # fmt: skip
    store.writer().links("TRANSFER", moves)
    store.writer().links("FLOW", flows)


def found(store: Store, name: str, *params: str) -> list[Finding]:
    detector = chosen([name])[0]
    return detector.detect(
        Scene(store.view(), Lake(Path("/nowhere"))), detector.values(given(params, [detector]))
    ).findings


RING = [("a", "b", 100_000, 0), ("b", "c", 99_000, 20), ("c", "a", 98_000, 50)]


def test_a_ring_of_three_owners_is_found_once_and_three_rounds_count(embedded: Store) -> None:
    people(embedded, p="a", q="b", r="c")
    rounds = [(a, b, yuan, h + 100 * k) for k in range(3) for a, b, yuan, h in RING]
    transfers(embedded, rounds)
    (finding,) = found(embedded, "ring")
    assert {s.id for s in finding.subjects} == {"a", "b", "c"}
    assert finding.facts["rounds"] == 3
    assert len(finding.links) == 9
    assert "10.00万元" in finding.sentence.zh


def test_ones_own_accounts_in_a_ring_score_low(embedded: Store) -> None:
    people(embedded, p="a b c")
    transfers(embedded, RING)
    (own,) = found(embedded, "ring")
    embedded.writer().wipe()
    people(embedded, p="a", q="b", r="c")
    transfers(embedded, RING)
    (others,) = found(embedded, "ring")
    assert own.facts["one_owner"]
    assert own.score < others.score / 2
    assert "同一持有人" in own.sentence.zh


def test_trade_that_comes_back_smaller_or_later_is_no_ring(embedded: Store) -> None:
    people(embedded, p="a", q="b", r="c")
    transfers(embedded, [*RING[:2], ("c", "a", 60_000, 50)])
    assert found(embedded, "ring") == []
    assert len(found(embedded, "ring", "keep=0.5")) == 1
    embedded.writer().wipe()
    people(embedded, p="a", q="b", r="c")
    transfers(embedded, [*RING[:2], ("c", "a", 98_000, 1000)])
    assert found(embedded, "ring") == []


def fan(store: Store, payee: str) -> None:
    """Twenty pay a hub within a day; it pays nearly all of it to one account two hours later."""
    payers = [f"x{n}" for n in range(20)]
    people(store, boss="hub own", other="sink", crowd=" ".join(payers))
    inward = [(p, "hub", 10_000, n / 2) for n, p in enumerate(payers)]
    transfers(store, [*inward, *(("hub", payee, 9_900, n / 2 + 2) for n in range(20))])


def test_a_collection_account_is_found_and_a_merchants_own_settlement_is_not(embedded: Store) -> None:
    fan(embedded, "sink")
    (finding,) = found(embedded, "pass-through")
    assert finding.subjects[0].id == "hub"
    assert finding.facts["payers"] == 20
    assert finding.facts["lag"] == 2 * HOUR
    embedded.writer().wipe()
    fan(embedded, "own")
    assert found(embedded, "pass-through") == []


def test_money_that_stays_is_no_pass_through(embedded: Store) -> None:
    people(embedded, boss="hub", other="sink", crowd=" ".join(f"x{n}" for n in range(20)))
    inward = [(f"x{n}", "hub", 10_000, n / 2) for n in range(20)]
    transfers(embedded, [*inward, ("hub", "sink", 60_000, 12)])
    assert found(embedded, "pass-through") == []


def enterprises(store: Store, founded: list[str]) -> list[str]:
    names = [f"e{n}" for n in range(len(founded))]
    store.writer().entities("Enterprise", [entity("Enterprise", e, founded=f) for e, f in zip(names, founded, strict=True)])  # fmt: skip
    return names


def test_shells_are_found_and_an_incubators_address_is_not(embedded: Store) -> None:
    writer = embedded.writer()
    shells = enterprises(embedded, ["2020-01-05", "2020-02-01", "2020-03-01", "2020-04-01"])
    writer.entities("Phone", [{**entity("Phone", "ph"), "caption": "13800000000"}])
    writer.entities("Address", [{**entity("Address", "ad"), "caption": "某省某市某区路1号"}])
    writer.links("HAS_PHONE", [link(e, "ph") for e in shells])
    writer.links("LOCATED_AT", [link(e, "ad") for e in shells])
    hits = found(embedded, "shared-identity")
    assert {f.subjects[0].kind for f in hits} == {"Phone", "Address"}
    assert all(f.score > 0.5 for f in hits)
    assert all("13800000000" not in f.sentence.zh and "路1号" not in f.sentence.zh for f in hits), "masked"
    writer.wipe()
    tenants = enterprises(embedded, [f"{1990 + n}-06-01" for n in range(30)])
    writer.entities("Address", [{**entity("Address", "ad"), "caption": "某省某市某区路1号"}])
    writer.links("LOCATED_AT", [link(e, "ad") for e in tenants])
    assert found(embedded, "shared-identity") == []


def test_one_persons_cards_on_a_blocked_phone_are_no_finding(embedded: Store) -> None:
    people(embedded, p="a b c")
    embedded.writer().entities("Device", [entity("Device", "d", blocked=True)])
    embedded.writer().links("SIGNS_IN", [link("d", a, at=T0) for a in "abc"])
    assert found(embedded, "blocked-device") == []
    people(embedded, q="z")
    embedded.writer().links("SIGNS_IN", [link("d", "z", at=T0)])
    (finding,) = found(embedded, "blocked-device")
    assert finding.facts["owners"] == 2


def test_a_wrong_name_parameter_or_value_says_what_is_right() -> None:
    with pytest.raises(DetectError, match=r"no detector 'rings'; did you mean ring"):
        chosen(["rings"])
    with pytest.raises(DetectError, match=r"no parameter 'windw'; did you mean window"):
        given(["windw=3"], DETECTORS)
    with pytest.raises(DetectError, match="'window' is not name=value"):
        given(["window"], DETECTORS)
    for value in ("0", "-1", "x", "nan", "1e99"):
        with pytest.raises(DetectError, match="out of its limits; allowed: 1 – 8760 h"):
            DETECTORS[0].values({"window": value})
