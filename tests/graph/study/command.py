"""A command as a person types it, on the lake of a folder."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

import jinying


def run(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, output, errors."""
    capsys.readouterr()
    umask = os.umask(0o022)  # the command closes what it writes; other tests are not to
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["jinying", "--data", str(folder / "data"), "--lang", "en", *words])
        with pytest.raises(SystemExit) as ended:
            jinying.main()
    os.umask(umask)
    return int(ended.value.code or 0), *capsys.readouterr()


def rows(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    """What it prints as JSON."""
    code, out, err = run(folder, capsys, *words, "--json")
    assert code in (0, 1), err
    found: list[dict[str, Any]] = json.loads(out)
    return found
