"""Results as tables on a terminal and as the marked blocks of README.md, one a page. Losses are said in the same words as gains."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.result import Result, Side

README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- {}: written by --write, not by hand -->", "<!-- end of {} -->"
HEADS = ("row", "what", "asked", "ours", "peer", "ratio", "verdict")
BESIDE = ("row", "peer", "graph", "ours, CPU s", "peer, CPU s", "ours / peer", "verdict", "build, CPU s", "peak, MiB", "answer")  # fmt: skip


def number(value: float) -> str:
    """Three or so digits."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _side(side: Side | None) -> str:
    if side is None:
        return "-"
    s = side.spread
    span = f" ({number(s['min'])}-{number(s['max'])}, n={len(side.samples)})" if len(side.samples) > 1 else " (n=1)"
    return f"{number(s['median'])}{span} {side.unit}; {side.label}"


def verdict(result: Result) -> str:
    """Plainly."""
    return {True: "reached", False: "MISSED", None: "shown"}[result.reached]


def cells(result: Result) -> tuple[str, ...]:
    """A row of the table."""
    ratio = "-" if result.ratio is None else f"{result.ratio:.2f}"
    return result.name, result.what, result.asked.text, _side(result.ours), _side(result.peer), ratio, verdict(result)


def besides(result: Result) -> Iterator[tuple[str, ...]]:
    """A row for each of several peers."""
    for one in result.beside:
        start = result.name, one.name, one.on, f"{one.ours:.3g}"
        if one.cpu is None or one.ratio is None:
            yield *start, "-", "-", one.said, "-", "-", "-"
            continue
        verdict = "ours is faster" if one.ratio <= 1 else "OURS IS SLOWER"
        yield *start, f"{one.cpu:.3g}", f"{one.ratio:.2g}", verdict, f"{one.build:.3g}", f"{one.peak >> 20:,}", one.said


def table(results: Sequence[Result], facts: dict[str, Any]) -> None:
    """On standard output."""
    console = Console(width=None if sys.stdout.isatty() else 200)
    rows = [(cells(r), r.reached is False) for r in results]
    _grid(console, f"make bench, {facts['date']}, {facts['commit']}", HEADS, rows)
    if peers := [row for r in results for row in besides(r)]:
        _grid(console, "beside every peer", BESIDE, [(row, "SLOWER" in row[6]) for row in peers])
    for result in results:
        for note in result.notes:
            console.print(f"{result.name}: {note}", markup=False, highlight=False, soft_wrap=True)
    console.print(machine(facts), markup=False, highlight=False, soft_wrap=True)


def _grid(console: Console, title: str, heads: Sequence[str], rows: Sequence[tuple[tuple[str, ...], bool]]) -> None:
    grid = Table(title=title, show_lines=True)
    for head in heads:
        grid.add_column(head, overflow="fold")
    for row, lost in rows:
        grid.add_row(*row, style="red" if lost else None)
    console.print(grid)


def machine(facts: dict[str, Any]) -> str:
    """One line."""
    packages = ", ".join(f"{k} {v}" for k, v in facts["packages"].items())
    return (
        f"{facts['date']}, commit {facts['commit']}, scale {facts['scale']}: {facts['cores']} x {facts['processor']}, {facts['memory']}, "
        f"load {facts['load']:.1f} at the start, {facts['minutes']:.0f} minutes; Python {facts['python']}, {packages}"
    )


def rewrite(results: Sequence[Result], facts: dict[str, Any]) -> None:
    """Put the results into README.md between the marks of their pages; a page of which nothing was measured stays."""
    text = README.read_text("utf-8")
    for page in dict.fromkeys(r.page for r in results):
        begin, end = BEGIN.format(page), END.format(page)
        before, _, rest = text.partition(begin)
        _, _, after = rest.partition(end)
        body = "\n".join(_lines([r for r in results if r.page == page], facts))
        text = f"{before}{begin}\n\n{body}\n\n{end}{after}"
    README.write_text(text, "utf-8")


def _lines(results: Sequence[Result], facts: dict[str, Any]) -> Iterator[str]:
    yield machine(facts)
    yield ""
    missed = [r.name for r in results if r.reached is False]
    yield f"Missed: {', '.join(missed)}." if missed else "Every line asked for was reached in this run."
    peers = [row for r in results for row in besides(r)]
    if peers:
        lost = [f"{name} ({peer})" for name, peer, *_, verdict, _, _, _ in peers if "SLOWER" in verdict]
        yield ""
        yield f"Slower than a peer: {', '.join(lost)}." if lost else "No peer was faster in this run."
    yield ""
    yield from _rows(HEADS, [cells(r) for r in results])
    yield ""
    if peers:
        yield from _rows(BESIDE, peers)
        yield ""
    for result in results:
        for note in result.notes:
            yield f"- {result.name}: {note}"


def _rows(heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
