"""Writes docs/quality.md from what `jinying evaluate` says: `make quality`. No figure in it is typed in by hand.

All of it takes most of an hour; `python -m tests.bench.quality --only accounts --only world` measures some parts anew and
leaves the others with the day on which they were measured.
Models take hours, and are measured a data set at a time: `python -m tests.bench.quality --models FILE...` puts the rows that
`jinying evaluate models --out FILE` kept among those of before (`models.json` beside this file), in the place of such as are of
the same data, model and floor, and writes their own part of the page, which `make quality` leaves as it is.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/quality.md"
KEPT = Path(__file__).with_name("models.json")
WRITTEN = ROOT / "tests/ingest/text/look_alikes.tsv"
SHARED = Path(os.environ.get("JINYING_SHARED", "../shared/data"))
AML = SHARED / "amlsim-fanin"
PARTS = {  # of the page, and what `jinying evaluate` is asked for each
    "accounts": ["accounts", str(AML / "transactions.csv.gz"), "--labels", f"{AML / 'nodes.csv.gz'}:isFraud"],
    "layers": ["layers", str(SHARED / "amlworld-odd")],
    "core": ["core", *sorted(str(p) for p in (ROOT / SHARED / "covert-core").glob("*/"))],
    "world": ["world", "--scale", "0.1"],
    "names": ["names"],
    "texts": ["texts"],
}
Rows = list[dict[str, Any]]
JOINED = "*joined, without labels* was put together, and tried on banks of our own, before it was held against the labels, and is what to compare with the floors: sums of one size that several pay one and nobody else, and sums repeated within a day, each reckoned against what chance would do; ranks of fans and of money passed on break ties. The transfers were looked at without their labels: that hardly anybody here pays another twice was seen."  # fmt: skip
FLOORS = "Beside them, measured elsewhere on the same accounts with their labels (untuned random forest, ../shared/data): average precision .756 on an account's own features, .784 with its neighbours'."  # fmt: skip


LAYERED = "What no rule can read: accounts live on beside the scheme. A mule who also pays in is a participant, a collection account that spends older money of its own first seems, first in first out, to keep the participants', and a team leader of whom no list says whom he brought is one payer more."  # fmt: skip
READ = "The truth counts what each participant of the scheme paid for it, in it and back. Files tell who paid whom, when and how much, never what for. So *paid in* has too much where a participant also bought something of the firm in front, an ordinary customer of the same account is told from a participant by no file (others: persons), and a firm's trade stays apart (others: firms). *Interest* and *commission* are concluded from rates: too little where somebody had it too seldom for a rate, as teachers who get a part of a month's sales; too much where winnings let out (futures) are as small and regular as interest. *Principal* that comes back in part is no equal of what was paid in. What fits no rule stays a row of its own, unexplained, and is never spread."  # fmt: skip
UNPLANTED = "A detector without findings here is no proof against it: nothing in these worlds scatters a sum through five or more at once (smurfing); its tests plant that. Nor do their schemes break out: they grow over months, few ever have the 30 new payers in a week that a burst wants, while school terms, fees that fall due and rebates have; so its findings here are about those, and say so (\"as many before\", \"the money stayed\")."  # fmt: skip
SUMMED = ("findings", "scheme", "lookalike", "ordinary", "strong", "strong_scheme")
MODELS = "## Models"


def main() -> None:
    """Evaluate everything, write the page; or the part about models from files."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.quality")
    parser.add_argument("--models", nargs="+", type=Path, metavar="FILE", help="what `jinying evaluate models --out` kept")  # fmt: skip
    parser.add_argument("--only", action="append", choices=sorted(PARTS), help="a part to measure anew; none: all but models")  # fmt: skip
    asked = parser.parse_args()
    if asked.models:
        old = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else []
        runs = beside(old, [_read(file) for file in asked.models])
        KEPT.write_text(json.dumps(runs, ensure_ascii=False, indent=1) + "\n", "utf-8")
        known, _ = parts(PAGE.read_text("utf-8"))
        PAGE.write_text(f"{known}\n\n{models(runs)}\n", "utf-8")
        return
    body: dict[str, Rows] = {}
    for name in asked.only or PARTS:
        body |= measured(PARTS[name])
        if name == "texts":
            body["written"] = measured(["texts", "--file", str(WRITTEN)])["texts"]
    # whoever else measured meanwhile has written a part of his own
    PAGE.write_text(put(PAGE.read_text("utf-8"), page(body, datetime.now(UTC))), "utf-8")


def measured(arguments: Sequence[str]) -> dict[str, Rows]:
    """What `jinying evaluate` says, for a program."""
    command = [sys.executable, "-m", "jinying", "evaluate", *arguments, "--json"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    body: dict[str, Rows] = json.loads(done.stdout)
    return body


def beside(old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Runs of models, those of before without the rows that were measured anew, in the order of their data."""
    anew = {_study(row) for run in new for row in run["rows"]}
    left = [{**run, "rows": [row for row in run["rows"] if _study(row) not in anew]} for run in old]
    runs = [run for run in (*left, *new) if run["rows"]]
    order = list(dict.fromkeys(run["rows"][0]["data"] for run in (*old, *new)))
    return sorted(runs, key=lambda run: order.index(run["rows"][0]["data"]))


def _read(file: Path) -> dict[str, Any]:
    """What an evaluation kept; where it kept it is nobody's business."""
    run: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return {**run, "command": re.sub(r" --out[= ]\S+", "", run["command"])}


def _study(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(row.get(key)) for key in ("data", "model", "floor"))


def put(old: str, new: str) -> str:
    """The page with its head and the parts of a new one in the place of its own by the same title, the others as they are."""
    had, have = (dict(_titled(text)) for text in (old, new))
    return "\n\n".join((had | have)[title] for title in {**had, **have}) + "\n"


def _titled(text: str) -> Iterator[tuple[str, str]]:
    """Parts by their title, which ends where figures begin."""
    for part in re.split(r"\n(?=## )", text.strip()):
        yield re.split(r"[(,0-9]", part.split("\n", 1)[0])[0].strip(), part.strip()


def parts(text: str) -> tuple[str, str]:
    """The page without its part about models, and that."""
    whole, mark, rest = text.partition(f"{MODELS}\n")
    return whole.strip(), (mark + rest).strip()


SPANS = {"over seeds": ("low", "high"), "over tested things": ("things_low", "things_high")}
ABLATED = ("minus_shuffled_edges", "minus_no_graph", "minus_no_time")


def models(runs: Sequence[dict[str, Any]]) -> str:
    """The part about models: a row a study, how each was made, and what may be said of it, losses too."""
    rows = [row for run in runs for row in run["rows"]]
    columns = ["data", "model", "floor", "figure", "value", "floor_value", "difference", *SPANS, "judged", "reach", "reached", "precision_at_k", "lookalikes_at_k", "seeds", "seconds", "peak_mb"]  # fmt: skip
    shown = [{**row, **{name: _span(row, *ends) for name, ends in SPANS.items()}} for row in rows]
    bare = [r for r in rows if any(r.get(a) for a in ABLATED)]
    made = [f"- {run['at']}{', at ' + run['commit'] if run.get('commit') else ''}: `{run['command']}`{'. ' + run['note'] if run.get('note') else ''}" for run in runs]  # fmt: skip
    said = [f"- {row['data']}: {en}" for row in rows for _, en in row.get("said", ())]
    return "\n\n".join([
        MODELS, "Outside data (`../shared/data`), and sample worlds that nobody had looked at. The family is what validation prefers, of those that a row names; where a test had been seen before, its row says so. Intervals are paired bootstraps, 95 %: over seeds, and over tested things, which is the wider. `judged`: above or below where both exclude 0, level within .01, else open. A row without a floor is a bar known with hindsight. `lookalikes_at_k`: of the first K the share that is lawful and looks as if it were not.",
        table(shown, columns), "\n".join(made),
        *(["The model minus itself with something taken away, over seeds:", table(bare, ["data", "model", *ABLATED])] if bare else []),
        "What may be said:", "\n".join(said),
    ])  # fmt: skip


def _span(row: dict[str, Any], low: str, high: str) -> str:
    if row.get(low) is None or row.get(high) is None:
        return "–"
    return f"{row[low]:+.4f} to {row[high]:+.4f}"


def page(body: dict[str, Rows], at: datetime) -> str:
    """The page of a run; parts of which nothing was measured are not there."""
    head = "Written by `make quality`, each part with the day on which it was measured by `jinying evaluate`. Detectors ran with their own defaults; no label was seen by any of them."  # fmt: skip
    made = [f"# How good the answers are\n\n{head}"]
    for keys, title, told in (
        (("accounts",), "Accounts in fan-in rings (AMLSim, 20,000 accounts)", _accounts),
        (("layers",), "Layers of laundering attempts (AMLworld, odd half)", _layers),
        (("core",), "Core members of networks whose leaders are known", _networks),
        (("detectors", "schemes", "groups"), "Sample worlds", _worlds),
        (("names", "people"), "Who is who", _names),
        (("texts", "written"), "Classes of texts", _texts),
    ):
        if all(key in body for key in keys):
            made.append("\n\n".join([f"## {title}", f"Measured on {at:%Y-%m-%d}.", *told(body)]))
    return "\n\n".join(made) + "\n"


def _accounts(body: dict[str, Rows]) -> list[str]:
    return [table(body["accounts"], ["score", "named", "hit", "average_precision", "auc", "precision"]), JOINED, FLOORS]


def _layers(body: dict[str, Rows]) -> list[str]:
    said = "Share of accounts whose place (source, middle, sink) is right. The labels were made from in- and outdegree within an attempt, so that the naive way is right on all there."  # fmt: skip
    return [said, table(body["layers"], list(body["layers"][0]))]


def _networks(body: dict[str, Rows]) -> list[str]:
    return [table(body["core"], list(body["core"][0]))]


def _worlds(body: dict[str, Rows]) -> list[str]:
    seeds = sorted({row["seed"] for row in body["detectors"]})
    return [
        f"Worlds of seeds that nobody looked at: {', '.join(map(str, seeds))}.",
        "Findings about a planted scheme, about a legal look-alike, or about ordinary subjects: by their main subject, else by half of their subjects. A score says how much speaks for it once licence, trade, tenancy and season have been weighed: *strong* are those of 0.5 or more, which are put forward.",
        table(_summed(body["detectors"]), ["detector", "findings", "scheme", "lookalike", "ordinary", "precision", "strong", "precision of strong"]),
        UNPLANTED,
        "Schemes and legal look-alikes: how many there are, how many had a finding about them, and one with a score of 0.5 or more.",
        table(_by_kind(body["schemes"]), ["kind", "legal", "planted", "named", "strong"]),
        "Each scheme from the accounts that took its participants' money alone: share of its accounts in their right layer, and of its core members (who controls it, its cashier, the team leaders) found. As many first ones as there are core members make precision and recall one figure; beside it the first ten, which a finding names, and the accounts' place in the network alone. Told by who gets the money, pays it back, works others' accounts, holds the firms, brought the payers and gets commission.",
        table(_core(body["groups"]), ["seed", "kind", "layers", "core members", "found among as many", "among the first ten", "by place in the network"]),
        LAYERED,
        "The ledger of all accounts of a scheme, fen by which the totals of the truth's participants differ from the truth; beside it what other persons and firms paid into the same accounts.",
        table(_ledgers(body["groups"]), ["seed", "kind", "paid in", "interest", "principal", "commission", "others: persons", "others: firms"]),
        READ,
    ]  # fmt: skip


def _names(body: dict[str, Rows]) -> list[str]:
    return [
        "100,000 generated names of enterprises, 20,000 queries in 13 ways of writing, half of the industries unknown to the parser; `hard`: firms that are not there are asked for in those ways too. The merged band takes names alone only where they state region and form, so that the rest of its recall waits for a person.",
        table(body["names"], list(body["names"][0])),
        "Worlds of seeds that nobody looked at: enterprises and persons that papers know by name only.",
        table(body["people"], list(body["people"][0])),
    ]  # fmt: skip


def _texts(body: dict[str, Rows]) -> list[str]:
    return [
        "Adverts, complaints and reports of worlds of seeds that nobody looked at. A text's label is the truth about the firm it names, which one text need not show; the worlds' phrases were seen in training.",
        table(body["texts"], list(body["texts"][0])),
        "A hundred texts written by hand, half of them lawful look-alikes, held out (`tests/ingest/text/look_alikes.tsv`).",
        table(body["written"], list(body["written"][0])),
    ]  # fmt: skip


def table(rows: Rows, columns: Sequence[str]) -> str:
    """A Markdown table."""
    lines = [columns, ["---"] * len(columns), *([_cell(row.get(c)) for c in columns] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else "–" if value is None else str(value)


def _summed(rows: Rows) -> Rows:
    """Detectors over all worlds."""
    made: dict[str, dict[str, Any]] = {}
    for row in rows:
        one = made.setdefault(row["detector"], {"detector": row["detector"], **dict.fromkeys(SUMMED, 0)})
        for name in SUMMED:
            one[name] += row[name]
    for one in made.values():
        one["precision"] = f"{one['scheme'] / one['findings']:.2f}" if one["findings"] else "-"
        one["precision of strong"] = f"{one['strong_scheme'] / one['strong']:.2f}" if one["strong"] else "-"
    return list(made.values())


def _by_kind(rows: Rows) -> Rows:
    """Schemes first, then look-alikes."""
    made: dict[str, dict[str, Any]] = {}
    for row in rows:
        one = made.setdefault(row["kind"], {"kind": row["kind"], "legal": row["legal"], "planted": 0, "named": 0, "strong": 0})  # fmt: skip
        one["planted"] += 1
        one["named"] += bool(row["named"])
        one["strong"] += bool(row["strong"])
    return sorted(made.values(), key=lambda one: (one["legal"], one["kind"]))


def _core(rows: Rows) -> Rows:
    return [
        {"seed": row["seed"], "kind": row["kind"], "layers": row["layers"], "core members": row["core"], "found among as many": row["found"],
         "among the first ten": row["in_ten"], "by place in the network": row["place"]}
        for row in [*rows, _mean(rows)]
    ]  # fmt: skip


def _mean(rows: Rows) -> dict[str, Any]:
    """Over schemes; of core members over members."""
    total = sum(row["core"] for row in rows)
    weighed = {name: round(sum(row[name] * row["core"] for row in rows) / max(1, total), 4) for name in ("found", "in_ten", "place")}  # fmt: skip
    return {"seed": "all", "kind": "", "layers": round(sum(row["layers"] for row in rows) / max(1, len(rows)), 4), "core": total, **weighed}  # fmt: skip


def _ledgers(rows: Rows) -> Rows:
    names = {"投入": "paid in", "返息": "interest", "返本": "principal", "佣金": "commission"}
    return [
        {"seed": row["seed"], "kind": row["kind"], **{en: f"{row['differs'][zh]:+,} of {row['truth'][zh]:,}" for zh, en in names.items()},
         "others: persons": row["persons_beside"], "others: firms": row["firms_beside"]}
        for row in rows
    ]  # fmt: skip


if __name__ == "__main__":
    main()
