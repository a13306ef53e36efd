"""Commands of users, tokens and the audit chain, and what serve and demo make and print of users."""

from __future__ import annotations

import io
import json
import sqlite3
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from api import app as server
from api.commands import DEMO, demo_user
from graph.ontology import ROLES
from graph.ops import open_ops, passwords
from graph.ops.users import Users
from tests.api.doors import GOOD, OTHER
from tests.test_cli import Command


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """A data folder without an engine; hashing costs little."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    return Command(tmp_path)


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def checked(command: Command, name: str, password: str) -> bool:
    """Whether somebody comes in with this password, and with no need to change it."""
    with open_ops(command.folder / "data") as ops:
        return not Users(ops).check(name, password).must_change


def test_a_user_is_made_with_a_password_that_is_shown_once(command: Command) -> None:
    made = command.json("user", "add", "李雷", "-r", "investigator", "-r", "analyst", "--region", "4401")
    assert made["user"] == "李雷"
    assert checked(command, "李雷", made["password"]) is False, "to be changed"
    (row,) = command.json("user", "list")
    assert (row["name"], row["roles"], row["regions"], row["active"]) == (
        "李雷",
        ["analyst", "investigator"],
        ["4401"],
        True,
    )
    for words in (("user", "list"), ("audit", "list")):
        assert made["password"] not in command(*words).stdout


def test_a_password_is_given_as_a_line_and_never_as_an_argument(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, GOOD + "\n")
    assert command.json("user", "add", "wei", "-r", "auditor", "--stdin") == {"user": "wei", "password": None}
    assert checked(command, "wei", GOOD)
    typed(monkeypatch, OTHER + "\r\n")
    command("user", "password", "wei", "--stdin")
    assert checked(command, "wei", OTHER)
    typed(monkeypatch, "")
    assert "no password came" in command("user", "password", "wei", "--stdin", code=2).stderr
    typed(monkeypatch, "tiny\n")
    assert command("user", "password", "wei", "--stdin", code=2).stderr == "error: the password is too short; it takes at least 12 characters\n"  # fmt: skip
    again = command.json("user", "password", "wei")["password"]
    assert checked(command, "wei", again) is False


def test_roles_regions_and_locks_are_changed_and_recorded(command: Command) -> None:
    command("user", "add", "wei", "-r", "auditor")
    command("user", "roles", "wei", "-r", "prosecutor")
    command("user", "regions", "wei", "--region", "广东省广州市")
    command("user", "lock", "wei")
    (row,) = command.json("user", "list")
    assert (row["roles"], row["regions"], row["active"]) == (["prosecutor"], ["广东省广州市"], False)
    command("user", "unlock", "wei")
    command("user", "regions", "wei")
    (row,) = command.json("user", "list")
    assert (row["regions"], row["active"]) == (None, True)
    assert [e["action"] for e in command.json("audit", "list")] == ["user-regions", "user-unlock", "user-lock", "user-regions", "user-roles", "user-add"]  # fmt: skip
    assert {e["who"].partition(":")[0] for e in command.json("audit", "list")} == {"cli"}


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["user", "add", "wei", "-r", "auditer"], "error: no role 'auditer'; did you mean auditor?\n"),
        (
            ["user", "add", "a\nb", "-r", "auditor"],
            "error: no good user name; letters, digits and . _ - @, at most 64\n",
        ),
        (["user", "lock", "nobody"], "error: no user 'nobody'; known: \n"),
        (["token", "create", "nobody", "--label", "x", "--scope", "read"], "error: no user 'nobody'\n"),
        (["token", "revoke", "token-1"], "error: no token token-1; known: \n"),
        (["user", "add", "wei"], "error: --role is missing; see jinying user add --help\n"),
    ],
)
def test_misuse_is_one_line_with_a_cure(command: Command, args: list[str], says: str) -> None:
    assert command(*args, code=2).stderr == says


def test_a_token_is_shown_once_listed_and_revoked(command: Command) -> None:
    command("user", "add", "wei", "-r", "analyst")
    made = command.json("token", "create", "wei", "--label", "nightly", "--scope", "read", "--scope", "export", "--days", "7")  # fmt: skip
    assert made["token"].startswith("jy_")
    (row,) = command.json("token", "list")
    assert (row["id"], row["user"], row["label"], row["scopes"], row["state"], row["used"]) == (
        made["id"], "wei", "nightly", ["export", "read"], "in force", None,
    )  # fmt: skip
    assert made["token"] not in command("token", "list").stdout + command("audit", "list").stdout
    assert (
        "may not manage users" in command("token", "create", "wei", "--label", "x", "--scope", "users", code=2).stderr
    )
    command("token", "revoke", made["id"])
    assert command.json("token", "list", "wei")[0]["state"] == "revoked"
    assert command.json("token", "list", "nobody") == []


def test_the_chain_is_verified_and_anchored(command: Command) -> None:
    assert command.json("audit", "anchor") == {"seq": None, "hash": None, "new": False}
    command("user", "add", "wei", "-r", "auditor")
    anchor = command.json("audit", "anchor")
    assert (anchor["seq"], anchor["new"]) == (1, True)
    assert command.json("audit", "anchor") == {**anchor, "new": False}
    assert command.json("audit", "verify") == {"whole": True, "entries": 1, "anchors": 1, "broken": None, "why": None}
    with sqlite3.connect(command.folder / "data/ops.db") as db:
        db.execute("UPDATE audit SET who='cli:nobody'")
    db.close()
    broken = command.json("audit", "verify", code=1)
    assert (broken["whole"], broken["broken"]) == (False, 1)
    assert "entry 1 was changed" in broken["why"]


def test_a_chain_whose_end_was_cut_off_is_broken(command: Command, tmp_path: Path) -> None:
    for name in ("a1", "b2", "c3"):
        command("user", "add", name, "-r", "auditor")
    command("audit", "anchor")
    copy = tmp_path / "copy"
    (command.folder / "data/audit").rename(copy)
    with sqlite3.connect(command.folder / "data/ops.db") as db:
        db.execute("DELETE FROM audit WHERE seq=3")
    db.close()
    assert command.json("audit", "verify")["whole"] is True, "without anchors it can't be told"
    assert "the end was cut off" in command.json("audit", "verify", "--anchors", copy, code=1)["why"]


def test_the_first_start_makes_an_administrator_and_prints_a_password_once(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "run", lambda app, host, port, listening: listening(8471))
    first = json.loads(command("serve").stdout)
    assert (first["url"], first["user"]) == ("http://127.0.0.1:8471/", "admin")
    assert checked(command, "admin", first["password"]) is False
    assert json.loads(command("serve").stdout) == {"url": "http://127.0.0.1:8471/", "user": None, "password": None}


def test_the_first_password_may_come_from_the_environment_and_is_not_printed(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "run", lambda app, host, port, listening: listening(8471))
    monkeypatch.setenv("JINYING_PASSWORD", GOOD)
    monkeypatch.setenv("JINYING_URL", "https://jinying.example/")
    assert json.loads(command("serve").stdout) == {"url": "https://jinying.example/", "user": "admin", "password": None}
    assert checked(command, "admin", GOOD)
    monkeypatch.setenv("JINYING_PASSWORD", OTHER)
    assert json.loads(command("serve").stdout)["user"] is None
    assert checked(command, "admin", GOOD), "whoever is there keeps theirs"


def test_a_first_password_that_anybody_would_guess_ends_the_start(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JINYING_PASSWORD", "password1234")
    for verb in ("serve", "demo"):
        said = command(verb, code=2).stderr
        assert said == "error: the password is a common one; take a few words that have nothing to do with each other\n"


def test_a_port_that_is_taken_makes_nobody(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose password nobody would have seen."""
    monkeypatch.setattr(server, "run", lambda app, host, port, listening: None)
    command("serve")
    assert command.json("user", "list") == []


def test_the_demos_user_sees_everything_with_a_new_password_each_time(command: Command) -> None:
    with open_ops(command.folder / "data") as ops:
        users = Users(ops)
        name, password = demo_user(users, "") or ("", None)
        assert name == DEMO
        assert password is not None
        user = users.check(DEMO, password)
        assert (set(user.roles), user.regions, user.must_change) == (set(ROLES), None, False)
        users.lock(DEMO)
        again = demo_user(users, "")
        assert again is not None
        assert again[1] not in (None, password)
        assert users.check(DEMO, str(again[1])).active
        assert demo_user(users, GOOD) == (DEMO, None)
        assert users.check(DEMO, GOOD).name == DEMO


def test_where_others_have_signed_up_the_demo_makes_nobody(command: Command) -> None:
    """A user who sees everything is no present for a data folder that is in use."""
    command("user", "add", "wei", "-r", "auditor")
    with open_ops(command.folder / "data") as ops:
        assert demo_user(Users(ops), GOOD) is None
        assert [u.name for u in Users(ops).all()] == ["wei"]
