"""Forms: one record that a person fills in, as a file of one row that the ordinary loader reads.

A form is a mapping and its columns. What is filled in is read as the loader reads it before anything is written, and
what would be rejected is said field by field. The file names who filled it in and when, and is kept: it is what the
lake's values point to, and undoing its import takes the record back.
"""

from __future__ import annotations

import csv
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from graph.lake import Lake
from graph.ontology import LOADER, Kind, Link, Prop
from graph.say import JinyingError, Say, did_you_mean
from graph.values import REASONS
from ingest.load import Loaded, load
from ingest.mapping import Mapping_, Table, Value, shipped
from ingest.records import NOTHING, Place, Records, read
from ingest.source import SourceHow, open_source

WHO, WHEN = "填报人", "填报时间"  # columns of the file that no mapping reads
SHORT, LONG = 1000, 20_000  # characters of a value
WORDS = ("made", "required", "long", "choices", "en")


class FormError(JinyingError):
    """No such form, or its file would not be read as it was filled in."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in: the mapping's column. `type`: a value kind; `made`: a number comes by itself where left empty."""

    name: str
    label: Say
    type: str
    required: bool
    long: bool
    choices: tuple[str, ...]
    made: str | None
    personal: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A mapping that can be filled in."""

    name: str
    label: Say
    mapping: Mapping_
    fields: tuple[Field, ...]

    @property
    def table(self) -> Table:
        """What reads it."""
        return self.mapping.tables[0]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something can't be taken as it is filled in; `field` is empty where it is the whole of it."""

    field: str
    why: Say


@cache
def forms() -> tuple[Form, ...]:
    """All forms, in the order of their declaration."""
    declared = yaml.load(files("ingest").joinpath("forms.yaml").read_text("utf-8"), LOADER)
    known = {m.name: m for m in shipped()}
    return tuple(_form(known[name], said) for name, said in declared.items())


def form(name: str) -> Form:
    """The form of that name, or an error that suggests."""
    for one in forms():
        if one.name == name:
            return one
    raise FormError(Say(f"没有表单“{name}”", f"no form '{name}'"), did_you_mean(name, [f.name for f in forms()]))


def _form(mapping: Mapping_, said: Mapping[str, Any]) -> Form:
    (table,) = mapping.tables
    meant = _meant(table)
    named = [column for word in said for column in said[word]]
    if unknown := [*(said.keys() - set(WORDS)), *(column for column in named if column not in meant)]:
        raise FormError(Say(f"表单 {mapping.name}：不认识 {unknown}", f"form {mapping.name}: unknown {unknown}"), did_you_mean(unknown[0], meant))  # fmt: skip
    return Form(mapping.name, table.label, mapping, tuple(_field(column, meant[column], said) for column in meant))


def _field(column: str, meant: list[tuple[Kind | Link, Prop]], said: Mapping[str, Any]) -> Field:
    owner, prop = meant[0]
    types = {p.type for _, p in meant}
    english = said.get("en", {}).get(column) or f"{owner.label.en}: {prop.label.en}"
    return Field(
        column, Say(column, english), prop.type if len(types) == 1 else "text", column in said["required"], column in said.get("long", ()),
        tuple(said.get("choices", {}).get(column, ())), said.get("made", {}).get(column), any(p.mask for _, p in meant),
    )  # fmt: skip


def _meant(table: Table) -> dict[str, list[tuple[Kind | Link, Prop]]]:
    """Each column that the table reads, and what it is read for."""
    meant: dict[str, list[tuple[Kind | Link, Prop]]] = {}
    rules: list[tuple[Kind | Link, Mapping[str, Value]]] = [(r.kind, r.props) for r in table.entities]
    rules += [(r.link, r.props) for r in table.links]
    for owner, props in rules:
        for name, value in props.items():
            for column, _ in value.columns():
                meant.setdefault(column, []).append((owner, owner.props[name]))
    return meant


# what is filled in


def filled(form: Form, values: Mapping[str, Any], at: datetime) -> dict[str, str]:
    """The values as texts, empty where nothing is said, with the numbers that come by themselves."""
    known = {f.name for f in form.fields}
    for name in values:
        if name not in known:
            raise FormError(Say(f"表单没有“{name}”", f"the form has no field '{name}'"), did_you_mean(name, known))
    texts = {f.name: _text(values.get(f.name)) for f in form.fields}
    for f in form.fields:
        if f.made and texts[f.name] in NOTHING:
            texts[f.name] = f"{f.made}-{at:%Y%m%d}-{secrets.token_hex(4)}"
    return texts


def _text(value: Any) -> str:
    """A value as a cell says it; a single line has no line breaks to lose."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (str, int, float)):
        return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    raise FormError(Say("只接受文本、数与是否", "values are texts, numbers, yes or no"))


def problems(form: Form, texts: Mapping[str, str]) -> list[Problem]:
    """What stands against it, field by field, in words: nothing is written while there is any."""
    said = [p for f in form.fields for p in _said(f, texts[f.name])]
    known = {p.field for p in said}
    rest = {name: "" if name in known else text for name, text in texts.items()}
    return said + [p for p in _read_problems(form, rest) if p.field not in known and (p.field or not said)]


def _said(field: Field, text: str) -> Iterator[Problem]:
    """What needs no reading."""
    most = LONG if field.long else SHORT
    if text in NOTHING:
        if field.required:
            yield Problem(field.name, Say(f"请填写{field.name}", f"{field.label.en} is missing"))
    elif len(text) > most:
        yield Problem(field.name, Say(f"超过 {most} 字", f"longer than {most} characters"))
    elif field.choices and text not in field.choices:
        yield Problem(field.name, Say(f"只能是 {'、'.join(field.choices)}", f"one of {', '.join(field.choices)}"))
    elif any((ord(c) < 32 and c not in "\n\t") or 0xD800 <= ord(c) <= 0xDFFF or c == "\uffff" for c in text):
        yield Problem(field.name, Say("含有控制字符", "it holds control characters"))
    elif "\n" in text and not field.long:
        yield Problem(field.name, Say("只能有一行", "it takes one line"))


def _read_problems(form: Form, texts: Mapping[str, str]) -> list[Problem]:
    """What the loader would reject of it, a value as well as the whole."""
    records = _records(form, texts)
    found = []
    for row in records.rejects.iter_rows(named=True):
        names = [f.name for f in form.fields if f.name in row["column"].split("+")]
        found += [Problem(name, REASONS[row["reason"]]) for name in names or [""]]
    if not found and not records.frames:
        found.append(Problem("", Say("没有可记录的内容", "it states nothing")))
    return list(dict.fromkeys(found))


def _records(form: Form, texts: Mapping[str, str]) -> Records:
    frame = pl.DataFrame({name: [text] for name, text in texts.items()}, schema=dict.fromkeys(texts, pl.String))
    return read(form.table, frame, pl.Series("row", [2], pl.Int64), Place(0, form.name, {}))


def write(form: Form, texts: Mapping[str, str], who: str, at: datetime, folder: Path) -> Path:
    """A file of one row that says who and when first; raises where it would not be read as it was filled in."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{form.name}-{at:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}.csv"
    row = {WHO: who, WHEN: at.isoformat(timespec="seconds"), **texts}
    with open(path, "w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerows([list(row), list(row.values())])
    try:
        same = _reads_back(path, row)
    except JinyingError:
        same = False
    if not same:
        path.unlink()
        raise FormError(Say("填写的内容无法写成一行", "what was filled in can't be written as one row"), Say("请去掉特殊字符", "leave out special characters"))  # fmt: skip
    return path


def _reads_back(path: Path, row: Mapping[str, str]) -> bool:
    blocks = list(open_source(path, SourceHow()).blocks())
    if len(blocks) != 1 or blocks[0].rejected or blocks[0].frame.height != 1:
        return False
    got = {name: (text or "").strip() for name, text in blocks[0].frame.row(0, named=True).items()}
    return got == {name: text.strip() for name, text in row.items()}


def enter(lake: Lake, form: Form, path: Path) -> tuple[Loaded, list[tuple[str, str]]]:
    """Load the file; what was made of it, and its entities as kind and id, the form's own first. The caller holds the
    lake's lock."""
    loaded = load(lake, path, form.mapping)
    kinds = dict.fromkeys(rule.kind.name for rule in form.table.entities)
    found = [(kind, one) for kind in kinds for one in lake.scan(kind, [loaded.manifest.id]).select("id").collect()["id"]]  # fmt: skip
    return loaded, found
