"""The audit chain and its anchors: whatever is changed, deleted or put in is found, wherever it is done."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.ops import Ops, audit
from graph.ops.anchors import AnchorError, Anchors
from graph.ops.tables import AUDIT
from tests.graph.test_ops import Open, ops_at, postgresql  # noqa: F401

N = 9  # entries; the last anchor stands at the seventh


@pytest.fixture
def ops(ops_at: Open) -> Iterator[Ops]:  # noqa: F811
    with ops_at("tests") as opened:
        yield opened


@pytest.fixture
def anchors(ops: Ops, tmp_path: Path) -> Anchors:
    """Nine entries, anchored at the third and the seventh."""
    made = Anchors(tmp_path)
    for n in range(1, N + 1):
        ops.note("act", f"s{n}", n=n, word="汉字")
        if n in (3, 7):
            assert made.drop(ops) is not None
    return made


def sql(ops: Ops, *statements: str) -> None:
    with ops.change() as c:
        for statement in statements:
            c.exec_driver_sql(statement)


def recomputed(ops: Ops, start: int) -> None:
    """What somebody does who can write the table and knows how hashes are made."""
    with ops.change() as c:
        before = c.execute(AUDIT.select().where(AUDIT.c.seq == start - 1)).mappings().one()["hash"]
        for entry in c.execute(AUDIT.select().where(AUDIT.c.seq >= start).order_by(AUDIT.c.seq)).mappings().all():
            new = {**entry, "before": before}
            before = audit.digest(new)
            c.execute(AUDIT.update().where(AUDIT.c.seq == entry["seq"]).values(before=new["before"], hash=before))


def test_a_whole_chain_is_whole(ops: Ops, anchors: Anchors) -> None:
    verdict = anchors.verify(ops)
    assert (verdict.entries, verdict.anchors, verdict.broken) == (N, 2, None)
    assert anchors.drop(ops) is not None
    assert anchors.drop(ops) is None, "nothing is new"
    assert [a.seq for a in anchors.all()] == [3, 7, 9]


@pytest.mark.parametrize(
    ("tamper", "broken"),
    [
        ("UPDATE audit SET who='x' WHERE seq=8", 8),
        ("UPDATE audit SET at='2026-01-01T00:00:00.000+00:00' WHERE seq=2", 2),
        ("UPDATE audit SET action='x' WHERE seq=9", 9),
        ("UPDATE audit SET subject='s8' WHERE seq=1", 1),
        ("UPDATE audit SET detail='{}' WHERE seq=5", 5),
        ("UPDATE audit SET before=hash WHERE seq=4", 4),
        ("UPDATE audit SET seq=10 WHERE seq=9", 9),
        ("DELETE FROM audit WHERE seq=5", 5),
        ("DELETE FROM audit WHERE seq=1", 1),
        ("DELETE FROM audit WHERE seq > 3", 4),
        ("DELETE FROM audit WHERE seq > 6", 7),
        ("DELETE FROM audit", 1),
        ("INSERT INTO audit SELECT 0, at, who, action, subject, detail, before, hash FROM audit WHERE seq=1", 1),
        ("INSERT INTO audit SELECT 10, at, who, action, subject, detail, before, hash FROM audit WHERE seq=9", 10),
    ],
)
def test_a_change_a_deletion_and_an_insertion_are_found(ops: Ops, anchors: Anchors, tamper: str, broken: int) -> None:
    sql(ops, tamper)
    verdict = anchors.verify(ops)
    assert verdict.broken == broken
    assert verdict.why is not None


def test_an_insertion_that_moves_the_others_along_is_found(ops: Ops, anchors: Anchors) -> None:
    """The new entry follows from the one before it, and everything after it is computed anew."""
    sql(
        ops,
        *(f"UPDATE audit SET seq={n + 1} WHERE seq={n}" for n in range(N, 4, -1)),
        "INSERT INTO audit SELECT 5, at, who, action, 'forged', detail, hash, hash FROM audit WHERE seq=4",
    )
    recomputed(ops, 5)
    assert ops.audit_broken() is None, "the chain alone can't tell"
    verdict = anchors.verify(ops)
    assert (verdict.broken, verdict.entries) == (7, 7)
    assert verdict.why is not None
    assert "computed anew" in verdict.why.en


@pytest.mark.parametrize("harm", ["UPDATE audit SET who='x' WHERE seq=2", "UPDATE audit SET subject='s' WHERE seq=7"])
def test_a_changed_entry_with_all_hashes_computed_anew_is_found_by_the_anchor(ops: Ops, anchors: Anchors, harm: str) -> None:  # fmt: skip
    sql(ops, harm)
    recomputed(ops, 2)
    assert ops.audit_broken() is None
    assert anchors.verify(ops).broken in (3, 7)
    with pytest.raises(AnchorError, match="not as its anchor"):
        anchors.drop(ops)


def test_an_end_that_was_cut_off_is_found_by_the_anchor(ops: Ops, anchors: Anchors) -> None:
    sql(ops, "DELETE FROM audit WHERE seq >= 6")
    assert ops.audit_broken() is None
    verdict = anchors.verify(ops)
    assert verdict.why is not None
    assert (verdict.broken, "the end was cut off" in verdict.why.en) == (6, True)
    ops.note("act", "later"), ops.note("act", "and later")
    assert anchors.verify(ops).broken == 7, "nor does it help to write others in its place"


def files(folder: Path) -> list[dict[str, object]]:
    (path,) = (folder / "audit").glob("anchor-*.json")
    return list(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize(
    "harm",
    [
        lambda rows: rows[1:],
        lambda rows: [{**rows[0], "seq": 2, "count": 2}, *rows[1:]],
        lambda rows: [{**rows[0], "hash": "0" * 64}, *rows[1:]],
        lambda rows: [*rows[:-1], {**rows[-1], "count": 6}],
        lambda rows: rows[::-1],
        lambda rows: [{"seq": 1}],
    ],
)
def test_an_anchor_that_was_changed_or_is_missing_shows(
    ops: Ops, anchors: Anchors, tmp_path: Path, harm: Callable[[list[dict[str, object]]], object]
) -> None:
    (path,) = (tmp_path / "audit").glob("anchor-*.json")
    path.write_text(json.dumps(harm(files(tmp_path))), "utf-8")
    assert anchors.verify(ops).broken is not None


def test_anchors_are_for_their_owner_alone_and_a_file_a_day(ops: Ops, anchors: Anchors, tmp_path: Path) -> None:
    (path,) = (tmp_path / "audit").iterdir()
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert path.name == f"anchor-{str(files(tmp_path)[0]['at'])[:10]}.json"
    assert [set(row) for row in files(tmp_path)] == [{"at", "seq", "hash", "count", "before"}] * 2


def test_a_copy_kept_elsewhere_tells_when_both_were_rewritten_here(ops: Ops, anchors: Anchors, tmp_path: Path) -> None:
    (path,) = (tmp_path / "audit").glob("anchor-*.json")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / path.name).write_text(path.read_text("utf-8"), "utf-8")
    path.unlink()
    sql(ops, "DELETE FROM audit WHERE seq > 5")
    assert anchors.drop(ops) is not None
    assert anchors.verify(ops).broken is None
    assert Anchors(tmp_path, elsewhere).verify(ops).broken == 6


def test_a_chain_that_can_not_be_read_is_an_error_of_ours(ops: Ops, anchors: Anchors) -> None:
    """The server notes it and drops the next anchor an hour later."""
    sql(ops, "ALTER TABLE audit RENAME TO gone")
    try:
        with pytest.raises(AnchorError, match="can't be read"):
            anchors.drop(ops)
    finally:
        sql(ops, "ALTER TABLE gone RENAME TO audit")
    assert anchors.drop(ops) is not None


def test_what_is_new_is_read_on_from_where_the_chain_was_found_whole(ops: Ops, anchors: Anchors) -> None:
    at = ops.audit_read(audit.Position())
    assert (at.seq, at.broken) == (N, None)
    ops.note("act", "new")
    assert ops.audit_read(at).seq == N + 1
    sql(ops, f"UPDATE audit SET who='x' WHERE seq={N + 1}")
    assert ops.audit_read(at).broken == N + 1
    sql(ops, f"DELETE FROM audit WHERE seq >= {N}")
    assert ops.audit_read(at).broken == N


def test_a_long_chain_is_read_a_stretch_at_a_time(ops: Ops, anchors: Anchors) -> None:
    at, looks = audit.Position(), []
    while not looks or at.more:
        at = ops.audit_read(at, 4)
        looks.append(at.seq)
    assert (looks, at.broken) == ([4, 8, N], None)
    sql(ops, "UPDATE audit SET who='x' WHERE seq=6")
    at = ops.audit_read(audit.Position(), 4)
    assert (at.broken, ops.audit_read(at, 4).broken) == (None, 6)


def test_a_long_chain_is_read_in_the_memory_of_a_short_one(ops: Ops, anchors: Anchors, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(audit, "BLOCK", 50)
    with ops.change() as c:
        for n in range(4000):
            ops.record(c, "act", f"s{n}", text="x" * 500)
    tracemalloc.start()
    verdict = anchors.verify(ops)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (verdict.broken, verdict.entries) == (None, 4000 + N)
    assert peak < 1_500_000, "4,000 entries of 500 characters and more are 3 MB and more"
