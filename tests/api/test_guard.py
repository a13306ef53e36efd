"""Who is asking, as another site, a thief of cookies and a program without rights meet it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.websockets import WebSocketDisconnect

import api.guard
from api.guard import HEADERS
from graph.ops import Ops
from graph.ops.users import Users
from graph.settings import Settings
from tests.api.doors import GOOD, NOWHERE, OTHER, OURS, PERSON, browser, made, signed_in, token

SOCKET = "ws://localhost/socket"
COOKIE = re.compile(r"(?P<name>[^=]+)=(?P<value>[^;]*);(?P<rest>.*)")


# the cookie


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(guarded: FastAPI) -> None:
    answer = browser(guarded).post("/signin", data={"name": "李雷", "password": GOOD}, headers=OURS)
    found = COOKIE.fullmatch(answer.headers["set-cookie"])
    assert found is not None
    assert (found["name"], {p.strip().lower() for p in found["rest"].split(";")}) == (
        "jinying",
        {"httponly", "path=/", "samesite=strict"},
    )
    assert len(found["value"]) >= 43, "256 random bits"


def test_where_people_come_by_https_the_cookie_is_for_https_and_this_host_alone(people: Ops, tmp_path: Path) -> None:
    guarded = made(people, Settings(tmp_path / "data", NOWHERE, url="https://jinying.example"))
    client = browser(guarded, "https://jinying.example")
    answer = client.post(
        "/signin", data={"name": "李雷", "password": GOOD}, headers={"origin": "https://jinying.example"}
    )
    found = COOKIE.fullmatch(answer.headers["set-cookie"])
    assert found is not None
    assert found["name"] == "__Host-jinying"
    assert "; Secure" in found["rest"]
    assert "Domain" not in found["rest"]
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
    assert client.get("/api/me").status_code == 200
    assert client.post("/api/probe", headers={"origin": "http://jinying.example"}).status_code == 403, "not by http"


def test_a_planted_cookie_is_not_the_session_that_begins(guarded: FastAPI) -> None:
    client = browser(guarded)
    client.cookies.set("jinying", "planted-by-somebody-else", domain="localhost.local")
    answer = client.post(
        "/signin", data={"name": "李雷", "password": GOOD}, headers={**OURS, "cookie": "jinying=planted"}
    )
    assert "planted" not in answer.headers["set-cookie"]
    assert browser(guarded).get("/api/me", headers={"cookie": "jinying=planted"}).status_code == 401


def test_signing_in_again_ends_the_session_before(guarded: FastAPI) -> None:
    client = signed_in(guarded)
    before = client.cookies["jinying"]
    client.post("/signin", data={"name": "李雷", "password": GOOD}, headers=OURS)
    assert client.cookies["jinying"] != before
    assert browser(guarded).get("/api/me", headers={"cookie": f"jinying={before}"}).status_code == 401


def test_a_cookie_sent_again_after_signing_out_is_nobodys(guarded: FastAPI) -> None:
    client = signed_in(guarded)
    stolen = {"cookie": f"jinying={client.cookies['jinying']}"}
    assert browser(guarded).get("/api/me", headers=stolen).status_code == 200
    assert client.post("/api/signout", headers=OURS).status_code == 200
    assert browser(guarded).get("/api/me", headers=stolen).status_code == 401, "at once, whatever is remembered of it"
    assert "jinying" not in client.cookies


def test_who_was_seen_is_not_looked_up_with_each_request(
    guarded: FastAPI,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client, gate = signed_in(guarded), guarded.state.gate
    asked: list[str] = []
    find = gate.sessions.find
    monkeypatch.setattr(gate.sessions, "find", lambda secret: asked.append(secret) or find(secret))
    monkeypatch.setattr(api.guard, "KEPT", 1e6)  # however slow this machine is
    assert {client.get("/api/me").status_code for _ in range(20)} == {200}
    assert len(asked) == 1
    monkeypatch.setattr(api.guard, "KEPT", 0.0)
    gate.forget()
    assert {client.get("/api/me").status_code for _ in range(3)} == {200}
    assert len(asked) == 4


def test_who_is_put_out_elsewhere_is_out_within_seconds(
    guarded: FastAPI, people: Ops, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api.guard, "KEPT", 0.0)
    client, program = signed_in(guarded), token(guarded)
    assert client.get("/api/probe").json() == {"who": "user:李雷", "scopes": []}
    assert browser(guarded).get("/api/probe", headers=program).json() == {"who": "user:李雷", "scopes": ["read"]}
    Users(people).lock("李雷")  # as another process does
    assert client.get("/api/probe").status_code == 401
    assert browser(guarded).get("/api/probe", headers=program).status_code == 401
    assert api.guard.KEPT < 10


def test_the_memory_of_who_was_seen_is_bounded(guarded: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.guard, "MOST_KEPT", 3)
    for _ in range(8):
        signed_in(guarded).get("/api/me")
        browser(guarded).get("/api/me", headers={"authorization": "Bearer made-up"})
        assert len(guarded.state.gate._kept) <= 3


# tokens


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer nonsense", "Bearer jy_", "Basic 5p2O6Zu3Ong=", "bearer \xff", "Digest x"])  # fmt: skip
def test_what_is_no_token_is_nobody_also_beside_a_good_cookie(guarded: FastAPI, header: str) -> None:
    answer = browser(guarded).get("/api/probe", headers={"authorization": header.encode("latin-1")})
    assert answer.status_code == 401
    client = signed_in(guarded)
    both = client.get("/api/probe", headers={"authorization": header.encode("latin-1")})
    assert both.status_code == (401 if header.lower().startswith("bearer") else 200)


def test_a_token_may_no_more_than_its_scope(guarded: FastAPI) -> None:
    found = browser(guarded).get("/api/me", headers=token(guarded, ["read", "search"])).json()
    assert (found["rights"], found["token"], found["csrf"]) == (["search", "read"], True, None)


def test_a_token_opens_no_page_that_changes_its_owner(guarded: FastAPI) -> None:
    program = token(guarded)
    client = browser(guarded)
    assert client.post("/api/password", json={"old": GOOD, "new": OTHER}, headers=program).status_code == 403
    assert (
        client.post("/password", data={"old": GOOD, "new": OTHER, "again": OTHER}, headers=program).status_code == 403
    )
    assert guarded.state.gate.users.check("李雷", GOOD).name == "李雷"


# other sites


FOREIGN = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://localhost.evil.example"},
    {"origin": "http://localhost:8080"},
    {"origin": "https://evil.example", "host": "localhost"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "http://localhost", "sec-fetch-site": "cross-site"},
]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("headers", [*FOREIGN, {}, {"x-csrf-token": "made up"}, {"x-csrf-token": ""}, {"referer": "http://localhost/"}])  # fmt: skip
def test_another_site_can_not_act_in_the_name_of_who_is_signed_in(
    guarded: FastAPI,
    headers: dict[str, str],
    method: str,
) -> None:
    client = signed_in(guarded)
    answer = client.request(method, "/api/probe", headers=headers)
    assert answer.status_code == 403
    assert {k: answer.headers.get(k) for k in HEADERS} == HEADERS


def test_our_own_pages_and_programs_with_the_forms_token_can(guarded: FastAPI) -> None:
    client = signed_in(guarded)
    form = client.get("/api/me").json()["csrf"]
    for headers in (OURS, {"x-csrf-token": form}, {**OURS, "sec-fetch-site": "same-origin"}):
        assert client.post("/api/probe", headers=headers).json()["who"] == "user:李雷"
    for headers in FOREIGN:
        assert client.post("/api/probe", headers={**headers, "x-csrf-token": form}).status_code == 403
    other = signed_in(guarded).get("/api/me").json()["csrf"]
    assert client.post("/api/probe", headers={"x-csrf-token": other}).status_code == 403, "of another session"


@pytest.mark.parametrize("headers", FOREIGN)
def test_another_site_can_not_sign_anybody_in_or_out(guarded: FastAPI, headers: dict[str, str]) -> None:
    """Signed in as somebody else, a person would write into the attacker's account."""
    answer = browser(guarded).post("/signin", data={"name": "李雷", "password": GOOD}, headers=headers)
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)
    client = signed_in(guarded)
    assert client.post("/signout", headers=headers).status_code == 403
    assert client.get("/api/me").status_code == 200


def test_a_token_is_no_browsers_so_its_origin_does_not_count(guarded: FastAPI) -> None:
    program = token(guarded)
    for headers in ({}, *FOREIGN[:4]):
        assert browser(guarded).post("/api/probe", headers={**headers, **program}).status_code == 200


def test_no_answer_lets_another_site_read_it(guarded: FastAPI) -> None:
    client = signed_in(guarded)
    for method in ("GET", "OPTIONS"):
        answer = client.request(method, "/api/probe", headers={"origin": "https://evil.example", "access-control-request-method": "POST"})  # fmt: skip
        assert not [name for name in answer.headers if name.startswith("access-control-")]


# sockets


def test_a_socket_is_opened_by_our_own_pages_and_by_tokens_alone(guarded: FastAPI) -> None:
    client = signed_in(guarded)
    with client.websocket_connect(SOCKET, headers=OURS) as socket:
        socket.send_text("hello")
        assert socket.receive_text() == "user:李雷 hello"
    with browser(guarded).websocket_connect(SOCKET, headers=token(guarded)) as socket:
        socket.send_text("hello")
        assert socket.receive_text() == "user:李雷 hello"
    for headers in ({}, *FOREIGN):
        with pytest.raises(WebSocketDisconnect), client.websocket_connect(SOCKET, headers=headers):
            pass
    with pytest.raises(WebSocketDisconnect), browser(guarded).websocket_connect(SOCKET, headers=OURS):
        pass


def test_a_socket_does_not_outlive_its_session(guarded: FastAPI) -> None:
    client = signed_in(guarded)
    with client.websocket_connect(SOCKET, headers=OURS) as socket:
        client.post("/api/signout", headers=OURS)
        socket.send_text("still there?")
        with pytest.raises(WebSocketDisconnect) as ended:
            socket.receive_text()
    assert ended.value.code == 1008


# where people are led


def test_a_person_is_led_to_the_door_and_a_program_told(guarded: FastAPI) -> None:
    client = browser(guarded)
    for path, place in (("/", "/signin"), ("/?lang=en", "/signin?next=%2F%3Flang%3Den&lang=en"), ("/graph?x=1&y=//z", "/signin?next=%2Fgraph%3Fx%3D1%26y%3D%2F%2Fz")):  # fmt: skip
        answer = client.get(path, headers=PERSON)
        assert (answer.status_code, answer.headers["location"]) == (303, place)
    assert client.get("/graph").json() == {"error": "sign in first", "错误": "需要登录"}
    assert client.post("/graph", headers=PERSON | OURS).status_code == 401
    assert client.get("/api/me", headers=PERSON).status_code == 401


def test_who_must_change_a_password_can_do_nothing_else(guarded: FastAPI) -> None:
    guarded.state.gate.users.set_password("李雷", OTHER, must_change=True)
    client = browser(guarded)
    answer = client.post("/signin", data={"name": "李雷", "password": OTHER, "next": "/graph"}, headers=OURS)
    assert answer.headers["location"] == "/password"
    for path in ("/", "/graph"):
        assert client.get(path, headers=PERSON).headers["location"] == "/password"
    assert client.get("/api/probe").status_code == 403
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(SOCKET, headers=OURS):
        pass
    assert client.get("/api/me").json()["must_change"] is True
    form = client.get("/api/me").json()["csrf"]
    data = {"old": OTHER, "new": "six grey otters swim", "again": "six grey otters swim", "csrf": form}
    assert client.post("/password", data=data, headers=OURS).headers["location"] == "/"
    assert client.get("/api/probe").status_code == 200
