"""Users, sessions and tokens as an attacker meets them: guessed passwords, stolen and replayed secrets, borrowed rights."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from graph.ops import Ops, passwords, users
from graph.ops.passwords import PasswordError, check_new
from graph.ops.sessions import EACH, IDLE, LONGEST, Sessions, Tokens, form_token
from graph.ops.users import FIRST, FORGOTTEN, LAST, MOST, TRIES, SignInError, UserError, Users, wait_after
from graph.rights import RightsError
from graph.say import JinyingError
from tests.graph.test_ops import Open, ops_at, postgresql  # noqa: F401

GOOD = "four blue whales sing"
OTHER = "nine red herons wade"


class Clock:
    """A clock that a test sets."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


class Counting(PasswordHasher):
    """A hasher that costs a test little, and says how often it was asked."""

    asked = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
        self.asked += 1
        return bool(super().verify(hash, password))


@pytest.fixture
def hasher(monkeypatch: pytest.MonkeyPatch) -> Counting:
    cheap = Counting(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", cheap)
    passwords._nobodys.cache_clear()
    return cheap


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ops(ops_at: Open, hasher: Counting) -> Iterator[Ops]:  # noqa: F811
    with ops_at("cli:root") as opened:
        yield opened


@pytest.fixture
def known(ops: Ops, clock: Clock) -> Users:
    """One investigator."""
    made = Users(ops, clock)
    made.add("李雷", GOOD, ["investigator"])
    return made


def refused(known: Users, name: str, password: str = "wrong wrong wrong") -> SignInError:
    with pytest.raises(SignInError) as caught:
        known.check(name, password, "10.0.0.7")
    return caught.value


def said(ops: Ops) -> list[tuple[str, str, str]]:
    """Who did what to whom, first to last."""
    return [(e["who"], e["action"], e["subject"]) for e in reversed(ops.audit(1000))]


# passwords


@pytest.mark.parametrize("password", ["", "tiny one", "a" * 11, "password1234", "Password1234", "aaaaaaaaaaaaaaaa", "abcabcabcabcabc", "123456789012", "abcdefghijklmno", "my name is 李雷 ok", "ｐａｓｓｗｏｒｄ１２３４", "x" * 257])  # fmt: skip
def test_a_password_that_is_easily_guessed_is_refused(password: str) -> None:
    if "李雷" in password:
        password = password.replace("李雷", "hanmeimei")
    with pytest.raises(PasswordError) as caught:
        check_new(password, "hanmeimei")
    assert not password or password not in f"{caught.value.to('zh')}{caught.value.to('en')}"


@pytest.mark.parametrize("password", [GOOD, "正确的马电池订书钉一二三", "Tr0ub4dor&3xyz", "🦅 鹰 eagles over 珠江"])
def test_any_sign_may_stand_in_a_password(password: str, ops: Ops) -> None:
    known = Users(ops)
    known.add("wei", password, ["auditor"])
    assert known.check("wei", password).name == "wei"


def test_what_is_kept_of_a_password_is_its_argon2id(ops_at: Open, tmp_path: Path) -> None:  # noqa: F811
    """With the library's own figures, and neither in the database nor in the chain as it was typed."""
    with ops_at("cli:root") as ops:
        known = Users(ops)
        known.add("李雷", GOOD, ["investigator"])
        with pytest.raises(SignInError):
            known.check("李雷", "a wrong but secret guess")
        secret = Sessions(ops).open(known.check("李雷", GOOD))
        token = Tokens(ops).make("李雷", "nightly", ["read"])[1]
        chain = str(ops.audit())
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("ops.db*"))
    for word in (GOOD, "a wrong but secret guess", secret, token):
        assert word not in chain
        assert word.encode() not in kept
    assert not kept or b"$argon2id$v=19$m=65536,t=3,p=4$" in kept


# names and roles


@pytest.mark.parametrize("name", ["", " ", "a b", "a:b", "a\r\nSet-Cookie: x=1", "a\nb", "-a", "a/b", "<b>", "a" * 65, "a\u202eb", "a\0"])  # fmt: skip
def test_a_name_that_would_break_a_header_a_log_or_an_address_is_refused(known: Users, name: str) -> None:
    with pytest.raises(UserError):
        known.add(name, GOOD, ["auditor"])
    assert [u.name for u in known.all()] == ["李雷"]


def test_a_name_has_one_spelling(known: Users) -> None:
    known.add("Wei.Zhang", OTHER, ["auditor"])
    assert known.check("  ｗｅｉ.ZHANG ", OTHER).name == "wei.zhang"
    with pytest.raises(UserError, match=r"there is a user 'wei\.zhang' already"):
        known.add("WEI.zhang", GOOD, ["administrator"])


def test_roles_and_regions_are_those_there_are(known: Users) -> None:
    with pytest.raises(RightsError, match="did you mean investigator"):
        known.set_roles("李雷", ["investigater"])
    with pytest.raises(UserError, match="no role"):
        known.set_roles("李雷", [])
    with pytest.raises(UserError, match="empty region"):
        known.set_regions("李雷", [""])
    with pytest.raises(UserError, match="no user 'nobody'"):
        known.lock("nobody")
    known.set_roles("李雷", ["prosecutor", "analyst"])
    known.set_regions("李雷", ["4401"])
    user = known.find("李雷")
    assert user is not None
    assert (user.roles, user.regions) == (("analyst", "prosecutor"), ("4401",))
    actor = user.actor()
    assert (actor.who, actor.within(["440103"]), actor.within(["4403"]), actor.within([])) == (
        "user:李雷",
        True,
        False,
        False,
    )


def test_the_first_administrator_is_made_once(ops: Ops) -> None:
    known = Users(ops)
    name, password = known.first() or ("", None)
    assert password is not None
    user = known.check(name, password)
    assert (user.name, user.roles, user.must_change) == ("admin", ("administrator",), True)
    assert known.first() is None
    assert known.first(GOOD) is None


def test_the_first_administrators_password_may_be_given(ops: Ops) -> None:
    known = Users(ops)
    assert known.first(GOOD) == ("admin", None)
    assert known.check("admin", GOOD).must_change is False


# guessing


def test_whether_a_name_exists_can_not_be_told(known: Users, hasher: Counting) -> None:
    """The same words, the same work and the same waits, by name of a user, of nobody, of one who is locked out."""
    known.add("locked", OTHER, ["auditor"])
    known.lock("locked")
    for _ in range(TRIES + 1):
        answers, work = [], []
        for name, password in (("李雷", "wrong wrong wrong"), ("nobody", "wrong wrong wrong"), ("locked", OTHER)):
            before = hasher.asked
            error = refused(known, name, password)
            answers.append((error.to("zh"), error.to("en"), error.wait))
            work.append(hasher.asked - before)
        assert len(set(answers)) == 1
        assert len(set(work)) == 1
    assert "too many tries" in answers[0][1]


def test_after_five_failures_each_wait_is_longer_and_the_right_password_waits_too(known: Users, clock: Clock) -> None:
    for left in (4, 3, 2, 1):
        assert (
            refused(known, "李雷").to("en")
            == f"the name or the password is wrong; {left} more {'try' if left == 1 else 'tries'}"
        )
    for wait in (FIRST, 2 * FIRST, 4 * FIRST):
        assert refused(known, "李雷").wait == wait
        clock.now += wait - 1
        assert "too many tries" in str(refused(known, "李雷", GOOD))
        clock.now += 1
    assert known.check("李雷", GOOD).name == "李雷"
    assert refused(known, "李雷").wait == 0, "who has come in begins anew"


def test_waits_grow_to_an_hour_and_after_a_hundred_failures_only_an_administrator_helps(
    known: Users, clock: Clock
) -> None:
    assert [wait_after(n) for n in (1, 4, 5, 6, 20)] == [0, 0, FIRST, 2 * FIRST, MOST]
    for _ in range(LAST):
        clock.now += MOST
        refused(known, "李雷")
    clock.now += 400 * FORGOTTEN
    assert "ask an administrator to unlock it" in str(refused(known, "李雷", GOOD))
    known.unlock("李雷")
    assert known.check("李雷", GOOD).name == "李雷"


def test_failures_of_yesterday_are_forgotten(known: Users, clock: Clock) -> None:
    for _ in range(TRIES - 1):
        refused(known, "李雷")
    clock.now += FORGOTTEN + 1
    assert "4 more tries" in str(refused(known, "李雷"))


def test_another_spelling_is_not_another_count(known: Users) -> None:
    known.add("wei", OTHER, ["auditor"])
    for name in ("wei", "WEI", " wei", "Ｗｅｉ", "wEi "):
        error = refused(known, name)
    assert error.wait == FIRST


def test_guesses_sent_at_once_are_counted_one_by_one(known: Users, hasher: Counting) -> None:
    """Fifty at a time are no more than five: each is counted before it is looked at."""

    def guess(n: int) -> str:
        try:
            return known.check("李雷", f"guess number {n}").name
        except SignInError as error:
            return "waits" if error.wait else "wrong"

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(guess, range(50)))
    assert answers.count("wrong") == TRIES - 1
    assert hasher.asked == TRIES


def test_names_that_nobody_has_are_neither_written_down_nor_without_bound(
    known: Users, ops: Ops, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name may be a password typed one field too early."""
    monkeypatch.setattr(users, "REMEMBERED", 20)
    for _ in range(TRIES):
        refused(known, "李雷")
    for n in range(40):
        refused(known, f"hunter{n}secret")
    assert "hunter" not in str(ops.audit(1000))
    with ops.read() as c:
        assert c.exec_driver_sql("SELECT count(*) FROM sign_in_try").scalar() <= 20
    assert refused(known, "李雷", GOOD).wait > 0, "who is locked is not forgotten for it"


def test_a_flood_of_sign_ins_is_hashed_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "AT_ONCE", threading.BoundedSemaphore(1))
    monkeypatch.setattr(passwords, "PATIENCE", 0.01)
    with passwords._place(), pytest.raises(PasswordError, match="too many are signing in"):
        passwords.holds(None, "x")


# changing the password


def test_a_password_is_changed_by_who_knows_it_and_ends_all_sessions(known: Users, ops: Ops, clock: Clock) -> None:
    sessions = Sessions(ops, clock)
    old = sessions.open(known.check("李雷", GOOD))
    with pytest.raises(SignInError):
        known.change_password("李雷", "wrong wrong wrong", OTHER)
    with pytest.raises(UserError, match="is the old one"):
        known.change_password("李雷", GOOD, GOOD)
    with pytest.raises(PasswordError):
        known.change_password("李雷", GOOD, "short")
    assert sessions.find(old) is not None
    known.change_password("李雷", GOOD, OTHER)
    assert sessions.find(old) is None
    refused(known, "李雷", GOOD)
    assert known.check("李雷", OTHER).must_change is False


def test_guessing_the_old_password_is_guessing(known: Users) -> None:
    for _ in range(TRIES):
        with suppress(SignInError):
            known.change_password("李雷", "wrong wrong wrong", OTHER)
    assert refused(known, "李雷", GOOD).wait == FIRST


def test_who_signs_in_elsewhere_has_no_password_here(known: Users) -> None:
    known.add("remote", None, ["auditor"], (), outside="https://login 1")
    refused(known, "remote", "")
    refused(known, "remote", "nobody's")
    with pytest.raises(UserError, match="has no password here"):
        known.change_password("remote", "", OTHER)
    user = known.known_outside("https://login 1")
    assert user is not None
    assert (user.name, user.regions, user.actor().within(["4401"])) == ("remote", (), False)


# sessions


def test_a_session_ends_by_rest_by_age_by_leaving_and_by_lock(known: Users, ops: Ops, clock: Clock) -> None:
    sessions, user = Sessions(ops, clock), known.check("李雷", GOOD)
    secret = sessions.open(user)
    found = sessions.find(secret)
    assert found is not None
    assert (found.user.name, found.scopes, found.user.actor().may("read")) == ("李雷", None, True)
    clock.now += IDLE
    assert sessions.find(secret) is None, "half an hour without a request"
    secret, begun = sessions.open(user), clock.now
    while clock.now < begun + LONGEST - IDLE / 2:
        clock.now += IDLE / 2
        assert sessions.find(secret) is not None
        sessions.touch(secret)
    clock.now += IDLE / 2
    assert sessions.find(secret) is None, "twelve hours in all"
    secret = sessions.open(user)
    sessions.close(secret)
    assert sessions.find(secret) is None, "a cookie sent again after signing out"
    secret = sessions.open(user)
    known.lock("李雷")
    assert sessions.find(secret) is None
    known.unlock("李雷")
    assert sessions.find(secret) is None, "unlocked is not signed in"


def test_the_session_that_a_browser_brought_ends_when_its_user_signs_in(known: Users, ops: Ops) -> None:
    sessions, user = Sessions(ops), known.check("李雷", GOOD)
    planted = sessions.open(user)
    mine = sessions.open(user, before=planted)
    assert mine != planted
    assert (sessions.find(planted), sessions.find("made up"), sessions.find("")) == (None, None, None)
    assert sessions.find(mine) is not None
    assert form_token(mine) != form_token(planted)


def test_a_user_has_so_many_sessions_at_once(known: Users, ops: Ops, clock: Clock) -> None:
    sessions, user, made = Sessions(ops, clock), known.check("李雷", GOOD), []
    for _ in range(EACH + 3):
        clock.now += 1
        made.append(sessions.open(user))
    assert [sessions.find(s) is not None for s in made] == [False] * 3 + [True] * EACH


def test_roles_taken_away_are_gone_from_a_session_that_runs(known: Users, ops: Ops) -> None:
    secret = Sessions(ops).open(known.check("李雷", GOOD))
    known.set_roles("李雷", ["auditor"])
    found = Sessions(ops).find(secret)
    assert found is not None
    assert (found.user.actor().may("unmask"), found.user.actor().may("audit")) == (False, True)


# tokens


def test_a_token_may_what_it_was_made_for_and_its_owner_may(known: Users, ops: Ops, clock: Clock) -> None:
    tokens = Tokens(ops, clock)
    token, secret = tokens.make("李雷", "nightly", ["read", "search"], days=10)
    found = tokens.find(secret)
    assert found is not None
    actor = found.user.actor(found.scopes)
    assert [actor.may(right) for right in ("read", "search", "unmask", "audit")] == [True, True, False, False]
    assert (actor.who, token.label, tokens.all("李雷")[0].id) == ("user:李雷", "nightly", token.id)
    known.set_roles("李雷", ["auditor"])
    found = tokens.find(secret)
    assert found is not None
    assert found.user.actor(found.scopes).may("read") is False, "what the owner lost the token lost"


@pytest.mark.parametrize(("scopes", "says"), [(["audit"], "may not read the audit chain"), (["read", "users"], "may not manage users"), (["reed"], "did you mean read"), ([], "without a right")])  # fmt: skip
def test_a_token_beyond_its_owners_roles_is_not_made(known: Users, ops: Ops, scopes: list[str], says: str) -> None:
    with pytest.raises(JinyingError, match=says):
        Tokens(ops).make("李雷", "x", scopes)
    assert Tokens(ops).all() == []


def test_a_token_ends_by_age_by_revoking_and_with_its_owner(known: Users, ops: Ops, clock: Clock) -> None:
    tokens = Tokens(ops, clock)
    token, secret = tokens.make("李雷", "a\r\nb\x1b[2J", ["read"], days=2)
    assert token.label == "a b�[2J"
    clock.now += 2 * 86_400 - 1
    assert tokens.find(secret) is not None
    clock.now += 1
    assert tokens.find(secret) is None
    token, secret = tokens.make("李雷", "b", ["read"])
    known.lock("李雷")
    assert tokens.find(secret) is None
    known.unlock("李雷")
    assert tokens.find(secret) is not None
    tokens.revoke(token.id)
    assert tokens.find(secret) is None
    tokens.touch(secret)
    assert tokens.find(secret) is None
    with pytest.raises(UserError, match="no token"):
        tokens.revoke("token-1")
    for days in (0, -1, 367):
        with pytest.raises(UserError, match="days can't be"):
            tokens.make("李雷", "c", ["read"], days)


def test_who_must_change_a_password_does_so_before_a_token_counts(known: Users, ops: Ops) -> None:
    secret = Tokens(ops).make("李雷", "x", ["read"])[1]
    known.set_password("李雷", OTHER, must_change=True)
    assert Tokens(ops).find(secret) is None


# the record


def test_every_change_and_every_sign_in_is_in_the_chain(known: Users, ops: Ops, clock: Clock) -> None:
    for _ in range(TRIES):
        refused(known, "李雷")
    refused(known, "李雷", GOOD)
    known.unlock("李雷")
    secret = Sessions(ops, clock).open(known.check("李雷", GOOD, "10.0.0.7"), address="10.0.0.7")
    Sessions(ops, clock).close(secret)
    token, _ = Tokens(ops.by("user:李雷"), clock).make("李雷", "x", ["read"])
    Tokens(ops, clock).revoke(token.id)
    known.set_password("李雷", OTHER)
    known.lock("李雷")
    root, li = "cli:root", "user:李雷"
    assert said(ops) == [
        (root, "user-add", li), *[("anonymous", "sign-in-failed", li)] * TRIES, ("anonymous", "sign-in-locked", li),
        (root, "user-unlock", li), (li, "sign-in", li), (li, "sign-out", li), (li, "token-make", token.id),
        (root, "token-revoke", token.id), (root, "user-password", li), (root, "user-lock", li),
    ]  # fmt: skip
    assert ops.audit(1000)[-2]["detail"] == {"address": "10.0.0.7", "failed": 1}
    assert ops.audit_broken() is None


def test_the_hash_of_nobody_is_as_dear_as_any(hasher: Counting) -> None:
    mine = passwords.hashed(GOOD)
    assert mine.split("$")[1:4] == passwords._nobodys().split("$")[1:4]
    with pytest.raises(VerificationError):
        hasher.verify(passwords._nobodys(), GOOD)
    assert passwords.holds("no hash at all", GOOD) is False
