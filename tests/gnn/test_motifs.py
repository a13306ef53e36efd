"""Motifs as features: planted ones are told, loops say the same, windows come from the data's own clock."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from gnn.data import Data, Links
from gnn.features import motifs
from gnn.features.alike import alike, companions, regular, repeats
from graph.kernels.arrays import csr

DAY = 86_400


def network(n: int, rows: list[tuple[int, int, int, float]], *, directed: bool = True) -> Data:
    """Links (source, target, day, amount), in order of time."""
    rows = sorted(rows, key=lambda r: r[2])
    s, t, day, amount = (np.array(c) for c in zip(*rows, strict=True))
    links = Links(
        s.astype(np.int32),
        t.astype(np.int32),
        day.astype(np.int64) * DAY,
        amount.astype(np.float32)[:, None],
        ("amount",),
        directed,
    )
    none = np.zeros(n, np.int32)
    return Data("d", tuple(map(str, range(n))), none, ("Account",), np.zeros((n, 0), np.float32), (), {"pays": links}, none, ("one",))  # fmt: skip


def noise(seed: int, n: int, m: int) -> list[tuple[int, int, int, float]]:
    r = np.random.default_rng(seed)
    return [(int(a), int(b), int(d), float(x)) for a, b, d, x in zip(r.integers(0, n, m), r.integers(0, n, m), r.integers(0, 120, m), r.uniform(100, 900, m).round(2), strict=True)]  # fmt: skip


def told(data: Data, name: str, windows: tuple[int, ...] | None = None) -> np.ndarray:
    table = motifs.table(data, windows or motifs.windows(data))
    return table.x[:, table.columns.index(f"{name} pays")]


def test_a_planted_fan_a_pass_a_cycle_and_a_rhythm_stand_out() -> None:
    fan = [(k, 20, 50, 3.0 + k / 100) for k in range(10)]
    passed = [(11, 21, 60, 500.0), (21, 12, 61, 495.0)]
    cycle = [(13, 14, 70, 300.0), (14, 15, 71, 290.0), (15, 13, 72, 280.0)]
    steady = [(16, 22, 7 * k, 40.0) for k in range(1, 9)]
    data = network(60, fan + passed + cycle + steady + [(k, k + 1, k, 200.0 + k) for k in range(30, 58)])
    windows = (0, DAY, 5 * DAY, 30 * DAY)
    assert np.expm1(told(data, "fan in window 0", windows))[20] == pytest.approx(10)
    assert np.expm1(told(data, "parties with like amounts in", windows))[20] == pytest.approx(10)
    assert told(data, "passed on alike in window 1", windows)[21] > 0
    assert told(data, "share passed on in window 1", windows)[21] == pytest.approx(0.99, abs=1e-4)
    assert (told(data, "cycles of 3", windows)[[13, 14, 15]] > 0).all()
    assert told(data, "cycles of 3", windows)[:13].max() == 0
    assert np.expm1(told(data, "steady in", windows))[22] == pytest.approx(8)
    assert told(data, "share of gaps alike in", windows)[22] == 1
    assert told(data, "rarity of least in", windows)[20] > told(data, "rarity of least in", windows)[12]


def test_links_after_a_cut_change_nothing_before_it() -> None:
    rows = noise(0, 30, 400)
    data = network(30, rows)
    other = network(30, [r for r in rows if r[2] < 60] + [(t, s, d, 7 * x) for s, t, d, x in rows if d >= 60])
    windows = (0, DAY, 10 * DAY)
    a, b = (motifs.table(d.as_of(60 * DAY), windows) for d in (data, other))
    np.testing.assert_array_equal(a.x, b.x)
    assert a.x.shape == (30, len(a.columns))


def test_windows_come_from_the_clock_and_grow_with_it() -> None:
    rows = noise(1, 30, 900)
    days = network(30, rows)
    k = days.relations["pays"]
    assert k.at is not None
    steps = replace(days, relations={"pays": replace(k, at=k.at // DAY)})
    assert [w // DAY for w in motifs.windows(days)] == list(motifs.windows(steps))
    assert motifs.windows(days)[0] == 0, "many links share a day"
    assert all(a < b for a, b in pairwise(motifs.windows(days)))
    assert motifs.windows(replace(days, relations={"pays": replace(k, at=None)})) == ()


def test_a_clock_in_nanoseconds_is_scaled_and_says_the_same() -> None:
    data = network(30, noise(2, 30, 300))
    k = data.relations["pays"]
    assert k.at is not None
    fine = replace(data, relations={"pays": replace(k, at=k.at * 1_000_000_000)})
    windows = (DAY, 10 * DAY)
    a, b = (told(d, "fan in window 1", tuple(w * f for w in windows)) for d, f in ((data, 1), (fine, 1_000_000_000)))
    assert (a > 0).any()
    assert np.mean(a == b) > 0.9  # a window's last second may fall to the other side


def test_without_times_there_are_no_motifs_and_without_money_none_of_amounts() -> None:
    data = network(20, noise(3, 20, 100))
    k = data.relations["pays"]
    assert motifs.table(replace(data, relations={"pays": replace(k, at=None)}), ()).x.shape == (20, 0)
    poor = replace(data, relations={"pays": replace(k, x=k.x[:, :0], columns=())})
    names = motifs.table(poor, motifs.windows(poor)).columns
    assert not [c for c in names if "amounts" in c or "rarity" in c]
    assert [c for c in names if "fan in" in c]


def test_what_neighbours_are_in_is_told_by_direction() -> None:
    data = network(40, [(k, 20, 50, 3.0) for k in range(10)] + [(30, 31, 20, 500.0), (31, 30, 90, 400.0)])
    windows = (0, DAY, 30 * DAY)
    table = motifs.table_near(data, motifs.table(data, windows))
    most = table.x[:, table.columns.index("most fan in window 0 pays of out")]
    assert np.expm1(most[0]) == pytest.approx(10)
    assert most[30] == 0
    damped = table.x[:, table.columns.index("damped fan in window 0 pays of out")]
    assert damped[0] == pytest.approx(most[0] / 10)


def test_links_without_direction_fan_both_ways() -> None:
    data = network(20, [(k, 15, 3, 10.0) for k in range(5)] + [(15, k, 3, 10.0) for k in range(6, 9)], directed=False)
    assert np.expm1(told(data, "fan in window 0", (0, DAY)))[15] == pytest.approx(8)


def test_amounts_alike_gaps_and_repeats_are_what_loops_say() -> None:
    rows = noise(4, 12, 150)
    data = network(12, [(s, t, d // 4, round(x, -1)) for s, t, d, x in rows])
    t = motifs.scene(12, data.relations["pays"], (DAY,)).t
    into = csr(12, t.target)
    parties, links = alike(into.start, into.item, t.source, t.amount, 1.25)
    share, variation = regular(into.start, into.item, t.at)
    most, moment = repeats(into.start, into.item, t.source, t.at)
    for v in range(12):
        held = into.item[into.start[v] : into.start[v + 1]]
        groups = [held[(t.amount[held] >= a) & (t.amount[held] <= 1.25 * a)] for a in t.amount[held]]
        assert parties[v] == max(len(set(t.source[g])) for g in groups)
        assert links[v] == max(len(g) for g in groups)
        gaps = np.diff(sorted(set(t.at[held].tolist()))).astype(float)
        assert share[v] == pytest.approx(max(np.mean((gaps >= g) & (gaps <= 1.1 * g)) for g in gaps))
        assert variation[v] == pytest.approx(gaps.std() / gaps.mean())
        parts = t.source[held].tolist()
        assert most[v] == max(parts.count(u) for u in parts)
        both = list(zip(parts, t.at[held].tolist(), strict=True))
        assert moment[v] == max(both.count(b) for b in both)


def test_a_link_s_companions_are_what_loops_say() -> None:
    rows = noise(5, 10, 160)
    t = motifs.scene(10, network(10, rows).relations["pays"], (DAY,)).t
    into = csr(10, t.target)
    found = companions(into.start, into.item, t.source, t.amount, t.at, 6 * DAY, 1.5, 512)
    for i in range(160):
        mates = {
            int(t.source[j]) for j in range(160)
            if t.target[j] == t.target[i] and t.source[j] != t.source[i] and abs(int(t.at[j]) - int(t.at[i])) <= 6 * DAY
            and max(t.amount[i], t.amount[j]) <= 1.5 * min(t.amount[i], t.amount[j])
        }  # fmt: skip
        assert found[i] == len(mates)
    few = companions(into.start, into.item, t.source, t.amount, t.at, 200 * DAY, 100.0, 1)
    assert few.max() == 2, "the link before and the one after"


def test_who_pays_in_a_burst_is_told_from_who_pays_the_same_one_at_another_time() -> None:
    data = network(30, [*((k, 20, 50, 3.0) for k in range(10)), (11, 20, 5, 3.0), (12, 20, 50, 900.0)])
    most = told(data, "most companions in of other end window 0", (0, DAY))
    share = told(data, "share of companions in of other end window 0", (0, DAY))
    assert np.expm1(most[[0, 11, 12]]) == pytest.approx([9, 0, 0])
    assert share[[0, 11]] == pytest.approx([10 / 12, 1 / 12])
    assert np.expm1(told(data, "most companions in of own end window 0", (0, DAY))[20]) == pytest.approx(9)


def test_small_amounts_are_made_finer_and_huge_sums_coarser() -> None:
    np.testing.assert_array_equal(motifs.fen(np.array([12.34, 500.0])), [1234, 50000])
    assert len(set(motifs.fen(np.array([0.0012, 0.0013, 0.0014])))) == 3
    assert 0 < motifs.fen(np.full(1000, 1e15)).sum() < 2**53
