"""Mail to text: its head and body, and whatever is attached, mails within mails too."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import cast

from graph.say import JinyingError
from ingest.packed import decoding
from ingest.text.documents_web import html_text
from ingest.text.parts import Reading, TooMuch, damaged, decoded, too_much

HEAD = {"subject": "主题", "from": "发件人", "to": "收件人", "cc": "抄送", "date": "日期"}


def read_mail(now: Reading, name: str, data: bytes, part: str, depth: int) -> None:
    """Head and body as one part, then a part an attachment; one that can't be read says why in its place."""
    with decoding(lambda why: damaged(name, why), Exception):
        _read(now, name, email.message_from_bytes(data, policy=email.policy.default), part, depth)


def _read(now: Reading, name: str, mail: EmailMessage, part: str, depth: int) -> None:
    if depth > now.limits.depth:
        raise too_much(name)
    sent = _sent(mail) or now.sent
    plain: list[str] = []
    pages: list[str] = []
    rest: list[tuple[EmailMessage, str]] = []
    for count, (leaf, alone) in enumerate(_leaves(mail)):
        if count >= now.limits.parts:
            raise too_much(name)
        label = _label(leaf, count)
        if (
            leaf.get_content_type() == "message/rfc822"
            or leaf.get_content_disposition() == "attachment"
            or leaf.get_filename()
        ):
            rest.append((leaf, label))
        elif leaf.get_content_type() == "text/plain":
            plain.append(_text(leaf, label))
        elif leaf.get_content_type() == "text/html":
            pages.append(html_text(_text(leaf, label)))
        elif alone or leaf.get_content_maintype() != "text":
            rest.append((leaf, label))
    head = [f"{zh}：{' '.join(str(mail[key]).split())}" for key, zh in HEAD.items() if mail[key]]
    now.add(name, "\n".join([*head, *(t for t in plain or pages)]), part, sent)
    for leaf, label in rest:
        now.sent = sent
        _attached(now, name, leaf, f"{part} attachment {label}".strip(), depth)


def _sent(mail: EmailMessage) -> datetime | None:
    """When a mail was sent, as its head says."""
    try:
        when = mail["Date"].datetime
    except (AttributeError, ValueError, TypeError):
        return None
    return when if when is None or when.tzinfo else when.replace(tzinfo=UTC)


def _leaves(mail: EmailMessage) -> list[tuple[EmailMessage, bool]]:
    """Parts that hold something themselves, not looking into mails within; and whether it is the only one."""
    found: list[EmailMessage] = []
    waiting = [mail]
    while waiting:
        now = waiting.pop()
        if now.is_multipart() and now.get_content_type() != "message/rfc822":
            waiting += reversed(cast("list[EmailMessage]", now.get_payload()))
        else:
            found.append(now)
    return [(x, len(found) == 1) for x in found]


def _label(leaf: EmailMessage, count: int) -> str:
    return " ".join((leaf.get_filename() or "").split())[:200] or f"{count + 1} ({leaf.get_content_type()})"


def _attached(now: Reading, name: str, leaf: EmailMessage, part: str, depth: int) -> None:
    label = part.rpartition("attachment ")[2]
    try:
        if leaf.get_content_type() == "message/rfc822":
            for inner in cast("list[EmailMessage]", leaf.get_payload()):
                _read(now, name, inner, part, depth + 1)
            return
        now.inner(now, label, _bytes(leaf), part, depth + 1)
    except TooMuch:
        raise
    except JinyingError as error:
        now.add(name, f"[{error.to('zh')}] [{error.to('en')}]", part)


def _bytes(leaf: EmailMessage) -> bytes:
    data = leaf.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text(leaf: EmailMessage, label: str) -> str:
    return decoded(label, _bytes(leaf), leaf.get_content_charset())
