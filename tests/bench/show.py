"""Results as a table on a terminal and as the marked block of README.md. Losses are said in the same words as gains."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.result import Result, Side

README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- measured: written by --write, not by hand -->", "<!-- end of measured -->"
HEADS = ("row", "what", "asked", "ours", "peer", "ratio", "verdict")


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


def table(results: Sequence[Result], facts: dict[str, Any]) -> None:
    """On standard output."""
    console = Console(width=None if sys.stdout.isatty() else 200)
    grid = Table(title=f"make bench, {facts['date']}, {facts['commit']}", show_lines=True)
    for head in HEADS:
        grid.add_column(head, overflow="fold")
    for result in results:
        grid.add_row(*cells(result), style="red" if result.reached is False else None)
    console.print(grid)
    for result in results:
        for note in result.notes:
            console.print(f"{result.name}: {note}", markup=False, highlight=False, soft_wrap=True)
    console.print(machine(facts), markup=False, highlight=False, soft_wrap=True)


def machine(facts: dict[str, Any]) -> str:
    """One line."""
    packages = ", ".join(f"{k} {v}" for k, v in facts["packages"].items())
    return (
        f"{facts['date']}, commit {facts['commit']}, scale {facts['scale']}: {facts['cores']} x {facts['processor']}, {facts['memory']}, "
        f"load {facts['load']:.1f} at the start, {facts['minutes']:.0f} minutes; Python {facts['python']}, {packages}"
    )


def rewrite(results: Sequence[Result], facts: dict[str, Any]) -> None:
    """Put the results into README.md between its marks."""
    before, _, rest = README.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    README.write_text(f"{before}{BEGIN}\n\n{chr(10).join(_lines(results, facts))}\n\n{END}{after}", "utf-8")


def _lines(results: Sequence[Result], facts: dict[str, Any]) -> Iterator[str]:
    yield machine(facts)
    yield ""
    missed = [r.name for r in results if r.reached is False]
    yield f"Missed: {', '.join(missed)}." if missed else "Every line asked for was reached in this run."
    yield ""
    yield f"| {' | '.join(HEADS)} |"
    yield f"|{'---|' * len(HEADS)}"
    for result in results:
        yield f"| {' | '.join(cells(result))} |"
    yield ""
    for result in results:
        for note in result.notes:
            yield f"- {result.name}: {note}"
