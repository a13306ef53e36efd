"""Whether an analyst's text may run, and which personal data it reads by name."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from graph.ontology import Kind, Link, Prop, ontology
from graph.own_cypher.names import FUNCTION, KEY, LABEL, LANGUAGE_WORD, PROPERTY, Names
from graph.own_cypher.operands import hides_an_entity
from graph.own_cypher.secret import behind, everything, folded, known, secrets
from graph.own_cypher.tokens import PARAM, QUOTED, Text, refused, tokens
from graph.own_cypher.words import BEFORE_GROUP, BEGINS, FORBIDDEN, FUNCTIONS, LISTING, NAMESPACED, TEMPORAL
from graph.rights import Actor, Refused
from graph.say import Say, did_you_mean

CALL, AS, IN = (frozenset({word}) for word in ("CALL", "AS", "IN"))
ANY = "Entity"  # the label that every kind has
VALUES = 10_000  # of one list that is a parameter
TEXT = 100_000  # characters of a text that is one
WHOLE = Say("返回整个实体即可：会按规则脱敏显示", "return the entity whole: it is shown masked")


@dataclass(frozen=True, slots=True)
class Checked:
    """What may run. `told`: the text for the audit. `reads`: personal data that it reads, for which a reason was given.
    `open`: names of such data elsewhere that the text uses where they are none. `plain`: whether values beside entities,
    links and paths may be shown."""

    text: str
    told: str
    params: Mapping[str, object]
    reads: tuple[str, ...]
    open: frozenset[str] = frozenset()
    plain: bool = True


def check(text: str, params: Mapping[str, object], actor: Actor, reason: str | None = None) -> Checked:
    """What may run of a text, or why it may not."""
    read = tokens(text)
    given = _given(read, params)
    names = Names(read, ontology())
    _statement(read, names)
    for i, role in names.roles.items():
        if role == FUNCTION:
            _function(read, i)
        elif role == LABEL:
            _label(read, names, i, actor)
        elif role == LANGUAGE_WORD:
            _word(read, i)
    made = {read.tokens[i].text for i, role in names.roles.items() if role == KEY}
    all_kinds = all(actor.sees(kind) for kind in ontology().kinds.values())
    for i, role in names.roles.items():
        if role in (PROPERTY, KEY):
            _property(read, names, i, made, all_kinds)
    reads, opened = _read_by(names, given)
    if reads:
        _permit(reads, actor, reason)
    return Checked(read.written(), read.told(), given, tuple(reads), opened, all_kinds)


def _read_by(names: Names, given: dict[str, object]) -> tuple[dict[str, tuple[Prop, ...]], frozenset[str]]:
    """What the text says that reads personal data, with all that it may read; and names that would elsewhere."""
    read = names.text
    reads: dict[str, tuple[Prop, ...]] = {}
    opened: set[str] = set()
    for i, role in names.roles.items():
        name = folded(read.tokens[i].text)
        if role in (PROPERTY, KEY) and name in secrets():
            if hidden := _hidden(names, i):
                reads[read.tokens[i].text] = hidden
            else:
                opened.add(name)
    for i in range(len(read)):
        if hides_an_entity(names, known(), given, i):
            if _open(names, i):
                opened |= set(secrets())
            else:
                reads[_shown(read, i)] = everything()
    return reads, frozenset(opened)


def _given(read: Text, params: Mapping[str, object]) -> dict[str, object]:
    """The parameters that the text uses; each a plain value or a list of such: a map could name a property."""
    used = {token.text for token in read.tokens if token.kind == PARAM}
    if missing := sorted(used - set(params)):
        raise refused(f"缺少参数 {'、'.join(missing)}", f"no value for {', '.join(missing)}", Say("以 -p 名=值 给出", "give it by -p name=value"))  # fmt: skip
    for name, value in params.items():
        if not _plain(value) and not (isinstance(value, list) and len(value) <= VALUES and all(map(_plain, value))):
            raise refused(
                f"参数 {name} 应为值或值的列表（至多 {VALUES:,} 个）",
                f"parameter {name} should be a value or a list of at most {VALUES:,} values",
            )
    return {name: params[name] for name in used}


def _plain(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    return value is None or (isinstance(value, str) and len(value) <= TEXT)


def _statement(t: Text, names: Names) -> None:
    """One statement that begins as a reading one does, of words that only read."""
    if not t.word(0, BEGINS):
        raise refused(
            f"查询不能以“{t.tokens[0].text}”开头", f"a query can't begin with '{t.tokens[0].text}'", Say("、".join(sorted(BEGINS)), ", ".join(sorted(BEGINS)))
        )  # fmt: skip
    for i, role in names.roles.items():
        if role not in (PROPERTY, KEY) and t.upper(i) in FORBIDDEN:
            raise refused(f"不能用 {t.upper(i)}", f"{t.upper(i)} can't be used", Say("自写查询只读图中数据；若是变量名请改名", "a query of your own only reads the graph; if it is a name, choose another"))  # fmt: skip
        if t.word(i, CALL) and role == LANGUAGE_WORD:
            opens = i + 1
            scoped = t.sign(opens, "(") and t.sign(t.match[opens] + 1, "{")
            if not (t.sign(opens, "{") or scoped):
                raise refused("不能调用过程", "no procedure can be called", Say("CALL { 子查询 } 可以", "CALL { a subquery } can"))  # fmt: skip


def _word(t: Text, i: int) -> None:
    """A word after which a bracket begins a list must be no name, or `name['key']` would look like one."""
    if t.sign(i + 1, "(") and t.upper(i) not in BEFORE_GROUP:
        raise refused(f"{t.upper(i)} 后不能是括号", f"no bracket can follow {t.upper(i)}")
    if t.upper(i) not in LISTING:
        return
    opened = t.sign(i - 1, "(", "[")
    as_name = (
        t.word(i - 1, AS)
        or t.sign(i + 1, ")", "]", ":", ",", ".", "=")
        or (opened and (t.sign(i + 1, "*", "{") or t.upper(i + 1) in ("WHERE", "IS")))
        or (t.sign(i - 1, "(", "[", ",") and t.word(i + 1, IN))
    )
    if as_name:
        raise refused(f"“{t.tokens[i].text}”不能作为名称", f"'{t.tokens[i].text}' can't be a name")


def _function(t: Text, i: int) -> None:
    name = t.tokens[i].text
    start = i
    while t.sign(start - 1, ".") and t.named(start - 2):
        start -= 2
    whole = "".join(token.text for token in t.tokens[start : i + 1])
    if start != i or name.lower() not in FUNCTIONS | {"properties"} or t.tokens[i].kind == QUOTED:
        raise refused(f"不能用函数 {whole}", f"the function {whole} can't be used", did_you_mean(whole.lower(), FUNCTIONS | NAMESPACED))  # fmt: skip


def _label(t: Text, names: Names, i: int, actor: Actor) -> None:
    o = ontology()
    name = t.tokens[i].text
    flows = {link.flow: link for link in o.links.values() if link.flow}
    owner = o.kinds.get(name) or o.links.get(name) or flows.get(name)
    if owner is None and name != ANY:
        raise refused(f"没有类别或关系“{name}”", f"no kind or link '{name}'", did_you_mean(name, [*o.kinds, *o.links, *flows, ANY]))  # fmt: skip
    if owner is not None and not actor.sees(owner):
        raise Refused(Say(f"当前身份不能查看{owner.label.zh}", f"your role does not see {owner.label.en}"), Say("请向管理员申请", "ask an administrator"))  # fmt: skip


def _property(t: Text, names: Names, i: int, made: set[str], all_kinds: bool) -> None:
    """A name that is a property of the graph, or one that the query made itself; whose it is told, where that matters."""
    name = t.tokens[i].text
    called = names.roles[i] == PROPERTY and t.sign(i + 1, "(")
    if called and f"{t.tokens[i - 2].text}.{name}".lower() in NAMESPACED:
        return
    if called:
        raise refused(f"不能用函数 {name}", f"the function {name} can't be used")
    if names.roles[i] == PROPERTY and name not in known() | made and name.lower() not in TEMPORAL:
        raise refused(f"图中没有属性“{name}”", f"no property '{name}' in the graph", did_you_mean(name, known()))
    if names.roles[i] == KEY and name not in known() and not name.isidentifier():
        raise refused(f"“{name}”不能作为键", f"'{name}' can't be a key")
    if not all_kinds and names.owners(i) is None:
        raise refused(f"查询没有说明“{name}”属于哪个类别", f"the query does not tell whose '{name}' it is", Say("写明类别，如 (e:Enterprise)", "name the kind, as in (e:Enterprise)"))  # fmt: skip


def _hidden(names: Names, i: int) -> tuple[Prop, ...]:
    """The personal data that such a name stands for there; none where the text tells whose it is and it is open."""
    name, owners = folded(names.text.tokens[i].text), names.owners(i)
    if owners is None:
        return secrets()[name]
    return tuple(p for owner in owners for p in behind(owner, name))


def _open(names: Names, i: int) -> bool:
    """Whether `x {.*}` is of kinds without personal data."""
    t = names.text
    if not (t.sign(i, "*") and t.sign(t.inside[i], "{") and t.named(t.inside[i] - 1)):
        return False
    known_ = names.variables.get(t.tokens[t.inside[i] - 1].text)
    owners: list[Kind | Link | None] = [names.owner(label) for label in (known_.owners or ())] if known_ else []
    return bool(owners) and all(owner and not behind(owner, "caption") for owner in owners)


def _shown(t: Text, i: int) -> str:
    """A few words of the text around a token, for the refusal."""
    return "".join(token.written() for token in t.tokens[max(i - 1, 0) : i + 2]).strip()


def _permit(reads: Mapping[str, tuple[Prop, ...]], actor: Actor, reason: str | None) -> None:
    """Personal data that is named may be read by whoever may read all of it in full, everywhere, and says why."""
    what = "、".join(reads)
    if not all(actor.full(p, ()) for hidden in reads.values() for p in hidden):
        cure = Say(
            f"{WHOLE.zh}；不涉及个人信息的，写明类别如 (e:Enterprise)，或用 toString、toInteger 包住变量",
            f"{WHOLE.en}; where it is none, name the kind at every place, as in (e:Enterprise), or put the variable into toString or toInteger",
        )
        raise Refused(Say(f"“{what}”可能读到个人信息，当前身份无权直接使用", f"'{', '.join(reads)}' may read personal data, which your role may not name"), cure)  # fmt: skip
    if not (reason or "").strip():
        raise refused(f"“{what}”会读到个人信息", f"'{', '.join(reads)}' reads personal data", Say("请写明理由（--reason）", "give a reason (--reason)"))  # fmt: skip
