"""What stands around an entity and between two, against plain loops over the same links."""

from __future__ import annotations

import random
from collections import Counter

import networkx as nx
import pytest

from graph.lake import Lake
from graph.snapshot import Snapshot, snapshot
from graph.study.around import Wanted, around, common, counts
from graph.study.named import keyed
from graph.study.paths import lines, ways
from tests.lakes import PEOPLE, holders, put, write

ALL = frozenset({"Account", "Person"})


@pytest.fixture(scope="module")
def drawn() -> list[tuple[int, int, int, int]]:
    """from, to, yuan, minute: a hub (0) among twelve accounts, with parallel transfers."""
    draw = random.Random(5)
    pairs = [(0, draw.randrange(1, 12)) for _ in range(40)] + [
        (draw.randrange(12), draw.randrange(12)) for _ in range(60)
    ]
    return [(a, b, draw.randrange(1, 900), i) for i, (a, b) in enumerate(pairs) if a != b]


@pytest.fixture(scope="module")
def s(tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[int, int, int, int]]) -> Snapshot:
    folder = tmp_path_factory.mktemp("around")
    lake = Lake(folder / "data")
    rows = [f"{number(a)},{number(b)},{y}.00,2024-01-01 {10 + m // 60}:{m % 60:02}:00,s{m}" for a, b, y, m in drawn]
    put(
        lake,
        holders(folder / "h.csv", [f"{number(0)},王一一,工行,{PEOPLE[0]}"]),
        write(folder / "m.csv", "付,收,元,时,号", rows),
    )
    return snapshot(lake)


def number(i: int) -> str:
    return f"62220000000{i:05}"


def node(s: Snapshot, i: int) -> int:
    found = keyed(s, "Account", number(i))
    assert found is not None
    return found


def test_counts_are_those_of_a_loop(s: Snapshot, drawn: list[tuple[int, int, int, int]]) -> None:
    for i in range(12):
        out = [(b, y) for a, b, y, _ in drawn if a == i]
        into = [(a, y) for a, b, y, _ in drawn if b == i]
        told = {(c.link, c.outgoing): (c.links, c.others, c.amount) for c in counts(s, node(s, i), ALL) if c.link == "TRANSFER"}  # fmt: skip
        want = {
            ("TRANSFER", way): (len(some), len({o for o, _ in some}), sum(y for _, y in some) * 100)
            for way, some in ((True, out), (False, into))
            if some
        }
        assert told == want


def test_of_what_a_role_does_not_see_not_even_a_number_is_told(s: Snapshot) -> None:
    hub = node(s, 0)
    assert [c.link for c in counts(s, hub, ALL)][-1] == "OWNS"
    assert {c.kind for c in counts(s, hub, frozenset({"Account"}))} == {"Account"}
    assert around(s, hub, Wanted(links=frozenset({"OWNS"})), frozenset({"Account"})).total == 0
    assert "kinds" not in around(s, hub, Wanted(), frozenset({"Account"})).left


@pytest.mark.parametrize("order", ["amount", "recent", "earliest"])
@pytest.mark.parametrize("summed", [True, False])
def test_pages_are_the_whole_in_order_and_nothing_is_cut_unsaid(s: Snapshot, order: str, summed: bool) -> None:
    wanted = Wanted(links=frozenset({"TRANSFER"}), order=order, summed=summed)
    found = around(s, node(s, 0), wanted, ALL)
    whole = found.lines(0, found.total)
    pages = [line for start in range(0, found.total, 7) for line in found.lines(start, start + 7)]
    assert pages == whole
    assert (len(whole), sum(x.count for x in whole)) == (found.total, found.links)
    assert sum(x.amount or 0 for x in whole) == sum(c.amount or 0 for c in counts(s, node(s, 0), ALL))
    keys = {
        "amount": lambda x: -(x.amount or 0),
        "recent": lambda x: -(x.last or 0),
        "earliest": lambda x: x.first or 0,
    }
    assert [keys[order](x) for x in whole] == sorted(keys[order](x) for x in whole)
    assert len({x.id for x in whole}) == len(whole)
    assert {x.link for x in whole} == {"FLOW" if summed else "TRANSFER"}


def test_what_a_filter_takes_away_is_told_by_reason(s: Snapshot, drawn: list[tuple[int, int, int, int]]) -> None:
    hub, day = node(s, 0), 1704074400  # 2024-01-01 10:00 in China
    mine = [(a == 0, y * 100, day + m * 60) for a, b, y, m in drawn if 0 in (a, b)]
    found = around(s, hub, Wanted(frozenset({"TRANSFER"}), True, None, day + 600, day + 3000, 10_000, 70_000, summed=False), ALL)  # fmt: skip
    out = [x for x in mine if x[0]]
    timely = [x for x in out if day + 600 <= x[2] < day + 3000]
    kept = [x for x in timely if 10_000 <= x[1] <= 70_000]
    assert found.total == len(kept) > 0
    assert found.left == {"links": 1, "direction": len(mine) - len(out), "time": len(out) - len(timely), "amount": len(timely) - len(kept)}  # fmt: skip
    assert {(x.amount, (x.last or 0) // 1000) for x in found.lines(0, 99)} == {(y, at) for _, y, at in kept}


def test_a_line_that_sums_has_the_id_that_the_graph_gives_it(s: Snapshot) -> None:
    line = around(s, node(s, 0), Wanted(outgoing=True), ALL).lines(0, 1)[0]
    ends = [x.partition("-")[2] for x in s.ids([node(s, 0), line.other])]
    assert line.id == f"flow-{ends[0]}-{ends[1]}"


def test_common_neighbours_are_those_of_sets(s: Snapshot, drawn: list[tuple[int, int, int, int]]) -> None:
    near = {i: {b if a == i else a for a, b, *_ in drawn if i in (a, b)} for i in range(12)}
    for i, j in ((1, 2), (0, 3), (4, 9)):
        want = {node(s, k) for k in near[i] & near[j]}
        assert set(common(s, [node(s, i), node(s, j)], None, ALL).tolist()) == want
    assert common(s, [node(s, 1), node(s, 2)], None, frozenset({"Person"})).tolist() == []


def network(drawn: list[tuple[int, int, int, int]]) -> nx.Graph:
    return nx.Graph([(a, b) for a, b, *_ in drawn])


def test_ways_are_those_of_networkx(s: Snapshot, drawn: list[tuple[int, int, int, int]]) -> None:
    g, places = network(drawn), {node(s, i): i for i in range(12)}
    for i, j in ((1, 2), (3, 7), (5, 11)):
        short = ways(s, node(s, i), node(s, j), 5, 999, sees=ALL)
        assert {tuple(places[v] for v in w) for w in short.ways} == {tuple(p) for p in nx.all_shortest_paths(g, i, j)}
        every = ways(s, node(s, i), node(s, j), 3, 9_999, sees=ALL, shortest=False)
        want = [tuple(p) for p in nx.all_simple_paths(g, i, j, cutoff=3)]
        assert Counter(tuple(places[v] for v in w) for w in every.ways) == Counter(want)
        assert [len(w) for w in every.ways] == sorted(len(w) for w in every.ways)
        assert not every.more


def test_ways_beyond_the_limit_are_said_to_be_there(s: Snapshot) -> None:
    some = ways(s, node(s, 1), node(s, 2), 4, 3, sees=ALL, shortest=False)
    assert (len(some.ways), some.more) == (3, True)
    assert ways(s, node(s, 1), node(s, 2), 4, 3, sees=frozenset({"Person"})).ways == []


def test_each_step_of_a_way_shows_its_links(s: Snapshot, drawn: list[tuple[int, int, int, int]]) -> None:
    way = ways(s, node(s, 1), node(s, 2), 4, 1, sees=ALL).ways[0]
    steps = lines(s, way, ALL)
    assert len(steps) == len(way) - 1
    places = {node(s, i): i for i in range(12)}
    for (a, b), step in zip(zip(way, way[1:], strict=False), steps, strict=True):
        i, j = places[a], places[b]
        assert sum(x.count for x in step) == sum({x[0], x[1]} == {i, j} for x in drawn)
        assert all({x.node, x.other} == {a, b} for x in step)
