"""An address by divisions: the lowest division's code and what is left, so that two ways of writing one place meet."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.match.divisions import Places, places
from ingest.match.names import normal


class Address(NamedTuple):
    """`region`: code of the lowest division named; `rest`: the address below it in normal form, room and storey last."""

    region: str
    rest: str


_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = (
    (re.compile(r"(?<=[\da-z])(?:号楼|号院|栋|幢|座)"), "座"),
    (re.compile(r"(?<=\d)(?:房|号房)$"), "室"),
    (re.compile(r"(?<=\d)楼"), "层"),
)
_NUMBER = re.compile(r"[〇零一二三四五六七八九十]+(?=[号座栋幢楼层室房])")


def _figures(m: re.Match[str]) -> str:
    """A number up to 99 with 十, or digit by digit."""
    tens, ten, ones = m[0].partition("十")
    if not ten:
        return "".join(str(_DIGITS[c]) for c in tens)
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return m[0]
    return str(_DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0))


def address(text: str, where: Places | None = None) -> Address:
    """Read an address; its numbers in figures, 栋/幢/座 and 室/房 as one."""
    plain = normal([text])[0].replace("(", "").replace(")", "")
    if plain.startswith("中国"):
        plain = plain[2:]
    at, code = (where or places()).leading(plain)
    rest = _NUMBER.sub(_figures, plain[at:])
    for unit, one in _UNITS:
        rest = unit.sub(one, rest)
    return Address(code, rest)
