"""Who may do what: the table is whole, and each rule of it holds."""

from __future__ import annotations

import pytest

from graph.ontology import ROLES, ontology
from graph.rights import Actor, Refused, RightsError, parse, rights


def actor(*roles: str, regions: tuple[str, ...] | None = None, scopes: frozenset[str] | None = None) -> Actor:
    return Actor("user:1", frozenset(roles), regions, scopes)


def test_every_role_that_a_property_names_is_in_the_table_and_every_right_is_somebodys() -> None:
    table = rights()
    assert set(table.roles) == set(ROLES)
    assert set().union(*(r.may for r in table.roles.values())) == set(table.rights)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("may: [audit, imports]", "may: [audti, imports]", "no right 'audti'; did you mean audit"),
        ("kinds: [Enterprise, Advert", "kinds: [Enterprse, Advert", "no kind 'Enterprse'; did you mean Enterprise"),
        ("  auditor:", "  audtor:", "roles differ"),
    ],
)
def test_a_slip_in_the_table_is_found_before_anybody_is_let_in(old: str, new: str, said: str) -> None:
    from importlib.resources import files

    text = files("graph").joinpath("rights.yaml").read_text("utf-8")
    assert old in text
    with pytest.raises((RightsError, Exception), match=said):
        parse(text.replace(old, new))


def test_rights_add_up_over_roles_and_a_token_only_takes_away() -> None:
    both = actor("auditor", "intake")
    assert (both.may("audit"), both.may("submit"), both.may("users")) == (True, True, False)
    token = actor("investigator", scopes=frozenset({"search", "users"}))
    assert (token.may("search"), token.may("read"), token.may("users")) == (True, False, False)
    with pytest.raises(Refused, match="your role may not read entities and links; ask an administrator"):
        token.demand("read")
    assert not actor().may("read")


def test_kinds_and_the_links_between_them_are_there_for_those_who_see_them() -> None:
    o = ontology()
    assert actor("intake").sees(o.kinds["Complaint"])
    assert not actor("intake").sees(o.kinds["Account"])
    assert not actor("intake").sees(o.links["TRANSFER"])
    assert actor("analyst").sees(o.links["TRANSFER"])
    assert not actor("auditor", "administrator").sees(o.kinds["Enterprise"])


def test_personal_data_in_full_takes_role_and_region() -> None:
    p = ontology().kinds["Person"].props
    assert actor("investigator").full(p["phone"], [])
    assert not actor("investigator").full(p["id_number"], []), "prosecutors alone"
    assert not actor("analyst").full(p["phone"], ["广东省广州市"])
    assert actor("analyst").full(p["gender"], []), "nothing to hide"
    city = actor("prosecutor", regions=("广东省广州市", "广东省深圳市"))
    assert city.full(p["id_number"], ["广东省佛山市", "广东省广州市天河区"])
    assert not city.full(p["id_number"], ["广东省佛山市"])
    assert not city.full(p["id_number"], []), "a region that is not known is not one's own"
