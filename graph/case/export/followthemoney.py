"""FollowTheMoney JSON lines: one entity a line, links are entities too, all values are lists of text.

What a schema has no place for stands in its `notes` (of links: `summary`) as `label: value`, so that nothing is left out.
Amounts are yuan with two decimals, times ISO 8601 UTC. Source: the FollowTheMoney model, followthemoney.tech.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from graph.case.dossier import Dossier
from graph.case.export.format import Format, Watch
from graph.case.export.plain import SLICE, first_rows, moving, owned, shaped, stated, tables, yuan
from graph.cell import USUAL, BadValue
from graph.ontology import Kind, Link, Prop
from graph.say import Say
from graph.values import KINDS

LONGEST = 384  # characters of a name there; what is longer stands whole in the notes
GENDERS = {"男": "male", "女": "female", "male": "male", "female": "female"}
Values = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class As:
    """What a kind or a link is there: its schema, its properties there, where a link's ends stand, and what is always said."""

    schema: str
    props: Mapping[str, str]
    ends: tuple[str, str] = ("", "")
    always: Mapping[str, str] = field(default_factory=dict)


_DOCUMENT = {
    "title": "title",
    "text": "bodyText",
    "at": "publishedAt",
    "author": "author",
    "number": "title",
    "url": "sourceUrl",
}
_SPAN = {
    "valid_from": "startDate",
    "valid_to": "endDate",
    "created": "startDate",
    "at": "startDate",
    "status": "status",
}
_PAID = {"amount": "amount", "at": "date", "memo": "purpose", "serial": "transactionNumber"}
_MONEY = {"currency": "CNY"}
KIND: Mapping[str, As] = {
    "Enterprise": As("Company", {"name": "name", "credit_code": "uscCode", "reg_number": "registrationNumber", "form": "legalForm", "capital": "capital", "founded": "incorporationDate", "status": "status", "industry": "sector", "former_name": "previousName", "scope": "summary", "about": "description", "licence": "licenseNumber"}),
    "Person": As("Person", {"name": "name", "id_number": "idNumber", "phone": "phone", "gender": "gender", "birthday": "birthDate"}),
    "Account": As("BankAccount", {"number": "accountNumber", "bank": "bankName", "opened": "openingDate", "closed": "closingDate", "balance": "balance", "channel": "accountType", "nickname": "alias"}, always=_MONEY),
    "Advert": As("PlainText", _DOCUMENT | {"outlet": "publisher"}), "Complaint": As("PlainText", _DOCUMENT), "Report": As("PlainText", _DOCUMENT),
    "Post": As("PlainText", _DOCUMENT | {"venue": "publisher"}), "Filing": As("PlainText", _DOCUMENT), "Document": As("PlainText", _DOCUMENT | {"name": "fileName", "sha256": "contentHash"}),
    "Contract": As("Contract", {"number": "title", "type": "type", "signed": "contractDate", "amount": "amount"}, always=_MONEY),
    "Product": As("Asset", {"name": "name"}), "Device": As("Asset", {"number": "name"}), "Phone": As("Asset", {"number": "name"}),
    "Loan": As("Project", {"number": "projectId", "amount": "amount", "raised_from": "startDate", "raised_to": "endDate", "usage": "goal"}, always=_MONEY),
    "Website": As("HyperText", {"host": "title"}), "Address": As("Address", {"text": "full", "region": "region"}),
    "Mention": As("Note", {"sentence": "description"}), "Agency": As("PublicBody", {"name": "name", "type": "legalForm"}),
}  # fmt: skip
LINK: Mapping[str, As] = {
    "TRANSFER": As("Payment", _PAID, ("payerAccount", "beneficiaryAccount"), _MONEY),
    "WITHDRAW": As("Payment", _PAID, ("payerAccount", "beneficiaryAccount"), _MONEY),
    "DEPOSITS": As("Payment", _PAID, ("project", "beneficiaryAccount"), _MONEY),
    "REPAYS": As("Payment", _PAID, ("payerAccount", "project"), _MONEY),
    "BIDS": As("Payment", _PAID, ("payer", "project"), _MONEY),
    "OWNS": As("Ownership", _SPAN, ("owner", "asset")),
    "HOLDS_SHARE": As("Ownership", _SPAN | {"ratio": "percentage", "paid": "sharesValue"}, ("owner", "asset")),
    "HOLDS_OFFICE": As("Directorship", _SPAN | {"office": "role"}, ("director", "organization")),
    "LEGAL_REP_OF": As("Directorship", _SPAN, ("director", "organization"), {"role": "法定代表人"}),
    "MEMBER_OF": As("Membership", _SPAN | {"level": "role"}, ("member", "organization")),
}  # fmt: skip
NOTE = As("Note", {})  # a kind that has no schema there
OTHER = As("UnknownLink", _SPAN, ("subject", "object"))  # its role is what the link is called


def write(dossier: Dossier, folder: Path, watch: Watch) -> list[str]:
    """`entities.ftm.json`."""
    total, done = sum(map(len, (*dossier.entities.values(), *dossier.links.values()))), 0
    with open(folder / "entities.ftm.json", "w", encoding="utf-8") as out:
        for lines in _lines(dossier):
            out.writelines(lines)
            done += len(lines)
            watch(done, total)
    return ["entities.ftm.json"]


def _lines(dossier: Dossier) -> Iterator[list[str]]:
    """Lines, some thousand at a time; links whose ends are not in the case are left out, as everywhere where there are edges."""
    whose = {account: ids for account, ids, _ in owned(dossier).iter_rows()}
    read = first_rows(dossier).select(
        "id", pl.format("{}#{}", "file", "row").alias("source"), pl.col("at").str.head(19).alias("read")
    )
    known = dossier.kinds
    for owner, frame in tables(dossier):
        as_ = KIND.get(owner.name, NOTE) if isinstance(owner, Kind) else LINK.get(owner.name, OTHER)
        made = _maker(owner, as_, frame, whose)
        for some in frame.iter_slices(SLICE):
            rows = shaped(owner, some).join(read, on="id", how="left", maintain_order="left").to_dicts()
            yield [_line(row["id"], as_.schema, made(row)) for row in rows if isinstance(owner, Kind) or (row["from"] in known and row["to"] in known)]  # fmt: skip


def _line(name: str, schema: str, values: Values) -> str:
    return (
        json.dumps({"id": name, "schema": schema, "properties": values}, ensure_ascii=False, separators=(",", ":"))
        + "\n"
    )


def _maker(owner: Kind | Link, as_: As, frame: pl.DataFrame, whose: Mapping[str, list[str]]) -> Callable[[dict[str, Any]], Values]:  # fmt: skip
    """What turns a row into values. Of a payment the owners of its accounts are payers and beneficiaries."""
    props = [(name, prop, as_.props.get(name), WRITTEN.get(as_.props.get(name, ""), _text)) for name, prop in stated(owner, frame).items()]  # fmt: skip
    rest = "notes" if isinstance(owner, Kind) else "summary"
    caption = "full" if as_.schema == "Address" else "name"
    role = as_ is OTHER
    pays = (
        [(role_, end) for end, role_ in zip(("from", "to"), ("payer", "beneficiary"), strict=True)]
        if owner in moving()
        else []
    )

    def values(row: dict[str, Any]) -> Values:
        made: Values = {key: [value] for key, value in as_.always.items()}
        if isinstance(owner, Kind):
            _add(made, caption, row["caption"], "", rest)
        else:
            made |= {as_.ends[0]: [row["from"]], as_.ends[1]: [row["to"]]}
            if role:
                made["role"] = [owner.label.zh]
            for key, end in pays:
                if found := whose.get(row[end]):
                    made[key] = list(found)
            if row["source"]:
                made["recordId"] = [row["source"]]
        for name, prop, target, written in props:
            if (value := row[name]) is not None:
                text = None if target is None else written(value, prop)
                if text is None or target is None:
                    made.setdefault(rest, []).append(f"{prop.label.zh}: {_text(value, prop)}")
                else:
                    _add(made, target, text, prop.label.zh, rest)
        if row["read"]:
            made["retrievedAt"] = [row["read"]]
        return made

    return values


def _add(made: Values, key: str, text: str, label: str, rest: str) -> None:
    """One more value, once; what is too long for its place is cut there and stands whole in the notes."""
    if len(text) > LONGEST and key not in ("bodyText", "description", "summary", "notes", "sourceUrl"):
        made.setdefault(rest, []).append(f"{label}: {text}" if label else text)
        text = f"{text[: LONGEST - 1]}…"
    if text not in (held := made.setdefault(key, [])):
        held.append(text)


def _text(value: Any, prop: Prop) -> str:
    if prop.type == "amount" and isinstance(value, int):
        return yuan(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _date(value: Any, prop: Prop) -> str | None:
    """As they write moments: without fraction and zone, in UTC."""
    return text[:19] if re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z?)?", text := str(value)) else None


def _phone(value: Any, prop: Prop) -> str | None:
    """E.164; a masked one or half of one is none."""
    return f"+86{text.removeprefix('0')}" if re.fullmatch(r"1[3-9]\d{9}|0\d{9,11}", text := str(value)) else None


def _credit_code(value: Any, prop: Prop) -> str | None:
    try:
        return str(KINDS["credit_code"].parse(str(value), USUAL))
    except BadValue:
        return None


def _url(value: Any, prop: Prop) -> str | None:
    return str(value) if re.match(r"https?://[^\s/]+\.", str(value)) else None


def _percent(value: Any, prop: Prop) -> str:
    return f"{value * 100:.10g}" if isinstance(value, float) else str(value)


WRITTEN: Mapping[str, Callable[[Any, Prop], str | None]] = {
    **dict.fromkeys(("incorporationDate", "birthDate", "openingDate", "closingDate", "publishedAt", "contractDate", "startDate", "endDate", "date"), _date),
    "phone": _phone, "uscCode": _credit_code, "sourceUrl": _url, "percentage": _percent, "gender": lambda value, prop: GENDERS.get(str(value)),
}  # fmt: skip
FORMAT = Format("ftm", Say("FollowTheMoney JSON 行", "FollowTheMoney JSON lines"), Say("供 OpenAleph、ftm 工具读取", "for OpenAleph and the ftm tools"), write)  # fmt: skip
