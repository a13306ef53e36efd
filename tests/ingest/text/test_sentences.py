"""The list of sentences (`sentences.py`) is read as a person reads it."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from ingest.text.pipeline import read
from tests.ingest.text.sentences import rows, score


def test_the_list_is_what_it_says() -> None:
    parts = Counter(row["part"] for row in rows())
    assert parts["seen"] + parts["held"] == 300
    assert parts["held"] == 100
    assert sum(row["trap"] == "trap" for row in rows() if row["part"] != "later") >= 80
    assert len({row["text"] for row in rows()}) == len(rows()) == parts.total()


@pytest.mark.parametrize("part", ["seen", "held", "seen held", "later"])
def test_rates_and_amounts(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    right, wrong, missed, failed = score([row for row in rows() if row["part"] in part.split()])
    f1 = 2 * right / (2 * right + wrong + missed)
    with capsys.disabled():
        print(f"\n{part}: {right} right, {wrong} wrong, {missed} missed, F1 {f1:.4f}", *failed, sep="\n  ")  # noqa: T201
    assert f1 >= 0.97
    assert wrong == 0


def test_rates_that_are_nobodys_promise_say_why() -> None:
    chosen = [row for row in rows() if "@" in row["rates"] and row["part"] == "seen"]
    for row, got in zip(chosen, read(row["text"] for row in chosen), strict=True):
        flags = {f for m in got.mentions if m.label == "rate" for f in m.flags}
        assert set(re.findall(r"@([a-z]+)", row["rates"])) <= flags, row["text"]
