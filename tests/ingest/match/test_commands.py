"""The commands on a lake that is small enough to know the answer, and the measures on worlds and lakes of generated names."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from graph.context import Context
from graph.lake import Lake
from graph.say import JinyingError
from graph.screen import Screen
from graph.settings import Settings
from ingest.match.commands import MATCH
from ingest.match.evaluate import credit_codes, scaled, ways, world
from ingest.match.generate import WAYS
from ingest.match.proposal import RULES, by_rule
from ingest.match.scorer import read
from tests.ingest.match.test_propose import CODES, FILLER, IDS, PHONE, firms, people


def run(data: Path, *words: str, lang: str = "en") -> tuple[str, str]:
    """What the command writes to each stream."""
    app = typer.Typer()
    for name, command in MATCH:
        app.command(name)(command)

    @app.callback()
    def door(ctx: typer.Context) -> None:
        ctx.obj = Context(Settings(data, lang=lang), Screen(lang, True, False))

    done = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout, done.stderr


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path / "data")
    firms(lake, ["深圳市恒瑞科技有限公司", CODES[0]], *FILLER, ["深圳恒瑞科技有限公司"], ["深圳恒瑞"])
    people(lake, ["张伟民", IDS[0], PHONE], ["张伟民", "", PHONE])
    return lake


def test_the_merged_band_is_written_as_answers_of_its_rule_and_not_proposed_again(lake: Lake) -> None:
    data = lake.root.parent
    out, told = run(data, "propose")
    rows = json.loads(out)
    assert {(r["band"], r["left_name"]) for r in rows} == {
        ("merged", "张**"),
        ("merged", "深圳市恒瑞科技有限公司"),
        ("review", "深圳市恒瑞科技有限公司"),
    }
    assert "2 merged, 1 to review" in told
    assert "张伟民" not in out
    context = Context(Settings(data), Screen("zh", True, False))
    with context.ops() as ops:
        assert ops.judgements() == []
    run(data, "propose", "--apply", "--kind", "Enterprise")
    with context.ops() as ops:
        (j,) = ops.judgements()
        assert (j.who, j.answer, j.by_rule) == (by_rule("name"), "same", True)
        assert j.reasons["told"][0]["zh"]
    again = json.loads(run(data, "propose", lang="zh")[0])
    assert sorted(r["band"] for r in again) == ["合并", "待复核"]


def test_a_pair_is_explained_in_both_languages(lake: Lake) -> None:
    rows = json.loads(run(lake.root.parent, "propose", "--kind", "Enterprise")[0])
    for lang, word in (("zh", "字号相似度"), ("en", "trade names alike")):
        body = json.loads(run(lake.root.parent, "explain", rows[0]["right"], rows[0]["left"], lang=lang)[0])
        assert body["left"] == rows[0]["left"]
        assert any(word in r["said"] for r in body["reasons"])
    (person,) = json.loads(run(lake.root.parent, "propose", "--kind", "Person")[0])
    with pytest.raises(JinyingError, match="two kinds"):
        run(lake.root.parent, "explain", rows[0]["left"], person["left"])
    with pytest.raises(JinyingError, match="no enterprise"):
        run(lake.root.parent, "explain", "pho-" + "0" * 32, rows[0]["left"])


def test_a_model_is_trained_and_used(lake: Lake, tmp_path: Path) -> None:
    out = tmp_path / "model.json"
    told = json.loads(run(lake.root.parent, "train", str(out), "--names", "2000", "--queries", "800")[0])
    assert told["merged"] == read(out).merged
    assert read(out).made["names"] == 2000
    assert json.loads(run(lake.root.parent, "propose", "--model", str(out))[0])


def test_the_evaluation_prints_every_figure(lake: Lake) -> None:
    body = json.loads(run(lake.root.parent, "evaluate", "--names", "2000", "--queries", "800", "--worlds", "0")[0])
    assert set(body) == {"lake", "names", "ways", "worlds"}
    assert body["lake"][0]["crossed"] == body["lake"][0]["clashes"] == 0
    assert [n["hard"] for n in body["names"]] == [False, True]
    assert {w["way"] for w in body["ways"]} == set(WAYS)


def test_no_two_codes_meet_in_a_lake_of_generated_names() -> None:
    found = scaled(31, size=(5000, 2000))
    assert found.crossed == found.clashes == 0
    assert found.precision >= 0.99
    assert found.merged > 500


def test_worlds_that_nobody_looked_at_merge_nobody_wrongly() -> None:
    firm, person = world(5150, 0.03)
    assert (firm.wrong, person.wrong) == (0, 0)
    assert firm.right + firm.in_review >= 0.95 * firm.unknown > 0
    assert person.right >= 0.95 * person.unknown > 0


def test_every_way_of_writing_is_found_again() -> None:
    found = ways(8, size=(5000, 2000))
    assert set(found) == set(WAYS)
    assert min(found.values()) >= 0.9


def test_codes_of_generated_firms_are_right_and_nobodys() -> None:
    from stdnum.cn import uscc

    made = credit_codes(np.random.default_rng(2), 200)
    assert len(set(made)) == 200
    assert all(uscc.calc_check_digit(c[:-1]) == c[-1] for c in made)


def test_rules_are_named_in_both_languages() -> None:
    assert all(say.zh and say.en for say in RULES.values())
