"""Personal data as everybody may see it (个人信息保护法: necessity): which values, and what of them stays.

Names keep the surname, ID numbers the first three and last four, phones the first three and last four, account
numbers the last four, addresses what comes before the street.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from graph.ontology import ontology

_STREET = re.compile(  # province, city, district: each at most once, so that 小区 in a street's part is none
    r"^(?:[^市县区旗路街道巷号]{2,8}?(?:省|自治区))?(?:[^县区旗路街道巷号]{1,9}?(?:市|自治州|地区|盟))?"
    r"(?:[^路街道巷号]{1,8}?(?:(?<![小社园])区|县|旗|市))?"
)

_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9](?:[ -]?[0-9]){9,28}[0-9Xx](?![0-9A-Za-z])")  # 11 to 30 digits


def masked(kind: str, text: str) -> str:
    """A value of a value kind with its personal part hidden; what is short is hidden the more."""
    return mask_of(kind)(text)


def mask_of(kind: str) -> Callable[[str], str]:
    """How values of a value kind are hidden."""
    return _MASKS.get(kind, _text)


def _account(text: str) -> str:
    return "*" + _tail(text)


def _person_name(text: str) -> str:
    return text[:1] + "*" * max(1, min(len(text) - 1, 2))


def _id_number(text: str) -> str:
    return text[:3] + "*" * (len(text) - 7) + text[-4:] if len(text) >= 15 else "*" * len(text)


def _phone(text: str) -> str:
    return text[:3] + "****" + text[-4:] if len(text) >= 11 else "****" + _tail(text)


def _address(text: str) -> str:
    found = _STREET.match(text)
    return (found[0] if found else "") + "***"


def _text(text: str) -> str:
    return text[:1] + "***"


def _tail(text: str) -> str:
    """The last four, but never more than half."""
    return text[-4:] if len(text) >= 8 else text[-(-len(text) // 2) :]


_MASKS = {"account": _account, "person_name": _person_name, "id_number": _id_number, "phone": _phone, "address": _address}  # fmt: skip


def passage(text: str) -> str:
    """A long text that everybody may read, the numbers in it masked: phones, accounts, ID numbers, however they are spaced."""
    return _NUMBER.sub(lambda found: masked("id_number" if len(found[0]) >= 15 else "phone", found[0]), text)


def caption(kind: str, text: str | None, entity_id: str) -> str:
    """What everybody may read for an entity."""
    if text is None or text == entity_id:
        return f"{kind} {entity_id[-6:]}"
    hide = _caption(kind)
    return hide(text) if hide else text


@cache
def _caption(kind: str) -> Callable[[str], str] | None:
    """How what a kind is called is hidden; None where everybody may read it."""
    owner = ontology().kinds[kind]
    p = owner.props[owner.caption]
    return mask_of(p.type) if p.mask else None
