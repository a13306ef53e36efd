"""Personal data as everybody may see it (个人信息保护法: necessity): which values, and what of them stays.

Names keep the surname, ID numbers the first three and last four, phones the first three and last four, account
numbers the last four, addresses what comes before the street.
"""

from __future__ import annotations

import re

from graph.ontology import ontology

_STREET = re.compile(  # province, city, district: each at most once, so that 小区 in a street's part is none
    r"^(?:[^市县区旗路街道巷号]{2,8}?(?:省|自治区))?(?:[^县区旗路街道巷号]{1,9}?(?:市|自治州|地区|盟))?"
    r"(?:[^路街道巷号]{1,8}?(?:(?<![小社园])区|县|旗|市))?"
)

_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9](?:[ -]?[0-9]){9,28}[0-9Xx](?![0-9A-Za-z])")  # 11 to 30 digits


def masked(kind: str, text: str) -> str:
    """A value of a value kind with its personal part hidden; what is short is hidden the more."""
    match kind:
        case "person_name":
            return text[:1] + "*" * max(1, min(len(text) - 1, 2))
        case "id_number":
            return text[:3] + "*" * (len(text) - 7) + text[-4:] if len(text) >= 15 else "*" * len(text)
        case "phone":
            return text[:3] + "****" + text[-4:] if len(text) >= 11 else "****" + _tail(text)
        case "account":
            return "*" + _tail(text)
        case "address":
            found = _STREET.match(text)
            return (found[0] if found else "") + "***"
        case _:
            return text[:1] + "***"


def _tail(text: str) -> str:
    """The last four, but never more than half."""
    return text[max(len(text) - 4, -(-len(text) // 2)) :]


def passage(text: str) -> str:
    """A long text that everybody may read, the numbers in it masked: phones, accounts, ID numbers, however they are spaced."""
    return _NUMBER.sub(lambda found: masked("id_number" if len(found[0]) >= 15 else "phone", found[0]), text)


def caption(kind: str, text: str | None, entity_id: str) -> str:
    """What everybody may read for an entity."""
    owner = ontology().kinds[kind]
    if text is None or text == entity_id:
        return f"{kind} {entity_id[-6:]}"
    p = owner.props[owner.caption]
    return masked(p.type, text) if p.mask else text
