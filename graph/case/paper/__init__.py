"""What a report is set with: its templates, the users' own before those that come along, and its fonts.

A template is a file of one of TEMPLATES; users put theirs in DATA/templates. Jinja2 templates run in a sandbox, Typst's see
nothing but the report's own data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from struct import unpack_from
from typing import Any

import pylopdf_fonts_zh_cn as fonts
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from graph.case.dossier import Dossier
from graph.case.paper.plain import shown
from graph.say import JinyingError, Say, did_you_mean

TEMPLATES = {
    "prose.zh.txt": Say("报告各节的文字（中文）", "what the sections say, in Chinese"),
    "prose.en.txt": Say("报告各节的文字（英文）", "what the sections say, in English"),
    "report.typ": Say("PDF 版式", "the layout of the PDF"),
    "page.html": Say("单文件网页版式", "the one-file HTML"),
    "report.docx": Say("Word 样式（空白文档）", "styles of the Word file, an empty document"),
}
LARGEST = 4 << 20  # bytes of a template
LONGEST = 200_000  # signs of what the prose of one section may come to
FETCHES = re.compile(rb'(?:import|include)\s*"@')  # Typst would fetch such a package


class TemplateFault(JinyingError):
    """A template of the users' that can't be used, with why."""


def own(data: Path) -> dict[str, bytes]:
    """The users' templates of a data folder, checked for name, size and sort."""
    folder = data / "templates"
    found = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.name.startswith("."):
            continue
        if path.name not in TEMPLATES:
            raise TemplateFault(Say(f"没有模板 {path.name}", f"no template {path.name}"), did_you_mean(path.name, TEMPLATES))  # fmt: skip
        if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST:
            raise TemplateFault(
                Say(f"模板 {path.name} 不是文件或过大", f"the template {path.name} is no file or too large"), Say("至多 4 MiB 的普通文件", "a plain file of at most 4 MiB")
            )  # fmt: skip
        body = path.read_bytes()
        if path.suffix == ".typ" and FETCHES.search(body):
            raise TemplateFault(
                Say(f"模板 {path.name} 引用了网上的软件包", f"the template {path.name} asks for a package of the network"), Say("把它要的内容写进模板", "write what it needs into the template")
            )  # fmt: skip
        found[path.name] = body
    return found


def template(dossier: Dossier, name: str) -> bytes:
    """The users' own, else ours."""
    return dossier.templates.get(name) or shipped(name) or b""


def shipped(name: str) -> bytes | None:
    """The one that comes along; an empty Word document is made, not shipped (graph.case.export.word)."""
    ours = files(__name__) / name
    return ours.read_bytes() if ours.is_file() else None


def environment(*, html: bool = False) -> ImmutableSandboxedEnvironment:
    """Jinja2 in its sandbox: no attribute that begins with an underscore, nothing changed, ranges of at most 100,000."""
    return ImmutableSandboxedEnvironment(autoescape=html, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)  # fmt: skip


def prose(dossier: Dossier, facts: Mapping[str, Any]) -> dict[str, list[str]]:
    """What each block of the prose template says of these facts, by paragraphs."""
    name = f"prose.{'zh' if dossier.about.lang == 'zh' else 'en'}.txt"
    try:
        parsed = environment().from_string(template(dossier, name).decode("utf-8"))
        context = parsed.new_context(dict(facts))
        said = {key: _within(block(context), name) for key, block in parsed.blocks.items()}
    except (TemplateError, UnicodeDecodeError, TypeError, ValueError, ArithmeticError) as error:
        raise TemplateFault(
            Say(f"模板 {name} 有误：{error}", f"the template {name} is wrong: {error}"), Say("改正它，或移走以用自带的模板", "put it right, or take it away and ours is used")
        ) from error  # fmt: skip
    return {key: [shown(p, LONGEST) for p in text.split("\n") if p.strip()] for key, text in said.items()}


def _within(parts: Iterator[str], name: str) -> str:
    made, length = [], 0
    for part in parts:
        length += len(part)
        if length > LONGEST:
            raise TemplateFault(Say(f"模板 {name} 写得过长", f"what the template {name} says is too long"), Say(f"一节至多 {LONGEST:,} 字", f"at most {LONGEST:,} signs a section"))  # fmt: skip
        made.append(part)
    return "".join(made)


def font_folder() -> str:
    """Where Noto Sans SC and Noto Serif SC lie (OFL-1.1, package pylopdf-fonts-zh-cn)."""
    return str(Path(fonts.sans_path()).parent)


@cache
def covered() -> frozenset[int]:
    """Code points that one of the fonts can show."""
    return frozenset().union(*map(_cmap, (fonts.sans_path(), fonts.serif_path())))


def _cmap(path: Path) -> set[int]:
    """Code points of a font, by the OpenType specification: table cmap, format 12 (segmented coverage)."""
    body = Path(path).read_bytes()
    tables = {tag: at for tag, _, at, _ in (unpack_from(">4sIII", body, 12 + 16 * i) for i in range(unpack_from(">H", body, 4)[0]))}  # fmt: skip
    start = tables[b"cmap"]
    found: set[int] = set()
    for i in range(unpack_from(">H", body, start + 2)[0]):
        at = start + unpack_from(">I", body, start + 8 + 8 * i)[0]
        if unpack_from(">H", body, at)[0] == 12:
            for group in range(unpack_from(">I", body, at + 12)[0]):
                first, last, _ = unpack_from(">III", body, at + 16 + 12 * group)
                found.update(range(first, last + 1))
    return found


def printable(text: str) -> str:
    """What the fonts have no sign for, written as its code point: a file for the archive may have no empty boxes."""
    lacking = {ord(c) for c in set(text)} - covered() - {10}
    return text.translate({c: f"〈U+{c:04X}〉" for c in lacking}) if lacking else text
