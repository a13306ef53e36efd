"""The Cypher script puts a case into either engine as the dossier has it, and no text of it is ever run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.case.dossier import Dossier
from graph.case.export import cypher_script
from graph.case.export.cypher_script import literal, records, remark
from graph.case.export.plain import tables
from graph.ontology import Kind, ontology
from graph.store import Row, Store
from tests.graph.case.sample import AT, about, hostile, sample

NASTY = [
    "\\\x00", "\\\u202eu0027", "C:\\Users\\u",
    "'", "\\", "\\'", "'+'", "\\u0027", "\\\\u0027", "\\u005C'", "\\U0027", "u0027", "a\\", "\\\\", "\\\\'", "'}]) DETACH DELETE n //", "`", "\"", "/* */", "//", ";\n",
    "\n", "\r\n", "\t", "\x00", "\x07", "\x7f", "\u2028", "\u202e", "\ufeff", "𠀀", "$rows", "{}", "\\u{27}", "\\x27", "\\n", "=1+1", "长" * 10_000, "", " ",
]  # fmt: skip


def statements(path: Path) -> list[str]:
    """As cypher-shell takes a file apart: at a semicolon that ends a line."""
    text = "\n".join(line for line in path.read_text("utf-8").split("\n") if not line.startswith("//"))
    return [one for one in text.split(";\n") if one.strip()]


def run(store: Store, text: str) -> list[Row]:
    with store._drivers[0].session(database=store.database) as session:
        return session.execute_write(lambda tx: [record.data() for record in tx.run(text)])


def load(store: Store, dossier: Dossier, folder: Path) -> None:
    cypher_script.write(dossier, folder, lambda done, total: None)
    for text in statements(folder / "graph.cypher"):
        if not text.startswith("CREATE CONSTRAINT"):
            run(store, text)
        elif "ArcadeDB" not in store.engine:  # the embedded engine's are its own, and there already
            with store._drivers[0].session(database=store.database) as session:
                session.run(text).consume()


def held(dossier: Dossier) -> dict[str, list[Row]]:
    return {owner.name: sorted(records(owner, frame), key=str) for owner, frame in tables(dossier)}


def there(store: Store, dossier: Dossier) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for owner, _ in tables(dossier):
        if isinstance(owner, Kind):
            rows = [r["row"] for r in store.view().run("read/entities", {"KIND": owner.name})]
        else:
            rows = [
                {"from": r["source"], "to": r["target"], "props": r["row"]}
                for r in store.view().run("read/links", {"TYPE": owner.name})
            ]
        found[owner.name] = sorted(rows, key=str)
    return found


def ordered(rows: dict[str, list[Row]]) -> dict[str, list[Any]]:
    def plain(value: Any) -> Any:
        return sorted((k, plain(v)) for k, v in value.items()) if isinstance(value, dict) else value

    return {name: sorted((plain(row) for row in some), key=str) for name, some in rows.items()}


@pytest.mark.parametrize("make", [sample, hostile])
def test_the_script_makes_the_same_graph(store: Store, tmp_path: Path, make: Any) -> None:
    dossier = make()
    load(store, dossier, tmp_path)
    assert ordered(there(store, dossier)) == ordered(held(dossier))
    load(store, dossier, tmp_path)  # once more changes nothing
    assert ordered(there(store, dossier)) == ordered(held(dossier))


def test_whatever_a_text_is_it_comes_back_as_it_was(store: Store) -> None:
    texts = [*NASTY, *(f"{a}{b}" for a in NASTY[:12] for b in NASTY[:18])]
    rows = run(store, f"UNWIND [{', '.join(map(literal, texts))}] AS x RETURN x")
    assert [row["x"] for row in rows] == texts


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",))) | st.text("\\'uU0279n\n`;/+ "), max_size=60))
def test_a_literal_can_be_read_by_its_rules_alone(texts: list[str]) -> None:
    """Our own reading of what an engine does: spellings of characters first, then the text between quotes."""
    for text in texts:
        spelt = literal(text)
        assert "\n" not in spelt
        assert unread(spelt) == text


def unread(spelt: str) -> str:
    made, at = "", 0
    while at < len(spelt):
        assert spelt[at] == "'"
        at += 1
        while spelt[at] != "'":
            if spelt[at] != "\\":
                made, at = made + spelt[at], at + 1
            elif spelt[at + 1] == "u":
                made, at = made + chr(int(spelt[at + 2 : at + 6], 16)), at + 6
            else:
                assert spelt[at + 2] == "'" or spelt[at + 1] != "\\", "what follows a backslash is another text"
                made, at = made + {"n": "\n", "r": "\r", "t": "\t"}.get(spelt[at + 1], spelt[at + 1]), at + 2
        at += 1
        if at < len(spelt):
            assert spelt[at : at + 3] == " + "
            at += 3
    return made


@pytest.mark.parametrize(("value", "spelt"), [(True, "true"), (-5, "-5"), (2.5, "2.5"), ("a", "'a'")])
def test_values_have_their_type(value: Any, spelt: str) -> None:
    assert literal(value) == spelt


@pytest.mark.parametrize("value", [None, [1], float("nan"), b"x"])
def test_what_has_no_literal_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        literal(value)


def test_a_comment_stays_one(tmp_path: Path) -> None:
    title = "x\\u000aMATCH (n) DETACH DELETE n\nMATCH (n)\r\\u000D"
    cypher_script.write(replace(sample(), about=replace(about(), title=title)), tmp_path, lambda done, total: None)
    lines = (tmp_path / "graph.cypher").read_text("utf-8").split("\n")
    assert [n for n, line in enumerate(lines) if "DETACH" in line] == [0]
    assert lines[0].startswith("// ")
    assert "\\" not in "".join(line for line in lines if line.startswith("//"))
    assert "\r" not in remark(title)


def test_progress_reaches_the_end_and_numbers_keep_their_type(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    dossier = sample(transfers=1_200)
    cypher_script.write(dossier, tmp_path, lambda done, total: seen.append((done, total)))
    assert seen[-1] == (1_200 + 6 + 6 + 5 + 1,) * 2
    assert len(statements(tmp_path / "graph.cypher")) == 4 + 3 + 1 + 3, "constraints, kinds, owners, transfers in three"
    odd = pl.DataFrame(
        {"id": ["add-1"], "caption": ["x"], "text": ["y"], "sources": [1], "conflicts": [["text", "region"]]}
    )
    assert list(records(next(o for o, _ in tables(replace(dossier, entities={"Address": odd}, links={}))), odd)) == [
        {"id": "add-1", "caption": "x", "text": "y", "sources": 1, "conflicts": "text,region", "kind": "Address"}
    ]


def test_days_are_iso_text_as_in_the_graph_and_only_what_is_declared_is_written() -> None:
    people = (
        sample()
        .entities["Person"]
        .head(1)
        .with_columns(birthday=pl.lit(-315_619_200_000), created=pl.lit(AT), seq=pl.lit(1))
    )
    (row,) = records(ontology().kinds["Person"], people)
    assert (row["birthday"], row["created"]) == ("1960-01-01", AT)
    assert "seq" not in row
