"""The board: who may start, see, cancel and read what, and which parameters become which command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.jobs import board
from api.jobs.child import folder_of
from api.jobs.kinds import INNER, KINDS, ParamError, Place, kind
from api.system import System, opened
from api.uploads import path_of
from api.visit import Visit
from graph.ops.jobs import JobError
from graph.ops.uploads import Uploads
from graph.rights import Refused, rights
from graph.say import JinyingError
from graph.settings import Settings
from tests.api.visiting import actor


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    """Nobody works here: jobs wait."""
    with opened(Settings(tmp_path, lang="en")) as system:
        yield system


def by(system: System, *roles: str, who: str = "user:li", **more: Any) -> Visit:
    return Visit(system, actor(*roles, who=who, **more), "en")


def upload(visit: Visit, name: str = "流水.csv", body: bytes = b"a,b\n1,2\n") -> str:
    made = Uploads(visit.ops).add(f"up-{name}", name, len(body), "00")
    path = path_of(visit.system.settings.data, made)
    path.parent.mkdir(parents=True)
    path.write_bytes(body)
    return made.id


def line(visit: Visit, name: str, **params: Any) -> list[str]:
    """The command that a job becomes."""
    job = board.start(visit, name, params)
    return kind(name).line(job.params, Place(visit.system.settings, visit.ops))


# who may what


def test_every_kind_asks_for_a_right_that_there_is_and_names_are_one_thing() -> None:
    assert {k.right for k in KINDS} <= set(rights().rights)
    names = [k.name for k in (*KINDS, *INNER)]
    assert len(names) == len(set(names))
    assert all(p.label.zh and p.label.en for k in KINDS for p in k.params)


@pytest.mark.parametrize("role", sorted(rights().roles))
def test_whoever_lacks_a_kind_s_right_starts_none_of_it(system: System, role: str) -> None:
    visit = by(system, role)
    may = {k.name for k in board.offered(visit)}
    assert may == {k.name for k in KINDS if k.right in rights().role(role).may}
    for k in KINDS:
        if k.name not in may:
            with pytest.raises(Refused):
                board.start(visit, k.name, {})
    assert system.ops.audit() == []


def test_a_token_starts_what_its_scopes_say(system: System) -> None:
    with pytest.raises(Refused):
        board.start(by(system, "investigator", scopes=frozenset({"read"})), "check", {})
    assert board.start(by(system, "investigator", scopes=frozenset({"jobs"})), "check", {}).state == "waiting"


def test_what_only_a_form_starts_nobody_starts_by_name(system: System) -> None:
    with pytest.raises(JinyingError, match="no kind of job 'form'"):
        board.start(by(system, "investigator"), "form", {})


def test_jobs_are_seen_by_who_sees_imports_or_starts_jobs(system: System) -> None:
    job = board.start(by(system, "investigator"), "check", {})
    for role in rights().roles:
        visit = by(system, role, who="user:other")
        if {"imports", "jobs"} & rights().role(role).may:
            assert board.jobs(visit) == ([board.one(visit, job.id)], 1)
        else:
            with pytest.raises(Refused, match="may not see jobs"):
                board.jobs(visit)
    with pytest.raises(Refused):
        board.one(by(system, "prosecutor", scopes=frozenset({"read"})), job.id)


def test_one_cancels_one_s_own_job_and_who_starts_jobs_anybody_s(system: System) -> None:
    clerk = by(system, "intake", who="user:clerk")
    mine, other = (board.start(clerk, "load", {"upload": upload(clerk, f"{n}.csv")}) for n in range(2))
    with pytest.raises(Refused):
        board.cancel(by(system, "prosecutor", who="user:p"), mine.id)
    assert board.cancel(clerk, mine.id).state == "cancelled"
    assert board.cancel(by(system, "administrator", who="user:a"), other.id).stop == "user:a"
    with pytest.raises(JobError, match="has ended"):
        board.cancel(clerk, mine.id)


def test_a_log_is_for_who_started_the_job_or_may_start_jobs(system: System) -> None:
    clerk = by(system, "intake", who="user:clerk")
    job = board.start(clerk, "load", {"upload": upload(clerk)})
    assert board.log(clerk, job.id) == ""
    folder_of(system.settings, job.id).mkdir(parents=True)
    (folder_of(system.settings, job.id) / "log").write_text("一行\n", "utf-8")
    assert board.log(clerk, job.id) == board.log(by(system, "analyst", who="user:a"), job.id) == "一行\n"
    with pytest.raises(Refused):
        board.log(by(system, "prosecutor", who="user:p"), job.id)


def test_whoever_starts_a_job_is_in_the_audit_chain_with_what_was_asked(system: System) -> None:
    job = board.start(by(system, "analyst", who="user:zhao"), "detect", {"detectors": ["ring"]})
    (entry,) = system.ops.audit()
    assert (entry["who"], entry["action"], entry["subject"]) == ("user:zhao", "job-start", job.id)
    assert entry["detail"] == {"kind": "detect", "params": {"detectors": ["ring"]}}


# parameters and lines


def test_parameters_become_a_command_of_checked_words(system: System) -> None:
    visit = by(system, "investigator")
    file, own = upload(visit), upload(visit, "my.yaml", b"name: my\nentities: {f: {kind: Enterprise, props: {name: a}}}\n")  # fmt: skip
    folder = system.settings.data.resolve() / "uploads"
    path, mine = str(folder / file / "流水.csv"), str(folder / own / "my.yaml")
    assert line(visit, "load", upload=file) == ["load", "--resume", "--", path]
    assert line(visit, "load", upload=file, mapping="bank-a") == ["load", "--resume", "--mapping", "bank-a", "--", path]
    assert line(visit, "dry-run", upload=file, own_mapping=own) == ["load", "--dry-run", "--mapping", mine, "--", path]
    assert line(visit, "detect") == ["detect", "--"]
    assert line(visit, "detect", detectors=["ring", "dormant", "ring"], as_of=" 2024-06-30 ", numbers={"keep": 0.5}) == [
        "detect", "--param", "keep=0.5", "--as-of=2024-06-30 00:00:00", "--", "ring", "dormant",
    ]  # fmt: skip
    assert line(visit, "match", kind="Person", since=3, apply=True) == ["match", "propose", "--limit", "1000000", "--kind", "Person", "--since", "3", "--apply"]  # fmt: skip
    assert line(visit, "match") == ["match", "propose", "--limit", "1000000"]
    assert [line(visit, name) for name in ("text", "rebuild", "check")] == [["text", "collect"], ["rebuild"], ["check"]]


@pytest.mark.parametrize(
    ("name", "params", "words"),
    [
        ("load", {}, "the uploaded file is missing"),
        ("load", {"upload": ""}, "the uploaded file is missing"),
        ("load", {"upload": 7}, "at most 200 characters"),
        ("load", {"upload": "x" * 201}, "at most 200 characters"),
        ("load", {"path": "/etc/passwd"}, "no parameter 'path'"),
        ("check", {"--data": "/tmp"}, "no parameter '--data'"),
        ("detect", {"detectors": ["rings"]}, "did you mean ring"),
        ("detect", {"detectors": ["--engine", "spark"]}, "there is no '--engine'"),
        ("detect", {"numbers": {"nothing": 3}}, "nothing"),
        ("detect", {"numbers": {"keep": 2}}, "out of its limits"),
        ("detect", {"numbers": {"keep": float("nan")}}, "out of its limits"),
        ("detect", {"numbers": {"keep": "3; rm -rf /"}}, "names with numbers"),
        ("detect", {"detectors": ["ring"], "numbers": {"idle": 400}}, "no parameter 'idle'"),
        ("detect", {"as_of": "--since=x"}, "is no time"),
        ("detect", {"since": "0000"}, "no import 0000"),
        ("undo", {"import": "--help"}, "no import --help"),
        ("undo", {"import": "../../x"}, "no import"),
        ("match", {"since": -1}, "a whole number"),
        ("match", {"since": True}, "a whole number"),
        ("match", {"apply": "yes"}, "yes or no"),
        ("match", {"kind": "Account"}, "there is no 'Account'"),
    ],
)
def test_what_won_t_do_is_told_before_anything_starts(system: System, name: str, params: Any, words: str) -> None:
    visit = by(system, "investigator")
    with pytest.raises(ParamError) as error:
        board.start(visit, name, params)
    assert words in error.value.to("en")
    assert error.value.param in params or error.value.param == "upload"
    assert (board.jobs(visit)[1], system.ops.audit()) == (0, [])
