"""Faults, tried for real: processes killed, disks full, two at once. Afterwards nothing is lost or half-visible."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from graph.lake import Lake
from graph.project import bulk_frames, bulk_tables, check
from graph.settings import Settings
from graph.store import open_store
from ingest.load import unfinished
from tests.lakes import PEOPLE, TEXT, holders, moves

KILLS = 10
ROWS = 6_000
SMALL_STEPS = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv.pop(1))
import graph.project, ingest.packed, ingest.decode, jinying
ingest.packed.CHUNK, ingest.decode.SLAB = 4096, 32_768  # blocks of some hundred rows and batches of as many: a kill has many places to hit
graph.project.BATCH = 300
jinying.main()
"""


def command(data: Path, *args: str | Path, **how: Any) -> subprocess.Popen[str]:
    """`jinying`, working in small steps, as a process group of its own."""
    env = {"JINYING_DATA": str(data), "NEO4J_URI": "", "JINYING_LANG": "en", "JINYING_ENGINE_HEAP": "512m"}
    return subprocess.Popen(
        [sys.executable, "-c", SMALL_STEPS, str(Path(__file__).parents[1]), *map(str, args)], env={**os.environ, **env},
        text=True, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how,
    )  # fmt: skip


def finished(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def facts(data: Path) -> dict[str, list[Any]]:
    """Everything that the lake holds in force."""
    lake = Lake(data)
    return {t: sorted(row for f in bulk_frames(lake, t) for row in f.rows()) for t in bulk_tables(lake)}


def shown(data: Path) -> dict[str, list[str]]:
    """Everything that the graph shows, and that it is what the lake holds."""
    with open_store(Settings(data, engine_heap="512m")) as store:
        result = check(Lake(data), store)
        assert result.equal, result.differences[:3]
        return {t: sorted(json.dumps(r, sort_keys=True) for r in store.rows(t)) for t in store.counts()}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A mapping, a first file and a large one."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "small.yaml").write_text(TEXT, "utf-8")
    (folder / "in").mkdir()
    holders(folder / "first.csv", [f"622200000000000{k},王一,工行,{PEOPLE[k]}" for k in (1, 2)])
    moves(folder / "in/moves.csv", ROWS, accounts=97)
    holders(folder / "in/people.csv", [f"62220000000{k:04d},王一,建行,{PEOPLE[k % 3]}" for k in range(97)])
    return folder


def begin(files: Path, data: Path, before: bool) -> None:
    """A data folder, with a first import or without: into an empty graph the engine loads in bulk."""
    if before:
        assert finished(command(data, "load", files / "first.csv", "-m", files / "small.yaml"))[0] == 0


@pytest.mark.parametrize("before", [False, True])
def test_kills_at_random_points_and_resume_give_the_undisturbed_graph(
    files: Path, tmp_path: Path, before: bool
) -> None:
    """Ten in all; half of them hit the command alone, half its engine too."""
    load = ("load", files / "in", "-m", files / "small.yaml", "--resume")
    calm = tmp_path / "calm"
    begin(files, calm, before)
    started = time.monotonic()
    assert finished(command(calm, *load))[0] == 0
    whole = time.monotonic() - started
    wanted = facts(calm), shown(calm)
    rng = random.Random(20261124 + before)
    kills = trial = 0
    while kills < KILLS // 2:
        trial += 1
        assert trial < 20, "every load was over before it could be killed"
        data = tmp_path / f"trial{trial}"
        begin(files, data, before)
        for _ in range(4):
            process = command(data, *load)
            time.sleep(rng.uniform(0.2, 1.0) * whole)
            if process.poll() is not None:
                finished(process)
                break  # it was over before we came
            if kills % 2:
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
            finished(process)
            kills += 1
        code, _, err = finished(command(data, *load))
        assert code == 0, err
        assert unfinished(Lake(data)) == {}
        assert (facts(data), shown(data)) == wanted


def test_a_load_that_is_stopped_says_what_it_kept_and_how_to_go_on(files: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    args = ("load", files / "in", "-m", files / "small.yaml", "--no-graph")
    process = command(data, *args, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    while not unfinished(Lake(data)):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    code, out, err = finished(process)
    kept = sum(unfinished(Lake(data)).values())
    assert (code, out) == (130, "")
    assert 0 < kept < ROWS
    assert err == (
        f"error: stopped: 0 files are loaded, {kept:,} rows of what is not finished are kept; `jinying load … --resume` goes on\n"
    )
    code, _, err = finished(command(data, *args, "--resume"))
    assert (code, err) == (0, "")
    assert len(facts(data)["TRANSFER"]) == ROWS


@pytest.mark.parametrize("graph_too", [False, True])
def test_a_full_disk_is_said_nothing_is_half_visible_and_resume_goes_on(
    files: Path, tmp_path: Path, graph_too: bool
) -> None:
    """A file-size limit stands for the full disk: the same write fails in the same place."""
    data = tmp_path / "data"
    args = ("load", files / "in", "-m", files / "small.yaml")
    limit = 1_000_000 if graph_too else 20_000
    extra = () if graph_too else ("--no-graph",)
    process = command(data, *args, *extra, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    code, _, err = finished(process)
    assert code == 2, err
    assert "Traceback" not in err
    assert "disk" in err or "space" in err, err
    if not graph_too:
        assert [Lake(data).manifest(i).file for i in Lake(data).active()] in ([], ["people.csv"])
    code, _, err = finished(command(data, *args, "--resume"))
    assert code == 0, err
    assert shown(data)["TRANSFER"]
    assert len(facts(data)["TRANSFER"]) == ROWS


def test_two_loads_at_once_the_second_is_told_and_loses_nothing(files: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    args = ("load", files / "in", "-m", files / "small.yaml", "--no-graph")
    first, second = command(data, *args), command(data, *args)
    results = sorted([finished(first), finished(second)], key=lambda r: r[0])
    codes = [r[0] for r in results]
    assert codes in ([0, 75], [0, 0])  # both, where the machine ran them one after the other
    if codes == [0, 75]:
        assert "another" in results[1][2]
        assert len(results[1][2].splitlines()) == 1
    assert len(facts(data)["TRANSFER"]) == ROWS
    with Lake(data).lock():
        code, _, err = finished(command(data, "load", files / "first.csv", "-m", files / "small.yaml"))
    assert code == 75
    assert "another" in err
    assert len(Lake(data).active()) == 2
