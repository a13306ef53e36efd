"""Rows as JSON text are what the json module reads back, absent values left out."""

from __future__ import annotations

import json

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.json_rows import json_rows

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
ROW = st.fixed_dictionaries(
    {
        "id": TEXT,
        "amount": st.none() | st.integers(-(2**63), 2**63 - 1),
        "rate": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "memo": st.none() | TEXT,
        "blocked": st.none() | st.booleans(),
    }
)
SCHEMA = {"id": pl.String, "amount": pl.Int64, "rate": pl.Float64, "memo": pl.String, "blocked": pl.Boolean}


@settings(max_examples=200, deadline=None)
@given(st.lists(ROW, max_size=6))
def test_what_is_read_back_is_what_was_there(rows: list[dict[str, object]]) -> None:
    frame = pl.DataFrame(rows, schema=SCHEMA)
    assert json.loads(json_rows(frame)) == [{k: v for k, v in row.items() if v is not None} for row in rows]


def test_texts_that_json_escapes() -> None:
    rows = [{"id": 'a"\\\n\t\x01\u2028', "n": 1}, {"id": "王", "n": None}]
    assert json.loads(json_rows(pl.DataFrame(rows))) == [rows[0], {"id": "王"}]
