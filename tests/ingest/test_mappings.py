"""Shipped mappings against files of each kind: what is read, what is refused, and that none takes another's file."""

from __future__ import annotations

import csv
import gzip
import os
from collections.abc import Callable
from datetime import date, datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from graph.lake import Lake
from graph.merge import merged
from graph.ontology import Link, ontology
from ingest.load import Loaded, expand, load, match
from ingest.mapping import MappingError, find, parse, shipped
from ingest.source import SourceHow, sources
from ingest.world import write
from tests import lakes

FIXTURES = Path(__file__).parent / "fixtures"
SHARED = Path(os.environ.get("JINYING_SHARED", Path(__file__).parents[3] / "shared"))
DATA = SHARED if (SHARED / "finbench-sf0.01").is_dir() else SHARED / "data"
NAMES = [mapping.name for mapping in shipped()]


def load_all(lake: Lake, paths: list[Path]) -> list[Loaded]:
    with lake.lock():
        return [load(lake, path) for path in expand(paths)]


def table(lake: Lake, name: str) -> pl.DataFrame:
    """Merged records with times as their UTC text, so that an expectation can be read."""
    frame = pl.concat(list(merged(lake, name)), how="diagonal_relaxed")
    moments = [c for c, t in frame.schema.items() if isinstance(t, pl.Datetime)]
    return frame.with_columns(pl.col(moments).dt.to_string("%Y-%m-%d %H:%M:%S%.3f"))


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else value


def having(rows: list[dict[str, Any]], values: dict[str, Any]) -> list[dict[str, Any]]:
    return [r for r in rows if all(plain(r.get(k)) == plain(v) for k, v in values.items())]


def fixture_files(name: str) -> list[Path]:
    return [p for p in expand([FIXTURES / name]) if p.name != "expected.yaml"]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Lake, list[Loaded]]]:
    """Each fixture in a lake of its own, loaded once."""
    done: dict[str, tuple[Lake, list[Loaded]]] = {}

    def get(name: str) -> tuple[Lake, list[Loaded]]:
        if name not in done:
            lake = Lake(tmp_path_factory.mktemp(name))
            done[name] = (lake, load_all(lake, fixture_files(name)))
        return done[name]

    return get


Get = Callable[[str], tuple[Lake, list[Loaded]]]


def test_every_shipped_mapping_has_a_fixture() -> None:
    assert sorted(p.name for p in FIXTURES.iterdir()) == sorted(NAMES)
    assert all(fixture_files(name) and (FIXTURES / name / "expected.yaml").exists() for name in NAMES)


def test_every_table_has_a_fixture() -> None:
    for mapping in shipped():
        used = {match(s, None)[1].name for p in fixture_files(mapping.name) for s in sources(p, SourceHow())}
        assert used == {t.name for t in mapping.tables}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_fits_one_mapping(name: str) -> None:
    for path in fixture_files(name):
        for source in sources(path, SourceHow()):
            fits = [
                (m.name, t.name)
                for m in shipped()
                for t in m.tables
                if set(t.match_header) <= set(source.header) and fnmatch(path.name, t.match_name or "*")
            ]
            assert len(fits) == 1, fits
            assert fits[0][0] == name


@pytest.mark.parametrize("name", NAMES)
def test_counts_and_rejects_are_as_expected(name: str, loaded: Get) -> None:
    lake, done = loaded(name)
    expected = yaml.safe_load((FIXTURES / name / "expected.yaml").read_text("utf-8"))
    assert {r.manifest.mapping for r in done} == {name}
    assert sum(r.manifest.rows for r in done) == expected["rows"]
    assert {t: table(lake, t).height for t in lake.tables()} == expected["counts"]
    refused = []
    for result in done:
        if result.rejected_file:
            with open(result.rejected_file, encoding="utf-8-sig", newline="") as handle:
                refused += [[int(r["row"]), r["column"], r["reason"], r["lost"]] for r in csv.DictReader(handle)]
    assert refused == expected["rejects"]
    assert sum(r.manifest.rejected for r in done) == len({row for row, _, _, lost in refused if lost == "row"})


@pytest.mark.parametrize("name", NAMES)
def test_values_are_as_expected(name: str, loaded: Get) -> None:
    lake, _ = loaded(name)
    expected = yaml.safe_load((FIXTURES / name / "expected.yaml").read_text("utf-8"))
    assert expected["find"]
    entities = [r | {"kind": k} for k in lake.tables() if k in ontology().kinds for r in table(lake, k).to_dicts()]
    for want in expected["find"]:
        (kind,) = set(want) - {"from", "to"}
        rows = table(lake, kind).to_dicts()
        if isinstance(ontology().table(kind), Link):
            for end in ("from", "to"):
                (node,) = having(entities, want[end])
                rows = [r for r in rows if r[end] == node["id"]]
        assert len(having(rows, want[kind])) == 1, (want, rows)


# the grammar that the mappings lean on


def frame_of(tmp_path: Path, text: str, lines: list[str]) -> tuple[Lake, Loaded]:
    path = tmp_path / "t.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    lake = Lake(tmp_path / "data")
    return lake, load(lake, path, parse(text, "t"))


PAID = """
entities:
  a: {kind: Account, props: {number: 甲}}
  b: {kind: Account, props: {number: 乙}}
links:
  out: {type: TRANSFER, from: a, to: b, when: {向: 出}, props: {amount: 额, at: 时}}
ignore: {态: {unlike: ^成功$}}
must: [out]
"""


def test_ignored_rows_say_nothing_and_unknown_directions_are_refused(tmp_path: Path) -> None:
    rows = ["甲,乙,向,额,时,态", "1,2,出,5,2024-01-02 03:04:05,成功", "3,4,出,5,2024-01-02 03:04:05,失败"]
    rows += ["5,6,出,5,2024-01-02 03:04:05,", "7,8,斜,5,2024-01-02 03:04:05,成功"]
    lake, done = frame_of(tmp_path, PAID, rows)
    assert sorted(table(lake, "Account")["number"]) == ["1", "2"]
    assert done.manifest.rejected == 1
    assert done.rejected_file is not None
    assert "5,向,斜,shape,row" in done.rejected_file.read_text("utf-8-sig")


BOTH_WAYS = """
entities:
  a: {kind: Account, props: {number: 甲}}
  b: {kind: Account, props: {number: 乙}}
links:
  out: {type: TRANSFER, from: a, to: b, when: {借: {nonzero: true}}, props: {amount: 借, at: 时}}
  into: {type: TRANSFER, from: b, to: a, when: {贷: {nonzero: true}}, props: {amount: 贷, at: 时}}
must: [out, into]
"""


def test_a_row_that_yields_no_link_is_listed_with_what_stands_in_either_column(tmp_path: Path) -> None:
    rows = [
        "甲,乙,借,贷,时",
        "1,2,,详见附件,2024-01-02",
        "1,2,0.00,,2024-01-02",
        "1,2,,,2024-01-02",
        "1,2,,5,2024-01-02",
    ]
    _, done = frame_of(tmp_path, BOTH_WAYS, rows)
    assert done.rejected_file is not None
    listed = done.rejected_file.read_text("utf-8-sig").splitlines()[1:]
    assert [r.split(",")[1:5] for r in listed] == [
        [n, "借+贷", v, "shape"] for n, v in (("2", "详见附件"), ("3", "0.00"), ("4", ""))
    ]


TWO_READERS = """
entities:
  a: {kind: Account, props: {number: 甲}}
  firm: {kind: Enterprise, when: {类: 企业}, props: {name: 名, founded: 日}}
  other: {kind: Enterprise, when: {类: {not: [企业]}}, props: {name: 名, founded: 日}}
"""


def test_two_rules_that_read_one_column_list_each_bad_cell_once(tmp_path: Path) -> None:
    _, done = frame_of(tmp_path, TWO_READERS, ["甲,类,名,日", "1,企业,天,昨", "2,个体,地,今", "3,企业,人,2020-01-02"])
    assert done.manifest.rejected == 0
    assert done.rejected_file is not None
    rows = done.rejected_file.read_text("utf-8-sig").splitlines()[1:]
    assert [r.split(",")[1:4] for r in rows] == [["2", "日", "昨"], ["3", "日", "今"]]


SIGNS = {
    "1,234.50": {"present", "nonzero", "positive"},
    "-12": {"present", "nonzero", "negative"},
    "(12.00)": {"present", "nonzero", "negative"},
    "¥-0.5": {"present", "nonzero", "negative"},
    "0.00": {"present"},
    "-": {"absent"},
    "壹万元整": {"present", "nonzero", "positive"},
    "": {"absent"},
}


@pytest.mark.parametrize("text", SIGNS)
def test_conditions_on_amounts(text: str, tmp_path: Path) -> None:
    kinds = ("present", "absent", "nonzero", "negative", "positive")
    rules = "".join(
        f"  {k}: {{kind: Address, when: {{额: {{{k}: true}}}}, props: {{text: {{const: {k}}}}}}}\n" for k in kinds
    )
    rules += "".join(
        f"  no_{k}: {{kind: Address, when: {{额: {{{k}: false}}}}, props: {{text: {{const: no {k}}}}}}}\n"
        for k in kinds
    )
    lake, _ = frame_of(tmp_path, "entities:\n" + rules, ["额,乙", f'"{text}",1'])
    assert set(table(lake, "Address")["text"]) == {k if k in SIGNS[text] else f"no{k}" for k in kinds}


def test_must_names_a_link() -> None:
    with pytest.raises(Exception, match="no link 'into'"):
        parse(PAID.replace("must: [out]", "must: [into]"), "t")


def test_closing_statistics_are_no_rows_even_beside_a_ragged_one(tmp_path: Path) -> None:
    text = (FIXTURES / "payment" / "payment.csv").read_bytes().decode("gb18030")
    lines = text.splitlines(keepends=True)
    lines.insert(6, lines[5].rstrip() + ",多一格\r\n")
    path = tmp_path / "payment.csv"
    path.write_bytes("".join(lines).encode("gb18030"))
    done = load(Lake(tmp_path / "data"), path)
    assert done.rejected_file is not None
    with open(done.rejected_file, encoding="utf-8-sig", newline="") as handle:
        assert sorted((int(r["row"]), r["reason"]) for r in csv.DictReader(handle)) == [(7, "shape"), (9, "fraction")]


# a whole world


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Lake, list[Loaded]]:
    out = tmp_path_factory.mktemp("world")
    write(11, 0.05, out)
    lake = Lake(tmp_path_factory.mktemp("data"))
    return out, lake, load_all(lake, [out])


World = tuple[Path, Lake, list[Loaded]]


def test_no_row_and_no_cell_of_a_world_is_refused(world: World) -> None:
    _, _, done = world
    assert {r.manifest.mapping for r in done} == set(NAMES) - {"finbench", "amlsim", "readings", "documents"}
    assert {r.manifest.file: (r.manifest.rejected, r.manifest.cells) for r in done if r.rejected_file} == {}


def test_transfers_of_a_world_are_the_truth(world: World) -> None:
    out, lake, _ = world
    rows = lake.scan("TRANSFER").select("id", "serial", "side", "amount").collect()
    payer = dict(rows.filter(pl.col("side") == "payer").select("serial", "amount").iter_rows())
    serial = dict(rows.select("id", "serial").iter_rows())
    pairs = {tuple(r) for r in pl.read_csv(out / "truth/pairs.csv", infer_schema=False).iter_rows()}
    told = lake.same().select("id", "canonical").iter_rows()
    assert {frozenset((serial[a], serial[b])) for a, b in told} == {frozenset(p) for p in pairs}
    one = table(lake, "TRANSFER")
    assert one.height == rows.height - len(pairs) == len(payer)
    assert one["amount"].sum() == sum(payer.values())
    assert (one["sources"] == 2).sum() == len(pairs)


def test_transfers_of_schemes_are_links_between_the_right_accounts(world: World) -> None:
    out, lake, _ = world
    truth = pl.read_csv(out / "truth/transfers.csv", infer_schema=False)
    number = table(lake, "Account").select("id", "number")
    rows = lake.scan("TRANSFER").filter(pl.col("side") == "payer").select("from", "to", "amount", "serial").collect()
    rows = rows.join(number.rename({"number": "a"}), left_on="from", right_on="id")
    rows = rows.join(number.rename({"number": "b"}), left_on="to", right_on="id")
    got = truth.join(rows, left_on=["payer_serial", "from", "to"], right_on=["serial", "a", "b"])
    assert got.height == truth.height > 0
    assert (got["fen"].cast(pl.Int64) == got["amount"]).all()


def test_each_register_row_of_a_world_is_there(world: World) -> None:
    out, lake, _ = world

    def lines(name: str) -> list[dict[str, str]]:
        with open(out / name, encoding="utf-8-sig", newline="") as handle:
            return list(csv.DictReader(handle))

    firms = table(lake, "Enterprise")
    assert {r["统一社会信用代码"] for r in lines("registry.csv")} <= set(firms["credit_code"])
    assert table(lake, "LICENSED_BY").height == len(lines("licences.csv"))
    assert table(lake, "GUARANTEES").filter(pl.col("number").is_not_null()).height == len(lines("guarantees.csv"))
    assert table(lake, "MEMBER_OF").height == len(lines("members.csv"))
    brought = [(r["推荐人证件号码"], r["证件号码"], r["推荐人推荐码"]) for r in lines("members.csv")]
    assert table(lake, "RECRUITED").height == len({row for row in brought if row[0]})
    assert table(lake, "Complaint").height == len(lines("complaints.csv"))
    assert table(lake, "Filing").height == len(lines("exchange-filing.csv"))


# data from outside


def outside(folder: str) -> Path:
    path = DATA / folder
    if not path.is_dir():
        assert not os.environ.get("JINYING_REQUIRE_ALL"), f"{path} is required and not there"
        pytest.skip(f"no {folder}")
    return path


def rows_of(path: Path) -> int:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as handle:
        return sum(1 for line in handle if line.strip()) - 1


def row_counts(folder: Path, kinds: dict[str, str]) -> dict[str, int]:
    """Rows by table of the lake, counted without our reader. `kinds`: file name pattern -> table, the first that fits."""
    counts: dict[str, int] = {}
    for path in sorted(folder.rglob("*.csv.gz")):
        for pattern, kind in kinds.items():
            if fnmatch(path.name, pattern):
                counts[kind] = counts.get(kind, 0) + rows_of(path)
                break
    return counts


LINKS = {
    "*TransferAccount*": "TRANSFER",
    "*WithdrawAccount*": "WITHDRAW",
    "*OwnAccount*": "OWNS",
    "*InvestCompany*": "HOLDS_SHARE",
    "*Guarantee*": "GUARANTEES",
    "*ApplyLoan*": "APPLIES_FOR",
    "*LoanDepositAccount*": "DEPOSITS",
    "*RepayLoan*": "REPAYS",
    "*Sign[iI]nAccount*": "SIGNS_IN",
}


def test_finbench_counts_are_those_of_the_files(tmp_path: Path) -> None:
    folder = outside("finbench-sf0.01")
    lake = Lake(tmp_path)
    done = load_all(lake, [folder / "snapshot", folder / "incremental"])
    assert sum(r.manifest.rejected + r.manifest.cells for r in done) == 0
    assert len(done) == len(list((folder / "snapshot").iterdir())) + len(list((folder / "incremental").iterdir()))
    links = {t: table(lake, t).height for t in LINKS.values()}
    assert links == row_counts(folder, LINKS)
    snapshot = {k: rows_of(folder / f"snapshot/{k}.csv.gz") for k in ("Person", "Company", "Account", "Loan", "Medium")}
    added = {
        k: rows_of(next((folder / "incremental").glob(f"Add{k}Write?.csv.gz"))) for k in ("Person", "Company", "Medium")
    }
    for ours, theirs in (("Person", "Person"), ("Enterprise", "Company"), ("Device", "Medium")):
        assert table(lake, ours).height == snapshot[theirs] + added[theirs]
    owned = [rows_of(p) for p in (folder / "incremental").glob("Add*OwnAccount*")]
    lent = [rows_of(p) for p in (folder / "incremental").glob("Add*ApplyLoan*")]
    assert table(lake, "Account").height == snapshot["Account"] + sum(owned)
    assert table(lake, "Loan").height == snapshot["Loan"] + sum(lent)


def test_finbench_amounts_add_up(tmp_path: Path) -> None:
    path = outside("finbench-sf0.01") / "snapshot" / "AccountTransferAccount.csv.gz"
    lake = Lake(tmp_path)
    load(lake, path, find("finbench"))
    with gzip.open(path, "rt", encoding="utf-8", newline="") as handle:
        amounts = [r["amount"].partition(".") for r in csv.DictReader(handle, delimiter="|", quoting=csv.QUOTE_NONE)]
    assert table(lake, "TRANSFER")["amount"].sum() == sum(int(a) * 100 + int(c.ljust(2, "0")) for a, _, c in amounts)


def test_amlsim_counts_are_those_of_the_files(tmp_path: Path) -> None:
    folder = outside("amlsim-fanin")
    lake = Lake(tmp_path)
    done = load_all(lake, [folder])
    assert sum(r.manifest.rejected + r.manifest.cells for r in done) == 0
    assert table(lake, "Account").height == rows_of(folder / "nodes.csv.gz")
    transfers = table(lake, "TRANSFER")
    assert transfers.height == rows_of(folder / "transactions.csv.gz")
    with gzip.open(folder / "transactions.csv.gz", "rt", newline="") as handle:
        days = [int(r["time"]) for r in csv.DictReader(handle)]
    assert transfers["at"].str.slice(0, 10).n_unique() == len(set(days))


def test_a_mapping_that_is_named_and_does_not_fit_says_which_column_is_missing(tmp_path: Path) -> None:
    file = lakes.write(tmp_path / "m.csv", "付,收,元,时", ["1,2,3.00,2024-03-01 10:00:00"])
    lake = Lake(tmp_path / "d")
    with lake.lock(), pytest.raises(MappingError, match="mapping moves: the file has no column '号'"):
        load(lake, file, lakes.mapping())
