"""Campaigns against exact Jaccard similarities of all pairs, and what copies differ in."""

from __future__ import annotations

import random
from itertools import combinations

from ingest.text.campaigns import ALIKE, campaigns, runs_of, similarity

WORDS = "恒瑞养老金卡存入五万元每月返利随时可退名额有限联系经理保本保息黄金托管外汇跟单矿机算力分红节点推荐奖励门店鸡蛋讲座旅游合同签约返租股权上市"


def jaccard(a: str, b: str) -> float:
    """By counting, for texts of Han characters alone."""
    one, two = ({x[k : k + 3] for k in range(len(x) - 2)} for x in (a, b))
    return len(one & two) / len(one | two)


def copies(seed: int, families: int, each: int, edits: int) -> list[str]:
    """Texts in families: each a copy of one with some characters changed, left out or put in."""
    rng = random.Random(seed)
    made = []
    for _ in range(families):
        first = "".join(rng.choice(WORDS) for _ in range(120))
        for _ in range(each):
            text = list(first)
            for _ in range(rng.randrange(edits)):
                at = rng.randrange(len(text))
                text[at : at + rng.randrange(3)] = rng.choice(WORDS)
            made.append("".join(text))
    rng.shuffle(made)
    return made


def components(texts: list[str], alike: float) -> set[tuple[int, ...]]:
    """Groups by all pairs."""
    groups = [{k} for k in range(len(texts))]
    for a, b in combinations(range(len(texts)), 2):
        if jaccard(texts[a], texts[b]) >= alike and (one := groups[a]) is not groups[b]:
            one |= groups[b]
            for k in groups[b]:
                groups[k] = one
    return {tuple(sorted(g)) for g in groups if len(g) > 1}


def test_edited_copies_are_one_campaign_as_all_pairs_say() -> None:
    texts = copies(7, families=25, each=8, edits=12)
    found = campaigns(texts)
    assert {c.texts for c in found} == components(texts, ALIKE)
    assert len(found) == 25
    assert all(ALIKE <= c.alike <= 1 for c in found)


def test_pairs_near_the_line_are_found_too() -> None:
    wanted = met = 0
    for seed in range(12):
        texts = copies(seed, families=15, each=2, edits=13)
        true = components(texts, ALIKE)
        found = {c.texts for c in campaigns(texts)}
        assert found <= true, "each pair was held against its exact similarity"
        wanted, met = wanted + len(true), met + len(found)
    assert wanted > 60
    assert met >= 0.97 * wanted


def test_what_copies_differ_in_does_not_matter() -> None:
    first = "康颐会员卡：存入5万元，满一年返9%！名额仅剩30席"
    others = [
        "康颐会员卡 存入６万元 满一年返12％ 名额仅剩5席",
        "【康颐会员卡】存入8万元，满一年返10%，名额仅剩100席。",
        "足金饰品每克优惠，附国检证书，以旧换新按克计价",
    ]
    [only] = campaigns([first, others[2], *others[:2]])
    assert only == ((0, 2, 3), 1.0)


def test_the_same_every_time_and_whatever_the_order() -> None:
    texts = copies(3, families=10, each=5, edits=10)
    assert campaigns(texts) == campaigns(list(texts))
    back = {tuple(sorted(len(texts) - 1 - k for k in c.texts)) for c in campaigns(texts[::-1])}
    assert back == {c.texts for c in campaigns(texts)}


def test_texts_without_letters_are_in_no_campaign() -> None:
    assert campaigns(["", "！！！", "", "  ", "！！！"]) == []
    assert campaigns([]) == []
    assert campaigns(["好", "好"])[0].texts == (0, 1)


def test_similarity_is_jaccard() -> None:
    a, b = "恒瑞养老金卡存入五万元", "恒瑞养老金卡存入六万元"
    assert similarity(runs_of(a), runs_of(b)) == jaccard(a, b)
    assert similarity(runs_of(a), runs_of("")) == 0
