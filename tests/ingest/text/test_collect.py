"""From an advert's words to its account: what a text says stands in the graph as a candidate, with its place, and goes."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from graph.detect.law import CLASSES, LEGAL
from graph.lake import Lake
from graph.merge import merged
from ingest.load import load
from ingest.mapping import find, parse
from ingest.text.collect import (
    CAMPAIGN,
    CANDIDATE,
    CLASS,
    CONFIRMED,
    REJECTED,
    VERSION,
    collect,
    documents,
    stale,
    waiting,
)
from ingest.text.confirm import ConfirmError, confirm
from ingest.text.personal import PERSONAL
from tests.lakes import write

CARD = "6222021234567890128"
TEXT = f"云澜稳健财富推出养老理财，年化18.8%，保本保息。咨询电话13800138000，官网www.yunlan-wealth.com。请转入收款账号{CARD}，户名云澜稳健财富管理有限公司。"
PLEA = f"2024年3月经人介绍把5万元转入{CARD}，承诺月息2分，现在提不出来。"
FIRMS = parse(
    """
name: firms
label: {zh: 企业, en: firms}
match: {header: [名称, 代码]}
entities:
  firm: {kind: Enterprise, props: {name: 名称, credit_code: 代码}}
""",
    "firms",
)
CODES = ("91350100M000100Y43", "91350100MA2XN1QP0D", "91350100M000100Y56")
FIRM = "云澜稳健财富管理有限公司"


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path / "data")
    registry = write(tmp_path / "r.csv", "名称,代码", [f"{FIRM},{CODES[0]}", f"同名公司,{CODES[1]}"])
    adverts = write(tmp_path / "a.csv", "监测编号,媒介类型,广告标题,广告文本,广告主", [f"GG1,网站,理财说明会,{TEXT},"])
    complaints = write(
        tmp_path / "c.csv",
        "工单号,受理时间,投诉人,被投诉主体,诉求,内容",
        [f"TS1,2024-06-01 10:00:00,李二,,退还本金,{PLEA}"],
    )
    with lake.lock():
        load(lake, registry, FIRMS)
        load(lake, adverts, find("adverts"))
        load(lake, complaints, find("complaints"))
    return lake


def read(lake: Lake) -> None:
    with lake.lock():
        for source, _ in list(waiting(lake, VERSION)):
            collect(lake, source, VERSION)


def table(lake: Lake, name: str) -> pl.DataFrame:
    return pl.concat(list(merged(lake, name)), how="diagonal")


def test_the_account_of_an_advert_and_of_a_complaint_is_one_by_their_words_alone(lake: Lake) -> None:
    assert "PAYS_INTO" not in lake.tables(), "no column names an account"
    read(lake)
    refers, read_in = table(lake, "REFERS_TO"), table(lake, "READ_IN")
    account = table(lake, "Account").filter(pl.col("number") == CARD)["id"].item()
    documents_of = read_in.join(refers.filter(pl.col("to") == account), on="from")["to"].to_list()
    assert {i[:3] for i in documents_of} == {"adv", "com"}
    firm = table(lake, "Enterprise").filter(pl.col("name") == FIRM)["id"].item()
    assert firm in refers["to"].to_list(), "an exact name that one enterprise has"
    assert {i[:3] for i in refers["to"]} == {"acc", "ent", "pho", "web"}


def test_every_mention_is_a_candidate_with_its_place(lake: Lake) -> None:
    read(lake)
    papers = [p for one in lake.active() for p in documents(lake, one)]
    texts = {(head["id"], head["field"]): text for p in papers for head, text in p}
    mentions = table(lake, "Mention")
    assert set(mentions["status"]) == {CANDIDATE}
    whole = mentions.filter(pl.col("label") == CLASS)
    assert whole.height == len(papers)
    assert set(whole["value"]) <= {*CLASSES, LEGAL}
    for row in mentions.filter(~pl.col("label").is_in([CLASS, CAMPAIGN])).iter_rows(named=True):
        doc = table(lake, "READ_IN").filter(pl.col("from") == row["id"])["to"].item()
        text = texts[doc, row["field"]]
        written = text[row["start"] : row["end"]]
        assert written == row["text"] or row["label"] in PERSONAL
        assert row["text"] in row["sentence"]
        assert row["rule"]
        assert row["version"]
        assert 0 < row["confidence"] <= 1
        assert CARD not in f"{row['value']}{row['text']}{row['sentence']}"
        assert "13800138000" not in f"{row['value']}{row['text']}{row['sentence']}"
    assert CARD in mentions["exact"].to_list(), "what it was is kept, and masked wherever it is shown"
    assert all(CARD not in f"{s}" for s in whole["sentence"])
    rates = set(mentions.filter(pl.col("label") == "rate")["value"])
    assert {"0.188", "0.24"} <= rates
    assert "promised_rate" not in table(lake, "Advert").columns, "what was read is not the advert's own statement"


def test_an_import_is_read_once_and_a_later_version_takes_the_place(lake: Lake) -> None:
    read(lake)
    assert list(waiting(lake, VERSION)) == []
    before = table(lake, "Mention").height
    assert len(list(waiting(lake, "2"))) == 2
    old = stale(lake, "2")
    with lake.lock():
        for source, _ in list(waiting(lake, "2")):
            collect(lake, source, "2")
        for one in old:
            lake.undo(one)
    mentions = table(lake, "Mention")
    assert (mentions.height, {v.rpartition(".")[2] for v in mentions["version"]}) == (before, {"2"})
    assert stale(lake, "2") == []


def test_what_was_read_goes_with_the_import_it_was_read_in(lake: Lake) -> None:
    read(lake)
    adverts = next(i for i in lake.active() if lake.manifest(i).mapping == "adverts")
    with lake.lock():
        lake.undo(adverts)
    assert not any(lake.manifest(one).source == adverts for one in lake.active())
    assert {i[:3] for i in table(lake, "READ_IN")["to"]} == {"com"}


def test_why_a_mention_is_there_leads_to_the_reading_and_a_name_that_two_have_is_left(
    lake: Lake, tmp_path: Path
) -> None:
    two = write(tmp_path / "r2.csv", "名称,代码", [f"{FIRM},{CODES[2]}"])
    with lake.lock():
        load(lake, two, FIRMS)
    read(lake)
    refers = table(lake, "REFERS_TO")
    assert not any(i.startswith("ent") for i in refers["to"])
    mention = table(lake, "Mention").filter(pl.col("label") == "rate")["id"][0]
    (reason,) = lake.why(mention)
    assert reason.mapping == "readings"
    assert reason.values["sentence"]


def test_a_confirmed_candidate_is_a_fact_and_a_rejected_one_is_not_and_both_can_be_taken_back(lake: Lake) -> None:
    read(lake)
    account = table(lake, "Account").filter(pl.col("number") == CARD)["id"].item()
    refers, read_in = table(lake, "REFERS_TO"), table(lake, "READ_IN")
    of = dict(read_in.select("from", "to").rows())
    first = next(i for i in refers.filter(pl.col("to") == account)["from"] if of[i].startswith("adv"))
    with lake.lock():
        (made,) = confirm(lake, [first], "confirmed", "li", "与网页快照一致")
    (fact,) = table(lake, "PAYS_INTO").select("from", "to").rows()
    assert fact == (of[first], account)
    row = table(lake, "Mention").filter(pl.col("id") == first).row(0, named=True)
    assert (row["status"], row["who"], row["reason"]) == (CONFIRMED, "li", "与网页快照一致")
    assert stale(lake, VERSION) == [], "a later version does not take a person's answer away"
    with lake.lock():
        lake.undo(made)
    assert "PAYS_INTO" not in lake.tables()
    with lake.lock():
        confirm(lake, [first], "rejected", "li", "认错了号码")
    assert table(lake, "Mention").filter(pl.col("id") == first)["status"].item() == REJECTED
    assert "PAYS_INTO" not in lake.tables()
    with pytest.raises(ConfirmError, match="no candidate"):
        confirm(lake, ["men-" + "0" * 32], "confirmed", "li", "x")
    with pytest.raises(ConfirmError, match="needs a reason"):
        confirm(lake, [first], "confirmed", "li", " ")


def test_copies_of_one_text_are_one_campaign(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "data")
    copies = [f"GG{k},网站,理财说明会,{TEXT.replace('13800138000', f'1380013800{k}')}," for k in range(4)]
    other = "GG9,网站,家政服务,本店提供家政保洁服务，品质有保障，支持七天退换，欢迎到店咨询。,"
    with lake.lock():
        load(
            lake,
            write(tmp_path / "a.csv", "监测编号,媒介类型,广告标题,广告文本,广告主", [*copies, other]),
            find("adverts"),
        )
    read(lake)
    found = table(lake, "Mention").filter(pl.col("label") == CAMPAIGN)
    of = table(lake, "READ_IN").filter(pl.col("from").is_in(found["id"].implode()))["to"]
    numbers = table(lake, "Advert").filter(pl.col("id").is_in(of.implode()))["number"]
    assert sorted(numbers) == ["GG0", "GG1", "GG2", "GG3"]
    assert found["value"].unique().to_list() == [min(of)]
