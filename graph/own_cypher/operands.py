"""Where an entity could turn into text: + of the embedded engine writes it out with all it holds, and so do a few more.

Told from the tokens beside the sign alone. What they don't tell counts as an entity: the cure is a function that both
engines give no entity to, as in toString(x) + '…' or toInteger(a) + toInteger(b).
"""

from __future__ import annotations

from graph.own_cypher.names import FUNCTION, PROPERTY, Names
from graph.own_cypher.tokens import NUMBER, PARAM, STRING
from graph.own_cypher.words import BEFORE_GROUP, CUTS, PLAIN

COUNT, INTEGER = frozenset({"COUNT"}), frozenset({"TOINTEGER"})
LITERALS = (NUMBER, STRING, PARAM)


def begins_plain(names: Names, known: frozenset[str], i: int, *, lists: bool = True) -> bool:
    """Whether what begins there is no entity (nor a list, where `lists` may not be)."""
    t = names.text
    if t.kind(i) in LITERALS or (t.sign(i, "-") and t.kind(i + 1) == NUMBER):
        return True
    if t.word(i, COUNT) and t.sign(i + 1, "{"):
        return True
    if names.roles.get(i) == FUNCTION:
        return t.sign(i + 1, "(") and t.tokens[i].text.lower() in PLAIN
    if t.named(i):
        return names.entity(i) and names.roles.get(i + 2) == PROPERTY and t.sign(i + 1, ".") and t.tokens[i + 2].text in known  # fmt: skip
    if t.sign(i, "("):
        return _group_plain(names, known, i, lists)
    return lists and t.sign(i, "[") and not t.sign(t.match[i] + 1, "[", ".")


def ends_plain(names: Names, known: frozenset[str], i: int, *, lists: bool = True) -> bool:
    """Whether what ends there is no entity."""
    t = names.text
    if t.kind(i) in LITERALS:
        return True
    if names.roles.get(i) == PROPERTY:
        return t.tokens[i].text in known and names.entity(i - 2)
    if t.sign(i, "}"):
        return t.word(t.match[i] - 1, COUNT)
    if t.sign(i, "]"):
        return lists and names.listed(t.match[i])
    if not t.sign(i, ")"):
        return False
    opens = t.match[i]
    if called := names.function(opens):
        return called in PLAIN and not t.sign(opens - 2, ".")
    return _group_plain(names, known, opens, lists)


def _group_plain(names: Names, known: frozenset[str], i: int, lists: bool) -> bool:
    """A bracketed expression, judged by its first and its last part: all that joins parts but + makes no entity."""
    t = names.text
    before = names.roles.get(i - 1)
    if before is not None and not t.word(i - 1, BEFORE_GROUP):
        return False
    return begins_plain(names, known, i + 1, lists=lists) and ends_plain(names, known, t.match[i] - 1, lists=lists)


def hides_an_entity(names: Names, known: frozenset[str], params: dict[str, object], i: int) -> bool:
    """Whether an entity could be read as text, or by a name that is made as the query runs, at the token there."""
    t = names.text
    if t.sign(i, "+"):
        return not (ends_plain(names, known, i - 1) and begins_plain(names, known, i + 1))
    if t.sign(i, "=~"):
        return not (ends_plain(names, known, i - 1, lists=False) and t.kind(i + 1) in (STRING, PARAM))
    if t.sign(i, "[") and not names.listed(i):
        return not _numbered(names, params, i)
    if names.roles.get(i) == FUNCTION and t.tokens[i].text.lower() in CUTS:
        return not (begins_plain(names, known, i + 2, lists=False) and ends_plain(names, known, _first_end(names, i + 1), lists=False))  # fmt: skip
    return (names.roles.get(i) == FUNCTION and t.tokens[i].text.lower() == "properties") or (t.sign(i, "*") and t.sign(i - 1, "."))  # fmt: skip


def _first_end(names: Names, opens: int) -> int:
    """The last token of a call's first argument."""
    t = names.text
    for i in range(opens + 1, t.match[opens] + 1):
        if i == t.match[opens] or (t.sign(i, ",") and t.inside[i] == opens):
            return i - 1
    raise AssertionError("unreachable")


def _numbered(names: Names, params: dict[str, object], i: int) -> bool:
    """Whether an index is a number for sure: an entity has no property of that name."""
    t = names.text
    parts = [j for j in range(i + 1, t.match[i]) if not t.sign(j, "..", "-")]
    if parts and t.word(parts[0], INTEGER) and t.sign(parts[0] + 1, "("):
        return t.match[parts[0] + 1] == t.match[i] - 1
    return all(t.kind(j) == NUMBER or (t.kind(j) == PARAM and type(params.get(t.tokens[j].text)) is int) for j in parts)
