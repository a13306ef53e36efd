"""Text to page: half width at the same length, sentences, clauses."""

from __future__ import annotations

import re

from ingest.text.mention import Page

SENTENCE = 600  # characters a sentence may have before it is cut

# One character for one, so that places stay; commas of Chinese stay, for they part clauses and no thousands.
_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；！？"}
_WIDE |= dict(zip("￥　\u00a0﹪〜～—–－−﹣【】〖〗", "¥  %~~-----()()", strict=True))
_WIDE |= dict(zip("萬億圓個點兩釐釒幣貸還萊險證錢紅賺", "万亿元个点两厘金币贷还莱险证钱红赚", strict=True))
_WIDE |= {"\uff5e": "~"}
_COMMA = re.compile(r",(?!\d)")
_END = re.compile(r"[。！？!?；;\n]+[”’\"』」)]{0,2}")
_BREAK = re.compile(r"[，。！？；\n!?;]")


def page(text: str) -> Page:
    """A page with its sentences and no mentions yet."""
    flat = text
    for char in _WIDE.keys() & set(text):
        flat = flat.replace(char, _WIDE[char])
    if "," in flat:  # one that parts no thousands parts clauses
        flat = _COMMA.sub("，", flat)
    starts = [0]
    for found in _END.finditer(flat):
        _cut(starts, found.start())
        starts.append(found.end())
    _cut(starts, len(flat))
    if len(starts) > 1 and starts[-1] == len(flat):
        starts.pop()
    return Page(text, flat, starts, [found.start() for found in _BREAK.finditer(flat)])


def _cut(starts: list[int], until: int) -> None:
    """Sentences that never end are cut."""
    while until - starts[-1] > SENTENCE:
        starts.append(starts[-1] + SENTENCE)
