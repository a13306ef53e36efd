"""Commands of a case's course: what happened in it, comments, what it is about, who is in charge, its end and its reopening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Annotated, Any

import typer

from graph.case.docket_commands import AGENCY, CAUSE, NUMBER, REGION, SUSPECTED, CaseName, Why
from graph.context import Context
from graph.ops.cases import ACTS, FACTS, MOST, OUTCOMES, ROLES, STATUSES, THINGS, Case, Cases, Entry
from graph.ops.written import SORTS
from graph.say import JinyingError, Say, did_you_mean

Person = Annotated[
    str, typer.Argument(help="用户，或命令行上的系统用户 cli:NAME · a user, or cli:NAME of the command line")
]
WORDS = {**ROLES, **SORTS, **OUTCOMES}
STEPS = [
    ("seq", Say("序", "seq")), ("at", Say("时间 (北京时间)", "at (UTC+8)")), ("who", Say("何人", "who")), ("act", Say("事项", "act")), ("subject", Say("对象", "of what")),
    ("word", Say("类别", "word")), ("text", Say("内容", "text")),
]  # fmt: skip


def timeline_command(
    ctx: typer.Context,
    case: CaseName,
    act: Annotated[list[str] | None, typer.Option(help=f"只列这些事项 · only these acts: {' | '.join(ACTS)}")] = None,
    last: Annotated[int | None, typer.Option(help="只列最近若干步 · only the last so many steps", min=1)] = None,
) -> None:  # fmt: skip
    """案件经过 · Who came and went, what was put in and taken out, amended and said, in order; none of it is ever changed.

    Freezes, evidence, tasks, handovers and exports have lists of their own; of all of them a bundle's custody log tells.
    """
    context: Context = ctx.obj
    for one in act or ():
        if one not in ACTS:
            raise JinyingError(Say(f"没有事项“{one}”", f"no act '{one}'"), did_you_mean(one, ACTS))
    with context.ops() as ops:
        cases = Cases(ops)
        found = _entries(cases, cases.meant(case).id, act or ())
    rows = [asdict(e) for e in found] if context.screen.plain else _steps(context, found)
    context.screen.rows(Say("案件经过", "Timeline"), _columns(context), rows[-last if last else 0 :])


def comment_command(
    ctx: typer.Context,
    case: CaseName,
    text: Annotated[str | None, typer.Argument(help="评论；不写则列出 · the comment; none: those there are")] = None,
    corrects: Annotated[int | None, typer.Option(help="更正本人第几号评论 · number of a comment of one's own that it puts right")] = None,
) -> None:  # fmt: skip
    """评论 · A comment stays as it was written, and is put right by a later one; or list them."""
    context: Context = ctx.obj
    with context.ops() as ops:
        cases = Cases(ops)
        case_id = cases.meant(case).id
        if text is None and corrects is not None:
            raise JinyingError(Say("--corrects 须与更正后的评论同用", "--corrects needs the comment as it should read"))
        made = None if text is None else cases.comment(case_id, text, corrects)
        found = _entries(cases, case_id, ["comment"]) if made is None else []
    if made is None:
        columns = [STEPS[0], STEPS[1], STEPS[2], ("about", Say("更正", "corrects")), STEPS[-1]]
        context.screen.rows(Say("评论", "Comments"), columns, [asdict(e) for e in found])
        return
    if context.screen.plain:
        context.screen.data(asdict(made))
    context.screen.say(f"已写入第 {made.seq} 号评论", f"comment {made.seq} is kept")


def amend_command(
    ctx: typer.Context,
    case: CaseName,
    title: Annotated[str | None, typer.Option(help="案件名称 · the title")] = None,
    cause: Annotated[str | None, CAUSE] = None,
    suspected: Annotated[str | None, SUSPECTED] = None,
    region: Annotated[str | None, REGION] = None,
    agency: Annotated[str | None, AGENCY] = None,
    docket: Annotated[str | None, NUMBER] = None,
    why: Why = "",
) -> None:  # fmt: skip
    """变更案件要素 · What a case is about, put right with a reason; what it said before stays in the timeline."""
    context: Context = ctx.obj
    given = {"title": title, "cause": cause, "suspected": suspected, "region": region, "agency": agency, "docket": docket}  # fmt: skip
    with context.ops() as ops:
        cases = Cases(ops)
        held = cases.amend(cases.meant(case).id, given, why)
    _told(context, held)


def assign_command(ctx: typer.Context, case: CaseName, name: Person, why: Why = "") -> None:
    """指派承办人 · Who is in charge from now on: a lead or a member of the case."""
    context: Context = ctx.obj
    with context.ops() as ops:
        cases = Cases(ops)
        held = cases.assign(cases.meant(case).id, name, why)
    _told(context, held)


def remove_command(
    ctx: typer.Context,
    case: CaseName,
    things: Annotated[list[str], typer.Argument(help="主体、关系或发现的编号 · ids of entities, links or findings")],
    why: Why = "",
) -> None:
    """移出案件 · Take things out of a case again; that they were in it stays. Exit 1 where one was not in it."""
    context: Context = ctx.obj
    with context.ops() as ops:
        cases = Cases(ops)
        gone = cases.remove(cases.meant(case).id, things, why)
    rest = [one for one in dict.fromkeys(things) if one not in set(gone)]
    if context.screen.plain:
        context.screen.data({"removed": list(gone), "unchanged": rest})
    context.screen.say(f"已移出 {len(gone)} 项", f"{len(gone)} taken out")
    if rest:
        context.screen.note(f"{len(rest)} 项原不在案：{rest[0]}", f"{len(rest)} were not in it: {rest[0]}")
        raise typer.Exit(1)


def close_command(
    ctx: typer.Context,
    case: CaseName,
    outcome: Annotated[str, typer.Argument(help=f"结果 · how it ends: {' | '.join(OUTCOMES)}")],
    why: Why = "",
) -> None:
    """结案 · A case is over, with its outcome; comments and members may still be added."""
    context: Context = ctx.obj
    with context.ops() as ops:
        cases = Cases(ops)
        held = cases.close(cases.meant(case).id, outcome, why)
    _told(context, held)


def reopen_command(ctx: typer.Context, case: CaseName, why: Why = "") -> None:
    """重开案件 · A case is not over after all, and waits to be assigned anew."""
    context: Context = ctx.obj
    with context.ops() as ops:
        cases = Cases(ops)
        held = cases.reopen(cases.meant(case).id, why)
    _told(context, held)


def _told(context: Context, held: Case) -> None:
    """A case as it stands after a step."""
    if context.screen.plain:
        context.screen.data(asdict(held))
    state = STATUSES[held.status] if held.outcome is None else Say(f"{STATUSES[held.status].zh}（{OUTCOMES[held.outcome].zh}）", f"{STATUSES[held.status].en} ({OUTCOMES[held.outcome].en})")  # fmt: skip
    charge = Say(f"，由 {held.assignee} 承办", f", {held.assignee} is in charge") if held.assignee else Say("", "")
    context.screen.say(
        f"{held.number} {held.title}：{state.zh}{charge.zh}", f"{held.number} {held.title}: {state.en}{charge.en}"
    )


def _entries(cases: Cases, case_id: str, acts: Sequence[str]) -> list[Entry]:
    """All of these acts, page by page."""
    found: list[Entry] = []
    total = 1
    while len(found) < total:
        some, total = cases.timeline(case_id, len(found), MOST, acts=acts)
        found += some
        if not some:
            break
    return found


def _steps(context: Context, found: Sequence[Entry]) -> list[dict[str, Any]]:
    """For a person: things put in or taken out by one act are one line that says how many."""
    rows: list[dict[str, Any]] = []
    for _, some in groupby(found, lambda e: (e.at, e.act, e.who, e.text, e.word) if e.act in THINGS else e.seq):
        first, *more = some
        row = _entry(context, first)
        many = Say(f"{len(more) + 1:,} 项", f"{len(more) + 1:,} things").to(context.settings.lang)
        rows.append({**row, "subject": many} if more else row)
    return rows


def _entry(context: Context, e: Entry) -> dict[str, Any]:
    """An entry in words: of an amendment also what changed into what; the time to the second."""
    lang = context.settings.lang
    word = FACTS[e.word] if e.act == "amend" and e.word in FACTS else WORDS.get(e.word or "")
    changed = "" if e.act != "amend" else f"{e.was or '—'} → {e.now or '—'}"
    return {
        **asdict(e),
        "act": ACTS[e.act].to(lang),
        "word": word.to(lang) if word else e.word,
        "subject": changed or e.subject,
    }


def _columns(context: Context) -> list[tuple[str, Say]]:
    """For a program also what a comment corrects and what an amendment changed."""
    more = [("about", Say("更正", "corrects")), ("was", Say("原为", "was")), ("now", Say("改为", "now"))]
    return [*STEPS, *(more if context.screen.plain else [])]


COURSE = [
    ("timeline", timeline_command),
    ("comment", comment_command),
    ("amend", amend_command),
    ("assign", assign_command),
    ("remove", remove_command),
    ("close", close_command),
    ("reopen", reopen_command),
]
