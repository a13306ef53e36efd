"""Writes a proposed mapping as YAML that a person can check: what each column was taken for, and how surely."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from ingest.rules import Plan, Rule, Writer


def draft(name: str, plans: Sequence[Plan], missed: Sequence[str]) -> str:
    """The mapping's text."""
    lines = [
        "# 草拟的映射，请逐行核对后装载：jinying load 文件 -m 本文件",
        "# A proposed mapping. Look at every line, then: jinying load FILE -m THIS",
        "# 每行末尾是把握（0-1）· each line ends with how sure the guess is",
    ]
    lines += [f"# 未识别 · not recognised: {_oneline(part)}" for part in missed]
    lines.append(f"name: {scalar(name)}")
    if len(plans) == 1:
        return "\n".join([*lines, *_table(plans[0])]) + "\n"
    lines.append("tables:")
    for number, plan in enumerate(plans, 1):
        body = [f"name: {scalar(f'{name}-{number}')}", *_table(plan)]
        lines += [f"  - {body[0]}", *(f"    {line}" for line in body[1:])]
    return "\n".join(lines) + "\n"


def _table(plan: Plan) -> Iterator[str]:
    writer = Writer(plan)
    entities = writer.entities()
    links = writer.links(entities)
    used = writer.columns()
    yield f"label: {flow(dict(plan.shape.label))}"
    yield f"match: {flow({'header': writer.required()})}"
    if ignored := writer.ignored():
        yield f"ignore: {flow(ignored)}  # 未成交的行不算 · rows that state nothing"
    yield "entities:"
    for alias, rule in entities.items():
        yield from _rule(alias, rule)
    if links:
        yield "links:"
        for alias, rule in links.items():
            yield from _rule(alias, rule)
    if writer.must:
        yield f"must: {flow(writer.must)}  # 方向不明的行拒收 · a row with an unknown direction is rejected"
    for name, others in plan.source.twice.items():
        yield f"# 同名的列 · columns of one name: {_oneline('、'.join((name, *others)))}"
    left = [c for c in (*plan.unused, *(g.column for g in plan.guesses.values())) if c.name not in used]
    if left:
        yield "# 未用的列 · columns not used:"
        yield from (f"#   {_oneline(n)}" for n in dict.fromkeys(c.name for c in left))


def _rule(alias: str, rule: Rule) -> Iterator[str]:
    if not rule.props:
        yield f"  {scalar(alias)}: {flow(rule.head)}{f'  # {_oneline(rule.note)}' if rule.note else ''}"
        return
    yield f"  {scalar(alias)}:{f'  # {_oneline(rule.note)}' if rule.note else ''}"
    for word, body in rule.head.items():
        yield f"    {word}: {flow(body)}"
    yield "    props:"
    for prop, (value, comment) in rule.props.items():
        yield f"      {prop}: {flow(value)}{f'  # {comment}' if comment else ''}"


def _oneline(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:120]


def scalar(value: Any) -> str:
    """A YAML scalar: plain where that can't be mistaken, else in double quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    simple = re.fullmatch(r"[^\W\d][\w（）/·-]*", text)
    if simple and text.isprintable() and yaml.safe_load(text) == text:
        return text
    return json.dumps(text, ensure_ascii=not text.isprintable())


def flow(value: Any) -> str:
    """A value in YAML's one-line form."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(v) for v in value) + "]"
    return scalar(value)
