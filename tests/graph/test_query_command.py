"""`jinying query`, as a person types it."""

from __future__ import annotations

import json

import pytest

from graph.ops import open_ops
from tests.lakes import PEOPLE, holders, moves
from tests.test_cli import Command


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Command:
    """One data folder, loaded once."""
    tmp_path = tmp_path_factory.mktemp("query")
    run = Command(tmp_path)
    run("load", holders(tmp_path / "h.csv", [f"6222000000000001,王一一,工行,{PEOPLE[0]}"]), moves(tmp_path / "m.csv", 30), "-m", run.mapping)  # fmt: skip
    return run


def audit(command: Command, most: int) -> list[dict[str, object]]:
    with open_ops(command.folder / "data") as ops:
        return ops.audit(most)


def test_a_query_answers_masked_within_its_limits_and_is_audited(command: Command) -> None:
    text = "MATCH (p:Person)-[:OWNS]->(a:Account) WHERE a.bank = $bank RETURN p, a.bank AS bank"
    rows = json.loads(command("query", text, "-p", "bank=工行", "--json").stdout)
    assert [(r["p"]["properties"]["name"], r["bank"]) for r in rows] == [("王**", "工行")]
    file = command.folder / "q.cypher"
    file.write_text("MATCH (a:Account)-[t:TRANSFER]->() RETURN a, count(t) AS n // 笔数", "utf-8")
    done = command("query", "--file", file, "--limit", "2", "--json")
    assert len(json.loads(done.stdout)) == 2
    assert "the first 2 rows; there are more" in done.stderr
    assert command("query", "UNWIND [1] AS one RETURN one", "--csv").stdout == "\ufeffone\r\n1\r\n"
    [last, second, first] = audit(command, 3)
    assert dict(first["detail"])["rows"] == 1  # type: ignore[call-overload]
    assert "工行" not in json.dumps([first, second, last], ensure_ascii=False)
    assert dict(second["detail"])["truncated"] is True  # type: ignore[call-overload]


def test_personal_data_takes_a_reason_and_is_written_down_first(command: Command) -> None:
    text = f"MATCH (p:Person) WHERE p.id_number = '{PEOPLE[0]}' RETURN p.name AS name"
    assert "give a reason" in command("query", text, code=2).stderr
    assert json.loads(command("query", text, "--reason", "案件 7", "--json").stdout) == [{"name": "王一一"}]
    actions = [(e["action"], dict(e["detail"]).get("why")) for e in reversed(audit(command, 3))]  # type: ignore[call-overload]
    assert actions[0][0] == "cypher-refused"
    assert actions[1:] == [("unmask", "案件 7"), ("cypher", None)]
    assert PEOPLE[0] not in json.dumps(audit(command, 3), ensure_ascii=False)


@pytest.mark.parametrize(
    ("args", "why"),
    [
        ((), "give a query, or --file, and not both"),
        (("MATCH (n) DELETE n",), "DELETE can't be used"),
        (("MATCH (n) RETURN n", "-p", "x"), "written name=value"),
        (("MATCH (n) RETURN $x",), "no value for x"),
        (("MATCH (n) RETURN n", "--limit", "0"), "bad value for --limit"),
        (("MATCH (n RETURN",), "does not end"),
        (("MATCH RETURN 1",), "the engine does not take this query"),
    ],
)  # fmt: skip
def test_misuse_is_one_line_with_its_code(command: Command, args: tuple[str, ...], why: str) -> None:
    done = command("query", *args, code=2)
    assert why in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_query_past_its_time_is_stopped(command: Command) -> None:
    text = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b UNWIND range(1, 100000) AS c WITH a, b, c WHERE a * b = c * 7 - 1 RETURN count(*)"
    assert "ran past its time limit" in command("query", text, "--timeout", "0.5", code=2).stderr
