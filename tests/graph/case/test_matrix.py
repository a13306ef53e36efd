"""The matrix: every cell is there, what the case says is proposed with what shows it, and a person's answer holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from graph.case.assemble import Asked, assembled
from graph.case.dossier import ELEMENTS, SIDES, Dossier, Lead, Point
from graph.case.elements import table
from graph.case.matrix import SHOWN, TOOL, held, key, matrix, proposed, taken, unanswered
from graph.detect.law import laws
from graph.ontology import ontology
from graph.ops.evidence import Evidence
from graph.say import Say
from tests.graph.case.made import COLLECTOR, LIN, RESTS, Made, account, advert, made
from tests.graph.case.sample import sample

Cell = tuple[str, str]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    with made(tmp_path_factory.mktemp("matrix") / "data") as one:
        yield one


@pytest.fixture(scope="module")
def dossier(case: Made) -> Dossier:
    return assembled(case.frozen, Asked(LIN))


def by_rule(points: list[Point]) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = {}
    for p in points:
        found.setdefault(p.who.removeprefix(TOOL), []).append(p)
    return found


# the table


def test_the_table_speaks_of_what_there_is_and_tells_of_every_element_in_both_languages() -> None:
    assert set(table().elements) == set(ELEMENTS)
    assert set(table().detectors) == set(laws())
    for element in table().elements.values():
        assert all(element.law)
        assert all(both for say in element.ask.values() for both in say)
    for signal in (*table().kinds, *table().links):
        props = ontology().table(signal.table).props
        assert {signal.prop, signal.said} - {None} <= set(props), signal.name
        assert all("{" not in text.format(caption="", value="", n=1, **{"from": "", "to": ""}) for text in signal.text)
    assert set(table().promise.kinds.items()) <= {(k, p) for k, kind in ontology().kinds.items() for p in kind.props}


# what is proposed


def test_a_case_says_itself_what_speaks_for_and_against(dossier: Dossier) -> None:
    found = by_rule(proposed(dossier))
    (promise,) = found["promise:Advert"]
    assert (promise.element, promise.side, promise.subject, promise.tool) == ("inducement", "for", advert(), True)
    assert promise.said == "本公司稳健理财，保本保息，年化收益24%，介绍亲友另有奖励。"
    assert [(p.element, p.side, p.subject) for p in found["advert"]] == [("public", "for", advert())]
    (pool,) = found["finding:fund-pool"]
    assert (pool.element, pool.side) == ("social", "for")
    assert laws()["fund-pool"].text.zh in pool.text
    (absorbed,) = found["absorbed"]
    assert absorbed.subject == account(COLLECTOR)
    assert "5 名参与人投入 15.10万元，吸收 15.10万元，未兑付 15.10万元" in absorbed.text
    assert "复投（返还后再次投入）不重复计入吸收" in absorbed.text, "a sum names how it was counted"
    assert "3000.00元，性质未明" in found["unexplained"][0].text.replace(",", "")
    assert [p.subject for p in found["rests"]] == [account(RESTS)]
    assert {p.side for p in found["own-account"]} == {"against"}
    assert len(found["unit-account"]) == 1


def test_every_proposal_leads_to_rows_or_to_a_finding(dossier: Dossier) -> None:
    known = {*dossier.rows["id"], *(lead.id for lead in dossier.leads)}
    points = proposed(dossier)
    assert {p.subject for p in points} <= known
    assert [p.seq for p in points] == list(range(1, len(points) + 1))
    assert points == proposed(dossier)
    assert len({key(p) for p in points}) == len(points)


def test_an_english_reader_gets_english_and_the_same_keys(dossier: Dossier) -> None:
    english = proposed(replace(dossier, about=replace(dossier.about, lang="en")))
    assert [key(p) for p in english] == [key(p) for p in proposed(dossier)]
    assert any("5 participants paid in CNY 151,000.00" in p.text for p in english)


def entity(kind: str, **values: Any) -> Mapping[str, pl.DataFrame]:
    body = {"id": f"{ontology().kinds[kind].prefix}-1", "caption": "某", **values}
    return {kind: pl.DataFrame({name: [value] for name, value in body.items()})}


@pytest.mark.parametrize(
    ("entities", "cell", "said"),
    [
        (entity("Advert", promised_rate=0.145), ("inducement", "for"), "14.5%"),
        (entity("Advert", risk_notice=True), ("inducement", "against"), "风险提示"),
        (entity("Website"), ("public", "for"), "对外网站"),
        (entity("Post"), ("public", "for"), "网络传播"),
        (entity("Report", promotion="酒会路演"), ("public", "for"), "酒会路演"),
        (entity("Report", people=312), ("social", "for"), "312 人"),
        (entity("Complaint", promised="月息2分"), ("inducement", "for"), "月息2分"),
        (entity("Complaint", amount=12_345_678_00), ("amount", "for"), "1234.57万元"),
        (entity("Contract", rate=0.24), ("inducement", "for"), "24%"),
        (entity("Enterprise", licence="私募基金管理人登记"), ("unlawful", "against"), "私募基金管理人登记"),
        (entity("Mention", label="rate", flags="", status="候选", sentence="年化收益18%"), ("inducement", "for"), "年化收益18%"),
    ],
)  # fmt: skip
def test_what_a_property_or_a_text_says(entities: Mapping[str, pl.DataFrame], cell: Cell, said: str) -> None:
    d = sample()
    found = proposed(replace(d, entities=entities, leads=(), figures=no_money(d)))
    assert any((p.element, p.side) == cell and said in p.text + p.said for p in found), found


@pytest.mark.parametrize(
    "entities",
    [
        entity("Advert", risk_notice=False, promised_rate=None, text="本行不承诺保本，投资有风险。警惕高息诱惑！"),
        entity("Mention", label="rate", flags="negated", status="候选", sentence="年化收益18%"),
        entity("Mention", label="rate", flags="", status="已排除", sentence="年化收益18%"),
        entity("Mention", label="phone", flags="", status="候选", sentence="年化收益18%"),
        entity("Complaint", promised="", amount=None),
    ],
)
def test_what_says_nothing_of_a_promise(entities: Mapping[str, pl.DataFrame]) -> None:
    d = sample()
    found = proposed(replace(d, entities=entities, leads=(), figures=no_money(d)))
    assert [p for p in found if p.element in ("inducement", "amount")] == []


def no_money(d: Dossier) -> Any:
    return replace(d.figures, ledger=d.figures.ledger.clear(), layers=d.figures.layers.clear(), sheets=d.figures.sheets.clear())  # fmt: skip


def link(name: str, source: str, target: str, **values: Any) -> pl.DataFrame:
    return pl.DataFrame({"id": [f"{name.lower()}-1"], "from": [source], "to": [target], **{k: [v] for k, v in values.items()}})  # fmt: skip


def test_licences_in_force_exonerate_and_withdrawn_ones_do_not() -> None:
    d = sample()
    firm = d.entities["Enterprise"]["id"][0]
    fund, telecom = "私募基金管理人登记", "增值电信业务经营许可"
    for who, matter, status, found in (
        (firm, fund, "有效", ["licensed"]), (firm, fund, None, ["licensed"]), (firm, fund, "已注销", []), (firm, telecom, "有效", []), ("ent-9", fund, "有效", []),
    ):  # fmt: skip
        held_ = replace(d, links={"LICENSED_BY": link("LICENSED_BY", who, "age-1", matter=matter, status=status)})
        points = [p for p in proposed(held_) if (p.element, p.side) == ("unlawful", "against")]
        assert [p.who.removeprefix(TOOL) for p in points] == found
        assert all("私募基金管理人登记（鑫辉资产管理有限公司）" in p.text for p in points)


def test_participants_with_a_share_or_an_office_are_no_unspecific_public() -> None:
    d = sample()
    firm, insider = d.entities["Enterprise"]["id"][0], d.figures.ledger["party"][2]
    d = replace(d, links={**d.links, "HOLDS_SHARE": link("HOLDS_SHARE", insider, firm)})
    found = by_rule(proposed(d))
    (point,) = found["insider"]
    assert (point.element, point.side, point.subject) == ("social", "against", "holds_share-1")
    assert "其中 4 名与收款单位无登记" in found["participants"][0].text


def test_what_came_back_and_what_is_left_over_speak_against_the_sum() -> None:
    found = by_rule(proposed(sample()))
    assert "付息 617.25元" in found["returned"][0].text
    assert "1 户账户对账有差额，合计 0.07元" in found["residue"][0].text


def test_numbers_in_a_quoted_sentence_are_masked_and_many_of_a_kind_are_counted() -> None:
    d = sample()
    text = "保本保息年化24%咨询13812345678。"
    adverts = pl.DataFrame({"id": [f"adv-{n:03d}" for n in range(50)], "caption": "某", "text": [f"第{n}期{text}" for n in range(50)]})  # fmt: skip
    found = by_rule(proposed(replace(d, entities={"Advert": adverts})))
    assert len(found["promise:Advert"]) == len(found["advert"]) == SHOWN
    assert all("138****5678" in p.said for p in found["promise:Advert"])
    assert f"同类另有 {50 - SHOWN} 项" in found["advert"][-1].text


def test_a_dismissed_finding_speaks_for_nothing_and_a_confirmed_one_says_what_would_weaken_it() -> None:
    lead = sample().leads[0]
    assert isinstance(lead, Lead)
    d = sample()
    assert "finding:fund-pool" not in by_rule(proposed(replace(d, leads=[replace(lead, state="dismissed")])))
    cells = {(c.element, c.side): c for c in matrix([], [], [lead])}
    assert cells["social", "against"].weakens == list(laws()["fund-pool"].exonerates)
    assert cells["social", "for"].weakens == cells["intent", "against"].weakens == []
    scored = replace(lead, detector="model-gcn", model={"name": "gcn"})
    assert "finding:model-gcn" not in by_rule(proposed(replace(d, leads=[scored])))


# the cells


def test_an_empty_cell_is_a_to_do_until_a_person_fills_it(dossier: Dossier) -> None:
    cells = matrix([], proposed(dossier), dossier.leads)
    assert [(c.element, c.side) for c in cells] == [(e, s) for e in ELEMENTS for s in SIDES]
    assert all(c.ask and c.law and not c.held for c in cells), "what the program proposes fills no cell"
    assert sum(len(c.proposed) for c in cells) == len(proposed(dossier))
    mine = Point(1, "unlawful", "for", "监管部门认定无许可", None, LIN, "2026-11-21T09:00:00.000+00:00")
    filled = {(c.element, c.side): c for c in matrix([mine])}
    assert filled["unlawful", "for"].ask is None
    assert filled["unlawful", "for"].held == [mine]
    assert filled["unlawful", "against"].ask == Say(*table().elements["unlawful"].ask["against"])


def test_a_person_takes_a_proposal_over_or_dismisses_it(case: Made, dossier: Dossier) -> None:
    evidence, points = Evidence(case.ops), proposed(dossier)
    yes, no = points[0], points[1]
    evidence.add(case.case.id, taken(yes))
    evidence.dismiss(case.case.id, taken(no), "与本案无关")
    answered = [*evidence.of(case.case.id), *evidence.dismissed(case.case.id)]
    assert unanswered(points, answered) == points[2:]
    (theirs,) = held(evidence.of(case.case.id))
    assert (theirs.element, theirs.subject, theirs.text, theirs.who, theirs.tool) == (yes.element, yes.subject, yes.text, LIN, False)  # fmt: skip
    more = proposed(replace(dossier, figures=replace(dossier.figures, ledger=dossier.figures.ledger.with_columns(paid_in=1))))  # fmt: skip
    assert [key(p) for p in unanswered(more, answered)] == [key(p) for p in points[2:]], "another sum is no other question"  # fmt: skip
