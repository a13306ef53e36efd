"""Redaction: what is hidden is hidden wherever it is repeated, in every format, and is told."""

from __future__ import annotations

import html
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from pypdf import PdfReader

from graph.case.dossier import Dossier, Entry, Point
from graph.case.export import FORMATS
from graph.case.redact import BLOT, HAND, Policy, hiding, outlook, redacted
from graph.case.repeats import HEAD, Repeats
from graph.ops import Ops, open_ops
from graph.ops.cases import CaseError, Cases, Opening
from graph.ops.redactions import Redaction, RedactionError, Redactions
from graph.ops.users import Users
from graph.rights import Actor, Refused
from graph.say import JinyingError, Say
from tests.graph.case.sample import eid, hostile, sample

AT = "2026-11-26T10:00:00.000+00:00"
NAME, PHONE, NUMBER, IDENTITY = "张三1", "13800000001", "6222000000000000002", "51010119800101001X"
ALL = Actor("user:lin", frozenset({"prosecutor"}))


def repeating(one: Dossier) -> Dossier:
    """The sample, with what its people are repeated where people and detectors repeat it."""
    transfers, lead = one.links["TRANSFER"], one.leads[0]
    memo = [f"{NAME} 投资款 {NUMBER[:4]} {NUMBER[4:]}", *transfers["memo"][1:]]
    return replace(
        one,
        about=replace(one.about, title=f"{NAME}等人涉嫌非法集资案"),
        links={**one.links, "TRANSFER": transfers.with_columns(memo=pl.Series(memo))},
        rows=one.rows.with_columns(file=pl.lit(f"{NAME}_{NUMBER}流水.csv"), part=pl.lit(NAME), mapping=pl.lit(f"{NAME}的流水")),
        leads=[replace(lead, sentence=Say(f"{NAME}投入", f"{NAME} paid in"), facts={**lead.facts, "who": [NAME, {NUMBER: 1, "ref": f"acct-{NUMBER}"}], "account": eid("acc", 2)})],
        points=[*one.points, Point(3, "social", "for", f"{NAME}作证", eid("per", 1), "user:lin", AT, f"我叫{NAME}，电话138 0000 0001")],
        entries=[*one.entries, Entry(3, AT, "user:lin", "comment", f"已询问{NAME}，证件 {IDENTITY}")],
        rules=[*one.rules, {"seq": 2, "name": "hand", "params": {"things": [eid("acc", 2)]}, "why": f"{NAME}的账户"}],
        mappings={"cd" * 32: (f"{NAME}的流水", f"name: {NAME}的流水")},
        reason=f"{NAME} 起诉",
    )  # fmt: skip


def hand(seq: int, subject: str | None = None, prop: str | None = None, said: str | None = None) -> Redaction:
    return Redaction(seq, "case-1", AT, "user:lin", None, (), subject, prop, said, "他人隐私")


def rule(seq: int, sort: str, *roles: str) -> Redaction:
    return Redaction(seq, "case-1", AT, "user:lin", sort, roles, None, None, None, "参与人信息")


def strings(value: object) -> Iterator[str]:
    """Every text in a dossier."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, pl.DataFrame):
        for column in value.select(pl.col(pl.String)).iter_columns():
            yield from column.drop_nulls()
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from strings(one)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from strings(getattr(value, name))


def test_personal_data_is_masked_wherever_it_stands() -> None:
    one = repeating(sample())
    masked = redacted(one, Policy(at=AT))
    texts = list(strings(masked))
    for secret in (NAME, PHONE, NUMBER, IDENTITY, "138 0000 0001", f"{NUMBER[:4]} {NUMBER[4:]}"):
        assert [t for t in texts if secret in t] == [], secret
    people = masked.entities["Person"]
    assert people["caption"].to_list() == people["name"].to_list() == ["张**"] * 5
    assert people["id_number"][1] == "510***********001X"
    assert masked.entities["Account"]["caption"][2] == "*0002"
    assert masked.about.title == "张**等人涉嫌非法集资案"
    assert masked.leads[0].facts == {
        "people": 5,
        "sum": 123_456,
        "who": ["张**", {"*0002": 1, "ref": "acct-*0002"}],
        "account": eid("acc", 2),
    }
    assert masked.rows["file"].unique().to_list() == ["张**_*0002流水.csv"]
    assert masked.rows["mapping"].unique().to_list() == ["张**的流水"]
    assert (masked.mappings, masked.reason) == ({"cd" * 32: ("张**的流水", "name: 张**的流水")}, "张** 起诉")
    assert masked.entities["Enterprise"].equals(one.entities["Enterprise"])


def test_ids_amounts_and_figures_stay() -> None:
    one = repeating(sample())
    masked = redacted(one, Policy(at=AT))
    assert masked.figures is one.figures
    for before, after in ((one.entities, masked.entities), (one.links, masked.links)):
        for name, frame in before.items():
            same = [
                c
                for c in frame.columns
                if c in ("id", "from", "to", "amount", "at", "serial", "sources", "conflicts", "balance")
            ]
            assert after[name].select(same).equals(frame.select(same))
            assert after[name].schema == frame.schema
    assert masked.rows.drop("file", "part", "mapping").equals(one.rows.drop("file", "part", "mapping"))
    assert [p.subject for p in masked.points] == [p.subject for p in one.points]


def test_a_name_is_a_persons_by_what_it_is_of_and_not_by_its_look() -> None:
    south = "南方资产管理有限公司"
    one = sample()
    accounts, firms, people = one.entities["Account"], one.entities["Enterprise"], one.entities["Person"]
    called = ["鑫辉", "欧阳科技有限公司", south, "张三2", None, "李四"]
    some = accounts.with_columns(
        holder=pl.Series(called, dtype=pl.String), nickname=pl.Series(["小鑫", *[None] * 5], dtype=pl.String)
    )
    more = pl.concat([firms, firms.with_columns(id=pl.lit(eid("ent", 2)), caption=pl.lit(south), name=pl.lit(south))])
    named = people.with_columns(
        caption=pl.Series(["南方", *people["caption"][1:]]), name=pl.Series(["南方", *people["name"][1:]])
    )
    memo = pl.Series([f"南方 付{south} 货款", "欧阳科技有限公司", *one.links["TRANSFER"]["memo"][2:]])
    one = replace(
        one, entities={"Enterprise": more, "Person": named, "Account": some}, links={**one.links, "TRANSFER": one.links["TRANSFER"].with_columns(memo=memo)},
        about=replace(one.about, title=f"{south}与南方案"),
    )  # fmt: skip
    for policy in (Policy(at=AT), Policy(ALL, [rule(1, "person_name")], AT)):
        masked = redacted(one, policy)
        holders = masked.entities["Account"]["holder"].to_list()
        # a firm's own account, a person's with a firm's look, one spelled as a firm of the case, a person's
        assert (holders[0], holders[2], holders[4]) == ("鑫辉", south, None)
        assert all(shown.endswith("*") for shown in (holders[1], holders[3], holders[5]))
        assert masked.entities["Enterprise"].equals(more), "a register's names and codes are everybody's"
        assert masked.entities["Person"]["name"][0] == "南*"
        assert masked.links["TRANSFER"]["memo"].to_list()[:2] == [f"南* 付{south} 货款", "欧***"]
        assert masked.about.title == f"{south}与南*案"
        assert masked.entities["Account"]["nickname"][0] == "小***", (
            "who a firm's account is nicknamed after is nobody's register"
        )
    by_hand = redacted(one, Policy(at=AT, redactions=[hand(1, said="南方资产")]))
    assert [t for t in strings(by_hand) if "南方资产" in t] == [], "by hand a firm's name too"
    assert by_hand.about.title == f"{BLOT}管理有限公司与南*案"
    nobody = redacted(replace(one, links={"TRANSFER": one.links["TRANSFER"]}), Policy(at=AT))
    assert nobody.entities["Account"]["holder"].to_list()[:3] == ["鑫***", "欧***", south], "whose it is nobody states"


def test_what_was_hidden_is_told_with_how_many_cells() -> None:
    masked = redacted(replace(sample(), hidden=[]), Policy(at=AT))
    assert {(h.rule, h.cells, h.who) for h in masked.hidden} == {
        ("person_name", 5, "rule"), ("id_number", 5, "rule"), ("phone", 5, "rule"), ("account", 6, "rule"),
    }  # fmt: skip
    more = {h.rule: h.cells for h in redacted(replace(repeating(sample()), hidden=[]), Policy(at=AT)).hidden}
    rows = sample().rows.height
    # title, memo; file, part and mapping of rows; sentence, fact, point, entry, rule; the mapping and its text; the reason
    assert more["person_name"] == 5 + 1 + 1 + 3 * rows + 2 + 1 + 2 + 1 + 1 + 2 + 1


def test_what_would_be_hidden_is_told_beforehand_without_a_value() -> None:
    one = replace(repeating(sample()), hidden=[])
    for policy in (
        Policy(at=AT),
        Policy(ALL, [hand(1, eid("per", 1), "name"), hand(2, said="保本保息"), hand(3, said="查无此语")], AT),
        Policy(at=AT, redactions=[rule(1, "phone")]),
    ):
        told, done_ = outlook(one, policy), redacted(one, policy)
        assert {(o.rule, o.cells + o.texts) for o in told if o.cells + o.texts} == {
            (h.rule, h.cells) for h in done_.hidden
        }
        said = json.dumps([asdict(o) for o in told], ensure_ascii=False)
        assert not [s for s in (NAME, PHONE, NUMBER, IDENTITY, "保本保息") if s in said]
    by = {o.rule: o for o in outlook(one, Policy(at=AT))}
    names = by["person_name"]
    assert (names.values, names.ids, names.cells) == (5, 5, 5)
    assert (by["account"].values, by["account"].ids, by["account"].cells) == (6, 6, 6)
    hands = outlook(
        one, Policy(ALL, [hand(1, eid("per", 1), "name"), hand(2, said="保本保息"), hand(3, said="查无此语")], AT)
    )
    assert [(o.values, o.ids, o.cells, o.texts > 0) for o in sorted(hands, key=lambda o: (-o.ids, -o.texts))] == [
        (1, 1, 1, True),
        (1, 0, 0, True),
        (1, 0, 0, False),
    ]


def test_whoever_may_read_it_in_full_does_as_far_as_their_rights_go() -> None:
    one = repeating(sample())
    full = redacted(one, Policy(ALL, at=AT))
    assert list(full.hidden) == list(one.hidden)
    assert full.entities["Person"].equals(one.entities["Person"])
    investigator = redacted(one, Policy(Actor("user:wu", frozenset({"investigator"})), at=AT))
    assert investigator.entities["Person"]["name"].to_list() == one.entities["Person"]["name"].to_list()
    assert [t for t in strings(investigator) if IDENTITY in t] == [], "an ID number is the prosecutor's"
    elsewhere = redacted(one, Policy(Actor("user:wu", frozenset({"prosecutor"}), regions=("四川省",)), at=AT))
    assert elsewhere.entities["Person"]["name"].to_list() == ["张**"] * 5
    here = one.entities["Person"].with_columns(region=pl.Series(["四川省成都市", *[None] * 4], dtype=pl.String))
    some = redacted(
        replace(one, entities={**one.entities, "Person": here}),
        Policy(Actor("user:wu", frozenset({"prosecutor"}), regions=("四川省",)), at=AT),
    )
    assert some.entities["Person"]["name"].to_list() == ["张三0", *["张**"] * 4]


def test_a_rule_hides_one_sort_of_those_with_a_role() -> None:
    one = repeating(sample())
    some = redacted(one, Policy(ALL, [rule(1, "account", "collection")], AT))
    assert some.entities["Account"]["number"].to_list() == ["*0000", *one.entities["Account"]["number"][1:]]
    assert some.entities["Person"].equals(one.entities["Person"])
    people = redacted(one, Policy(ALL, [rule(1, "person_name", "participant")], AT))
    assert people.entities["Person"]["name"].to_list() == ["张**"] * 5
    assert [t for t in strings(people) if NAME in t] == []
    assert any(PHONE in t for t in strings(people))
    assert [(h.rule, h.who, h.why) for h in people.hidden[1:]] == [("person_name", "user:lin", "参与人信息")]


def test_by_hand_one_value_or_one_text_is_hidden_everywhere() -> None:
    one = repeating(sample())
    some = redacted(one, Policy(ALL, [hand(1, eid("per", 1), "name"), hand(2, said="保本保息")], AT))
    assert [t for t in strings(some) if NAME in t or "保本保息" in t] == []
    assert some.entities["Person"]["caption"].to_list() == ["张三0", BLOT, "张三2", "张三3", "张三4"]
    assert some.points[0].said == f"{BLOT}，年化24%"
    told = redacted(one, Policy(ALL, [replace(hand(1, said="甘露市"), why="不提甘露市")], AT))
    assert [t for t in strings(told) if "甘露市" in t] == [], "nor in what is said of it"
    assert {(h.rule, h.subject, h.prop) for h in some.hidden[1:]} == {(HAND, eid("per", 1), "name"), (HAND, None, None)}
    both = redacted(one, Policy(None, [hand(1, eid("per", 1), "name")], AT))
    assert both.entities["Person"]["name"].to_list() == ["张**", BLOT, "张**", "张**", "张**"]
    assert BLOT in both.about.title, "what was hidden by hand is not shown by half"


def read(path: Path) -> str:
    """All that somebody finds in a file: text, members, attachments, escapes undone."""
    raw = path.read_bytes()
    found = [raw]
    if raw[:4] == b"PK\3\4":
        with zipfile.ZipFile(BytesIO(raw)) as z:
            found += [z.read(name) for name in z.namelist()]
    text = "\n".join(one.decode("utf-8", "replace") + one.decode("utf-16-le", "replace") for one in found)
    if raw[:4] == b"%PDF":
        reader = PdfReader(BytesIO(raw))
        text += "\n".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
        text += "".join(body.decode("utf-8", "replace") for bodies in reader.attachments.values() for body in bodies)
    return text + html.unescape(text)


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_has_what_was_hidden(name: str, tmp_path: Path) -> None:
    one = replace(repeating(sample()), hidden=[])
    secrets = [
        NAME,
        PHONE,
        NUMBER,
        IDENTITY,
        *one.entities["Person"]["name"],
        *one.entities["Account"]["number"],
        *one.entities["Person"]["id_number"],
    ]
    secrets = [*secrets, *(json.dumps(s)[1:-1] for s in secrets)]
    folders = {what: tmp_path / what for what in ("open", "hidden")}
    for what, dossier in (("open", one), ("hidden", redacted(one, Policy(at=AT)))):
        folders[what].mkdir()
        FORMATS[name].write(dossier, folders[what], lambda done, total: None)
    told = {
        what: "".join(read(p) for p in sorted(folder.rglob("*")) if p.is_file()) for what, folder in folders.items()
    }
    if not all(p.suffix == ".png" for p in folders["open"].rglob("*") if p.is_file()):
        assert NUMBER in told["open"] or NAME in told["open"], "it is found where it stands"
    assert [s for s in secrets if s in told["hidden"]] == []


def test_hostile_values_are_hidden_too() -> None:
    one = hostile()
    masked = redacted(one, Policy(None, [hand(1, said="=1+1<b>案</b>")], AT))
    assert masked.entities["Person"]["name"][0] == "=**"
    assert masked.about.title.startswith(BLOT)
    assert [t for t in strings(masked) if "<script>" in t] == []


LONG = [pytest.param(one, id=name) for name, one in (
    ("one sign", "甲" * 10_000), ("two signs", "甲乙" * 5_000), ("many signs", "".join(chr(0x4E00 + n * 7919 % 20_000) for n in range(10_000))),
)]  # fmt: skip


@pytest.mark.parametrize("value", LONG)
def test_a_value_of_any_length_is_hidden_in_few_short_searches(value: str) -> None:
    one = hostile()
    accounts, transfers = one.entities["Account"], one.links["TRANSFER"]
    holders = pl.Series([None, value, *[None] * (accounts.height - 2)], dtype=pl.String)  # a person's account
    memo = [f"付{value}二次{value}", value[:5_000], *transfers["memo"][2:]]
    one = replace(
        one,
        entities={**one.entities, "Account": accounts.with_columns(holder=holders)},
        links={**one.links, "TRANSFER": transfers.with_columns(memo=pl.Series(memo))},
        entries=[Entry(n, AT, "user:lin", "comment", f"{value}之{n}") for n in range(3)],
        hidden=[],
    )
    masked = redacted(one, Policy(at=AT))
    assert masked.entities["Account"]["holder"][1] == f"{value[0]}***"
    assert masked.links["TRANSFER"]["memo"][0] == f"付{value[0]}***二次{value[0]}***"
    assert masked.links["TRANSFER"]["memo"][1] == value[:5_000], "a part of it is another value"
    assert [e.text for e in masked.entries] == [f"{value[0]}***之{n}" for n in range(3)]
    (names,) = (h.cells for h in masked.hidden if h.rule == "person_name")
    assert names == one.entities["Person"].height + 1 + 1 + 3 + 1, (
        "the holder, a memo, entries; a point is called as a person is"
    )


def test_what_is_looked_for_is_short_and_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    passes: list[int] = []
    whole = Repeats.hidden

    def hidden(self: Repeats, texts: pl.Series) -> pl.Series:
        passes.append(max(map(len, self.patterns)))
        return whole(self, texts)

    monkeypatch.setattr(Repeats, "hidden", hidden)
    counts = []
    for many in (1, 500):
        passes.clear()
        entries = [Entry(n, AT, "user:lin", "comment", f"{NAME} {n}") for n in range(many)]
        masked = redacted(replace(hostile(), entries=entries), Policy(at=AT))
        assert [e.text for e in masked.entries] == [f"张** {n}" for n in range(many)]
        counts.append(len(passes))
        assert max(passes) == HEAD
    assert counts[0] == counts[1], "as many passes, however many texts there are"


def test_of_long_values_the_longest_is_replaced() -> None:
    head = "甲" * HEAD
    known = Repeats({head + "乙": "[1]", head + "乙" * 9: "[2]", head + "丙": "[3]", "丁丁": "[4]"})
    texts = pl.Series([f"丁丁{head}乙乙", f"乙{head}{'乙' * 9}丁丁{head}丙", f"甲{head}丁", f"甲{head}丙", ""])
    assert known.hidden(texts).to_list() == ["[4][1]乙", "乙[2][4][3]", f"甲{head}丁", "甲[3]", ""]
    assert known.counts(texts, [{head + "乙"}, {head + "丙", "丁丁"}, {head + "乙" * 9}]) == [1, 3, 1]
    assert known.hidden(texts.clear()).to_list() == []


# the ops database


@pytest.fixture
def ops(tmp_path: Path) -> Iterator[Ops]:
    with open_ops(tmp_path) as root:
        for name in ("lin", "wu", "he"):
            Users(root).add(name, None, ["prosecutor"])
        yield root.by("user:lin")


def opened(ops: Ops) -> str:
    case = Cases(ops).open(Opening("鑫辉案", "非法吸收公众存款", "非法集资"))
    Cases(ops).add_member(case.id, "he", "reader")
    return case.id


def test_redactions_are_kept_taken_back_and_audited(ops: Ops) -> None:
    case, kept = opened(ops), Redactions(ops)
    first = kept.by_rule(case, "phone", "证人保护", ["participant"])
    second = kept.by_hand(case, eid("per", 1), "name", "未成年人")
    third = kept.by_text(case, "小明", "未成年人")
    assert [(r.sort, list(r.roles), r.subject, r.prop, r.said) for r in kept.of(case)] == [
        ("phone", ["participant"], None, None, None), (None, [], eid("per", 1), "name", None), (None, [], None, None, "小明"),
    ]  # fmt: skip
    assert kept.undo(case, second.seq, "已成年").gone
    assert [r.seq for r in kept.of(case)] == [first.seq, third.seq]
    assert [r.gone for r in kept.of(case, gone=True)] == [False, True, False]
    with pytest.raises(RedactionError):
        kept.undo(case, second.seq, "再次")
    acts = [a for a in ops.audit() if a["action"].startswith("case-redact")]
    assert [a["action"] for a in acts] == ["case-redact-undo", "case-redact", "case-redact", "case-redact"]
    assert "小明" not in json.dumps(acts, ensure_ascii=False)
    assert ops.audit_broken() is None
    hide = hiding(ops, case, ALL)
    one = replace(sample(), entries=[Entry(1, AT, "user:lin", "comment", "小明来过")])
    assert hide(one).entries[0].text == f"{BLOT}来过"


def test_what_can_not_be_hidden_is_told(ops: Ops) -> None:
    case, kept = opened(ops), Redactions(ops)
    for refused in (
        lambda: kept.by_rule(case, "telephone", "x"),
        lambda: kept.by_rule(case, "phone", "x", ["boss"]),
        lambda: kept.by_hand(case, eid("transfer", 1), "amount", "x"),
        lambda: kept.by_hand(case, eid("per", 1), "nothing", "x"),
        lambda: kept.by_hand(case, "finding-" + "0" * 32, "name", "x"),
        lambda: kept.by_text(case, "的", "x"),
        lambda: kept.by_text(case, "小明", " "),
    ):
        with pytest.raises(JinyingError):
            refused()
    with pytest.raises(CaseError):
        Redactions(ops.by("user:wu")).of(case)
    with pytest.raises(Refused):
        Redactions(ops.by("user:he")).by_rule(case, "phone", "x")
    assert kept.of(case) == []
