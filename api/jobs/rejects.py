"""Which rows of a load were rejected and why: by number, column and reason; what stood there may be personal data."""

from __future__ import annotations

import csv
from itertools import islice
from pathlib import Path
from typing import Any

from graph.settings import Settings

MOST = 100  # that a result lists; it says how many there are
SHOWN = ("part", "row", "column", "reason", "lost", "why")


def rejects(settings: Settings, name: str) -> dict[str, Any]:
    """The first of them, and how many there are; of a file in the data folder's own place for them."""
    path = settings.data.resolve() / "rejected" / Path(name).name
    with open(path, encoding="utf-8-sig", newline="") as handle:
        rows = csv.DictReader(handle)
        first = [{key: row[key] for key in SHOWN} for row in islice(rows, MOST)]
        total = len(first) + sum(1 for _ in rows)
    return {"total": total, "rows": first, "truncated": total > len(first)}
