"""The declaration is checked whole, errors suggest, and one more kind or link is a line of YAML."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

import jinying
from graph import host, lake, queries
from graph.lake import Lake
from graph.ontology import Ontology, OntologyError, ontology, parse, prop
from graph.project import catch_up, check
from graph.store import open_store
from ingest import mapping
from ingest.load import load
from tests.conftest import Engines

SMALL = """
kinds:
  Account: {prefix: acc, keys: [[number]], caption: number, props: {number: account, bank: text}}
  Person: {prefix: per, keys: [[name]], caption: name, props: {name: {type: person_name, mask: [prosecutor]}}}
links:
  OWNS: {from: Person, to: Account, props: {}}
  TRANSFER: {from: Account, to: Account, many: true, key: [serial], project: [each, FLOW],
    props: {amount: {type: amount, need: true}, at: time, serial: text}}
"""


def test_a_small_declaration_is_read_whole() -> None:
    o = parse(SMALL)
    assert (set(o.kinds), set(o.links)) == ({"Account", "Person"}, {"OWNS", "TRANSFER"})
    assert o.links["TRANSFER"].flow == "FLOW"
    assert o.links["TRANSFER"].props["amount"].need
    assert o.kinds["Person"].props["name"].mask == ("prosecutor",)
    assert set(o.kinds["Account"].props) == {"number", "bank", "ref"}
    assert o.by_prefix["per"].name == "Person"
    assert o.table("OWNS") is o.links["OWNS"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("number: account", "number: acount", "Account.number: no value kind 'acount'; did you mean account"),
        ("bank: text", "bank: {type: text, merge: lattest}", "Account.bank: no merge rule 'lattest'; did you mean latest"),
        ("bank: text", "bank: {type: text, mrge: latest}", "Account.bank: unknown word 'mrge'; did you mean merge"),
        ("bank: text", "bank: {merge: latest}", "Account.bank lacks 'type'"),
        ("bank: text", "bank: [text]", "Account.bank is no mapping"),
        ("bank: text", "kind: text", "'kind' can't name a prop"),
        ("bank: text", "Bank: text", "'Bank' can't name a prop"),
        ("mask: [prosecutor]", "mask: [prosecuter]", "Person.name: no role 'prosecuter'; did you mean prosecutor"),
        ("keys: [[number]]", "keys: [[numbr]]", "Account: key 'numbr' is no property; did you mean number"),
        ("caption: number", "caption: numbers", "Account: key 'numbers' is no property; did you mean number"),
        ("caption: number, ", "", "Account lacks 'caption'"),
        ("from: Person", "from: Persn", "no kind 'Persn'; did you mean Person"),
        ("key: [serial]", "key: [serials]", "TRANSFER: key 'serials' is no property; did you mean serial"),
        ("many: true", "mny: true", "TRANSFER: unknown word 'mny'; did you mean many"),
        ("prefix: per", "prefix: acc", "two things share a prefix: acc"),
        ("prefix: per", "prefix: owns", "two things share a prefix: owns"),
        ("prefix: per", "prefix: finding", "two things share a prefix: finding"),
        ("bank: text", "bank: {type: text, names: OWN}", "no link 'OWN'; did you mean OWNS"),
        ("mask: [prosecutor]", "names: OWNS", "Person.name: OWNS leads to no Person"),
        ("prefix: per", "prefix: flow", "two things share a prefix: flow"),
        ("FLOW]", "OWNS]", "share a name: OWNS"),
        ("  OWNS:", "  Person:", "'Person' can't name a link"),
        ("  OWNS:", "  PAYS`:", "'PAYS`' can't name a link"),
        ("  Person:", "  PERSON: {prefix: x, keys: [[n]], caption: n, props: {n: text}}\n  OWNS:", "share a name: OWNS"),
        ("  Person:", "  'A`{x}':", "can't name a kind"),
        ("links:", "lnks:", "ontology: unknown word 'lnks'; did you mean links"),
        ("kinds:", "kinds: [", "not valid YAML"),
    ],
)  # fmt: skip
def test_a_slip_is_named_with_a_suggestion(old: str, new: str, says: str) -> None:
    assert old in SMALL
    text = SMALL.replace(old, new, 1).replace("from: Person", "from: Account" if "PERSON" in new else "from: Person", 1)
    with pytest.raises(OntologyError) as raised:
        parse(text)
    assert says in str(raised.value)


def test_a_wrong_name_suggests() -> None:
    o = ontology()
    with pytest.raises(OntologyError, match="no kind 'Acount'; did you mean Account"):
        o.kind("Acount")
    with pytest.raises(OntologyError, match="no link 'TRANFER'; did you mean TRANSFER"):
        o.table("TRANFER")
    with pytest.raises(OntologyError, match="no property of Account 'numbr'; did you mean number") as raised:
        prop(o.kind("Account"), "numbr")
    assert raised.value.to("zh") == "账户（Account）没有属性“numbr”；是否想写 number？"


# one more kind and link


@pytest.fixture
def wider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ontology]:
    """The shipped declaration with one more kind and link, known to every module that asked for it by name."""
    raw = yaml.safe_load(files("graph").joinpath("ontology.yaml").read_text("utf-8"))
    raw["kinds"]["Vessel"] = {
        "label": {"zh": "船舶", "en": "vessel"}, "prefix": "ves", "keys": [["mmsi"]], "caption": "name",
        "props": {"mmsi": "text", "name": "text", "built": "date", "tonnage": "number", "seen": "time"},
    }  # fmt: skip
    raw["links"]["OWNS_VESSEL"] = {"from": ["Enterprise"], "to": "Vessel", "props": {"price": "amount", "since": "time"}}  # fmt: skip
    made = parse(yaml.safe_dump(raw, allow_unicode=True))
    for module in [m for n, m in sys.modules.items() if n.split(".")[0] in ("graph", "ingest", "api", "jinying") and m]:
        if getattr(module, "ontology", None) is ontology:
            monkeypatch.setattr(module, "ontology", lambda: made)
    queries._names.cache_clear()
    yield made
    queries._names.cache_clear()


def test_one_more_kind_is_known_to_lake_loader_queries_setup_and_reference(wider: Ontology) -> None:
    assert {"mmsi", "tonnage", "rows"} <= set(lake.schema("Vessel"))
    assert {"price", "from", "row"} <= set(lake.schema("OWNS_VESSEL"))
    assert "`Vessel`" in queries.query("read/entities").fill(KIND="Vessel")
    assert "`OWNS_VESSEL`" in queries.query("write/link").fill(TYPE="OWNS_VESSEL")
    statements = list(host.schema())
    assert "CREATE VERTEX TYPE `Vessel` IF NOT EXISTS EXTENDS Entity" in statements
    assert "CREATE PROPERTY `Vessel`.`built` IF NOT EXISTS STRING" in statements
    assert "CREATE PROPERTY `OWNS_VESSEL`.`price` IF NOT EXISTS LONG" in statements
    assert jinying.reference()["Vessel"][1].zh == "船舶"


def test_one_more_kind_goes_from_file_to_graph_without_code(wider: Ontology, tmp_path: Path, engines: Engines) -> None:
    text = """
name: vessels
entities:
  f: {kind: Enterprise, props: {name: 船东}}
  v: {kind: Vessel, props: {mmsi: MMSI, name: 船名, built: 建成, tonnage: 吨位, seen: 最近}}
links:
  o: {type: OWNS_VESSEL, from: f, to: v, props: {price: 价}}
"""
    path = tmp_path / "vessels.csv"
    path.write_text("船东,MMSI,船名,建成,吨位,最近,价\n云杉海运公司,412000001,云杉一号,2011-05-06,1200.5,2024-03-01 08:00:00,3万\n", "utf-8")  # fmt: skip
    kept = Lake(tmp_path / "data")
    with kept.lock():
        done = load(kept, path, mapping.parse(text, "vessels"))
    assert done.manifest.counts == {"Enterprise": 1, "Vessel": 1, "OWNS_VESSEL": 1}
    with open_store(engines.settings("neo4j-5.26")) as store:
        store.writer().wipe()
        catch_up(kept, store)
        assert check(kept, store).equal
        (vessel,) = store.rows("Vessel")
        (owns,) = store.rows("OWNS_VESSEL")
        store.writer().wipe()
    assert (vessel["caption"], vessel["built"], vessel["tonnage"], vessel["seen"]) == ("云杉一号", "2011-05-06", 1200.5, 1_709_251_200_000)  # fmt: skip
    assert owns["price"] == 3_000_000
    assert kept.why(vessel["id"])[0].values["mmsi"] == "412000001"
