"""A frozen case taken out in the chosen formats: files in a folder of their own, each with its hashes, registered and in the
audit chain. What may not be seen is hidden before any format is written.

`DATA/cases/<case>/exports/<export>/<format>/<file>`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph.case.assemble import Asked, assembled
from graph.case.dossier import Dossier
from graph.case.export import FORMATS
from graph.case.export.format import Format
from graph.case.frozen import Frozen, place, tidy
from graph.case.manifest import digests
from graph.case.paper import own
from graph.entity import fresh
from graph.ops import Ops
from graph.ops.exports import Export, ExportError, Exports, File, Taken
from graph.say import Say, did_you_mean
from graph.settings import private

Step = Callable[[str, int, int], None]  # a format's name, done, total


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be taken. `hide`: gives the dossier as whoever takes it may see it; `open`: whether personal data stays in
    the clear by that, for which `why` gives the reason."""

    asked: Asked
    formats: Sequence[str]
    hide: Callable[[Dossier], Dossier]
    open: bool = False
    why: str = ""


def produce(frozen: Frozen, ops: Ops, data: Path, order: Order, watch: Step = lambda name, done, total: None) -> Export:
    """Write the files and register them: all of them, or nothing was taken. One format after the other: what each needs of
    memory is given back before the next. ExportError: no such format. TemplateFault: a template of the users' that can't be
    used."""
    chosen = formats(order.formats)
    Exports(ops).demand(frozen.case)
    new, home = fresh("export"), private(place(data, frozen.case) / "exports")
    staged = home / f".{new}"
    tidy(home, ".export-*")
    asked = replace(order.asked, bundle=order.asked.bundle or new)  # what its pages bear is what it is registered under
    dossier = replace(order.hide(assembled(frozen, asked)), templates=own(data))
    staged.mkdir()
    try:
        files = [file for one in chosen for file in _written(one, dossier, staged, watch)]
        taken = Taken(new, frozen.case, frozen.id, order.asked.scope, sum(h.cells for h in dossier.hidden), order.open, order.why)  # fmt: skip
        return Exports(ops).keep(taken, files, lambda: _put(staged, home / new))
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def formats(names: Sequence[str]) -> list[Format]:
    """The formats of these names, each once; all of them for "all"."""
    asked = list(FORMATS) if list(names) == ["all"] else list(dict.fromkeys(names))
    if not asked:
        raise ExportError(Say("缺少格式", "no format is named"), Say("、".join(FORMATS), ", ".join(FORMATS)))
    for name in asked:
        if name not in FORMATS:
            raise ExportError(Say(f"没有格式“{name[:64]}”", f"no format '{name[:64]}'"), did_you_mean(name[:64], FORMATS))  # fmt: skip
    return [FORMATS[name] for name in asked]


def file_of(data: Path, export: Export, name: str) -> Path:
    """A file of an export, as it was registered. ExportError: there is none of that name, or it is not what it was."""
    known = next((f for f in export.files if f.file == name), None)
    if known is None:
        raise ExportError(Say(f"此次导出没有文件“{name[:200]}”", f"the export has no file '{name[:200]}'"))
    path = place(data, export.case) / "exports" / export.id / known.file
    if not path.is_file() or digests(path).sha256 != known.sha256:
        raise ExportError(Say(f"文件缺失或已被改动：{name}", f"the file is gone or was altered: {name}"), Say("请重新导出", "export it again"))  # fmt: skip
    return path


def _written(one: Format, dossier: Dossier, staged: Path, watch: Step) -> list[File]:
    folder = staged / one.name
    folder.mkdir()
    names = one.write(dossier, folder, lambda done, total: watch(one.name, done, total))
    told = [(name, digests(folder / name)) for name in names]
    return [File(one.name, f"{one.name}/{name}", d.bytes, d.sha256, d.sm3) for name, d in told]


def _put(staged: Path, final: Path) -> None:
    staged.rename(final)
