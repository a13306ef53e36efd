"""FollowTheMoney JSON lines, checked by the model's own package."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from followthemoney import model
from followthemoney.proxy import EntityProxy

from graph.case.dossier import Dossier
from graph.case.export import followthemoney as ftm
from graph.ontology import ontology
from tests.graph.case.sample import AT, HOSTILE, eid, hostile, sample


def written(dossier: Dossier, folder: Path) -> list[dict[str, Any]]:
    assert ftm.write(dossier, folder, lambda done, total: None) == ["entities.ftm.json"]
    return [json.loads(line) for line in (folder / "entities.ftm.json").read_text("utf-8").splitlines()]


def valid(lines: list[dict[str, Any]]) -> dict[str, EntityProxy]:
    """Every line by the rules of the model: known schema and properties, values of their types, ends of the right schema."""
    proxies = {line["id"]: EntityProxy.from_dict(line, cleaned=True) for line in lines}
    for line in lines:
        schema = model.get(line["schema"])
        assert schema is not None
        assert not schema.abstract
        assert set(line["properties"]) <= set(schema.properties)
        assert all(isinstance(v, str) and v for values in line["properties"].values() for v in values)
        schema.validate(line)  # raises
        for prop, value in proxies[line["id"]].itervalues():
            if prop.range is not None:
                assert proxies[value].schema.is_a(prop.range), f"{line['schema']}.{prop.name}"
    return proxies


@pytest.mark.parametrize("make", [sample, hostile])
def test_the_model_accepts_every_line(tmp_path: Path, make: Any) -> None:
    proxies = valid(written(make(), tmp_path))
    assert {s: sum(p.schema.name == s for p in proxies.values()) for s in ("Company", "Person", "BankAccount", "Payment", "Ownership")} == {
        "Company": 1, "Person": 5, "BankAccount": 6, "Payment": 40, "Ownership": 6,
    }  # fmt: skip


def test_cleaning_changes_no_value(tmp_path: Path) -> None:
    """Nothing would be dropped or rewritten where their tools clean what they read."""
    for line in written(sample(), tmp_path):
        cleaned = EntityProxy.from_dict(line, cleaned=False).to_dict()["properties"]
        assert {k: sorted(v) for k, v in cleaned.items()} == {k: sorted(v) for k, v in line["properties"].items()}


def test_a_payment_has_both_accounts_and_their_owners(tmp_path: Path) -> None:
    proxies = valid(written(sample(), tmp_path))
    one = proxies[eid("transfer", 1)]
    assert one.first("payerAccount") == eid("acc", 2)
    assert one.first("beneficiaryAccount") == eid("acc", 0)
    assert (one.first("payer"), one.first("beneficiary")) == (eid("per", 1), eid("ent", 1))
    assert {k: one.first(k) for k in ("amount", "currency", "date", "purpose", "transactionNumber", "recordId", "retrievedAt")} == {
        "amount": "200.01", "currency": "CNY", "date": "2024-03-01T01:00:00", "purpose": "投资款", "transactionNumber": "0000000001", "recordId": "甘露银行流水.csv#15",
        "retrievedAt": "2026-11-20T08:00:00",
    }  # fmt: skip
    account = proxies[eid("acc", 1)]
    assert (
        account.first("accountNumber"),
        account.first("bankName"),
        account.first("balance"),
        account.first("openingDate"),
    ) == ("6222000000000000001", "甘露银行", "1.00", "2021-09-13T00:00:00")


def test_every_kind_and_link_of_the_ontology_has_its_place(tmp_path: Path) -> None:
    """One of each, with every property stated: all valid, and what has no place there is in the notes."""
    o = ontology()
    shapes = {
        "amount": 123_456,
        "time": AT,
        "date": "2024-03-01",
        "rate": 0.24,
        "number": 0.5,
        "flag": True,
        "count": 7,
        "url": "https://a.example/x",
        "phone": "13800000001",
    }
    dtypes = {
        "amount": pl.Int64,
        "time": pl.Int64,
        "count": pl.Int64,
        "rate": pl.Float64,
        "number": pl.Float64,
        "flag": pl.Boolean,
    }
    assert set(ftm.KIND) == set(o.kinds)
    assert set(ftm.LINK) <= set(o.links)

    def one(name: str, **ends: str) -> pl.DataFrame:
        owner = o.table(name)
        held = {
            n: pl.Series([shapes.get(p.type, f"{n} of {name}")], dtype=dtypes.get(p.type, pl.String))
            for n, p in owner.props.items()
        }
        return pl.DataFrame(
            {
                "id": [f"{name.lower()}-1"],
                **{k: [v] for k, v in ends.items()},
                **held,
                "sources": [1],
                "conflicts": pl.Series([[]], dtype=pl.List(pl.String)),
            }
        )

    entities = {k: one(k, caption=f"caption of {k}") for k in o.kinds}
    links = {
        n: one(n, **{"from": f"{link.source[0].lower()}-1", "to": f"{link.target[0].lower()}-1"})
        for n, link in o.links.items()
    }
    whole = replace(sample(), entities=entities, links=links)
    lines = {line["id"]: line for line in written(whole, tmp_path)}
    valid(list(lines.values()))
    assert len(lines) == len(o.kinds) + len(o.links)
    for name, owner in {**o.kinds, **o.links}.items():
        text = json.dumps(lines[f"{name.lower()}-1"], ensure_ascii=False)
        for prop in owner.props.values():
            said = {"amount": "1234.56", "time": "2024-03-01", "rate": "0.24", "flag": "true", "number": "0.5"}.get(
                prop.type, str(shapes.get(prop.type, f"{prop.name} of {name}"))
            )
            assert (name, prop.name) == ("HOLDS_SHARE", "ratio") or said in text, f"{name}.{prop.name} is nowhere"
    assert lines["guarantees-1"]["properties"]["role"] == ["担保"]
    assert lines["holds_share-1"]["properties"]["percentage"] == ["50"]


def test_masked_and_odd_values_are_notes(tmp_path: Path) -> None:
    one = sample()
    people = one.entities["Person"].with_columns(
        phone=pl.Series(["138****0001", "13800000001", "02881234567", "12", None]),
        gender=pl.Series(["男", "女", "未知", "male", None]),
    )
    firm = one.entities["Enterprise"].with_columns(credit_code=pl.lit("91350100M000100Y43"))
    found = valid(written(replace(one, entities={**one.entities, "Person": people, "Enterprise": firm}), tmp_path))
    assert [found[eid("per", i)].get("phone") for i in range(5)] == [[], ["+8613800000001"], ["+862881234567"], [], []]
    assert [found[eid("per", i)].get("gender") for i in range(5)] == [["male"], ["female"], [], ["male"], []]
    assert [found[eid("per", i)].get("notes") for i in (0, 1, 2, 4)] == [["电话: 138****0001"], [], ["性别: 未知"], []]
    assert found[eid("ent", 1)].get("uscCode") == ["91350100M000100Y43"]


def test_hostile_text_is_kept_whole_and_seen(tmp_path: Path) -> None:
    found = valid(written(hostile(), tmp_path))[eid("per", 0)]
    assert len(found.first("name")) == ftm.LONGEST
    assert found.get("notes")[0] == HOSTILE.replace("\u202e", "‹U+202E›").replace("\u0007", "‹U+0007›").replace(
        "\u200f", "‹U+200F›"
    )


def test_links_that_lead_out_of_the_case_are_left_out(tmp_path: Path) -> None:
    one = sample()
    lost = one.links["OWNS"].with_columns(pl.lit("per-nobody").alias("from"))
    found = valid(written(replace(one, links={**one.links, "OWNS": lost}), tmp_path))
    assert not any(p.schema.name == "Ownership" for p in found.values())
