"""Days and terms: 2024年3月1日, 二〇二四年三月一日, 5月6日 (of no year), 期限12个月, 90天期."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ingest.text.mention import Mention, Page
from ingest.text.numerals import DIGITS, number

_N = rf"[{DIGITS}十]"
_DAY = re.compile(
    rf"(?P<year>[12一二][09〇零九][\d〇零一二三四五六七八九]{{2}})\s?[年./-]\s?(?P<month>\d{{1,2}}|{_N}{{1,3}})\s?[月./-]\s?(?P<day>\d{{1,2}}|{_N}{{1,3}})[日号]?(?![\d.])"
)
_MONTH = re.compile(rf"(?<![\d年{DIGITS}])(?P<month>\d{{1,2}}|{_N}{{1,2}})月(?P<day>\d{{1,2}}|{_N}{{1,3}})[日号]")
_TERM = re.compile(
    rf"(?P<word>期限|锁定期|封闭期|为期|有效期|周期|存期|合同期|锁仓|投资期|借期|租期)?[限间内]?(?:为|是|共|[::\s])?(?<![\d{DIGITS}十第])(?P<count>\d{{1,4}}|{_N}{{1,3}}|半)个?(?P<unit>月|天|日|年|周|季度|星期)(?P<behind>期|周期|封闭)?"
)
_DIGIT = frozenset("0123456789.")
_UNIT = {"月": "M", "天": "D", "日": "D", "年": "Y", "周": "W", "星期": "W", "季度": "Q"}


def dates(page: Page) -> Iterator[Mention]:
    """Mentions `date` (ISO, `--05-06` without its year) and `term` (`12M`, `90D`)."""
    flat = page.flat
    for found in _DAY.finditer(flat):
        if flat[found.start() - 1 : found.start()] not in _DIGIT and (value := _iso(found["year"], found)):
            yield page.mention("date", found.start(), found.end(), value, "date", 0.9)
    for at in _places(flat, "月"):
        if (day := _MONTH.search(flat, max(0, at - 4), at + 5)) and (value := _iso("", day)):
            yield page.mention("date", day.start(), day.end(), value, "month and day", 0.7)
    last = -1
    for at in sorted({*_places(flat, "期"), *_places(flat, "锁仓")}):
        for found in _TERM.finditer(flat, max(last, at - 10), at + 14):
            if (found["word"] or found["behind"]) and found.start("count") > last:
                count = "0.5" if found["count"] == "半" else str(number(found["count"]))
                last = found.end()
                unit = found["unit"]
                yield page.mention("term", found.start("count"), last, f"{count}{_UNIT[unit]}", "term", 0.85, unit)


def _places(flat: str, word: str) -> Iterator[int]:
    at = flat.find(word)
    while at >= 0:
        yield at
        at = flat.find(word, at + 1)


def _iso(year: str, found: re.Match[str]) -> str | None:
    count, month, day = (number(words) or 0 for words in (year or "2000", found["month"], found["day"]))
    try:
        made = date(int(count), int(month), int(day))
    except ValueError:
        return None
    return made.isoformat() if year else f"--{made:%m-%d}"
