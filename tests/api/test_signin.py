"""The doors over HTTP: forms for people and JSON for programs, what they say and what they give away."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI

from api.signin import here
from graph.ops import Ops
from graph.ops.users import FIRST, TRIES
from tests.api.doors import GOOD, OTHER, OURS, PERSON, browser, signed_in

LONG = "six grey otters swim"
HOSTILE = "<script>alert(1)</script>\"'><img src=x>"


def test_a_person_signs_in_by_a_form_and_comes_where_they_were_going(guarded: FastAPI) -> None:
    client = browser(guarded)
    page = client.get("/signin?next=/graph%3Fx%3D1")
    assert 'name="next" value="/graph?x=1"' in page.text
    answer = client.post("/signin", data={"name": "李雷", "password": GOOD, "next": "/graph?x=1"}, headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/graph?x=1")
    assert client.get("/api/me").json()["who"] == "user:李雷"


def test_a_language_once_chosen_is_kept(guarded: FastAPI) -> None:
    guarded.state.gate.users.add("wei", GOOD, ["auditor"], must_change=True)
    client = browser(guarded)
    for name, place in (("李雷", "/?lang=zh"), ("wei", "/password?lang=zh")):
        answer = client.post("/signin?lang=zh", data={"name": name, "password": GOOD, "next": "/"}, headers=OURS)
        assert answer.headers["location"] == place


def test_a_program_signs_in_by_json_and_is_told_who_it_is(guarded: FastAPI) -> None:
    client = browser(guarded)
    me = client.post("/api/signin", json={"name": "李雷", "password": GOOD}).json()
    assert (me["who"], me["name"], me["roles"], me["regions"], me["token"], me["must_change"]) == (
        "user:李雷", "李雷", [{"name": "investigator", "label": "investigator"}], None, False, False,
    )  # fmt: skip
    assert {"read", "unmask"} <= set(me["rights"])
    assert "users" not in me["rights"]
    assert client.get("/api/me", headers={"accept-language": "zh-CN"}).json()["roles"][0]["label"] == "调查员"
    assert client.get("/api/me").json()["sample"] is False
    assert client.post("/api/signout", headers={"x-csrf-token": me["csrf"]}).status_code == 200
    assert client.get("/api/me").status_code == 401


@pytest.mark.parametrize("body", [None, [], "x", {}, {"name": "a"}, {"name": 1, "password": 2}, {"name": "a", "password": None}, {"name": "a" * 65, "password": "b"}, {"name": "a", "password": "b" * 301}])  # fmt: skip
def test_what_is_no_sign_in_is_refused_without_its_words(guarded: FastAPI, body: object) -> None:
    answer = browser(guarded).post("/api/signin", json=body)
    assert answer.status_code in (401, 422)
    assert "b" * 301 not in answer.text


def test_a_form_with_other_things_in_it_is_a_wrong_password(guarded: FastAPI) -> None:
    client = browser(guarded)
    for data in ({}, {"name": "李雷"}, {"name": "李雷", "password": "x" * 5000}, {"name": "\0", "password": "\0"}, {"name": "a\r\nX: y", "password": GOOD}):  # fmt: skip
        answer = client.post("/signin", data=data, headers=OURS)
        assert answer.status_code in (401, 429)
        assert "set-cookie" not in answer.headers
    for files in ({"name": b"x"}, {"file": b"x" * 100}):
        assert client.post("/signin", files=files, headers=OURS).status_code in (400, 401)
    many = {f"f{n}": "x" for n in range(50)}
    assert client.post("/signin", data=many, headers=OURS).status_code == 400


# what it says


@pytest.mark.parametrize(("lang", "html"), [("zh", "zh-CN"), ("en", "en")])
def test_the_pages_speak_both_languages_and_need_no_script(guarded: FastAPI, lang: str, html: str) -> None:
    guarded.state.gate.users.add("wei", GOOD, ["auditor"])
    doors = [browser(guarded).get(f"/signin?lang={lang}"), signed_in(guarded, "wei").get(f"/password?lang={lang}")]
    for page in doors:
        assert f'<html lang="{html}">' in page.text
        assert "<script" not in page.text
        assert "style=" not in page.text
        assert re.findall(r"(?:src|href)=\"(/[^\"?]*)", page.text)[0] == "/signin.css"
        words = re.sub(r">(中文|English)</a>", "", page.text)
        assert (re.search("[一-龥]", words) is None) == (lang == "en")
        for name in ("undefined", "None", "Say("):
            assert name not in page.text
    assert browser(guarded).get("/signin.css").headers["content-type"] == "text/css; charset=utf-8"


def test_a_wrong_password_says_how_many_tries_are_left_and_a_locked_name_how_long(guarded: FastAPI) -> None:
    client = browser(guarded)
    for left in range(TRIES - 1, 0, -1):
        answer = client.post("/signin?lang=zh", data={"name": "李雷", "password": "x"}, headers=OURS)
        assert (answer.status_code, f"还可尝试 {left} 次" in answer.text) == (401, True)
        assert 'value="李雷"' in answer.text, "what was typed right is not typed again"
        assert 'role="alert"' in answer.text
    answer = client.post("/signin?lang=zh", data={"name": "李雷", "password": "x"}, headers=OURS)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, str(int(FIRST) + 1))
    assert "此账号暂时锁定" in answer.text
    assert "请在 1 分钟后再试" in answer.text
    again = client.post("/api/signin", json={"name": "李雷", "password": GOOD})
    assert (again.status_code, "try again in 1 minute" in again.json()["error"]) == (429, True)
    assert "set-cookie" not in again.headers


def test_a_name_that_nobody_has_is_answered_word_for_word_alike(guarded: FastAPI) -> None:
    client = browser(guarded)
    for _ in range(TRIES + 1):
        mine = client.post("/signin", data={"name": "aaaa", "password": "x"}, headers=OURS)
        known = client.post("/signin", data={"name": "李雷", "password": "x"}, headers=OURS)
        assert mine.status_code == known.status_code
        assert mine.text.replace("aaaa", "李雷") == known.text
        assert set(mine.headers) == set(known.headers)


def test_hostile_text_is_text(guarded: FastAPI) -> None:
    client = browser(guarded)
    for answer in (
        client.post("/signin", data={"name": HOSTILE, "password": "x", "next": HOSTILE}, headers=OURS),
        client.get("/signin", params={"next": "/" + HOSTILE, "lang": HOSTILE}),
    ):
        assert "<script" not in answer.text
        assert "<img" not in answer.text


# where it leads


@pytest.mark.parametrize(
    "target",
    [
        "", "//evil.example", "///evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
        "javascript:alert(1)", " //evil.example", "/x\r\nSet-Cookie: a=b", "/\n/evil.example", "evil.example", "/signin?next=/signin",
        "http:evil.example", "/\u2028/evil", "\0/", "/%0d%0a\r",
    ],
)  # fmt: skip
def test_nobody_is_sent_on_to_another_site(guarded: FastAPI, target: str) -> None:
    assert here(target) == "/"
    answer = browser(guarded).post("/signin", data={"name": "李雷", "password": GOOD, "next": target}, headers=OURS)
    assert answer.headers["location"] == "/"
    assert set(answer.headers.get_list("set-cookie")[0].split("=")[0:1]) == {"jinying"}


@pytest.mark.parametrize("target", ["/", "/graph", "/graph?a=1&b=//x", "/?lang=en", "/案件/1"])
def test_a_place_of_ours_is_kept(target: str) -> None:
    assert here(target) == target


# a new password


def test_a_person_changes_their_password(guarded: FastAPI, people: Ops) -> None:
    client, other = signed_in(guarded), signed_in(guarded)
    page = client.get("/password")
    (form,) = set(re.findall(r'name="csrf" value="(\w+)"', page.text))
    before = client.cookies["jinying"]

    def sent(**data: str) -> tuple[int, str]:
        answer = client.post("/password", data={"old": GOOD, "new": LONG, "again": LONG, "csrf": form, **data}, headers=OURS)  # fmt: skip
        return answer.status_code, "".join(re.findall(r'role="alert".*?<b>(.*?)</b>', answer.text, re.S))

    assert sent(csrf="") == (403, "this page was out of date; send it again")
    assert sent(csrf="0" * 64)[0] == 403
    assert sent(again=OTHER) == (400, "the new passwords differ")
    assert sent(new="tiny", again="tiny") == (400, "the password is too short; it takes at least 12 characters")
    assert sent(new=GOOD, again=GOOD)[0] == 400
    assert sent(old="wrong") == (401, "the name or the password is wrong; 4 more tries")
    assert client.get("/api/me").status_code == other.get("/api/me").status_code == 200
    assert sent()[0] == 303
    assert client.cookies["jinying"] != before
    assert client.get("/api/me").status_code == 200
    assert other.get("/api/me").status_code == 401, "signed in elsewhere"
    assert guarded.state.gate.users.check("李雷", LONG).name == "李雷"
    assert LONG not in str(people.audit(100))


def test_a_program_changes_it_too(guarded: FastAPI) -> None:
    client = signed_in(guarded)
    answer = client.post("/api/password", json={"old": GOOD, "new": LONG}, headers=OURS)
    assert (answer.status_code, answer.json()["who"]) == (200, "user:李雷")
    assert client.get("/api/me").json()["csrf"] == answer.json()["csrf"]
    assert client.post("/api/password", json={"old": GOOD, "new": OTHER}, headers=OURS).status_code == 401
    assert client.post("/api/password", json={"old": LONG, "new": "tiny"}, headers=OURS).status_code == 400


def test_signing_out_is_a_form_with_its_own_token(guarded: FastAPI) -> None:
    client = signed_in(guarded)
    assert client.post("/signout", headers=OURS).status_code == 403
    assert client.get("/signout", headers=PERSON).status_code == 405, "no link and no picture signs anybody out"
    (form,) = set(re.findall(r'name="csrf" value="(\w+)"', client.get("/password").text))
    answer = client.post("/signout", data={"csrf": form}, headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/signin")
    assert client.get("/api/me").status_code == 401


def test_the_start_page_says_who_is_signed_in_and_lets_them_out(guarded: FastAPI) -> None:
    client = signed_in(guarded)
    text = client.get("/start", headers=PERSON).text
    assert "<span>李雷</span>" in text
    (form,) = set(re.findall(r'name="csrf" value="(\w+)"', text))
    assert client.post("/signout", data={"csrf": form}, headers=OURS).status_code == 303
