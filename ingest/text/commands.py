"""`jinying text`: documents read, classed and grouped; the models behind that trained and measured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from graph.context import Context
from graph.mask import masked
from graph.say import JinyingError, Say
from ingest.text.personal import PERSONAL, hidden, personal

Files = Annotated[list[Path], typer.Argument(help="文件 · files: txt, html, docx, pdf, eml")]
Ocr = Annotated[bool, typer.Option("--ocr", help="识别图片与扫描件 · read images and scans too (extra `ocr`)")]
Full = Annotated[str | None, typer.Option("--full", help="不脱敏，写明理由，留痕 · unmasked; say why, it is audited")]
Model = Annotated[Path | None, typer.Option("--model", help="模型文件 · a model of your own; none: the one that ships")]
SHOWN = 60  # characters of a text in a table for a person
COLUMNS = {
    "file": Say("文件", "file"), "part": Say("部分", "part"), "label": Say("类别", "label"), "text": Say("文字", "text"), "value": Say("值", "value"),
    "flags": Say("语境", "context"), "start": Say("起", "start"), "end": Say("止", "end"), "rule": Say("依据", "by"), "confidence": Say("置信", "confidence"),
    "class": Say("类", "class"), "probability": Say("概率", "probability"), "reasons": Say("理由", "reasons"),
    "campaign": Say("批次", "campaign"), "alike": Say("相似", "alike"),
    "there": Say("应有", "there"), "found": Say("找到", "found"), "precision": Say("准确", "precision"), "recall": Say("召回", "recall"),
    "f1": Say("F1", "F1"), "off": Say("校准误差", "calibration error"),
}  # fmt: skip


def read_command(ctx: typer.Context, files: Files, ocr: Ocr = False, full: Full = None, model: Model = None) -> None:
    """读文件 · What documents say: numbers, amounts, rates, promises, names, each with its place. Candidates, not facts."""
    from ingest.text import namer
    from ingest.text.pipeline import read, reader

    context: Context = ctx.obj
    _allowed(context, full, files)
    nlp, rows = reader(), []
    assert namer.LABELS  # its components are there
    nlp.add_pipe("jinying_mentions", before="jinying_relations", config={"model": str(model) if model else None})
    for where, text in _texts(files, ocr):
        for m in next(iter(read([text], nlp))).mentions:
            rows.append({**where, "label": m.label, "text": m.text, "value": m.value, "flags": "、".join(m.flags), "start": m.start, "end": m.end, "rule": m.rule, "confidence": m.confidence})  # fmt: skip
    for row in [] if full else rows:
        _hide(row)
    _show(context, Say("文中提到", "mentions"), rows)


def classify_command(ctx: typer.Context, files: Files, ocr: Ocr = False, model: Model = None) -> None:
    """归类 · Which of the seven classes a document speaks of, or none, with the sentences that say so. A lead, not a verdict."""
    from ingest.text.classify import load

    context: Context = ctx.obj
    classifier, rows = load(model), []
    for where, text in _texts(files, ocr):
        judged = classifier.judge(text)
        reasons = [{"sentence": _hidden(r.text), "start": r.start, "end": r.end, "weight": r.weight, "words": list(r.words)} for r in judged.reasons]  # fmt: skip
        rows.append({**where, "class": judged.label, "probability": judged.probability, "all": judged.all, "reasons": reasons})  # fmt: skip
    if not context.screen.plain:
        for row in rows:
            row.pop("all")
            row["reasons"] = "\n".join(_short(r["sentence"]) for r in row["reasons"])
    _show(context, Say("归类", "classes"), rows)


def campaigns_command(ctx: typer.Context, files: Files, ocr: Ocr = False) -> None:
    """同一批文案 · Documents that are copies of one text, each a little different."""
    from ingest.text.campaigns import campaigns

    context: Context = ctx.obj
    texts = list(_texts(files, ocr))
    rows = [
        {"campaign": number, **texts[k][0], "alike": c.alike, "text": _short(_hidden(texts[k][1][: 4 * SHOWN]))}
        for number, c in enumerate(campaigns([text for _, text in texts]), 1)
        for k in c.texts
    ]
    _show(context, Say("同一批文案", "campaigns"), rows)


def train_command(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="模型文件 · the model; .xz makes it small, a JSON is written beside it")],
    file: Annotated[Path | None, typer.Argument(help="CoNLL 文件；不给则用生成的文本 · marked text; none: text is generated")] = None,
    test: Annotated[Path | None, typer.Option("--test", help="用于测试的 CoNLL 文件 · marked text to measure by")] = None,
    source: Annotated[str, typer.Option("--source", help="语料来源与许可 · where the text is from and its licence")] = "",
    seed: Annotated[int, typer.Option(help="生成文本的种子 · seed of generated text")] = 20221,
    texts: Annotated[int, typer.Option(min=10, max=200_000, help="每种生成多少 · texts of each sort")] = 4000,
    rounds: Annotated[int, typer.Option(min=1, max=1000)] = 70,
) -> None:  # fmt: skip
    """训练名称识别 · Train the tagger of names from marked text, a character CRF. Prints precision, recall and F1."""
    from ingest.text.ner import load
    from ingest.text.ner_corpus import read_conll
    from ingest.text.train_ner import Recipe, cut, measured, save_about, train, train_generated

    context: Context = ctx.obj
    recipe = Recipe(rounds=rounds)
    if file is None:
        about = train_generated(out, seed, texts, recipe)
    else:
        about = train(cut(read_conll(file)), out, recipe, {"trained on": f"{file.name}: {source or '?'}"})
    rows = [row for measure in about.get("metrics", {}).values() for row in measure]
    if test is not None:
        score, speed = measured(load(out), read_conll(test))
        rows = score.rows()
        about["metrics"] = {**about.get("metrics", {}), test.name: rows}
        save_about(out, about)
        context.screen.note(f"每 CPU 秒 {speed:,.0f} 字", f"{speed:,.0f} characters per CPU second")
    _show(
        context, Say(f"{out.name}：{about['characters']:,} 字", f"{out.name}: {about['characters']:,} characters"), rows
    )


def measure_command(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="CoNLL 文件 · marked text")],
    model: Model = None,
    engine: Annotated[str, typer.Option("--engine", help="crf | lac")] = "crf",
) -> None:
    """测量名称识别 · Exact spans of a tagger of names against marked text."""
    from ingest.text.ner import Engine, load
    from ingest.text.ner_corpus import read_conll
    from ingest.text.train_ner import measured

    context: Context = ctx.obj
    if engine not in ("crf", "lac"):
        raise JinyingError(Say(f"没有引擎“{engine}”", f"no engine '{engine}'"), Say("crf 或 lac", "crf or lac"))
    chosen: Engine
    if engine == "lac":
        from ingest.text.ner_lac import load_lac

        chosen = load_lac()
    else:
        chosen = load(model)
    score, speed = measured(chosen, read_conll(file))
    context.screen.note(f"每 CPU 秒 {speed:,.0f} 字", f"{speed:,.0f} characters per CPU second")
    _show(context, Say("名称识别", "names"), score.rows())


def train_classes_command(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="模型文件 · the model, a JSON")],
    seed: Annotated[list[int], typer.Option("--seed", help="样例省的种子，末一个用于校准 · seeds of worlds; the last calibrates")],
    test_seed: Annotated[list[int] | None, typer.Option("--test-seed", help="未见过的种子 · seeds to measure by")] = None,
    test: Annotated[Path | None, typer.Option("--test", help="TSV：class、text · texts to measure by")] = None,
) -> None:  # fmt: skip
    """训练归类 · Train the classifier on worlds' papers and the phrase book. Prints F1 of each class on what it never saw."""
    from ingest.text.class_texts import read_texts, world_texts
    from ingest.text.classify import load
    from ingest.text.train_classes import measured, train_classes

    context: Context = ctx.obj
    if both := {*seed} & {*(test_seed or [])}:
        raise JinyingError(Say(f"种子 {sorted(both)} 既训练又测试", f"seeds {sorted(both)} would be trained on and measured by"), Say("请换一个", "choose others"))  # fmt: skip
    train_classes(seed, out)
    rows = []
    if test is not None:
        rows += [{"file": test.name, **row} for row in measured(load(out), read_texts(test))]
    if test_seed:
        texts = list(dict.fromkeys(t for s in test_seed for t in world_texts(s)))
        rows += [{"file": f"world {', '.join(map(str, test_seed))}", **row} for row in measured(load(out), texts)]
    _show(context, Say("归类", "classes"), rows)


def _texts(files: list[Path], ocr: bool) -> Iterator[tuple[dict[str, Any], str]]:
    from ingest.text import documents
    from ingest.text import ocr as sight

    eyes = sight.load() if ocr else None
    for path in files:
        for document in documents.read(path, eyes):
            yield {"file": document.name, "part": document.part}, document.text


def _allowed(context: Context, full: str | None, files: list[Path]) -> None:
    """Reading personal data in full needs a reason, which is audited."""
    if full is None:
        return
    if not full.strip():
        raise JinyingError(Say("--full 需写明理由", "--full needs a reason"))
    with context.ops() as ops:
        ops.note("unmask", "text read", why=full, files=[p.name for p in files])


def _hide(row: dict[str, Any]) -> None:
    if kind := PERSONAL.get(row["label"]):
        row["text"] = masked(kind, row["text"])
        row["value"] = masked(kind, row["value"]) if row["value"] else ""


def _hidden(text: str) -> str:
    """A passage with the numbers and names of persons in it masked."""
    from ingest.text.pipeline import read as mentions

    return hidden(text, 0, len(text), personal(next(iter(mentions([text]))).mentions))


def _short(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= SHOWN else one[:SHOWN] + "…"


def _show(context: Context, title: Say, rows: list[dict[str, Any]]) -> None:
    keys = list(dict.fromkeys(key for row in rows for key in row))
    context.screen.rows(title, [(key, COLUMNS.get(key, Say(key, key))) for key in keys], rows)


TEXT = [
    ("read", read_command),
    ("classify", classify_command),
    ("campaigns", campaigns_command),
    ("train", train_command),
    ("measure", measure_command),
    ("train-classes", train_classes_command),
]
