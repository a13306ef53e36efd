"""A text of Cypher as words, strings, numbers and signs: nothing that two engines could read differently.

What goes to the engine is written anew from these tokens, without comments, so that what was checked is what runs.
A backslash is refused everywhere: Neo4j turns \\uXXXX into its character before it looks for the end of a string, the
embedded engine after. A value with a backslash or a quote in it goes as a parameter.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from graph.say import JinyingError, Say

LONGEST = 10_000  # characters of a text
WORD, QUOTED, STRING, NUMBER, PARAM, SIGN = "word", "quoted", "string", "number", "param", "sign"
_PARTS = re.compile(
    r"(?P<gap>(?:[ \t\r\n\u3000]|//[^\n]*|/\*.*?\*/)+)"
    r"|(?P<string>'[^'\\]*'|\"[^\"\\]*\")"
    r"|(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?!\w))"
    r"|(?P<word>[^\W\d]\w*)"
    r"|`(?P<quoted>[^`\\\n]+)`(?!`)"
    r"|\$(?P<param>[^\W\d]\w*)"
    r"|(?P<sign>\.\.|<=|>=|<>|=~|/(?!\*)|\|(?!\|)|[()\[\]{},.:;=<>+\-*%^&!])",
    re.S,
)
_OPEN = {"(": ")", "[": "]", "{": "}"}


class CypherRefused(JinyingError):
    """A text that is not run."""


@dataclass(frozen=True, slots=True)
class Token:
    """`text`: of a back-ticked name without its ticks, of a parameter without its sign. `gap`: space stood before it."""

    kind: str
    text: str
    gap: bool
    at: int

    @property
    def named(self) -> bool:
        """Whether it is a name or a word of the language."""
        return self.kind in (WORD, QUOTED)

    def written(self) -> str:
        """As it goes to the engine."""
        body = {QUOTED: f"`{self.text}`", PARAM: f"${self.text}"}.get(self.kind, self.text)
        return f" {body}" if self.gap else body


@dataclass(frozen=True, slots=True)
class Text:
    """Tokens with their brackets: `match` of one is the other, `inside` of a token the bracket that it stands in (-1: none)."""

    tokens: tuple[Token, ...]
    match: dict[int, int]
    inside: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.tokens)

    def sign(self, i: int, *signs: str) -> bool:
        """Whether one of these signs stands there."""
        return 0 <= i < len(self.tokens) and self.tokens[i].kind == SIGN and self.tokens[i].text in signs

    def word(self, i: int, words: frozenset[str]) -> bool:
        """Whether one of these words of the language stands there, in whatever case."""
        return self.upper(i) in words

    def upper(self, i: int) -> str:
        """A bare word in capitals; nothing where something else stands. Only ASCII makes words of the language."""
        if not 0 <= i < len(self.tokens):
            return ""
        token = self.tokens[i]
        return token.text.upper() if token.kind == WORD and token.text.isascii() else ""

    def named(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].named

    def kind(self, i: int) -> str:
        return self.tokens[i].kind if 0 <= i < len(self.tokens) else ""

    def written(self) -> str:
        """The text that is run."""
        return "".join(token.written() for token in self.tokens).strip()

    def told(self) -> str:
        """The text for the audit: what stands in quotes and long numbers may be somebody's, and are left out."""
        hidden = {STRING: "'…'"}
        return "".join(
            (" " if t.gap else "") + (hidden.get(t.kind) or ("…" if t.kind == NUMBER and len(t.text) > 5 else t.written().strip()))
            for t in self.tokens
        ).strip()  # fmt: skip


def refused(zh: str, en: str, cure: Say | None = None) -> CypherRefused:
    return CypherRefused(Say(zh, en), cure)


def tokens(text: str) -> Text:
    """Read a text, or say what in it can't be."""
    if len(text) > LONGEST:
        raise refused(f"查询超过 {LONGEST:,} 个字符", f"the query is longer than {LONGEST:,} characters")
    found: list[Token] = []
    at, gap = 0, False
    while at < len(text):
        part = _PARTS.match(text, at)
        if part is None or part.lastgroup is None:
            raise _unreadable(text, at)
        if part.lastgroup == "gap":
            gap = True
        else:
            found.append(_token(part, part.lastgroup, gap))
            gap = False
        at = part.end()
    while found and found[-1].text == ";" and found[-1].kind == SIGN:
        found.pop()
    if not found:
        raise refused("查询是空的", "the query is empty")
    return _paired(tuple(found))


def _token(part: re.Match[str], kind: str, gap: bool) -> Token:
    text = part[kind]
    if kind in (WORD, QUOTED, PARAM) and ((unicodedata.normalize("NFKC", text) != text and kind != QUOTED) or not text.isprintable()):  # fmt: skip
        raise refused(f"名称“{text}”含有易混字符", f"the name '{text}' holds characters that look like others")
    return Token(kind, text, gap, part.start())


def _unreadable(text: str, at: int) -> CypherRefused:
    if text[at] == "\\" or (text[at] in "'\"" and "\\" in text[at:]):
        return refused(
            "查询中不得有反斜杠", "a query may hold no backslash", Say("请把这个值作为参数给出", "give that value as a parameter")
        )  # fmt: skip
    if text[at] in "'\"`" or text.startswith("/*", at):
        return refused(f"第 {at + 1} 个字符处的引号或注释没有结束", f"what begins at character {at + 1} does not end")
    if text.startswith("||", at):
        return refused("请用 + 连接文本", "join texts with +")
    if text[at] == "$":
        return refused("参数写作 $名称", "a parameter is written $name", Say("名称由字母开头", "its name begins with a letter"))  # fmt: skip
    return refused(f"第 {at + 1} 个字符“{text[at]}”不能用", f"'{text[at]}' at character {at + 1} can't be used")


def _paired(found: tuple[Token, ...]) -> Text:
    match: dict[int, int] = {}
    inside: list[int] = []
    open_: list[int] = []
    for i, token in enumerate(found):
        closes = token.kind == SIGN and token.text in _OPEN.values()
        if closes:
            if not open_ or _OPEN[found[open_[-1]].text] != token.text:
                raise refused(f"第 {token.at + 1} 个字符处的括号不成对", f"the bracket at character {token.at + 1} has no partner")  # fmt: skip
            match[i] = open_[-1]
            match[open_.pop()] = i
        inside.append(open_[-1] if open_ else -1)
        if token.kind == SIGN and token.text in _OPEN:
            open_.append(i)
    if open_:
        raise refused(f"第 {found[open_[-1]].at + 1} 个字符处的括号没有结束", f"the bracket at character {found[open_[-1]].at + 1} does not end")  # fmt: skip
    if any(a.kind == b.kind == STRING for a, b in zip(found, found[1:], strict=False)):
        raise refused("两个字符串相连", "two strings stand side by side", Say("请作为参数给出", "give the value as a parameter"))  # fmt: skip
    if any(token.kind == SIGN and token.text == ";" for token in found):
        raise refused("一次只能运行一个语句", "one statement at a time")
    return Text(found, match, tuple(inside))
