"""The leak check: a sound split passes, and each leak that is put in is found by its row."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gnn.data import Data, Labels, Links, Phase, Split, phases
from gnn.model import Table
from gnn.reading import leak, splits
from gnn.reading.leak import LeakError
from tests.gnn.test_splits import made, told


def sound(seed: int = 0, groups: int = 10) -> tuple[Data, Split]:
    """Data with honest columns, and its split by time."""
    d = made(400, seed=seed, groups=groups, known=0.8)
    rng = np.random.default_rng(seed)
    x = np.column_stack([rng.normal(size=400), told(d).y + rng.normal(size=400)]).astype(np.float32)
    d = replace(d, x=x, columns=("noise", "hint"))
    return d, splits.split(d, {"by": "time"}, seed)[0]


def found(data: Data, split: Split) -> LeakError:
    with pytest.raises(LeakError) as error:
        leak.check(data, split)
    return error.value


def sent(asked: Phase) -> Table:
    """An honest feature: how much each has sent, of the links that the phase sees."""
    links = asked.data.relations["link"]
    total = np.bincount(links.source, links.amount(), minlength=asked.data.n)
    return Table(total[asked.index][:, None].astype(np.float32), ("sent",))


def test_a_sound_split_with_honest_features_passes() -> None:
    data, split = sound()
    assert leak.check(data, split, sent) == []


def test_a_thing_in_two_phases_is_named() -> None:
    data, split = sound()
    error = found(data, replace(split, test=np.r_[split.test, split.train[3]]))
    assert (error.leaks[0].kind, error.leaks[0].row) == ("thing twice", str(split.train[3]))
    assert f"both in train and in test, {split.train[3]} first" in str(error)
    assert error.exit == 1


def test_the_same_thing_told_twice_is_the_same_thing() -> None:
    data, split = sound(groups=0)
    labels = told(data)
    again = int(labels.index[split.train[0]])
    index = labels.index.copy()
    index[split.test[0]] = again
    error = found(replace(data, labels=replace(labels, index=index)), split)
    assert (error.leaks[0].kind, error.leaks[0].row) == ("thing twice", str(again))


def test_a_group_on_both_sides_is_named() -> None:
    data, split = sound()
    group = told(data).group
    assert group is not None
    one = next(int(p) for p in split.test if group[p] >= 0)
    inside = [p for p in np.flatnonzero(group == group[one]) if p != one]
    other = replace(split, train=np.r_[split.train, inside], test=np.setdiff1d(split.test, inside), cuts=(None,) * 3)
    error = found(data, other)
    assert [k.kind for k in error.leaks] == ["group on both sides"]
    assert error.leaks[0].row == str(one)


def test_a_label_known_after_the_cut_is_named_with_its_time() -> None:
    data, split = sound(groups=0)
    at = told(data).at
    assert at is not None
    late = next(int(p) for p in split.test if at[p] >= (split.cuts[1] or 0))
    error = found(data, replace(split, train=np.r_[split.train, late], test=split.test[split.test != late]))
    assert [k.kind for k in error.leaks] == ["label after the cut"]
    assert f"known only after the cut {split.cuts[0]}, {late} first (at {at[late]})" in str(error)


def test_cuts_that_go_backward_are_a_leak() -> None:
    data, split = sound(groups=0)
    first, second, _ = split.cuts
    assert "cuts go backward" in str(found(data, replace(split, cuts=(second, first, None))))


def test_a_link_after_the_cut_in_what_a_phase_is_given_is_named() -> None:
    data, split = sound()
    train, valid, test = phases(data, split)
    leaky = replace(train, data=data.as_of((split.cuts[0] or 0) + 1))
    with pytest.raises(LeakError, match=rf"train sees \d+ links at or after the cut {split.cuts[0]}, link \d+ \(\d+ → \d+\) first"):  # fmt: skip
        leak.check(data, split, made=(leaky, valid, test))


def test_a_column_that_is_the_label_is_named_either_way_up_or_by_its_blanks() -> None:
    data, split = sound()
    y = told(data).y
    for column in (y, -3.0 * y, np.where(y == 1, np.nan, 5)):
        x = np.column_stack([data.x, column]).astype(np.float32)
        error = found(replace(data, x=x, columns=(*data.columns, "verdict")), split)
        assert "column verdict alone gives the label 1 (AUC 1.0000)" in str(error)


def test_a_property_of_links_that_is_their_label_is_found_too() -> None:
    d = made(100)
    links = d.relations["link"]
    y = (np.arange(links.m) % 7 == 0).astype(np.int64)
    x = np.column_stack([links.x, y]).astype(np.float32)
    links = replace(links, x=x, columns=("amount", "flag"))
    d = replace(d, relations={"link": links}, labels=Labels("edge", "link", np.arange(links.m), y, ("0", "1")))
    error = found(d, splits.split(d, {"by": "time"}, 0)[0])
    assert [one.kind for one in error.leaks] == ["column is the label"]
    assert "flag" in str(error)


def test_a_column_that_is_filled_in_for_the_caught_alone_is_told_but_does_not_stop() -> None:
    data, split = sound()
    y = told(data).y
    step = np.where((y == 1) & (np.arange(400) % 2 == 0), np.arange(400), -1)
    leaks = leak.check(replace(data, x=np.column_stack([data.x, step]).astype(np.float32), columns=(*data.columns, "step")), split)  # fmt: skip
    assert [(one.kind, one.sure) for one in leaks] == [("column is known of the wanted alone", False)]


@pytest.mark.parametrize("what", ["count", "amount"])
def test_a_column_that_sums_links_past_the_cut_is_named(what: str) -> None:
    data, split = sound()
    links = data.relations["link"]
    amounts = np.random.default_rng(1).integers(1, 90, (links.m, 1)).astype(np.float32)
    links = replace(links, x=amounts)
    column = np.bincount(links.target, links.amount() if what == "amount" else None, minlength=data.n)
    leaky = replace(data, x=np.column_stack([data.x, column]).astype(np.float32), columns=(*data.columns, "total"), relations={"link": links})  # fmt: skip
    assert f"column total is the incoming {what} of all link, those after the cut {split.cuts[0]} too" in str(found(leaky, split))  # fmt: skip
    assert links.at is not None
    seen = links.take(links.at < (split.cuts[0] or 0))
    honest = np.bincount(seen.target, seen.amount() if what == "amount" else None, minlength=data.n)
    assert leak.check(replace(leaky, x=np.column_stack([data.x, honest]).astype(np.float32)), split) == []


def test_features_that_reach_past_the_cut_change_when_later_links_do() -> None:
    data, split = sound()

    def reaching(whole: Data, asked: Phase) -> Table:
        links = whole.relations["link"]
        total = np.bincount(links.source, links.amount(), minlength=whole.n)
        return Table(total[asked.index][:, None].astype(np.float32), ("sent in all",))

    leaks = leak.past(data, split, reaching)
    assert {one.kind for one in leaks} == {"aggregate past the cut"}
    assert [one.said.en.split(" is ")[0] for one in leaks] == ["feature sent in all of train", "feature sent in all of valid"]  # fmt: skip
    assert leak.past(data, split, lambda _, asked: sent(asked)) == []


def test_one_name_in_two_parts_is_told() -> None:
    d = made(parts=6, timed=False)
    d = replace(d, ids=tuple(f"acc{i % 50}" for i in range(d.n)))
    leaks = leak.check(d, splits.split(d, {"by": "folds", "folds": 3}, 0)[0])
    assert [(one.kind, one.sure) for one in leaks] == [("name in two parts", False)]


# what is doubted


def doubts(data: Data, split: Split, column: np.ndarray, name: str = "odd") -> list[tuple[str, bool]]:
    """What is said of the data with one more column."""
    more = replace(data, x=np.column_stack([data.x, column]).astype(np.float32), columns=(*data.columns, name))
    return [(one.kind, one.sure) for one in leak.check(more, split)]


def test_a_column_that_nearly_is_the_label_is_told_of_the_test_too() -> None:
    data, split = sound()
    y = told(data).y
    rng = np.random.default_rng(3)
    assert doubts(data, split, y + rng.uniform(0, 1.08, 400)) == [("column is nearly the label", False)]
    of_test = rng.normal(size=400)
    of_test[split.test] = y[split.test]
    assert doubts(data, split, of_test) == [("column is nearly the label", False)]
    assert doubts(data, split, y + rng.normal(scale=0.7, size=400)) == [], "a strong hint is none"


@pytest.mark.parametrize("of", ["amounts", "mean", "count"])
def test_a_column_that_goes_with_the_whole_period_s_sums_is_told_however_coarse(of: str) -> None:
    data, split = sound()
    links = data.relations["link"]
    links = replace(links, x=np.random.default_rng(1).lognormal(5, 1, (links.m, 1)).astype(np.float32))
    data = replace(data, relations={"link": links})
    assert links.at is not None

    def blurred(k: Links) -> np.ndarray:
        count, total = np.bincount(k.source, minlength=400), np.bincount(k.source, k.amount(), minlength=400)
        return {"amounts": np.round(total / 300), "mean": np.log1p(total / np.maximum(count, 1)), "count": 7 - count // 2}[of]  # fmt: skip

    assert doubts(data, split, blurred(links)) == [("column goes with what was not yet known", False)]
    assert doubts(replace(data, note={"snapshot": "s"}), split, blurred(links)) == [], "the lake tells what was settled"
    assert doubts(data, split, blurred(links.take(links.at < (split.cuts[0] or 0)))) == []


@pytest.mark.parametrize("by", ["time", "random"])
def test_a_column_that_counts_neighbours_answers_is_told_and_one_of_those_learnt_from_is_not(by: str) -> None:
    data, _ = sound()
    split = splits.split(data, {"by": by}, 0)[0]
    links, y = data.relations["link"], told(data).y

    def counted(k: Links, marked: np.ndarray) -> np.ndarray:
        return np.bincount(k.source, marked[k.target], minlength=400) + np.bincount(k.target, marked[k.source], minlength=400)  # fmt: skip

    assert doubts(data, split, counted(links, y)) == [("column goes with what was not yet known", False)]
    learnt = np.zeros(400)
    learnt[split.train] = y[split.train]
    assert links.at is not None
    seen = links if split.cuts[0] is None else links.take(links.at < split.cuts[0])
    assert doubts(data, split, counted(seen, learnt)) == []
    assert doubts(data, split, counted(seen, np.ones(400))) == [], "a degree, though most neighbours are of one class"


def test_a_degree_is_no_count_of_answers_where_a_class_is_most() -> None:
    data = made(400, wanted=0.97, timed=False)
    split = splits.split(data, {"by": "random"}, 0)[0]
    links = data.relations["link"]
    assert doubts(data, split, np.bincount(links.source, minlength=400)) == []


def test_a_column_of_dates_after_the_cut_or_after_the_answer_is_told() -> None:
    data, split = sound()
    data = replace(data, note={"clock": "counter"})
    cut = split.cuts[0] or 0
    early = np.full(400, 3.0)
    early[::2] = 4
    assert doubts(data, split, early, "open_day") == []
    late = early.copy()
    late[split.train[7]] = cut
    assert doubts(data, split, late, "closing_day") == [("date after the cut", False)]
    assert doubts(data, split, late, "score") == [], "by its name no time"
    known = told(data).at
    assert known is not None
    mine = split.train[known[split.train] >= 0][0]
    late = early.copy()
    late[mine] = known[mine] + 1
    assert known[mine] + 1 < cut
    assert doubts(data, split, late, "closing_day") == [("date after the cut", False)]


def test_days_are_held_against_a_clock_of_seconds() -> None:
    data, split = sound()
    day = 86400
    links, labels = data.relations["link"], told(data)
    assert links.at is not None
    assert labels.at is not None
    start = 19700 * day
    moved = replace(links, at=links.at * day + start)
    data = replace(data, relations={"link": moved}, labels=replace(labels, at=np.where(labels.at < 0, -1, labels.at * day + start)), note={"clock": "seconds", "days": ["seen"]})  # fmt: skip
    split = replace(split, cuts=tuple(None if c is None else c * day + start for c in split.cuts))  # type: ignore[arg-type]
    rng = np.random.default_rng(0)
    assert doubts(data, split, 19600 + rng.integers(0, 90, 400), "seen") == []
    assert doubts(data, split, 19750 + rng.integers(0, 90, 400), "seen") == [("date after the cut", False)]
    assert doubts(data, split, (19750 + rng.integers(0, 90, 400)) * day, "moment") == [("date after the cut", False)]
