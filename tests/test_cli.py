"""The command, as a person types it: tables or JSON, exit codes 0, 1 and 2, one-line errors with a cure."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest
import typer

import jinying
from graph.lake import Lake
from graph.ops import open_ops
from graph.settings import Settings
from graph.store import open_store
from tests.lakes import PEOPLE, TEXT, holders, moves, write

ROOT = Path(__file__).parents[1]


class Done(NamedTuple):
    """What a command wrote."""

    stdout: str
    stderr: str


class Command:
    """Runs `jinying` in a data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mapping = folder / "small.yaml"
        self.mapping.write_text(TEXT, "utf-8")

    def __call__(self, *args: str | Path, code: int = 0, lang: str = "en") -> Done:
        """In this process, which saves the start; tests/test_packaging.py starts real ones."""
        out, err = io.StringIO(), io.StringIO()
        env = {"JINYING_DATA": str(self.folder / "data"), "NEO4J_URI": ""}
        umask = os.umask(0o022)
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.setattr(sys, "argv", ["jinying", "--lang", lang, *map(str, args)])
            patch.chdir(self.folder)
            for name, value in env.items():
                patch.setenv(name, value)
            try:
                jinying.main()
                ended: object = 0
            except SystemExit as exit_:
                ended = exit_.code or 0
            finally:
                os.umask(umask)
        done = Done(out.getvalue(), err.getvalue())
        assert ended == code, f"{args}: {ended} {done}"
        return done

    def json(self, *args: str | Path, code: int = 0) -> Any:
        return json.loads(self(*args, code=code).stdout)


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Command]:
    """A data folder whose engine runs on, as it does while somebody serves: every command joins it."""
    folder = tmp_path_factory.mktemp("cli")
    with open_store(Settings(folder / "data", engine_heap="512m")):
        yield Command(folder)


@pytest.fixture
def lone(tmp_path: Path) -> Command:
    """A data folder without an engine, for what needs none."""
    return Command(tmp_path)


def test_from_load_to_undo(command: Command, tmp_path: Path) -> None:
    m = command.mapping
    a = holders(
        tmp_path / "a.csv", [f"6222000000000001,王一,工行,{PEOPLE[0]}", f"6222000000000002,李二,工行,{PEOPLE[1]}"]
    )
    b = moves(tmp_path / "b.csv", 30)
    preview = command.json("load", a, "-m", m, "--dry-run")["files"][0]
    assert preview["status"] == "dry-run"
    assert preview["changes"]["Account"]["new"] == 2
    assert command.json("imports") == []
    loaded = command.json("load", a, b, "-m", m)["files"]
    assert [f["status"] for f in loaded] == ["loaded", "loaded"]
    assert command.json("load", a, "-m", m)["files"][0]["status"] == "unchanged"
    assert command.json("check")["equal"] is True
    shown = command.json("imports", "show", loaded[0]["import"])
    assert (shown["file"], shown["rows"]) == ("a.csv", 2)
    account = id_of(command, "6222000000000001")
    (row,) = command.json("why", account)
    assert (row["file"], row["row"], row["values"]["bank"]) == ("a.csv", 2, "工行")
    assert row["values"]["number"] == "*0001", "masked until a reason is given"
    assert command.json("why", account, "--full", "立案前核查")[0]["values"]["number"] == "6222000000000001"
    assert command.json("why", account, "--prop", "bank")[0]["values"] == {"bank": "工行"}
    flow = command.json("why", flow_id(command))
    assert {r["file"] for r in flow} == {"b.csv"}
    assert command.json("imports", "diff", loaded[0]["import"], loaded[1]["import"], code=1)
    assert command.json("detect", "-p", "payers=1000000", code=0) == []
    command("imports", "undo", loaded[1]["import"], "--why", "装错文件")
    command("check")
    assert command.json("why", flow[0]["id"], code=1) == []
    assert [e["op"] for e in command.json("imports")] == ["import", "import", "undo"]


def id_of(command: Command, number: str) -> str:
    rows = Lake(command.folder / "data").scan("Account").filter(pl.col("number") == number).select("id").collect()
    return str(rows["id"][0])


def flow_id(command: Command) -> str:
    row = Lake(command.folder / "data").scan("TRANSFER").select("from", "to").collect().row(0)
    return f"flow-{row[0][-32:]}-{row[1][-32:]}"


@pytest.mark.parametrize("foreign", [False, True])
def test_what_is_written_is_its_users_alone_whatever_folder_it_is_written_to(
    lone: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, foreign: bool
) -> None:
    data = lone.folder / "data"
    path = holders(tmp_path / "a.csv", [f"6222000000000001,王一,工行,{PEOPLE[0]}", "one,cell,too,many,here"])
    data.mkdir()
    data.chmod(0o755)
    uid = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: uid + foreign)
    done = lone("load", path, "-m", lone.mapping, "--no-graph", code=1)
    lone("why", id_of(lone, "6222000000000001"), "--full", "核查")
    assert data.stat().st_mode & 0o777 == (0o755 if foreign else 0o700)
    assert ("is not yours alone and keeps its mode" in done.stderr) == foreign
    assert {"ops.db", f"{json.loads(done.stdout)['files'][0]['import']}.csv"} <= {p.name for p in data.rglob("*")}
    assert [p for p in data.rglob("*") if p.stat().st_mode & 0o077] == []


def test_a_bad_row_is_listed_and_the_exit_code_says_so(lone: Command, tmp_path: Path) -> None:
    path = holders(tmp_path / "a.csv", ["6222000000000001,王一,工行,x", ",李二,工行,", "6222000000000003,=cmd|' /C calc'!A0,工行,"])  # fmt: skip
    result = lone.json("load", path, "-m", lone.mapping, "--no-graph", code=1)["files"][0]
    assert (result["rows"], result["rejected"], result["cells"]) == (3, 1, 1)
    listed = Path(result["rejected_file"]).read_text("utf-8-sig")
    assert listed.splitlines()[1:] == [
        "a.csv,2,证件,x,shape,cell,格式不符 · wrong shape",
        "a.csv,3,账号,,no_key,row,缺少键，无法确定是谁 · no key: can't tell what it is",
    ]
    assert lone.json("load", path, "-m", lone.mapping, "--no-graph", code=1)["files"][0]["status"] == "unchanged"


def test_ref_knows_everything_that_has_a_name(lone: Command) -> None:
    known = {(r["what"], r["name"]) for r in lone.json("ref")}
    assert {("kind", "Account"), ("link", "TRANSFER"), ("detector", "ring"), ("query", "detect/ring")} <= known
    assert {r["property"] for r in lone.json("ref", "Account")} > {"number", "bank"}
    assert {r["name"] for r in lone.json("ref", "ring") if r["default"]} == {"window", "keep", "least"}
    assert {"about", "classes", "exonerates"} <= {r["name"] for r in lone.json("ref", "ring") if not r["default"]}
    done = lone("ref", "Acount", code=2)
    assert done.stderr == "error: nothing is called 'Acount'; did you mean Account, accounts?\n"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["load", "nowhere.csv"], "no file nowhere.csv"),
        (["load", "a.csv", "-m", "bank-z"], "did you mean bank-"),
        (["why", "xyz-1"], "xyz-1"),
        (["why", "finding-1"], "no finding finding-1"),
        (["detect", "rings"], "did you mean ring"),
        (["detect", "-p", "windw=3"], "did you mean window"),
        (["imports", "undo", "abc"], "no import abc"),
        (["rebuild", "--bulk"], "give --neo4j-home"),
        (["nonsense"], "error: no command 'nonsense'; known: "),
        (["laod", "x"], "error: no command 'laod'; did you mean load?"),
        (["imports", "nonsense"], "error: no command 'nonsense'; known: diff, show, undo"),
        (["load"], "error: files is missing; see jinying load --help"),
        (["load", "a.csv", "--dryrun"], "error: no option --dryrun; did you mean --dry-run?"),
        (["load", "a.csv", "--mapping"], "error: --mapping needs a value; see jinying --help"),
        (["load", "a.csv", "--resume=1"], "error: --resume takes no value; see jinying --help"),
        (["ref", "a", "b\nc"], "error: too many arguments: b"),
        (["serve", "--port", "x"], "error: bad value for --port: "),
        (["world"], "error: --out is missing; see jinying world --help"),
        (["--nonsense"], "error: no option --nonsense; known: "),
        (["--lang", "fr", "ref"], "error: no language 'fr'; known: en, zh"),
        (["map", "a.csv", "-o", "a.csv"], "error: a.csv is there already; --force overwrites it"),
    ],
)
def test_misuse_is_one_line_and_two(lone: Command, args: list[str], says: str) -> None:
    write(lone.folder / "a.csv", "x", ["1"])
    done = lone(*args, code=2)
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_errors_and_tables_speak_the_language_asked_for(lone: Command) -> None:
    assert lone("ref", "Acount", code=2, lang="zh").stderr == "错误: 没有“Acount”；是否想写 Account、accounts？\n"
    assert lone("imports", "undo", "x", code=2, lang="zh").stderr.startswith("错误: ")
    assert lone("load", code=2, lang="zh").stderr == "错误: 缺少参数 files；用法见 jinying load --help\n"
    assert lone("laod", code=2, lang="ZH").stderr == "错误: 没有命令“laod”；是否想写 load？\n"
    assert lone("ref", "Account", lang="EN").stdout
    assert lone(code=2, lang="zh").stderr == "错误: 缺少命令；用法见 jinying --help\n"
    assert "用法" not in lone("ref", "--help", lang="zh").stderr


def test_a_mapping_is_not_written_over_a_file_unasked(lone: Command) -> None:
    path, out = holders(lone.folder / "a.csv", [f"6222000011112222,王一,工行,{PEOPLE[0]}"]), lone.folder / "my.yaml"
    lone("map", path, "-o", out)
    made = out.read_text("utf-8")
    out.write_text("mine", "utf-8")
    lone("map", path, "-o", out, code=2)
    assert out.read_text("utf-8") == "mine"
    lone("map", path, "-o", out, "--force")
    assert out.read_text("utf-8") == made


def test_what_a_command_did_is_in_the_audit_chain(lone: Command, tmp_path: Path) -> None:
    path = holders(tmp_path / "a.csv", [f"6222000000000001,王一,工行,{PEOPLE[0]}"])
    lone("load", path, "-m", lone.mapping, "--no-graph")
    account = id_of(lone, "6222000000000001")
    lone("why", account)
    lone("why", account, "--full", "because")
    with open_ops(lone.folder / "data") as ops:
        assert [(e["action"], e["subject"]) for e in reversed(ops.audit())][1:] == [("unmask", account)]
        assert ops.audit()[-1]["detail"]["file"] == "a.csv"
        assert ops.audit_broken() is None


def test_world_writes_files_and_they_load(lone: Command) -> None:
    summary = lone.json("world", "--out", lone.folder / "w", "--scale", "0.02", "--seed", "5")
    assert summary
    result = lone.json("load", lone.folder / "w", "--no-graph")
    assert len(result["files"]) > 15
    assert result["failed"] == []


def test_a_verb_alone_is_composed_as_among_all() -> None:
    whole = typer.main.get_command(jinying.app).commands
    assert set(whole) == {*jinying.GROUPS, *(verb for verbs in jinying.VERBS.values() for verb in verbs)}
    for verb, command in whole.items():
        assert jinying.asked(["--json", "--lang", "en", "--data", "load", verb, "x"]) == (verb, None)
        alone = typer.main.get_command(jinying.compose(verb)).commands[verb]
        assert [p.opts for p in alone.params] == [p.opts for p in command.params]
        assert set(getattr(alone, "commands", ())) == set(getattr(command, "commands", ()))
    for words in (["lod"], ["--help"], ["--lang"], ["lod", "list"]):
        assert jinying.asked(words) == (None, None)


def test_a_verb_below_another_is_composed_with_its_own_list() -> None:
    whole = typer.main.get_command(jinying.app).commands
    for verb, group in jinying.GROUPS.items():
        assert sorted(whole[verb].commands) == sorted(word for verbs in group.verbs.values() for word in verbs)
        for verbs in group.verbs.values():
            for word in verbs:
                assert jinying.asked(["--json", verb, word, "--help"]) == (verb, word)
                alone = typer.main.get_command(jinying.compose(verb, word)).commands[verb].commands
                assert set(alone) == set(verbs)
                assert [p.opts for p in alone[word].params] == [p.opts for p in whole[verb].commands[word].params]
        assert jinying.asked([verb, "--help"]) == jinying.asked([verb, "x"]) == (verb, None)


def test_what_holds_for_every_command_is_said_anywhere_before_the_dashes() -> None:
    words = ["load", "a.csv", "--lang", "en", "--json", "--data=d", "-m", "m", "--", "--lang"]
    assert jinying.arranged(words) == ["--lang", "en", "--json", "--data=d", "load", "a.csv", "-m", "m", "--", "--lang"]


def test_no_command_has_an_option_of_its_own_by_a_name_that_holds_for_all() -> None:
    every = [c for verb in typer.main.get_command(jinying.app).commands.values() for c in (verb, *getattr(verb, "commands", {}).values())]  # fmt: skip
    assert not {*jinying.TAKING, *jinying.FORMATS} & {option for c in every for p in c.params for option in p.opts}
