"""Divisions of China: what a credit code says of where a firm was registered, and the 34 provinces by GB/T 2260."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from graph.ontology import ontology
from graph.say import Say
from graph.snapshot import Snapshot

PROVINCES = {
    "11": Say("北京", "Beijing"), "12": Say("天津", "Tianjin"), "13": Say("河北", "Hebei"), "14": Say("山西", "Shanxi"),
    "15": Say("内蒙古", "Inner Mongolia"), "21": Say("辽宁", "Liaoning"), "22": Say("吉林", "Jilin"), "23": Say("黑龙江", "Heilongjiang"),
    "31": Say("上海", "Shanghai"), "32": Say("江苏", "Jiangsu"), "33": Say("浙江", "Zhejiang"), "34": Say("安徽", "Anhui"),
    "35": Say("福建", "Fujian"), "36": Say("江西", "Jiangxi"), "37": Say("山东", "Shandong"), "41": Say("河南", "Henan"),
    "42": Say("湖北", "Hubei"), "43": Say("湖南", "Hunan"), "44": Say("广东", "Guangdong"), "45": Say("广西", "Guangxi"),
    "46": Say("海南", "Hainan"), "50": Say("重庆", "Chongqing"), "51": Say("四川", "Sichuan"), "52": Say("贵州", "Guizhou"),
    "53": Say("云南", "Yunnan"), "54": Say("西藏", "Tibet"), "61": Say("陕西", "Shaanxi"), "62": Say("甘肃", "Gansu"),
    "63": Say("青海", "Qinghai"), "64": Say("宁夏", "Ningxia"), "65": Say("新疆", "Xinjiang"), "71": Say("台湾", "Taiwan"),
    "81": Say("香港", "Hong Kong"), "82": Say("澳门", "Macao"),
}  # fmt: skip


def province(region: str | None, code: str | None) -> Say | None:
    """The province of a region: as its text begins, else by its division code; None where neither tells."""
    named = next((name for name in PROVINCES.values() if region and region.startswith(name.zh)), None)
    return named or PROVINCES.get((code or "")[:2])


def by_region(s: Snapshot, kind: str) -> dict[str | None, int]:
    """How many entities of a kind state each region; None: those that state none."""
    codes, words = s.words(kind, "region")
    counts = np.bincount(codes[s.of_kind(kind)] + 1, minlength=len(words) + 1)
    return {name: int(n) for name, n in zip([None, *words], counts, strict=True) if n}


def regions_of(s: Snapshot, kind: str, entities: Sequence[str]) -> dict[str, str]:
    """The region that each of these entities of a kind states; those that state none are not in it."""
    if "region" not in ontology().kind(kind).props or not entities:
        return {}
    (codes, words), where = s.words(kind, "region"), s.numbers(entities)
    stated = np.where(where >= 0, codes[where], -1).tolist()
    return {one: words[code] for one, code in zip(entities, stated, strict=True) if code >= 0}


def codes_of(s: Snapshot, kind: str) -> dict[str, str]:
    """The division code (six digits) that most credit codes of each region hold."""
    if "credit_code" not in ontology().kind(kind).props:
        return {}
    (regions, names), (numbers, texts) = s.words(kind, "region"), s.words(kind, "credit_code")
    both = s.of_kind(kind)
    both = both[(regions[both] >= 0) & (numbers[both] >= 0)]
    votes: dict[str, Counter[str]] = {}
    for region, number in zip(regions[both].tolist(), numbers[both].tolist(), strict=True):
        votes.setdefault(names[region], Counter())[texts[number][2:8]] += 1
    return {name: counted.most_common(1)[0][0] for name, counted in votes.items()}
