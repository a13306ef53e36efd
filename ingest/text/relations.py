"""What a sentence ties together: who is paid where, who promises what, who recruited, guarantees, speaks for, runs a site.

A relation is looked for inside a sentence; its head may stand in the sentence before. Where no name stands for the head
it is None: the text's own author or subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.text.mention import Mention, Page, Relation

KINDS = ("pays_to", "promises", "recruited_by", "guarantees", "speaks_for", "operates")
MOST = 40  # mentions of a sentence that are tied
_NAMES = ("company", "person", "product")
_PAY = re.compile(r"收款|打款|打入|转账|转入|转至|汇款|汇入|汇至|存入|打到|打给|付款|支付|充值|入金|缴纳|对公|账[号户]|户名|开户行|卡号")  # fmt: skip
_RECRUIT = re.compile(r"介绍|推荐|拉[我进入]|邀请|引荐|发展[我为成]|带[我进]|牵线|忽悠|劝说")
_GUARANTEE = re.compile(r"担保|兜底|连带责任|保证责任|承保|作保|差额补足|回购(?:义务|承诺|责任)")
_SPEAK = re.compile(r"代言|站台|倾情推荐|力荐|形象大使")
_SITE = re.compile(r"官网|网址|网站|平台|登录|访问|下载|ICP|备案|APP|链接")
_PROMISES = re.compile(r"承诺|保证|约定|写明|称|说|宣传|推出|年化|收益|利[率息]|返|分红|息")
_HOLDER = re.compile(r"(?:户名|收款人|开户人|账户名)(?:是|为)?[::\s]{0,2}$")
_RECRUITER = re.compile(r"[经由被受](?:朋友|熟人|亲戚|同事|邻居|老乡|业务员)?$|(?:推荐人|介绍人)[::是为]?\s?$")
_RECRUITS = re.compile(r"[，,]?(?:介绍|推荐|拉|邀请|发展|带|忽悠|劝说)")
_FOR = re.compile(r"(?P<never>[不未没无])?[^，。；]{0,4}[为对替给]")
_NEVER = re.compile(r"(?:不|未|无需?|没有?|并非|从未)[^，。；]{0,4}$")


def relations(page: Page) -> Iterator[Relation]:
    """Relations of the page's mentions, sentence by sentence."""
    groups: dict[int, list[Mention]] = {}
    for mention in sorted(page.mentions, key=lambda m: (m.start, m.end)):
        if mention.label not in ("keyword", "date", "term"):
            groups.setdefault(mention.sentence, []).append(mention)
    earlier: Mention | None = None  # the last firm or person named in the sentence before
    last = -2
    for sentence, mentions in groups.items():
        first, end = page.span(sentence)
        words = page.flat[first:end]
        near = earlier if sentence - last <= 1 else None
        yield from _of_sentence(page, words, first, mentions[:MOST], near)
        named = [m for m in mentions if m.label in ("company", "person")]
        if named:
            earlier, last = named[-1], sentence


def _of_sentence(page: Page, words: str, first: int, mentions: list[Mention], near: Mention | None) -> Iterator[Relation]:  # fmt: skip
    by_label: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_label.setdefault(mention.label, []).append(mention)
    accounts = by_label.get("account", []) + by_label.get("wallet", [])
    if accounts and _PAY.search(words):
        yield from _pays(page, accounts, mentions, near)
    for rate in by_label.get("rate", ()):
        if rate.counts and _PROMISES.search(words):
            head = _before(mentions, rate.start, _NAMES) or near
            yield _tied("promises", head, rate, 0.75 if head else 0.6)
    persons = by_label.get("person", [])
    names = [m for m in mentions if m.label in _NAMES]
    if persons:
        yield from _recruits(page, persons, words, first)
    if names:
        yield from _guarantees(page, names, words, first)
        yield from _speaks(page, names, words, first)
    sites = by_label.get("url", []) + by_label.get("host", []) + by_label.get("icp", [])
    if sites and _SITE.search(words):
        for site in sites:
            firm = _before(mentions, site.start, ("company",)) or _after(mentions, site.end, ("company",)) or near
            if firm is None or firm.label == "company":
                yield _tied("operates", firm, site, 0.75 if firm else 0.55)


def _tied(kind: str, head: Mention | None, tail: Mention, sure: float) -> Relation:
    return Relation(kind, head, tail, tail.sentence, f"{kind} sentence", min(sure, tail.confidence))


def _before(mentions: list[Mention], at: int, labels: tuple[str, ...]) -> Mention | None:
    """The nearest mention of these kinds that ends before a place."""
    return next((m for m in reversed(mentions) if m.end <= at and m.label in labels), None)


def _after(mentions: list[Mention], at: int, labels: tuple[str, ...]) -> Mention | None:
    return next((m for m in mentions if m.start >= at and m.label in labels), None)


def _pays(page: Page, accounts: list[Mention], mentions: list[Mention], near: Mention | None) -> Iterator[Relation]:
    """Whose account it is: the holder named by 户名 or 收款人, else the nearest name before, else the next one."""
    for account in accounts:
        around = page.flat[max(0, account.start - 30) : account.end + 30]
        if not _PAY.search(around):
            continue
        named = [m for m in mentions if m.label in ("company", "person")]
        held = [m for m in named if _HOLDER.search(page.flat, max(0, m.start - 8), m.start)]  # fmt: skip
        nearest = min(held, key=lambda m: abs(m.start - account.start), default=None)
        head = nearest or _before(mentions, account.start, ("company", "person")) or near
        yield _tied("pays_to", head, account, 0.9 if nearest else 0.7 if head else 0.6)


def _recruits(page: Page, persons: list[Mention], words: str, first: int) -> Iterator[Relation]:
    """经X介绍, X拉我进群: the one who is recruited is the next person named, else the text's author."""
    for person in persons:
        right = page.flat[person.end : person.end + 8]
        left = page.flat[max(0, person.start - 10) : person.start]
        found = _RECRUIT.search(right)
        by = _RECRUITER.search(left)
        told = (found and (by or _RECRUITS.match(right))) or (by and "人" in by[0])
        if told and not _NEVER.search(left):
            others = [m for m in persons if m.start >= person.end and m.start - person.end <= 14]
            yield _tied("recruited_by", others[0] if others else None, person, 0.7)


def _guarantees(page: Page, names: list[Mention], words: str, first: int) -> Iterator[Relation]:
    """A为B提供担保: the first who is named guarantees the second; 由A担保: the last one named does."""
    for found in _GUARANTEE.finditer(words):
        at = first + found.start()
        if any(m.start <= at < m.end for m in names):  # 担保 in a firm's name
            continue
        earlier = [m for m in names if m.end <= at][-2:]
        head = next((m for m in reversed(earlier) if m.label != "product"), None)
        if head is None or at - head.end > 30 or _NEVER.search(re.split(r"[，。；]", page.flat[head.end : at])[-1]):
            continue
        other = next((m for m in earlier if m is not head), None) or next((m for m in names if m.start > at), None)
        if len(earlier) == 2 and (found_for := _FOR.match(page.flat, earlier[0].end, earlier[1].start)):
            if found_for["never"]:
                return
            head, other = earlier
        if other is not None and head.label != "product":
            yield _tied("guarantees", head, other, 0.65)
        return


def _speaks(page: Page, names: list[Mention], words: str, first: int) -> Iterator[Relation]:
    found = _SPEAK.search(words)
    if found is None:
        return
    at = first + found.start()
    person = _before(names, at, ("person",)) or _after(names, at, ("person",))
    thing = next((m for m in names if m.label in ("company", "product")), None)
    if person and thing and abs(person.start - at) <= 20:
        yield _tied("speaks_for", person, thing, 0.65)
