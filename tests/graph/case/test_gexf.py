"""GEXF as networkx reads it, as its grammar allows it, and as Gephi wants it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
import polars as pl
import pytest
from lxml import etree
from networkx.readwrite.gexf import GEXFReader

from graph.case.dossier import Dossier
from graph.case.export import gexf
from graph.ontology import ontology
from tests.graph.case.sample import AT, HOSTILE, hostile, sample

# the part of GEXF 1.3 that we write (gexf.net/schema.html): what may stand where, of which type; ids unique, ends are nodes
XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:g="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz"
  targetNamespace="http://gexf.net/1.3" elementFormDefault="qualified"><xs:import namespace="http://gexf.net/1.3/viz" schemaLocation="viz.xsd"/>
<xs:simpleType name="when"><xs:union memberTypes="xs:integer xs:double xs:date xs:dateTime"/></xs:simpleType>
<xs:simpleType name="kinds"><xs:restriction base="xs:string"><xs:enumeration value="integer"/><xs:enumeration value="long"/><xs:enumeration value="double"/>
  <xs:enumeration value="float"/><xs:enumeration value="boolean"/><xs:enumeration value="string"/><xs:enumeration value="bigdecimal"/></xs:restriction></xs:simpleType>
<xs:complexType name="attvalues"><xs:sequence><xs:element name="attvalue" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
  <xs:attribute name="for" type="xs:string" use="required"/><xs:attribute name="value" type="xs:string" use="required"/></xs:complexType></xs:element></xs:sequence></xs:complexType>
<xs:element name="gexf"><xs:complexType><xs:sequence>
 <xs:element name="meta" minOccurs="0"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element name="creator" type="xs:string"/>
  <xs:element name="keywords" type="xs:string"/><xs:element name="description" type="xs:string"/></xs:choice><xs:attribute name="lastmodifieddate" type="xs:date"/></xs:complexType></xs:element>
 <xs:element name="graph"><xs:complexType><xs:sequence>
  <xs:element name="attributes" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="attribute" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
   <xs:attribute name="id" type="xs:string" use="required"/><xs:attribute name="title" type="xs:string" use="required"/><xs:attribute name="type" type="g:kinds" use="required"/></xs:complexType></xs:element></xs:sequence>
   <xs:attribute name="class" use="required"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="node"/><xs:enumeration value="edge"/></xs:restriction></xs:simpleType></xs:attribute></xs:complexType>
   <xs:unique name="declared"><xs:selector xpath="g:attribute"/><xs:field xpath="@id"/></xs:unique></xs:element>
  <xs:element name="nodes"><xs:complexType><xs:sequence><xs:element name="node" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
   <xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element name="attvalues" type="g:attvalues"/><xs:element ref="viz:color"/><xs:element ref="viz:position"/><xs:element ref="viz:size"/></xs:choice>
   <xs:attribute name="id" type="xs:string" use="required"/><xs:attribute name="label" type="xs:string"/></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>
  <xs:element name="edges"><xs:complexType><xs:sequence><xs:element name="edge" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
   <xs:sequence><xs:element name="attvalues" type="g:attvalues" minOccurs="0"/></xs:sequence>
   <xs:attribute name="id" type="xs:string"/><xs:attribute name="source" type="xs:string" use="required"/><xs:attribute name="target" type="xs:string" use="required"/>
   <xs:attribute name="label" type="xs:string"/><xs:attribute name="kind" type="xs:string"/><xs:attribute name="weight" type="xs:double"/>
   <xs:attribute name="start" type="g:when"/><xs:attribute name="end" type="g:when"/></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:sequence>
  <xs:attribute name="defaultedgetype" type="xs:string"/><xs:attribute name="idtype" type="xs:string"/><xs:attribute name="mode" type="xs:string"/>
  <xs:attribute name="timeformat"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="integer"/><xs:enumeration value="double"/><xs:enumeration value="date"/><xs:enumeration value="dateTime"/></xs:restriction></xs:simpleType></xs:attribute>
  <xs:attribute name="timerepresentation"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="interval"/><xs:enumeration value="timestamp"/></xs:restriction></xs:simpleType></xs:attribute>
  <xs:attribute name="timezone" type="xs:string"/></xs:complexType>
  <xs:key name="ids"><xs:selector xpath="g:nodes/g:node"/><xs:field xpath="@id"/></xs:key><xs:unique name="edges"><xs:selector xpath="g:edges/g:edge"/><xs:field xpath="@id"/></xs:unique>
  <xs:keyref name="source" refer="g:ids"><xs:selector xpath="g:edges/g:edge"/><xs:field xpath="@source"/></xs:keyref>
  <xs:keyref name="target" refer="g:ids"><xs:selector xpath="g:edges/g:edge"/><xs:field xpath="@target"/></xs:keyref></xs:element></xs:sequence>
 <xs:attribute name="version" fixed="1.3"/></xs:complexType></xs:element></xs:schema>"""
VIZ = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://gexf.net/1.3/viz">
<xs:element name="color"><xs:complexType><xs:attribute name="r" type="xs:unsignedByte"/><xs:attribute name="g" type="xs:unsignedByte"/><xs:attribute name="b" type="xs:unsignedByte"/></xs:complexType></xs:element>
<xs:element name="position"><xs:complexType><xs:attribute name="x" type="xs:float"/><xs:attribute name="y" type="xs:float"/><xs:attribute name="z" type="xs:float"/></xs:complexType></xs:element>
<xs:element name="size"><xs:complexType><xs:attribute name="value" use="required"><xs:simpleType><xs:restriction base="xs:float"><xs:minInclusive value="0"/></xs:restriction></xs:simpleType></xs:attribute></xs:complexType></xs:element></xs:schema>"""
G = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}


@pytest.fixture(scope="module")
def grammar(tmp_path_factory: pytest.TempPathFactory) -> etree.XMLSchema:
    folder = tmp_path_factory.mktemp("xsd")
    (folder / "viz.xsd").write_text(VIZ, "utf-8")
    (folder / "gexf.xsd").write_text(XSD, "utf-8")
    return etree.XMLSchema(etree.parse(folder / "gexf.xsd"))


def written(dossier: Dossier, folder: Path) -> Path:
    assert gexf.write(dossier, folder, lambda done, total: None) == ["graph.gexf"]
    return folder / "graph.gexf"


def read(path: Path) -> networkx.MultiDiGraph:
    reader = GEXFReader(version="1.3")
    reader.python_type["dateTime"] = str  # of 1.3; the reader knows `date` alone
    return reader(path)


@pytest.mark.parametrize("make", [sample, hostile])
def test_the_file_keeps_to_the_grammar(tmp_path: Path, grammar: etree.XMLSchema, make: Any) -> None:
    grammar.assertValid(etree.parse(written(make(), tmp_path), etree.XMLParser(huge_tree=True)))


def test_the_grammar_refuses_what_is_wrong(tmp_path: Path, grammar: etree.XMLSchema) -> None:
    text = written(sample(), tmp_path).read_text("utf-8")
    for was, is_ in (
        (' r="', ' r="9'),
        ('start="2024-03', 'start="2024-13'),
        ('target="acc-', 'target="nobody-'),
        ('weight="', 'weight="x'),
        ('size value="', 'size value="-'),
    ):
        assert was in text
        assert not grammar.validate(etree.fromstring(text.replace(was, is_, 1).encode()))


def test_networkx_reads_nodes_edges_layout_and_time(tmp_path: Path) -> None:
    dossier = sample()
    graph = read(written(dossier, tmp_path))
    assert set(graph.nodes) == set(dossier.kinds)
    assert graph.number_of_edges() == 46
    firm = graph.nodes[dossier.entities["Enterprise"]["id"][0]]
    assert (firm["label"], firm["kind"], firm["credit_code"], firm["sources"]) == (
        "鑫辉资产管理有限公司",
        "Enterprise",
        "91510100MA6XXXXX0K",
        2,
    )
    for i, (x, y) in dossier.places.items():
        assert graph.nodes[i]["viz"]["position"] == {"x": x, "y": -y or 0.0, "z": 0.0}
    looks = {
        kind: {tuple(graph.nodes[i]["viz"]["color"].values())[:3] for i, k in dossier.kinds.items() if k == kind}
        for kind in dossier.entities
    }
    assert all(len(some) == 1 for some in looks.values())
    assert len(set.union(*looks.values())) == 3
    sizes = {i: d["viz"]["size"] for i, d in graph.nodes(data=True)}
    assert max(sizes, key=lambda i: sizes[i]) == dossier.entities["Account"]["id"][0], (
        "the account with most links is the largest"
    )
    moved = [d for *_, d in graph.edges(data=True) if d["label"] == "TRANSFER"]
    assert sum(d["amount"] for d in moved) == dossier.links["TRANSFER"]["amount"].sum()
    assert {d["start"] == d["end"] for d in moved} == {True}
    (second,) = (d for d in moved if d["id"] == dossier.links["TRANSFER"]["id"][1])
    assert (second["weight"], second["start"], second["amount"]) == (200.01, "2024-03-01T01:00:00.000Z", 20_001)


def test_gephi_gets_one_way_of_time_kinds_and_keys_that_are_declared(tmp_path: Path) -> None:
    tree = etree.parse(written(sample(), tmp_path))
    (graph,) = tree.findall("g:graph", G)
    assert (graph.get("timerepresentation"), graph.get("timeformat"), graph.get("mode")) == (
        "interval",
        "dateTime",
        "dynamic",
    )
    edges = tree.findall(".//g:edge", G)
    assert {e.get("kind") for e in edges} == {"TRANSFER", "OWNS"}
    assert not any("timestamp" in e.attrib for e in edges)
    for domain in ("node", "edge"):
        known = {a.get("id") for a in tree.findall(f".//g:attributes[@class='{domain}']/g:attribute", G)}
        assert {v.get("for") for v in tree.findall(f".//g:{domain}//g:attvalue", G)} <= known


def test_spans_become_intervals_and_hostile_text_stays_text(tmp_path: Path, grammar: etree.XMLSchema) -> None:
    one = hostile()
    per, firm = one.entities["Person"]["id"], one.entities["Enterprise"]["id"][0]
    office = pl.DataFrame(
        {
            "id": ["o-1", "o-2"],
            "from": per[:2],
            "to": [firm] * 2,
            "office": ["经理", None],
            "valid_from": [AT, None],
            "valid_to": [None, AT],
            "sources": [1, 1],
        }
    )
    path = written(replace(one, links={**one.links, "HOLDS_OFFICE": office}), tmp_path)
    grammar.assertValid(etree.parse(path))
    graph = read(path)
    held = {d["id"]: d for *_, d in graph.edges(data=True) if d["label"] == "HOLDS_OFFICE"}
    assert held["o-1"]["start"] == "2024-03-01T00:00:00.000Z"
    assert "end" not in held["o-1"]
    assert "start" not in held["o-2"]
    assert held["o-1"]["office"] == "经理"
    assert graph.nodes[per[0]]["label"] == HOSTILE.replace("\u202e", "‹U+202E›").replace("\u0007", "‹U+0007›").replace(
        "\u200f", "‹U+200F›"
    )
    assert "<script" not in path.read_text("utf-8")


def test_every_kind_has_a_colour_of_its_own() -> None:
    assert len(set(gexf.drawn.colours().values())) == len(ontology().kinds)
