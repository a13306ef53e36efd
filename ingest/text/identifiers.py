"""Numbers and names that point at one person, firm, account or site: phones, IDs, cards, wallets, links, chat names.

They are looked for in runs of ASCII alone. Each pattern begins where its kind can't go on to the left, and every repeat
is bounded, so that reading time grows with the text alone. What has a check digit is checked.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator

from graph.cell import USUAL, BadValue
from graph.values import KINDS, luhn
from ingest.text.mention import Mention, Page

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_RUN = re.compile(r"[!-~][ -~]{4,}")
_WORDS = 14  # characters before a run that may hold the word for it
_DIGITS = re.compile(r"\d{3}")
_QQ_WORD, _CHAT_WORD, _ACCOUNT_WORD = (
    re.compile(r"[Qq扣企]"),
    re.compile(r"[信WwVv加]"),
    re.compile(r"[号户宝款至到入]"),
)
_LETTERS = re.compile(r"[A-Za-z][A-Za-z0-9_-]{5}|1[3-9]\d{9}")
_SITE_LIKE = re.compile(r"[A-Za-z0-9-]\.[A-Za-z]|://")
_PRICE = re.compile(r"[\d.,:%~+ -]{1,6}\s?$")  # too short for any number here but a QQ one
_LONG = re.compile(r"[0-9A-Za-z]{25}")
_MOBILE = re.compile(r"(?<![\d.])(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\d%])")
_LANDLINE = re.compile(r"(?<![\d.-])(?:\(0\d{2,3}\)|0\d{2,3}[ -]?)[2-9]\d{6,7}(?![\d%元])|(?<![\d.-])[48]00[ -]?\d{3}[ -]?\d{4}(?![\d元%])")  # fmt: skip
_ID = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}[ ]?(?:18|19|20)\d{6}[ ]?\d{3}[\dXx](?![0-9A-Za-z])")
_CREDIT = re.compile(r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])")
_CARD = re.compile(r"(?<![0-9A-Za-z.-])\d{4}([ -]?)\d{4}\1\d{4}\1\d{3,4}(?:\1\d{1,3})?(?![0-9A-Za-z%元.])")
_ACCOUNT = re.compile(
    r"(?P<word>收款账[号户]|收款卡号|收款人?账号|[银行]{0,2}账[号户]|[银行]{0,2}卡号|对公账?户?|支付宝(?:账[号户])?|[汇打转]款?[至到入]|打入|转入|存入|汇入)"
    r"(?:是|为|[::\s（(]){0,4}(?P<number>[A-Za-z0-9][A-Za-z0-9@._ -]{3,40}[A-Za-z0-9])"
)
_TRON = re.compile(r"(?<![0-9A-Za-z])T[1-9A-HJ-NP-Za-km-z]{33}(?![0-9A-Za-z])")
_ETH = re.compile(r"(?<![0-9A-Za-z])0x[0-9a-fA-F]{40}(?![0-9A-Za-z])")
_BTC = re.compile(r"(?<![0-9A-Za-z])(?:[13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1[02-9ac-hj-np-z]{11,71})(?![0-9A-Za-z])")
_URL = re.compile(r"(?<![A-Za-z])https?://[!-~]{3,500}", re.IGNORECASE)
_SITE = (
    "com|cn|net|org|top|vip|xyz|cc|io|app|shop|club|info|me|tv|co|site|online|icu|fun|ltd|gov|edu|wang|biz|pro|live|work|link|asia|group|store"
    "|finance|fund|money|invest|example|test|fit|ink|one|win|bet|hk|tw|us|uk|jp|sg|eu"
)
_HOST = re.compile(rf"(?<![\w@.-])(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,5}}(?:{_SITE})(?![\w.-]*[\w-]@)(?![A-Za-z0-9-])(?:/[!-~]{{0,300}})?", re.IGNORECASE | re.ASCII)  # fmt: skip
_MAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,10}(?![A-Za-z0-9-])")  # fmt: skip
_ICP = re.compile(r"[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川蜀贵黔云滇陕秦甘陇青蒙桂藏宁新]ICP[备证]\s?\d{5,10}号?(?:-\d{1,3})?", re.IGNORECASE)  # fmt: skip
_QQ = re.compile(
    r"(?:(?<![0-9A-Za-z])QQ|扣扣|企鹅)(?:客服|交流)?[群号]?(?:是|为|[::\s+]){0,4}?(?P<number>[1-9]\d{4,10})(?!\d)",
    re.IGNORECASE,
)
_WECHAT = re.compile(
    r"(?:微信|薇信|威信|徽信|V信|(?<![A-Za-z])(?:wx|vx|weixin|wechat)|加[Vv](?![A-Za-z]))(?:客服|公众)?[号群]?(?:是|为|[::\s+]){0,4}"
    r"(?P<number>1[3-9]\d{9}(?!\d)|[A-Za-z][A-Za-z0-9_-]{5,19}(?![A-Za-z0-9_-]))",
    re.IGNORECASE,
)

Check = Callable[[str], str | None]


def identifiers(page: Page) -> Iterator[Mention]:
    """Mentions `id_number`, `credit_code`, `phone`, `account`, `wallet`, `url`, `host`, `email`, `icp`, `qq`, `wechat`.

    Of two that overlap the more certain kind stays.
    """
    flat = page.flat
    filed: list[tuple[int, int]] = []
    if "ICP" in flat or "icp" in flat:
        for read in _plain(page, 0, len(flat), _ICP, "icp", lambda w: w.upper().replace(" ", ""), 0.95):
            filed.append((read.start, read.end))
            yield read
    for run in _RUN.finditer(flat):
        first, last = run.span()
        taken = [span for span in filed if span[0] < last and first < span[1]]
        for read in _of_run(page, first, last, run[0]):
            if not any(a < read.end and read.start < b for a, b in taken):
                taken.append((read.start, read.end))
                yield read


def _of_run(page: Page, start: int, end: int, words: str) -> Iterator[Mention]:
    """Every kind in order of certainty; each is looked for only where the run is long enough for it."""
    place, size = (page, start, end), end - start
    digits, price = _DIGITS.search(words), _PRICE.match(words)
    if not price:
        if "@" in words:
            yield from _plain(*place, _MAIL, "email", str.lower, 0.95)
        if _SITE_LIKE.search(words):
            yield from _links(*place)
        if size >= 25 and _LONG.search(words):
            yield from _wallets(*place)
    after = page, max(0, start - _WORDS), end
    said = page.flat[max(0, start - _WORDS) : start] + words
    if digits:
        if _QQ_WORD.search(said):
            yield from _named(*after, _QQ, "qq", str, 0.9)
        if price:
            return
        if size >= 18:
            yield from _plain(*place, _ID, "id_number", lambda w: _kind("id_number", w), 0.99)
            yield from _plain(*place, _CREDIT, "credit_code", _credit_code, 0.99)
        if size >= 11:
            yield from _plain(*place, _MOBILE, "phone", lambda w: _kind("phone", w), 0.95)
        if size >= 15:
            yield from _cards(*place)
        if size >= 9:
            yield from _plain(*place, _LANDLINE, "phone", lambda w: _kind("phone", w), 0.9)
    if _LETTERS.search(words) and _CHAT_WORD.search(said):
        yield from _named(*after, _WECHAT, "wechat", str, 0.85)
    if _ACCOUNT_WORD.search(said):
        yield from _named(*after, _ACCOUNT, "account", _account, 0.8)


def _plain(
    page: Page, start: int, end: int, pattern: re.Pattern[str], label: str, check: Check, sure: float
) -> Iterator[Mention]:
    for found in pattern.finditer(page.flat, start, end):
        if value := check(found[0]):
            yield page.mention(label, found.start(), found.end(), value, label, sure)


def _named(
    page: Page, start: int, end: int, pattern: re.Pattern[str], label: str, check: Check, sure: float
) -> Iterator[Mention]:
    """What stands behind its word."""
    for found in pattern.finditer(page.flat, start, end):
        if value := check(found["number"]):
            yield page.mention(label, found.start("number"), found.end("number"), value, f"{label} word", sure)


def _kind(name: str, words: str) -> str | None:
    try:
        return str(KINDS[name].parse(words, USUAL))
    except BadValue:
        return None


def _credit_code(words: str) -> str | None:
    """One in 31 wrong ID numbers passes as a credit code: one of digits alone is taken only where firms' codes begin."""
    return None if words.isdigit() and not words.startswith("9") else _kind("credit_code", words)


def _account(words: str) -> str | None:
    """A number of five digits or more, or a name with an @; what reads as an amount or a sentence is none."""
    if sum(c.isdigit() for c in words) < 5 and "@" not in words:
        return None
    return _kind("account", words)


def _cards(page: Page, start: int, end: int) -> Iterator[Mention]:
    for found in _CARD.finditer(page.flat, start, end):
        number = re.sub(r"\D", "", found[0])
        if 15 <= len(number) <= 19 and luhn(number) and number[0] in "3456":
            yield page.mention("account", found.start(), found.end(), number, "card", 0.95, "card")


def _wallets(page: Page, start: int, end: int) -> Iterator[Mention]:
    for chain, pattern in (("TRON", _TRON), ("ETH", _ETH), ("BTC", _BTC)):
        for found in pattern.finditer(page.flat, start, end):
            words = found[0]
            checked = chain != "ETH" and not words.startswith("bc1")
            sure = (0.99 if _base58(words) else 0.6 if chain == "TRON" else 0.0) if checked else 0.9
            if sure:
                yield page.mention("wallet", found.start(), found.end(), words, f"wallet {chain}", sure, chain)


def _base58(words: str) -> bool:
    """Whether the last four bytes are the double SHA-256 of those before (Base58Check)."""
    number = 0
    for char in words:
        number = number * 58 + _BASE58.index(char)
    data = number.to_bytes(25, "big") if number < 1 << 200 else b""
    return bool(data) and hashlib.sha256(hashlib.sha256(data[:-4]).digest()).digest()[:4] == data[-4:]


def _links(page: Page, start: int, end: int) -> Iterator[Mention]:
    """Links, and hosts that stand without http."""
    for found in _URL.finditer(page.flat, start, end):
        words = re.split(r"[\"'<>]", found[0])[0].rstrip(".,;:!?)]}~")
        if (value := _kind("url", words)) and (host := _kind("host", words)):
            yield page.mention("url", found.start(), found.start() + len(words), value, "url", 0.95, host)
    for found in _HOST.finditer(page.flat, start, end):
        words = found[0].rstrip(".,;:!?)")
        if value := _kind("host", words):
            yield page.mention("host", found.start(), found.start() + len(words), value, "host", 0.85, value)
