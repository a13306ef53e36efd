"""What a person says of a candidate: confirmed, it is a fact of its document; rejected, it weighs nothing any more.

The rows of the reading are written again with the answer and go through the ordinary loader, so that a confirmation has
a file, a row and an undo of its own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graph.entity import digest, now
from graph.lake import Lake
from graph.say import JinyingError, Say
from graph.settings import private
from ingest.load import load
from ingest.mapping import find
from ingest.text.collect import CANDIDATE, CONFIRMED, MAPPING, REJECTED, Row, confirmation

ANSWERS = {"confirmed": CONFIRMED, "rejected": REJECTED, "candidate": CANDIDATE}


class ConfirmError(JinyingError):
    """No such candidate."""


def confirm(lake: Lake, mentions: Sequence[str], answer: str, who: str, why: str) -> list[str]:
    """Answer on candidates by id; the imports that say so, one for each import they were read in. The lock must be held."""
    if not why.strip():
        raise ConfirmError(Say("--why 需写明理由", "--why needs a reason"))
    rows: dict[str, list[Row]] = {}
    for one in mentions:
        source, row = _row(lake, one)
        rows.setdefault(source, []).append({**row, "status": ANSWERS[answer], "who": who, "reason": why, "at": now().isoformat(timespec="seconds")})  # fmt: skip
    made = []
    for source, said in sorted(rows.items()):
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in said)
        path = private(lake.root.parent / "readings") / confirmation(source, digest(text)[:12])
        path.write_text(text, "utf-8")
        made.append(load(lake, path, find(MAPPING), source=source).manifest.id)
    return made


def _row(lake: Lake, mention: str) -> tuple[str, dict[str, Any]]:
    """The row of the reading that a mention came from, and the import it was read in."""
    found = [r for r in lake.why(mention) if r.mapping == MAPPING] if mention.startswith("men-") else []
    if not found:
        raise ConfirmError(Say(f"没有候选 {mention}", f"no candidate {mention}"), Say("编号形如 men-…", "an id looks like men-..."))  # fmt: skip
    first = found[0]
    path = lake.root.parent / "readings" / Path(first.file).name
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if number == first.row:
                return lake.manifest(first.import_id).source, json.loads(line)
    raise ConfirmError(Say(f"读取结果 {path.name} 缺第 {first.row} 行", f"{path.name} has no row {first.row}"))
