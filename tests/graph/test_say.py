"""Sentences in both languages, errors with a cure, suggestions."""

from __future__ import annotations

from graph.say import JinyingError, Say, did_you_mean


def test_an_error_is_one_line_in_the_language_asked_for() -> None:
    error = JinyingError(Say("没有甲", "no a"), Say("用乙", "use b"))
    assert (str(error), error.to("en"), error.to("zh"), error.exit) == ("no a; use b", "no a; use b", "没有甲；用乙", 2)
    assert JinyingError(Say("没有甲", "no a")).to("zh") == "没有甲"


def test_the_nearest_words_are_suggested() -> None:
    known = ["Account", "Advert", "Address", "Agency"]
    assert did_you_mean("Acount", known) == ("是否想写 Account？", "did you mean Account?")
    assert did_you_mean("AGENCY", known).en == "did you mean Agency?"


def test_where_nothing_is_near_the_list_is_given_up_to_a_length() -> None:
    assert did_you_mean("zzz", ["b", "a"]) == ("可用：a、b", "known: a, b")
    assert did_you_mean("zzz", (f"n{i:03d}" for i in range(1000))).en.count(",") == 39
