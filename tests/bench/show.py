"""Results as tables on a terminal and as the marked blocks of README.md, one a page. Losses are said in the same words as gains."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.result import Result, Side

RUN = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d UTC), commit ([^,]+), scale ")
README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- {}: written by --write, not by hand -->", "<!-- end of {} -->"
HEADS = ("row", "what", "asked", "ours", "peer", "ratio", "verdict")
MEASURED = (*HEADS, "measured")  # as README.md has them: rows of several runs stand side by side
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
    """Put the results into README.md between the marks of their pages.

    A row that was not measured now stays as it was, with its peers, its notes and when it was measured.
    """
    text = README.read_text("utf-8")
    for page in dict.fromkeys(r.page for r in results):
        begin, end = BEGIN.format(page), END.format(page)
        before, _, rest = text.partition(begin)
        old, _, after = rest.partition(end)
        body = "\n".join(_lines(_read(old), [r for r in results if r.page == page], facts))
        text = f"{before}{begin}\n\n{body}\n\n{end}{after}"
    README.write_text(text, "utf-8")


@dataclass(slots=True)
class _Page:
    """What a block says, row by row: its cells, those of its peers, its notes."""

    rows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    peers: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)


def _read(block: str) -> _Page:
    """A block as it stands. Rows from before each had its own date have that of the run."""
    page, heads, date = _Page(), tuple[str, ...](), ""
    for line in block.strip().splitlines():
        if found := RUN.match(line):
            date = f"{found[1]}, {found[2]}"
        elif line.startswith("- "):
            name, _, note = line.removeprefix("- ").partition(": ")
            page.notes.setdefault(name, []).append(note)
        elif line.startswith("| "):
            parts = tuple(line.removeprefix("| ").removesuffix(" |").split(" | "))
            if parts[0] == HEADS[0]:
                heads = parts
            elif heads[1] == BESIDE[1]:
                page.peers.setdefault(parts[0], []).append(parts)
            else:
                page.rows[parts[0]] = parts if len(heads) == len(MEASURED) else (*parts, date)
    return page


def _lines(page: _Page, results: Sequence[Result], facts: dict[str, Any]) -> Iterator[str]:
    small = "" if facts["scale"] == "full" else f", {facts['scale']}"
    for r in results:
        page.rows[r.name] = (*cells(r), f"{facts['date']}, {facts['commit']}{small}")
        page.peers[r.name], page.notes[r.name] = list(besides(r)), list(r.notes)
    yield machine(facts)
    yield ""
    missed = [name for name, row in page.rows.items() if row[len(HEADS) - 1] == "MISSED"]
    yield f"Missed: {', '.join(missed)}." if missed else "Every line asked for was reached."
    peers = [row for name in page.rows for row in page.peers.get(name, ())]
    if peers:
        lost = [f"{row[0]} ({row[1]})" for row in peers if "SLOWER" in row[6]]
        yield ""
        yield f"Slower than a peer: {', '.join(lost)}." if lost else "No peer was faster."
    yield ""
    yield from _rows(MEASURED, list(page.rows.values()))
    yield ""
    if peers:
        yield from _rows(BESIDE, peers)
        yield ""
    for name in page.rows:
        yield from (f"- {name}: {note}" for note in page.notes.get(name, ()))


def _rows(heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
