"""What sentences tie together, and sentences that tie nothing."""

from __future__ import annotations

import pytest

from ingest.text.pipeline import read

Tied = set[tuple[str, str | None, str]]


def tied(text: str) -> Tied:
    (got,) = read([text])
    return {(r.kind, r.head.text if r.head else None, r.tail.text) for r in got.relations}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("收款账号：6222021234567890128，户名：张伟强。", {("pays_to", "张伟强", "6222021234567890128")}),
        ("请向金鑫财富有限公司的对公账户31050161393600000123转账。", {("pays_to", "金鑫财富有限公司", "31050161393600000123")}),
        ("我们是金鑫财富有限公司。打款至账号31050161393600000123。", {("pays_to", "金鑫财富有限公司", "31050161393600000123")}),
        ("金鑫财富有限公司承诺年化18.8%。", {("promises", "金鑫财富有限公司", "18.8%")}),
        ("年化18.8%，按月付息。", {("promises", None, "18.8%")}),
        ("我经邻居王秀英介绍投了钱。", {("recruited_by", None, "王秀英")}),
        ("由天府担保有限公司为锦里置业有限公司提供连带责任保证。", {("guarantees", "天府担保有限公司", "锦里置业有限公司")}),
        ("锦里置业有限公司的还款由天府控股有限公司兜底。", {("guarantees", "天府控股有限公司", "锦里置业有限公司")}),
        ("金鑫财富有限公司由影星刘德海倾情代言。", {("speaks_for", "刘德海", "金鑫财富有限公司")}),
        ("金鑫财富有限公司官网www.jinxin.com。", {("operates", "金鑫财富有限公司", "www.jinxin.com")}),
    ],
)  # fmt: skip
def test_tied(text: str, want: Tied) -> None:
    assert tied(text) == want


@pytest.mark.parametrize(
    "text",
    [
        "金鑫财富有限公司不承诺年化18.8%。",
        "金鑫财富有限公司未经王秀英介绍任何客户。",
        "天府担保有限公司不为锦里置业有限公司提供担保。",
        "谨防以年化18.8%为诱饵的骗局。",
        "金鑫财富有限公司成立于2015年，员工30人。",
        "天府融资担保有限公司与锦里置业有限公司相邻。",
    ],
)
def test_nothing_tied(text: str) -> None:
    assert tied(text) == set()
