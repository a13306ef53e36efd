"""Personal data as everybody may see it (个人信息保护法: necessity): which values, and what of them stays.

Names keep the surname, ID numbers the first three and last four, phones the first three and last four, account
numbers the last four, addresses what comes before the street.
"""

from __future__ import annotations

import re

from graph.ontology import ontology

_STREET = re.compile(r"^(.*?(?:[县区市旗](?!.*[县区市旗])|[县区旗]))")


def masked(kind: str, text: str) -> str:
    """A value of a value kind with its personal part hidden."""
    match kind:
        case "person_name":
            return text[:1] + "*" * max(1, min(len(text) - 1, 2))
        case "id_number":
            return text[:3] + "*" * max(0, len(text) - 7) + text[-4:] if len(text) > 7 else "*" * len(text)
        case "phone":
            return text[:3] + "****" + text[-4:] if len(text) > 7 else "*" * len(text)
        case "account":
            return "*" + text[-4:]
        case "address":
            found = _STREET.match(text)
            return (found[1] if found else text[:6]) + "***"
        case _:
            return text[:1] + "***"


def caption(kind: str, text: str | None, entity_id: str) -> str:
    """What everybody may read for an entity."""
    owner = ontology().kinds[kind]
    if text is None or text == entity_id:
        return f"{kind} {entity_id[-6:]}"
    p = owner.props[owner.caption]
    return masked(p.type, text) if p.mask else text
