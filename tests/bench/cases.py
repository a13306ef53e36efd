"""Rows about a case of 2,000 entities and 200,000 transfers: taken out in every format, sealed, verified, by the commands."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.bench.inputs import Inputs
from tests.bench.meter import ROOT, apart, own_cpu
from tests.bench.result import Asked, Bench, Result, Side

ACCOUNTS, TRANSFERS = 1_000, 200_000  # and as many people as accounts
MIB = 1 << 20
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643: of an ID number's digits


def export(inputs: Inputs) -> Result:
    """One command that writes all formats, frozen facts checked and personal data masked before."""
    sizes = inputs.size(ACCOUNTS), inputs.size(TRANSFERS)
    data = inputs.folder("case")
    inputs.say(f"loading and freezing a case of {sizes[1]:,} transfers")
    case = apart("tests.bench.cases:made", data, *sizes)
    samples, told = [], []
    for turn in range(inputs.reps):
        inputs.say(f"every format, turn {turn + 1} of {inputs.reps}")
        one = apart("tests.bench.cases:run", data, "case", "export", case["id"], "all")
        samples.append(one["cpu"])
        told.append(one["peak"])
    inputs.say("sealing and verifying")
    sealed = apart("tests.bench.cases:run", data, "case", "seal", case["id"], "--to", str(data.parent))
    bundle = data.parent / Path(sealed["said"]["file"]).name
    verified = apart("tests.bench.cases:run", data, "verify", str(bundle))
    size = bundle.stat().st_size / MIB
    inputs.drop(data, bundle)
    return Result(
        "case-export", f"`jinying case export CASE all`: {case['entities']:,} entities, {case['links']:,} links, every format",
        Asked("under 60 CPU s, 1.5 GiB", 60, more=False), Side("ours", "CPU s", tuple(samples)),
        notes=(f"peak {max(told) / MIB:,.0f} MiB of the largest process; frozen in {case['cpu']:.1f} CPU s",
               f"sealed, formats written anew, in {sealed['cpu']:.1f} CPU s, peak {sealed['peak'] / MIB:,.0f} MiB, {size:,.0f} MiB; verified in {verified['cpu']:.1f} CPU s, peak {verified['peak'] / MIB:,.0f} MiB"),
        page="cases",
    )  # fmt: skip


# each in a process of its own


def run(data: str, *words: str) -> dict[str, Any]:
    """`jinying WORDS` as a person runs it: CPU seconds, bytes of the largest process, what it said."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("NEO4J_", "JINYING_"))}
    begun = own_cpu()
    done = subprocess.run([sys.executable, "-m", "jinying", "--data", data, "--json", *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False)  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"jinying {' '.join(words)}: {done.stderr[-1000:]}")
    return {"cpu": own_cpu() - begun, "peak": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024, "said": json.loads(done.stdout)}  # fmt: skip


def made(data: str, accounts: int, transfers: int) -> dict[str, Any]:
    """A case of who the command line's user is, all accounts and their owners in it, frozen."""
    from graph.case.freezing import freeze
    from graph.case.rules import apply
    from graph.lake import Lake
    from graph.ops import open_ops
    from graph.ops.cases import Cases, Opening
    from graph.snapshot import snapshot
    from tests.lakes import holders, put, write

    folder = Path(data)
    number = [f"6222000{k:09d}" for k in range(accounts)]
    owned = holders(folder / "holders.csv", [f"{n},{chr(0x5F20)}{k},甘露银行,{id_number(k)}" for k, n in enumerate(number)])  # fmt: skip
    rows = [
        f"{number[k * 7 % accounts]},{number[(k * k + 1) % accounts]},{k % 90_000 + 1}.{k % 100:02d},20{20 + k % 5}-{k % 12 + 1:02d}-{k % 28 + 1:02d} {k % 24:02d}:{k % 60:02d}:{k // 24 % 60:02d},S{k}"
        for k in range(transfers)
    ]
    lake = Lake(folder)
    put(lake, owned, write(folder / "moves.csv", "付,收,元,时,号", rows))
    with open_ops(folder) as ops:
        case = Cases(ops).open(Opening("测速案", "非法吸收公众存款", "非法集资"))
        s = snapshot(lake)
        things = [i for kind in ("Account", "Person") for i in s.ids(s.of_kind(kind))]
        for first in range(0, len(things), 500):
            apply(s, ops, case.id, "hand", {"things": things[first : first + 500]}, "测速")
        begun = own_cpu()
        frozen = freeze(lake, ops, case.id, folder, "测速")
        return {"id": case.id, "cpu": own_cpu() - begun, **{n: frozen.note["counts"][n] for n in ("entities", "links")}}


def id_number(k: int) -> str:
    """A valid number of a person born in 1980."""
    digits = f"5101{k // 300 % 100:02d}1980{k % 12 + 1:02d}{k % 28 + 1:02d}{k % 1000:03d}"
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True)) % 11]


CASES = [Bench("case-export", "a case in every format, sealed and verified, by the commands", export)]
