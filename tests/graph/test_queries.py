"""A query file's header is checked, and its slots take names of the ontology only."""

from __future__ import annotations

import pytest

from graph.queries import QueryError, parse, queries, query
from graph.store import View

GOOD = """// name: read/x
// about: What it is for.
// mode: read
// params: id
// returns: e
// slots: KIND kind
MATCH (e:KIND {id: $id}) RETURN e
"""


def test_a_header_is_read() -> None:
    q = parse("read/x", GOOD)
    assert (q.mode, q.params, q.returns, dict(q.slots)) == ("read", ("id",), ("e",), {"KIND": "kind"})
    assert q.text == "MATCH (e:KIND {id: $id}) RETURN e"
    assert q.fill(KIND="Account") == "MATCH (e:`Account` {id: $id}) RETURN e"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("name: read/x", "name: read/y", "its name says 'read/y'"),
        ("// about: What it is for.\n", "", "it has no `about`"),
        ("mode: read", "mode: raed", "mode 'raed' is not one of read, write, schema"),
        ("params: id", "params:", r"params declared \[\], used \['id'\]"),
        ("params: id", "params: id, limit", r"params declared \['id', 'limit'\], used \['id'\]"),
        ("RETURN e", "SET e.x = 1 RETURN e", "a read query writes"),
        ("RETURN e", "DETACH DELETE e", "a read query writes"),
        ("RETURN e", "CREATE (x) RETURN e", "a read query writes"),
        ("RETURN e", "merge (x) RETURN e", "a read query writes"),
        ("KIND kind", "KIND kind, PROP prop", "a declared slot is not used"),
        ("KIND kind", "KIND knid", "a slot is one of kind, link, prop, type"),
        ("KIND kind", "KIND", "a slot is one of kind, link, prop, type"),
        ("// mode", "// since: 1\n// mode", "its header says since, which nobody reads"),
    ],
)
def test_a_wrong_header_is_named(old: str, new: str, says: str) -> None:
    assert old in GOOD
    with pytest.raises(QueryError, match=says):
        parse("read/x", GOOD.replace(old, new, 1))


def test_words_in_comments_and_strings_write_nothing() -> None:
    text = GOOD.replace("RETURN e", "WHERE e.x <> 'DELETE $me' // SET it\nRETURN e")
    assert parse("read/x", text).mode == "read"


@pytest.mark.parametrize(
    ("what", "name"),
    [
        ("KIND", "Account` {id: 1}) DETACH DELETE (n"),
        ("KIND", "Account) DETACH DELETE e //"),
        ("KIND", "TRANSFER"),
        ("KIND", "account"),
        ("KIND", ""),
        ("KIND", "$id"),
        ("TYPE", "TRANSFER]->() SET r.x = 1 //"),
        ("TYPE", "Account"),
    ],
)
def test_a_slot_takes_nothing_that_the_ontology_does_not_know(what: str, name: str) -> None:
    chosen = query("read/entities" if what == "KIND" else "read/links")
    with pytest.raises(QueryError, match=r"no (kind|link) "):
        chosen.fill(**{what: name})


def test_all_slots_and_only_they_are_filled() -> None:
    for given in ({}, {"KIND": "Account", "TYPE": "TRANSFER"}, {"TYPE": "TRANSFER"}):
        with pytest.raises(QueryError, match="needs slots"):
            query("read/entities").fill(**given)


def test_an_unknown_query_suggests() -> None:
    with pytest.raises(QueryError, match=r"no query 'read/neighbors'; did you mean read/neighbours"):
        query("read/neighbors")


def test_a_view_runs_no_query_that_is_not_for_reading() -> None:
    view = View(None, "", None, 1)  # type: ignore[arg-type]
    for name, q in queries().items():
        if q.mode != "read":
            with pytest.raises(Exception, match="is no read query"):
                view.run(name)
