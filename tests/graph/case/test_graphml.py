"""GraphML as networkx reads it, and as the grammar of GraphML 1.0 allows it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
import polars as pl
import pytest
from lxml import etree

from graph.case.dossier import Dossier
from graph.case.export import graphml
from tests.graph.case.sample import AT, HOSTILE, hostile, sample

# the part of the format that we write, from graphml.graphdrawing.org; ids are unique and ends are nodes
XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:g="http://graphml.graphdrawing.org/xmlns"
  targetNamespace="http://graphml.graphdrawing.org/xmlns" elementFormDefault="qualified">
<xs:simpleType name="kinds"><xs:restriction base="xs:NMTOKEN"><xs:enumeration value="boolean"/><xs:enumeration value="int"/>
  <xs:enumeration value="long"/><xs:enumeration value="float"/><xs:enumeration value="double"/><xs:enumeration value="string"/></xs:restriction></xs:simpleType>
<xs:simpleType name="domains"><xs:restriction base="xs:NMTOKEN"><xs:enumeration value="graph"/><xs:enumeration value="node"/>
  <xs:enumeration value="edge"/><xs:enumeration value="all"/></xs:restriction></xs:simpleType>
<xs:element name="data"><xs:complexType><xs:simpleContent><xs:extension base="xs:string"><xs:attribute name="key" type="xs:NMTOKEN" use="required"/>
  </xs:extension></xs:simpleContent></xs:complexType></xs:element>
<xs:element name="key"><xs:complexType><xs:attribute name="id" type="xs:NMTOKEN" use="required"/><xs:attribute name="for" type="g:domains" use="required"/>
  <xs:attribute name="attr.name" type="xs:string" use="required"/><xs:attribute name="attr.type" type="g:kinds" use="required"/></xs:complexType></xs:element>
<xs:element name="node"><xs:complexType><xs:sequence><xs:element ref="g:data" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
  <xs:attribute name="id" type="xs:NMTOKEN" use="required"/></xs:complexType></xs:element>
<xs:element name="edge"><xs:complexType><xs:sequence><xs:element ref="g:data" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
  <xs:attribute name="id" type="xs:NMTOKEN"/><xs:attribute name="source" type="xs:NMTOKEN" use="required"/>
  <xs:attribute name="target" type="xs:NMTOKEN" use="required"/></xs:complexType></xs:element>
<xs:element name="graph"><xs:complexType><xs:sequence><xs:element ref="g:data" minOccurs="0" maxOccurs="unbounded"/>
  <xs:element ref="g:node" minOccurs="0" maxOccurs="unbounded"/><xs:element ref="g:edge" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
  <xs:attribute name="edgedefault" use="required"><xs:simpleType><xs:restriction base="xs:NMTOKEN"><xs:enumeration value="directed"/>
  <xs:enumeration value="undirected"/></xs:restriction></xs:simpleType></xs:attribute></xs:complexType>
  <xs:key name="nodes"><xs:selector xpath="g:node"/><xs:field xpath="@id"/></xs:key>
  <xs:unique name="edges"><xs:selector xpath="g:edge"/><xs:field xpath="@id"/></xs:unique>
  <xs:keyref name="source" refer="g:nodes"><xs:selector xpath="g:edge"/><xs:field xpath="@source"/></xs:keyref>
  <xs:keyref name="target" refer="g:nodes"><xs:selector xpath="g:edge"/><xs:field xpath="@target"/></xs:keyref></xs:element>
<xs:element name="graphml"><xs:complexType><xs:sequence><xs:element ref="g:key" minOccurs="0" maxOccurs="unbounded"/>
  <xs:element ref="g:graph"/></xs:sequence></xs:complexType>
  <xs:key name="keys"><xs:selector xpath="g:key"/><xs:field xpath="@id"/></xs:key>
  <xs:keyref name="said" refer="g:keys"><xs:selector xpath=".//g:data"/><xs:field xpath="@key"/></xs:keyref></xs:element>
</xs:schema>"""


def written(dossier: Dossier, folder: Path) -> Path:
    assert graphml.write(dossier, folder, lambda done, total: None) == ["graph.graphml"]
    return folder / "graph.graphml"


@pytest.fixture(scope="module")
def grammar() -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(XSD))


@pytest.mark.parametrize("make", [sample, hostile])
def test_the_file_keeps_to_the_grammar(tmp_path: Path, grammar: etree.XMLSchema, make: Any) -> None:
    grammar.assertValid(etree.parse(written(make(), tmp_path), etree.XMLParser(huge_tree=True)))


def test_the_grammar_refuses_what_is_wrong(tmp_path: Path, grammar: etree.XMLSchema) -> None:
    text = written(sample(), tmp_path).read_text("utf-8")
    for was, is_ in (
        ('for="node"', 'for="nodes"'),
        ('attr.type="long"', 'attr.type="fen"'),
        ('key="n0"', 'key="z0"'),
        ('target="acc-', 'target="nobody-'),
    ):
        assert not grammar.validate(etree.fromstring(text.replace(was, is_, 1).encode()))


def test_networkx_reads_nodes_and_edges_as_they_are(tmp_path: Path) -> None:
    dossier = sample()
    graph = networkx.read_graphml(written(dossier, tmp_path), force_multigraph=True)
    assert set(graph.nodes) == set(dossier.kinds)
    assert graph.number_of_edges() == 40 + 6
    account = next(i for i, kind in dossier.kinds.items() if kind == "Account")
    other = graph.nodes[account[:-1] + "1"]
    assert other == {
        "label": "6222000000000000001", "labels": ":Entity:Account", "kind": "Account", "number": "6222000000000000001", "bank": "甘露银行", "balance": "100",
        "opened": "2021-09-13T00:00:00.000Z", "sources": 1, "x": other["x"], "y": -90.0,
    }  # fmt: skip
    sums = sum(int(d["amount"]) for *_, d in graph.edges(data=True) if d["type"] == "TRANSFER")
    assert sums == dossier.links["TRANSFER"]["amount"].sum(), "text of integer fen: nothing is rounded"
    first = graph.edges[
        dossier.links["TRANSFER"]["from"][1], dossier.links["TRANSFER"]["to"][1], dossier.links["TRANSFER"]["id"][1]
    ]
    assert (first["amount"], first["weight"], first["label"], first["serial"]) == (
        "20001",
        200.01,
        "TRANSFER",
        "0000000001",
    )
    assert first["at"] == "2024-03-01T01:00:00.000Z"
    assert (graph.graph["bundle"], graph.graph["links_left_out"]) == (dossier.about.bundle, 0)


def test_hostile_text_is_text(tmp_path: Path) -> None:
    dossier = hostile()
    path = written(dossier, tmp_path)
    raw = path.read_text("utf-8")
    assert "<script" not in raw
    assert "\u202e" not in raw
    graph = networkx.read_graphml(path)
    (name,) = {d["name"] for _, d in graph.nodes(data=True) if "script" in d.get("name", "")}
    assert name == HOSTILE.replace("\u202e", "‹U+202E›").replace("\u0007", "‹U+0007›").replace("\u200f", "‹U+200F›")


def test_what_can_not_be_drawn_is_counted_and_odd_values_survive(tmp_path: Path, grammar: etree.XMLSchema) -> None:
    one = sample()
    lost = one.links["OWNS"].with_columns(pl.lit("per-nobody").alias("from")).head(2)
    odd = pl.DataFrame({
        "id": ["fil-1", "fil-2", "fil-3"], "caption": ["a", "a\r\n\tb", "c]]>"], "quantity": [float("nan"), float("inf"), 1e22], "type": ["x", None, ""],
        "price": [-5, None, 9_007_199_254_740_993], "at": [AT, None, AT + 1], "sources": [1, 1, 1], "conflicts": [["type", "price"], [], []],
    })  # fmt: skip
    path = written(replace(one, entities={**one.entities, "Filing": odd}, links={**one.links, "OWNS": lost}), tmp_path)
    grammar.assertValid(etree.parse(path))
    graph = networkx.read_graphml(path)
    assert graph.graph["links_left_out"] == 2
    assert graph.nodes["fil-2"]["label"] == "a\r\n\tb"
    assert graph.nodes["fil-3"]["label"] == "c]]>"
    assert graph.nodes["fil-1"]["conflicts"] == "type,price"
    assert "quantity" not in graph.nodes["fil-1"]
    assert graph.nodes["fil-2"]["quantity"] == float("inf")
    assert (graph.nodes["fil-3"]["price"], graph.nodes["fil-3"]["quantity"]) == ("9007199254740993", 1e22)
    assert graph.nodes["fil-3"]["at"] == "2024-03-01T00:00:00.001Z"
    assert graph.nodes["fil-1"]["type_"] == "x", "a name that is ours is kept apart"


def test_progress_counts_nodes_and_edges(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    graphml.write(sample(), tmp_path, lambda done, total: seen.append((done, total)))
    assert seen[-1] == (12 + 46, 12 + 46)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_days_are_days_and_moments_are_moments(tmp_path: Path) -> None:
    one = sample()
    people = one.entities["Person"].with_columns(birthday=pl.lit(-315_619_200_000), created=pl.lit(AT + 1))
    graph = networkx.read_graphml(written(replace(one, entities={**one.entities, "Person": people}), tmp_path))
    person = graph.nodes[people["id"][0]]
    assert (person["birthday"], person["created"]) == ("1960-01-01", "2024-03-01T00:00:00.001Z")
