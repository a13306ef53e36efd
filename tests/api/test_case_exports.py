"""Files exported from a case: who may fetch one, that it is what was registered, and that it is in the chain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.case_files import router
from api.faults import answered
from graph.case import produce as made_by
from graph.case.assemble import Asked
from graph.case.dossier import Dossier
from graph.case.export.format import Format, Watch
from graph.case.freezing import freeze
from graph.case.frozen import place
from graph.case.produce import Order, produce
from graph.ops.exports import Export
from graph.ops.users import Users
from graph.say import JinyingError, Say
from tests.api.test_cases import Down, account, as_, data, down, member, office, opened  # noqa: F401
from tests.api.visiting import HUB, Ask, actor, client

LIST = """query ($c: ID!) { case(id: $c) { exports { total nodes { id who version scope redactions open why files { format file bytes sha256 sm3 path } } } } }"""
HTML = "<script>alert(1)</script>"


def page(_: Dossier, folder: Path, watch: Watch) -> list[str]:
    (folder / "报告.html").write_text(HTML, "utf-8")
    watch(1, 1)
    return ["报告.html"]


@pytest.fixture
def taken(as_: Callable[..., Ask], down: Down, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Export, Export]:  # noqa: F811
    """A case of li with han as reader, and two exports of it: the second in the clear."""
    li = as_("li")
    case = opened(li)
    member(li, case, "han", "reader")
    data(li('mutation ($c: ID!, $t: [ID!]!) { addToCase(id: $c, things: $t, reason: "归集") { changed } }', c=case, t=[account(HUB)]))  # fmt: skip
    monkeypatch.setattr(made_by, "FORMATS", {"page": Format("page", Say("页", "page"), Say("页", "page"), page)})
    ops, folder = down.ops.by("user:li"), down.settings.data
    order = Order(Asked("user:li"), ["page"], lambda dossier: dossier)
    state = freeze(down.lake, ops, case, folder)
    return (
        case,
        produce(state, ops, folder, order),
        produce(state, ops, folder, replace(order, open=True, why="法院调取")),
    )


@pytest.fixture
def browse(down: Down) -> Callable[[str], TestClient]:  # noqa: F811
    roles = {u.name: u.roles for u in Users(down.ops).all()}

    def by(name: str) -> TestClient:
        browser = client(router(), down, actor(*roles[name], who=f"user:{name}"))
        browser.app.add_exception_handler(JinyingError, answered)  # type: ignore[attr-defined]
        return browser

    return by


def test_a_file_is_fetched_as_it_was_registered_and_the_chain_says_so(taken: tuple[str, Export, Export], as_: Callable[..., Ask], browse: Callable[[str], TestClient], down: Down) -> None:  # noqa: F811  # fmt: skip
    case, export, _ = taken
    told = data(as_("li")(LIST, c=case))["case"]["exports"]
    assert [(e["who"], e["version"], e["scope"], e["open"], e["why"]) for e in told["nodes"]] == [("user:li", 1, "whole", True, "法院调取"), ("user:li", 1, "whole", False, "")]  # fmt: skip
    (file,) = told["nodes"][1]["files"]
    assert (file["format"], file["file"], file["bytes"]) == ("page", "报告.html", len(HTML))
    answer = browse("li").get(file["path"])
    assert sha256(answer.content).hexdigest() == file["sha256"] == export.files[0].sha256
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    (last,) = down.ops.audit(1)
    assert (last["who"], last["action"], last["subject"]) == ("user:li", "case-download", case)
    assert (last["detail"]["sha256"], last["detail"]["export"]) == (file["sha256"], export.id)


def test_who_may_fetch_what(taken: tuple[str, Export, Export], as_: Callable[..., Ask], browse: Callable[[str], TestClient]) -> None:  # noqa: F811  # fmt: skip
    case, export, clear = taken
    path, open_path = f"/api/cases/{case}/exports/{export.id}/0", f"/api/cases/{case}/exports/{clear.id}/0"
    assert browse("han").get(path).status_code == 403  # a reader looks, and takes nothing out
    assert browse("su").get(path).status_code == 400  # no member: there is no such case
    assert browse("an").get(path).status_code == 403
    member(as_("li"), case, "su")
    assert [browse("su").get(one).status_code for one in (path, open_path)] == [200, 200]
    for wrong in (f"/api/cases/{case}/exports/{export.id}/1", f"/api/cases/{case}/exports/export-none/0", f"/api/cases/{case}/exports/{export.id}/-1", f"/api/cases/case-none/exports/{export.id}/0"):  # fmt: skip
        assert browse("li").get(wrong).status_code == 400
    assert browse("li").get(f"/api/cases/{case}/exports/{export.id}/..%2f..%2fops.db").status_code in (404, 422)


def test_a_file_that_was_altered_is_not_given(taken: tuple[str, Export, Export], browse: Callable[[str], TestClient], down: Down) -> None:  # noqa: F811  # fmt: skip
    case, export, _ = taken
    kept = place(down.settings.data, case) / "exports" / export.id / export.files[0].file
    kept.write_text(HTML.upper(), "utf-8")
    answer = browse("li").get(f"/api/cases/{case}/exports/{export.id}/0")
    assert (answer.status_code, "altered" in answer.text) == (400, True)
