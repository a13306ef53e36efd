"""The text of a page as a reader sees it: no scripts, no styles, nothing hidden, a line a block."""

from __future__ import annotations

import re

from lxml import etree

UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "iframe", "object", "svg", "select"})
CELLS = frozenset({"td", "th"})
LINES = frozenset((
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figcaption", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "title", "tr", "ul",
))  # fmt: skip
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BLANKS = re.compile(r"[ \t\r\f\v\u00a0\u3000]+")
BLANK_LINES = re.compile(r"\s*\n\s*")
TAG = re.compile(r"<[^<>]{0,2000}>")


def html_text(source: str) -> str:
    """Visible text; the title and the alternative texts of images are part of it."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(source.encode("utf-8", "replace"), parser) if source.strip() else None
    if any(e.type_name in ("ERR_INTERNAL_ERROR", "ERR_NO_MEMORY", "ERR_RESOURCE_LIMIT") for e in parser.error_log):
        return _joined(
            [TAG.sub("\n", source)]
        )  # nested past what the parser keeps: better its source than a part of it
    return _joined(_parts(root)) if root is not None else ""


def _parts(root: etree._Element) -> list[str]:
    found: list[str] = []
    unseen = 0  # how many of the open elements hide what they hold
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        hides = (
            name in UNSEEN or element.get("hidden") is not None or HIDDEN.search(element.get("style") or "") is not None
        )
        edge = "\n" if name in LINES else "\t" if name in CELLS else ""
        if event == "start":
            unseen += hides
            if name == "title" and element.text:
                found.append(element.text + "\n")
            if not unseen:
                found += [
                    edge if edge == "\n" else "",
                    element.text or "",
                    element.get("alt") or "" if name == "img" else "",
                ]
        else:
            unseen -= hides
            if not unseen:
                found += [edge, element.tail or ""]
    return found


def _joined(parts: list[str]) -> str:
    return BLANK_LINES.sub("\n", BLANKS.sub(" ", "".join(parts))).strip()
