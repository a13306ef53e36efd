"""Ways of a shape against plain loops over the same links."""

from __future__ import annotations

import random
from itertools import permutations, product
from pathlib import Path

import pytest

from graph.lake import Lake
from graph.ontology import ontology
from graph.snapshot import Snapshot, snapshot
from graph.study.pattern import Matched, Place, Stride, match, steps
from tests.lakes import PEOPLE, holders, put, write

Rows = list[tuple[int, int, int, int]]  # from, to, yuan, minute
ALL = frozenset(ontology().kinds)


@pytest.fixture(scope="module")
def drawn() -> Rows:
    draw = random.Random(11)
    return [(draw.randrange(7), draw.randrange(7), draw.randrange(1, 100), i) for i in range(45)]


@pytest.fixture(scope="module")
def s(tmp_path_factory: pytest.TempPathFactory, drawn: Rows) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("pattern")
    rows = [f"{number(a)},{number(b)},{yuan}.00,2024-01-01 10:{m:02}:00,s{m}" for a, b, yuan, m in drawn]
    held = [f"{number(i)},王一一,工行,{PEOPLE[i % 3]}" for i in range(5)]
    lake = Lake(folder / "data")
    put(lake, holders(folder / "h.csv", held), write(folder / "m.csv", "付,收,元,时,号", rows))
    return snapshot(lake)


def number(i: int) -> str:
    return f"62220000000{i:05}"


def moved(s: Snapshot) -> list[tuple[int, int, int, int]]:
    e = s.edges("TRANSFER")
    return list(zip(e.source.tolist(), e.target.tolist(), e.amount.tolist(), e.at.tolist(), strict=True))


def pairs(s: Snapshot, stride: Stride) -> set[tuple[int, int]]:
    """Which nodes a step leads from and to, by looking at every link."""
    rows, found = moved(s), set()
    for a, b in {(a, b) for a, b, *_ in rows}:
        of = [(fen, at) for x, y, fen, at in rows if (x, y) == (a, b)]
        since, until = stride.since or 0, stride.until or 2**60
        if stride.summed:
            good = sum(fen for fen, _ in of) >= (stride.least or 0) and of[-1][1] >= since and of[0][1] < until
        else:
            good = any(fen >= (stride.least or 0) and since <= at < until for fen, at in of)
        if good:
            found.add((a, b) if stride.outgoing else (b, a))
    return found


def shape(*strides: Stride) -> tuple[list[Place], list[Stride]]:
    return [Place("Account")] * (len(strides) + 1), list(strides)


BEGUN = 1_704_074_400  # 2024-01-01 10:00 in China
SHAPES = [
    shape(Stride(link, way, least, since, until), Stride("TRANSFER", True, 3_000))
    for link, way, least, (since, until) in product(
        ("TRANSFER", "FLOW"), (True, False), (None, 6_000), ((None, None), (BEGUN + 600, BEGUN + 1_500))
    )
] + [shape(*[Stride("FLOW", True)] * 4)]


def asked(s: Snapshot, places: list[Place], strides: list[Stride]) -> Matched:
    return match(s, places, strides, 10_000)


@pytest.mark.parametrize(("places", "strides"), SHAPES)
def test_every_way_is_found_and_no_other(s: Snapshot, places: list[Place], strides: list[Stride]) -> None:
    accounts, joined = s.of_kind("Account").tolist(), [pairs(s, x) for x in strides]
    expected = {
        way for way in permutations(accounts, len(places)) if all(step in joined[i] for i, step in enumerate(zip(way, way[1:], strict=False)))
    }  # fmt: skip
    found = asked(s, places, strides)
    assert len(found.ways) == len(set(found.ways))
    assert set(found.ways) == expected
    assert (found.more, found.tired) == (False, False)
    assert all(count >= len({way[i] for way in expected}) for i, count in enumerate(found.counts))


def test_ways_begin_by_turns_and_the_heaviest_first(s: Snapshot) -> None:
    places, strides = shape(Stride("FLOW", True))
    whole = asked(s, places, strides).ways
    few = match(s, places, strides, 3)
    assert few.ways == whole[:3]
    assert few.more is True
    assert len({way[0] for way in few.ways}) == 3
    sums: dict[tuple[int, int], int] = {}
    for a, b, fen, _ in moved(s):
        sums[a, b] = sums.get((a, b), 0) + fen
    assert whole[0] == max((p for p in sums if p[0] != p[1]), key=lambda p: sums[p])


def test_a_step_shows_the_links_that_it_stands_on(s: Snapshot) -> None:
    places, strides = shape(Stride("TRANSFER", False, 3_000, BEGUN, BEGUN + 2_000), Stride("FLOW", True, 5_000))
    rows = moved(s)
    for way in asked(s, places, strides).ways:
        single, summed = steps(s, way, strides, ALL)
        b, a = way[:2]
        good = [fen for x, y, fen, at in rows if (x, y) == (a, b) and fen >= 3_000 and BEGUN <= at < BEGUN + 2_000]
        assert [x.amount for x in single] == sorted(good, reverse=True)
        assert [x.amount for x in summed] == [sum(fen for x, y, fen, _ in rows if (x, y) == way[1:])]
