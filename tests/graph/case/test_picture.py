"""Drawings as other programs read them: lxml for the SVG, Pillow for the PNG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from lxml import etree
from PIL import Image

from graph.case.dossier import Dossier
from graph.case.export.picture import PNG, SVG
from graph.case.paper.drawing import DEEPEST, EACH, NODES, pictures
from tests.graph.case.sample import HOSTILE, bare, hostile, sample

VIEWS = ["board", "layers", "flows", "timeline"]
SHAPES = {"svg", "title", "rect", "circle", "path", "text"}


def drawn(of: Dossier, folder: Path) -> dict[str, etree._Element]:
    names = SVG.write(of, folder, lambda done, total: None)
    assert sorted(p.name for p in folder.iterdir()) == sorted(names)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return {Path(n).stem: etree.fromstring((folder / n).read_bytes(), parser) for n in names}


def named(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for one in root.iter():
        yield etree.QName(one).localname, one


def texts(root: etree._Element) -> list[str]:
    return [one.text or "" for name, one in named(root) if name in ("text", "title")]


def inked(path: Path) -> float:
    """The share of a picture that is not paper."""
    with Image.open(path) as opened:
        grey = opened.convert("L")
        return 1 - grey.histogram()[255] / (grey.width * grey.height)


def test_every_view_is_drawn_in_both_formats_with_the_same_shape(tmp_path: Path) -> None:
    (tmp_path / "svg").mkdir()
    (tmp_path / "png").mkdir()
    found = drawn(sample(), tmp_path / "svg")
    assert list(found) == VIEWS
    assert PNG.write(sample(), tmp_path / "png", lambda done, total: None) == [f"{v}.png" for v in VIEWS]
    for view, root in found.items():
        *_, wide, high = map(float, root.attrib["viewBox"].split())
        with Image.open(tmp_path / f"png/{view}.png") as opened:
            assert opened.format == "PNG"
            assert abs(opened.width / opened.height - wide / high) < 0.02
        assert 0.005 < inked(tmp_path / f"png/{view}.png") < 0.8


def test_money_is_drawn_by_layers_and_flows_have_their_sums(tmp_path: Path) -> None:
    found = drawn(sample(), tmp_path)
    assert {"参与人", "第 1 层", "鑫辉资产管理有限公司", "450.00 万元"} <= set(texts(found["layers"]))
    assert {"450.00 万元 · 26", "返 617.25 元 · 14"} <= set(texts(found["flows"]))
    bars = [one for name, one in named(found["timeline"]) if name == "rect"]
    assert len(bars) == 4, "two days of China's calendar, each up and down"
    said = "".join(texts(found["timeline"]))
    assert "40 笔" in said
    assert "2024-03-01 至 2024-03-02" in said
    assert len([1 for name, _ in named(found["board"]) if name == "circle"]) == 12


def test_a_dashed_line_comes_back_and_the_larger_amount_is_the_wider(tmp_path: Path) -> None:
    lines = [one.attrib for name, one in named(drawn(sample(), tmp_path)["layers"]) if name == "path"]
    back = [a for a in lines if "stroke-dasharray" in a]
    assert len(lines) == 10, "five people, both ways"
    assert len(back) == 5
    assert len({a["stroke-width"] for a in lines}) > 5


def test_what_is_too_much_is_drawn_as_one_and_said(tmp_path: Path) -> None:
    of = sample(700, 3_000)
    found = drawn(of, tmp_path)
    assert "其余 691 户" in texts(found["layers"])
    assert "其余按层合并为一框" in found["layers"].attrib["aria-label"]
    boxes = [one for name, one in named(found["layers"]) if name == "rect"]
    assert len(boxes) == EACH + 2
    assert len([1 for name, _ in named(found["board"]) if name == "circle"]) == NODES
    assert f"画出联系最多的 {NODES} 个" in found["board"].attrib["aria-label"]


def test_layers_past_the_deepest_are_one(tmp_path: Path) -> None:
    of = sample(30, 60)
    layers = of.figures.layers.with_columns(pl.int_range(30).alias("layer"))
    flows = pl.DataFrame({"from_layer": [0, 12, 20], "to_layer": [1, 14, 3], "count": [1, 2, 3], "amount": [100, 200, 300]})  # fmt: skip
    found = drawn(replace(of, figures=replace(of.figures, layers=layers, flows=flows)), tmp_path)
    heads = [t for t in texts(found["layers"]) if re.match("参与人|第 ", t)]
    assert len(heads) == DEEPEST + 1
    assert heads[-1] == f"第 {DEEPEST} 层及以上"
    assert "同层 2.00 元 · 2" in texts(found["flows"])


@pytest.mark.parametrize("deep", [1, 2, 4, 8, 30])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_in_print_no_letter_is_below_seven_points_and_nothing_leaves_the_page(lang: str, deep: int) -> None:
    of = sample(300, 600)
    layers = of.figures.layers.with_columns((pl.int_range(300) % deep).alias("layer"))
    pairs = [(a, b) for a in range(deep) for b in range(deep)]
    flows = pl.DataFrame({"from_layer": [a for a, _ in pairs], "to_layer": [b for _, b in pairs], "count": [3] * len(pairs), "amount": [10_000 + 7 * n for n in range(len(pairs))]})  # fmt: skip
    made = pictures(
        replace(of, about=replace(of.about, lang=lang), figures=replace(of.figures, layers=layers, flows=flows))
    )
    assert {p.name for p in made} >= {"layers", "flows", "timeline"}
    for p in made:
        if p.name == "board":
            continue
        across, down = p.size
        room = (717, 385) if p.wide else (451, 560)  # points on an A4 page within its margins, below a heading
        assert across * p.scale <= room[0] + 0.01
        assert down * p.scale <= room[1] + 0.01
        root = etree.fromstring(p.svg.encode())
        sizes = [float(one.attrib["font-size"]) * p.scale for name, one in named(root) if name == "text"]
        assert min(sizes) >= 7, (p.name, p.size, p.scale)
        spots = [(float(one.attrib["x"]), float(one.attrib["y"])) for name, one in named(root) if name == "text"]
        assert all(0 <= x <= across and 0 <= y <= down for x, y in spots), p.name


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_names_are_text_and_nothing_else(tmp_path: Path, lang: str) -> None:
    of = hostile()
    found = drawn(replace(of, about=replace(of.about, lang=lang)), tmp_path)
    for root in found.values():
        assert {name for name, _ in named(root)} <= SHAPES
        assert not {a for _, one in named(root) for a in one.attrib} & {"href", "style", "onload", "class"}
        whole = "".join(texts(root))
        assert not re.search("[\u202e\u200f\x07]", whole)
        assert len(whole) < 20_000
    assert any(t.startswith(HOSTILE[:12]) for t in texts(found["layers"]))
    for name in PNG.write(of, tmp_path, lambda done, total: None):
        assert inked(tmp_path / name) > 0.005


def test_a_case_of_one_person_has_a_picture_and_an_empty_one_says_that_it_is(tmp_path: Path) -> None:
    one, empty = sample(), bare()
    alone = replace(empty, entities={"Person": one.entities["Person"].head(1)})
    assert SVG.write(alone, tmp_path, lambda done, total: None) == ["board.svg"]
    assert "张三0" in (tmp_path / "board.svg").read_text("utf-8")
    assert PNG.write(empty, tmp_path, lambda done, total: None) == ["board.png"]
    assert inked(tmp_path / "board.png") > 0.001
    assert SVG.write(empty, tmp_path, lambda done, total: None) == ["board.svg"]
    assert "本案尚无可画的主体" in (tmp_path / "board.svg").read_text("utf-8")
