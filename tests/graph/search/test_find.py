"""What is found for what somebody types, in which order, and why; what nobody may see is neither found nor counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ontology import ontology
from graph.search.index import ENOUGH, WINDOW
from graph.search.reading import LONGEST
from tests.graph.search.world import World, by_hand

TABLE = Path(__file__).with_name("queries.tsv")
ROWS = [tuple(line.split("\t")) for line in TABLE.read_text("utf-8").splitlines()[1:]]
HOSTILE = (
    "", " ", "\x00", "\ud800", "\udfff金锐", "\x00金锐", "*", "?", "金*", '"金锐"', "AND OR NOT", "name:金锐", "(金锐", "[a TO z]", "金锐^9", "金锐~2", "/.*/", "\\", "+-&|!(){}[]^\"~*?:\\/",
    "'; DROP TABLE x; --", "9" * 5000, "a" * 5000, "金" * 5000, "a " * 500, "金 锐 " * 300, "\u202e金锐", "\u200b" * 80, "👻" * 30, "٣٤٥٦", "Ⅻ", "ﷺ", "i̇İıI", "zhuangshuangchuang" * 6, "xianxianxianxianxianxianxianxian",
    "nnnnnnnn", "state", "|", "^", "^^", "0" * 18, "g" * 99, "%00", "../../etc/passwd", "${jndi:ldap://x}", "http://[::1", "http://", "www.", "1e309", "NaN",
)  # fmt: skip


def test_there_are_enough_rows_and_enough_lookalikes(world: World) -> None:
    assert len({(q, h) for q, h, _ in ROWS}) == len(ROWS) >= 200
    assert world.index.size >= 300
    assert {h for _, h, _ in ROWS} <= set(world.ids)


def test_whatever_the_table_asks_for_is_among_the_first_five(world: World) -> None:
    missed = []
    for query, handle, why in ROWS:
        found = world.handles(world.index.find(query, first=5))
        if handle not in found:
            missed.append((query, handle, why, found))
    assert missed == []


def test_every_kind_that_people_read_is_found_by_its_caption(world: World) -> None:
    asked = {ontology().by_prefix[world.ids[h].split("-")[0]].name for _, h, _ in ROWS}
    assert set(ontology().kinds) - asked == {"Mention"}, "what a text says is found by its kind's name alone"


@pytest.mark.parametrize(
    ("query", "handle", "reason"),
    [
        ("广州金锐科技有限公司", "jinrui", "企业名称：一致"),
        ("金锐科技", "jinrui", "企业名称：包含"),
        ("广州金锐", "jinrui", "企业名称：开头"),
        ("金瑞网络", "jinrui", "曾用名：包含"),
        ("gzjr", "jinrui", "企业名称：拼音首字母"),
        ("guangzhoujinrui", "jinrui", "企业名称：拼音"),
        ("guangzhoujr", "jinrui", "企业名称：拼音与首字母"),
        ("广州金睿", "jinrui2", "企业名称：简称"),
        ("中海化", "petro", "企业名称：简称"),
        ("武汉e租通", "p2p", "企业名称：词序不同"),
        ("云兰稳健", "yunlan", "企业名称：同音字"),
        ("广州金锐科枝有限公司", "jinrui", "企业名称：差一字"),
        ("yunlan wenjan", "yunlan", "企业名称：拼音；企业名称：拼音差一字母"),
        ("0128", "acc1", "账号：尾号"),
        ("371X", "zs", "证件号码：尾号"),
        ("19900010001", "zs", "电话：一致"),
        ("990101196004123718", "zs", "证件号码：差一位"),
        ("91440101MA5A", "jinrui", "统一社会信用代码：号码开头"),
        ("000817", "con1", "合同编号：尾号"),
        ("2024-000817", "con1", "合同编号：尾号"),
        ("玫瑰人生", "acc4", "昵称：一致"),
    ],
)
def test_a_hit_says_by_which_property_and_how(world: World, query: str, handle: str, reason: str) -> None:
    found = world.index.find(query)
    hits = dict(zip(world.handles(found), found.hits, strict=True))
    assert hits[handle].reason.zh == reason
    assert hits[handle].reason.en
    assert hits[handle].field in ontology().kinds[hits[handle].kind].props


def test_its_own_name_goes_before_whatever_is_like_it(world: World) -> None:
    for handle in ("jinrui", "yunlan2", "cq2", "hui", "zs3", "li2", "xiamen2", "hengtai"):
        name = next(hit.caption for hit in world.index.find(_name(world, handle)).hits)
        assert name == _name(world, handle)


def _name(world: World, handle: str) -> str:
    return by_hand()[handle][1]["name"]


def test_every_hit_found_as_typed_says_why(world: World) -> None:
    """What the index finds by tokens and what a look at the values says are the same."""
    for query, _, _ in ROWS:
        assert all(hit.field for hit in world.index.find(query, first=WINDOW).hits), query


def test_counts_by_kind_and_by_region_add_up_to_the_total(world: World) -> None:
    for query, _, _ in ROWS:
        found = world.index.find(query)
        assert sum(found.kinds.values()) == sum(found.regions.values()) == found.total, query
        assert len(found.hits) == min(20, found.total)
        assert found.truncated == (found.total > len(found.hits) or not found.exact_total)


def test_a_total_is_the_number_of_hits_that_paging_brings(world: World) -> None:
    for query in ("金", "有限公司", "zs", "金锐", "jinrui", "198"):
        whole = world.index.find(query, first=1000)
        assert len(whole.hits) == whole.total
        pages = [
            hit.id
            for start in range(0, whole.total + 7, 7)
            for hit in world.index.find(query, first=7, after=start).hits
        ]
        assert sorted(pages) == sorted(hit.id for hit in whole.hits)
        assert len(pages) == len(set(pages))
        assert pages[:WINDOW] == [hit.id for hit in whole.hits][:WINDOW]
    assert world.index.find("有限公司", first=1000).total > WINDOW > ENOUGH


def test_who_may_not_see_a_kind_gets_neither_its_hits_nor_its_counts(world: World) -> None:
    everything = world.index.find("0001")
    assert {"Person", "Account"} & set(everything.kinds)
    for kinds in (frozenset({"Enterprise"}), frozenset({"Website", "Contract"}), frozenset[str]()):
        for query, _, _ in ROWS:
            found = world.index.find(query, kinds=kinds, first=50)
            assert {hit.kind for hit in found.hits} <= kinds
            assert set(found.kinds) <= kinds
            assert sum(found.kinds.values()) == found.total


def test_a_region_holds_what_is_below_it(world: World) -> None:
    found = world.index.find("金锐", regions=["广东省"], first=50)
    assert found.hits
    assert all(hit.region.startswith("广东省") for hit in found.hits)
    cities = world.index.find("金锐", regions=["广东省深圳市", "广东省佛山市"])
    assert set(world.handles(cities)[:3]) == {"jinrui_sz", "jinrui_br", "jinrui_fs"}, "as typed before what sounds so"
    assert world.index.find("金锐", regions=[]).total == world.index.find("金锐", regions=["火星"]).total == 0


def test_personal_numbers_are_found_whole_or_by_their_end_and_not_digit_by_digit(world: World) -> None:
    """Else whoever sees a masked number could guess it from its beginning on."""
    person, account = world.ids["zs"], world.ids["acc1"]
    for part in ("990101", "9901011960", "19600412", "99010119600412", "622202", "62220212345", "2345678901"):
        assert not {person, account} & {hit.id for hit in world.index.find(part, first=100).hits}, part


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_is_typed_raises(world: World, query: str) -> None:
    found = world.index.find(query)
    assert found.total >= len(found.hits)
    assert "state" not in {hit.id for hit in found.hits}


@given(st.text(max_size=40), st.integers(-3, 30), st.integers(-3, 500))
def test_no_text_raises(world: World, query: str, first: int, after: int) -> None:
    found = world.index.find(query, first=first, after=after)
    assert sum(found.kinds.values()) == sum(found.regions.values()) == found.total


@given(st.sampled_from([q for q, _, _ in ROWS]), st.text(alphabet='"*?:^~()[]{}\\/+-&|!\x00\u200b \ud800', max_size=6))
def test_signs_around_a_query_change_nothing(world: World, query: str, signs: str) -> None:
    if "://" not in query:
        assert [h.id for h in world.index.find(f"{signs} {query} {signs}").hits] == [
            h.id for h in world.index.find(query).hits
        ]


def test_a_query_that_is_too_long_is_cut_and_says_so(world: World) -> None:
    assert not world.index.find("广州金锐科技有限公司").cut
    assert world.index.find("广州金锐科技有限公司 " + "x" * LONGEST).cut
    assert world.index.find("金 " * 9).cut
