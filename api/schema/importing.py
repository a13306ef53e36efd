"""Imports by GraphQL: an upload looked at, mapped and tried; what an import brought, and what it rejected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import strawberry
from strawberry.types import Info

from api import imports
from api.schema.fields import asked, done, page, short, visit_of
from api.schema.meta import Import, Label, told_import
from api.schema.pages import Connection, connection
from api.schema.provenance import plain
from api.schema.scalars import Fen, Json, Long
from api.schema.work import Upload, told_upload
from api.visit import Visit
from graph.ontology import Kind, Link, ontology
from graph.say import JinyingError, Say
from graph.values import REASONS
from ingest.mapping import shipped
from ingest.source import Left, Source
from ingest.trial import Draft, Fit, Tried, Use
from ingest.trial import uses as used

NAME = Say("名称", "the name")


@strawberry.type(
    description="文件中的一张表 · one table of a file: a sheet, a member of an archive, or the file itself"
)
class UploadPart:
    name: str
    columns: list[str]
    encoding: str | None = strawberry.field(description="文本的编码 · of a text")


@strawberry.type(description="未读的部分及原因 · what of a file is left out, and why")
class PartLeftOut:
    name: str
    why: str


@strawberry.type(description="masked：此列含个人信息，预览脱敏 · a column; `masked`: it holds personal data")
class PreviewColumn:
    name: str
    masked: bool


@strawberry.type
class PreviewRow:
    row: Long
    cells: list[str | None]


@strawberry.type(description="上传文件的前几行，个人信息脱敏 · the first rows of an upload, personal data masked")
class UploadPreview:
    part: UploadPart
    parts: list[UploadPart]
    columns: list[PreviewColumn]
    rows: list[PreviewRow]
    more: bool
    above: list[str] = strawberry.field(description="表格上方写明的项目 · what stands named above the table")
    left_out: list[PartLeftOut]


@strawberry.type(description="一列写入何处 · what a column becomes")
class ColumnUse:
    column: str
    shape: str = strawberry.field(description="col, const, join, split, first, take, head")
    alias: str
    owner: str | None = strawberry.field(description="类别或关系，空为个人或企业 · kind or link; null: a person or an enterprise, each row tells")  # fmt: skip
    owner_label: str | None
    property: str
    label: str
    optional: bool
    sure: float | None = strawberry.field(description="把握 0-1 · how sure the guess is; null where a mapping says so")
    role: str = strawberry.field(
        description="去处的代号，供 choices 使用 · what `choices` names; empty where a mapping says so"
    )


@strawberry.type(description="现成映射与文件的符合程度 · a shipped mapping beside a file")
class MappingFit:
    name: str
    label: str
    reads: int = strawberry.field(description="读取的列数 · columns of the file that it reads")
    missing: list[str] = strawberry.field(description="文件缺少的列 · columns that it needs and the file has not")
    fits: bool


@strawberry.type(description="草拟的映射，须人核对 · a proposed mapping: a person looks at it before it loads anything")
class MappingProposal:
    text: str | None
    problem: str | None
    shape: str | None = strawberry.field(description="表的种类 · the kind of table it was taken for")
    columns: list[ColumnUse]
    unused: list[str]
    roles: list[ColumnUse] = strawberry.field(description="列的全部去处 · all that a column of such a table can be")
    needs: list[list[str]] = strawberry.field(
        description="每组至少需要其一 · roles of which one of each group is needed"
    )
    fits: list[MappingFit]


@strawberry.input(description="一列改作何用；role 为空即不导入 · what a column is to be; without a role it is not used")
class ColumnChoice:
    column: str
    role: str | None = None


@strawberry.type(description="现成的映射 · a mapping that comes with the system")
class ShippedMapping:
    name: str
    label: Label
    text: str
    columns: list[str]


@strawberry.type(
    description="一类记录的数量；无权见的类别为空 · records of a kind or link; null where the asker does not see it"
)
class RecordChange:
    name: str
    label: str
    new: Long | None
    changed: Long | None
    merged: Long | None = strawberry.field(description="已有且无变化 · known, and nothing changes")


@strawberry.type(description="拒收原因 · why cells or rows were rejected, and how many")
class RejectReason:
    reason: str
    words: str
    count: Long


@strawberry.type(
    description="拒收的一格或一行；lost 为 row 即整行未收 · one cell or row; `lost` row: nothing of it was kept"
)
class RejectedRow:
    part: str
    row: Long
    column: str
    value: str | None = strawberry.field(description="原值，个人信息脱敏 · what stood there, personal data masked")
    reason: str
    words: str
    lost: str


@strawberry.type(description="映射后的一条记录，个人信息脱敏 · a record as the mapping reads it")
class MappedRecord:
    owner: str
    label: str
    row: Long
    values: Json
    ends: Json = strawberry.field(description="关系两端：from/to 的 kind 与 caption · ends of a link")


@strawberry.type
class AmountSum:
    owner: str
    label: str
    fen: Fen


@strawberry.type(description="试运行：只读前若干行，不写入 · a trial of the first rows; nothing is written")
class MappingCheck:
    problem: str | None = strawberry.field(description="映射不可用的原因与办法 · why the mapping can't be used")
    mapping: str | None
    tables: list[str]
    rows: Long
    whole: bool = strawberry.field(description="文件已全部读完；否则全部结果见任务 dry-run · the whole file was read; else the job `dry-run` reads all")  # fmt: skip
    rejected: Long
    ignored: Long
    cells: Long
    records: list[RecordChange]
    sums: list[AmountSum]
    reasons: list[RejectReason]
    rejects: list[RejectedRow]
    examples: list[MappedRecord]
    columns: list[ColumnUse]
    left_out: list[PartLeftOut]


@strawberry.type(description="一次导入带来的变化 · what an import changed, beside the lake as it was then")
class ImportDiff:
    import_: Import = strawberry.field(name="import")
    in_force: bool
    records: list[RecordChange]
    reasons: list[RejectReason]
    with_it: list[strawberry.ID] = strawberry.field(description="撤销时一并撤销的导入 · imports that go with it")


@strawberry.type
class Importing:
    @asked("submit", "上传文件的前 20 行；part 为表名 · the first rows of one's own upload")
    def upload_preview(self, info: Info, id: strawberry.ID, part: str | None = None) -> UploadPreview:
        visit = visit_of(info)
        made = imports.preview(visit, str(id), part)
        return UploadPreview(
            part=_part(made.source), parts=[_part(s) for s in made.parts], more=made.more, above=list(made.source.preamble),
            columns=[PreviewColumn(name=n, masked=n in made.veils) for n in made.source.header],
            rows=[PreviewRow(row=Long(n), cells=list(cells)) for n, cells in made.rows], left_out=_left(visit, made.left),
        )  # fmt: skip

    @asked(
        "submit", "为上传的文件草拟映射 · what `jinying map` would write for an upload, and the mappings that are there"
    )
    def mapping_proposal(self, info: Info, upload: strawberry.ID, part: str | None = None, choices: list[ColumnChoice] | None = None) -> MappingProposal:  # fmt: skip
        visit = visit_of(info)
        made = imports.proposal(visit, str(upload), part, {c.column: c.role for c in choices or ()})
        draft = made.draft or Draft("", Say("", ""))
        return MappingProposal(
            text=draft.text or None, problem=made.why and _words(visit, made.why), shape=visit.say(draft.shape) or None,
            columns=[_use(visit, u) for u in draft.uses], unused=list(draft.unused), roles=[_use(visit, u) for u in draft.roles],
            needs=[list(need) for need in draft.needs], fits=[_fit(visit, f) for f in made.fits],
        )  # fmt: skip

    @asked("submit", "试运行映射：自写文本、现成名称，或自动选择 · try a mapping on an upload's first rows: a text, a shipped one, or whichever fits")  # fmt: skip
    def check_mapping(self, info: Info, upload: strawberry.ID, text: str | None = None, name: str | None = None) -> MappingCheck:  # fmt: skip
        visit = visit_of(info)
        try:
            mapping, tried = imports.check(visit, str(upload), text, name)
        except imports.UNUSABLE as error:
            return _checked(visit, None, Tried(), error)
        return _checked(visit, mapping and mapping.name, tried, None)

    @asked("submit", "现成的映射 · mappings that come with the system")
    def mappings(self, info: Info) -> list[ShippedMapping]:
        return [
            ShippedMapping(name=m.name, label=Label(zh=m.tables[0].label.zh, en=m.tables[0].label.en), text=m.text, columns=[c for t in m.tables for c in t.columns()])
            for m in shipped()
        ]  # fmt: skip

    @asked("imports", "一次导入带来的变化 · what an import changed")
    def import_diff(self, info: Info, id: strawberry.ID) -> ImportDiff:
        visit = visit_of(info)
        made = imports.brought(visit, str(id))
        return ImportDiff(
            import_=told_import(made.manifest), in_force=made.in_force, records=_records(visit, made.changes), reasons=_reasons(visit, made.reasons),
            with_it=[strawberry.ID(one) for one in made.with_it],
        )  # fmt: skip

    @asked(
        "imports",
        "拒收的行；dry-<编号> 为试装 · what an import rejected; `dry-<id>`: the job `dry-run`, without values",
    )
    def rejected_rows(self, info: Info, id: strawberry.ID, first: int | None = None, after: str | None = None) -> Connection[RejectedRow]:  # fmt: skip
        visit, (start, size) = visit_of(info), page(first, after)
        rows, total = imports.lost_rows(visit, str(id), start, size)
        return connection([_rejected(visit, row) for row in rows], start, total)


@strawberry.type
class Mapped:
    @done("submit", "保存自写的映射，供装载任务的 own_mapping 使用 · keep a mapping of one's own: `own_mapping` of the jobs that load")  # fmt: skip
    def save_mapping(self, info: Info, text: str, name: str) -> Upload:
        return told_upload(imports.keep_mapping(visit_of(info), text, short(name, 60, NAME)))


def _part(source: Source) -> UploadPart:
    return UploadPart(name=source.name, columns=list(source.header), encoding=source.encoding or None)


def _left(visit: Visit, left: Sequence[Left]) -> list[PartLeftOut]:
    return [PartLeftOut(name=one.name, why=visit.say(one.why)) for one in left]


def _words(visit: Visit, error: JinyingError) -> str:
    return visit.say(Say(error.to("zh"), error.to("en")))


def _use(visit: Visit, u: Use) -> ColumnUse:
    return ColumnUse(
        column=u.column, shape=u.shape, alias=u.alias, owner=u.owner and u.owner.name, owner_label=u.owner and visit.say(u.owner.label), property=u.prop,
        label=visit.say(u.label), optional=u.optional, sure=u.sure, role=u.role,
    )  # fmt: skip


def _fit(visit: Visit, f: Fit) -> MappingFit:
    return MappingFit(name=f.mapping, label=visit.say(f.label), reads=f.read, missing=list(f.missing), fits=f.fits)


def _records(visit: Visit, changes: Mapping[str, Mapping[str, int]]) -> list[RecordChange]:
    """In the ontology's order."""
    found = []
    for name in (n for n in (*ontology().kinds, *ontology().links) if n in changes):
        told = {k: Long(n) if imports.seen(visit, name) else None for k, n in changes[name].items()}
        found.append(RecordChange(name=name, label=visit.say(ontology().table(name).label), **told))
    return found


def _reasons(visit: Visit, reasons: Mapping[str, int]) -> list[RejectReason]:
    ranked = sorted(reasons.items(), key=lambda one: -one[1])
    return [RejectReason(reason=r, words=visit.say(REASONS[r]), count=Long(n)) for r, n in ranked]


def _rejected(visit: Visit, row: Mapping[str, Any]) -> RejectedRow:
    return RejectedRow(
        part=row["part"], row=Long(row["row"]), column=row["column"], value=row["value"], reason=row["reason"], words=visit.say(REASONS[row["reason"]]),
        lost=row["lost"],
    )  # fmt: skip


def _checked(visit: Visit, mapping: str | None, tried: Tried, error: JinyingError | None) -> MappingCheck:
    def label(name: str) -> str:
        owner: Kind | Link = ontology().table(name)
        return visit.say(owner.label)

    return MappingCheck(
        problem=error and _words(visit, error), mapping=mapping, tables=[t.name for t in tried.tables], rows=Long(tried.rows), whole=tried.whole,
        rejected=Long(tried.rejected), ignored=Long(tried.ignored), cells=Long(tried.cells), records=_records(visit, tried.counts),
        sums=[AmountSum(owner=o, label=label(o), fen=Fen(fen)) for (o, _), fen in tried.sums.items()], reasons=_reasons(visit, tried.reasons),
        rejects=[_rejected(visit, row) for row in tried.rejects], columns=[_use(visit, u) for t in tried.tables for u in used(t)],
        examples=[
            MappedRecord(owner=name, label=label(name), row=Long(one["row"]), values={k: plain(v) for k, v in one["values"].items()}, ends=one["ends"])
            for name, rows in tried.examples.items() for one in rows
        ],
        left_out=_left(visit, tried.left),
    )  # fmt: skip
