"""Times of outside data, however they are written: one clock for a file of dates and one of numbers, and a time that is asked for by it."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from gnn.asked import again
from gnn.reading import folder
from gnn.reading.clocks import clock
from graph.say import JinyingError
from tests.gnn.test_folder import put

FIRST = 1704067200  # 2024-01-01 00:00 UTC


@pytest.mark.parametrize(
    ("written", "name", "form", "moments"),
    [
        (["1704067200", "1704153600.7"], "t", "unix", [FIRST, FIRST + 86400]),
        (["1704067200123", "1704067201000"], "t", "unix", [FIRST, FIRST + 1]),
        (["1704067200000000001", "1704067201999999999"], "t", "unix", [FIRST, FIRST + 1]),
        (["45292.25", "45293.5"], "交易时间", "excel", [FIRST + 21600, FIRST + 129600]),
        (["45292", "45293"], "认定日期", "excel", [FIRST, FIRST + 86400]),
        (["45292", "45293"], "hop", "counter", [45292, 45293]),
        (["0", "45293.5"], "time", "counter", [0, 45293]),
        (["20240101093000", "20240102000000"], "t", "iso", [FIRST + 34200, FIRST + 86400]),
        (["-5", "7"], "t", "counter", [-5, 7]),
    ],
)  # fmt: skip
def test_numbers_that_can_only_be_moments_are(written: list[str], name: str, form: str, moments: list[int]) -> None:
    at, by = clock(pl.Series(name, written), f"edges.csv {name}")
    assert (at.to_list(), by) == (moments, form)


def test_what_is_told_goes_before_what_is_likely() -> None:
    serials, seconds = pl.Series(["45292"]), pl.Series(["1704067200"])
    assert clock(serials, "x", "excel")[0].to_list() == [FIRST]
    assert clock(seconds, "x", "counter")[1] == "counter"  # fmt: skip
    assert clock(pl.Series(["2024-01-01"]), "x", "excel")[0].to_list() == [FIRST], "dates tell by the same clock"
    with pytest.raises(JinyingError, match="write iso, counter, unix, excel or a form like"):
        clock(serials, "x", "exel")


def bank(root: Path, at: tuple[str, ...], known: tuple[str, ...]) -> Path:
    """Links and answers with these times."""
    put(root, edges="payer,payee,交易时间\n" + "".join(f"a{i},a{i + 1},{t}\n" for i, t in enumerate(at)))
    return put(root, labels="id,label,认定日期\n" + "".join(f"a{i},{i % 2},{t}\n" for i, t in enumerate(known)))


def test_spreadsheets_dates_and_written_ones_are_one_clock_and_new_data_are_read_the_same(tmp_path: Path) -> None:
    d = folder.read(bank(tmp_path / "a", ("45292.5", "45293.75"), ("2024-01-01", "2024-01-02")))
    assert d.labels is not None
    assert d.labels.at is not None
    assert (d.relations["link"].at.tolist(), d.labels.at.tolist()) == ([FIRST + 43200, FIRST + 151200], [FIRST, FIRST + 86400])  # type: ignore[union-attr]  # fmt: skip
    assert "read as a spreadsheet's days" in str(d.note["said"])
    new = bank(tmp_path / "b", ("45292", "45293"), ("2024-01-01", "2024-01-02"))
    other = folder.read(new, again(d.note["described"]), None, d.note)  # type: ignore[arg-type]
    assert other.relations["link"].at.tolist() == [FIRST, FIRST + 86400]  # type: ignore[union-attr]


def test_counts_of_one_data_set_stay_counts_in_the_next(tmp_path: Path) -> None:
    d = folder.read(bank(tmp_path / "a", ("3", "9"), ("4", "5")))
    new = bank(tmp_path / "b", ("45292", "45293"), ("45292", "45293"))
    other = folder.read(new, again(d.note["described"]), None, d.note)  # type: ignore[arg-type]
    assert other.relations["link"].at.tolist() == [45292, 45293]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("at", "until", "left"),
    [
        (("45292.5", "45293.5"), "2024-01-02", 1), (("1704067200", "1704153600"), "2024-01-02", 1),
        (("1704067200", "1704153600"), "1704067201", 1), (("2024-01-01 23:30", "2024-01-02 00:00"), "2024-01-02", 1),
        (("2024-01-01", "2024-01-02"), "20240102", 1), (("5", "7"), "7", 1), (("5", "7"), "12345678901", 2),
    ],
)  # fmt: skip
def test_as_of_is_by_the_clock_of_the_data(tmp_path: Path, at: tuple[str, ...], until: str, left: int) -> None:
    d = folder.as_of(folder.read(bank(tmp_path, at, at)), until)
    assert d.m == left
    assert d.labels is not None
    assert len(d.labels.y) == left


@pytest.mark.parametrize(
    ("at", "until", "says"),
    [
        (("5", "7"), "2024-01-02", r"whole numbers \(5–7\), '2024-01-02' is none"),
        (("2024-01-01", "2024-01-02"), "45292", "times of the data are dates, '45292' is none"),
        (("2024-01-01", "2024-01-02"), "soon", "'soon' is no time; as in 2024-05-01"),
    ],
)  # fmt: skip
def test_a_time_by_another_clock_is_refused_and_not_passed_over(tmp_path: Path, at: tuple[str, ...], until: str, says: str) -> None:  # fmt: skip
    with pytest.raises(JinyingError, match=says):
        folder.as_of(folder.read(bank(tmp_path, at, at)), until)


def test_data_without_times_is_not_read_as_of_one(tmp_path: Path) -> None:
    d = folder.read(put(tmp_path, edges="source,target\na,b\n"))
    with pytest.raises(JinyingError, match="the data has no times"):
        folder.as_of(d, "2024-01-01")


def test_fractions_that_are_cut_off_are_said(tmp_path: Path) -> None:
    d = folder.read(put(tmp_path, edges="source,target,step\na,b,1.5\nb,c,2\n"))
    assert "counts with fractions, which are cut off" in str(d.note["said"])


def test_a_spreadsheet_s_date_is_no_feature_unless_it_is_named(tmp_path: Path) -> None:
    put(tmp_path, nodes="id,开户日期,serial\n1,45000,45000\n2,45001,45002\n", edges="source,target\n1,2\n")
    assert folder.read(tmp_path).columns == ("serial",)
    assert folder.read(tmp_path, None, {"nodes.features": ["开户日期"]}).x[:, 0].tolist() == [19431, 19432]
