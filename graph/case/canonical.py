"""One way to write a record as bytes, so that what is the same is the same to the byte on every machine.

JSON with sorted keys, UTF-8, no spaces. Integers as they are; decimals by their shortest form after rounding to 12
significant digits, which leaves out what the order of a sum may change. Frames are columns and rows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from math import isfinite
from typing import Any

import numpy as np
import polars as pl

from graph.say import JinyingError, Say

DIGITS = 12  # significant ones of a decimal
Schema = Mapping[str, pl.DataType | type[pl.DataType]]


class Unwritable(JinyingError):
    """A value that has no canonical form."""


def canonical(body: Any) -> bytes:
    """A record's bytes. Unwritable: decimals that are no number, keys that are no text, values of other kinds."""
    return json.dumps(_plain(body), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def rounded(value: float) -> float:
    """A decimal to 12 significant digits; there is one zero."""
    return float(f"{value:.{DIGITS - 1}e}") + 0.0


def framed(body: Mapping[str, Any], schema: Schema) -> pl.DataFrame:
    """A frame as it was written. Unwritable: other columns than the schema's, or values of other kinds."""
    if list(body["columns"]) != list(schema):
        raise Unwritable(Say(f"表列不符：{body['columns']}", f"a table has other columns: {body['columns']}"))
    try:
        return pl.DataFrame(body["rows"], schema=dict(schema), orient="row")
    except (TypeError, ValueError, pl.exceptions.PolarsError) as error:
        why = " ".join(str(error).split())[:200]
        raise Unwritable(Say(f"表中的值不符：{why}", f"a table has values of other kinds: {why}")) from None


def _plain(value: Any) -> Any:
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        if not isfinite(value):
            raise Unwritable(Say(f"{value} 不是数", f"{value} is no number"))
        return rounded(value)
    if isinstance(value, pl.DataFrame):
        return {"columns": value.columns, "rows": [_plain(row) for row in value.iter_rows()]}
    if isinstance(value, Say):
        return {"zh": value.zh, "en": value.en}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        if odd := [key for key in value if not isinstance(key, str)]:
            raise Unwritable(Say(f"键 {odd[0]!r} 不是文本", f"key {odd[0]!r} is no text"))
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_plain(one) for one in value]
    raise Unwritable(Say(f"{type(value).__name__} 没有规范写法", f"a {type(value).__name__} has no canonical form"))
