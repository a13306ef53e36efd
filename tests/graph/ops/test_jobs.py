"""Jobs in the ops database, on SQLite and PostgreSQL: taken once, spoken for by who took them, never silently gone."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from graph.ops import Ops
from graph.ops.jobs import GO, GONE, STOP, End, JobError, Jobs
from graph.ops.uploads import UploadError, Uploads
from tests.graph.test_ops import Open, ops_at, postgresql  # noqa: F401


@pytest.fixture
def ops(ops_at: Open) -> Iterator[Ops]:  # noqa: F811
    with ops_at("user:li") as ops:
        yield ops


@pytest.fixture
def jobs(ops: Ops) -> Jobs:
    return Jobs(ops)


def said(ops: Ops) -> list[tuple[str, str]]:
    """Who did what, as the audit chain has it, first to last."""
    return [(e["who"], e["action"]) for e in reversed(ops.audit())]


def test_a_job_waits_is_taken_goes_on_and_ends_and_each_step_but_progress_is_audited(ops: Ops, jobs: Jobs) -> None:
    job = jobs.add("load", {"upload": "up-1"}, writes=True, lang="en")
    assert (job.state, job.who, job.params, job.over) == ("waiting", "user:li", {"upload": "up-1"}, False)
    mine = Jobs(ops.by("worker:a")).take("a")
    assert mine is not None
    assert (mine.id, mine.state, mine.worker, mine.tries) == (job.id, "running", "a", 1)
    assert jobs.beat(mine, 5, 10, "rows") == GO
    assert (jobs.one(job.id).done, jobs.one(job.id).total, jobs.one(job.id).words) == (5, 10, "rows")
    assert Jobs(ops.by("worker:a")).end(mine, End("done", 0, {"rows": 10}))
    assert (jobs.one(job.id).state, jobs.one(job.id).result) == ("done", {"rows": 10})
    assert said(ops) == [("user:li", "job-start"), ("worker:a", "job-end")]
    assert ops.audit_broken() is None


def test_no_two_workers_take_the_same_job(jobs: Jobs) -> None:
    made = {jobs.add("detect", {}, writes=False).id for _ in range(12)}
    with ThreadPoolExecutor(6) as pool:
        taken = [job for job in pool.map(jobs.take, map(str, range(20))) if job]
    assert sorted(job.id for job in taken) == sorted(made)


def test_of_those_that_change_the_lake_one_runs_at_a_time_in_the_order_they_came(jobs: Jobs) -> None:
    first, second = (jobs.add("load", {"n": n}, writes=True) for n in range(2))
    reading = jobs.add("detect", {}, writes=False)
    one = jobs.take("a")
    beside = jobs.take("b")
    assert one
    assert beside
    assert (one.id, beside.id, jobs.take("c")) == (first.id, reading.id, None)
    jobs.end(one, End("done", 0))
    last = jobs.take("c")
    assert last
    assert last.id == second.id


def test_one_that_rests_is_passed_over(jobs: Jobs) -> None:
    first, second = (jobs.add("detect", {"n": n}, writes=False) for n in range(2))
    taken = jobs.take("a", resting=[first.id])
    assert taken
    assert taken.id == second.id


def test_a_worker_that_was_held_to_be_dead_has_nothing_more_to_say(jobs: Jobs) -> None:
    jobs.add("detect", {}, writes=False)
    slow = jobs.take("slow")
    assert slow
    assert jobs.again(slow)
    quick = jobs.take("quick")
    assert quick
    assert quick.tries == 2
    assert jobs.beat(slow, None, None, None) == GONE
    assert not jobs.end(slow, End("done", 0))
    assert not jobs.again(slow)
    assert jobs.one(slow.id).state == "running"
    assert jobs.end(quick, End("done", 0))


def test_one_worker_that_takes_its_job_again_is_not_taken_for_its_former_self(jobs: Jobs) -> None:
    jobs.add("detect", {}, writes=False)
    before = jobs.take("a")
    assert before
    jobs.again(before)
    after = jobs.take("a")
    assert after
    assert jobs.beat(before, None, None, None) == GONE
    assert jobs.beat(after, None, None, None) == GO


def test_what_has_not_really_begun_is_no_try_and_no_entry(ops: Ops, jobs: Jobs) -> None:
    jobs.add("load", {}, writes=True)
    taken = jobs.take("a")
    assert taken
    jobs.again(taken, counted=False)
    assert (jobs.one(taken.id).tries, jobs.one(taken.id).state) == (0, "waiting")
    assert said(ops) == [("user:li", "job-start")]


def test_cancelling_ends_one_that_waits_and_asks_the_worker_of_one_that_runs(ops: Ops, jobs: Jobs) -> None:
    waits = jobs.add("load", {}, writes=True)
    assert Jobs(ops.by("user:boss")).cancel(waits.id).state == "cancelled"
    assert jobs.take("a") is None
    jobs.add("load", {}, writes=True)
    runs = jobs.take("a")
    assert runs
    assert Jobs(ops.by("user:boss")).cancel(runs.id).stop == "user:boss"
    assert jobs.beat(runs, None, None, None) == STOP
    assert jobs.end(runs, End("cancelled", 130))
    with pytest.raises(JobError, match="has ended"):
        jobs.cancel(runs.id)
    assert [a for w, a in said(ops) if w == "user:boss"] == ["job-cancel", "job-end", "job-cancel"]


def test_a_list_says_how_many_there_are_and_goes_on_after_the_last(jobs: Jobs) -> None:
    made = [jobs.add("detect", {"n": n}, writes=False).id for n in range(5)][::-1]
    page, total = jobs.list(2)
    assert ([job.id for job in page], total) == (made[:2], 5)
    assert [job.id for job in jobs.list(10, after=page[-1].id)[0]] == made[2:]
    assert jobs.list(0)[0] == []
    jobs.take("a")
    assert [job.id for job in jobs.list(9, states=["running"])[0]] == [made[-1]]
    with pytest.raises(JobError, match="no job"):
        jobs.one("job-none")


def test_a_command_acts_for_who_started_its_job_while_it_runs_only(ops: Ops, jobs: Jobs) -> None:
    job = jobs.add("load", {}, writes=True)
    with pytest.raises(JobError, match="not running"):
        Jobs(ops.by("cli:root")).acting(job.id)
    taken = jobs.take("a")
    assert taken
    assert Jobs(ops.by("cli:root")).acting(job.id).who == "user:li"
    jobs.end(taken, End("done", 0))
    with pytest.raises(JobError, match="not running"):
        Jobs(ops.by("cli:root")).acting(job.id)


def test_an_upload_is_its_owner_s_alone(ops: Ops) -> None:
    mine, other = Uploads(ops), Uploads(ops.by("user:wang"))
    made = mine.add("up-1", "流水.csv", 10, "ab")
    assert mine.one("up-1") == made
    assert mine.used() == (1, 10)
    assert mine.list() == ([made], 1)
    assert (other.used(), other.list()) == ((0, 0), ([], 0))
    for ask in (other.one, other.drop):
        with pytest.raises(UploadError, match="no upload"):
            ask("up-1")
    assert mine.drop("up-1") == made
    assert mine.list() == ([], 0)
    assert [action for _, action in said(ops)] == ["upload", "upload-drop"]
