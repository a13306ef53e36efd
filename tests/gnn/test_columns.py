"""What columns are called, and how their values are read; the ontology's masks hold for explanations too."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from gnn.answering.columns import column, relation_label
from gnn.answering.explain import Feature
from gnn.reading.facts import SETTLED, YEAR
from graph.ontology import ontology


@pytest.mark.parametrize(
    ("name", "relation", "zh", "en"),
    [
        ("Account.opened", None, "开户时间", "opened"),
        ("Account.channel=支付账户", None, "账户类别为支付账户", "account type is 支付账户"),
        ("Owner.Enterprise.capital", None, "持有人企业：注册资本", "owner, enterprise: registered capital"),
        ("Owner.is an enterprise", None, "持有人是企业", "owned by an enterprise"),
        ("amount", "TRANSFER", "金额", "amount"),
        ("source: log links DEVICE", "TRANSFER", "付款账户：同一设备笔数", "paying account: links: same device"),
        ("log links TRANSFER", None, "转账笔数", "links: transfer"),
        ("x17", None, "x17", "x17"),
        ("x17", "pays", "x17", "x17"),
        ("Nobody.opened", None, "Nobody.opened", "Nobody.opened"),
    ],
)
def test_a_column_is_called_by_the_ontology_s_words_and_outside_data_s_by_its_own(name: str, relation: str | None, zh: str, en: str) -> None:  # fmt: skip
    assert column(name, relation).label == (zh, en)


def test_values_are_read_with_their_unit() -> None:
    assert column("amount", "TRANSFER").read(16825.0) == ("16,825.00 元", "CNY 16,825.00")
    assert column("Account.channel=支付账户").read(1.0).zh == "是"
    assert column("Owner.is an enterprise").read(0.0).en == "no"
    founded = datetime(2008, 1, 15, 16, 0, tzinfo=UTC).timestamp() * 1000 / YEAR  # midnight of the 16th in China
    for value in (founded, float(np.float32(founded))):
        assert column("Owner.Enterprise.founded").read(value) == ("2008年1月16日", "2008-01-16")
    assert column("x17").read(0.123456).zh == "0.1235"
    assert column("x17").read(1234567.0).zh == "1,234,567"
    assert column("x17").read(np.nan).zh == "不详"


def test_no_value_of_a_property_that_is_masked_for_anybody_is_told() -> None:
    born = Feature("Owner.Person.birthday", "acc-1", 20.54, 15.2, 0.3)
    told = born.told()
    assert told["masked"] is True
    assert not {"value", "typical"} & set(told)
    assert "20.5" not in str(told)
    assert told["reads"]["zh"] == "已脱敏"
    masked = {f"{k}.{p}" for k, props in SETTLED.items() for p in props if ontology().kind(k).props[p].mask}
    assert "Person.birthday" in masked, "what models read and few may see"
    assert {name for k, props in SETTLED.items() for p in props if column(name := f"{k}.{p}").masked} == masked


def test_ties_and_links_have_words() -> None:
    assert relation_label("PHONE").zh == "同一电话"
    assert relation_label("TRANSFER").zh == "转账"
    assert relation_label("pays") == ("pays", "pays")
