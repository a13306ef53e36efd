"""Files that were exported from a case, for its members with the right to export: each as it was registered, or not at all."""

from __future__ import annotations

import base64

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from api.downloads import disposition, safe_name
from api.visit import visit_of
from graph.case.produce import file_of
from graph.ops.cases import Cases
from graph.ops.exports import ExportError, Exports
from graph.say import Say

MEDIA = "application/octet-stream"  # saved by the browser, never shown: an HTML export is no page of ours


def router() -> APIRouter:
    """The one way to a file of an export."""
    routes = APIRouter(tags=["案件 · Cases"])

    def fetch(request: Request, case: str, export: str, number: int) -> Response:
        """One file of an export, by its place in it. What holds personal data in the clear takes the right to read that."""
        visit = visit_of(request)
        visit.demand("cases")
        visit.demand("export")
        exports = Exports(visit.ops)
        exports.demand(case)
        made = exports.one(case, export)
        if made.open and made.who != visit.actor.who:
            visit.demand("unmask")
        if not 0 <= number < len(made.files):
            raise ExportError(Say(f"此次导出没有第 {number} 个文件", f"the export has no file {number}"))
        kept = made.files[number]
        path = file_of(visit.system.settings.data, made, kept.file)
        name = f"{Cases(visit.ops).one(case).number} {kept.file.rsplit('/', 1)[-1]}"
        visit.note("case-download", case, export=export, format=kept.format, sha256=kept.sha256, bytes=kept.bytes, open=made.open)  # fmt: skip
        headers = {
            "content-disposition": disposition(safe_name(name)),
            "repr-digest": f"sha-256=:{base64.b64encode(bytes.fromhex(kept.sha256)).decode()}:",
            "cache-control": "no-store",
        }
        return FileResponse(path, media_type=MEDIA, headers=headers)

    routes.add_api_route("/api/cases/{case}/exports/{export}/{number}", fetch, methods=["GET"])
    return routes
