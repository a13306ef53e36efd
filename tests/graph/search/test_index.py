"""The index follows the lake import by import and judgement by judgement, survives whatever happens to it, and is one for all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from graph.judged import NOBODY, Judged
from graph.lake import Lake
from graph.search import index as made
from graph.search.engine import SearchError
from graph.search.index import Index, index
from tests.graph.search.world import by_hand, load, lookalikes

QUERIES = [
    line.split("\t")[0] for line in Path(__file__).with_name("queries.tsv").read_text("utf-8").splitlines()[1::3]
]
MORE = {
    "new1": (
        "Enterprise",
        {"name": "广州金锐科技有限公司（本部）", "credit_code": "91440101MA5AXJ8T3K", "former_name": "榕树下文化"},
    ),
    "new2": ("Enterprise", {"name": "漠河极光旅游有限公司", "ref": "X1"}),
    "new3": ("Person", {"name": "司马青衫", "phone": "19900077777"}),
}
ROOT = Path(__file__).parents[3]


def answers(of: Index) -> list[list[tuple[str, str, float]]]:
    """All that the table's queries find."""
    return [
        [(h.id, h.reason.zh, h.score) for h in of.find(q, first=200).hits]
        for q in [*QUERIES, "榕树下", "极光", "司马青衫"]
    ]


def anew(lake: Lake, folder: Path) -> Index:
    """The index of the same facts from nothing."""
    other = folder / "data"
    other.mkdir(parents=True)
    (other / "lake").symlink_to(lake.root)
    return index(Lake(other, judged=lake.judged))


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path / "data")
    load(lake, "hand", by_hand())
    load(lake, "like", lookalikes())
    return lake


@pytest.fixture
def only_updates(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From the call on an index made anew fails the test."""

    def forbid() -> None:
        monkeypatch.setattr(made, "_build", lambda *_: pytest.fail("made anew"))

    return forbid


def test_import_by_import_it_is_as_if_made_from_nothing(
    lake: Lake, tmp_path: Path, only_updates: Callable[[], None]
) -> None:
    first = index(lake)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(made, "_build", lambda *_: pytest.fail("made anew"))
        ids = load(lake, "more", MORE)
        later = index(lake)
        assert [h.id for h in later.find("榕树下").hits] == [ids["new1"]]
        assert [h.id for h in later.find("司马青衫").hits] == [ids["new3"]]
        with lake.lock():
            lake.undo("more")
        undone = index(lake)
    assert answers(undone) == answers(first)
    load(lake, "again", MORE)
    assert answers(index(lake)) == answers(anew(lake, tmp_path / "anew"))


def test_what_was_undone_is_gone_and_comes_back(lake: Lake) -> None:
    ids = load(lake, "more", MORE)
    assert index(lake).find("极光").total == 1
    assert [h.caption for h in index(lake).find("91440101MA5AXJ8T3K").hits] == ["广州金锐科技有限公司（本部）"]
    with lake.lock():
        lake.undo("more")
    assert index(lake).find("极光").total == 0
    assert ids["new2"] not in {h.id for h in index(lake).find("漠河极光旅游有限公司").hits}
    assert [h.caption for h in index(lake).find("91440101MA5AXJ8T3K").hits] == ["广州金锐科技有限公司"]
    with lake.lock():
        lake._append("import", "more")
    assert index(lake).find("极光").total == 1


def test_who_was_judged_one_is_found_once_by_any_name(
    lake: Lake, only_updates: Callable[[], None], tmp_path: Path
) -> None:
    ids = load(lake, "more", MORE) | load(Lake(tmp_path / "x"), "hand", by_hand())
    index(lake)
    only_updates()
    same = Judged(1, {ids["yunlan2"]: ids["yunlan"], ids["new2"]: ids["yunlan"]})
    one = index(Lake(lake.root.parent, judged=same))
    for name in ("云澜稳健", "杭州云蓝科技股份有限公司", "极光旅游", "漠河极光旅游有限公司"):
        hits = one.find(name).hits
        assert hits[0].id == ids["yunlan"], name
        assert not {ids["yunlan2"], ids["new2"]} & {h.id for h in hits}
    assert "别名" in one.find("极光旅游").hits[0].reason.zh
    back = index(lake, {1: same}.__getitem__)
    assert back.find("杭州云蓝科技股份有限公司").hits[0].id == ids["yunlan2"]
    assert back.find("极光旅游").hits[0].id == ids["new2"]
    assert back.state.judged == NOBODY.seq


def test_judged_and_loaded_in_one_go_it_is_as_if_made_from_nothing(lake: Lake, tmp_path: Path, only_updates: Callable[[], None]) -> None:  # fmt: skip
    ids = load(Lake(tmp_path / "x"), "hand", by_hand())
    index(lake)
    load(lake, "more", MORE)
    judged = Lake(lake.root.parent, judged=Judged(3, {ids["jinrui2"]: ids["jinrui"], ids["zs3"]: ids["zs"]}))
    fresh = answers(anew(judged, tmp_path / "anew"))
    only_updates()
    assert answers(index(judged)) == fresh


KILLED = """
import os, signal, sys
from pathlib import Path
from graph.lake import Lake
from graph.search import index as made
count, real = 0, made._document
def document(known):
    global count
    count += 1
    if count > int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(known)
made._document = document
made.index(Lake(Path(sys.argv[1])))
"""


def killed(lake: Lake, after: int) -> None:
    """A process that dies while it writes the index."""
    done = subprocess.run([sys.executable, "-c", KILLED, str(lake.root.parent), str(after)], cwd=ROOT, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    assert done.returncode == -signal.SIGKILL


def test_a_killed_build_is_done_over(lake: Lake) -> None:
    killed(lake, 100)
    assert index(lake).find("gzjr").total > 0
    assert len([p for p in (lake.root.parent / "search").iterdir() if p.is_dir()]) == 1, "half an index is not kept"


def test_a_killed_update_leaves_it_as_it_was(lake: Lake, only_updates: Callable[[], None]) -> None:
    before = answers(index(lake))
    load(lake, "more", MORE)
    killed(lake, 2)
    root = lake.root.parent / "search"
    kept = Index(root / (root / "current").read_text())
    assert kept.state.imports == ["hand", "like"]
    assert answers(kept) == before
    only_updates()
    assert index(lake).find("极光").total == 1


def _shorter(folder: Path) -> None:
    for path in folder.glob("*.term"):
        os.truncate(path, path.stat().st_size // 2)


def _noise(folder: Path) -> None:
    for path in folder.glob("*.idx"):
        path.write_bytes(os.urandom(path.stat().st_size))


def _no_list(folder: Path) -> None:
    (folder / "meta.json").unlink()


def _half_list(folder: Path) -> None:
    path = folder / "meta.json"
    path.write_text(path.read_text()[:40])


def _no_pointer(folder: Path) -> None:
    (folder.parent / "current").write_bytes(b"\xff\xfe\x00elsewhere")


def _no_store(folder: Path) -> None:
    for path in folder.glob("*.store"):
        path.unlink()


@pytest.mark.parametrize("spoil", [_shorter, _noise, _no_list, _half_list, _no_pointer, _no_store])
def test_a_damaged_index_is_made_anew(lake: Lake, spoil: Callable[[Path], None]) -> None:
    first = index(lake)
    good = answers(first)
    spoil(first.folder)
    del first
    assert answers(index(lake)) == good


def test_one_that_fails_while_it_is_asked_says_so_and_the_next_is_made_anew(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = index(lake)
    with monkeypatch.context() as patch:
        patch.setattr(Index, "_counts", lambda *_: (_ for _ in ()).throw(OSError("unreadable")))
        with pytest.raises(SearchError, match="damaged"):
            asked.find("金锐")
    assert asked.broken
    again = index(lake)
    assert again.folder != asked.folder
    assert again.find("金锐").total > 0


def test_one_of_an_older_format_is_made_anew(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(made, "FORMAT", 0)
        old = index(lake)
    new = index(lake)
    assert new.folder != old.folder
    assert not old.folder.exists()


def test_whoever_has_it_open_goes_on_while_another_writes(lake: Lake) -> None:
    reader = index(lake)
    before = answers(reader)
    load(lake, "more", MORE)
    writers = [Thread(target=index, args=(lake,)) for _ in range(3)]
    for writer in writers:
        writer.start()
    assert answers(reader) == before
    for writer in writers:
        writer.join()
    assert index(lake).find("极光").total == 1
    assert reader.find("极光").total == 0


def test_several_processes_and_one_index(lake: Lake) -> None:
    code = "import sys; from pathlib import Path; from graph.lake import Lake; from graph.search.index import index; i = index(Lake(Path(sys.argv[1]))); print(i.folder.name, i.find('gzjr').total)"
    start = [sys.executable, "-c", code, str(lake.root.parent)]
    runs = [subprocess.Popen(start, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = {run.communicate()[0] for run in runs}
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert len(said) == 1


def test_nobody_else_may_read_it(lake: Lake) -> None:
    found = index(lake)
    assert (found.folder.parent.stat().st_mode & 0o777, found.folder.stat().st_mode & 0o777) == (0o700, 0o700)


def test_an_empty_lake_has_an_empty_index(tmp_path: Path) -> None:
    assert index(Lake(tmp_path / "data")).find("金锐").total == 0


def test_nothing_is_written_where_nothing_changed(lake: Lake) -> None:
    folder = index(lake).folder
    before = {p: p.stat().st_mtime_ns for p in folder.iterdir()}
    index(lake)
    assert {p: p.stat().st_mtime_ns for p in folder.iterdir()} == before
    assert json.loads((folder / "meta.json").read_text())["segments"]
