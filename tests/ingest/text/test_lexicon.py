"""The table of terms: how a line is written out, and that what ships is sound."""

from __future__ import annotations

import pytest

from ingest.text.lexicon import LexiconError, shipped, terms, written_out
from ingest.text.page import page
from ingest.text.promises import promises


def test_a_pattern_is_written_out() -> None:
    assert list(written_out("(保证|承诺)(本金)?安全")) == ["保证本金安全", "保证安全", "承诺本金安全", "承诺安全"]
    assert list(written_out("保本")) == ["保本"]


@pytest.mark.parametrize("pattern", ["(保|本", "保本)", "币?", "((a|b)|c)", "a|b", "".join(["(a|b|c|d|e|f)"] * 5)])
def test_a_pattern_that_is_none_is_refused_with_a_cure(pattern: str) -> None:
    with pytest.raises(LexiconError) as error:
        list(written_out(pattern))
    assert error.value.cure is not None


def test_a_line_has_three_cells() -> None:
    with pytest.raises(LexiconError, match="line 2"):
        terms("甲\ta\t保本\n甲\ta\n")


def test_the_first_line_wins_and_a_dash_takes_away() -> None:
    found = terms("# note\n甲\ta\t(保本|高息)\n乙\tb\t保本\n不算\t-\t高息\n")
    assert {word: term.group for word, term in found.items()} == {"保本": "a"}


def test_thousands_ship_in_named_groups() -> None:
    found = shipped()
    assert len(found) > 5000
    assert all(len(word) > 1 and word == word.lower() for word in found)
    assert len({term.label for term in found.values()}) == len({term.group for term in found.values()}) >= 15


def flags(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(m.text, m.flags) for m in promises(page(text))]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("本产品保本保息，名额有限", [("保本保息", ()), ("名额有限", ())]),
        ("本产品并不保本", [("保本", ("negated",))]),
        ("没有不保本的", [("保本", ())]),
        ("请问这个保本吗", [("保本", ("asked",))]),
        ("所谓保本都是骗人的", [("保本", ("denied",))]),
        ("警惕以保本、高息为诱饵", [("保本", ("notice",)), ("高息", ("notice",))]),
        ("不得以任何形式承诺保本", [("承诺保本", ("negated", "rule"))]),
        ("用icon图标", []),
        ("ICO项目", [("ICO项目", ())]),
    ],
)
def test_why_a_word_may_not_count(text: str, want: list[tuple[str, tuple[str, ...]]]) -> None:
    assert flags(text) == want
