"""What people write and name, on SQLite and PostgreSQL: limits, signs that no database takes, ids, other people."""

from __future__ import annotations

import pytest

from graph.lake import LakeError
from graph.ops import Ops
from graph.ops.users import Users
from graph.ops.written import WHY, WrittenError, person, seal, sort_of, text, things
from tests.graph.ops.test_cases import FOUND, ops  # noqa: F401
from tests.graph.test_ops import ops_at, postgresql  # noqa: F401


@pytest.mark.parametrize(("value", "kept"), [(" 归集户\n", "归集户"), ("a\tb\nc", "a\tb\nc"), ("𠮷" * 500, "𠮷" * 500)])
def test_a_text_is_kept_as_written_but_for_its_outer_space(value: str, kept: str) -> None:
    assert text(value, WHY, 500) == kept


@pytest.mark.parametrize(
    ("value", "why"),
    [("", "missing"), (" \n\u3000", "missing"), ("x" * 501, r"too long \(501 signs\); at most 500"), ("a\0", "control"), ("a\x1b[2J", "control"), ("\udc00", "control")],
)  # fmt: skip
def test_a_text_that_says_nothing_too_much_or_hides_signs_is_refused(value: str, why: str) -> None:
    with pytest.raises(WrittenError, match=f"the reason .*{why}"):
        text(value, WHY, 500)


def test_a_text_that_may_be_left_out_may_be_empty() -> None:
    assert text("  ", WHY, may_lack=True) == ""


def test_an_id_is_an_entitys_a_links_or_a_findings() -> None:
    assert [sort_of(one) for one in ("acc-1", "transfer-0a", "holds_share-1", FOUND.id)] == ["entity", "link", "link", "finding"]  # fmt: skip
    for one in ("", "acc", "acc-", "ACC-1", "acc-1\n", "acc-é", "acc-" + "0" * 81, "acc-1'--"):
        with pytest.raises(WrittenError, match="no good id"):
            sort_of(one)
    with pytest.raises(LakeError, match="is no id"):
        sort_of("nobody-1")


def test_a_finding_is_one_that_there_is(ops: Ops) -> None:  # noqa: F811
    with ops.read() as c:
        assert things(c, ["acc-1"]) == {"acc-1": "entity"}
        with pytest.raises(WrittenError, match=f"no finding {FOUND.id}"):
            things(c, ["acc-1", FOUND.id])
    ops.keep("ring", {}, 1, [FOUND])
    with ops.read() as c:
        assert things(c, [FOUND.id]) == {FOUND.id: "finding"}


def test_a_person_has_one_name_and_one_error(ops: Ops) -> None:  # noqa: F811
    Users(ops).lock("wei")
    with ops.read() as c:
        assert person(c, "li", "cases") == person(c, " user:ＬＩ", "judge") == "user:li"
        said = set()
        for name, right in (("wei", "cases"), ("an", "cases"), ("nobody", "cases"), ("a\0", "cases")):
            with pytest.raises(WrittenError) as caught:
                person(c, name, right)
            said.add(str(caught.value).replace(f"'{name}'", "'?'"))
    assert said == {"no user '?' who may work on cases; check the name, or ask an administrator for the right"}


def test_a_seal_proves_a_text_without_telling_it() -> None:
    assert seal("王一一") == seal("王一一") != seal("王一")
    assert "王" not in seal("王一一")
