"""Cases on SQLite and PostgreSQL: what members may do, what others can't know, and that nothing is ever deleted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, func, select

from graph.detect import law
from graph.finding import Finding, Subject
from graph.ops import Ops
from graph.ops.case_tables import CASE_ENTRY
from graph.ops.cases import AT_ONCE, CLASSES, FACTS, FLOW, OUTCOMES, ROLES, STATUSES, Case, CaseError, Cases, Opening
from graph.ops.users import Users
from graph.ops.written import LINE, LONG, NOTE, WrittenError
from graph.rights import Refused
from graph.say import JinyingError, Say
from tests.graph.test_ops import Open, ops_at, postgresql  # noqa: F401

OPENING = Opening("锦瑞财富案", "非法吸收公众存款", "非法集资", "广东省广州市")
ACC, PER, LINK = "acc-1", "per-1", "transfer-1"
FOUND = Finding("ring", (Subject(ACC, "Account", Say("户", "account")),), (LINK,), 0, 9, 0.5, Say("一", "one"), {})
LI, HAN, WEI, AN = "user:li", "user:han", "user:wei", "user:an"


@pytest.fixture
def ops(ops_at: Open) -> Iterator[Ops]:  # noqa: F811
    with ops_at("cli:root") as opened:
        users = Users(opened)
        for name in ("li", "han", "wei"):
            users.add(name, None, ["investigator"])
        users.add("an", None, ["analyst"])
        yield opened


@pytest.fixture
def cases(ops: Ops) -> Callable[[str], Cases]:
    """The cases as somebody sees them."""
    return lambda who: Cases(ops.by(who))


@pytest.fixture
def case(cases: Callable[[str], Cases]) -> Case:
    """One that li leads, han works on and wei reads."""
    opened = cases(LI).open(OPENING)
    cases(LI).add_member(opened.id, "han", "member")
    return cases(LI).add_member(opened.id, "wei", "reader")


def told(made: Cases, case_id: str) -> list[tuple[str, str, str | None, str | None]]:
    """Who did what with whom, as what."""
    return [(e.who, e.act, e.subject, e.word) for e in made.timeline(case_id)[0]]


def chain(ops: Ops) -> list[tuple[str, str]]:
    assert ops.audit_broken() is None
    return [(e["who"], e["action"]) for e in reversed(ops.audit(1000)) if e["action"].startswith("case")]


# what a case is


def test_a_case_is_numbered_within_the_year_of_china(ops: Ops) -> None:
    def at(*day: int) -> str:
        return Cases(ops.by(LI), lambda: datetime(*day, tzinfo=UTC)).open(OPENING).number  # type: ignore[arg-type]

    assert at(2026, 12, 31, 15) == "金鹰〔2026〕0001号"
    assert at(2026, 12, 31, 16) == "金鹰〔2027〕0001号"
    assert at(2026, 6, 1) == "金鹰〔2026〕0002号"
    assert at(2027, 6, 1) == "金鹰〔2027〕0002号"


def test_whoever_opens_a_case_leads_it(ops: Ops, cases: Callable[[str], Cases]) -> None:
    case = cases(LI).open(OPENING)
    assert (case.title, case.cause, case.suspected, case.region) == ("锦瑞财富案", "非法吸收公众存款", "非法集资", "广东省广州市")  # fmt: skip
    assert (case.status, case.role, case.who, case.assignee, case.outcome, case.things) == ("open", "lead", LI, None, None, 0)  # fmt: skip
    assert told(cases(LI), case.id) == [(LI, "open", None, None), (LI, "join", LI, "lead")]
    assert (case.agency, cases(LI).open(replace(OPENING, agency=" 广州市公安局 ")).agency) == ("", "广州市公安局")
    assert chain(ops) == [(LI, "case-open")] * 2


def test_a_case_is_meant_by_its_number_or_its_id(cases: Callable[[str], Cases], case: Case) -> None:
    short = f"{case.number[3:7]}{case.number[8:12]}"
    for text in (case.id, case.number, f" {case.number.removeprefix('金鹰')} ", short):
        assert cases(WEI).meant(text) == cases(WEI).one(case.id)
    for who, text in ((AN, case.number), (LI, "金鹰〔2026〕9999号"), (LI, "锦瑞财富案"), (LI, "")):
        with pytest.raises(CaseError, match="no such case"):
            cases(who).meant(text)


def test_its_classes_are_those_of_the_law() -> None:
    assert tuple(CLASSES) == law.CLASSES
    assert set(FLOW.values()) == set(STATUSES)


@pytest.mark.parametrize(
    ("opening", "why"),
    [
        (replace(OPENING, title="  "), "the title is missing"),
        (replace(OPENING, title="长" * (LINE + 1)), "the title is too long"),
        (replace(OPENING, cause=""), "the cause is missing"),
        (replace(OPENING, suspected="非法集资案"), "did you mean 非法集资"),
        (replace(OPENING, region="x" * 101), "the region is too long"),
        (replace(OPENING, title="a\0b"), "control characters"),
        (replace(OPENING, title="a\ud800b"), "control characters"),
    ],
)
def test_a_case_that_says_too_much_or_nothing_is_refused(cases: Callable[[str], Cases], opening: Opening, why: str) -> None:  # fmt: skip
    with pytest.raises(JinyingError, match=why):
        cases(LI).open(opening)
    assert cases(LI).list() == ([], 0)


# whose it is


def test_a_case_that_is_not_yours_is_no_case(cases: Callable[[str], Cases], case: Case) -> None:
    """In the same words as one that never was, whatever is asked of it, by whom and whatever they may elsewhere."""
    asked: list[Callable[[Cases, str], object]] = [
        lambda c, i: c.one(i), lambda c, i: c.members(i), lambda c, i: c.things(i), lambda c, i: c.timeline(i),
        lambda c, i: c.comment(i, "x"), lambda c, i: c.assign(i, "li"), lambda c, i: c.add(i, [ACC], "x"),
        lambda c, i: c.remove(i, [ACC], "x"), lambda c, i: c.close(i, "other", "x"), lambda c, i: c.reopen(i, "x"),
        lambda c, i: c.add_member(i, "an", "reader"), lambda c, i: c.remove_member(i, "li", "x"),
    ]  # fmt: skip
    for ask in asked:
        words = set()
        for one in (case.id, "case-" + "0" * 32, "", "no id at all\0"):
            with pytest.raises(CaseError) as caught:
                ask(cases(AN), one)
            words.add((caught.value.to("zh"), caught.value.to("en")))
        assert words == {
            ("没有此案件；请核对编号，或请主办加入", "no such case; check the id, or ask its lead to add you")
        }
    assert cases(AN).list() == ([], 0)
    assert cases(AN).list(words=case.number) == ([], 0)


def test_a_reader_reads_a_member_works_and_a_lead_leads(cases: Callable[[str], Cases], case: Case) -> None:
    works: list[Callable[[Cases], object]] = [
        lambda c: c.comment(case.id, "看过流水"), lambda c: c.add(case.id, [ACC], "归集户"), lambda c: c.remove(case.id, [ACC], "误入")
    ]  # fmt: skip
    leads: list[Callable[[Cases], object]] = [
        lambda c: c.assign(case.id, "han"), lambda c: c.close(case.id, "referred", "移送"), lambda c: c.reopen(case.id, "补查"),
        lambda c: c.add_member(case.id, "wei", "member"), lambda c: c.remove_member(case.id, "wei", "调离"),
    ]  # fmt: skip
    for who, may in ((WEI, []), (HAN, works)):
        for act in works + leads:
            if act in may:
                act(cases(who))
            else:
                with pytest.raises(Refused, match="ask its lead"):
                    act(cases(who))
        assert cases(who).one(case.id).role == {WEI: "reader", HAN: "member"}[who]
        assert cases(who).timeline(case.id)[1] == 4 + len(may)
    for act in works + leads:
        act(cases(LI))
    with pytest.raises(CaseError, match="no such case"):
        cases(WEI).one(case.id)
    assert [e.act for e in cases(HAN).timeline(case.id)[0]][-8:] == ["comment", "add", "remove", "assign", "close", "reopen", "join", "leave"]  # fmt: skip


def test_who_joins_is_a_user_who_may_work_on_cases(ops: Ops, cases: Callable[[str], Cases], case: Case) -> None:
    Users(ops).lock("wei")
    for name in ("nobody", "an", "wei", "a\0b", "x" * 5000):
        with pytest.raises(WrittenError, match="who may work on cases"):
            cases(LI).add_member(case.id, name, "member")
    with pytest.raises(CaseError, match="did you mean reader"):
        cases(LI).add_member(case.id, "han", "readers")
    with pytest.raises(CaseError, match="is its member already"):
        cases(LI).add_member(case.id, "user:HAN", "member")
    with pytest.raises(CaseError, match="is no member"):
        cases(LI).remove_member(case.id, "an", "x")
    assert [(m.subject, m.word) for m in cases(LI).members(case.id)] == [(LI, "lead"), (HAN, "member"), (WEI, "reader")]


def test_a_case_keeps_a_lead_and_who_is_in_charge(cases: Callable[[str], Cases], case: Case) -> None:
    for act in (lambda: cases(LI).remove_member(case.id, "li", "x"), lambda: cases(LI).add_member(case.id, "li", "member")):  # fmt: skip
        with pytest.raises(CaseError, match="a case needs a lead"):
            act()
    with pytest.raises(CaseError, match="neither lead nor member"):
        cases(LI).assign(case.id, "wei")
    assert cases(LI).assign(case.id, "han", "熟悉资金").assignee == HAN
    for act in (lambda: cases(LI).remove_member(case.id, "han", "x"), lambda: cases(LI).add_member(case.id, "han", "reader")):  # fmt: skip
        with pytest.raises(CaseError, match="is in charge of it"):
            act()
    cases(LI).add_member(case.id, "han", "lead")
    cases(HAN).add_member(case.id, "li", "reader")
    cases(HAN).remove_member(case.id, "li", "调离")
    assert cases(LI).list() == ([], 0)
    assert cases(HAN).one(case.id).role == "lead"


# what happens in it


def test_a_case_is_opened_worked_on_closed_and_reopened(ops: Ops, cases: Callable[[str], Cases], case: Case) -> None:
    li = cases(LI)
    assert li.assign(case.id, "han").status == "working"
    with pytest.raises(CaseError, match="in charge already"):
        li.assign(case.id, "han")
    with pytest.raises(CaseError, match="not closed"):
        li.reopen(case.id, "x")
    with pytest.raises(CaseError, match="no outcome 'guilty'"):
        li.close(case.id, "guilty", "x")
    closed = li.close(case.id, "referred", "移送公安机关")
    assert (closed.status, closed.outcome, closed.assignee) == ("closed", "referred", HAN)
    for act in (lambda: li.close(case.id, "other", "x"), lambda: li.assign(case.id, "li"), lambda: li.add(case.id, [ACC], "x"), lambda: li.remove(case.id, [ACC], "x")):  # fmt: skip
        with pytest.raises(CaseError, match="the case is closed; reopen it first"):
            act()
    li.comment(case.id, "补一份清单")
    opened = li.reopen(case.id, "新证据")
    assert (opened.status, opened.outcome, opened.assignee) == ("reopened", None, None)
    assert li.assign(case.id, "han").status == "working"
    assert [a for _, a in chain(ops)] == ["case-open", "case-join", "case-join", "case-assign", "case-close", "case-comment", "case-reopen", "case-assign"]  # fmt: skip


def test_things_are_put_in_and_taken_out_by_later_entries(ops: Ops, cases: Callable[[str], Cases], case: Case) -> None:
    ops.keep("ring", {}, 1, [FOUND])
    han = cases(HAN)
    assert han.add(case.id, [ACC, FOUND.id, LINK, ACC], "归集户与其流水") == [ACC, FOUND.id, LINK]
    assert han.add(case.id, [ACC, PER], "户主") == [PER]
    assert cases(LI).remove(case.id, [ACC, "acc-2"], "误入") == [ACC]
    now, total = cases(WEI).things(case.id)
    assert ([(e.subject, e.word, e.who, e.text) for e in now], total) == (
        [(FOUND.id, "finding", HAN, "归集户与其流水"), (LINK, "link", HAN, "归集户与其流水"), (PER, "entity", HAN, "户主")],
        3,
    )  # fmt: skip
    assert han.one(case.id).things == 3
    assert [e.subject for e in han.things(case.id, sort="entity")[0]] == [PER]
    assert [(e.act, e.subject, e.text) for e in han.timeline(case.id, acts=["add", "remove"])[0]][0::4] == [
        ("add", ACC, "归集户与其流水"), ("remove", ACC, "误入")
    ]  # fmt: skip
    assert han.add(case.id, [ACC], "查实有关") == [ACC], "and put in again"
    assert han.add(case.id, [ACC], "再次") == [], "what is in it is not put in twice, and leaves no entry"
    assert han.timeline(case.id)[1] == 4 + 4 + 1 + 1


@pytest.mark.parametrize("subject", ["", "acc", "acc-", "nobody-1", "acc-1; drop", "acc-" + "1" * 200, "finding-1", "acc-1\0"])  # fmt: skip
def test_what_is_no_id_is_not_put_in(cases: Callable[[str], Cases], case: Case, subject: str) -> None:
    with pytest.raises(JinyingError):
        cases(LI).add(case.id, [ACC, subject], "x")
    assert cases(LI).things(case.id) == ([], 0)


def test_too_many_things_at_once_or_no_reason_are_refused(cases: Callable[[str], Cases], case: Case) -> None:
    for some in ([], [f"acc-{n}" for n in range(AT_ONCE + 1)]):
        with pytest.raises(CaseError, match="1 to 500 things at once"):
            cases(LI).add(case.id, some, "x")
    with pytest.raises(WrittenError, match="the reason is missing"):
        cases(LI).add(case.id, [ACC], " ")
    with pytest.raises(WrittenError, match="the reason is too long"):
        cases(LI).remove(case.id, [ACC], "x" * (NOTE + 1))


def test_a_comment_stays_and_its_writer_corrects_it_by_another(ops: Ops, cases: Callable[[str], Cases], case: Case) -> None:  # fmt: skip
    first = cases(HAN).comment(case.id, "共 52 笔\n其中 47 笔在期内")
    second = cases(HAN).comment(case.id, "共 53 笔", corrects=first.seq)
    assert second.about == first.seq
    other = cases(HAN).open(OPENING)
    elsewhere = cases(HAN).comment(other.id, "另案")
    for who, seq in ((LI, first.seq), (HAN, elsewhere.seq), (HAN, 999), (HAN, first.seq - 1)):
        with pytest.raises(CaseError, match="of yours to correct"):
            cases(who).comment(case.id, "x", corrects=seq)
    with pytest.raises(WrittenError, match="too long"):
        cases(HAN).comment(case.id, "x" * (LONG + 1))
    assert [e.text for e in cases(WEI).timeline(case.id, acts=["comment"])[0]] == [
        "共 52 笔\n其中 47 笔在期内",
        "共 53 笔",
    ]
    assert "52" not in str([e["detail"] for e in ops.audit() if e["action"] == "case-comment"]), "the chain seals texts"


def test_a_timeline_is_paged_and_says_how_long_it_is(cases: Callable[[str], Cases], case: Case) -> None:
    for n in range(7):
        cases(LI).comment(case.id, str(n))
    page, total = cases(LI).timeline(case.id, 4, 3)
    assert ([e.text for e in page], total) == (["0", "1", "2"], 11)
    assert [e.text for e in cases(LI).timeline(case.id, 10)[0]] == ["6"]


# lists


def test_cases_are_listed_by_what_is_asked(cases: Callable[[str], Cases], ops: Ops) -> None:
    li, han = cases(LI), cases(HAN)
    a, b, c = (li.open(replace(OPENING, title=f"{name}案")) for name in ("甲 100%", "乙", "丙"))
    han.open(OPENING)
    for one, role in ((a, "member"), (b, "reader"), (c, "member")):
        li.add_member(one.id, "han", role)
    li.assign(c.id, "han")
    li.close(b.id, "dismissed", "查无实据")

    def titles(found: tuple[object, int]) -> list[str]:
        listed, total = found
        assert total == len(listed)  # type: ignore[arg-type]
        return [x.title for x in listed]  # type: ignore[attr-defined]

    assert titles(li.list()) == ["丙案", "乙案", "甲 100%案"]
    assert titles(han.list(mine=True)) == ["锦瑞财富案", "丙案"]
    assert titles(li.list(open=True)) == ["丙案", "甲 100%案"]
    assert titles(li.list(open=False)) == ["乙案"]
    assert titles(li.list(words="0%")) == ["甲 100%案"]
    assert titles(li.list(words="_")) == []
    assert titles(li.list(words=b.number)) == titles(li.list(words=re.sub(r"\D", "", b.number))) == ["乙案"]
    assert titles(han.list(words="公众存款", open=True, mine=True)) == ["锦瑞财富案", "丙案"]
    page, total = li.list(1, 1)
    assert ([x.title for x in page], total) == (["乙案"], 3)
    assert (page[0].status, page[0].outcome, li.list()[0][0].assignee) == ("closed", "dismissed", HAN)


# many at once


def both(*acts: Callable[[], object]) -> list[str]:
    """What became of acts done at the same time."""

    def done(act: Callable[[], object]) -> str:
        try:
            act()
        except JinyingError as error:
            return str(error)
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(done, acts))


def test_cases_opened_at_the_same_time_have_each_a_number(ops_at: Open, ops: Ops) -> None:  # noqa: F811
    def work(who: str) -> list[str]:
        with ops_at(who) as own:
            return [Cases(own).open(OPENING).number for _ in range(5)]

    with ThreadPoolExecutor(4) as pool:
        made = [number for numbers in pool.map(work, [f"user:w{n}" for n in range(4)]) for number in numbers]
    assert sorted(int(re.sub(r".*〕|号", "", number)) for number in made) == list(range(1, 21))
    assert ops.audit_broken() is None


def test_two_writers_do_not_do_a_thing_twice_nor_leave_a_case_without_lead(ops: Ops, cases: Callable[[str], Cases], case: Case) -> None:  # fmt: skip
    li, han = cases(LI), cases(HAN)
    assert both(*(lambda c=c: c.add(case.id, [ACC, PER], "x") for c in (li, han))) == ["done", "done"]  # type: ignore[misc]
    assert (li.things(case.id)[1], li.timeline(case.id, acts=["add"])[1]) == (2, 2)
    li.add_member(case.id, "han", "lead")
    went = both(lambda: li.remove_member(case.id, "han", "x"), lambda: han.remove_member(case.id, "li", "x"))
    assert went[0] == "done"
    assert went[1].startswith("no such case"), "whoever came second was out already"
    left = cases(LI if li.list()[1] else HAN)
    assert [m.word for m in left.members(case.id)].count("lead") == 1
    assert sorted(both(lambda: left.close(case.id, "other", "x"), lambda: left.close(case.id, "other", "y"))) == ["done", "the case is closed; reopen it first"]  # fmt: skip
    assert left.timeline(case.id, acts=["close"])[1] == 1


def test_a_change_that_fails_leaves_neither_entry_nor_audit(ops: Ops, cases: Callable[[str], Cases], case: Case) -> None:  # fmt: skip
    before = len(ops.audit(1000))
    with pytest.raises(JinyingError):
        cases(LI).add(case.id, [ACC, "finding-unknown"], "x")
    with ops.read() as c:
        assert c.execute(select(func.count()).select_from(CASE_ENTRY)).scalar_one() == 4
    assert len(ops.audit(1000)) == before


def test_a_fact_is_amended_by_its_lead_and_found_by_what_it_says(ops: Ops, cases: Callable[[str], Cases], case: Case) -> None:  # fmt: skip
    li = cases(LI)
    now = li.amend(
        case.id, {"cause": " 集资诈骗 ", "docket": "穗公立字〔2026〕9号", "region": OPENING.region}, "定性变更"
    )
    assert (now.cause, now.docket, now.region, now.number) == (
        "集资诈骗",
        "穗公立字〔2026〕9号",
        OPENING.region,
        case.number,
    )
    li.amend(case.id, {"cause": "合同诈骗"}, "再次变更")
    steps, _ = li.timeline(case.id, acts=["amend"])
    assert [(e.word, e.was, e.now) for e in steps] == [("cause", OPENING.cause, "集资诈骗"), ("docket", "", "穗公立字〔2026〕9号"), ("cause", "集资诈骗", "合同诈骗")]  # fmt: skip
    assert [c.cause for c in li.list(words="穗公立字")[0]] == ["合同诈骗"]
    assert li.list()[0][0] == li.one(case.id)
    assert chain(ops)[-2:] == [(LI, "case-amend")] * 2
    assert "诈骗" not in str([e["detail"] for e in ops.audit() if e["action"] == "case-amend"]), "the chain seals texts"
    with pytest.raises(CaseError, match="nothing of it is another"):
        li.amend(case.id, {"cause": "合同诈骗"}, "x")
    with pytest.raises(WrittenError, match="the cause is missing"):
        li.amend(case.id, {"cause": " "}, "x")
    with pytest.raises(Refused):
        cases(HAN).amend(case.id, {"cause": "x"}, "x")
    li.close(case.id, "other", "x")
    with pytest.raises(CaseError, match="closed"):
        li.amend(case.id, {"cause": "x"}, "x")


def test_what_one_act_did_is_one_step_the_last_first(ops: Ops, cases: Callable[[str], Cases], case: Case) -> None:
    ops.keep("ring", {}, 1, [FOUND])
    li = cases(LI)
    many = [f"acc-{n}" for n in range(AT_ONCE)]
    li.add(case.id, many, "归集")
    li.add(case.id, [PER, LINK, FOUND.id], "归集")
    li.remove(case.id, many[:7], "误入")
    li.comment(case.id, "不是一步")
    li.amend(case.id, {"cause": "集资诈骗", "docket": "7号"}, "定性变更")
    steps, total = li.steps(case.id)
    assert [(s.entry.act, dict(s.sorts), list(s.facts)) for s in steps[:4]] == [
        ("amend", {}, [("cause", OPENING.cause, "集资诈骗"), ("docket", "", "7号")]), ("remove", {"entity": 7}, []),
        ("add", {"entity": 1, "link": 1, "finding": 1}, []), ("add", {"entity": AT_ONCE}, []),
    ]  # fmt: skip
    assert [s.entry.act for s in steps[4:]] == ["join", "join", "join", "open"]
    assert total == len(steps) == 8
    assert li.steps(case.id, 2, 2) == (steps[2:4], 8)
    with pytest.raises(CaseError, match="no such case"):
        cases(AN).steps(case.id)


def test_every_word_of_a_case_is_said_in_both_languages() -> None:
    for known in (CLASSES, ROLES, STATUSES, OUTCOMES, FACTS):
        assert all(label.zh and label.en for label in known.values())


def test_many_cases_take_as_many_queries_as_one(ops: Ops, cases: Callable[[str], Cases]) -> None:
    asked: list[str] = []
    event.listen(ops._engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    counts = []
    for _ in range(3):
        made = cases(LI).open(OPENING)
        cases(LI).add(made.id, [ACC, PER], "x")
        asked.clear()
        listed, _ = cases(LI).list()
        counts.append((len(listed), len(asked)))
    assert [n for n, _ in counts] == [1, 2, 3]
    assert len({n for _, n in counts}) == 1


def test_who_works_at_the_command_line_can_be_added(cases: Callable[[str], Cases], case: Case) -> None:
    root = "cli:root"
    with pytest.raises(CaseError, match="no such case"):
        cases(root).one(case.id)
    cases(LI).add_member(case.id, f" {root} ", "member")
    assert cases(root).one(case.id).role == "member"
    cases(LI).remove_member(case.id, root, "已调离")
    with pytest.raises(CaseError, match="no such case"):
        cases(root).one(case.id)
    for name in ("cli:", "cli:a b", "cli:" + "a" * 65, "rule:x"):
        with pytest.raises(WrittenError):
            cases(LI).add_member(case.id, name, "member")
