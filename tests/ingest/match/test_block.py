"""Candidates hold the right answer, are few, and are those that a count of shared keys by hand gives."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.match.block import Index, keys, sharing
from ingest.match.generate import WAYS, labelled
from ingest.match.names import Parser


@pytest.fixture(scope="module")
def made() -> tuple[list, list, np.ndarray]:  # type: ignore[type-arg]
    found = labelled(5, 4000, 1500)
    reader = Parser(industries=found.known)
    true = np.array([q.true for q in found.queries])
    return reader.parse_all(found.names), reader.parse_all(q.name for q in found.queries), true


def test_the_right_answer_is_among_few_candidates(made) -> None:  # type: ignore[no-untyped-def]
    names, queries, true = made
    pairs = list(Index(names).pairs(queries))
    left, right = np.concatenate([p.left for p in pairs]), np.concatenate([p.right for p in pairs])
    held = (true[left] == right).sum() / (true >= 0).sum()
    assert held >= 0.998
    assert np.bincount(left, minlength=len(queries)).max() <= 120
    assert (np.diff(left) >= 0).all()


def test_candidates_are_the_heaviest_by_a_count_that_shares_no_code(made) -> None:  # type: ignore[no-untyped-def]
    names, queries, _ = made
    some = queries[:40]
    held: dict[str, set[int]] = {}
    for n, row in enumerate(keys(names)):
        for key in row:
            held.setdefault(key, set()).add(n)
    most = 10
    (found,) = Index(names, most=most, common=300).pairs(some)
    for n, row in enumerate(keys(some)):
        weight: dict[int, float] = {}
        for key in row:
            who = held.get(key, set())
            if 0 < len(who) <= 300:
                for other in who:
                    weight[other] = weight.get(other, 0) + float(np.log(1 + len(names) / len(who)))
        best = sorted(weight.values(), reverse=True)[:most]
        here = found.left == n
        assert found.score[here] == pytest.approx(best, rel=1e-5)
        assert all(
            weight[int(r)] == pytest.approx(s, rel=1e-5)
            for r, s in zip(found.right[here], found.score[here], strict=True)
        )


def test_nobody_has_candidates_where_nobody_may_answer() -> None:
    (none,) = Index([]).pairs(Parser().parse_all(["恒瑞"]))
    assert len(none.left) == len(none.right) == len(none.score) == 0
    assert list(Index(Parser().parse_all(["恒瑞"])).pairs([])) == []


def test_who_shares_a_key() -> None:
    read = Parser().parse_all(["深圳恒瑞科技有限公司", "上海横锐贸易有限公司", "北京长城食品有限公司"])
    assert sharing(read, read[:1]).tolist() == [True, True, False]
    assert sharing(read, []).tolist() == [False] * 3


def test_the_generated_set_is_what_it_says() -> None:
    made, again = labelled(3, 2000, 1000), labelled(3, 2000, 1000)
    assert made == again
    assert labelled(4, 2000, 1000).names != made.names
    assert len(WAYS) == 13
    assert len(set(made.names)) == 2000
    copies = [q for q in made.queries if q.true >= 0]
    assert 0.55 < len(copies) / 1000 < 0.65
    assert {q.how for q in copies} == set(WAYS)
    assert not set(made.names) & {q.name for q in made.queries if q.true < 0}
    assert len(made.hidden) == pytest.approx(len(made.known), abs=1)
