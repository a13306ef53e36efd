"""What was taken out of a case by GraphQL: each export with its files, their hashes, who took it and of which frozen state."""

from __future__ import annotations

import strawberry
from strawberry.types import Info

from api.schema.fields import asked, page, visit_of, words
from api.schema.pages import Connection, connection
from api.schema.scalars import Long, Time, epoch
from api.visit import Visit
from graph.case.dossier import SCOPES
from graph.case.export import FORMATS
from graph.ops.exports import Export, Exports
from graph.ops.freezes import Freezes

CaseExportScope = words("CaseExportScope", SCOPES, "导出范围 · what of a case goes out")


@strawberry.type(description="导出格式 · a format that a case goes out in")
class CaseExportFormat:
    name: str
    label: str
    about: str


@strawberry.type(description="一次导出的一个文件 · one file of an export")
class CaseExportFile:
    format: str
    label: str
    file: str
    bytes: Long
    sha256: str
    sm3: str
    path: str = strawberry.field(
        description="下载路径（GET，须有导出权） · where it is fetched; takes the right to export"
    )


@strawberry.type(description="一次导出 · one export")
class CaseExport:
    id: strawberry.ID
    at: Time
    who: str
    version: int = strawberry.field(description="所据冻结版本 · the frozen state that it was made of")
    scope: CaseExportScope
    redactions: Long = strawberry.field(description="遮盖的格数 · cells that were hidden")
    open: bool = strawberry.field(description="含未脱敏的个人信息 · personal data in the clear")
    why: str
    files: list[CaseExportFile]


@strawberry.type
class Exported:
    """What was taken out of a case."""

    @strawberry.field(description="历次导出，新的在前 · its exports, the newest first")
    def exports(self, info: Info, first: int | None = None, after: str | None = None) -> Connection[CaseExport]:
        visit, (start, size) = visit_of(info), page(first, after)
        held, total = Exports(visit.ops).list(str(self.id), start, size)
        versions = {f.id: f.version for f in Freezes(visit.ops).list(str(self.id))} if held else {}
        return connection([_export(visit, one, versions[one.freeze]) for one in held], start, total)


@strawberry.type
class Formats:
    @asked("cases", "案件导出格式 · formats that a case goes out in")
    def case_export_formats(self, info: Info) -> list[CaseExportFormat]:
        say = visit_of(info).say
        return [CaseExportFormat(name=one.name, label=say(one.label), about=say(one.about)) for one in FORMATS.values()]


def _export(visit: Visit, one: Export, version: int) -> CaseExport:
    files = [
        CaseExportFile(
            format=f.format, label=visit.say(FORMATS[f.format].label) if f.format in FORMATS else f.format, file=f.file.split("/", 1)[-1],
            bytes=Long(f.bytes), sha256=f.sha256, sm3=f.sm3, path=f"/api/cases/{one.case}/exports/{one.id}/{n}",
        )
        for n, f in enumerate(one.files)
    ]  # fmt: skip
    return CaseExport(
        id=strawberry.ID(one.id), at=Time(epoch(one.at)), who=one.who, version=version, scope=CaseExportScope[one.scope],
        redactions=Long(one.redactions), open=one.open, why=one.why, files=files,
    )  # fmt: skip
