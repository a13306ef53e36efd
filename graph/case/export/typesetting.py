"""Typst in a process of its own: its memory goes back when it ends, and a template that never ends is stopped.

It sees one folder and the fonts that come with the install. Files of a folder cost it a fifth of the memory that the same bytes
handed over do.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from graph.case.paper import TemplateFault, font_folder
from graph.say import JinyingError, Say

STANDARDS = ["a-3a", "ua-1"]  # of a PDF: for the archive with files inside, and for who reads by ear
PATIENCE = 300  # seconds
LARGEST = 4 << 30  # bytes of memory
WRONG = 3  # the exit code of a file that Typst refuses
RUN = f"""
import json, sys
import typst
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({LARGEST}, {LARGEST}))
except ImportError:
    pass  # not where there is none
try:
    typst.compile(**json.load(sys.stdin))
except typst.TypstError as error:
    print(error, file=sys.stderr)
    sys.exit({WRONG})
"""


def typeset(work: Path, to: Path, *, ppi: float | None = None) -> None:
    """What Typst makes of main.typ in `work`; by the end of `to`'s name a PDF or a PNG. TemplateFault: it can't be set."""
    more: dict[str, Any] = {"format": "pdf", "pdf_standards": STANDARDS} if to.suffix == ".pdf" else {"format": "png", "ppi": ppi}  # fmt: skip
    given = {"input": str(work / "main.typ"), "output": str(to), "root": str(work), "font_paths": [font_folder()], "ignore_system_fonts": True, **more}  # fmt: skip
    try:
        done = subprocess.run([sys.executable, "-P", "-c", RUN], input=json.dumps(given).encode(), capture_output=True, timeout=PATIENCE, check=False)  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise TemplateFault(Say(f"排版超过 {PATIENCE} 秒", f"typesetting took more than {PATIENCE} s"), Say("检查模板 report.typ", "look at the template report.typ")) from error  # fmt: skip
    if done.returncode == WRONG:
        said = done.stderr.decode("utf-8", "replace").strip()[:500]
        raise TemplateFault(Say(f"模板 report.typ 有误：{said}", f"the template report.typ is wrong: {said}"), Say("改正它，或移走以用自带的模板", "put it right, or take it away and ours is used"))  # fmt: skip
    if done.returncode:
        raise JinyingError(Say(f"排版中止（{done.returncode}）", f"typesetting broke off ({done.returncode})"), Say("检查内存与磁盘", "look at memory and disk"))  # fmt: skip
