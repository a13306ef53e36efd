"""A frozen case as one record: what its files say, row by row, and no more than was asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from graph.case.assemble import Asked, ScopeError, assembled, board, rows
from graph.case.counting import Way
from graph.case.dossier import ROWS, Dossier
from graph.case.freezing import freeze
from graph.case.frozen import frozen
from graph.case.matrix import taken
from graph.case.paper.blocks import Table
from graph.case.paper.sections import report
from graph.case.redact import hiding
from graph.ops.cases import Cases
from graph.ops.evidence import Evidence, Words
from graph.ops.redactions import Redactions
from graph.study.around import flow_id
from ingest.load import load
from ingest.mapping import parse
from tests.graph.case.made import (  # fmt: skip
    ADVERT,
    CODE,
    COLLECTOR,
    FIRM,
    FIRM_ACCOUNT,
    LIN,
    PAYERS,
    PEOPLE,
    RESTS,
    Made,
    account,
    advert,
    again,
    firm,
    found,
    person,
)
from tests.lakes import write

ASKED = Asked(LIN)


@pytest.fixture(scope="module")
def whole(shared: Made) -> Dossier:
    return assembled(shared.frozen, Asked(LIN))


def test_it_says_which_case_and_which_state_it_is(shared: Made, whole: Dossier) -> None:
    a = whole.about
    assert (a.id, a.number, a.cause, a.status) == (shared.case.id, shared.case.number, "非法吸收公众存款", "open")
    assert (a.frozen, a.version, a.frozen_sha256) == (shared.frozen.id, 1, shared.frozen.sha256)
    assert a.agency == "广州市公安局"
    assert (a.scope, a.who, a.program.split()[0]) == ("whole", LIN, "jinying")
    assert assembled(shared.frozen, Asked(LIN)).about.bundle != a.bundle
    assert assembled(shared.frozen, Asked(LIN, bundle="bundle-1")).about.bundle == "bundle-1"


def test_entities_are_called_by_name_and_times_are_numbers(whole: Dossier) -> None:
    assert {k: f.height for k, f in whole.entities.items()} == {"Enterprise": 1, "Person": 6, "Account": 8, "Advert": 1, "Complaint": 1}  # fmt: skip
    assert whole.captions[firm()] == FIRM
    assert whole.captions[account(COLLECTOR)] == COLLECTOR
    assert whole.entities["Advert"]["text"].to_list() == [ADVERT]
    assert whole.links["TRANSFER"].schema["at"] == pl.Int64
    first = whole.links["TRANSFER"].filter(pl.col("from") == account(PAYERS[0])).row(0, named=True)
    assert (first["amount"], first["at"]) == (1_000_000, 1_709_258_400_000)  # 2024-03-01 10:00 in China


def test_every_row_leads_to_its_file(shared: Made, whole: Dossier) -> None:
    assert whole.rows.schema == ROWS
    there = {i for f in (*whole.entities.values(), *whole.links.values()) for i in f["id"]}
    assert set(whole.rows["id"]) == there
    wanted = {(one, r.import_id, r.file, r.part, r.row, r.mapping, r.at) for one in there for r in shared.lake.why(one)}
    assert set(whole.rows.select("id", "import", "file", "part", "row", "mapping", "at").iter_rows()) == wanted
    assert whole.rows.is_unique().all()
    for one, sha, mapping_sha in whole.rows.select("import", "sha256", "mapping_sha256").unique().iter_rows():
        known = shared.lake.manifest(one)
        assert (sha, mapping_sha) == (known.sha256, known.mapping_sha256)


def test_who_is_in_the_files_twice_has_the_rows_of_both(whole: Dossier) -> None:
    files = whole.rows.filter(pl.col("id") == person(PEOPLE[0][1]))["file"]
    assert set(files) == {"开户资料.csv", "投诉.csv"}


def test_figures_are_of_the_group_and_by_the_way_of_counting_that_was_asked(shared: Made, whole: Dossier) -> None:
    assert set(whole.figures.ledger["party"]) == {person(n) for _, n in PEOPLE}
    assert whole.figures.rules["group"]["by"] == "layers"
    named = assembled(shared.frozen, Asked(LIN, group=[firm()], counting=Way(interest="offset")))
    assert named.figures.rules["group"]["accounts"] == [account(FIRM_ACCOUNT)]
    assert named.figures.rules["counting"]["interest"] == "offset"


def test_findings_stand_as_they_were(whole: Dossier) -> None:
    (lead,) = whole.leads
    assert (lead.id, lead.state, lead.sentence.zh) == (found().id, "confirmed", found().sentence.zh)
    assert lead.subjects[0]["role_zh"] == "归集户"
    assert lead.model is None


def test_a_model_is_named_with_its_version(own: Made) -> None:
    scored = replace(found(), detector="model-score", facts={"model": "xgb", "version": "v3", "snapshot": "ab12"})
    own.ops.keep("model-score", {"top": 5}, 9, [scored])
    Cases(own.ops).add(own.case.id, [scored.id], "模型线索")
    later = freeze(own.lake, own.ops, own.case.id, own.data)
    lead = assembled(later, Asked(LIN)).leads[-1]
    assert (lead.version, lead.model) == ("v3", {"name": "xgb", "version": "v3", "snapshot": "ab12"})
    assert later.facts["findings"][-1]["run"]["params"] == {"top": 5}


def test_an_amended_fact_holds_and_what_it_was_is_told_as_far_as_it_may_be(own: Made) -> None:
    Cases(own.ops).amend(own.case.id, {"cause": "集资诈骗", "docket": "甘公立字〔2026〕7号"}, "定性变更")
    d = assembled(freeze(own.lake, own.ops, own.case.id, own.data), Asked(LIN))
    assert (d.about.cause, d.about.docket) == ("集资诈骗", "甘公立字〔2026〕7号")
    said = ["案由：非法吸收公众存款 → 集资诈骗；定性变更", "办案单位案号：— → 甘公立字〔2026〕7号；定性变更"]
    assert [e.text for e in d.entries if e.act == "amend"] == said
    Redactions(own.ops).by_text(own.case.id, "甘公立字〔2026〕7号", "另案")
    hidden = hiding(own.ops, own.case.id)(d)
    assert "甘公立字" not in f"{hidden.about} {hidden.entries}"


def test_what_was_put_in_by_one_act_is_one_entry(whole: Dossier) -> None:
    acts = [(e.act, e.text) for e in whole.entries if e.act == "add"]
    assert acts[0] == ("add", "归集线索（2 项）")
    assert len(acts) == 3
    assert [(r["name"], r["things"]) for r in whole.rules] == [("finding", 2), ("layer", 15), ("around", 4)]


def test_evidence_is_what_people_hold_and_proposals_are_told_apart(own: Made) -> None:
    before = assembled(own.frozen, Asked(LIN)).points
    assert before
    assert all(p.tool for p in before)
    evidence, (first, second, *rest) = Evidence(own.ops), before
    evidence.add(own.case.id, Words("unlawful", "against", "持有备案证明", firm()))
    evidence.add(own.case.id, taken(first))
    evidence.dismiss(own.case.id, taken(second), "与本案无关")
    later = assembled(freeze(own.lake, own.ops, own.case.id, own.data), Asked(LIN)).points
    assert [(p.text, p.tool) for p in later[:2]] == [("持有备案证明", False), (first.text, False)]
    assert [p.text for p in later[2:]] == [p.text for p in rest]
    assert assembled(own.frozen, Asked(LIN)).points == before  # the frozen state is what it was


def test_what_rests_on_a_property_leads_to_the_rows_that_state_it(own: Made, tmp_path: Path) -> None:
    text = """
name: 许可登记
label: {zh: 许可登记, en: licences}
tables:
  - name: licences
    match: {header: [企业, 代码, 牌照]}
    entities:
      e: {kind: Enterprise, props: {credit_code: 代码, name: 企业, licence: 牌照}}
"""
    matter = "私募基金管理人登记"
    path = write(
        tmp_path / "许可登记.csv", "企业,代码,牌照", ["他司有限公司,91440101MA5CXXXX0A,", f"{FIRM},{CODE},{matter}"]
    )
    with own.lake.lock():
        load(own.lake, path, parse(text, "licences"))
    freeze(own.lake, own.ops, own.case.id, own.data, "补充许可登记")
    d = assembled(frozen(own.data, own.ops, own.case.id), ASKED)
    (point,) = [p for p in d.points if p.who == "tool:licence"]
    assert (point.subject, point.prop) == (firm(), "licence")
    rows = d.rows.filter(pl.col("id") == firm())
    assert set(rows["file"]) == {"工商登记.csv", "广告监测.csv", "投诉.csv", "许可登记.csv"}
    told = d.stated.filter((pl.col("id") == firm()) & (pl.col("prop") == "licence"))
    assert told.select("file", "row").rows() == [("许可登记.csv", 3)]
    shown = {row[1]: row[2] for s in report(d).sections if s.key == "matrix" for b in s.blocks if isinstance(b, Table) and b.title == "非法性" for row in b.rows}  # fmt: skip
    (where,) = [w for said, w in shown.items() if matter in said]
    assert where.endswith("许可登记.csv 第 3 行")
    Evidence(own.ops).add(own.case.id, taken(point, "登记有牌照"))
    freeze(own.lake, own.ops, own.case.id, own.data, "采纳后")
    d = assembled(frozen(own.data, own.ops, own.case.id), ASKED)
    (mine,) = [p for p in d.points if p.text == "登记有牌照"]
    assert (mine.prop, mine.tool) == ("licence", False)
    assert hiding(own.ops, own.case.id)(d).stated["file"].to_list() == d.stated["file"].to_list()


def test_what_is_seen_is_what_is_on_the_board(shared: Made, whole: Dossier) -> None:
    board_ = [account(PAYERS[0]), account(COLLECTOR), person(PEOPLE[0][1]), "acc-" + "0" * 32]
    seen = assembled(shared.frozen, Asked(LIN, "seen", board_, places={board_[0]: (1.0, 2.0), firm(): (3.0, 4.0)}))
    assert set(seen.captions) == set(board_[:3])
    assert {t: f.height for t, f in seen.links.items()} == {"TRANSFER": 2, "OWNS": 1}
    assert set(seen.rows["id"]) == set(board_[:3]) | {i for f in seen.links.values() for i in f["id"]}
    assert set(seen.figures.ledger["party"]) == {person(PEOPLE[0][1])}
    assert (seen.about.scope, set(seen.places)) == ("seen", {board_[0]})
    assert [x.id for x in seen.leads] == [found().id]
    assert {p.subject for p in seen.points} <= {*board_, found().id, *(i for f in seen.links.values() for i in f["id"])}
    link = seen.links["TRANSFER"]["id"][0]
    one = assembled(shared.frozen, Asked(LIN, "seen", [*board_, link]))
    assert [f["id"].to_list() for f in one.links.values()] == [[link]]
    flow = flow_id("FLOW", account(PAYERS[0]), account(COLLECTOR))
    summed = assembled(shared.frozen, Asked(LIN, "seen", [*board_, flow])).links
    assert {t: set(f.select("from", "to").iter_rows()) for t, f in summed.items()} == {"TRANSFER": {(account(PAYERS[0]), account(COLLECTOR))}}  # fmt: skip
    assert whole.rows.height > seen.rows.height


def test_a_saved_view_says_what_was_seen_and_where(shared: Made) -> None:
    one, two, flow = account(PAYERS[0]), account(COLLECTOR), flow_id("FLOW", account(PAYERS[0]), account(COLLECTOR))
    drawn = {"things": {one: {"at": {"x": 1, "y": 2.5}}, two: {"at": None}, again(): {"at": {"x": 3}}}, "lines": {flow: {}}, "hidden": [two]}  # fmt: skip
    assert board({"form": 1, "board": drawn}) == ([one, again(), flow], {one: (1.0, 2.5)})
    assert board({"form": 1, "board": drawn, "seen": [two, 7]}) == ([two], {one: (1.0, 2.5)})
    seen = assembled(shared.frozen, Asked(LIN, "seen", [again(), "x", flow]))
    assert set(seen.captions) == {person(PEOPLE[0][1])}  # who was on the board is somebody else now
    for body in (None, [], {}, {"board": []}, {"board": {"things": [], "lines": None, "hidden": 7}}):
        assert board(body) == ([], {})


def test_what_is_not_in_the_frozen_case_can_t_go_out(shared: Made) -> None:
    with pytest.raises(ScopeError, match="freeze it again"):
        assembled(shared.frozen, Asked(LIN, "seen", ["acc-" + "0" * 32]))
    with pytest.raises(ScopeError, match="no scope 'wohle'; did you mean whole"):
        assembled(shared.frozen, Asked(LIN, "wohle"))


def test_rows_of_an_empty_lake(own: Made) -> None:
    from graph.ops.cases import Opening

    empty = Cases(own.ops).open(Opening("空案", "无", "非法支付"))
    made_ = freeze(own.lake, own.ops, empty.id, own.data)
    assert rows(made_.lake).schema == ROWS
    d = assembled(made_, Asked(LIN))
    assert (d.entities, d.links, d.figures.ledger.height) == ({}, {}, 0)


def test_what_text_says_stands_with_the_advert(whole: Dossier) -> None:
    (said,) = [p for p in whole.points if p.element == "inducement"]
    assert said.subject == advert()
    assert said.said in ADVERT
    assert whole.captions[account(RESTS)] == RESTS
