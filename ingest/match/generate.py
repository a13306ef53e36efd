"""A labelled set of enterprise names: A as registered, B as other files write them, and who is whom.

B is 60 % copies, each with one of 13 perturbations, and 40 % others, half of which share trade name and either region or
industry with a name of A. No list here is of real firms; names that exist are met by chance.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import opencc
from numpy.typing import NDArray

from ingest.match.divisions import places
from ingest.match.sounds import sound
from ingest.match.vocabulary import INDUSTRIES

Rng = np.random.Generator
SYLLABLES = (
    "恒瑞鑫隆泰宏博远盛达华信诚德嘉联创中汇通安源康乐美佳优品金辉天宇星辰海润丰利兴旺昌荣和顺意亿万众合方圆启航腾飞云端智慧尚品聚力"
    "同心正大光明卓越凯莱维科锐思捷迅雅致蓝绿野青禾百川千帆永固长福满益民裕泽鼎峰东升旭阳日月山河江湖森林木石玉珠玛瑙琥珀麒麟凤凰"
    "龙虎豹鹰鹏鹤燕雁骏驰骋疆域国邦京都州城府邸园圃苑庭轩阁楼台亭榭桥舟帆浪潮涛波澜清澈洁净纯真善良仁义礼贤能勤俭朴实厚重深广博学"
    "笃行格物晋魏楚湘赣粤桂闽浙苏皖豫冀鲁秦陇蜀渝黔滇藏宁夏伊犁哈达拉萨曼迪克斯欧尼奥诺贝尔特伦敦巴黎罗浮紫薇丁香芙蓉牡丹茉莉"
)
BODIES = ("有限公司",) * 13 + ("有限责任公司",) * 4 + ("股份有限公司",) * 2 + ("合伙企业（有限合伙）",)
# what scanners read for one another
LOOKALIKES = (
    "己已巳 末未 土士 日曰 人入八 大太犬 天夫无 王玉主 千干于 木本术 力刀 目自白 田由甲申 石右 今令 公分 化北 比此 乌鸟 贝见 方万 光先 "
    "兴六 华毕 金全 安妥 康唐 达迖 信倍 盛咸 微徽 辰晨 源原 恒垣 瑞端 隆陇 鼎鼏 博搏 宏宠 诚城 嘉喜 联朕 创剑 汇江 佳住 优伏 品晶 辉挥 宇字 "
    "星呈 润间 利和 荣茱 顺须 意章 众从 合台 圆园 航杭 飞气 云去 智知 尚向 聚娶 同周 心必 明朋 卓早 越赵 维唯 科料 锐说 思恩 捷挺 迅讯 雅稚 蓝篮 "
    "绿录 野墅 青责 百白 川州 永水 长张 福副 益盖 民氏 裕格 泽择 峰蜂 东车 升开 阳阴 月用 山出 河何 江红 湖潮"
)


class Pair(NamedTuple):
    """A name of B: what it says, which of A it is (-1: none), how it was changed."""

    name: str
    true: int
    how: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """Names of A and B, and the industries that the parser is not told."""

    names: list[str]
    queries: list[Pair]
    hidden: frozenset[str]

    @property
    def known(self) -> tuple[str, ...]:
        """The industries that it is told."""
        return tuple(i for i in INDUSTRIES if i not in self.hidden)


class Firm(NamedTuple):
    """The parts of a name before it is one."""

    region: str
    trade: str
    industry: str
    form: str

    @property
    def full(self) -> str:
        return f"{self.region}{self.trade}{self.industry}{self.form}"

    @property
    def key(self) -> tuple[str, str, str]:
        """What no register gives twice, whatever the form."""
        return _bare(self.region), self.trade, self.industry


def labelled(
    seed: int, names: int = 100_000, queries: int = 20_000, hide: float = 0.5, changed: bool = False
) -> Labelled:
    """A set. `hide`: share of industries kept from the parser. `changed`: those that are none of A are perturbed too."""
    rng = np.random.default_rng(seed)
    firms = _firms(rng, names)
    hidden = rng.permutation(np.array(INDUSTRIES))[: int(len(INDUSTRIES) * hide)]
    taken = {f.key for f in firms}
    ways = list(WAYS.items())
    made = []
    picked = rng.permutation(names)
    for n in range(queries):
        how, change = ways[int(rng.integers(len(ways)))]
        if rng.random() < 0.6:
            firm = firms[int(picked[n % names])]
            made.append(Pair(change(rng, firm), int(picked[n % names]), how))
            continue
        firm = _other(rng, firms, taken)
        made.append(Pair(change(rng, firm) if changed else firm.full, -1, "new"))
    return Labelled([f.full for f in firms], made, frozenset(str(h) for h in hidden))


def _firms(rng: Rng, n: int) -> list[Firm]:
    """Firms with names of their own; half of them share their trade name with another."""
    alone = _trades(rng, n // 2)
    shared = _trades(rng, max(1, n // 6))
    found: dict[tuple[str, str, str], Firm] = {}
    for trade in [*alone, *(shared[i] for i in rng.integers(0, len(shared), n))]:
        firm = _firm(rng, trade)
        found.setdefault(firm.key, firm)
        if len(found) == n:
            break
    return list(found.values())


def _firm(rng: Rng, trade: str, **fixed: str) -> Firm:
    towns, share = _towns()
    town = towns[int(np.searchsorted(share, rng.random()))]
    form = BODIES[int(rng.integers(len(BODIES)))]
    parts = {"region": town, "industry": INDUSTRIES[int(rng.integers(len(INDUSTRIES)))], "form": form} | fixed
    return Firm(parts["region"], trade, parts["industry"], parts["form"])


def _other(rng: Rng, firms: list[Firm], taken: set[tuple[str, str, str]]) -> Firm:
    """A firm that is none of A; every second is like one of them in trade name and in region or industry."""
    while True:
        if rng.random() < 0.5:
            near = firms[int(rng.integers(len(firms)))]
            fixed = {"region": near.region} if rng.random() < 0.5 else {"industry": near.industry}
            firm = _firm(rng, near.trade, **fixed)
        else:
            firm = _firm(rng, _trades(rng, 1)[0])
        if firm.key not in taken:
            taken.add(firm.key)
            return firm


def _trades(rng: Rng, n: int) -> list[str]:
    """Different trade names of two to four syllables."""
    found: dict[str, None] = {}
    letters = np.array(sorted(set(SYLLABLES)))
    while len(found) < n:
        sizes = rng.choice([2, 3, 4], size=n, p=[0.5, 0.35, 0.15])
        rows = letters[rng.integers(0, len(letters), (n, 4))]
        found.update(("".join(row[:k]), None) for row, k in zip(rows.tolist(), sizes.tolist(), strict=True))
    return list(found)[:n]


@cache
def _towns() -> tuple[list[str], NDArray[np.float64]]:
    """Cities, provinces and county-level cities with 市 and without, and their cumulated shares: rank r has 1 / (r + 3)."""
    table = places()
    counties: dict[str, int] = {}
    for code in table.names:
        counties[code[:4]] = counties.get(code[:4], 0) + 1
    cities = sorted((c for c in table.names if len(c) == 4), key=lambda c: (-counties[c], c))[:150]
    provinces = [c for c in table.names if len(c) == 2]
    below = [c for c, name in table.names.items() if len(c) == 6 and name.endswith("市") and len(name) == 3][:150]
    found: list[str] = []
    for code in [*provinces[:4], *cities[:60], *provinces[4:], *cities[60:], *below]:
        name = table.names[code]
        found += [_bare(name), name] if len(_bare(name)) > 1 else [name]
    weight = 1 / (np.arange(len(found)) + 3)
    return found, np.cumsum(weight / weight.sum())


def _bare(region: str) -> str:
    return region.removesuffix("市").removesuffix("省")


# the thirteen ways


def _pick(rng: Rng, text: str) -> int:
    return int(rng.integers(len(text)))


def _homophone(rng: Rng, firm: Firm) -> Firm:
    same = _homophones()
    order = rng.permutation(len(firm.trade)).tolist()
    for at in order:
        others = [c for c in same.get(sound(firm.trade[at]), ()) if c != firm.trade[at]]
        if others:
            return firm._replace(trade=_put(firm.trade, at, others[int(rng.integers(len(others)))]))
    return firm


def _put(text: str, at: int, char: str) -> str:
    return text[:at] + char + text[at + 1 :]


def _wide(rng: Rng, firm: Firm) -> str:
    """Full width, blanks, odd brackets."""
    at = _pick(rng, firm.full)
    text = f"{firm.full[:at]} {firm.full[at:]}　"
    return text.replace("（", "﹙").replace("）", "﹚")


def _traditional(rng: Rng, firm: Firm) -> str:
    return str(_to_traditional().convert(firm.full))


def _no_form(rng: Rng, firm: Firm) -> str:
    return firm._replace(form="").full


def _other_form(rng: Rng, firm: Firm) -> str:
    form = {"有限公司": "有限责任公司", "有限责任公司": "有限公司", "股份有限公司": "股份公司"}.get(
        firm.form, "企业（有限合伙）"
    )
    return firm._replace(form=form).full


def _no_region(rng: Rng, firm: Firm) -> str:
    return firm._replace(region="").full


def _bracketed(rng: Rng, firm: Firm) -> str:
    return f"{firm.trade}（{_bare(firm.region)}）{firm.industry}{firm.form}"


def _other_region(rng: Rng, firm: Firm) -> str:
    """The same place at more length or at less."""
    bare = _bare(firm.region)
    _, code = places().leading(firm.region)
    names = places().names
    above = names.get(code[:2], "") if len(code) > 2 else ""
    ways = [f"{above}{firm.region}", f"{_bare(above)}{bare}", bare if bare != firm.region else f"{above}{bare}"]
    return firm._replace(region=ways[int(rng.integers(len(ways)))]).full


def _short(rng: Rng, firm: Firm) -> str:
    """简称: region and trade name, or trade name and line of business."""
    return f"{_bare(firm.region)}{firm.trade}" if rng.random() < 0.5 else f"{firm.trade}{firm.industry}"


def _homophone_name(rng: Rng, firm: Firm) -> str:
    return _homophone(rng, firm).full


def _homophone_bracketed(rng: Rng, firm: Firm) -> str:
    return _bracketed(rng, _homophone(rng, firm))


def _misread(rng: Rng, firm: Firm) -> str:
    """One character as a scanner misreads it; where the trade name has none, anywhere."""
    like = _lookalikes()
    body = firm.full
    start = len(firm.region)
    inside = [i for i in range(start, start + len(firm.trade)) if body[i] in like]
    at = inside or [i for i, c in enumerate(body) if c in like]
    if not at:
        return _swapped(rng, firm)
    i = at[int(rng.integers(len(at)))]
    others = like[body[i]]
    return _put(body, i, others[int(rng.integers(len(others)))])


def _swapped(rng: Rng, firm: Firm) -> str:
    body = firm.full
    at = int(rng.integers(len(body) - 1))
    return body[:at] + body[at + 1] + body[at] + body[at + 2 :]


def _lost(rng: Rng, firm: Firm) -> str:
    at = _pick(rng, firm.full)
    return firm.full[:at] + firm.full[at + 1 :]


WAYS: dict[str, Callable[[Rng, Firm], str]] = {
    "width": _wide, "traditional": _traditional, "no form": _no_form, "other form": _other_form, "no region": _no_region,
    "brackets": _bracketed, "other region": _other_region, "short": _short, "homophone": _homophone_name,
    "homophone and brackets": _homophone_bracketed, "misread": _misread, "swapped": _swapped, "lost": _lost,
}  # fmt: skip


@cache
def _to_traditional() -> Any:
    return opencc.OpenCC("s2t")


@cache
def _lookalikes() -> dict[str, list[str]]:
    return {c: [o for o in group if o != c] for group in LOOKALIKES.split() for c in group}


@cache
def _homophones() -> dict[str, list[str]]:
    """The 3,755 common characters (GB 2312, level 1) by sound without tone."""
    found: dict[str, list[str]] = {}
    for row in range(0xB0, 0xD8):
        for column in range(0xA1, 0xFF):
            char = bytes((row, column)).decode("gb2312", "ignore")
            if char and unicodedata.category(char) == "Lo":
                found.setdefault(sound(char), []).append(char)
    return found
