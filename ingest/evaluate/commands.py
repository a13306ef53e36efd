"""`jinying evaluate`: accounts, layers, core members, whole worlds, each against labels that no detector sees."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from graph.context import Context
from graph.detect.scene import Scene
from graph.kernels.arrays import Transfers
from graph.kernels.layers import PARTICIPANT, SINK, layers
from graph.say import JinyingError, Say
from graph.snapshot import snapshot
from ingest import world
from ingest.evaluate import attempts
from ingest.evaluate.accounts import ranked
from ingest.evaluate.labelled import labels, loaded
from ingest.evaluate.networks import networks
from ingest.evaluate.worlds import against, findings, groups
from ingest.load import expand
from ingest.mapping import find
from ingest.text.collecting import read_waiting

Body = dict[str, list[dict[str, Any]]]
SEEDS = 3  # worlds that nobody looked at, where none is named
SCALE = 0.1


def evaluate_command(
    ctx: typer.Context,
    shared: Annotated[Path, typer.Option(help="外部数据目录 · folder of outside data", envvar="JINYING_SHARED")] = Path("../shared/data"),
) -> None:  # fmt: skip
    """评估 · All of it on the outside data and on worlds that nobody looked at."""
    if ctx.invoked_subcommand is not None:
        return
    context: Context = ctx.obj
    if not shared.is_dir():
        raise JinyingError(Say(f"没有外部数据目录 {shared}", f"there is no folder of outside data at {shared}"), Say("用 --shared 指定，或单独运行 evaluate world", "name it by --shared, or run `jinying evaluate world` alone"))  # fmt: skip
    aml = shared / "amlsim-fanin"
    body: Body = {
        **accounts(context, [aml / "transactions.csv.gz"], f"{aml / 'nodes.csv.gz'}:isFraud", None),
        **attempts_of(shared / "amlworld-odd"),
        **core(sorted(p for p in (shared / "covert-core").iterdir() if p.is_dir())),
        **worlds(context, unseen(), SCALE),
        **names(),
        **texts(unseen(), None),
    }
    show(context, body)


def accounts_command(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="文件 · files", exists=True)],
    marks: Annotated[str, typer.Option("--labels", help="文件:列 · FILE:COLUMN, a file that a mapping reads and the column that marks")],
    mapping: Annotated[str | None, typer.Option("--mapping", "-m", help="映射 · mapping name or file")] = None,
) -> None:  # fmt: skip
    """账户评估 · Detectors' scores of accounts against marks: average precision, AUC, precision."""
    context: Context = ctx.obj
    show(context, accounts(context, files, marks, mapping))


def layers_command(
    ctx: typer.Context, folder: Annotated[Path, typer.Argument(help="目录 · folder", exists=True, file_okay=False)]
) -> None:
    """分层评估 · Roles in laundering attempts (pattern_transactions, derived_roles): source, middle, sink."""
    show(ctx.obj, attempts_of(folder))


def core_command(
    ctx: typer.Context,
    folders: Annotated[list[Path], typer.Argument(help="目录 · folders", exists=True, file_okay=False)],
) -> None:
    """核心评估 · Networks with known leaders (nodes.csv: id, core; edges.csv: src, dst)."""
    show(ctx.obj, core(folders))


def world_command(
    ctx: typer.Context,
    seed: Annotated[list[int] | None, typer.Option(help="种子 · seeds; none: three that nobody looked at")] = None,
    scale: Annotated[float, typer.Option(min=0.01, max=100)] = 0.2,
) -> None:
    """样例省评估 · Worlds against their truth: schemes found, look-alikes accused, layers, core members, ledgers."""
    context: Context = ctx.obj
    show(context, worlds(context, seed or unseen(), scale))


def names_command(ctx: typer.Context) -> None:
    """名称评估 · Generated names of enterprises in 13 ways of writing, and who is who in worlds that nobody looked at."""
    show(ctx.obj, names())


def texts_command(
    ctx: typer.Context,
    seed: Annotated[list[int] | None, typer.Option(help="种子 · seeds; none: three that nobody looked at")] = None,
    file: Annotated[Path | None, typer.Option(help="TSV：class、text · texts to measure by", exists=True)] = None,
) -> None:
    """文本评估 · The classes of texts: papers of worlds that nobody looked at, and a file of marked texts."""
    show(ctx.obj, texts([] if file and not seed else seed or unseen(), file))


def unseen() -> list[int]:
    """Seeds of worlds that nobody looked at."""
    return [secrets.randbelow(10**6) for _ in range(SEEDS)]


def names() -> Body:
    """Best candidates and the merged band on generated names, and proposals in worlds that know who is who."""
    from ingest.match import evaluate

    seeds = unseen()
    return {
        "names": [asdict(evaluate.names(hard=hard)) for hard in (False, True)],
        "people": [asdict(w) for seed in seeds for w in evaluate.world(seed, SCALE)],
    }


def texts(seeds: list[int], file: Path | None) -> Body:
    """Precision, recall and F1 of each class."""
    from ingest.text.class_texts import read_texts, world_texts
    from ingest.text.classify import load
    from ingest.text.train_classes import measured

    rows = []
    if seeds:
        found = list(dict.fromkeys(t for seed in seeds for t in world_texts(seed)))
        rows += [{"texts": f"worlds {', '.join(map(str, seeds))}", **row} for row in measured(load(), found)]
    if file:
        rows += [{"texts": file.name, **row} for row in measured(load(), read_texts(file))]
    return {"texts": rows}


def accounts(context: Context, files: list[Path], marks: str, mapping: str | None) -> Body:
    """Files loaded into an empty lake of their own, every detector run on them, its scores against the marks."""
    file, colon, column = marks.rpartition(":")
    if not colon or not Path(file).is_file():
        raise JinyingError(Say(f"“{marks}”不是 文件:列", f"'{marks}' is not FILE:COLUMN"), Say("如 nodes.csv:isFraud", "as in nodes.csv:isFraud"))  # fmt: skip
    chosen = find(mapping) if mapping else None
    with _apart(context) as own:
        loaded(own.lake, expand(files), chosen)
        marked = labels(own.lake, Path(file), chosen, "Account", [column])
        true = {i for i, mark in marked.select("id", column).iter_rows() if _positive(mark)}
        with own.graph() as store:
            rows = [asdict(r) for r in ranked(Scene(store.view(), own.lake), true)]
    return {"accounts": rows}


def attempts_of(folder: Path) -> Body:
    """Right roles where each attempt is alone and where all are one graph, beside the naive way."""
    made = {"layers": _roles, "by degree": attempts.by_degree}
    rows = []
    for name, way in made.items():
        found = attempts.score(folder, way)
        rows.append({"way": name, "labels": found.rows, "alone": round(found.alone / found.rows, 4), "merged": round(found.merged / found.rows, 4)})  # fmt: skip
    return {"layers": rows}


def core(folders: list[Path]) -> Body:
    """The core score of each network beside the best single centrality."""
    return {"core": [asdict(n) for n in networks(folders)]}


def worlds(context: Context, seeds: list[int], scale: float) -> Body:
    """Each world made, loaded and searched in a folder of its own."""
    body: Body = {"schemes": [], "detectors": [], "groups": []}
    for seed in seeds:
        with _apart(context) as own:
            folder = own.settings.data.parent / "world"
            world.write(seed, scale, folder)
            loaded(own.lake, expand([folder]), None)
            read_waiting(own)
            s, truth = snapshot(own.lake), folder / "truth"
            with own.graph() as store:
                schemes, told = against(s, findings(Scene(store.view(), own.lake)), truth)
            body["schemes"] += [{"seed": seed, **asdict(x)} for x in schemes]
            body["detectors"] += [{"seed": seed, **asdict(x)} for x in told]
            body["groups"] += [{"seed": seed, **asdict(x)} for x in groups(s, truth)]
    return body


def show(context: Context, body: Body) -> None:
    """One document for a program, a table a question for a person."""
    if context.screen.plain and not context.screen.csv:
        context.screen.data(body)
        return
    for what, rows in body.items():
        keys = list(rows[0]) if rows else ["-"]
        context.screen.rows(TITLES[what], [(key, Say(key, key)) for key in keys], [_flat(row) for row in rows])


TITLES = {
    "names": Say("名称：最佳候选与合并档", "names: best candidates and the merged band"),
    "people": Say("样例省：谁是谁", "worlds: who is who"),
    "texts": Say("文本：归类", "texts: classes"),
    "accounts": Say("账户：各检测器的分数对照标签", "accounts: detectors' scores against labels"),
    "layers": Say("分层：单独与合并时正确的比例", "layers: share right, alone and merged"),
    "core": Say("核心成员：核心度与最佳单一指标", "core members: core score and the best single centrality"),
    "schemes": Say("样例省：方案与合法的相似物", "worlds: schemes and legal look-alikes"),
    "detectors": Say("样例省：各检测器命中的是谁", "worlds: whom each detector names"),
    "groups": Say("样例省：由归集账户出发的分层、核心、账目", "worlds: layers, core members, ledger, from the collection accounts alone"),
}  # fmt: skip


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    return {k: ", ".join(v) if isinstance(v, (list, tuple)) else v for k, v in row.items()}


def _positive(mark: str | None) -> bool:
    return (mark or "").strip().lower() not in ("", "0", "0.0", "false", "no", "n", "否")


def _roles(t: Transfers) -> NDArray[np.int8]:
    role = layers(t).role
    return np.select([role == PARTICIPANT, role == SINK], [attempts.SOURCE, attempts.SINK], attempts.MIDDLE).astype(np.int8)  # fmt: skip


@contextmanager
def _apart(context: Context) -> Iterator[Context]:
    """The same settings on a data folder that is thrown away, with an engine of its own."""
    with tempfile.TemporaryDirectory(prefix="jinying-evaluate-") as folder:
        own = replace(context.settings, data=Path(folder) / "data", neo4j_uri=None, ops_url=None)
        yield replace(context, settings=own)


EVALUATE = [
    ("accounts", accounts_command),
    ("layers", layers_command),
    ("core", core_command),
    ("world", world_command),
    ("names", names_command),
    ("texts", texts_command),
]
