"""Jobs of a case: whose cases they may be about, and that a reason stands in the case alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.jobs import board
from api.jobs.kinds import OF_CASES, ParamError, Place, kind
from api.system import System, opened
from api.visit import Visit
from graph.ops.cases import Cases, Opening
from graph.ops.users import Users
from graph.ops.views import Views
from graph.rights import Refused
from graph.say import JinyingError
from graph.settings import Settings
from tests.api.visiting import actor


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    with opened(Settings(tmp_path, lang="en")) as system:
        Users(system.ops).add("li", None, ["investigator"])
        yield system


def by(system: System, role: str = "investigator", who: str = "user:li") -> Visit:
    return Visit(system, actor(role, who=who), "en")


def line(visit: Visit, name: str, **params: Any) -> list[str]:
    job = board.start(visit, name, params)
    return kind(name).line(job.params, Place(visit.system.settings, visit.ops))


def opened_case(visit: Visit) -> str:
    return Cases(visit.ops).open(Opening("案", "吸收存款", "非法集资")).id


def test_a_reason_is_a_comment_of_the_case_and_in_no_parameter(system: System) -> None:
    visit = by(system)
    case = opened_case(visit)
    note = Cases(visit.ops).comment(case, "--to=/tmp 移送底稿").seq
    assert line(visit, "case-freeze", case=case, note=note) == [
        "case",
        "freeze",
        "--why=--to=/tmp 移送底稿",
        "--",
        case,
    ]
    assert line(visit, "case-freeze", case=case) == ["case", "freeze", "--", case]
    assert "移送底稿" not in str(system.ops.audit(9))
    with pytest.raises(JinyingError, match="no comment 99"):
        line(visit, "case-freeze", case=case, note=99)


def test_what_goes_out_is_chosen_of_what_there_is(system: System) -> None:
    visit = by(system)
    case = opened_case(visit)
    view = Views(visit.ops).save("板", {"things": []}, case=case).id
    assert line(visit, "case-export", case=case, formats=["pdf", "csv"], view=view, seen=True, reinvested="again") == [
        "case", "export", "--count=reinvested=again", f"--view={view}", "--seen", "--", case, "pdf", "csv",
    ]  # fmt: skip
    assert line(visit, "case-seal", case=case, interest="offset") == [
        "case",
        "seal",
        "--count=interest=offset",
        "--",
        case,
    ]
    for wrong in ({"formats": ["exe"]}, {}, {"formats": ["pdf"], "seen": True}, {"formats": ["pdf"], "view": "view-none"}, {"formats": ["pdf"], "fees": "x"}):  # fmt: skip
        with pytest.raises(ParamError):
            board.start(visit, "case-export", {"case": case, **wrong})


def test_a_case_of_others_is_not_there_and_rights_are_asked_for(system: System) -> None:
    case = opened_case(by(system))
    for k in OF_CASES:
        params = {"case": case, **({} if k.name == "case-freeze" else {"formats": ["pdf"]})}
        with pytest.raises(JinyingError, match="no such case"):
            board.start(by(system, who="user:han"), k.name, params)
        with pytest.raises((Refused, ParamError)):
            board.start(by(system, "analyst"), k.name, params)
        assert k.name not in {one.name for one in board.offered(by(system))}  # its form is on the page of the case
