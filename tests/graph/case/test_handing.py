"""What was taken out is copied whole, or what stands in the way is one line and nothing is left behind."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from graph.case import handing
from graph.say import JinyingError


def made(folder: Path) -> Path:
    (folder / "export-1/csv").mkdir(parents=True)
    (folder / "export-1/csv/a.csv").write_text("1", "utf-8")
    return folder / "export-1"


def test_a_file_and_a_folder_come_under_their_names(tmp_path: Path) -> None:
    folder = made(tmp_path)
    assert (handing.handed(folder, tmp_path / "to") / "csv/a.csv").read_text("utf-8") == "1"
    assert handing.handed(folder / "csv/a.csv", tmp_path / "to") == tmp_path / "to/a.csv"
    assert sorted(p.name for p in (tmp_path / "to").iterdir()) == ["a.csv", "export-1"]


@pytest.mark.parametrize("what", ["export-1", "export-1/csv/a.csv"])
def test_a_full_disk_leaves_no_part_and_says_where_the_whole_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:  # fmt: skip
    source = made(tmp_path).parent / what

    def full(source: str, target: str, **_: object) -> None:
        Path(target).write_bytes(b"")
        raise OSError(errno.ENOSPC, "No space left on device", target)

    monkeypatch.setattr("shutil.copyfile", full)
    monkeypatch.setattr("shutil.copy2", full)
    monkeypatch.setattr("shutil.copytree", lambda a, b: _tree(a, b, full))
    with pytest.raises(JinyingError) as caught:
        handing.handed(source, tmp_path / "to")
    assert caught.value.to("en") == f"it could not be copied to {tmp_path / 'to'}: No space left on device; it is made and lies at {source}: copy it from there"  # fmt: skip
    assert not [*(tmp_path / "to").iterdir()]


def _tree(source: Path, target: Path, copy: object) -> None:
    """As shutil's own, which gathers what went wrong."""
    import shutil

    target.mkdir()
    try:
        copy(str(source / "csv/a.csv"), str(target / "a.csv"))  # type: ignore[operator]
    except OSError as error:
        raise shutil.Error([(str(source), str(target), error.strerror)]) from None
