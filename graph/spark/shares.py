"""Shares of amounts, exact in integers as in the kernels: never a hair more for want of a decimal."""

from __future__ import annotations

from decimal import Decimal

from pyspark.sql import Column
from pyspark.sql import functions as F

from graph.kernels.bounds import LARGEST, MILLION


def least(amount: str, share: int) -> Column:
    """Fewest fen that are at least `share` millionths of `amount`, at most int64's largest."""
    return _whole(_exact(amount, share) + F.lit(Decimal(MILLION - 1)))


def most(amount: str, share: int) -> Column:
    """Most fen that are at most `share` millionths of `amount`, at most int64's largest."""
    return _whole(_exact(amount, share))


def _exact(amount: str, share: int) -> Column:
    """Millionths of a fen."""
    exact = F.col(amount).cast("decimal(19,0)") * F.lit(share).cast("decimal(13,0)")
    return F.least(exact, F.lit(Decimal(LARGEST * MILLION)))


def _whole(millionths: Column) -> Column:
    """Six decimal places hold a millionth: the division is exact before it is cut."""
    return F.floor(millionths / F.lit(Decimal(MILLION))).cast("bigint")
