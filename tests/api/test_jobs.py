"""Jobs end to end: real workers and real commands beside an open system, on its own embedded engine.

Two workers run throughout, so whatever is asserted of a job holds where two might have run it.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import signal
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from api.forms import submit
from api.jobs import board
from api.jobs.worker import Worker
from api.system import System, opened
from api.uploads import path_of
from api.visit import Visit
from graph.entity import fresh
from graph.lake import Busy
from graph.ops.jobs import Job, JobError
from graph.ops.uploads import Uploads
from graph.rights import Refused
from graph.settings import Settings
from tests.api.visiting import actor
from tests.ingest.text.papers import SAID, docx_of, pdf_of

ROOT = Path(__file__).parents[2]
HEADER = "交易卡号,交易账号,交易户名,交易证件号码,交易时间,交易金额,收付标志,交易对手账卡号,对手户名,对手身份证号,交易流水号,交易是否成功,摘要说明"
A, B, C = "6222009900000001", "6222009900000002", "6222009900000003"
RING = [  # 120,000.00 goes round within three days; the last row is cut short
    f"{A},,甲商贸有限公司,,20240301093000,120000.00,出,{B},,,S1,成功,货款",
    f"{B},,乙商贸有限公司,,20240302101500,119000.00,出,{C},,,S2,成功,货款",
    f"{C},,丙商贸有限公司,,20240303150000,118500.00,出,{A},,,S3,成功,货款",
    f"{C},,丙商贸有限公司,,二〇二四年某日,5.00,出,{A},,,S4,成功,手续费",
]
MANY = 1_200_000  # rows of payments that failed, which take time to read and state nothing
LONG = 240.0  # seconds that anything here may take on a busy machine


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    with opened(Settings(tmp_path_factory.mktemp("jobs"), engine_heap="512m", lang="en")) as system:
        system.store  # noqa: B018 - the engine is this process's: commands join it
        yield system


@pytest.fixture(scope="module")
def workers(system: System) -> Iterator[list[Worker]]:
    """Two, each seen to by a keeper, as two servers would have them; a silent one is given up soon."""
    two = [Worker(system.settings, at_once=1, silent=8) for _ in range(2)]
    for worker in two:
        worker.start()
    yield two
    for worker in two:
        worker.stop()


@pytest.fixture
def visit(system: System, workers: list[Worker]) -> Visit:
    return Visit(system, actor("investigator", who="user:li"), "en")


def given(visit: Visit, name: str, body: bytes) -> str:
    """An upload, without the door that tests/api/test_uploads.py is about."""
    made = Uploads(visit.ops).add(fresh("up"), name, len(body), hashlib.sha256(body).hexdigest())
    path = path_of(visit.system.settings.data, made)
    path.parent.mkdir(parents=True)
    path.write_bytes(body)
    return made.id


def until(visit: Visit, job: Job, holds: Callable[[Job], bool]) -> Job:
    """The job once that holds of it."""
    end = time.monotonic() + LONG
    while not holds(now := board.one(visit, job.id)):
        assert time.monotonic() < end, now
        assert not now.over, now
        time.sleep(0.05)
    return now


def ended(visit: Visit, name: str, **params: Any) -> Job:
    """A job from its start to its end."""
    job = board.start(visit, name, params)
    end = time.monotonic() + LONG
    while not (now := board.one(visit, job.id)).over:
        assert time.monotonic() < end, now
        time.sleep(0.1)
    return now


@contextmanager
def occupied(system: System) -> Iterator[None]:
    """Somebody else writes into the lake: whoever does just now is waited for."""
    end = time.monotonic() + LONG
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(system.lake.lock())
                break
            except Busy:
                assert time.monotonic() < end
                time.sleep(0.05)
        yield


def ring(visit: Visit) -> str:
    """The import of the ring, in force."""
    file = given(visit, "资金查控.csv", "\r\n".join([HEADER, *RING]).encode("gb18030"))
    return str(ended(visit, "load", upload=file).result["files"][0]["import"])


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def big(visit: Visit, note: str) -> str:
    failed = RING[0].replace("成功", "失败")
    return given(visit, "大额流水.csv", "\r\n".join([HEADER, *RING, *[failed] * MANY, failed + note]).encode("gb18030"))


def test_a_load_runs_beside_the_server_and_says_what_came_of_it(visit: Visit) -> None:
    others = [line.replace("62220099", "62220088").replace(",S", ",T") for line in RING]
    file = given(visit, "另一份.csv", "\r\n".join([HEADER, *others]).encode("gb18030"))
    before, shown = visit.system.lake.active(), visit.system.store.counts().get("TRANSFER", 0)
    tried = ended(visit, "dry-run", upload=file)
    assert (tried.state, tried.exit) == ("done", 1)  # a row was rejected
    assert tried.result["files"][0]["changes"]["Account"] == {"new": 3, "changed": 0, "merged": 0}
    assert visit.system.lake.active() == before
    job = ended(visit, "load", upload=file)
    (loaded,) = job.result["files"]
    assert (job.state, job.exit, job.tries, job.why) == ("done", 1, 1, None)
    assert (loaded["rows"], loaded["rejected"], loaded["counts"]["TRANSFER"]) == (4, 1, 3)
    (row,) = loaded["rejects"]["rows"]
    assert (loaded["rejects"]["total"], row["row"], row["column"], row["why"]) == (
        1,
        "5",
        "交易时间",
        "不是时间 · not a time",
    )
    assert "二〇二四年某日" not in str(job.result)  # what stood there may be personal data
    assert visit.system.store.counts()["TRANSFER"] == shown + 3
    assert (job.done, job.total) == (3, 3)  # the last that the command told: transfers written into the graph
    said = [(e["who"], e["action"]) for e in visit.system.ops.audit(3)]
    assert said[1:] == [("user:li", "load"), ("user:li", "job-start")]  # the command acts for who started it
    assert said[0][1] == "job-end"
    again = ended(visit, "load", upload=file)
    assert (again.exit, again.result["files"][0]["status"]) == (1, "unchanged")


def test_documents_sent_in_one_by_one_or_in_a_zip_are_loaded_and_read(visit: Visit) -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("材料/说明.pdf", pdf_of(SAID))
        archive.writestr("证言.txt", f"关于兑付的说明\n{SAID}".encode("gb18030"))
    for name, body, documents in (("合同.docx", docx_of(SAID), 1), ("材料.zip", held.getvalue(), 2)):
        file = given(visit, name, body)
        job = ended(visit, "load", upload=file)
        assert (job.state, job.exit) == ("done", 0), job.why
        assert job.result["files"][0]["counts"] == {"Document": documents}
    assert (read := ended(visit, "text")).state == "done", read.why
    lake = visit.system.lake
    read_in = lake.scan("READ_IN").select("to").collect()["to"].unique()
    names = lake.scan("Document").select("id", "name").collect().drop_nulls()
    assert set(names.filter(pl.col("id").is_in(read_in.implode()))["name"]) == {"合同.docx", "说明.pdf", "证言.txt"}


def test_detection_is_a_job_whose_result_counts_and_shows_nobody(visit: Visit) -> None:
    ring(visit)
    job = ended(visit, "detect", detectors=["ring"], as_of="2024-06-30")
    found = job.result["found"]
    assert (job.state, job.exit, job.result) == ("done", 1, {"found": found, "by": {"ring": {"new": found}}}), job.why
    assert (job.done, job.total, job.words) == (1, 1, "detected")
    assert len(visit.system.ops.findings()) == found > 0
    assert A not in str(job)


def test_an_import_is_undone_and_graph_and_lake_stay_alike(visit: Visit) -> None:
    import_id, before = ring(visit), visit.system.lake.active()
    for nothing in (None, "", "  ", "x\0"):
        with pytest.raises(board.ParamError) as refused:
            board.start(visit, "undo", {"import": import_id, "reason": nothing})
        assert refused.value.param == "reason"
    job = ended(visit, "undo", **{"import": import_id, "reason": "--json 装错文件"})
    assert (job.state, job.result["id"], visit.system.lake.active()) == (
        "done",
        import_id,
        {i: n for i, n in before.items() if i != import_id},
    )
    (undone,) = [e for e in visit.system.ops.audit() if e["action"] == "undo"]
    assert (undone["subject"], undone["detail"]["why"]) == (import_id, "--json 装错文件")
    checked = ended(visit, "check")
    assert (checked.state, checked.exit, checked.result["equal"]) == ("done", 0, True)
    with pytest.raises(board.ParamError, match="undone already"):
        board.start(visit, "undo", {"import": import_id, "reason": "再撤"})


def test_a_load_that_is_cancelled_keeps_what_it_read_and_the_next_goes_on_from_there(visit: Visit) -> None:
    file, boss = big(visit, "。"), Visit(visit.system, actor("administrator", who="user:boss"), "en")
    before = visit.system.lake.active()
    job = board.start(visit, "load", {"upload": file})
    until(visit, job, lambda j: bool(j.done))
    assert board.cancel(boss, job.id).stop == "user:boss"
    stopped = until_over(visit, job)
    with pytest.raises(JobError, match="has ended"):
        board.cancel(boss, job.id)
    assert (stopped.state, stopped.exit) == ("cancelled", 130)
    assert stopped.why
    assert "rows of what is not finished are kept" in stopped.why.en
    assert visit.system.lake.active() == before
    (note,) = (visit.system.lake.root / ".staging").glob("*/checkpoint.json")
    assert json.loads(note.read_text("utf-8"))["rows"] > 100_000
    done = ended(visit, "load", upload=file)
    assert (done.state, done.result["files"][0]["rows"]) == ("done", MANY + 5)
    first = visit.system.lake.root / done.result["files"][0]["import"] / ".rejected/00000.parquet"
    assert done.started
    assert first.stat().st_mtime < datetime.fromisoformat(done.started).timestamp()  # read before, and not again
    assert [e["who"] for e in visit.system.ops.audit(50) if e["action"] == "job-cancel"] == ["user:boss"]


def until_over(visit: Visit, job: Job) -> Job:
    end = time.monotonic() + LONG
    while not (now := board.one(visit, job.id)).over:
        assert time.monotonic() < end, now
        time.sleep(0.1)
    return now


def test_a_job_of_a_worker_that_is_killed_is_taken_up_and_done_once(visit: Visit, workers: list[Worker]) -> None:
    before = len(visit.system.lake.events())
    job = board.start(visit, "load", {"upload": big(visit, "！")})
    running = until(visit, job, lambda j: bool(j.done))
    assert running.worker
    pid = int(running.worker.split(":")[1])
    assert pid in {w.pid for w in workers}
    child = next(int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit() and parent(p) == pid)
    os.kill(pid, signal.SIGKILL)
    end = time.monotonic() + LONG
    while alive(child):  # nobody holds its leash any more
        assert time.monotonic() < end
        time.sleep(0.1)
    assert not board.one(visit, job.id).over
    done = until_over(visit, job)
    assert (done.state, done.tries, done.worker != running.worker) == ("done", 2, True)
    assert done.result["files"][0]["rows"] == MANY + 5
    assert len(visit.system.lake.events()) == before + 1
    said = [e["action"] for e in reversed(visit.system.ops.audit(50)) if e["subject"] == job.id]
    assert said == ["job-start", "job-again", "job-end"]
    while None in {w.pid for w in workers}:  # its keeper starts another
        assert time.monotonic() < end
        time.sleep(0.1)


def parent(process: Path) -> int | None:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None


def test_a_form_that_finds_the_lake_occupied_is_taken_up_by_a_job(visit: Visit) -> None:
    values = {"受理时间": "2024-12-01 10:00", "投诉人": "李梅", "被投诉主体": "丁商贸有限公司", "诉求": "退款"}
    at_once = submit(visit, "complaints", values)
    assert at_once.import_id in visit.system.lake.active()
    assert [kind for kind, _ in at_once.records] == ["Complaint", "Enterprise"]
    with occupied(visit.system):
        waits = submit(visit, "complaints", values)
        assert waits.job
        assert (waits.import_id, waits.job.kind) == (None, "form")
    done = until_over(visit, waits.job)
    assert (done.state, done.result["files"][0]["rows"]) == ("done", 1)
    assert submit(visit, "complaints", {**values, "受理时间": "昨天"}).problems[0].field == "受理时间"
    with pytest.raises(Refused):
        submit(Visit(visit.system, actor("prosecutor")), "complaints", values)


def test_a_job_that_finds_the_lake_occupied_waits_and_that_is_no_try(visit: Visit) -> None:
    file = given(visit, "又一份.csv", "\r\n".join([HEADER, RING[0]]).encode("gb18030"))
    with occupied(visit.system):
        job = board.start(visit, "load", {"upload": file})
        until(visit, job, lambda j: j.state == "running")
        waiting = until(visit, job, lambda j: j.state == "waiting")
        assert waiting.tries == 0
    done = until_over(visit, job)
    assert (done.state, done.exit, done.tries) == ("done", 0, 1)


def test_what_fails_says_why_in_the_command_s_own_words(visit: Visit) -> None:
    job = ended(visit, "load", upload=given(visit, "别的.csv", "甲,乙\n1,2\n".encode()))
    assert (job.state, job.exit) == ("failed", 2)
    assert job.why
    assert "no mapping fits 别的.csv" in job.why.en
    assert "no mapping fits" in job.result["failed"][0]["error"]
    assert "no mapping fits" in board.log(visit, job.id)


def test_an_upload_that_is_gone_when_its_job_s_turn_comes_is_named(visit: Visit) -> None:
    file = given(visit, "短.csv", "\r\n".join([HEADER, RING[0]]).encode("gb18030"))
    with occupied(visit.system):
        job = board.start(visit, "load", {"upload": file})
        until(visit, job, lambda j: j.state == "running")
        until(visit, job, lambda j: j.state == "waiting")
        Uploads(visit.ops).drop(file)
    gone = until_over(visit, job)
    assert (gone.state, gone.why and gone.why.en.startswith("no upload up-")) == ("failed", True)


def test_whoever_watches_a_job_sees_it_change_until_it_ends(visit: Visit) -> None:
    job = board.start(visit, "check", {})

    async def seen() -> list[str]:
        return [one.state async for one in board.watch(visit, job.id)]

    states = asyncio.run(seen())
    assert (states[0], states[-1]) == ("waiting", "done")
    assert "running" in states
