"""What was taken out, copied to where somebody wants it: whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

from graph.say import JinyingError, Say


def handed(source: Path, to: Path) -> Path:
    """A file or a folder under its name in another folder. JinyingError: there is no room, or no right; what was made stays."""
    part = to / f".{source.name}.part"
    try:
        to.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, part)
        return part.rename(to / source.name)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True) if part.is_dir() else part.unlink(missing_ok=True)
        why = error.args[0][0][2] if isinstance(error, shutil.Error) else error.strerror
        raise JinyingError(
            Say(f"未能复制到 {to}：{why}", f"it could not be copied to {to}: {why}"),
            Say(f"已生成，在 {source}，可另行复制", f"it is made and lies at {source}: copy it from there"),
        ) from None
