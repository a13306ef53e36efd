"""Proposals over small lakes: identifiers decide, numbers that differ never meet, namesakes stay apart, a new import adds
what looking at everything would."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.judged import Judgement, unite
from graph.lake import Lake
from graph.say import Say
from ingest.load import load
from ingest.mapping import parse
from ingest.match.evaluate import credit_codes
from ingest.match.explain import ExplainError, explained
from ingest.match.generate import labelled
from ingest.match.proposal import Proposal, Reason, guarded
from ingest.match.propose import proposals
from ingest.match.scorer import APART, MERGED, REVIEW

TEXT = """
name: who
label: {zh: 主体, en: who}
tables:
  - name: firms
    match: {header: [名称, 代码, 注册号, 曾用名, 电话, 账号]}
    entities:
      firm: {kind: Enterprise, props: {name: 名称, credit_code: "代码?", reg_number: "注册号?", former_name: "曾用名?"}}
      phone: {kind: Phone, optional: true, props: {number: "电话?"}}
      account: {kind: Account, optional: true, props: {number: "账号?"}}
    links:
      p: {type: HAS_PHONE, from: firm, to: phone}
      o: {type: OWNS, from: firm, to: account}
  - name: people
    match: {header: [姓名, 证件, 手机, 编号, 任职企业]}
    entities:
      known: {kind: Person, optional: true, when: {证件: {present: true}}, props: {name: 姓名, id_number: 证件, phone: "手机?"}}
      named: {kind: Person, optional: true, when: {证件: {absent: true}}, props: {name: 姓名, phone: "手机?", ref: "编号?"}}
      firm: {kind: Enterprise, optional: true, props: {name: "任职企业?"}}
    links:
      k: {type: HOLDS_OFFICE, from: known, to: firm}
      n: {type: HOLDS_OFFICE, from: named, to: firm}
"""
CODES = credit_codes(np.random.default_rng(1), 60)
IDS = ("110101199003070070", "110101199003070089", "110101199003070097")
PHONE, OTHER = "13800000001", "13800000002"


def put(lake: Lake, table: str, rows: Sequence[Sequence[str]]) -> None:
    heads = {"firms": "名称,代码,注册号,曾用名,电话,账号", "people": "姓名,证件,手机,编号,任职企业"}
    path = lake.root.parent.parent / f"{table}-{len(lake.events())}.csv"
    path.write_text(
        "\n".join([heads[table], *(",".join([*r, *[""] * 6][: heads[table].count(",") + 1]) for r in rows)]) + "\n",
        "utf-8",
    )
    with lake.lock():
        load(lake, path, parse(TEXT, "who"))


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "data")


def firms(lake: Lake, *rows: Sequence[str]) -> Lake:
    put(lake, "firms", rows)
    return lake


def people(lake: Lake, *rows: Sequence[str]) -> Lake:
    put(lake, "people", rows)
    return lake


def names(found: Sequence[Proposal]) -> list[tuple[str, str, str, str]]:
    return [(p.band, p.rule, *p.names) for p in found]


PLAIN = ("金木", "水火", "日月", "山川", "风云", "雷电", "虹霞", "雪霜", "露雾", "江海")
FILLER = [[f"深圳市{pair}贸易有限公司", code] for pair, code in zip(PLAIN, CODES[20:], strict=False)]


# enterprises


def test_a_full_name_is_the_registered_one_however_it_is_typed(lake: Lake) -> None:
    firms(
        lake,
        ["深圳市恒瑞网络科技有限公司", CODES[0]],
        *FILLER,
        ["深圳市恒瑞網絡科技有限公司 "],
        ["深圳恒瑞网络科技有限责任公司"],
    )
    found = proposals(lake)
    assert sorted(names(found)) == [
        (MERGED, "full_name", "深圳市恒瑞网络科技有限公司", "深圳市恒瑞網絡科技有限公司"),
        (MERGED, "name", "深圳市恒瑞网络科技有限公司", "深圳恒瑞网络科技有限责任公司"),
    ]
    assert {p.left for p in found} == {found[0].left}, "whose code is known keeps its id"
    for p in found:
        assert all(r.say.zh and r.say.en for r in p.reasons)
        assert any("恒瑞" in r.say.zh for r in p.reasons)
        assert p.judgement()["reasons"]["told"]


def test_a_short_name_waits_for_a_person_unless_something_is_shared(lake: Lake) -> None:
    firms(
        lake,
        ["深圳市恒瑞网络科技有限公司", CODES[0], "", "", PHONE, "6222000000000001"],
        *FILLER,
        ["深圳恒瑞"],
        ["恒瑞网络科技", "", "", "", PHONE, "6222000000000001"],
    )
    by = {p.names[1]: p for p in proposals(lake)}
    assert by["深圳恒瑞"].band == REVIEW
    assert "short" in {r.what for r in by["深圳恒瑞"].reasons}
    assert (by["恒瑞网络科技"].band, by["恒瑞网络科技"].rule) == (MERGED, "name+context")
    assert {"account", "phone"} <= {r.what for r in by["恒瑞网络科技"].reasons}


def test_two_that_fit_alike_wait_for_a_person(lake: Lake) -> None:
    firms(lake, ["深圳市恒瑞科技有限公司", CODES[0]], ["深圳市恒瑞贸易有限公司", CODES[1]], *FILLER, ["深圳恒瑞"])
    found = proposals(lake)
    assert len(found) == 2
    assert {p.band for p in found} == {REVIEW}


def test_a_former_name_may_be_anothers_by_now(lake: Lake) -> None:
    firms(lake, ["深圳市大成贸易有限公司", CODES[0], "", "深圳市恒瑞科技有限公司"], *FILLER, ["深圳市恒瑞科技有限公司"])
    assert names(proposals(lake)) == [(REVIEW, "name", "深圳市恒瑞科技有限公司", "深圳市恒瑞科技有限公司")]


def test_the_registration_number_decides_and_two_of_them_are_two_firms(lake: Lake) -> None:
    firms(
        lake, ["深圳市恒瑞科技有限公司", CODES[0], "440301100000001"], *FILLER, ["深圳恒瑞科技公司", "", "440301100000001"],
        ["深圳市恒瑞科技有限责任公司", "", "440301100000002"],
    )  # fmt: skip
    found = proposals(lake)
    assert (MERGED, "reg_number", "深圳市恒瑞科技有限公司", "深圳恒瑞科技公司") in names(found)
    assert not any({"深圳市恒瑞科技有限公司", "深圳市恒瑞科技有限责任公司"} == set(p.names) for p in found)


def test_a_branch_is_not_its_parent_and_a_short_name_in_common_use_is_known(lake: Lake) -> None:
    firms(lake, ["中国工商银行股份有限公司", CODES[0]], *FILLER, ["中国工商银行股份有限公司深圳分行"], ["工行"])
    assert names(proposals(lake)) == [(REVIEW, "full_name", "中国工商银行股份有限公司", "工行")]


def test_sister_firms_that_share_a_phone_are_two(lake: Lake) -> None:
    firms(
        lake,
        ["深圳市恒瑞科技有限公司", CODES[0], "", "", PHONE],
        *FILLER,
        ["深圳市恒瑞物业管理有限公司", "", "", "", PHONE],
    )
    assert all(p.band == REVIEW for p in proposals(lake))


def test_codes_that_differ_never_meet_whatever_the_names_say(lake: Lake) -> None:
    """Two registered under one name and one without a code that is called so too: one at most is proposed to be merged."""
    firms(
        lake,
        ["深圳市恒瑞科技有限公司", CODES[0]],
        ["深圳市恒瑞科技有限公司", CODES[1]],
        ["深圳恒瑞科技有限公司", CODES[2]],
        *FILLER,
        ["深圳市恒瑞科技有限公司"],
        ["深圳市恒瑞科技有限责任公司"],
    )
    found = proposals(lake)
    code = dict(lake.scan("Enterprise").select("id", "credit_code").unique("id").collect().iter_rows())
    assert found
    assert not any(code[p.left] and code[p.right] for p in found)
    assert together(found, {i: frozenset((c,)) for i, c in code.items() if c}) == []


def together(found: Sequence[Proposal], marks: dict[str, frozenset[str]]) -> list[list[str]]:
    """Groups with two numbers, once the merged are united."""
    merged = [
        Judgement(n, p.left, p.right, "same", "rule:x", "", "") for n, p in enumerate(found, 1) if p.band == MERGED
    ]
    groups = unite(merged).members.values()
    return [ids for ids in groups if len(set().union(*(marks.get(i, frozenset()) for i in ids))) > 1]


PAIRS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(1, 5)), max_size=20)


@settings(deadline=None, max_examples=300)
@given(
    PAIRS,
    st.lists(st.sampled_from(["", "A", "B", "C"]), min_size=8, max_size=8),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=4),
)
def test_no_chain_of_merges_brings_two_codes_or_two_that_differ_together(
    pairs: list[tuple[int, int, int]], codes: list[str], different: list[tuple[int, int]]
) -> None:
    marks = {f"ent-{n}": frozenset((c,)) for n, c in enumerate(codes) if c}
    told = Reason("x", Say("甲", "x"))
    made = [
        Proposal("Enterprise", f"ent-{a}", f"ent-{b}", s / 5, MERGED, "name", (told,)) for a, b, s in pairs if a != b
    ]
    apart = {(min(a, b), max(a, b)) for a, b in different if a != b}
    done = guarded(made, marks, [(f"ent-{a}", f"ent-{b}") for a, b in apart])
    assert len(done) == len(made)
    assert together(done, marks) == []
    merged = [
        Judgement(n, p.left, p.right, "same", "rule:x", "", "") for n, p in enumerate(done, 1) if p.band == MERGED
    ]
    united = unite(merged)
    assert not any(f"ent-{b}" in united.group(f"ent-{a}") for a, b in apart)
    if len(set(codes) - {""}) < 2 and not apart:
        assert all(p.band == MERGED for p in done), "nothing waits without cause"


# persons


def test_a_shared_name_alone_never_makes_two_persons_one(lake: Lake) -> None:
    people(lake, ["张伟", IDS[0], PHONE], ["张伟", IDS[1], OTHER], ["张伟", "", "", "R1"], ["张伟", "", "", "R2"])
    assert proposals(lake) == []


def test_name_and_phone_decide_where_one_person_fits(lake: Lake) -> None:
    people(
        lake,
        ["张伟", IDS[0], PHONE],
        ["張偉", "", PHONE],
        ["李强", "", PHONE],
        *[[f"王{c}", "", "", f"F{c}"] for c in "甲乙丙丁戊己庚辛"],
    )
    (p,) = proposals(lake)
    assert (p.band, p.rule, p.left) == (
        MERGED,
        "name+phone",
        next(iter(lake.scan("Person").filter(id_number=IDS[0]).collect()["id"])),
    )
    assert [r.what for r in p.reasons] == ["name", "phone"]


def test_two_with_numbers_of_their_own_are_two_and_make_a_third_wait(lake: Lake) -> None:
    people(lake, ["张伟", IDS[0], PHONE], ["张伟", IDS[1], PHONE], ["张伟", "", PHONE])
    found = proposals(lake)
    assert {p.band for p in found} == {REVIEW}
    assert len(found) == 2


def test_name_and_company_are_for_a_person_to_review(lake: Lake) -> None:
    firm = "深圳市恒瑞科技有限公司"
    people(
        lake,
        ["张伟", IDS[0], "", "", firm],
        ["张伟", "", "", "R1", firm],
        *[[f"王{c}", "", "", f"F{c}"] for c in "甲乙丙丁戊己庚辛"],
    )
    (p,) = proposals(lake)
    assert (p.band, p.rule) == (REVIEW, "name+shared")


def test_a_name_at_a_place_where_a_crowd_is_says_nothing(lake: Lake) -> None:
    firm = "深圳市恒瑞科技有限公司"
    crowd = [["张伟", "", "", f"R{n}", firm] for n in range(40)]
    assert proposals(people(lake, ["张伟", IDS[0], "", "", firm], *crowd)) == []


# what was answered, and what is new


def test_what_was_answered_is_not_asked_again(lake: Lake) -> None:
    firms(lake, ["深圳市恒瑞科技有限公司", CODES[0]], *FILLER, ["深圳恒瑞科技有限公司"], ["深圳恒瑞"])
    first, second = proposals(lake)
    said = [
        Judgement(1, first.left, first.right, "same", "rule:match/name", "", ""),
        Judgement(2, second.right, second.left, "different", "zhao", "", "", "档案"),
    ]
    assert proposals(Lake(lake.root.parent, judged=unite(said)), said) == []
    gone = [said[0], Judgement(2, second.right, second.left, "different", "zhao", "", "", "档案", gone=True)]
    assert names(proposals(Lake(lake.root.parent, judged=unite(gone)), gone)) == names([second])


def test_different_speaks_for_all_that_are_one(lake: Lake) -> None:
    """Two spellings, judged one; one of them is not the registered firm: neither is proposed to be it."""
    firms(lake, ["深圳市恒瑞科技有限公司", CODES[0]], *FILLER, ["深圳恒瑞科技有限公司"], ["深圳市恒瑞科技公司"])
    ids = {n: i for i, n in lake.scan("Enterprise").select("id", "name").collect().iter_rows()}
    said = [
        Judgement(1, ids["深圳恒瑞科技有限公司"], ids["深圳市恒瑞科技公司"], "same", "zhao", "", ""),
        Judgement(2, ids["深圳市恒瑞科技有限公司"], ids["深圳市恒瑞科技公司"], "different", "zhao", "", "", "档案"),
    ]
    assert proposals(Lake(lake.root.parent, judged=unite(said)), said) == []


def test_a_new_import_adds_what_looking_at_everything_would(lake: Lake) -> None:
    made = labelled(9, 300, 160)
    codes = credit_codes(np.random.default_rng(9), 300)
    register = [[n, c] for n, c in zip(made.names, codes, strict=True)]
    others = [[q.name.strip()] for q in made.queries]
    people_first = [["张伟", IDS[0], PHONE], ["李强", "", OTHER, "R1"], ["王芳", "", "13800000003"]]
    firms(lake, *register[:150], *others[:80])
    people(lake, *people_first)
    since = lake.events()[-1].seq
    before = proposals(lake)
    said = [
        Judgement(n, p.left, p.right, "same", "rule:x", "", "") for n, p in enumerate(before, 1) if p.band == MERGED
    ]
    firms(lake, *register[150:], *others[80:])
    people(lake, ["张伟", "", PHONE], ["王芳", IDS[1], "13800000003"])
    now = Lake(lake.root.parent, judged=unite(said))
    new = {
        i
        for k in ("Enterprise", "Person")
        for i, s in now.united(k, now.scan(k)).group_by("id").agg(pl.col("seq").min()).collect().iter_rows()
        if s > since
    }
    whole = [p for p in proposals(now, said) if p.left in new or p.right in new]
    part = proposals(now, said, since=since)
    assert [p for p in part if p.left in new or p.right in new] == whole
    assert len(whole) > 60
    assert any(p.left in new and p.right not in new for p in whole), "an old one meets a new one that is registered"
    assert {p.kind for p in whole} == {"Enterprise", "Person"}
    assert proposals(now, said, since=now.events()[-1].seq) == []


# why


def test_a_pair_is_explained_in_every_band(lake: Lake) -> None:
    firms(
        lake,
        ["深圳市恒瑞科技有限公司", CODES[0]],
        ["深圳恒瑞科技有限公司", CODES[1]],
        *FILLER,
        ["深圳市恒瑞科技有限责任公司"],
        ["上海长城食品有限公司"],
        ["深圳市恒瑞科技有限公司深圳分公司"],
    )
    people(
        lake,
        ["张伟", IDS[0], PHONE],
        ["张伟", IDS[1], OTHER],
        ["张伟", "", PHONE],
        ["张伟", "", "", "R9"],
        ["李强", "", OTHER, "R3"],
    )
    ids = {(n, c): i for i, n, c in lake.scan("Enterprise").select("id", "name", "credit_code").collect().iter_rows()}
    one = ids["深圳市恒瑞科技有限公司", CODES[0]]
    assert explained(lake, one, ids["深圳恒瑞科技有限公司", CODES[1]]).band == APART
    assert explained(lake, one, ids["深圳市恒瑞科技有限公司深圳分公司", None]).band == APART
    far = explained(lake, ids["上海长城食品有限公司", None], one)
    assert far.band == APART
    assert far.score < 0.05
    near = explained(lake, ids["深圳市恒瑞科技有限责任公司", None], one)
    assert near.score > far.score
    assert near.left == one
    assert all(r.say.zh and r.say.en for r in near.reasons)
    who = {(n, p): i for i, n, p in lake.scan("Person").select("id", "name", "phone").collect().iter_rows()}
    assert explained(lake, who["张伟", PHONE], who["张伟", OTHER]).band == APART
    assert explained(lake, who["张伟", OTHER], who["张伟", None]).reasons[0].what == "name"
    assert explained(lake, who["张伟", OTHER], who["李强", OTHER]).band == APART
    with pytest.raises(ExplainError, match="not in the lake"):
        explained(lake, one, one[:-1] + ("0" if one[-1] != "0" else "1"))
    joined = Lake(lake.root.parent, judged=unite([Judgement(1, one, near.right, "same", "zhao", "", "")]))
    with pytest.raises(ExplainError, match="one already"):
        explained(joined, one, near.right)


def test_an_empty_lake_has_nothing_to_propose(lake: Lake) -> None:
    assert proposals(lake) == []
