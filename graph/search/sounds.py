"""Pinyin: the readings of a name, and how letters without blanks divide into syllables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import product

from rapidfuzz.distance import OSA

# Characters that names use with more than one reading; the first is tried as the usual one.
_SEVERAL = """
重 zhong chong|长 chang zhang|行 hang xing|乐 le yue|会 hui kuai|都 du dou|单 shan dan|曾 zeng ceng|仇 qiu chou|解 jie xie|查 cha zha|朴 pu piao
区 qu ou|尉 wei yu|盖 gai ge|翟 zhai di|覃 qin tan|藏 cang zang|传 chuan zhuan|调 tiao diao|朝 chao zhao|降 jiang xiang|强 qiang jiang|参 can shen
沈 shen chen|石 shi dan|省 sheng xing|宿 su xiu|厦 xia sha|蚌 beng bang|六 liu lu|堡 bao pu|埔 pu bu|大 da dai|阿 a e|柏 bai bo|薄 bo bao|车 che ju
便 bian pian|乘 cheng sheng|弹 dan tan|度 du duo|番 fan pan|佛 fo fu|给 gei ji|谷 gu yu|和 he huo|角 jiao jue|隽 jun juan|卡 ka qia|落 luo la
率 lv shuai|模 mo mu|娜 na nuo|屏 ping bing|奇 qi ji|莎 sha suo|什 shen shi|盛 sheng cheng|提 ti di|校 xiao jiao|员 yuan yun|琢 zhuo zuo|绿 lv lu
任 ren|华 hua|纪 ji|莞 guan wan|亳 bo|黄 huang|涪 fu|济 ji|丽 li|勒 le lei|塔 ta|浒 hu xu|瑕 xia|荥 xing ying|邗 han|柞 zuo zha|侯 hou|俞 yu|缪 miao mou
"""
MOST = 4  # readings of one name
LONGEST = 7  # letters of a syllable, `chuang` and one to spare


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    rows = (row.split() for line in _SEVERAL.split("\n") for row in line.split("|") if row.strip())
    return {char: tuple(said) for char, *said in rows}


@cache
def readings(char: str) -> tuple[str, ...]:
    """The syllables of a character, the character itself where it has none."""
    if char in _readings():
        return _readings()[char]
    if char < "\u3007":
        return (char,)
    import pypinyin  # half a second of tables, which no other command needs

    return (str(pypinyin.lazy_pinyin(char)[0]),)


@cache
def _usual() -> frozenset[str]:
    """Syllables that some common character has (GB 2312)."""
    found = set[str]()
    for row in range(0xB0, 0xF8):
        for column in range(0xA1, 0xFF):
            char = bytes((row, column)).decode("gb2312", "ignore")
            if char:
                found.update(readings(char))
    return frozenset(s for s in found if s.isascii() and s.isalpha() and set(s) & set("aeiouv"))


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(s[:n] for s in _usual() for n in range(1, len(s) + 1))


def spoken(text: str) -> list[list[str]]:
    """The readings of a text, each a list of syllables; the usual one first, at most `MOST`."""
    each = [readings(char) for char in text]
    ambiguous = [i for i, said in enumerate(each) if len(said) > 1]
    usual = [said[0] for said in each]
    if not ambiguous:
        return [usual]
    found = []
    for chosen in product(*(each[i] for i in ambiguous[:2])):
        found.append(list(usual))
        for i, said in zip(ambiguous, chosen, strict=False):
            found[-1][i] = said
    if len(ambiguous) > 2:  # the rest all together
        found[-1] = [said[-1] for said in each]
    return found[:MOST]


def initials(syllables: Sequence[str]) -> str:
    """The first letter of each."""
    return "".join([s[0] for s in syllables])


@lru_cache(maxsize=512)
def divided(letters: str, most: int = 6) -> tuple[tuple[str, ...], ...]:
    """Ways to read letters as whole syllables, fewest first: `xian` is one or two."""
    ends = _ways(letters, most)[-1] or _ways(umlauted(letters), most)[-1]
    return tuple(sorted(ends, key=lambda way: (len(way), way))[:most])


def umlauted(letters: str) -> str:
    """The passport's lyu and nyu as keyboards have them. Not before the letters were tried as they are: `panyu`."""
    return letters.replace("lyu", "lv").replace("nyu", "nv")


def _ways(letters: str, most: int) -> list[list[tuple[str, ...]]]:
    """Of each beginning of the letters the ways to divide it, at most so many."""
    found: list[list[tuple[str, ...]]] = [[()]]
    for end in range(1, len(letters) + 1):
        here = [
            (*way, letters[start:end])
            for start in range(max(0, end - LONGEST), end) if found[start] and letters[start:end] in _usual()
            for way in found[start]
        ]  # fmt: skip
        found.append(sorted(here, key=len)[:most])
    return found


@lru_cache(maxsize=512)
def begun(letters: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Ways to read letters as syllables and the beginning of one more, which is not yet typed: `guangzhouj`."""
    heads = _ways(letters, 1)
    cuts = range(len(letters) - 1, max(0, len(letters) - LONGEST), -1)
    return tuple((heads[cut][0], letters[cut:]) for cut in cuts if heads[cut] and letters[cut:] in _beginnings())[:3]


@lru_cache(maxsize=512)
def begins(letters: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Syllables and what is left behind them, wherever one can be cut."""
    heads = _ways(letters, 1)
    return tuple((heads[cut][0], letters[cut:]) for cut in range(1, len(letters)) if heads[cut])


@lru_cache(maxsize=512)
def slips(letters: str, most: int = 400) -> tuple[tuple[str, ...], ...]:
    """Syllables that were meant where one letter of one of them is wrong, missing, spare or swapped with its neighbour."""
    n = len(letters)
    before = [ways[0] if ways else None for ways in _ways(letters, 1)]
    behind = [way[0] if (way := divided(letters[i:], 1)) else None for i in range(n + 1)]
    spans = [(a, b) for a in range(n) for b in range(a + 1, min(a + LONGEST, n) + 1)]
    found = {
        (*head, meant, *tail): None
        for a, b in spans if (head := before[a]) is not None and (tail := behind[b]) is not None
        for meant in _near(letters[a:b])
    }  # fmt: skip
    return tuple(sorted(found, key=lambda way: (len(way), way))[:most])


@cache
def _near(piece: str) -> tuple[str, ...]:
    """Syllables one slip away from these letters: such two have a text in common that lacks at most a letter of each."""
    some = {syllable for text in _shorter(piece) for syllable in _lacking().get(text, ())}
    return tuple(sorted(s for s in some if OSA.distance(s, piece) == 1))


@cache
def _lacking() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for syllable in _usual():
        for text in _shorter(syllable):
            found.setdefault(text, []).append(syllable)
    return found


def _shorter(text: str) -> set[str]:
    return {text, *(text[:i] + text[i + 1 :] for i in range(len(text)))}
