"""Proposes a mapping for a file nobody has seen: heads of columns and kinds of values against known shapes of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from graph.say import JinyingError, Say, did_you_mean
from ingest.draft import draft
from ingest.mapping import parse
from ingest.rules import Guess, Plan
from ingest.sample import Column, columns
from ingest.shapes import Role, Shape, shapes
from ingest.source import Source, SourceHow, sources

NEAR = 0.7  # a column fits a role from here
TWIN = 0.9  # a second column of account numbers joins the first from here
BY_VALUES = 0.45  # what a guess from the values alone is worth
HEAD_OF_ACCOUNT = r"(账号|卡号|账户|account)(号码?|no\.?|number)?$"


Choices = Mapping[str, str | None]  # column -> the role it is given, None: not used


class ChoiceError(JinyingError):
    """What somebody says of a column that can't be."""


class NothingKnownError(JinyingError):
    """No shape fits the file: nothing in it says who or what it is about."""


def propose(path: Path, choices: Choices | None = None, part: str | None = None) -> str:
    """The text of a mapping for `path`, a comment on every guess. It loads; a person looks at it before, and says
    which of several columns of one name is meant. `choices`: what columns (of one part, where it is named) are to be."""
    plans: dict[tuple[str, ...], Plan] = {}
    missed: list[Source] = []
    for source in sources(path, SourceHow()):
        if tuple(source.header) in plans:
            continue
        if (found := plan(source)) is None:
            missed.append(source)
        else:
            plans[tuple(source.header)] = chosen(found, choices or {}) if part in (None, source.name) else found
    if not plans:
        raise _nothing(path, missed)
    text = draft(path.stem, list(plans.values()), [source.name for source in missed])
    parse(text, path.stem)  # what is proposed is a mapping, or this raises
    return text


def chosen(found: Plan, choices: Choices) -> Plan:
    """The plan with what a person says of its columns in place of the guesses; an error where a table can't be without
    what is taken from it."""
    held = [*found.unused, *(g.column for g in found.guesses.values()), *(c for some in found.twins.values() for c in some)]  # fmt: skip
    columns_ = {c.name: c for c in held}
    for name, role in choices.items():
        if name not in columns_:
            raise ChoiceError(Say(f"没有列“{name}”", f"no column '{name}'"), did_you_mean(name, columns_))
        if role is not None and role not in found.shape.roles:
            raise ChoiceError(Say(f"没有去处“{role}”", f"no role '{role}'"), did_you_mean(role, found.shape.roles))
        found.free(columns_[name])
        if role is not None:
            found.put(role, columns_[name])
    for need in found.shape.needs:
        if not any(name in found.guesses or name in found.above for name in need):
            raise ChoiceError(Say(f"缺少必需的列：{' 或 '.join(need)}", f"a needed column is missing: {' or '.join(need)}"), Say("为它选一列", "choose a column for it"))  # fmt: skip
    return found


def plan(source: Source, sampled: Sequence[Column] | None = None) -> Plan | None:
    """The shape that explains most of a table's columns, and which column is what."""
    if headless(source.header):
        return None
    sampled = columns(source) if sampled is None else sampled
    tried = [p for shape in shapes() if (p := _fit(shape, source, sampled)) is not None]
    return max(tried, key=lambda p: sum(g.score for g in p.guesses.values()), default=None)


def headless(header: Sequence[str]) -> bool:
    """Whether the first row is data: two of its cells are numbers or moments."""
    return sum(bool(re.fullmatch(r"[-+¥]?[\d,.:/ \-]{4,}[Xx]?", head)) for head in header) > 1


def _nothing(path: Path, missed: Sequence[Source]) -> NothingKnownError:
    for source in missed:
        if headless(source.header):
            return NothingKnownError(
                Say(f"{source.name} 没有表头，第一行就是数据", f"{source.name} has no header, its first row is data"),
                Say("在第一行上方加一行列名", "put a row of column names above it"),
            )
    heads = [head for source in missed for head in source.header][:12]
    return NothingKnownError(
        Say(
            f"看不出 {path.name} 说的是谁或什么（列：{'、'.join(heads)}）",
            f"nothing in {path.name} tells who or what it is about (columns: {', '.join(heads)})",
        ),
        Say(
            "至少要有账号、证件号码、信用代码、企业名称或编号之一；检查表头，或参照 jinying ref 手写映射",
            "it needs an account, ID number, credit code, company name or number; check the header row, or write a"
            " mapping by hand (jinying ref)",
        ),
    )


def _fit(shape: Shape, source: Source, sampled: Sequence[Column]) -> Plan | None:
    """Columns to roles, best first; None where a role that the shape needs stays empty."""
    scored = sorted(_scores(shape, sampled), key=lambda s: -s[0])
    guesses: dict[str, Guess] = {}
    taken: set[str] = set()
    twins: dict[str, list[Column]] = {}
    for score, role, column in scored:
        if column.name in taken:
            continue
        if role.name not in guesses:
            guesses[role.name] = Guess(column, score)
            taken.add(column.name)
        elif _twin(guesses[role.name].column, role, column, score):
            twins.setdefault(role.name, []).append(column)
            taken.add(column.name)
    found = Plan(shape, source, guesses, twins, [c for c in sampled if c.name not in taken])
    for need in shape.needs:
        if not any(name in guesses for name in need) and not _fill(found, need):
            return None
    return found


def _twin(first: Column, role: Role, column: Column, score: float) -> bool:
    """Whether a second column says the same where the first is blank: card and account number, paid and created."""
    if role.kind == "account":
        return score >= TWIN and (column.share("account") or 0) > 0.9
    return role.kind == "time" and first.blanks and not column.blanks and column.moments()


def _scores(shape: Shape, sampled: Sequence[Column]) -> Iterator[tuple[float, Role, Column]]:
    for column in sampled:
        for role in shape.roles.values():
            likeness = role.likeness(column.name)
            if likeness < NEAR:
                continue
            share = column.share(role.kind)
            if share is not None and share < 0.5:
                continue
            score = likeness * (0.85 if share is None else 0.7 + 0.3 * share)
            score -= 0.02 * (role.kind in ("text", "any"))  # of two heads alike, the one whose values say more
            if score >= NEAR * 0.9:
                yield score, role, column


def _fill(found: Plan, need: Sequence[str]) -> bool:
    """Fill a need from the block above the table, from a number that shares its column with a name, or by values."""
    for name in need:
        role = found.shape.roles.get(name)
        if role is None:
            continue
        if name == "own.number" and _above(found):
            return True
        if role.kind == "account" and _shared(found, role):
            return True
        if _by_values(found, role):
            return True
    return False


def _above(found: Plan) -> bool:
    for head in found.source.preamble:
        if re.search(HEAD_OF_ACCOUNT, head, re.I):
            found.above["own.number"] = head
            holder = next((h for h in found.source.preamble if re.search("户名|账户名称|account name", h, re.I)), None)
            if holder and "own.holder" not in found.guesses:
                found.above["own.holder"] = holder
            return True
    return False


def _shared(found: Plan, role: Role) -> bool:
    alias = role.name.partition(".")[0]
    holder = found.shape.roles.get(f"{alias}.holder")
    for column in [*found.unused, *(g.column for n, g in found.guesses.items() if n.startswith(f"{alias}."))]:
        likeness = max(r.likeness(column.name) for r in (role, holder) if r is not None)
        if column.split() and likeness > 0.5:
            found.take(role.name, column, likeness)
            if holder is not None:
                found.take(holder.name, column, likeness)
            return True
    return False


def _by_values(found: Plan, role: Role) -> bool:
    tests = {"account": Column.accounts, "amount": Column.money, "time": Column.moments}
    tests |= {"id_number": Column.people, "credit_code": Column.firms}
    test = tests.get(role.kind)
    column = next((c for c in found.unused if test is not None and test(c)), None)
    if column is None:
        return False
    found.take(role.name, column, BY_VALUES)
    return True
