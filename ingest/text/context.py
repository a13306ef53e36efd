"""Why a rate or a promise word is not its author's own promise: negation, warning, question, rule, cap, bank, penalty.

Flags are read from the clause before and behind, some from the whole sentence. Rules only; what they miss counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.text.mention import Around, Page

_NEGATION = re.compile(
    r"(?:不(?![限仅但只得少低满止到])|未曾?|从未|非(?!常|凡)|并非|没有?|无法|无权|不得|禁止|严禁|绝不|不能|不可|不会|勿|拒绝)"
)
_NOT_THAT = re.compile(r"不[变断可能]*(?:封顶|设限|成功|收费|用|满意|需要?|要|看|怕|管|论|同|错|想)|无论|非法|没[想听]到|没人|无需|无门槛|未来|非遗")  # fmt: skip
_THEN = re.compile(r"(?<!不)(?:按(?!时)|就|则|还会|还要|却)")  # 不挂牌就按年息10%回购: what comes behind it holds
_DENIED = re.compile(r"^.{0,14}?(?:不可能|骗人|骗局|是假的|虚假宣传|不受(?:法律)?保护|均?属违法|不合规|误导|陷阱|套路|的?幌子|的?噱头|都是坑)")  # fmt: skip
# every choice begins with a letter: that lets the search skip what can't begin one
_NOTICE = re.compile(
    r"警惕|谨防|严防|提防|防范|防止|当心|切勿|切莫|不要轻信|不要相信|别相信|勿相信|莫相信|不可信|不轻信|勿轻信|莫轻信|别信|风险提示|温馨提示|提醒(?:您|广大|市民|公众|投资者|消费者|群众|大家|居民)"
    r"|骗局|陷阱|诱饵|为幌子|为噱头|打着.{1,30}旗号|为名(?![字医师人校次单额])|之名|不法分子|犯罪分子|违法犯罪|以案说法|典型案例|涉案|查处|立案侦查|刑拘|落网|被告人|公诉机关|判处|如何识别|常见手法|套路"
)
_RULE = re.compile(
    r"《[^》]{2,30}》.{0,20}(?:规定|明确|要求)|根据.{0,12}规定|(?:[法》例定则释]|办法)(?:[(（][^)）]{1,20}[)）])?第[一二三四五六七八九十百\d]{1,8}条|不得(?:以任何|向|承诺|宣传|对|公开)|依法不得|应当.{0,6}取缔"
)
_MAY_NEGATE = re.compile("不|未|非|没|无|禁|严|绝|勿|拒")
_MAY_DENY = re.compile(r"不可能|不受|不合规|骗人|骗局|是假的|虚假|违法|误导|陷阱|套路|幌子|噱头|都是坑")
_MAY_ASK = re.compile(r"请问|是否|有没有|有人|靠谱|能不能|可不可以|会不会|吗|么|真不|行不|信不|法不")
_ASKED = re.compile(r"请问|是否|有没有人?|有人.{0,20}吗|靠谱吗|能不能|可不可以|会不会")
_ASKED_END = re.compile(r"[吗么][？?]?$|(?:真|行|可信|靠谱|合法)不(?:真|行|可信|靠谱|合法)")
_CAP = re.compile(r"(?:不(?:得|能|可|应)?(?:超过|高于|大于)|上限(?:为|是|：|:)?|最高不(?:超过|得))[^，。；]{0,12}$")
_CAPPED = re.compile(r"^[^，。；]{0,4}的?(?:部分|限度)|^[^，。；]{0,8}(?:受法律保护|以内的?受|不予支持|无效)")
_CAP_WORDS = re.compile(r"司法保护|法律保护|法定上限")
_BENCHMARK = re.compile(r"LPR|准备金率|拆借|SHIBOR|Shibor|市场报价利率|基准利率")
_BANK = re.compile(
    r"银行|我行|本行|住房贷款|房贷|按揭|国债|公积金|大额存单|存单|信用社|农商行|定期存款|活期存款|活期利率"
)
_NO_BANK = re.compile(r"[比超高于]{1,3}(?:银行|存银行|定期|国债|存款)|(?:超|胜|秒|跑赢|高于|远超|碾压)过?银行|银行(?:卡|账[户号]|流水|存管|托管|转账|柜台|汇款|监管|合作|担保|级别?)|开户银行|.{0,1}银行(?:股|票据|承兑)")  # fmt: skip
_OF_BANK = re.compile(r"^[^，。]{0,6}(?:国债|定期存款|大额存单|公积金)(?![^，。]{0,6}(?:取|转|高|比))")
_BY_BANK = re.compile(r"[由经][^，。]{0,10}(?:银行|信用社)")
_PENALTY = re.compile(r"违约金|罚息|滞纳金|逾期|迟延|违约")


def flags(page: Page, start: int, end: int, rate: bool = False) -> tuple[str, ...]:
    """Flags of the words at `start`..`end`; those of cap, benchmark, bank and penalty for rates alone."""
    sentence = page.sentence(start)
    around = of_sentence(page, sentence)
    if not around.local and not rate:
        return around.flags
    left, right = page.before(start), page.behind(end)
    found = [name for name, says in _LOCAL.items() if name in around.local and says(page, left, right, start, end)]
    found += around.flags
    if rate:
        first, last = page.span(sentence)
        found += _of_rates(page.flat[start:end], left, right, page.flat[first:last])
    return tuple(found)


def of_sentence(page: Page, sentence: int) -> Around:
    """Flags that hold for all of a sentence, and those that some clause of it may have; found out once."""
    if (known := page.memo.get(sentence)) is not None:
        return known
    words = page.flat[slice(*page.span(sentence))]
    if not _ANY.search(words):  # one search for most sentences
        page.memo[sentence] = _NONE
        return _NONE
    whole = [name for name, pattern in _WHOLE if pattern.search(words)]
    local = [name for name, pattern in _MAY if pattern.search(words)]
    page.memo[sentence] = around = Around(tuple(whole), tuple(local))
    return around


def _asked(page: Page, left: str, right: str, start: int, end: int) -> bool:
    if _ASKED.search(left + page.flat[start:end]) or right.endswith(("吗", "么")):
        return True
    mark = page.flat[end + len(right) : end + len(right) + 1]
    return mark in "？?" and bool(_ASKED_END.search(right))


def _negated(left: str) -> bool:
    """Whether an odd number of negations stands within sixteen characters before, in the clause."""
    if not _MAY_NEGATE.search(left):
        return False
    words = _THEN.split(_NOT_THAT.sub("", left))[-1][-16:]
    return len(_NEGATION.findall(words)) % 2 == 1


_WHOLE = (("notice", _NOTICE), ("rule", _RULE))
_MAY = (("negated", _MAY_NEGATE), ("denied", _MAY_DENY), ("asked", _MAY_ASK))
_ANY = re.compile("|".join(pattern.pattern for _, pattern in (*_WHOLE, *_MAY)))
_NONE = Around((), ())
_LOCAL: dict[str, Callable[[Page, str, str, int, int], bool]] = {
    "negated": lambda page, left, right, start, end: _negated(left),
    "denied": lambda page, left, right, start, end: bool(_DENIED.search(right)),
    "asked": _asked,
}


def _of_rates(words: str, left: str, right: str, sentence: str) -> list[str]:
    found = []
    head = left + words
    if _CAP.search(head[: len(left)] or "") or _CAPPED.search(right) or _CAP_WORDS.search(left):
        found.append("cap")
    if _BENCHMARK.search(head):
        found.append("benchmark")
    near = head + right
    if (_BANK.search(near) and not _NO_BANK.search(near)) or _BY_BANK.search(sentence) or _OF_BANK.search(sentence):
        found.append("bank")
    if _PENALTY.search(left):
        found.append("penalty")
    return found
