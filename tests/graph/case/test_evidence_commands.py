"""The evidence matrix from the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from graph.case.evidence_commands import EVIDENCE
from graph.context import Context
from graph.ops import Ops, open_ops
from graph.say import JinyingError
from graph.screen import Screen
from graph.settings import Settings
from tests.graph.case.made import LIN, Made, advert, made


class As(Context):
    """A context in which lin acts."""

    @contextmanager
    def ops(self) -> Iterator[Ops]:
        with open_ops(self.settings.data) as root:
            yield root.by(LIN)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    with made(tmp_path_factory.mktemp("evidence") / "data") as one:
        yield one


def ran(data: Path, *words: str, plain: bool = True) -> Any:
    app = typer.Typer()
    app.callback()(lambda: None)
    for name, command in EVIDENCE:
        app.command(name)(command)
    context = As(Settings(data=data, lang="en"), Screen("en", plain))
    done = CliRunner().invoke(app, ["evidence", *words], obj=context)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return json.loads(done.stdout) if plain else done.stdout


def test_a_matrix_is_filled_from_the_command_line(case: Made) -> None:
    number = case.case.number
    rows = ran(case.data, number)
    assert {(r["element"], r["state"]) for r in rows if r["side"] == "against"} >= {("unlawful", "to do"), ("amount", "proposed")}  # fmt: skip
    (promise,) = [r for r in rows if r["state"] == "proposed" and r["element"] == "inducement"]
    assert (promise["subject"], promise["said"][-3:]) == (advert(), "奖励。")
    taken = ran(case.data, number, "take", promise["which"][:8], "--text", "广告写明保本付息")
    assert (taken["element"], taken["proposal"]) == ("inducement", promise["which"])
    (no,) = [r for r in rows if r["state"] == "proposed" and r["who"] == "tool:advert"]
    ran(case.data, number, "dismiss", no["which"], "--why", "只在内部张贴")
    added = ran(case.data, case.case.id, "add", "--element", "unlawful", "--side", "against", "--text", "有备案", "--subject", advert())  # fmt: skip
    rows = ran(case.data, number)
    held = [(r["element"], r["side"], r["text"], r["who"]) for r in rows if r["state"] == "held"]
    assert held == [("unlawful", "against", "有备案", LIN), ("inducement", "for", "广告写明保本付息", LIN)]
    assert not {promise["which"], no["which"]} & {r["which"] for r in rows}
    assert ("unlawful", "against", "to do") not in {(r["element"], r["side"], r["state"]) for r in rows}
    ran(case.data, number, "remove", str(added["seq"]), "--why", "备案系伪造")
    assert "有备案" not in ran(case.data, number, plain=False)
    assert "Criminal Law" not in ran(case.data, number, plain=False)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("put",), "there is no 'put'"),
        (("take", "abcd"), "no open proposal"),
        (("take",), "no open proposal"),
        (("remove", "x"), "the number of a piece is missing"),
        (("add", "--element", "unlawfull", "--text", "x"), "did you mean unlawful"),
        (("add", "--element", "unlawful"), "the text is missing"),
    ],
)
def test_what_can_not_be_done(case: Made, words: tuple[str, ...], why: str) -> None:
    with pytest.raises(JinyingError, match=why):
        ran(case.data, case.case.number, *words)
    with pytest.raises(JinyingError, match="no such case"):
        ran(case.data, "金鹰〔2020〕0001号", "remove", "1")
