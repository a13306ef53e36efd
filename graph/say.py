"""Sentences in both languages, and the one family of errors that speaks them."""

from __future__ import annotations

import difflib
import errno
from collections.abc import Iterable
from typing import NamedTuple


class Say(NamedTuple):
    """One sentence, Chinese first."""

    zh: str
    en: str

    def to(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


class JinyingError(Exception):
    """What went wrong and the cure, for a person. `exit` is the command's exit code (2: misuse)."""

    exit = 2

    def __init__(self, what: Say, cure: Say | None = None) -> None:
        super().__init__(what.en if cure is None else f"{what.en}; {cure.en}")
        self.what = what
        self.cure = cure

    def to(self, lang: str) -> str:
        """One line in `lang`."""
        if self.cure is None:
            return self.what.to(lang)
        return f"{self.what.to(lang)}{'；' if lang == 'zh' else '; '}{self.cure.to(lang)}"


def did_you_mean(word: str, known: Iterable[str]) -> Say:
    """The nearest known words, or the list of them when none is near and the list is short."""
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=3, cutoff=0.6) or [n for n in names if n.lower() == word.lower()]
    if near:
        return Say(f"是否想写 {'、'.join(near)}？", f"did you mean {', '.join(near)}?")
    return Say(f"可用：{'、'.join(names[:40])}", f"known: {', '.join(names[:40])}")


NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def of_system(error: OSError) -> JinyingError:
    """What the operating system refused, as one line with a cure. What was begun is staged, so nothing is lost."""
    where = f" {error.filename}" if error.filename else ""
    if error.errno in NO_ROOM or any(f"errno {code}]" in str(error) for code in NO_ROOM):
        return JinyingError(
            Say(f"磁盘空间不足{where}", f"no space left on the disk{where}"),
            Say(
                "腾出空间后再运行一次（装载加 --resume），已写入的不会丢失",
                "make room and run it again (a load with --resume): nothing that was written is lost",
            ),
        )
    why = error.strerror or str(error)
    return JinyingError(
        Say(f"系统拒绝：{why}{where}", f"the system refused: {why}{where}"),
        Say("请检查路径、权限与磁盘", "check path, permissions and disk"),
    )
