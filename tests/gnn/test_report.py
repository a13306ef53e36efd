"""The report: every figure that it shows is the study's, the page stands alone, both languages are whole, names are no markup."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from gnn import families
from gnn.trust import plots, report, study
from gnn.trust.metrics import interval
from gnn.trust.study import Plan, Study
from graph.say import Say
from tests.gnn.standing import STANDING, ring_data, shares

EVIL = '<script>alert("1")</script>&'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Study:
    data = replace(ring_data(240), kinds=("Account", EVIL), name=f"rings {EVIL}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(families, "model", lambda name: STANDING[name])
        return study.run(Plan(data, "sage", shares(data), (0, 1, 2), floor="xgb-agg"), "rings", tmp_path_factory.mktemp("r"))  # fmt: skip


class Read(HTMLParser):
    """Tags, and the text of each language."""

    VOID = frozenset({"meta", "input", "br", "link", "img"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.said: dict[str, list[str]] = {"zh": [], "en": []}
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [v or "" for k, v in attrs if k in ("src", "href", "action", "style") or k.startswith("on")]
        if tag not in self.VOID:
            self.open.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag, "tags are nested"

    def handle_data(self, data: str) -> None:
        for lang, texts in self.said.items():
            if data.strip() and any(lang in classes.split() for _, classes in self.open):
                texts.append(data)


def read(text: str) -> Read:
    page = Read()
    page.feed(re.sub(r"/>", ">", re.sub(r"<(path|circle|line|rect|polyline)([^>]*)/>", r"<\1\2></\1>", text)))
    assert page.open == []
    return page


def test_the_page_stands_alone_and_runs_nothing(made: Study) -> None:
    page = read(report.page(made))
    assert {"script", "iframe", "object", "link", "img", "form"}.intersection(page.tags) == set()
    assert page.addresses == []
    assert "url(" not in report.page(made)
    assert page.tags.count("svg") >= 5
    assert "&lt;script&gt;" in report.page(made)


def test_both_languages_say_everything(made: Study) -> None:
    page = read(report.page(made))
    assert len(page.said["zh"]) == len(page.said["en"])
    for v in study.verdicts(made):
        assert v.zh in page.said["zh"]
        assert v.en in page.said["en"]
    assert "线索，非证据" in page.said["zh"]
    assert 'id="zh" checked' in report.page(made, "zh")
    assert 'id="en" checked' in report.page(made, "en")


def test_every_figure_of_the_table_is_the_studys(made: Study) -> None:
    rows = {row["figure"]: row for row in report.table(made)}
    values = made.per_seed("model", "auc")
    assert rows["auc"]["model"] == f"{values.mean():.3f} ± {values.std(ddof=1):.3f}"
    gap = made.minus("floor", "auc")
    assert rows["auc"]["minus_floor"] == f"{gap.mean:+.3f} [{gap.low:+.3f}, {gap.high:+.3f}]"
    page = report.page(made)
    assert all(row["model"] in page for row in rows.values())


def test_json_holds_runs_intervals_verdicts_and_parts(made: Study) -> None:
    body = json.loads(json.dumps(report.body(made), allow_nan=False))
    assert len(body["runs"]) == 5 * 3
    assert body["minus"]["floor"]["ap"]["n"] == 3
    assert body["data"]["hash"] == made.about["hash"]
    assert set(body["parts"]["kind"]["model"]) == {"Account", EVIL}
    assert body["verdicts"][0].keys() == {"zh", "en"}
    assert body["peak_mb"] > 0


def test_the_card_says_data_seeds_figures_and_limits(made: Study) -> None:
    card = report.card(made)
    for said in (made.about["hash"], "0, 1, 2", "a lead, not evidence", "never the ground of a sanction", *(v.zh for v in study.verdicts(made))):  # fmt: skip
        assert said in card
    assert card.count("\n| ") == 1 + len(report.table(made))


def test_report_files_are_written_whole(made: Study, tmp_path: Path) -> None:
    page = report.write(made, tmp_path, "en")
    assert page == tmp_path / "report.html"
    assert {f.name for f in tmp_path.iterdir()} == {"report.html", "report.json", "card.md"}
    assert page.read_text("utf-8") == report.page(made, "en")


def test_where_the_data_came_from_is_told_in_lines_without_lists_or_braces(made: Study) -> None:
    told = replace(made, about={**made.about, "note": {"files": {"edges.csv": {"edges": 4}}, "ends": ["src", "dst"], "said": [["一", "one"]], "none": None}}, settings={"features": ["own", "degree"], "stack": ""})  # fmt: skip
    assert report.sources(told) == [("files · edges.csv · edges", "4"), ("ends", "src / dst")]
    page = report.page(told)
    assert "features own / degree, stack –" in page
    assert not {"[&#39;", "{&#34;", "[&#34;"}.intersection(re.findall(r"[\[{]&#3[49];", page))


def test_a_difference_is_coloured_where_both_intervals_say_so() -> None:
    rows = [(Say("减", "minus"), interval([0.1, 0.2, 0.3, 0.2, 0.2]))]
    assert 'class="bar a"' in plots.differences(rows, [(0.05, 0.4)])
    for span in ((-0.1, 0.4), None):
        assert 'class="bar q"' in plots.differences(rows, [span])


def test_an_interval_is_drawn_where_its_values_are() -> None:
    svg = plots.differences(
        [(Say("减", "minus"), interval([0.1, 0.2, 0.3, 0.2, 0.2])), (Say("零", "none"), interval([0.0]))]
    )
    (low, high) = (float(x) for x in re.findall(r'class="bar a" x1="([\d.]+)" y1="[\d.]+" x2="([\d.]+)"', svg)[0])
    (middle, zero) = (float(x) for x in re.findall(r'<circle class="[aq]" cx="([\d.]+)"', svg))
    line = float(re.findall(r'class="zero" x1="([\d.]+)"', svg)[0])
    assert line == pytest.approx(zero)
    assert zero < low < middle < high


@pytest.mark.parametrize("values", [[], [float("nan")], [0.5], [0.5, 0.5, 0.5]])
def test_pictures_of_few_or_no_values_are_still_pictures(values: list[float]) -> None:
    rows = [(Say("一", "one"), values)]
    assert plots.seeds(rows).startswith("<svg")
    assert "nan" not in plots.seeds(rows)
    assert "nan" not in plots.differences([(Say("一", "one"), interval(values))])
    named = {f"p{i}": v for i, v in enumerate(values)}
    assert "nan" not in plots.parts(list(named) or ["p"], [(Say("一", "one"), named)])
