"""Signing in elsewhere: what a provider says is believed only where it is signed, for us, for this sign-in, and fresh."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi import FastAPI
from joserfc.jwk import RSAKey
from starlette.testclient import TestClient

from api.oidc import LASTS, roles_in
from graph.ops import Ops
from graph.settings import Oidc, Settings
from tests.api.doors import PERSON, browser, made
from tests.api.provider import CLIENT, SECRET, Provider, running


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running() as started:
        yield started


@pytest.fixture
def app(people: Ops, tmp_path: Path, provider: Provider) -> FastAPI:
    return made(people, Settings(tmp_path / "data", "bolt://127.0.0.1:1", oidc=Oidc(provider.url, CLIENT, SECRET)))


def sent(client: TestClient, target: str = "/") -> str:
    """The address of the provider to which a browser is sent."""
    answer = client.get("/oidc/start", params={"next": target})
    assert answer.status_code == 303
    return str(answer.headers["location"])


def refused(client: TestClient, query: str) -> str:
    """What the page says to somebody who comes back and is not let in."""
    answer = client.get(f"/oidc/back?{query}")
    assert answer.status_code == 401
    assert client.get("/api/me").status_code == 401
    found = re.search(r'role="alert".*?<b>(.*?)</b>', answer.text, re.S)
    assert found is not None
    return found[1]


def test_whoever_signs_in_there_is_signed_in_here_with_the_roles_of_the_claim(app: FastAPI, people: Ops, provider: Provider) -> None:  # fmt: skip
    client = browser(app)
    assert 'href="/oidc/start' in client.get("/signin").text
    address = sent(client, "/graph?x=1")
    query = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
    assert address.startswith(f"{provider.url}/authorization_endpoint?")
    assert (query["response_type"], query["client_id"], query["code_challenge_method"]) == ("code", CLIENT, "S256")
    assert query["redirect_uri"] == "http://localhost/oidc/back"
    assert min(len(query[name]) for name in ("state", "nonce", "code_challenge")) >= 43
    answer = client.get(f"/oidc/back?{provider.agree(address)}")
    assert (answer.status_code, '<meta http-equiv="refresh" content="0;url=/graph?x=1">' in answer.text) == (200, True)
    cookies = answer.headers.get_list("set-cookie")
    assert any("jinying=" in c and "samesite=strict" in c.lower() and "httponly" in c.lower() for c in cookies)
    assert any("jinying-oidc=" in c and "Max-Age=0" in c for c in cookies)
    me = client.get("/api/me").json()
    assert (me["who"], [r["name"] for r in me["roles"]], me["regions"]) == ("user:han.meimei", ["auditor"], [])
    assert [(e["who"], e["action"]) for e in people.audit(2)] == [("user:han.meimei", "sign-in"), ("oidc", "user-add")]
    assert people.audit(1)[0]["detail"]["how"] == "oidc"


def test_roles_follow_the_provider_and_a_lock_here_holds(app: FastAPI, provider: Provider) -> None:
    users, client = app.state.gate.users, browser(app)
    client.get(f"/oidc/back?{provider.agree(sent(client))}")
    provider.claims |= {"roles": ["analyst", "intake"], "preferred_username": "another name"}
    client.get(f"/oidc/back?{provider.agree(sent(client))}")
    assert [r["name"] for r in client.get("/api/me").json()["roles"]] == ["analyst", "intake"]
    assert client.get("/api/me").json()["name"] == "han.meimei", "known by issuer and subject, not by a name"
    users.lock("han.meimei")
    other = browser(app)
    assert refused(other, provider.agree(sent(other))) == "this account is locked"


def test_nobody_becomes_a_user_of_the_same_name(app: FastAPI, provider: Provider) -> None:
    provider.claims["preferred_username"] = " 李雷"
    client = browser(app)
    assert refused(client, provider.agree(sent(client))) == "there is another account of this name here"


@pytest.mark.parametrize("roles", [[], None, "nonsense", ["Administrator"], {"administrator": True}, [["administrator"]], 7])  # fmt: skip
def test_who_has_no_role_here_is_not_let_in(app: FastAPI, provider: Provider, roles: object) -> None:
    provider.claims["roles"] = roles
    client = browser(app)
    assert refused(client, provider.agree(sent(client))) == "this account has no role here"
    assert [u.name for u in app.state.gate.users.all()] == ["李雷"]


LIES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "for another client": lambda c: {**c, "aud": "another"},
    "for several, of which another asked": lambda c: {**c, "aud": [CLIENT, "another"], "azp": "another"},
    "of another issuer": lambda c: {**c, "iss": "https://evil.example"},
    "over": lambda c: {**c, "exp": int(time.time()) - 3600},
    "of tomorrow": lambda c: {**c, "iat": int(time.time()) + 86_400},
    "of another sign-in": lambda c: {**c, "nonce": "another"},
    "without a nonce": lambda c: {k: v for k, v in c.items() if k != "nonce"},
    "of nobody": lambda c: {k: v for k, v in c.items() if k != "sub"},
    "without an end": lambda c: {k: v for k, v in c.items() if k != "exp"},
    "with another access token": lambda c: {**c, "at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_is_not_for_this_sign_in_is_not_believed(
    app: FastAPI, people: Ops, provider: Provider, lie: str
) -> None:
    provider.lie = LIES[lie]
    client = browser(app)
    assert refused(client, provider.agree(sent(client))).startswith("single sign-on did not succeed (")
    assert people.audit(1)[0]["action"] == "sign-in-failed"


@pytest.mark.parametrize("how", ["unsigned", "by_its_public_key", "by another key"])
def test_a_token_that_the_provider_did_not_sign_is_not_believed(app: FastAPI, provider: Provider, how: str) -> None:
    stranger = Provider(provider.url)
    stranger.key = RSAKey.generate_key(2048, {"kid": "one"})
    provider.signed = stranger.sign if how == "by another key" else getattr(provider, how)
    client = browser(app)
    assert refused(client, provider.agree(sent(client))).startswith("single sign-on did not succeed (")


def test_a_sign_in_that_somebody_else_began_is_not_finished_here(app: FastAPI, provider: Provider) -> None:
    """Sign-in CSRF: the attacker's own code, brought to a victim's browser."""
    attacker, victim = browser(app), browser(app)
    query = provider.agree(sent(attacker))
    assert "(state)" in refused(victim, query)
    sent(victim)
    assert "(state)" in refused(victim, query)
    assert attacker.get(f"/oidc/back?{query}").status_code == 200


def test_what_comes_back_counts_once_and_not_for_ever(
    app: FastAPI, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(app)
    query = provider.agree(sent(client))
    kept = client.cookies["jinying-oidc"]
    assert client.get(f"/oidc/back?{query}").status_code == 200
    again = browser(app)
    again.cookies.set("jinying-oidc", kept)
    assert "OAuthError" in refused(again, query), "the provider takes a code once"
    late = browser(app)
    query = provider.agree(sent(late))
    real = time.time
    monkeypatch.setattr("api.oidc.time.time", lambda: real() + LASTS + 1)
    assert "(state)" in refused(late, query)


@pytest.mark.parametrize("kept", ["", "x", "x.y", "eyJzdGF0ZSI6ICJhIn0=.", "eyJzdGF0ZSI6ICJhIn0=.0000", "é.ü"])
def test_a_cookie_that_we_did_not_sign_is_not_read(app: FastAPI, people: Ops, kept: str) -> None:
    client, before = browser(app), len(people.audit())
    answer = client.get("/oidc/back?code=1&state=a", headers={"cookie": f"jinying-oidc={kept}".encode()})
    assert answer.status_code == 401
    assert len(people.audit()) == before, "anybody may ask for this address: that is for no log"


def test_a_provider_that_is_mixed_up_refuses_or_is_gone_is_one_line(app: FastAPI, provider: Provider) -> None:
    client = browser(app)
    assert "(iss)" in refused(client, provider.agree(sent(client)) + "&iss=https://evil.example")
    state = parse_qs(urlsplit(sent(client)).query)["state"][0]
    assert "(access_denied)" in refused(client, f"error=access_denied&state={state}")
    assert "&lt;" not in refused(client, f"error=%3Cb%3E&state={parse_qs(urlsplit(sent(client)).query)['state'][0]}")
    provider.about = {"issuer": "https://evil.example"}
    assert client.get("/oidc/start", headers=PERSON).status_code == 503
    provider.url = "http://127.0.0.1:1"


def test_a_provider_that_can_not_be_reached_leaves_the_other_way_open(people: Ops, tmp_path: Path) -> None:
    app = made(people, Settings(tmp_path / "data", "bolt://127.0.0.1:1", oidc=Oidc("http://127.0.0.1:1", CLIENT)))
    answer = browser(app).get("/oidc/start", params={"lang": "zh"})
    assert (answer.status_code, "统一身份认证未成功（ConnectError）" in answer.text) == (503, True)
    assert 'name="password"' in answer.text


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_on_to_another_site(app: FastAPI, provider: Provider, target: str) -> None:
    client = browser(app)
    answer = client.get(f"/oidc/back?{provider.agree(sent(client, target))}")
    assert 'content="0;url=/">' in answer.text
    assert "evil" not in answer.text


def test_without_a_provider_there_is_no_such_door(guarded: FastAPI) -> None:
    client = browser(guarded)
    assert client.get("/oidc/start").status_code == 404
    assert "/oidc/" not in client.get("/signin").text


def test_roles_may_lie_deeper_in_the_claims() -> None:
    claims = {"realm_access": {"roles": ["auditor", "x"]}, "role": "analyst"}
    assert roles_in(claims, "realm_access.roles") == ["auditor"]
    assert roles_in(claims, "role") == ["analyst"]
    assert roles_in(claims, "realm_access.roles.deeper") == roles_in(claims, "none") == []
