"""An enterprise's name read: region, trade name, industry, form, branch; what is unknown stays in the trade name.

A name is NFKC, in simplified characters, lower case and without blanks first (OpenCC t2s).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

import opencc

from ingest.match.divisions import Places, places
from ingest.match.vocabulary import BRANCHES, FORMS, INDUSTRIES

AT_ONCE = 20_000
SHORTEST = 2  # characters that a trade name has at least, where the name has as many


class Name(NamedTuple):
    """A name's parts. `text` is the whole normal form, `region` a division's code ("" where none is said)."""

    text: str
    region: str
    trade: str
    industry: str
    form: str
    branch: str


@cache
def _simplifier() -> Any:
    return opencc.OpenCC("t2s")


_NOISE = re.compile(r"[^\w()\n]|_")
_INSIDE = re.compile(r"\(([^()]*)\)")
_DROPPED = frozenset(("集团", "控股", "中国", "筹", "筹建", "原", ""))
_BRANCH = re.compile(rf"^(.+(?:公司|合作社|银行|集团|事务所|中心|店|厂))(.{{0,14}}?(?:{'|'.join(BRANCHES)}))$")


def normal(names: Iterable[str]) -> list[str]:
    """Names for comparing: NFKC, simplified, lower case, no blanks or marks but brackets. One pass for all of them."""
    # asking is much faster than normalising, and most names are normal
    given = [_narrow(name).replace("\n", " ") for name in names]
    out: list[str] = []
    for start in range(0, len(given), AT_ONCE):
        text = _ODD.sub(lambda m: "(" if _ODDS.index(m[0]) % 2 == 0 else ")", "\n".join(given[start : start + AT_ONCE]))
        out += _NOISE.sub("", str(_simplifier().convert(text)).lower()).split("\n")
    return out if given else []


def _narrow(name: str) -> str:
    return name if unicodedata.is_normalized("NFKC", name) else unicodedata.normalize("NFKC", name)


_ODDS = "[]{}〔〕【】《》<>「」"
_ODD = re.compile(f"[{re.escape(_ODDS)}]")


class Parser:
    """Reads names by a table of places, of industries and of forms; all three may be replaced."""

    def __init__(
        self, where: Places | None = None, industries: Sequence[str] = INDUSTRIES, forms: dict[str, str] = FORMS
    ) -> None:
        self.places = where or places()
        self.forms = forms
        self.industries = frozenset(industries)
        self._form_sizes = _sizes(forms, 1)
        self._industry_sizes = _sizes(industries, 2)

    def parse(self, name: str) -> Name:
        """One name."""
        return self._parts(normal([name])[0])

    def parse_all(self, names: Iterable[str]) -> list[Name]:
        """Names in order."""
        return list(map(self._parts, normal(names)))

    def _parts(self, text: str) -> Name:
        rest, branch = text, ""
        if rest.endswith(BRANCHES) and (m := _BRANCH.match(rest)):
            rest, branch = m[1], m[2]
        rest, form = self._form(rest)
        bracketed = ""
        if "(" in rest:
            rest, bracketed = self._brackets(rest)
            if not form:
                rest, form = self._form(rest)
        trade, industry = self._industry(rest)
        region = ""
        if rest[:2] in self.places.heads:
            region, trade, industry = self._head(rest, bracketed, trade, industry)
        # a bracketed city says more than the province at the head
        return Name(text, bracketed if len(bracketed) > len(region) else region, trade, industry, form, branch)

    def _head(self, text: str, bracketed: str, trade: str, industry: str) -> tuple[str, str, str]:
        """The lowest division at a name's head, and trade name and industry without it.

        What leaves no trade name is no division but one itself (永康科技), and so is a county beside a bracketed city
        that it is not in.
        """
        steps = self.places.steps(text)
        while steps:
            at, code = steps[-1]
            elsewhere = bracketed and len(code) == 6 and code[:2] != bracketed[:2]
            rest = text[at:]
            if len(rest) >= SHORTEST and not elsewhere and rest not in self.industries:
                below = (trade[at:], industry) if len(trade) - at >= SHORTEST else self._industry(rest)
                if below[0] not in self.industries:
                    return code if code != "?" else next((c for _, c in reversed(steps) if c != "?"), ""), *below
            steps.pop()
        return "", trade, industry

    def _form(self, text: str) -> tuple[str, str]:
        """A name without its form, and which form that is. A form alone is a trade name."""
        form = ""
        while sizes := self._form_sizes.get(text[-1:]):
            long = len(text)
            for size in sizes:
                if size < long and (found := self.forms.get(text[-size:])):
                    text, form = text[:-size], form or found
                    break
            else:
                break
        return text, form

    def _industry(self, text: str) -> tuple[str, str]:
        """A trade name without the lines of business at its end, as many as leave two characters."""
        at = len(text)
        while sizes := self._industry_sizes.get(text[at - 2 : at]):
            for size in sizes:
                if at - size >= SHORTEST and text[at - size : at] in self.industries:
                    at -= size
                    break
            else:
                break
        return text[:at], text[at:]

    def _brackets(self, text: str) -> tuple[str, str]:
        """A name without its brackets and the region that stood in one; other words in brackets join the name."""
        region = ""

        def inside(m: re.Match[str]) -> str:
            nonlocal region
            said = m[1]
            if said in _DROPPED:
                return ""
            at, code = self.places.leading(said)
            if at == len(said) and code and len(code) >= len(region):
                region = code
                return ""
            return said

        return _INSIDE.sub(inside, text).replace("(", "").replace(")", ""), region


def _sizes(words: Iterable[str], tail: int) -> dict[str, list[int]]:
    """Lengths of the words that end so, the longest first."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[-tail:], set()).add(len(word))
    return {end: sorted(sizes, reverse=True) for end, sizes in found.items()}


@cache
def parser() -> Parser:
    """The parser that knows every shipped table."""
    return Parser()
