"""Rows that disagree: the declared rule chooses, the conflict is named, nothing depends on how rows were cut."""

from datetime import UTC, date, datetime

import polars as pl

from graph.merge import flows, merge
from graph.ontology import ontology

E1 = "ent-" + "1" * 32


def enterprise(**columns: list) -> pl.DataFrame:
    size = len(columns["seq"])
    base = {"id": [E1] * size, "part": [0] * size, "rows": [[i + 2] for i in range(size)]}
    return pl.DataFrame({**base, **columns})


def test_each_rule_chooses_its_winner() -> None:
    rows = enterprise(
        seq=[1, 2, 3],
        name=["云杉科技", "广州云杉科技有限公司", "云杉"],
        status=["存续", "注销", None],
        founded=[date(2019, 3, 1), date(2018, 1, 1), None],
        abnormal=[False, True, None],
    )
    (one,) = merge(rows, ontology().kind("Enterprise")).to_dicts()
    assert one["name"] == "广州云杉科技有限公司"  # longest
    assert one["status"] == "注销"  # latest that says anything
    assert one["founded"] == date(2018, 1, 1)  # min
    assert one["abnormal"] is True  # any
    assert one["sources"] == 3
    assert set(one["conflicts"]) == {"name", "status", "founded", "abnormal"}


def test_a_single_row_has_no_conflict_and_counts_its_rows() -> None:
    rows = enterprise(seq=[1], name=["云杉科技"]).with_columns(rows=pl.Series([[4, 9]]))
    (one,) = merge(rows, ontology().kind("Enterprise")).to_dicts()
    assert (one["sources"], one["conflicts"]) == (2, [])


def test_order_of_the_frame_does_not_matter() -> None:
    rows = enterprise(seq=[1, 2, 3, 4], status=["a", "b", "c", None], name=["x", "xx", "yy", "x"])
    owner = ontology().kind("Enterprise")
    assert merge(rows, owner).equals(merge(rows.reverse(), owner))


def test_flow_adds_up_a_pair() -> None:
    at = [
        datetime(2024, 1, 1, tzinfo=UTC),
        datetime(2024, 1, 3, tzinfo=UTC),
        datetime(2024, 1, 2, tzinfo=UTC),
    ]
    a, b = "acc-" + "a" * 32, "acc-" + "b" * 32
    frame = flows(pl.DataFrame({"from": [a, a, b], "to": [b, b, a], "amount": [100, 250, 7], "at": at}), "FLOW")
    day = 86_400_000
    first = int(at[0].timestamp() * 1000)
    assert {tuple(r) for r in frame.select("from", "to", "count", "sum", "first", "last").iter_rows()} == {
        (a, b, 2, 350, first, first + 2 * day),
        (b, a, 1, 7, first + day, first + day),
    }
