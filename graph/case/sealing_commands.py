"""Commands of sealing: a frozen case into a bundle, whose seal it bears, what is hidden in a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from graph.case.assemble import Asked, assembled
from graph.case.docket_commands import CaseName
from graph.case.export import FORMATS
from graph.case.export_commands import asked_for, reader_of
from graph.case.frozen import frozen
from graph.case.handing import handed
from graph.case.redact import HAND, Outlook, previewed
from graph.case.sealing import Wanted, seal_case, whole
from graph.case.sign import Seal, seal
from graph.case.stamp import Authority
from graph.context import Context
from graph.ops.cases import Cases
from graph.ops.redactions import ROLES, SORTS, Redaction, Redactions
from graph.say import JinyingError, Say

KeyFile = Annotated[Path | None, typer.Option("--key", envvar="JINYING_SEAL_KEY", help="签名密钥，PEM · the key that seals", dir_okay=False)]  # fmt: skip
CertificateFile = Annotated[Path | None, typer.Option("--certificate", envvar="JINYING_SEAL_CERT", help="其证书，PEM · its certificate", dir_okay=False)]  # fmt: skip


def seal_command(
    ctx: typer.Context,
    case: CaseName,
    formats: Annotated[list[str] | None, typer.Argument(help="导出格式，缺省为全部 · formats; none: all")] = None,
    version: Annotated[int | None, typer.Option(help="冻结版本，缺省为最近一次 · the frozen version; none: the last one")] = None,
    view: Annotated[str | None, typer.Option(help="已存视图的编号，取其布局 · id of a saved view, whose layout is taken")] = None,
    seen: Annotated[bool, typer.Option("--seen", help="导出文件只含视图所见 · files hold only what the view shows")] = False,
    group: Annotated[list[str] | None, typer.Option(help="团伙的账户、企业或个人 · accounts, firms or people of the group; none: by the findings")] = None,
    count: Annotated[list[str] | None, typer.Option(help="计算口径，如 reinvested=again · how figures are counted")] = None,
    full: Annotated[str | None, typer.Option("--full", help="不脱敏；案件没有脱敏时含冻结数据，可重放；写明理由，留痕 · unmasked, with the frozen facts where nothing is redacted, so that it can be replayed; say why, it is audited")] = None,
    to: Annotated[Path | None, typer.Option(help="另复制到此目录 · a folder to copy the bundle to", file_okay=False)] = None,
    key: KeyFile = None,
    certificate: CertificateFile = None,
    tsa: Annotated[str | None, typer.Option(envvar="JINYING_TSA_URL", help="时间戳机构网址 (RFC 3161) · the time-stamping authority")] = None,
    tsa_roots: Annotated[Path | None, typer.Option(envvar="JINYING_TSA_CERT", help="该机构的根证书，PEM · root certificates of the authority", exists=True, dir_okay=False)] = None,
) -> None:  # fmt: skip
    """封存案件 · A frozen case as one signed bundle: files, facts, rules, custody log, list of electronic data, verifier."""
    context: Context = ctx.obj
    data, lang = context.settings.data, context.settings.lang
    mark, authority = seal(data, key, certificate), None if tsa is None else Authority(tsa, tsa_roots)
    with context.ops() as ops:
        state = frozen(data, ops, Cases(ops).meant(case).id, version)
        asked = asked_for(context, ops, state.snapshot(), view, seen=seen, group=group or (), count=count or ())
        wanted = Wanted(asked, formats or ["all"], mark, authority, None if full is None else reader_of(ops, full), full or "")  # fmt: skip
        with context.screen.progress() as bar:
            task = bar.add_task(Say("封存", "seal").to(lang), total=None, note="")

            def step(name: str, done: int, total: int) -> None:
                label = FORMATS[name].label if name in FORMATS else Say("封存", "seal")
                bar.update(task, description=label.to(lang), completed=done, total=total)

            kept, made = seal_case(state, ops, data, wanted, step)
        facts = whole(ops, kept.case, wanted.reader)
    path = made.path if to is None else handed(made.path, to)
    if context.screen.plain:
        context.screen.data({"id": kept.id, "file": str(path), **asdict(made.digest), "files": made.files, "fingerprint": made.fingerprint, "seal": made.standing, "stamp": made.stamp, "open": kept.open, "replay": facts})  # fmt: skip
    context.screen.say(f"已封存 {made.files} 个文件：{path}", f"sealed {made.files} files: {path}")
    context.screen.say(f"SHA-256 {made.digest.sha256}，SM3 {made.digest.sm3}", f"SHA-256 {made.digest.sha256}, SM3 {made.digest.sm3}")  # fmt: skip
    context.screen.say(f"签名：{made.standing}，证书指纹 {made.fingerprint}", f"seal: {made.standing}, fingerprint {made.fingerprint}")  # fmt: skip
    context.screen.say(f"时间戳：{made.stamp}", f"time stamp: {made.stamp}")
    if not facts:
        context.screen.note("不含冻结数据：可校验，不可重放。未脱敏（--full）且案件没有脱敏时才含", "without the frozen facts: it can be verified, not replayed. They are in it with --full, where nothing of the case is redacted")  # fmt: skip


KEYED = {
    "fingerprint": Say("证书指纹（SHA-256）", "fingerprint (SHA-256)"), "algorithm": Say("算法", "algorithm"), "subject": Say("证书名称", "subject"),
    "from": Say("有效期自 (北京时间)", "from (UTC+8)"), "until": Say("至 (北京时间)", "until (UTC+8)"), "standing": Say("效力", "standing"),
}  # fmt: skip


def key_command(ctx: typer.Context, key: KeyFile = None, certificate: CertificateFile = None) -> None:
    """签名证书 · Whose seal bundles bear, with the fingerprint that is to be told to whoever checks them."""
    context: Context = ctx.obj
    mark: Seal = seal(context.settings.data, key, certificate)
    held = mark.certificate
    rows: dict[str, Any] = {
        "fingerprint": mark.fingerprint, "algorithm": mark.algorithm, "subject": held.subject.rfc4514_string(), "from": held.not_valid_before_utc.isoformat(),
        "until": held.not_valid_after_utc.isoformat(), "standing": mark.standing,
    }  # fmt: skip
    if context.screen.plain:
        context.screen.data(rows)
        return
    context.screen.rows(Say("签名证书", "Seal"), [("key", Say("项", "field")), ("value", Say("值", "value"))], [{"key": KEYED[k].to(context.settings.lang), "value": v} for k, v in rows.items()])  # fmt: skip


def redact_command(
    ctx: typer.Context,
    case: CaseName,
    sort: Annotated[str | None, typer.Argument(help=f"按规则隐去一类值；不写则列出 · a sort of values; none: the redactions are listed: {' | '.join(SORTS)}")] = None,
    role: Annotated[list[str] | None, typer.Option(help=f"只隐去有此角色者的 · only of those with a role: {' | '.join(ROLES)}")] = None,
    subject: Annotated[str | None, typer.Option(help="手工：主体或关系的编号 · by hand: id of an entity or a link")] = None,
    prop: Annotated[str | None, typer.Option(help="手工：其属性 · by hand: which property of it")] = None,
    text: Annotated[str | None, typer.Option(help="手工：一段文字，凡出现处 · by hand: a text, wherever it stands")] = None,
    undo: Annotated[int | None, typer.Option(help="撤销第几号 · take one back, by number")] = None,
    why: Annotated[str, typer.Option("--why", help="理由 · the reason")] = "",
    preview: Annotated[bool, typer.Option("--preview", help="导出之前：各条会隐去多少值、多少处，不列出值 · before an export: how much each would hide, without saying what")] = False,
) -> None:  # fmt: skip
    """脱敏 · What is hidden wherever a case goes out, in every format alike: by rule, by hand; taken back with a reason."""
    context: Context = ctx.obj
    with context.ops() as ops:
        case_id, kept = Cases(ops).meant(case).id, Redactions(ops)
        asked = [one for one in (sort, subject, text, undo, preview or None) if one is not None]
        if len(asked) > 1 or (subject is None) != (prop is None):
            raise JinyingError(Say("一次只做一件：一类值、--subject 与 --prop、--text、--undo 或 --preview", "one thing at once: a sort, --subject with --prop, --text, --undo, or --preview"))  # fmt: skip
        if preview:
            state = frozen(context.settings.data, ops, case_id)
            _previewed(context, previewed(ops, case_id, assembled(state, Asked(ops.who, lang=context.settings.lang, bundle="-"))))  # fmt: skip
            return
        if undo is not None:
            kept.undo(case_id, undo, why)
        elif sort is not None:
            kept.by_rule(case_id, sort, why, role or ())
        elif subject is not None and prop is not None:
            kept.by_hand(case_id, subject, prop, why)
        elif text is not None:
            kept.by_text(case_id, text, why)
        held = kept.of(case_id, gone=context.screen.plain)
    _redactions(context, held)


def _redactions(context: Context, held: Sequence[Redaction]) -> None:
    columns = [
        ("seq", Say("序", "seq")), ("sort", Say("类别", "sort")), ("roles", Say("角色", "roles")), ("subject", Say("主体或关系", "entity or link")), ("prop", Say("属性", "property")),
        ("said", Say("文字", "text")), ("why", Say("理由", "why")), ("who", Say("何人", "who")), ("at", Say("时间 (北京时间)", "at (UTC+8)")),
        *([("gone", Say("已撤销", "taken back"))] if context.screen.plain else []),
    ]  # fmt: skip
    lang = context.settings.lang
    rows = [
        {**asdict(r), "roles": ", ".join(r.roles if context.screen.plain else [ROLES[one].to(lang) for one in r.roles]), **({} if context.screen.plain or not r.sort else {"sort": SORTS[r.sort].to(lang)})}
        for r in held
    ]  # fmt: skip
    context.screen.rows(Say("脱敏", "Redactions"), columns, rows)


def _previewed(context: Context, found: Sequence[Outlook]) -> None:
    """How much each redaction, and what everybody's rights leave hidden, would take out of every format."""
    columns = [
        ("rule", Say("类别", "sort")), ("values", Say("不同的值", "values")), ("ids", Say("主体与关系", "of things")), ("cells", Say("原值所在格", "cells")), ("texts", Say("重复它的文字", "texts")),
        ("subject", Say("手工：主体或关系", "by hand: of")), ("prop", Say("属性", "property")), ("why", Say("理由", "why")), ("who", Say("何人", "who")),
    ]  # fmt: skip
    lang = context.settings.lang
    called = {**{name: say.to(lang) for name, say in SORTS.items()}, HAND: Say("手工", "by hand").to(lang)}
    rows = [
        {**asdict(one), **({} if context.screen.plain else {"rule": called.get(one.rule, one.rule)})} for one in found
    ]
    context.screen.rows(Say("导出时将隐去", "What an export would hide"), columns, rows)


SEALING = [("seal", seal_command), ("key", key_command), ("redact", redact_command)]
