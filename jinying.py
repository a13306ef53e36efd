"""The command: composes the packages' commands, nothing else. `jinying --help` lists the verbs."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, NamedTuple, cast

import typer

from graph.context import Context
from graph.say import JinyingError, Say, did_you_mean, of_system
from graph.screen import Screen, harmless, language
from graph.settings import OTHERS, Settings, ours

WORDS = {
    word: Say(zh, word)
    for word, zh in (
        ("kind", "类别"), ("link", "关系"), ("sum", "汇总"), ("detector", "检测器"), ("query", "查询"), ("mapping", "映射"), ("command", "命令"), ("model", "模型"), ("value", "值"),
        ("property", "属性"), ("type", "值类型"), ("zh", "中文"), ("en", "英文"), ("merge", "冲突规则"), ("full for", "全文可见"), ("name", "名"),
        ("label", "说明"), ("default", "默认"), ("low", "下限"), ("high", "上限"), ("unit", "单位"), ("mode", "方式"), ("params", "参数"),
        ("returns", "返回"), ("column", "列"), ("may be missing", "可缺"), ("argument", "参数"), ("help", "说明"),
    )
}  # fmt: skip


Misuse = cast("type[Exception]", typer.BadParameter.__base__)  # whatever the parser of options refuses
FORMATS = ("--json", "--csv")
TAKING = ("--data", "--lang")  # options of every command that take a value
ASSIGNED = tuple(f"{option}=" for option in TAKING)
REFUSED = {
    r"No such option: (\S+)": Say("没有选项 {}", "no option {}"),
    r"No such command '(.*?)'": Say("没有命令“{}”", "no command '{}'"),
    r"Missing command": Say("缺少命令", "a command is missing"),
    r"Missing argument '(.*?)'": Say("缺少参数 {}", "{} is missing"),
    r"Missing option '(.*?)'": Say("缺少选项 {}", "{} is missing"),
    r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)": Say("多余的参数：{}", "too many arguments: {}"),
    r"Option '(.*?)' requires": Say("选项 {} 缺少值", "{} needs a value"),
    r"Option '(.*?)' does not take a value": Say("选项 {} 不带值", "{} takes no value"),
    r"Invalid value for '?(.*?)'?: (.*)": Say("{} 的值无效", "bad value for {}: {}"),
}


def door(
    ctx: typer.Context,
    data: Annotated[Path | None, typer.Option(help="数据目录 · data folder (JINYING_DATA, ./data)")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON · print JSON")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="表格输出 CSV · print tables as CSV")] = False,
    lang: Annotated[str | None, typer.Option(help="zh | en")] = None,
) -> None:
    """Options of every command."""
    settings = Settings.from_env()
    if lang and lang.lower() not in ("zh", "en"):
        raise JinyingError(Say(f"没有语言“{lang}”", f"no language '{lang}'"), did_you_mean(lang, ("zh", "en")))
    if settings.job is not None:
        leash = import_module("api.jobs.leash")
        leash.leash()
        leash.polite()
    settings = replace(settings, data=data or settings.data, lang=language(lang))
    screen = Screen(settings.lang, as_json or as_csv or not sys.stdout.isatty(), as_csv, settings.progress)
    if settings.data.exists() and not ours(settings.data):
        screen.note(
            f"数据目录 {settings.data} 不归当前用户独有，其权限未改：新文件只有本人可读，先前的文件他人或许可读；可用 chown 取得它，或另选 JINYING_DATA",
            f"the data folder {settings.data} is not yours alone and keeps its mode: what is written now only you can read, what was there others may; chown it, or choose another JINYING_DATA",
        )
    ctx.obj = Context(settings, screen)


def evaluate_command(
    ctx: typer.Context,
    shared: Annotated[Path, typer.Option(help="外部数据目录 · folder of outside data", envvar="JINYING_SHARED")] = Path("../shared/data"),
    models: Annotated[bool, typer.Option("--models", help="评估模型，同 evaluate models · the models, as `evaluate models` does")] = False,
) -> None:  # fmt: skip
    """评估 · All of it on the outside data and on worlds that nobody looked at; --models: the models of the graph."""
    if models and ctx.invoked_subcommand is None:
        named("gnn.trust.evaluate:models_command")(ctx, shared)
    else:
        named("ingest.evaluate.commands:evaluate_command")(ctx, shared)


def ref_command(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="KIND | LINK | DETECTOR | model-NAME | QUERY | MAPPING | COMMAND")
    ] = None,
) -> None:
    """参考 · What exists: kinds, links, detectors, models, queries, mappings, commands."""
    context: Context = ctx.obj
    lang = context.settings.lang
    known = reference() | named("gnn.trust.referring:models")(context.settings.data)
    if name is None:
        columns = [("what", Say("类", "what")), ("name", Say("名", "name")), ("label", Say("说明", "about"))]
        rows = [{"what": _word(context, w), "name": n, "label": about.to(lang)} for n, (w, about, _) in known.items()]
        context.screen.rows(Say("参考", "Reference"), columns, rows)
        return
    if name not in known:
        raise JinyingError(Say(f"没有“{name}”", f"nothing is called '{name}'"), did_you_mean(name, known))
    what, about, rows = known[name]
    keys = dict.fromkeys(key for row in rows for key in row) or {"name": None}
    columns = [(key, WORDS.get(key, Say(key, key))) for key in keys]
    title = Say(f"{WORDS[what].zh} {name}：{about.zh}", f"{what} {name}: {about.en}")
    context.screen.rows(title, columns, rows)


def _word(context: Context, word: str) -> str:
    return word if context.screen.plain else WORDS[word].to(context.settings.lang)


def reference() -> dict[str, tuple[str, Say, list[dict[str, Any]]]]:
    """Everything that has a name: what it is, a sentence, its details as rows."""
    from graph.detect import DETECTORS
    from graph.merge import FLOW_SCHEMA
    from graph.ontology import Kind, Link, ontology
    from graph.queries import queries
    from ingest.mapping import shipped

    known: dict[str, tuple[str, Say, list[dict[str, Any]]]] = {}
    for owner in ontology().owners:
        details = [
            {
                "property": p.name,
                "type": p.type,
                "zh": p.label.zh,
                "en": p.label.en,
                "merge": p.merge,
                "full for": ", ".join(p.mask) or "*",
            }
            for p in owner.props.values()
        ]
        known[owner.name] = ("kind" if isinstance(owner, Kind) else "link", owner.label, details)
        if isinstance(owner, Link) and owner.flow:
            about = Say(f"{owner.label.zh}，按双方汇总", f"{owner.label.en}s, summed by pair")
            known[owner.flow] = ("sum", about, [{"property": n, "type": str(t)} for n, t in FLOW_SCHEMA.items()])
    for d in DETECTORS:
        law = d.law
        said = [
            ("about", d.about),
            ("classes", Say("、".join(law.classes), ", ".join(law.classes))),
            (f"law {law.checked}", law.text),
            *(("exonerates", e) for e in law.exonerates),
        ]
        details = [{"name": name, "zh": words.zh, "en": words.en} for name, words in said]
        details += [
            {"name": p.name, "zh": p.label.zh, "en": p.label.en, **{k: f"{getattr(p, k):g}" for k in ("default", "low", "high")}, "unit": p.unit}
            for p in d.params
        ]  # fmt: skip
        known[d.name] = ("detector", d.label, details)
    for q in queries().values():
        known[q.name] = (
            "query",
            Say(q.about, q.about),
            [{"mode": q.mode, "params": ", ".join(q.params), "returns": ", ".join(q.returns)}],
        )
    for m in shipped():
        for t in m.tables:
            known.setdefault(
                t.name,
                ("mapping", t.label, [{"column": c, "may be missing": o} for c, o in t.columns().items()]),
            )
    return known | dict(_commands(typer.main.get_command(compose()), ""))


def _commands(command: Any, path: str) -> Iterator[tuple[str, tuple[str, Say, list[dict[str, Any]]]]]:
    """Every verb with its arguments and options; a group's own ones below it."""
    zh, _, en = (command.help or "").partition(" · ")
    if path:
        options = [
            {"argument": " ".join(p.opts), "default": str(p.default), "help": getattr(p, "help", "") or ""}
            for p in command.params
            if p.name != "help"
        ]
        yield path, ("command", Say(zh, en.split(". ")[0].rstrip(".") or zh), options)
    for name, inner in getattr(command, "commands", {}).items():
        yield from _commands(inner, f"{path} {name}".strip())


class Group(NamedTuple):
    """Verbs below a verb: what it is about, the lists that have them, and what the verb alone does."""

    about: str
    verbs: dict[str, tuple[str, ...]]
    alone: str | None = None


VERBS = {  # the list that has a verb, in the order in which a newcomer meets them
    "ingest.commands:COMMANDS": ("load", "map", "world"),
    "graph.commands:COMMANDS": ("why", "rebuild", "check", "detect"),
    "graph.search.commands:COMMANDS": ("search",),
    "graph.own_cypher.commands:COMMANDS": ("query",),
    "graph.study.commands:COMMANDS": ("trace", "layers", "core", "ledger", "sheets", "whatif"),
    "api.commands:COMMANDS": ("serve", "demo"),
    "api.jobs.commands:COMMANDS": ("worker",),
    "graph.case.verifying:VERIFY": ("verify",),
    "jinying:COMMANDS": ("ref",),
}
GROUPS = {
    "imports": Group("导入清单；show、undo、diff · Imports; show, undo, diff.", {"graph.commands:IMPORTS": ("show", "undo", "diff")}, "graph.commands:imports_command"),
    "jobs": Group("任务清单；show、cancel、log · Jobs, newest first; show, cancel, log.", {"api.jobs.commands:JOBS": ("show", "cancel", "log")}, "api.jobs.commands:jobs_command"),
    "evaluate": Group(
        "评估；accounts、layers、core、world、names、texts、models · How good the answers are, against labels; accounts, layers, core, world, names, texts, models.",
        {"ingest.evaluate.commands:EVALUATE": ("accounts", "layers", "core", "world", "names", "texts"), "gnn.trust.evaluate:EVALUATE": ("models",)}, "jinying:evaluate_command",
    ),
    "match": Group("同一主体 · Who may be whom: proposed, reviewed, measured.", {"ingest.match.commands:MATCH": ("propose", "train", "explain", "evaluate"), "ingest.match.reviewing:REVIEW": ("review", "answer", "agreement", "calibrate")}),
    "text": Group("中文文本 · What Chinese texts say, and the models that read them.", {"ingest.text.collecting:COLLECT": ("collect", "confirm"), "ingest.text.commands:TEXT": ("read", "classify", "campaigns", "train", "measure", "train-classes")}),
    "gnn": Group("图模型 · Models of the graph: trained beside their floor, scored, explained, compared.", {"gnn.commands:GNN": ("data", "train", "score", "explain", "report", "compare", "contagion", "models")}),
    "judge": Group("同一性判定；same、different、unsure、list、undo · Who is who; same, different, unsure, list, undo.", {"graph.study.judging:JUDGE": ("same", "different", "unsure", "list", "undo")}),
    "case": Group(
        "案件；入案规则、任务、冻结、差别、证据、脱敏、导出、封存、重放、移送 · Cases: rules, tasks, frozen states, what has changed since, evidence, redactions, exports, sealed bundles, replay, handover.",
        {
            "graph.case.docket_commands:DOCKET": ("list", "open", "member", "show", "join"), "graph.case.commands:CASE": ("rule", "freeze", "diff"),
            "graph.case.course_commands:COURSE": ("timeline", "comment", "amend", "assign", "remove", "close", "reopen"), "graph.case.task_commands:TASKS": ("task",),
            "graph.case.handover_commands:HANDOVER": ("handover",), "graph.case.evidence_commands:EVIDENCE": ("evidence",), "graph.case.counting_commands:COUNTING": ("counting",),
            "graph.case.export_commands:EXPORTS": ("export",), "graph.case.sealing_commands:SEALING": ("seal", "key", "redact"), "graph.case.replay_commands:REPLAY": ("replay",),
            "graph.case.template_commands:TEMPLATING": ("templates",),
        },
    ),
    "user": Group("用户 · Who may sign in, with which roles and regions.", {"api.accounts:USERS": ("add", "list", "roles", "regions", "lock", "unlock", "password")}),
    "token": Group("令牌 · What programs sign in with.", {"api.accounts:TOKENS": ("create", "list", "revoke")}),
    "audit": Group("审计 · What was done, and whether the record of it is whole.", {"api.accounts:AUDIT": ("list", "verify", "anchor")}),
}  # fmt: skip
COMMANDS = [("ref", ref_command)]


def named(place: str) -> Any:
    """`module:name`; this file may run as the main module."""
    module, _, name = place.partition(":")
    return globals()[name] if module == "jinying" else getattr(import_module(module), name)


def compose(verb: str | None = None, inner: str | None = None) -> typer.Typer:
    """The verb and those below it, or of these the list that has `inner`, or all verbs: what one needs is imported in half a second,
    what all need in two."""
    app = typer.Typer(
        no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
        help="金鹰 Jinying: graph investigations.", callback=door,
    )  # fmt: skip
    for place, verbs in VERBS.items():
        if verb is None or verb in verbs:
            for name, command in named(place):
                app.command(name)(command)
    for name, group in GROUPS.items():
        if verb is None or verb == name:
            below = typer.Typer(
                no_args_is_help=group.alone is None, invoke_without_command=group.alone is not None, help=group.about,
                callback=None if group.alone is None else named(group.alone),
            )  # fmt: skip
            places = [place for place, verbs in group.verbs.items() if inner is None or inner in verbs]
            for word, command in (one for place in places for one in named(place)):
                below.command(word)(command)
            app.add_typer(below, name=name)
    return app


def asked(words: list[str]) -> tuple[str | None, str | None]:
    """The verb that is asked for and the one below it, where they are such: all of them are needed for help, and to say what was
    meant."""
    rest = iter(words)
    first = next((w for w in rest if not w.startswith("-") or (w in TAKING and next(rest, None) is None)), None)
    if first not in {*GROUPS, *(verb for verbs in VERBS.values() for verb in verbs)}:
        return None, None
    second = next(rest, None)
    return first, second if first in GROUPS and any(second in verbs for verbs in GROUPS[first].verbs.values()) else None


@cache
def __getattr__(name: str) -> Any:
    """`app`: all verbs, for whoever asks this module what there is."""
    if name == "app":
        return compose()
    raise AttributeError(name)


def main() -> None:
    """The console script: what it writes is its user's alone, errors are one line with a cure."""
    os.umask(OTHERS)
    try:
        words = arranged(sys.argv[1:])
        raise SystemExit(compose(*asked(words))(words, prog_name="jinying", standalone_mode=False))
    except Misuse as error:
        raise SystemExit(_misused(error)) from None
    except JinyingError as error:
        raise SystemExit(_told(error)) from None
    except BrokenPipeError:  # whoever read our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(141) from None
    except OSError as error:
        raise SystemExit(_told(of_system(error))) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def arranged(words: list[str]) -> list[str]:
    """What holds for every command may be said anywhere: `jinying detect ring --json --lang en`."""
    end = words.index("--") if "--" in words else len(words)
    first: list[str] = []
    rest: list[str] = []
    left = iter(words[:end])
    for word in left:
        if word in TAKING:
            first += [word, *islice(left, 1)]
        else:
            (first if word in FORMATS or word.startswith(ASSIGNED) else rest).append(word)
    return first + rest + words[end:]


def _misused(error: Any) -> int:
    """What the parser of options refuses, as one line with a cure; all of the help where nothing was asked."""
    said = error.format_message()
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(said + "\n")
        return 2
    said = " ".join(said.split()).rstrip(".")
    found = ((re.match(pattern, said), say) for pattern, say in REFUSED.items())
    what = next((Say(*(s.format(*m.groups()) for s in say)) for m, say in found if m), Say(f"用法有误（{said}）", said))
    path = error.ctx.command_path if error.ctx else "jinying"
    cure = Say(f"用法见 {path} --help", f"see {path} --help")
    if error.ctx and (word := re.match(r"No such (option: |command ')([^' ]+)", said)):
        command = error.ctx.command
        known = command.commands if word[1] == "command '" else [o for p in command.params for o in p.opts]
        cure = did_you_mean(word[2], known)
    return _told(JinyingError(what, cure))


def _told(error: JinyingError) -> int:
    """Say it in the language asked for; the exit code."""
    asked = re.search(r"\0--lang[=\0]([^\0]*)", "\0".join(sys.argv))
    lang = language(asked and asked[1])
    sys.stderr.write(harmless(f"{Say('错误', 'error').to(lang)}: {error.to(lang)}") + "\n")
    return error.exit


if __name__ == "__main__":
    main()
