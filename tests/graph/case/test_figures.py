"""Figures of frozen cases: they tie out with the transfers, say by which rules, and are the same bytes anywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from inspect import getmodule, getsource
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from graph.case.canonical import Unwritable, canonical
from graph.case.counting import CHOICES, CountingError, Way, told, way, ways
from graph.case.dossier import Figures, Lead
from graph.case.elements import table
from graph.case.figures import SCHEMAS, FiguresError, again, figures, openings, own, read, written
from graph.case.freezing import copied, within
from graph.detect import DETECTORS
from graph.detect.law import laws
from graph.kernels.ledger import LedgerRule
from graph.lake import Lake
from graph.say import Say
from graph.snapshot import Snapshot, snapshot
from graph.study.ledger import book
from ingest.load import load
from ingest.mapping import parse
from tests.graph.case.made import (
    CODE,
    COLLECTOR,
    FIRM_ACCOUNT,
    PAYERS,
    PEOPLE,
    RESTS,
    Made,
    account,
    firm,
    made,
    person,
)
from tests.lakes import write

STATED = """
name: stated
label: {zh: 流水, en: statements}
tables:
  - name: moves
    match: {header: [付, 收, 元, 时, 号, 摘要, 余额]}
    entities:
      a: {kind: Account, props: {number: 付}}
      b: {kind: Account, props: {number: 收}}
    links:
      t: {type: TRANSFER, from: a, to: b, props: {amount: 元, at: 时, serial: 号, memo: 摘要?, balance: 余额?, side: {const: payer}}}
"""
Row = tuple[str, str, int, int, str, int | None]  # from, to, fen, day, memo, the payer's balance after
GROUP = "6222000000000001"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    with made(tmp_path_factory.mktemp("figures") / "data") as one:
        yield one


@pytest.fixture(scope="module")
def s(case: Made) -> Snapshot:
    return case.frozen.snapshot()


def yuan(fen: int) -> str:
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def put(folder: Path, rows: Sequence[Row]) -> Lake:
    """A lake of these transfers, in order of the rows within a day."""
    lines = [
        f"{a},{b},{yuan(fen)},2024-{1 + day // 28:02d}-{1 + day % 28:02d} 10:00:{k % 60:02d},S{k},{memo},{'' if balance is None else yuan(balance)}"
        for k, (a, b, fen, day, memo, balance) in enumerate(rows)
    ]
    lake = Lake(folder / "data")
    with lake.lock():
        load(lake, write(folder / "流水.csv", "付,收,元,时,号,摘要,余额", lines), parse(STATED, "stated"))
    return lake


def cut(lake: Lake, folder: Path, numbers: Sequence[str]) -> Snapshot:
    """The case of these accounts, frozen."""
    copied(lake, within(lake, [account(n) for n in numbers], []), folder / "frozen")
    return snapshot(Lake(folder / "frozen"))


# whose accounts they are


def test_the_group_is_who_is_named_or_whom_findings_name_or_where_the_money_went(s: Snapshot) -> None:
    reached = sorted(account(n) for n in (COLLECTOR, FIRM_ACCOUNT, RESTS))
    assert own(s).by == "layers"
    assert own(s).accounts == reached
    assert own(s, [firm()]) == own(s, [firm(), firm()])
    assert own(s, [firm(), account(RESTS)]).accounts == sorted([account(FIRM_ACCOUNT), account(RESTS)])
    role = Say("归集账户", "account that takes it")
    subject = {"id": account(COLLECTOR), "kind": "Account", "role_zh": role.zh, "role_en": role.en}
    victim = {"id": account(PAYERS[0]), "kind": "Account", "role_zh": "付款人", "role_en": "payer"}
    lead = Lead("finding-1", "fund-pool", "1", 0.9, "open", role, [subject, victim], [], None, None, {})
    found = own(s, (), [lead])
    assert (found.by, found.accounts) == ("findings", [account(COLLECTOR)])
    assert own(s, (), [replace(lead, state="dismissed")]).by == "layers"
    assert own(s, [account(RESTS)], [lead]).by == "named"
    with pytest.raises(FiguresError, match="the frozen case has no"):
        own(s, [account("6222000000009999")])


def test_a_participant_who_got_back_more_than_was_paid_in_is_none_of_the_group(tmp_path: Path) -> None:
    b, c = "6222000000000102", "6222000000000103"
    rows = [(A, GROUP, 1000_00, 0, "", None), (b, GROUP, 900_00, 1, "", None), (c, GROUP, 800_00, 2, "", None), (GROUP, A, 1500_00, 9, "", None)]  # fmt: skip
    shot = snapshot(put(tmp_path, rows))
    assert own(shot).accounts == [account(GROUP)]
    parties = figures(shot, own(shot)).ledger.select("party", "unpaid")
    assert sorted(parties["party"]) == sorted(account(n) for n in (A, b, c))


def test_every_role_of_the_table_is_one_that_its_detector_gives() -> None:
    assert set(table().detectors) == set(laws())
    for d in DETECTORS:
        text = getsource(getmodule(getattr(d.detect, "func", d.detect)) or pytest)
        assert [role for role in table().own[d.name] if f'", "{role}")' not in text] == []


# what they come to


def test_a_small_case_to_the_fen(s: Snapshot) -> None:
    f = figures(s, own(s))
    paid = dict(f.ledger.select("party", "paid_in").iter_rows())
    assert paid == {person(i): (n + 1) * 10_000_00 + (1000_00 if n == 4 else 0) for n, (_, i) in enumerate(PEOPLE)}
    assert f.ledger["party"].to_list() == sorted(paid, key=lambda p: -paid[p]), "the most unpaid first"
    assert f.ledger["unexplained"].to_list() == [(n + 1) * 200_00 for n in (4, 3, 2, 1, 0)]
    told_ = f.layers.filter(pl.col("layer") > 0).select("account", "layer", "role", "received", "resting").rows()
    assert told_ == [
        (account(COLLECTOR), 1, "collection", 151_000_00, 8_000_00),
        (account(FIRM_ACCOUNT), 2, "sink", 100_000_00, 100_000_00),
        (account(RESTS), 2, "sink", 40_000_00, 40_000_00),
    ]
    assert f.flows.rows() == [(0, 1, 6, 151_000_00), (1, 0, 5, 3_000_00), (1, 2, 2, 140_000_00)]
    assert f.core.row(0)[0] == account(COLLECTOR)
    assert f.core.row(0)[6:] == (5, 151_000_00), "without it five lose every way to where the money rests"
    assert f.sheets.filter(account=account(COLLECTOR)).select("period", "opening", "closing", "residue").rows() == [
        ("2024-03", 0, 10_000_00, 0), ("2024-04", 10_000_00, 8_000_00, 0),
    ]  # fmt: skip


A = "6222000000000101"
TALE: list[Row] = [
    (A, GROUP, 1000_00, 0, "投资款", None), (A, GROUP, 10_00, 0, "手续费", None), (GROUP, A, 50_00, 20, "利息", None),
    (GROUP, A, 30_00, 21, "佣金", None), (GROUP, A, 4_00, 22, "手续费", None), (GROUP, A, 400_00, 40, "返本", None), (A, GROUP, 400_00, 42, "投资款", None),
]  # fmt: skip


def test_a_court_may_count_in_every_way_and_sees_what_each_makes(tmp_path: Path) -> None:
    lake = put(tmp_path, TALE)
    shot = snapshot(lake)
    group = own(shot, [account(GROUP)])
    f = figures(shot, group)
    assert f.again.select("party", "amount").rows() == [(account(A), 400_00)]
    assert f.ledger.select("reinvested", "absorbed", "unpaid").rows() == [(400_00, 1000_00, 1000_00)]
    sums = {(r[1], r[2], r[3], r[4]): r[5:7] for r in f.variants.iter_rows()}
    assert len(sums) == 16
    assert sums["again", "apart", "apart", "apart"] == (1400_00, 1000_00)
    assert sums["once", "offset", "apart", "apart"] == (1000_00, 950_00)
    assert sums["once", "offset", "offset", "apart"] == (1000_00, 920_00)
    assert sums["again", "offset", "offset", "absorbed"] == (1410_00, 926_00)
    for one in ways():
        f = figures(shot, group, one)
        (chosen,) = f.variants.filter("chosen").iter_rows()
        assert Way(*chosen[1:5]) == one
        assert f.ledger.select("absorbed", "unpaid").row(0) == chosen[5:7] == sums[chosen[1:5]]
        if one.fees == "apart":  # what the kernel itself makes of the rule
            (party,), _, _ = book(shot, shot.numbers([account(GROUP)]), LedgerRule(counting=one.rule))
            assert (party.absorbed, party.unpaid) == chosen[5:7]
        assert again(shot, f.rules, ()).variants.equals(f.variants)


def test_a_way_of_counting_has_names_and_a_basis_in_both_languages() -> None:
    assert [len(line) for line in told({})] == [3] * len(CHOICES)
    for choice in CHOICES.values():
        for option in choice.options.values():
            assert all((*choice.label, *option.label, *option.law))
    assert way({"interest": "offset"}) == Way(interest="offset")
    with pytest.raises(CountingError, match="did you mean interest"):
        way({"interst": "offset"})
    with pytest.raises(CountingError, match="did you mean offset"):
        way({"interest": "ofset"})


def test_a_case_without_money_has_empty_tables(tmp_path: Path, s: Snapshot) -> None:
    lake = put(tmp_path, TALE)
    shot = cut(lake, tmp_path, [GROUP])
    f = figures(shot, own(shot))
    for name, schema in SCHEMAS.items():
        frame: pl.DataFrame = getattr(f, name)
        assert (dict(frame.schema), frame.height) == (schema, 0)
    assert read(written(f)).ledger.equals(f.ledger)
    with pytest.raises(FiguresError, match="not in the frozen case"):
        figures(shot, own(s, [account(RESTS)]))


ACCOUNTS = [f"622200000000{n:04d}" for n in range(8)]
ROW = st.tuples(
    st.sampled_from(ACCOUNTS), st.sampled_from(ACCOUNTS), st.sampled_from([1, 99, 100_00, 350_00, 10_000_00, 2**45]), st.integers(0, 100),
    st.sampled_from(["", "投资款", "利息", "返本", "手续费", "佣金"]), st.none() | st.integers(-1000, 10**7),
)  # fmt: skip


@given(rows=st.lists(ROW, min_size=1, max_size=25), inside=st.integers(1, 8), group=st.integers(1, 4))
@settings(max_examples=25, deadline=None)
def test_sheets_and_ledger_tie_out_with_the_transfers(rows: list[Row], inside: int, group: int) -> None:
    with TemporaryDirectory() as place:
        lake = put(Path(place), rows)
        known = {i for r in rows for i in r[:2]}
        chosen = [a for a in ACCOUNTS[:inside] if a in known]
        named = [account(a) for a in ACCOUNTS[:group] if a in chosen]
        if not named:
            return
        shot = cut(lake, Path(place), chosen)
        f = figures(shot, own(shot, named))
        told_ = Lake(Path(place) / "frozen").scan("TRANSFER").collect()
    check_sheets(f, told_, named)
    check_ledger(f, told_, named)


def check_sheets(f: Figures, told_: pl.DataFrame, named: Sequence[str]) -> None:
    sheets = f.sheets
    off = sheets.select(pl.col("opening") + pl.col("came_in") - pl.col("paid_out") - pl.col("fees") + pl.col("residue") - pl.col("closing"))  # fmt: skip
    assert off.to_series().abs().sum() == 0
    for one in named:
        mine = sheets.filter(account=one)
        assert mine["opening"][1:].to_list() == mine["closing"][:-1].to_list()
        assert mine["came_in"].sum() == told_.filter(to=one)["amount"].sum()
        out = told_.filter(pl.col("from") == one)
        assert mine.select(pl.sum_horizontal("paid_out", "fees"))["paid_out"].sum() == out["amount"].sum()
        assert mine["fees"].sum() == out.filter(memo="手续费")["amount"].sum()
        assert mine["residue"].sum() == unexplained(told_, one)


def unexplained(told_: pl.DataFrame, one: str) -> int:
    """What an account's last stated balance says beyond its first one and what moved between, second by second."""
    moves = told_.filter((pl.col("from") == one) | (pl.col("to") == one)).sort("at")
    now, stated = 0, list[int]()  # moved so far; balances less that
    for source, target, amount, balance in moves.select("from", "to", "amount", "balance").iter_rows():
        now += amount * ((target == one) - (source == one))
        stated += [balance - now] if source == one and balance is not None else []
    return stated[-1] - stated[0] if stated else 0


def check_ledger(f: Figures, told_: pl.DataFrame, named: Sequence[str]) -> None:
    into = told_.filter(~pl.col("from").is_in(named) & pl.col("to").is_in(named)).group_by(party="from").agg(moved=pl.col("amount").sum(), n=pl.len())  # fmt: skip
    out = told_.filter(pl.col("from").is_in(named) & ~pl.col("to").is_in(named)).group_by(party="to").agg(moved=pl.col("amount").sum(), n=pl.len())  # fmt: skip
    ledger = f.ledger.with_columns(
        came=pl.sum_horizontal("paid_in", "fee_in", "other_in"),
        went=pl.sum_horizontal("principal", "refund", "interest", "commission", "fee_out", "unexplained"),
    )
    for moves, column in ((into, "came"), (out, "went")):
        sums = ledger.filter(pl.col(column) > 0).select("party", moved=column).sort("party")
        assert_frame_equal(sums, moves.select("party", "moved").sort("party"))
    assert ledger["transfers"].sum() == pl.concat([into, out])["n"].sum()
    assert (ledger["absorbed"] == ledger["paid_in"] - ledger["reinvested"]).all()
    assert f.again["amount"].sum() == ledger["reinvested"].sum()
    people = ledger.filter("participant")
    for column in ("absorbed", "unpaid"):
        assert f.variants.filter("chosen")[column].sum() == people[column].sum()


# the same to the byte


def test_figures_are_the_same_bytes_wherever_and_however_the_arrays_were_made(case: Made, s: Snapshot, tmp_path: Path) -> None:  # fmt: skip
    made_here = written(figures(s, own(s)))
    (tmp_path / "lake").symlink_to(case.frozen.folder / "lake")
    program = (
        "import sys; from pathlib import Path; from graph.lake import Lake; from graph.snapshot import snapshot;"
        "from graph.case.figures import figures, own, written; from hashlib import sha256;"
        "s = snapshot(Lake(Path(sys.argv[1]))); print(sha256(written(figures(s, own(s)))).hexdigest())"
    )
    other = {"PYTHONHASHSEED": "77", "POLARS_MAX_THREADS": "1", "NUMBA_NUM_THREADS": "1", "TZ": "America/New_York", "LC_ALL": "C"}  # fmt: skip
    ran = subprocess.run([sys.executable, "-c", program, str(tmp_path)], env=os.environ | other, capture_output=True, text=True, check=True)  # fmt: skip
    assert ran.stdout.strip() == sha256(made_here).hexdigest()


def test_figures_are_read_as_they_were_written(s: Snapshot) -> None:
    f = figures(s, own(s), Way(interest="offset"))
    raw = written(f)
    body = json.loads(raw)
    assert raw == json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    back = read(raw)
    assert written(back) == raw
    for name in SCHEMAS:
        assert_frame_equal(getattr(back, name), getattr(f, name))
    for odd in (b"", b"[]", raw[:-2], raw.replace(b'"paid_in"', b'"paid"'), raw.replace(b"15100000", b'"x"')):
        with pytest.raises(FiguresError, match="can't be read"):
            read(odd)


def test_canonical_bytes() -> None:
    body = {"b": [1, 0.1 + 0.2, -0.0, 1e22, 2**63], "a": Say("一", "one"), "é": None, "t": (True, pl.DataFrame({"x": [1, None]}))}  # fmt: skip
    assert canonical(body).decode() == (
        '{"a":{"en":"one","zh":"一"},"b":[1,0.3,0.0,1e+22,9223372036854775808],"t":[true,{"columns":["x"],"rows":[[1],[null]]}],"é":null}'
    )
    for odd in (float("nan"), float("-inf"), {1: 2}, b"x", {"x"}):
        with pytest.raises(Unwritable):
            canonical({"a": odd})


def test_who_owns_the_firm_is_known_by_its_code(s: Snapshot) -> None:
    f = figures(s, own(s, [firm()]))
    assert CODE not in written(f).decode(), "ids, no names and no numbers"
    assert f.layers.filter(pl.col("layer") > 0)["owner"].to_list() == [firm()]


def test_an_opening_is_stated_only_after_a_balance_was_seen() -> None:
    sheets = pl.DataFrame({"account": ["a", "a", "a", "b", "c"], "seen": [0, 2, 0, 0, 1], "assumed": [False, False, False, True, False]})  # fmt: skip
    assert openings(sheets, "en").to_list() == ["reckoned back", "reckoned back", "stated", "assumed", "reckoned back"]
