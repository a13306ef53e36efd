"""What files and columns are when nobody says: by the names that are usual."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graph.say import Say


def edges_of(folder: Path) -> Path | None:
    """The file of links in a folder, by its name."""
    return None


def guess(folder: Path) -> tuple[dict[str, Any], list[Say]]:
    """A description by usual names, and in words what was guessed."""
    return {}, []
