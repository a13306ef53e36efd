"""The one-file HTML as a browser opens it, without a network: Node and Chromium are needed, and in CI required."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from graph.case.dossier import Dossier
from graph.case.export import html as made
from graph.case.export.html import FORMAT
from graph.case.paper import TemplateFault
from tests.bench.page import CHROMIUM, UI
from tests.bench.page import modules as page_modules
from tests.conftest import missing
from tests.graph.case.sample import HOSTILE, bare, hostile, sample
from tests.neo4j_server import Missing

SCRIPT = Path(__file__).with_name("offline.mjs")
Opened = Callable[[Dossier, Path], dict[str, Any]]


def written(of: Dossier, folder: Path) -> Path:
    names = FORMAT.write(of, folder, lambda done, total: None)
    assert [p.name for p in folder.iterdir()] == names == ["case.html"]
    return folder / names[0]


def held(path: Path) -> dict[str, Any]:
    """The rows that lie in it, as an HTML parser finds them."""
    (data,) = html.parse(path).getroot().xpath("//script[@id='data']")
    return dict(json.loads(data.text))


@pytest.fixture(scope="module")
def browser() -> Opened:
    chromium = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if chromium is None:
        missing("Chromium, for the one-file HTML")
    try:
        page_modules()
    except Missing as why:
        missing(str(why))

    def opened(of: Dossier, folder: Path, find: str = "张三1") -> dict[str, Any]:
        env = os.environ | {"CHROMIUM": str(chromium), "FIND": find}
        done = subprocess.run(["node", SCRIPT, UI, written(of, folder)], env=env, capture_output=True, text=True, timeout=300, check=False)  # fmt: skip
        assert done.returncode == 0, done.stderr[-4000:]
        return dict(json.loads(done.stdout))

    return opened


def harmless(found: dict[str, Any]) -> None:
    """It asked for itself alone, nothing foreign ran, and what tried to was refused by its policy."""
    assert found["own"]["errors"] == []
    assert [u.partition(":")[0] for u in found["own"]["asked"]] == ["file"]
    assert found["dialogs"] == 0
    assert found["refused"] == ["csp"], "the picture that the test put in"
    assert found["foreign"] == {"ran": 0, "fetched": False}
    assert found["errors"], "the policy said no"
    assert all("Content Security Policy" in said for said in found["errors"])
    assert found["inside"] == []


def test_it_opens_offline_and_can_be_searched_sorted_and_filtered(browser: Opened, tmp_path: Path) -> None:
    found = browser(sample(30, 400), tmp_path)
    harmless(found)
    assert len(found["headings"]) == 10
    assert "bundle-0123456789abcdef" in found["footer"]
    assert len(found["money"]) == 100
    assert found["money"][0].split("\t")[:1] == ["2024-03-01 08:00:00"]
    assert "甘露银行流水.csv 第" in found["money"][0]
    total = sum(sample(30, 400).links["TRANSFER"]["amount"])
    assert found["all"] == f"400 / 400 · 合计（元） {total // 100:,}.{total % 100:02}"
    assert "40,000.99" in found["largest"]
    assert found["since"].startswith("384 / 400"), "from midnight in China"
    assert found["bars"] == 16
    assert {t.split("\t")[1] for t in found["things"]} == {"张三1", *(f"张三{n}" for n in range(10, 20))}
    money = sample(30, 400).links["TRANSFER"]
    own = sample().links["OWNS"]["to"][2]
    assert found["its"].startswith(f"{sum((a == own) or (b == own) for a, b in money.select('from', 'to').iter_rows())} / 400")  # fmt: skip


def test_things_stand_where_they_were_laid_out(browser: Opened, tmp_path: Path) -> None:
    of = sample()
    found = browser(of, tmp_path)
    spots = {i: (x, y) for i, x, y in found["places"]}
    assert set(spots) == set(of.places)
    every = list(of.places)
    a, b, c = every[0], every[3], every[9]
    scale = (spots[b][0] - spots[a][0]) / (of.places[b][0] - of.places[a][0])
    assert scale > 0
    assert spots[c][1] - spots[a][1] == pytest.approx(scale * (of.places[c][1] - of.places[a][1]), abs=0.3)
    assert "→" in found["told"]


def test_hostile_texts_do_nothing(browser: Opened, tmp_path: Path) -> None:
    found = browser(hostile(), tmp_path, find="=cmd|")
    harmless(found)
    assert found["scripts"] == 2, "its own, and the one that the test put in"
    assert len(found["things"]) == 1
    assert found["things"][0].startswith(
        "个人\t=cmd|'/c calc'!A1<script>alert(1)</script>〈U+202E〉abc〈U+0007〉〈U+200F〉长"
    )
    text = (tmp_path / "case.html").read_text("utf-8")
    assert not re.search("[\u202e\u200f\x00-\x08]", text)
    assert "<script>alert" not in text
    assert len(text) < 300_000, "a long name is not repeated whole"
    assert f"（共 {len(HOSTILE):,} 字）" in text


def test_a_case_without_a_layout_or_of_nothing_opens_too(browser: Opened, tmp_path: Path) -> None:
    for name, of in (("unplaced", replace(sample(), places={})), ("nothing", bare())):
        (tmp_path / name).mkdir()
        found = browser(of, tmp_path / name, find="没有这样的")
        harmless(found)
        assert found["places"] == found["things"] == []
    assert found["all"] == "0 / 0 · 合计（元） 0.00"


def test_every_row_lies_in_it_with_its_source(tmp_path: Path) -> None:
    of = sample()
    found = held(written(of, tmp_path))
    money = found["money"]
    assert {len(money[c]) for c in ("id", "from", "to", "amount", "at", "memo", "serial", "file", "row")} == {40}
    back = {
        (f"transfer-{i}", found["things"][a]["id"], found["things"][b]["id"], fen, at)
        for i, a, b, fen, at in zip(*(money[c] for c in ("id", "from", "to", "amount", "at")), strict=True)
    }
    assert back == set(of.links["TRANSFER"].select("id", "from", "to", "amount", "at").iter_rows())
    assert {money["memos"][m] for m in money["memo"]} == {"投资款", "返息"}
    assert money["files"] == ["甘露银行流水.csv"]
    assert [kind["label"] for kind in found["kinds"]] == ["企业", "个人", "账户"]


def test_what_is_too_much_is_left_out_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "ROWS", 10)
    path = written(sample(), tmp_path)
    assert len(held(path)["money"]["id"]) == 10
    assert min(held(path)["money"]["amount"]) == sorted(sample().links["TRANSFER"]["amount"])[-10]
    assert "金额最大的 10 笔（共 40 笔）" in path.read_text("utf-8")


def test_nothing_in_it_points_outside(tmp_path: Path) -> None:
    root = html.parse(written(sample(), tmp_path)).getroot()
    for attribute in ("src", "href", "action", "srcset", "style", "data"):
        assert {v for v in root.xpath(f"//@{attribute}") if not v.startswith("#s-")} == set()
    assert not [a for one in root.iter() for a in one.attrib if a.startswith("on")]
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy


def test_users_change_the_page_and_texts_stay_texts(tmp_path: Path) -> None:
    body = "<html><h1>{{ report.title }}</h1><script id=data type=application/json>{{ data }}</script></html>"
    of = replace(hostile(), templates={"page.html": body.encode()})
    path = written(of, tmp_path)
    assert "<h1>=1+1&lt;b&gt;案&lt;/b&gt;〈U+202E〉</h1>" in path.read_text("utf-8")
    assert len(held(path)["money"]["id"]) == 40


@pytest.mark.parametrize("body", ["{{ report.__class__.__mro__ }}{{ data }}", "{{ data }}{{ data }}", "none", "{{ w.clear() }}{{ data }}", "{% include 'x' %}"])  # fmt: skip
def test_a_page_that_reaches_out_or_is_wrong_is_refused(tmp_path: Path, body: str) -> None:
    with pytest.raises(TemplateFault, match=r"page\.html"):
        FORMAT.write(replace(sample(), templates={"page.html": body.encode()}), tmp_path, lambda done, total: None)
    assert list(tmp_path.iterdir()) == []
