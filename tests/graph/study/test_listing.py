"""Lists and figures on the snapshot, against plain loops over the same rows."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest

from graph.lake import Lake
from graph.say import JinyingError
from graph.snapshot import Snapshot, snapshot
from graph.study.listing import Filter, chosen
from graph.study.region import regions
from graph.study.statistics import by_amount, by_text, by_time
from graph.study.statistics import chosen as edges_of
from ingest.load import load
from ingest.mapping import parse
from tests.lakes import mapping, write

FIRMS = [
    ("云杉科技有限公司", "广东省广州市", "500000", "2019-03-01", "存续"),
    ("云松投资有限公司", "广东省深圳市", "12000000", "2015-06-30", "存续"),
    ("白桦商贸有限公司", "广东省广州市", "", "2021-11-11", "注销"),
    ("红枫咨询有限公司", "", "300000", "", "存续"),
]
TEXT = """
name: firms
label: {zh: 测试, en: test}
tables:
  - name: firms
    match: {header: [名, 地, 资, 立, 态]}
    entities:
      f: {kind: Enterprise, props: {name: 名, region: "地?", capital: "资?", founded: "立?", status: "态?"}}
  - name: accounts
    match: {header: [账号, 户名]}
    entities:
      a: {kind: Account, props: {number: 账号}}
      f: {kind: Enterprise, props: {name: 户名}}
    links:
      o: {type: OWNS, from: f, to: a}
"""
MOVES = [(1, 2, 15, "2023-12-31 23:59:59"), (1, 2, 250, "2024-01-01 00:00:00"), (2, 3, 9_999, "2024-01-31 12:00:00"), (3, 1, 1, "2024-05-01 08:00:00")]  # fmt: skip


@pytest.fixture(scope="module")
def s(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("listing")
    lake, firms = Lake(folder / "data"), parse(TEXT, "firms")
    files = (
        write(folder / "f.csv", "名,地,资,立,态", [",".join(f) for f in FIRMS]),
        write(folder / "a.csv", "账号,户名", [f"622200000000000{i},{FIRMS[i][0]}" for i in (1, 2)]),
        write(
            folder / "m.csv",
            "付,收,元,时,号",
            [f"622200000000000{a},622200000000000{b},{y}.00,{t},s{y}" for a, b, y, t in MOVES],
        ),
    )
    for path, how in zip(files, (firms, firms, mapping()), strict=True):
        with lake.lock():
            load(lake, path, how)
    return snapshot(lake)


def names(s: Snapshot, nodes: Any) -> list[str]:
    codes, words = s.words("Enterprise", "name")
    return [words[codes[v]] for v in nodes]


@pytest.mark.parametrize(
    ("filters", "want"),
    [
        ([Filter("name", "CONTAINS", ("云",))], [0, 1]),
        ([Filter("name", "STARTS", ("白",))], [2]),
        ([Filter("region", "EQ", ("广东省广州市",))], [0, 2]),
        ([Filter("region", "STATED", (False,))], [3]),
        ([Filter("capital", "STATED", (True,))], [0, 1, 3]),
        ([Filter("capital", "GE", (50_000_000,))], [0, 1]),
        ([Filter("capital", "LT", (50_000_000,))], [3]),
        ([Filter("status", "NE", ("存续",))], [2]),
        ([Filter("status", "IN", ("注销", "吊销"))], [2]),
        ([Filter("founded", "LE", (int(datetime(2019, 3, 1, tzinfo=UTC).timestamp() * 1000),))], [0, 1]),
        ([Filter("status", "EQ", ("存续",)), Filter("region", "EQ", ("广东省广州市",))], [0]),
        ([Filter("name", "EQ", ("没有",))], []),
    ],
)
def test_filters_pass_what_a_loop_would(s: Snapshot, filters: list[Filter], want: list[int]) -> None:
    assert sorted(names(s, chosen(s, "Enterprise", filters))) == sorted(FIRMS[i][0] for i in want)


def test_sorting_puts_those_without_last_either_way(s: Snapshot) -> None:
    rising = names(s, chosen(s, "Enterprise", [], "capital"))
    falling = names(s, chosen(s, "Enterprise", [], "capital", falling=True))
    assert rising == [FIRMS[i][0] for i in (3, 0, 1, 2)]
    assert falling == [FIRMS[i][0] for i in (1, 0, 3, 2)]
    assert names(s, chosen(s, "Enterprise", [], "name")) == sorted(f[0] for f in FIRMS)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (Filter("capital", "CONTAINS", (5,)), "for texts"),
        (Filter("capital", "GE", ("5万",)), "takes a number"),
        (Filter("name", "EQ", ()), "can't be used"),
        (Filter("name", "LIKE", ("x",)), "can't be used"),
        (Filter("nmae", "EQ", ("x",)), "did you mean name"),
    ],
)
def test_what_can_not_be_used_is_said(s: Snapshot, one: Filter, said: str) -> None:
    with pytest.raises(JinyingError, match=said):
        chosen(s, "Enterprise", [one])


def test_masked_values_are_asked_for_whole_or_not_at_all(s: Snapshot) -> None:
    assert len(chosen(s, "Account", [Filter("number", "EQ", ("6222000000000001",))])) == 1
    for call in (lambda: chosen(s, "Account", [], "number"), lambda: chosen(s, "Account", [Filter("number", "GT", ("6",))]), lambda: by_text(s, "Account", "number")):  # fmt: skip
        with pytest.raises(JinyingError, match="masked"):
            call()


def test_histograms_hold_every_link_once_and_months_are_chinas(s: Snapshot) -> None:
    every = edges_of(s, "TRANSFER", None)
    months = by_time(s, "TRANSFER", every, "month")
    assert [(b.count, b.amount) for b in months.bins] == [
        (1, 1500),
        (2, (250 + 9_999) * 100),
        (0, 0),
        (0, 0),
        (0, 0),
        (1, 100),
    ]
    assert datetime.fromtimestamp(months.bins[1].low, UTC).isoformat() == "2023-12-31T16:00:00+00:00", (
        "midnight in China"
    )
    amounts = by_amount(s, "TRANSFER", every)
    assert sum(b.count for b in amounts.bins) == len(MOVES)
    for b in amounts.bins:
        assert b.count == sum(b.low <= y * 100 < b.high for _, _, y, _ in MOVES)
    one = s.of_kind("Account")[0]
    mine = edges_of(s, "TRANSFER", int(one))
    assert 0 < len(mine) < len(MOVES)
    with pytest.raises(JinyingError, match="too fine"):
        by_time(s, "TRANSFER", every, "hour")


def test_counts_by_a_text_add_up(s: Snapshot) -> None:
    want = Counter(f[1] or None for f in FIRMS)
    assert dict(by_text(s, "Enterprise", "region")) == want


def test_a_region_is_its_own_or_that_of_whom_it_belongs_to(s: Snapshot) -> None:
    firms = {name: v for v, name in zip(s.of_kind("Enterprise"), names(s, s.of_kind("Enterprise")), strict=True)}
    assert regions(s, int(firms[FIRMS[1][0]])) == ["广东省深圳市"]
    assert regions(s, int(firms[FIRMS[3][0]])) == []
    assert sorted(r for v in s.of_kind("Account") for r in regions(s, int(v))) == ["广东省广州市", "广东省深圳市"]
