"""The command of search: what was typed, what answers it and why, captions masked; who searched is recorded."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from graph.context import Context
from graph.mask import caption
from graph.ontology import ontology
from graph.ops import Ops
from graph.say import Say
from graph.search.hits import Found, Hit
from graph.search.index import index
from graph.search.reading import personal
from graph.search.sought import sought

MOST = 1000


def search_command(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="名称、拼音、首字母、代码、号码、尾号 · a name or part of it, pinyin, first letters, a code, a number, its last four")],
    kind: Annotated[list[str] | None, typer.Option("--kind", help="只查此类，可多次 · of this kind alone, may be repeated")] = None,
    region: Annotated[list[str] | None, typer.Option("--region", help="只查此地（开头），可多次 · where the region begins so, may be repeated")] = None,
    limit: Annotated[int, typer.Option(min=1, max=MOST, help="列出多少 · how many are shown")] = 20,
) -> None:  # fmt: skip
    """检索 · Search entities by name, part, sound, first letters or number; each hit says why, a slip is forgiven."""
    context: Context = ctx.obj
    kinds = frozenset(ontology().kind(k).name for k in kind) if kind else None
    with context.ops() as ops, context.screen.progress() as bar:
        task = bar.add_task(Say("建立检索索引", "search index").to(context.settings.lang), total=None, note="")
        made = index(context.lake, ops.judged, lambda name, done: bar.update(task, description=name, completed=done))
        found = made.find(text, kinds, region, limit)
        audited(ops, text, found)
    _show(context, found)


def audited(ops: Ops, text: str, found: Found) -> None:
    """Record a search: what was typed, but where that is personal data only of which sort and how long it was."""
    sort = personal(text) or ("name" if found.hits and closed(found.hits[0]) else None)
    said: dict[str, Any] = (
        {"text": text.encode("utf-8", "replace").decode()} if sort is None else {"sort": sort, "length": len(text)}
    )
    ops.note("search", "-", **said, total=found.total)


def closed(hit: Hit) -> bool:
    """Whether a hit was met by a value that is masked."""
    return hit.field in (fields := sought(hit.kind)) and fields[hit.field].closed


def _show(context: Context, found: Found) -> None:
    lang = context.settings.lang
    rows = [
        {"caption": caption(h.kind, h.caption, h.id), "kind": h.kind if context.screen.plain else ontology().kinds[h.kind].label.to(lang),
         "region": h.region or None, "reason": h.reason.to(lang), "score": round(h.score, 3), "id": h.id}
        for h in found.hits
    ]  # fmt: skip
    if context.screen.plain and not context.screen.csv:
        body = {"total": found.total, "exact": found.exact_total, "truncated": found.truncated, "cut": found.cut}
        context.screen.data({**body, "kinds": found.kinds, "regions": found.regions, "hits": rows})
        return
    columns = [
        ("caption", Say("名称", "caption")), ("kind", Say("类别", "kind")), ("region", Say("地区", "region")), ("reason", Say("依据", "reason")),
        ("score", Say("分", "score")), ("id", Say("编号", "id")),
    ]  # fmt: skip
    context.screen.rows(_title(found), columns, rows)
    if found.total:
        context.screen.say(*_counted(found.kinds, lambda k: ontology().kinds[k].label))
        context.screen.say(*_counted(found.regions, lambda r: Say(r or "未载地区", r or "no region stated")))
    if found.cut:
        context.screen.note("输入过长，只用了前面部分", "the query was too long: only its beginning was used")


def _title(found: Found) -> Say:
    least = Say("", "") if found.exact_total else Say("至少", "at least ")
    return Say(
        f"共{least.zh} {found.total} 项，列出 {len(found.hits)} 项",
        f"{least.en}{found.total} found, {len(found.hits)} shown",
    )


def _counted(counts: Any, label: Any) -> Say:
    most = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    said = [(label(key), n) for key, n in most[:12]]
    rest = sum(n for _, n in most[12:])
    more = (f"，其他 {rest}", f", others {rest}") if rest else ("", "")
    return Say("，".join(f"{w.zh} {n}" for w, n in said) + more[0], ", ".join(f"{w.en} {n}" for w, n in said) + more[1])


COMMANDS = [("search", search_command)]
