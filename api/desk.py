"""The query desk (playground): a page for GraphQL with ten worked queries in Chinese, api/playground/*.graphql.

Nothing comes from elsewhere, no script stands in the page. JINYING_PLAYGROUND=off takes the page away, and introspection
with it.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from importlib.resources import files

import numpy as np
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from api.pages import page_language, templates
from api.visit import Visit, visit_of
from graph.ontology import ontology
from graph.say import JinyingError, Say
from graph.snapshot import Snapshot

PATH, ENDPOINT = "/playground", "/api/graphql"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
PARTS = {"playground.css": "text/css", "playground.js": "text/javascript"}
WORDS = {
    "title": Say("GraphQL 查询台", "GraphQL desk"),
    "about": Say("看到的都按身份脱敏，查询留痕", "What you see is masked by your role; queries are recorded"),
    "language": Say("语言", "Language"),
    "examples": Say("示例", "Examples"),
    "schema": Say("模式", "Schema"),
    "find": Say("查找字段与类型", "Find fields and types"),
    "back": Say("返回", "Back"),
    "query": Say("查询", "Query"),
    "variables": Say("变量", "Variables"),
    "result": Say("结果", "Result"),
    "run": Say("运行", "Run"),
    "take": Say("复制", "Copy"),
    "save": Say("保存 JSON", "Save JSON"),
    "hint": Say("选一个示例，按“运行”。", "Choose an example and run it."),
    "running": Say("正在查询…", "Running…"),
    "failed": Say("有错误", "with errors"),
    "unsigned": Say("登录已过期，请重新登录", "your session has ended; sign in again"),
    "noschema": Say("没有得到模式；也许已关闭", "The schema could not be had; it may be switched off"),
    "badjson": Say("变量不是有效的 JSON", "the variables are no valid JSON"),
    "types": Say("全部类型", "All types"),
    "nothing": Say("没有找到", "Nothing found"),
    "copied": Say("已复制", "copied"),
    "again": Say("连不上服务，请重试", "the server can't be reached; try again"),
    "deprecated": Say("不再使用", "no longer used"),
    "needs": Say("必填", "needed"),
}


@dataclass(frozen=True, slots=True)
class Example:
    """A worked query: its first comment line is its title, the next ones what it is for; `# variables: {...}` gives values."""

    name: str
    title: str
    about: str
    variables: str
    text: str


@cache
def examples() -> tuple[Example, ...]:
    """All of them, in the order of their files' names."""
    folder = files("api").joinpath("playground")
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".graphql")), key=lambda f: f.name)
    return tuple(example(f.name.removesuffix(".graphql"), f.read_text("utf-8")) for f in found)


def example(name: str, text: str) -> Example:
    """One file, read."""
    lines = re.match(r"(?:#[^\n]*\n)*", text)
    notes = [line.lstrip("# ").strip() for line in (lines[0] if lines else "").splitlines()]
    given = next((n.partition(":")[2].strip() for n in notes if n.startswith("variables:")), "{}")
    told = [n for n in notes if not n.startswith("variables:")]
    body = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("# variables:"))
    written = json.dumps(json.loads(given), ensure_ascii=False, indent=2)
    return Example(name, told[0] if told else name, " ".join(told[1:]), written, body.strip() + "\n")


def filled(visit: Visit) -> list[Example]:
    """The examples with ids that are there in the place of {payer}, {payee} and {at}, for whoever may see them."""
    known: dict[str, str] = {}
    if visit.actor.may("read") and visit.actor.sees(ontology().kind("Account")):
        with suppress(JinyingError):
            known = _there(visit.system.snapshot())
    found = []
    for one in examples():
        text = re.sub(r"\{(\w+)\}", lambda m: known.get(m[1], m[0]), one.variables)
        found.append(replace(one, variables=text))
    return found


def _there(s: Snapshot) -> dict[str, str]:
    """The account that pays most often, whom it first paid, and when."""
    moves = s.transfers()
    if not len(moves.source):
        return {}
    payer = int(np.bincount(moves.source).argmax())
    first = int(np.flatnonzero(moves.source == payer)[0])
    ids = s.ids([payer, int(moves.target[first])])
    at = datetime.fromtimestamp(int(moves.at[first]), UTC)
    return {"payer": ids[0], "payee": ids[1], "at": f"{at:%Y-%m-%dT%H:%M:%SZ}"}


def part(name: str, request: Request) -> Response:
    """The style sheet or the script."""
    return Response(files("api").joinpath(f"static/{name}").read_bytes(), media_type=PARTS[name])


def router() -> APIRouter:
    """The page and its parts; added only where it is switched on."""
    routes = APIRouter(include_in_schema=False)

    def page(request: Request) -> Response:
        lang, seen = page_language(request), getattr(request.state, "seen", None)
        body = templates().get_template("playground.html").render(
            lang=lang, t={k: v.to(lang) for k, v in WORDS.items()}, examples=filled(visit_of(request)), endpoint=ENDPOINT,
            form=(seen and seen.form) or "", name=request.state.actor.who.partition(":")[2],
        )  # fmt: skip
        return HTMLResponse(body, headers={"content-security-policy": POLICY})

    routes.add_api_route(PATH, page, methods=["GET"])
    for name in PARTS:
        routes.add_api_route(f"/{name}", partial(part, name), methods=["GET"], name=name)
    return routes
