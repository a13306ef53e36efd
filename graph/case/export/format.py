"""What a format is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.case.dossier import Dossier
from graph.say import Say

Watch = Callable[[int, int], None]  # done, total: rows or pages


@dataclass(frozen=True, slots=True)
class Format:
    """How a dossier is written: `write(dossier, folder, watch)` makes one or more files in an empty folder and gives their
    names, the first of them the one that is opened. Bounded memory: no text of all rows at once."""

    name: str
    label: Say
    about: Say
    write: Callable[[Dossier, Path, Watch], list[str]]
