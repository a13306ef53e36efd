"""A look that does not come back."""

from __future__ import annotations

from threading import Event

import pytest

from api.looks import Looks


def test_what_does_not_come_back_holds_up_nobody_and_is_looked_at_once_at_a_time() -> None:
    free, begun = Event(), []

    def slow() -> str:
        begun.append(1)
        assert free.wait(60)
        return "there"

    looks = Looks({"slow": slow, "quick": lambda: "here"})
    assert [looks.within(0.05) for _ in range(3)] == [{"slow": None, "quick": "here"}] * 3
    assert len(begun) == 1
    free.set()
    assert looks.within(60) == {"slow": "there", "quick": "here"}


def test_what_a_look_raises_is_told_to_whoever_asked() -> None:
    looks = Looks({"bad": lambda: 1 // 0})
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            looks.within(60)
