"""The pages that need no script: the start page, and what all of them share."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from importlib.resources import files
from typing import TypeVar

from fastapi import APIRouter
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api.overview import Overview
from api.visit import visit_of
from graph.finding import STATES
from graph.say import JinyingError, Say
from graph.store import StoreError

T = TypeVar("T")
WORDS = {
    "title": Say("地方金融风险监测与处置", "Local financial-risk supervision"),
    "overview": Say("概况", "Overview"),
    "asof": Say("数据截至", "data as of"),
    "zone": Say("东八区", "UTC+8"),
    "entities": Say("图中实体", "Entities in the graph"),
    "links": Say("图中关系", "Links in the graph"),
    "findings": Say("检测发现", "Findings"),
    "leads": Say("线索不是证据，须经人工核查", "A lead is not evidence: a person must look"),
    "imports": Say("最近导入", "Latest imports"),
    "parts": Say("系统状态", "State"),
    "score": Say("分", "score"),
    "comparable": Say("分数只在同一模式内可比", "scores compare within one pattern only"),
    "proof": Say("来源行：", "the rows behind it: "),
    "again": Say("重新加载", "Reload"),
    "file": Say("文件", "File"),
    "rows": Say("行", "Rows"),
    "rejected": Say("拒收", "Rejected"),
    "none": Say("还没有数据", "Nothing loaded yet"),
    "cure": Say("在命令行装载文件后刷新此页：", "Load files on the command line, then reload this page:"),
    "nofindings": Say("没有发现", "No findings"),
    "works": Say("正常", "Works"),
    "problem": Say("异常", "Problem"),
    "safe": Say("图可以随时由数据湖重建，数据没有丢失。", "The graph can be made anew from the lake: no data is lost."),
    "signout": Say("退出", "Sign out"),
    "password": Say("修改密码", "Change password"),
    "unbuilt": Say(
        "分析页面尚未构建。请在源码目录运行 pip install -e . ，再刷新此页（没有 Node 时会自动取用）。",
        "The page for analysis is not built: run pip install -e . in the source folder, then reload (Node is fetched where there is none).",
    ),
    "noright": Say("此身份不能查看图中内容与发现。", "Your roles do not show what is in the graph, nor findings."),
}
EACH = 5  # findings of a pattern, best first
LATEST = 8  # imports
STYLES = ("start.css", "signin.css")


@cache
def templates() -> Environment:
    """The pages' texts; whatever is put into them is escaped."""
    return Environment(loader=PackageLoader("api"), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def page_language(request: Request) -> str:
    """A page speaks as its address asks, else as the server is set."""
    asked = request.query_params.get("lang", "")
    return asked if asked in ("zh", "en") else str(request.app.state.system.settings.lang)


def of(n: int, total: int, lang: str) -> str:
    """How much of a list is there to see: nothing is left out unsaid."""
    some = Say(f"共 {total:,}，列出 {n:,}", f"{n:,} of {total:,}")
    return (some if n < total else Say(f"共 {total:,}", f"{total:,} in all")).to(lang)


def start_page(overview: Overview, request: Request, *, unbuilt: bool = False) -> Response:
    """What the asker may know of: counts, findings, imports and the state of the parts. `unbuilt`: it stands in for the
    page that people work with, and says how that is built."""
    lang, actor = page_language(request), visit_of(request).actor
    failures: list[JinyingError] = []

    def have(right: str, read: Callable[[], T], otherwise: T) -> T:
        """What a part says to whoever may know it; where it is down, the page shows what the others have."""
        if not actor.may(right):
            return otherwise
        try:
            return read()
        except JinyingError as error:
            failures.append(error)
            return otherwise

    kinds, links = have("read", overview.counts, ([], []))
    total, imports = have("imports", lambda: overview.imports(LATEST), (0, []))
    patterns, as_of = have("findings", lambda: overview.patterns(EACH), []), have("imports", overview.as_of, None)
    seen = request.state.seen
    body = templates().get_template("start.html").render(
        lang=lang, t={k: v.to(lang) for k, v in WORDS.items()}, kinds=kinds, links=links, patterns=patterns,
        failures=list(dict.fromkeys(e.to(lang) for e in failures)), states=STATES, parts=overview.parts(),
        safe=all(isinstance(e, StoreError) for e in failures), imports=imports, total=total, as_of=as_of, of=of,
        may={right: actor.may(right) for right in ("read", "findings", "imports")}, form=seen and seen.form, unbuilt=unbuilt,
        name=actor.who.partition(":")[2],
    )  # fmt: skip
    return HTMLResponse(body, 503 if failures else 200)


def style(name: str) -> Response:
    """A style sheet of ours."""
    return Response(files("api").joinpath(f"static/{name}").read_bytes(), media_type="text/css")


def icon() -> Response:
    """The mark; browsers ask for it by this name without being told."""
    body = files("api").joinpath("static/mark.svg").read_bytes()
    return Response(body, media_type="image/svg+xml", headers={"cache-control": "max-age=86400"})


def router(overview: Overview) -> APIRouter:
    """The start page, the style sheets and the mark."""
    routes = APIRouter(include_in_schema=False)

    def start(request: Request) -> Response:
        return start_page(overview, request)

    routes.add_api_route("/start", start, methods=["GET", "HEAD"])
    routes.add_api_route("/favicon.ico", icon, methods=["GET"])
    for name in STYLES:
        routes.add_api_route(f"/{name}", partial(style, name), methods=["GET"], name=name)
    return routes
