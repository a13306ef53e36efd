"""The classifier on texts that were written by hand before it was trained, on a world it never saw, and what it gives as reasons."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from ingest.text.class_texts import Phrases, Text, phrase_book, world_texts
from ingest.text.classify import CLASSES, DENIED, LEGAL, LONGEST, MOST, ClassifierError, load, runs
from ingest.text.train_classes import by_class, macro_f1, measured, train_classes

HERE = Path(__file__).parent
UNSEEN = 90_001  # a world that no model was trained on


def by_hand() -> list[Text]:
    lines = (HERE / "look_alikes.tsv").read_text("utf-8").splitlines()[1:]
    return [Text(label, text) for label, _, text in (line.split("\t") for line in lines)]


def test_the_texts_written_by_hand_are_half_lawful_and_of_every_class() -> None:
    texts = by_hand()
    assert len(texts) == len({t.text for t in texts}) == 100
    assert sum(t.label == LEGAL for t in texts) == 50
    assert min(sum(t.label == c for t in texts) for c in CLASSES) >= 7


def test_no_text_written_by_hand_stands_in_the_phrase_book() -> None:
    book = json.dumps(phrase_book(), ensure_ascii=False)
    for t in by_hand():
        shared = [t.text[k : k + 10] for k in range(len(t.text) - 9) if t.text[k : k + 10] in book]
        assert not shared, f"{t.text}: {shared}"


def test_accused_versus_lawful_on_texts_written_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    rows = measured(load(), by_hand())
    with capsys.disabled():
        print("\nby hand:", *(f"{r['label']} {r['f1']}" for r in rows), end=" ")  # noqa: T201
    [either] = [r for r in rows if r["label"] == "七类合计"]
    assert either["f1"] >= 0.90
    assert rows[-1]["f1"] >= 0.75
    assert rows[-1]["off"] <= 0.15


def test_an_unseen_world_says_more_than_chance(capsys: pytest.CaptureFixture[str]) -> None:
    """Its texts are from pools that all sides share, so that a single one often can't tell: see `world_texts`."""
    texts = list(dict.fromkeys(world_texts(UNSEEN)))
    rows = measured(load(), texts)
    with capsys.disabled():
        print("\nworld:", *(f"{r['label']} {r['f1']}" for r in rows), end=" ")  # noqa: T201
    nobody = macro_f1([t.label for t in texts], [LEGAL] * len(texts))
    assert nobody < 0.15
    assert rows[-1]["f1"] >= 3 * nobody


def test_a_promise_that_is_denied_or_warned_of_is_another_feature() -> None:
    names = {r.name for r in runs("本产品保本。本产品不承诺保本，请谨慎。警惕保本骗局")}
    assert {"保本", DENIED + "保本"} <= names
    assert DENIED + "谨慎" not in names, "a denial ends with its clause"
    assert {r.name for r in runs("不承诺保本")} & {"保本"} == set()
    assert DENIED + "保本" in {r.name for r in runs("谨防以“保本”为名，许以高息")}


def test_runs_stand_where_they_say() -> None:
    text = "年化18.8%，ＡＢ 保本！"
    found = list(runs(text))
    assert {(r.name, text[r.start : r.end]) for r in found} >= {
        ("年化0", "年化18.8"),
        ("0%", "18.8%"),
        ("ab保", "ＡＢ 保"),
        ("保本", "保本"),
    }
    assert max(len(r.name) for r in found) <= LONGEST
    assert list(runs("")) == []
    assert max(r.end for r in runs("保" * 10 * MOST)) == MOST


def test_reasons_are_sentences_of_the_text_and_name_its_words() -> None:
    text = "本店新张，欢迎光临。黄金托管生息，存金一百克每月返利，到期回购保本。地址在人民路。"
    judged = load().judge(text)
    assert judged.label == "非法黄金"
    assert judged.accused > 0.5
    first = judged.reasons[0]
    assert text[first.start : first.end].strip() == first.text
    assert "托管" in first.text
    assert first.words
    assert all(w in first.text for w in first.words)
    assert [r.weight for r in judged.reasons] == sorted((r.weight for r in judged.reasons), reverse=True)
    assert sum(judged.all.values()) == pytest.approx(1, abs=1e-3)
    assert load().judge(text) == judged


def test_a_text_that_says_nothing_is_not_accused_of_much() -> None:
    for text in ("", "！！！", "\n", "zzz"):
        judged = load().judge(text)
        assert judged.reasons == ()
        assert judged.label == LEGAL


def test_the_same_seeds_train_the_same_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, less in {"EACH": 20, "UNSEEN": 4, "SHARE": 0.02, "PENALTIES": (1.0, 3.0)}.items():
        monkeypatch.setattr(f"ingest.text.train_classes.{name}", less)
    monkeypatch.setattr("ingest.text.train_classes.world_texts", lambda seed: world_texts(seed)[:400])
    told = [train_classes([5, 6], tmp_path / name) for name in ("a.json", "b.json")]
    assert told[0] == told[1]
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert load(tmp_path / "a.json").judge("伦敦金百倍杠杆，老师喊单").label in CLASSES


def test_a_model_that_is_none_says_how_to_get_one(tmp_path: Path) -> None:
    for content in (
        "",
        "{}",
        "[]",
        '{"features": 99}',
        '{"features": 1, "classes": ["a"], "weights": {}, "bias": "x", "temperature": 1}',
    ):
        (tmp_path / "m.json").write_text(content)
        with pytest.raises(ClassifierError, match="train-classes"):
            load(tmp_path / "m.json")
    with pytest.raises(ClassifierError):
        load(tmp_path / "none.json")


def test_lines_held_out_are_not_trained_on() -> None:
    def lines(held: bool) -> str:
        return "".join(t.text for t in Phrases(np.random.default_rng(1), 2, held).texts(300))

    trained, kept = lines(False), lines(True)
    whole = [x for c in phrase_book()["classes"].values() for some in c.values() for x in some if "{" not in x]
    assert not [x for x in whole if x in trained and x in kept]
    assert min(sum(x in y for x in whole) for y in (trained, kept)) > 40


def test_scores_are_those_of_sklearn() -> None:
    from sklearn.metrics import f1_score

    rng = np.random.default_rng(3)
    there, found = ([CLASSES[k] for k in rng.integers(0, 8, 300)] for _ in range(2))
    assert macro_f1(there, found) == pytest.approx(f1_score(there, found, average="macro"), abs=1e-4)
    each = f1_score(there, found, average=None, labels=list(CLASSES))
    assert [r["f1"] for r in by_class(there, found)] == pytest.approx(list(each), abs=1e-4)
