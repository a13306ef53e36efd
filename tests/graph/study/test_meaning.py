"""Every link has its meaning, its weight and what weakens it, in words that leave the verdict to a court."""

from __future__ import annotations

import re

import pytest

from graph.ontology import OntologyError, ontology
from graph.study.meaning import meanings, parse

WORDS = "{meaning: {zh: 甲, en: a}, weight: {zh: 乙, en: b}, weakens: {zh: 丙, en: c}}"
VERDICT = re.compile(r"犯罪|骗子|诈骗犯|罪犯|[！!]|您|\b(?:criminal|fraudster|guilty of)\b", re.I)


def test_every_link_and_every_sum_is_told() -> None:
    links = ontology().links
    assert set(meanings()) == {*links, *(x.flow for x in links.values() if x.flow)}


@pytest.mark.parametrize("name", meanings())
def test_words_are_short_whole_and_no_verdict(name: str) -> None:
    for said in (meanings()[name].meaning, meanings()[name].weight, meanings()[name].weakens):
        assert said.zh[-1] == "。"
        assert said.en[-1] == "."
        assert len(said.zh) <= 80, said.zh
        assert len(said.en) <= 240, said.en
        assert not VERDICT.search(said.zh + said.en), said
        assert not re.search("[A-Za-z]{4,}", said.zh), said.zh


def test_words_that_lack_something_or_are_nobodys_are_refused() -> None:
    whole = "links:\n" + "".join(f"  {name}: {WORDS}\n" for name in meanings())
    assert parse(whole, ontology())["FLOW"].weakens.zh == "丙"
    for text, why in (
        (whole.replace(f"  OWNS: {WORDS}\n", ""), "OWNS: meaning lacks its zh"),
        (whole.replace("en: c", "en: ''", 1), "TRANSFER: weakens lacks its en"),
        (whole.replace("  OWNS:", "  OWNZ:"), "no link 'OWNZ'"),
    ):
        with pytest.raises(OntologyError, match=why):
            parse(text, ontology())
