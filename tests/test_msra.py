"""The corpus that the bench measures names by is parted so that nothing of the test is trained on."""

from __future__ import annotations

from ingest.text.ner_corpus import Marked, Sentence
from tests.bench.msra import STRETCH, parted

LONG = "某年某月某日在某地召开的会议上与会代表一致同意"


def test_the_last_sentences_are_the_test_and_none_that_shares_a_stretch_with_it_is_trained_on() -> None:
    texts = [
        "王五在云澜",
        "短句。",
        "又一句",
        LONG,
        f"前面另有话，{LONG[:STRETCH]}",
        LONG[: STRETCH - 1] + "别处",
        "又一句",
        "短句。",
        LONG,
    ]
    names = {"王五在云澜": (Marked(0, 2, "PER"),)}
    train, test = parted([Sentence(t, names.get(t, ())) for t in texts], test=len(LONG) + 1)
    assert [s.text for s in test] == ["短句。", LONG]
    assert [s.text for s in train] == ["王五在云澜", "又一句", LONG[: STRETCH - 1] + "别处"]
    assert train[0].names == names["王五在云澜"]
