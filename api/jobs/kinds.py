"""The kinds of job there are: what each asks for, who may start it, which command line it becomes.

A line is made here of checked values: names that we know, numbers, ids, and paths that we chose ourselves. Nothing that
a person typed becomes a path or an option; a reason is the value of one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from api.jobs.rejects import rejects
from api.uploads import path_of
from api.visit import Visit
from graph.asked import moment
from graph.case.counting import CHOICES
from graph.case.export import FORMATS
from graph.detect import DETECTORS, chosen
from graph.detect.detector import given
from graph.ops import Ops
from graph.ops.cases import Cases
from graph.ops.uploads import Uploads
from graph.ops.views import Views
from graph.ops.written import WHY, text
from graph.say import JinyingError, Say, did_you_mean
from graph.settings import Settings
from ingest.mapping import read, shipped

CHINA = ZoneInfo("Asia/Shanghai")
MANY = 200  # rows of a result that are kept


class ParamError(JinyingError):
    """A parameter that a kind of job has not, needs, or can't use. `param`: which."""

    def __init__(self, param: str, what: Say, cure: Say | None = None) -> None:
        super().__init__(what, cure)
        self.param = param


@dataclass(frozen=True, slots=True)
class Param:
    """One thing a kind of job asks for. `check` gives the value as it is kept, or raises; `type` is for a form."""

    name: str
    label: Say
    type: str
    check: Callable[[Any, Visit], Any]
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line finds what it names: the data folder, and the database in the starter's name."""

    settings: Settings
    ops: Ops

    def path(self, upload: str) -> str:
        """The file of an upload of the starter's own."""
        return str(path_of(self.settings.data.resolve(), Uploads(self.ops).one(upload)))


Line = Callable[[Mapping[str, Any], Place], list[str]]
Told = Callable[[Any, Settings], Any]


@dataclass(frozen=True, slots=True)
class JobKind:
    """One kind of job. `writes`: it holds the lake, so one such runs at a time; `again`: it may be run again after it was
    broken off, and then ends as if it had not been; `told`: what of the command's result is kept (no personal data)."""

    name: str
    label: Say
    right: str
    params: tuple[Param, ...]
    line: Line
    writes: bool = False
    again: bool = True
    told: Told = lambda result, _: result
    whole: Callable[[Mapping[str, Any]], None] = lambda _: None  # raises where parameters don't go together

    def checked(self, given: Mapping[str, Any], visit: Visit) -> dict[str, Any]:
        """The parameters as they are kept; raises at the first that won't do."""
        known = {p.name: p for p in self.params}
        for name in given:
            if name not in known:
                raise ParamError(name, Say(f"没有参数“{name}”", f"no parameter '{name}'"), did_you_mean(name, known))
        kept = {}
        for p in self.params:
            value = given.get(p.name)
            if value is None or value == "":
                if p.required:
                    raise ParamError(p.name, Say(f"缺少{p.label.zh}", f"{p.label.en} is missing"))
                continue
            try:
                kept[p.name] = p.check(value, visit)
            except ParamError:
                raise
            except JinyingError as error:
                raise ParamError(p.name, error.what, error.cure) from None
        self.whole(kept)
        return kept


# checks


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 200:
        raise JinyingError(Say("应为不超过 200 字的文本", "give a text of at most 200 characters"))
    return value


def _why(value: Any, _: Visit) -> str:
    return text(_text(value), WHY)


def _upload(value: Any, visit: Visit) -> str:
    return Uploads(visit.ops).one(_text(value)).id


def _own_mapping(value: Any, visit: Visit) -> str:
    """An upload that is a mapping: what is wrong with it is told before anything starts."""
    upload = Uploads(visit.ops).one(_text(value))
    if upload.size > 1 << 20:
        raise JinyingError(Say(f"{upload.name} 不是映射", f"{upload.name} is no mapping"), Say("映射是不超过 1 MB 的 YAML", "a mapping is YAML of at most 1 MB"))  # fmt: skip
    read(path_of(visit.system.settings.data, upload))
    return upload.id


def _one_of(known: Sequence[str]) -> Callable[[Any, Visit], str]:
    def check(value: Any, _: Visit) -> str:
        if value not in known:
            raise JinyingError(Say(f"没有“{value}”", f"there is no '{value}'"), did_you_mean(str(value), known))
        return str(value)

    return check


def _some_of(known: Sequence[str]) -> Callable[[Any, Visit], list[str]]:
    one = _one_of(known)

    def check(value: Any, visit: Visit) -> list[str]:
        values = value if isinstance(value, list) else [value]
        return list(dict.fromkeys(one(v, visit) for v in values))

    return check


def _import(value: Any, visit: Visit) -> str:
    """An import in force."""
    lake = visit.system.lake.plain()
    one = lake.resolve(_text(value))
    if one not in lake.active():
        raise JinyingError(Say(f"导入 {one} 已撤销", f"import {one} is undone already"))
    return one


def _moment(value: Any, _: Visit) -> str:
    return f"{datetime.fromtimestamp(moment(_text(value)), CHINA):%Y-%m-%d %H:%M:%S}"


def _flag(value: Any, _: Visit) -> bool:
    if not isinstance(value, bool):
        raise JinyingError(Say("应为是或否", "say yes or no"))
    return value


def _whole(low: int, high: int) -> Callable[[Any, Visit], int]:
    def check(value: Any, _: Visit) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise JinyingError(Say(f"应为 {low} – {high} 的整数", f"give a whole number, {low} – {high}"))
        return value

    return check


def _numbers(value: Any, _: Visit) -> dict[str, float]:
    """Parameters of detectors by name; `_within` tells whether they are those of the detectors asked for."""
    if not isinstance(value, dict) or not all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in value.values()):  # fmt: skip
        raise JinyingError(Say("应为“名: 数”", "give names with numbers"))
    return {str(name): float(number) for name, number in value.items()}


def _within(params: Mapping[str, Any]) -> None:
    """Raise where a number is of no detector asked for, or out of its limits."""
    detectors = chosen(params.get("detectors", []))
    try:
        values = given(_settings_of(params.get("numbers", {})), detectors)
        for detector in detectors:
            detector.values(values)
    except JinyingError as error:
        raise ParamError("numbers", error.what, error.cure) from None


def _settings_of(numbers: Mapping[str, float]) -> list[str]:
    return [f"{name}={float(number)!r}" for name, number in numbers.items()]


def _case(value: Any, visit: Visit) -> str:
    """A case of the starter's, by its id."""
    visit.demand("cases")
    return Cases(visit.ops).one(_text(value)).id


def _view(value: Any, visit: Visit) -> str:
    return Views(visit.ops).one(_text(value)).id


# lines


def _load(params: Mapping[str, Any], place: Place) -> list[str]:
    mapping = params.get("mapping") or (place.path(own) if (own := params.get("own_mapping")) else None)
    return ["load", "--resume", *(["--mapping", mapping] if mapping else []), "--", place.path(params["upload"])]


def _dry(params: Mapping[str, Any], place: Place) -> list[str]:
    return ["load", "--dry-run", *_load(params, place)[2:]]


def _form(params: Mapping[str, Any], place: Place) -> list[str]:
    """The file that a form was written to."""
    path = place.settings.data.resolve() / "forms" / params["file"]
    return ["load", "--resume", "--mapping", params["form"], "--", str(path)]


def _undo(params: Mapping[str, Any], _: Place) -> list[str]:
    why = params.get("reason")  # a job of an earlier version has none
    return ["imports", "undo", *([f"--why={why}"] if why else []), "--", params["import"]]


def _detect(params: Mapping[str, Any], _: Place) -> list[str]:
    words = ["detect"]
    for one in _settings_of(params.get("numbers", {})):
        words += ["--param", one]
    for name, option in (("as_of", "--as-of"), ("since", "--since")):
        if name in params:
            words.append(f"{option}={params[name]}")
    return [*words, "--", *params.get("detectors", [])]


def _propose(params: Mapping[str, Any], _: Place) -> list[str]:
    words = ["match", "propose", "--limit", "1000000"]
    if "kind" in params:
        words += ["--kind", params["kind"]]
    if "since" in params:
        words += ["--since", str(params["since"])]
    return words + (["--apply"] if params.get("apply") else [])


def _freeze(params: Mapping[str, Any], place: Place) -> list[str]:
    return ["case", "freeze", *_reason("--why", params, place), "--", params["case"]]


def _export(params: Mapping[str, Any], place: Place) -> list[str]:
    return ["case", "export", *_taken(params, place), "--", params["case"], *params["formats"]]


def _seal(params: Mapping[str, Any], place: Place) -> list[str]:
    return ["case", "seal", *_taken(params, place), "--", params["case"], *params.get("formats", [])]


def _taken(params: Mapping[str, Any], place: Place) -> list[str]:
    """How a case goes out: what is seen, how it is counted, in full or not."""
    words = [f"--count={name}={params[name]}" for name in CHOICES if name in params]
    if "view" in params:
        words += [f"--view={params['view']}", *(["--seen"] if params.get("seen") else [])]
    return words + _reason("--full", params, place)


def _reason(option: str, params: Mapping[str, Any], place: Place) -> list[str]:
    """An option with what a comment of the case says: a reason is kept there, and in no job's parameters."""
    if "note" not in params:
        return []
    cases, comments = Cases(place.ops), {"acts": ["comment"]}
    _, total = cases.timeline(params["case"], 0, 1, **comments)
    notes = cases.timeline(params["case"], max(0, total - MANY), MANY, **comments)[0]
    said = next((one.text for one in notes if one.seq == params["note"] and one.who == place.ops.who), None)
    if said is None:
        raise JinyingError(Say(f"没有第 {params['note']} 号评论", f"no comment {params['note']} of yours"))
    return [f"{option}={said}"]


def _seen_whole(params: Mapping[str, Any]) -> None:
    if params.get("seen") and "view" not in params:
        raise ParamError("view", Say("缺少所见的视图", "the view that is seen is missing"))


# what of a result is kept


def _told_load(result: Any, settings: Settings) -> Any:
    """Files with what came of them; what was rejected by row, column and reason, never by its value."""
    files = []
    for item in result["files"][:MANY]:
        listed = rejects(settings, item.pop("rejected_file")) if item.get("rejected_file") else None
        files.append({**item, "rejected_file": None, "rejects": listed})
    return {**result, "files": files}


def _told_findings(result: Any, _: Settings) -> Any:
    """How many of which state each detector found: to read them is another right."""
    by: dict[str, Counter[str]] = {}
    for finding in result:
        by.setdefault(finding["detector"], Counter())[finding["status"]] += 1
    return {"found": len(result), "by": {name: dict(states) for name, states in by.items()}}


def _told_proposals(result: Any, _: Settings) -> Any:
    """How many of which band and rule: who they are is for those who judge."""
    count = Counter((row["band"], row["rule"]) for row in result)
    return {"proposed": len(result), "by": [{"band": b, "rule": r, "n": n} for (b, r), n in count.items()]}


def _told_rows(result: Any, _: Settings) -> Any:
    return {"total": len(result), "rows": result[:MANY], "truncated": len(result) > MANY}


def _told_freeze(result: Any, _: Settings) -> Any:
    return {name: result[name] for name in ("version", "counts", "content")}


def _told_export(result: Any, _: Settings) -> Any:
    return {"export": result["id"], "files": len(result["files"]), "redactions": result["redactions"]}


def _told_seal(result: Any, _: Settings) -> Any:
    return {name: result[name] for name in ("id", "sha256", "sm3", "files", "fingerprint", "seal", "stamp", "open")}


UPLOAD = Param("upload", Say("上传的文件", "the uploaded file"), "upload", _upload, required=True)
MAPPING = tuple(m.name for m in shipped())
HOW = (
    UPLOAD,
    Param("mapping", Say("映射", "mapping"), "choice", _one_of(MAPPING), choices=MAPPING),
    Param("own_mapping", Say("自备映射（上传的 YAML）", "a mapping of one's own (an uploaded YAML)"), "upload", _own_mapping),
)  # fmt: skip
NAMES = tuple(d.name for d in DETECTORS)
SUBJECTS = ("Enterprise", "Person")
KINDS = (
    JobKind("load", Say("装载文件", "load a file"), "submit", HOW, _load, writes=True, told=_told_load),
    JobKind("dry-run", Say("试装文件", "try a file"), "submit", HOW, _dry, writes=True, told=_told_load),
    JobKind(
        "undo", Say("撤销导入", "undo an import"), "jobs",
        (Param("import", Say("导入", "import"), "import", _import, required=True), Param("reason", Say("理由", "the reason"), "text", _why, required=True)),
        _undo, writes=True, again=False,
    ),
    JobKind(
        "detect", Say("检测", "detect"), "jobs",
        (
            Param("detectors", Say("检测器", "detectors"), "choices", _some_of(NAMES), choices=NAMES),
            Param("numbers", Say("参数", "parameters"), "numbers", _numbers),
            Param("as_of", Say("只看此前的事实", "only what happened before"), "time", _moment),
            Param("since", Say("只报此次导入以后涉及的", "only what a later import speaks of"), "import", _import),
        ),
        _detect, told=_told_findings, whole=_within,
    ),
    JobKind(
        "match", Say("提议同一主体", "propose who is whom"), "judge",
        (
            Param("kind", Say("类别", "kind"), "choice", _one_of(SUBJECTS), choices=SUBJECTS),
            Param("since", Say("只比较此日志序号之后的", "only what came after this entry of the log"), "whole", _whole(0, 1 << 31)),
            Param("apply", Say("合并档记为规则判定", "write what is sure as answers of a rule"), "flag", _flag),
        ),
        _propose, told=_told_proposals,
    ),
    JobKind("text", Say("读取材料文本", "read the texts of documents"), "jobs", (), lambda *_: ["text", "collect"], writes=True, told=_told_rows),
    JobKind("rebuild", Say("重建图", "rebuild the graph"), "jobs", (), lambda *_: ["rebuild"], writes=True),
    JobKind("check", Say("核对图与数据湖", "compare graph and lake"), "jobs", (), lambda *_: ["check"]),
)  # fmt: skip


INNER = (
    JobKind("form", Say("装载填报", "load a form"), "submit", (), _form, writes=True, told=_told_load),
)  # started by a form alone


CASE = Param("case", Say("案件", "the case"), "case", _case, required=True)
NOTE = Param(
    "note", Say("理由：本人评论的序号", "the reason: number of a comment of one's own"), "whole", _whole(1, 1 << 31)
)
TAKEN = (
    Param("view", Say("视图", "the view"), "view", _view),
    Param("seen", Say("只导出所见", "only what is seen"), "flag", _flag),
    *(Param(name, choice.label, "choice", _one_of(tuple(choice.options)), choices=tuple(choice.options)) for name, choice in CHOICES.items()),
    Param("note", Say("不脱敏的理由：本人评论的序号", "why in full: number of a comment of one's own"), "whole", _whole(1, 1 << 31)),
)  # fmt: skip
FORMS = Param("formats", Say("格式", "formats"), "choices", _some_of(tuple(FORMATS)), choices=tuple(FORMATS))
OF_CASES = (
    JobKind("case-freeze", Say("冻结案件", "freeze a case"), "cases", (CASE, NOTE), _freeze, told=_told_freeze),
    JobKind("case-export", Say("导出案件", "export a case"), "export", (CASE, replace(FORMS, required=True), *TAKEN), _export, told=_told_export, whole=_seen_whole),
    JobKind("case-seal", Say("封存案件", "seal a case"), "export", (CASE, FORMS, *TAKEN), _seal, told=_told_seal, whole=_seen_whole),
)  # started from a case's page: a form of its own asks for what they need  # fmt: skip


def kind(name: str, known: Sequence[JobKind] = (*KINDS, *OF_CASES, *INNER)) -> JobKind:
    """The kind of that name, or an error that suggests."""
    for one in known:
        if one.name == name:
            return one
    raise JinyingError(
        Say(f"没有任务“{name}”", f"no kind of job '{name}'"), did_you_mean(name, [k.name for k in known])
    )
