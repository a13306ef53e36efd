"""A mapping is checked before row one: what is wrong in it is one line that names the culprit."""

from __future__ import annotations

import copy
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.say import JinyingError
from ingest.mapping import Mapping_, MappingError, find, parse, read, shipped
from tests.lakes import TEXT

GOOD = """
name: t
label: {zh: 表, en: table}
match: {header: [账号, 户名], name: "*.csv"}
source: {delimiter: ","}
ignore: {状态: [失败]}
entities:
  a: {kind: Account, props: {number: 账号, holder: 户名, bank: {const: 工行}}, when: {户名: {present: true}}}
  b: {kind: Account, props: {number: {split: 对方, by: /, at: 0}}, optional: true}
links:
  t:
    type: TRANSFER
    from: a
    to: b
    when: {方向: {matches: ^出}}
    props: {amount: {col: 金额, unit: yuan, abs: true}, at: {join: [日期, 时间], sep: " "}, memo: {take: 备注, regex: "(.+)"}}
must: [t]
"""


def changed(*path: Any, to: Any) -> str:
    """The good mapping with one thing in it replaced."""
    body = yaml.safe_load(GOOD)
    inner = body
    for step in path[:-1]:
        inner = inner[step]
    if to is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = to
    return yaml.safe_dump(body, allow_unicode=True)


def test_the_good_one_is_good() -> None:
    assert parse(GOOD, "t").tables[0].columns() == {
        "账号": False, "户名": False, "对方": False, "金额": False, "日期": False, "时间": False, "备注": False, "方向": False, "状态": False
    }  # fmt: skip


@pytest.mark.parametrize("mapping", shipped(), ids=lambda m: m.name)
def test_what_ships_has_the_shape_that_is_asked_of_everybody(mapping: Mapping_) -> None:
    assert parse(mapping.text, mapping.name) == mapping


@pytest.mark.parametrize(
    ("path", "to", "says"),
    [
        (("entities", "a", "kind"), "Acount", r"no kind 'Acount'; did you mean Account"),
        (("entities", "a", "kind"), None, r"entities\.a: 'kind' is a required"),
        (("entities", "a", "props", "numbr"), "账号", r"no property of Account 'numbr'; did you mean number"),
        (("entities", "a", "props", "number"), None, r"Account has no key \(number \| ref\)"),
        (("entities", "a", "unless"), "a", r"unless: no entity 'a'"),
        (("entities", "a", "propz"), {}, r"unknown word 'propz'; did you mean props"),
        (("entities", "a"), "Account", r"entities\.a: 'Account' is not"),
        (("entities", "a", "props"), ["number"], r"entities\.a\.props: "),
        (("entities",), {}, "yields no entity"),
        (("entities",), None, "yields no entity"),
        (("links", "t", "type"), "TRANSFR", "did you mean TRANSFER"),
        (("links", "t", "from"), None, r"links\.t: 'from' is a required"),
        (("links", "t", "to"), "c", "no entity 'c'"),
        (("links", "t", "type"), "HOLDS_SHARE", "can't have Account as 'from'"),
        (("links", "t", "props", "amount"), {"col": "金额", "const": "1"}, "exactly one way"),
        (("links", "t", "props", "amount"), {"column": "金额"}, "unknown word 'column'"),
        (("links", "t", "props", "amount", "unit"), "dollar", "dollar"),
        (("links", "t", "props", "at", "zone"), "Asia/Nowhere", "Asia/Nowhere"),
        (("links", "t", "props", "memo", "regex"), "(", "regex"),
        (("links", "t", "props", "memo", "regex"), ".+", "regex"),
        (("links", "t", "when", "方向"), {"matches": "["}, "matches"),
        (("links", "t", "when", "方向"), {"is": "出"}, "unknown word 'is'"),
        (("entities", "b", "props", "number", "at"), "first", "at"),
        (("links", "t", "props", "at", "join"), "日期", "join"),
        (("must",), ["x"], "must names no link 'x'"),
        (("match", "headers"), ["账号"], "unknown word 'headers'"),
        (("source", "delimeter"), ",", "unknown word 'delimeter'; did you mean delimiter"),
        (("tables",), [], "tables"),
    ],
)
def test_what_is_wrong_is_named(path: tuple[Any, ...], to: Any, says: str) -> None:
    with pytest.raises(JinyingError, match=says) as error:
        parse(changed(*path, to=to), "t")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("text", ["", "- a", "a: [", "a: &a [*a]", "text", "1", "name: !!python/object:os.system x"])
def test_what_is_no_mapping_is_said(text: str) -> None:
    with pytest.raises(MappingError):
        parse(text, "t")


BOMB = ", ".join(f"a{n}: &a{n} {{first: [{', '.join([f'*a{n - 1} '] * 9)}]}}" for n in range(1, 20))


@pytest.mark.parametrize(
    "text",
    [
        f"entities: {{a: {{kind: Account, props: {{number: x, a0: &a0 {{col: x}}, {BOMB}}}}}}}",
        "entities: {a: {kind: Account, props: {number: {first: [&s {first: [*s]}]}}}}",
        "entities: &e {a: *e}",
        "entities: {a: {kind: Account, props: {number: " + "{first: [" * 50 + "x" + "]}" * 50 + "}}}",
        "name: 2024-99-99",
        "name: " + "9" * 5000,
        "entities: {a: {kind: Account, props: {number: x}, when: {2: 3}}}",
        "entities: {a: {kind: Account, props: {1: x}}}",
        "entities: {true: {kind: Account, props: {number: x}}}",
    ],
    ids=["bomb", "value in itself", "rule in itself", "deep", "day", "digits", "column", "property", "alias"],
)
def test_references_without_end_and_odd_scalars_are_refused_at_once(text: str) -> None:
    begun = time.process_time()
    with pytest.raises(MappingError) as error:
        parse(text, "t")
    assert "\n" not in error.value.to("zh")
    assert time.process_time() - begun < 2


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"name: \xff\xfe")
    for path in (tmp_path, tmp_path / "none.yaml", tmp_path / "latin.yaml"):
        with pytest.raises(MappingError):
            read(path)
    with pytest.raises(MappingError, match="did you mean bank-a"):
        find("bank_a")


def test_a_file_without_the_column_is_told_which() -> None:
    with pytest.raises(MappingError, match=r"no column '金额'; known: .*金额（元）"):
        parse(GOOD, "t").tables[0].check(["账号", "户名", "对方", "金额（元）", "日期", "时间", "备注", "方向", "状态"])


ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3), st.text(max_size=5), st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.sampled_from(["col", "kind", "x", "join", "at"]), st.text(max_size=3), max_size=2),
)  # fmt: skip


def places(body: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Paths to every value of a tree."""
    steps = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    return [found for key, inner in steps for found in ((*path, key), *places(inner, (*path, key)))]


@pytest.mark.parametrize("text", [GOOD, TEXT])
@given(data=st.data())
@settings(max_examples=120)
def test_a_broken_mapping_is_read_or_refused(text: str, data: st.DataObject) -> None:
    body = copy.deepcopy(yaml.safe_load(text))
    for _ in range(data.draw(st.integers(1, 3))):
        where = places(body)
        *path, last = data.draw(st.sampled_from(where))
        inner = body
        for step in path:
            inner = inner[step]
        inner[last] = data.draw(ODD)
    try:
        for table in parse(yaml.safe_dump(body, allow_unicode=True), "t").tables:
            table.columns()
    except JinyingError as error:
        if "\n" in error.to("zh"):
            raise
