"""`jinying gnn` as a person types it, on tiny folders: data, train, score, explain, report, compare, models; wrong input is one line."""

from __future__ import annotations

import csv
import gzip
import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph.entity import make_id
from graph.ontology import ontology
from graph.ops import open_ops
from tests.lakes import moves
from tests.test_cli import Command

YAML = """
nodes: {file: nodes.csv, id: account, label: fraud}
edges: {file: edges.csv, source: payer, target: payee, time: at, amount: value}
"""
TREES = ("--model", "xgb-agg", "--preset", "tiny", "--set", "shapes=shallow", "--set", "rounds=20", "--set", "bag=1")


def folder(place: Path, n: int = 240, *, answers: bool = True, seed: int = 0) -> Path:
    """Accounts and dated transfers; the sought ones pay each other."""
    rng = np.random.default_rng(seed)
    y = rng.random(n) < 0.25
    place.mkdir(parents=True, exist_ok=True)
    with (place / "nodes.csv").open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["account", "age", *(["fraud"] if answers else [])])
        rows.writerows([f"a{i}", round(float(rng.normal(40 + 8 * y[i], 10)), 1), *([int(y[i])] if answers else [])] for i in range(n))  # fmt: skip
    with (place / "edges.csv").open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["payer", "payee", "at", "value"])
        for k in range(4 * n):
            i = int(rng.integers(n))
            others = np.flatnonzero(y == y[i]) if rng.random() < 0.8 else np.arange(n)
            rows.writerow([f"a{i}", f"a{rng.choice(others)}", 1_700_000_000 + k * 3600, round(float(rng.lognormal(5, 1)), 2)])  # fmt: skip
    (place.parent / "how.yaml").write_text(YAML, "utf-8")
    return place


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Command, Path]:
    """A folder with a tree trained on it."""
    root = tmp_path_factory.mktemp("gnn")
    command, bank = Command(root), folder(root / "bank")
    command("gnn", "train", bank, "--describe", root / "how.yaml", *TREES, "--name", "bank-tree")
    return command, bank


def shown(command: Command, *args: str | Path) -> Any:
    return json.loads(command("gnn", *args).stdout)


def test_data_says_what_a_model_would_read_and_that_nothing_leaks(trained: tuple[Command, Path]) -> None:
    command, bank = trained
    body = shown(command, "data", bank, "--describe", bank.parent / "how.yaml")
    assert body["nodes"] == 240
    assert body["links"] == {"link": 960}
    assert sum(body["labels"].values()) == 240
    assert body["leaks"] == 0
    early = shown(command, "data", bank, "--describe", bank.parent / "how.yaml", "--as-of", "2023-11-20")
    assert 0 < early["links"]["link"] < 960, "as of a time"


def test_ref_tells_a_model_by_the_name_that_its_findings_bear(trained: tuple[Command, Path]) -> None:
    command, _ = trained
    told = {r["name"]: r["value"] for r in json.loads(command("ref", "model-bank-tree").stdout)}
    assert (told["family"], told["task"], told["classes"]) == ("xgb-agg", "node", "0, 1")
    assert "verdict" in told
    family = {r["name"]: r["value"] for r in json.loads(command("ref", "model-gat-sep").stdout)}
    assert family["needs"] == "torch"
    assert "model-bank-tree" in command("ref", "model-bank-tre", code=2).stderr


def test_training_keeps_a_model_a_report_and_a_card(trained: tuple[Command, Path]) -> None:
    command, _ = trained
    (one,) = (m for m in shown(command, "models") if m["model"].startswith("bank-tree/"))
    assert one["family"] == "xgb-agg"
    place = command.folder / "data/models" / one["model"]
    assert {"model.json", "weights.safetensors", "study.json", "report.html", "report.json", "card.md", "runs"} <= {p.name for p in place.iterdir()}  # fmt: skip
    body = shown(command, "report", "bank-tree", "--out", command.folder / "page.html")
    assert body["floor"] == "xgb"
    assert set(body["variants"]) == {"model", "floor", "no time", "shuffled edges", "no graph"}
    assert any("only 2 seeds" in v["en"] for v in body["verdicts"])
    assert (command.folder / "page.html").read_text("utf-8").startswith("<!doctype html>")


def test_training_again_trains_nothing_and_gives_the_same(trained: tuple[Command, Path]) -> None:
    command, bank = trained
    runs = sorted((command.folder / "data/models").glob("bank-tree/*/runs/*"))
    before = {f: f.stat().st_mtime_ns for f in runs}
    first = shown(command, "report", "bank-tree")
    again = shown(command, "train", bank, "--describe", bank.parent / "how.yaml", *TREES, "--name", "bank-tree")
    assert {f: f.stat().st_mtime_ns for f in runs} == before
    assert again["variants"] == first["variants"]


def test_a_folder_without_answers_is_scored_as_those_learned_from_were_read(trained: tuple[Command, Path], tmp_path: Path) -> None:  # fmt: skip
    command, _ = trained
    other = folder(tmp_path / "other", 60, answers=False, seed=1)
    rows = shown(command, "score", "bank-tree", other, "--out", tmp_path / "scores.csv", "--limit", "5")
    assert [r["rank"] for r in rows] == [1, 2, 3, 4, 5]
    with (tmp_path / "scores.csv").open() as out:
        lines = list(csv.DictReader(out))
    assert len(lines) == 60
    assert set(lines[0]) == {"id", "part", "class", "score", "calibrated", "rank"}
    assert {line["part"] for line in lines} == {"other"}
    described = ("--describe", tmp_path / "how.yaml")  # that names the column of answers
    assert shown(command, "score", "bank-tree", other, *described, "--limit", "5") == rows


def test_what_has_drifted_since_training_is_said_of_folders_too(trained: tuple[Command, Path], tmp_path: Path) -> None:
    command, bank = trained
    older = folder(tmp_path / "older", 240, answers=False, seed=3)
    with (older / "nodes.csv").open() as file:
        aged = [[r["account"], str(float(r["age"]) + 40)] for r in csv.DictReader(file)]
    (older / "nodes.csv").write_text("account,age\n" + "".join(f"{a},{b}\n" for a, b in aged))
    assert re.search(r"1 feature changed: age", command("gnn", "score", "bank-tree", older).stderr)
    same = command("gnn", "score", "bank-tree", bank).stderr
    assert "age" not in same[same.lower().index("scores are") :]


def test_rows_of_another_file_are_strangers_and_names_that_were_told_are_said_to_be(trained: tuple[Command, Path], tmp_path: Path) -> None:  # fmt: skip
    command, bank = trained
    said = command("gnn", "score", "bank-tree", bank).stderr
    assert "of 240 the model was told the answers of 144 by these names" in said
    for name, seed in (("one", 1), ("two", 2)):
        place = folder(tmp_path / name, seed=seed)
        (place / "edges.csv").write_text(re.sub(r"\ba(\d)", r"\1", (place / "edges.csv").read_text()))
    yaml, rows = tmp_path / "rows.yaml", ("id: row, features: [age]", "file: edges.csv, ends: row")
    yaml.write_text(YAML.replace("id: account", rows[0]).replace("file: edges.csv", rows[1]))
    command("gnn", "train", tmp_path / "one", "--describe", yaml, *TREES, "--no-ablations", "--name", "rows")
    assert "the model was told the answers of 144" in command("gnn", "score", "rows", tmp_path / "one").stderr
    assert "ids are numbers of rows, and the file is another" in command("gnn", "score", "rows", tmp_path / "two").stderr  # fmt: skip


def test_an_explanation_names_links_and_features_and_how_faithful_they_are(trained: tuple[Command, Path]) -> None:
    command, bank = trained
    top = shown(command, "score", "bank-tree", bank, "--limit", "1")[0]["id"]
    body = shown(command, "explain", "bank-tree", top, bank)
    assert body["subject"] == top
    assert body["mark"]["zh"] == "线索，非证据"
    assert {"deletion", "insertion", "faithful"} <= set(body["faithfulness"])
    assert "did you mean" in command("gnn", "explain", "bank-tree", "a1x", bank, code=2).stderr


def test_two_models_are_compared_on_the_same_splits_alone(trained: tuple[Command, Path], tmp_path: Path) -> None:
    command, bank = trained
    how = bank.parent / "how.yaml"
    plain = ("--preset", "tiny", "--set", "shapes=shallow", "--set", "rounds=20", "--set", "bag=1", "--no-floor", "--no-ablations")  # fmt: skip
    command("gnn", "train", bank, "--describe", how, "--model", "xgb", *plain, "--name", "bare")
    rows = {r["figure"]: r for r in shown(command, "compare", "bank-tree", "bare")}
    assert rows["auc"]["runs"] == 2
    assert not {"k", "base_rate", "threshold", "called"}.intersection(rows), "of which neither more nor less is better"
    assert "too few seeds to tell bank-tree/" in command("gnn", "compare", "bank-tree", "bare").stderr
    assert rows["auc"]["difference"] == pytest.approx(rows["auc"]["first"] - rows["auc"]["second"], abs=2e-4)
    other = folder(tmp_path / "elsewhere", 120, seed=5)
    command("gnn", "train", other, "--describe", how, "--model", "xgb", *plain, "--name", "elsewhere")
    assert "not trained on the same data" in command("gnn", "compare", "bare", "elsewhere", code=2).stderr
    command("gnn", "models", "--remove", "elsewhere")
    assert "elsewhere" not in {m["model"].split("/")[0] for m in shown(command, "models")}


def test_of_several_classes_a_tree_is_chosen_by_macro_f1_and_an_area_is_refused_before_anything_is_trained(tmp_path: Path) -> None:  # fmt: skip
    command, place = Command(tmp_path), folder(tmp_path / "towns")
    rows = (place / "nodes.csv").read_text("utf-8").splitlines()
    towns = [f"{row.rpartition(',')[0]},{('东', '西', '南')[i % 3]}" for i, row in enumerate(rows[1:])]
    (place / "nodes.csv").write_text("\n".join([rows[0], *towns]), "utf-8")
    how = ("--describe", tmp_path / "how.yaml", *TREES, "--name", "towns")
    error = command("gnn", "train", place, *how, "--metric", "ap", code=2).stderr
    assert "of 3 classes there is no figure 'ap'" in error
    assert "macro_f1" in error
    assert error.count("\n") == 1
    assert not list((tmp_path / "data").glob("**/runs"))
    made = json.loads(command("gnn", "train", place, *how).stdout)
    assert made["metric"] == "macro_f1"
    assert made["over_things"]["no graph"]


def test_families_are_listed_with_what_they_are_for(trained: tuple[Command, Path]) -> None:
    command, _ = trained
    rows = {r["model"]: r for r in shown(command, "models", "--families")}
    assert {"xgb", "xgb-agg", "sage", "gat-sep", "pna", "transaction", "node", "core", "layer"} <= set(rows)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("train", "nowhere", "--describe", "how.yaml"), "no folder nowhere"),
        (("train", "bank", "--describe", "hwo.yaml"), "hwo.yaml"),
        (("train", "bank", "--describe", "how.yaml", "--task", "nodes"), "did you mean node"),
        (("train", "bank", "--describe", "how.yaml", "--model", "xgb-ag"), "did you mean xgb-agg"),
        (("train", "bank", "--describe", "how.yaml", "--task", "edge", "--model", "core"), "is not for task 'edge'"),
        (("train", "bank", "--describe", "how.yaml", "--preset", "tinny"), "did you mean tiny"),
        (("train", "bank", "--describe", "how.yaml", "--model", "xgb", "--set", "round=2"), "did you mean rounds"),
        (("train", "bank", "--describe", "how.yaml", "--model", "xgb", "--set", "rounds"), "is not NAME=VALUE"),
        (("train", "bank", "--describe", "how.yaml", "--metric", "acu"), "did you mean auc"),
        (("train", "bank", "--describe", "how.yaml", "--name", "../up"), "no name for a model"),
        (("train", "bank", "--describe", "how.yaml", "--label", "frued"), "frued"),
        (("train", "bank", "--describe", "how.yaml", "--seeds", "0"), "bad value for --seeds"),
        (("train", "bank", "--describe", "how.yaml", "--as-of", "yesterday"), "is no time"),
        (("data", "--source", "payer"), "--source tells of a folder's columns"),
        (
            ("data", "--task", "node", "--labels", "how.yaml", "--describe", "how.yaml"),
            "--describe tells of a folder's columns",
        ),
        (("train", "--task", "node", "--labels", "how.yaml", "--split", "part"), "not split by 'part'"),
        (("score", "bank-tre", "bank"), "did you mean bank-tree"),
        (("score", "bank-tree", "nowhere"), "no folder nowhere"),
        (("report", "../../etc"), "no name for a model"),
        (("compare", "bank-tree", "nothing"), "there is no model 'nothing'"),
    ],
)
def test_wrong_input_is_one_line_with_a_cure(trained: tuple[Command, Path], args: tuple[str, ...], said: str) -> None:
    command, _ = trained
    error = command("gnn", *args, code=2).stderr
    assert said in error
    assert error.count("\n") == 1
    assert "Traceback" not in error


def test_a_folder_that_lacks_a_column_the_model_learned_is_not_scored(trained: tuple[Command, Path], tmp_path: Path) -> None:  # fmt: skip
    command, _ = trained
    other = folder(tmp_path / "poor", 40, answers=False)
    (other / "edges.csv").write_text("payer,payee\na1,a2\n")
    assert "no column value" in command("gnn", "score", "bank-tree", other, code=2).stderr


def test_a_column_that_is_the_answer_is_refused_as_a_leak(trained: tuple[Command, Path], tmp_path: Path) -> None:
    command, bank = trained
    leaky = folder(tmp_path / "leaky", 240)
    lines = (leaky / "nodes.csv").read_text().splitlines()
    (leaky / "nodes.csv").write_text("\n".join([f"{lines[0]},verdict", *(f"{line},{int(line[-1]) * 2 + 1}" for line in lines[1:])]))  # fmt: skip
    done = command("gnn", "train", leaky, "--describe", bank.parent / "how.yaml", *TREES, code=1)
    assert "leak" in done.stderr
    assert "verdict" in done.stderr


def test_outside_data_that_is_not_there_is_said_to_lack(trained: tuple[Command, Path]) -> None:
    command, _ = trained
    error = command("evaluate", "models", "--shared", "nowhere", code=2).stderr
    assert "no outside data at nowhere" in error
    assert command("evaluate", "--models", "--shared", "nowhere", code=2).stderr == error
    assert "did you mean tolokers" in command("evaluate", "models", "--only", "toloker", code=2).stderr


def test_what_neighbours_past_answers_add_is_told_beside_neighbours_dealt_anew(trained: tuple[Command, Path]) -> None:
    command, bank = trained
    words = ("gnn", "contagion", bank, "--describe", bank.parent / "how.yaml", "--seeds", "2", "--metric", "auc")
    body = shown(command, *words[1:])
    assert len(body["own"]) == len(body["neighbours"]) == len(body["dealt"]) == 2
    assert body["lift"]["mean"] > body["control"]["mean"]
    assert min(body["exposed"], body["apart"]) > 0
    assert body["ratio"] > body["ratio_dealt"]
    rows = list(csv.DictReader(command("--csv", *words).stdout.lstrip("\ufeff").splitlines()))
    assert [r["arm"] for r in rows] == ["own features", "with neighbours' past answers", "with neighbours dealt anew"]
    assert "did you mean ap?" in command("gnn", "contagion", bank, "--metric", "app", code=2).stderr


def test_dated_links_with_undated_answers_are_said_to_be_split_by_chance(trained: tuple[Command, Path], tmp_path: Path) -> None:  # fmt: skip
    command, bank = trained
    how = ("--describe", bank.parent / "how.yaml")
    beware = "all later links are seen"
    assert beware in command("gnn", "data", bank, *how).stderr
    assert beware not in command("gnn", "data", bank, *how, "--split", "random").stderr
    dated = folder(tmp_path / "dated")
    lines = (dated / "nodes.csv").read_text().splitlines()
    (dated / "nodes.csv").write_text("\n".join([f"{lines[0]},told", *(f"{line},{1_700_000_000 + i * 9000}" for i, line in enumerate(lines[1:]))]))  # fmt: skip
    done = command("gnn", "data", dated, *how, "--known", "told")
    assert beware not in done.stderr
    assert list(json.loads(done.stdout)["splits"]) == ["time"]
    assert "told" not in json.loads(done.stdout)["columns"]
    assert "did you mean told" in command("gnn", "data", dated, *how, "--known", "tolt", code=2).stderr
    assert "--known is of nodes" in command("gnn", "data", dated, *how, "--task", "edge", "--known", "told", code=2).stderr  # fmt: skip


def test_a_time_before_all_links_is_said(trained: tuple[Command, Path]) -> None:
    command, bank = trained
    done = command("gnn", "data", bank, "--describe", bank.parent / "how.yaml", "--as-of", "2001-01-01")
    assert "no link is from before the time asked for" in done.stderr
    assert json.loads(done.stdout)["links"] == {"link": 0}


def test_a_folder_without_a_node_s_column_that_the_model_learned_is_not_scored(trained: tuple[Command, Path], tmp_path: Path) -> None:  # fmt: skip
    command, _ = trained
    other = folder(tmp_path / "other", 40, answers=False)
    (other / "nodes.csv").write_text((other / "nodes.csv").read_text().replace("age", "ages"))
    error = command("gnn", "score", "bank-tree", other, code=2).stderr
    assert "no column age, which the model learned from" in error
    assert "did you mean ages?" in error
    done = command("gnn", "score", "bank-tree", other, "--features", "age?")
    assert "nodes.csv has no age: blank for all" in done.stderr


def test_a_model_scores_a_folder_whose_files_are_packed(trained: tuple[Command, Path], tmp_path: Path) -> None:
    command, _ = trained
    plain, packed, arrays = folder(tmp_path / "plain", 40), tmp_path / "packed" / "same", tmp_path / "arrays" / "same"
    packed.mkdir(parents=True)
    arrays.mkdir(parents=True)
    for file in plain.iterdir():
        (packed / f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes()))
        with file.open(newline="") as rows:
            head, *cells = list(csv.reader(rows))
        columns = {name: np.array(column) for name, column in zip(head, zip(*cells, strict=True), strict=True)}
        np.savez(arrays / f"{file.stem}.npz", allow_pickle=False, **{k: v if k in ("account", "payer", "payee") else v.astype(float) for k, v in columns.items()})  # fmt: skip
    wanted = [(r["id"], r["score"]) for r in shown(command, "score", "bank-tree", plain)]
    for other in (packed, arrays):
        assert [(r["id"], r["score"]) for r in shown(command, "score", "bank-tree", other)] == wanted
    assert "same has no nodes.csv: nodes.csv.gz is read" in command("gnn", "score", "bank-tree", packed).stderr


def test_a_given_split_that_follows_no_times_is_said(trained: tuple[Command, Path], tmp_path: Path) -> None:
    command, bank = trained
    how = ("--describe", bank.parent / "how.yaml")
    words = ("train", "val", "holdout", "train", "test")
    rows = [f"a{i},{int(i % 4 == 0)},{words[i % 5]}" for i in range(100)]
    (tmp_path / "mine.csv").write_text("\n".join(["account,flag,fold", *rows]))
    done = command("gnn", "data", bank, *how, "--labels", tmp_path / "mine.csv")
    assert "the split that is given does not follow the times" in done.stderr
    assert json.loads(done.stdout)["splits"] == {"column": [40, 20, 40]}
    assert json.loads(done.stdout)["labels"] == {"0": 75, "1": 25}


def test_labels_of_the_lake_without_a_task_are_not_ignored(trained: tuple[Command, Path], tmp_path: Path) -> None:
    command, _ = trained
    (tmp_path / "mine.csv").write_text("id,lable\nacc-1,1\n")
    error = command("gnn", "data", "--labels", tmp_path / "mine.csv", code=2).stderr
    assert "no --task: labels are read as those of nodes" in error
    assert "unknown column 'lable'; did you mean label" in error


def test_scores_of_the_lake_are_findings_and_those_of_the_past_are_told_alone(tmp_path: Path) -> None:
    command = Command(tmp_path)
    command("load", moves(tmp_path / "m.csv", 600, accounts=60), "-m", command.mapping, "--no-graph")
    numbers = [f"62220000000{k:04d}" for k in (*range(60), *range(100, 160))]
    (tmp_path / "labels.csv").write_text(
        "key,label\n" + "".join(f"{n},{int(i % 4 == 0)}\n" for i, n in enumerate(numbers))
    )
    command("gnn", "train", "--labels", tmp_path / "labels.csv", "--task", "node", *TREES, "--split", "random", "--no-ablations", "--name", "lake")  # fmt: skip
    today = shown(command, "score", "lake", "--capacity", "5")
    assert {r["state"] for r in today} == {"new"}
    with open_ops(tmp_path / "data") as ops:
        kept = {f.id: f.score for f, _ in ops.findings()}
        assert set(kept) == {r["id"] for r in today}
        past = shown(command, "score", "lake", "--capacity", "5", "--as-of", "2024-03-28 10:50")
        assert {r["state"] for r in past} == {"not written"}
        assert {f.id: f.score for f, _ in ops.findings()} == kept
        (first, _), *_ = ops.findings()
        (account,) = (s.id for s in first.subjects)
        number = next(n for n in numbers if make_id(ontology().kind("Account"), {"number": n}) == account)
        told = [shown(command, "explain", "lake", meant) for meant in (account, number, first.id)]
        assert told[0]["subject"] == account
        assert told[0] == told[1] == told[2], "by its id, by the number that people use, by what was found of it"
        out = tmp_path / "scores.csv"
        command("gnn", "score", "lake", "--explained", "0", "--out", out)
        (entry,) = (e for e in ops.audit(20) if e["action"] == "scores-export")
        assert entry["subject"].startswith("lake/")
        assert entry["detail"]["sha256"] == sha256(out.read_bytes()).hexdigest()
        assert entry["detail"]["rows"] == len(out.read_text().splitlines()) - 1
    (model,) = (tmp_path / "data" / "models" / "lake").iterdir()
    (tmp_path / "none").mkdir()
    assert "the lake has no accounts yet" in Command(tmp_path / "none")("gnn", "score", model, code=2).stderr
