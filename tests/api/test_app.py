"""The page over HTTP: who may see it, what it shows and masks, and what it says when a part is down."""

from __future__ import annotations

import gc
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any, cast
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
import uvicorn
from fastapi import FastAPI
from starlette.testclient import TestClient

import api.app
from api.app import build
from api.guard import HEADERS
from api.pages import EACH
from api.system import System
from graph.finding import Finding, Subject
from graph.lake import Lake
from graph.mask import caption
from graph.ontology import ROLES
from graph.ops import Ops, open_ops
from graph.ops.anchors import Anchors
from graph.ops.users import Users
from graph.project import catch_up
from graph.say import Say
from graph.settings import Settings
from graph.store import Store, StoreError
from tests.lakes import PEOPLE, holders, moves, put

ROOT = Path(__file__).parents[2]
PASSWORD = "four blue whales sing"
USER = "演示"
HOSTILE = "<script>alert(1)</script>\"'><img src=x>"
ACCOUNT = "6222000000000001"


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "data")


@pytest.fixture
def ops(tmp_path: Path) -> Iterator[Ops]:
    with open_ops(tmp_path / "data", "tests") as ops:
        yield ops


@pytest.fixture
def page(tmp_path: Path, embedded: Store, ops: Ops) -> TestClient:
    """A browser that has signed in."""
    return browser(System(Settings(tmp_path / "data", lang="zh"), ops, embedded), ROLES)


def browser(system: System, roles: Iterable[str]) -> TestClient:
    """A browser whose user has these roles."""
    client = TestClient(build(system, hosts=["localhost"]), base_url="http://localhost")
    Users(system.ops).add(USER, PASSWORD, roles)
    answer = client.post("/signin", data={"name": USER, "password": PASSWORD}, follow_redirects=False)
    assert answer.status_code == 303
    return client


def fill(lake: Lake, store: Store, tmp_path: Path) -> None:
    put(lake, holders(tmp_path / "h.csv", [f"{ACCOUNT},王一一,工行,{PEOPLE[0]}"]), moves(tmp_path / "m.csv", 30))
    catch_up(lake, store)


def finding(n: int, sentence: str = "说") -> Finding:
    subject = Subject(f"acc-{n:032x}", "Account", Say("户", "account"))
    return Finding("ring", (subject,), (f"transfer-{n}",), n, n, 1 - n / 1000, Say(sentence, sentence))


# who may see it


def test_health_and_readiness_are_open_and_tell_nothing_about_anybody(page: TestClient) -> None:
    page.cookies.clear()
    assert (page.get("/health").status_code, page.get("/health").json()) == (200, {"status": "ok"})
    assert page.get("/ready").json() == {"status": "ready", "problems": []}


@pytest.mark.parametrize("path", ["/", "/start", "/assets/x.js", "/nowhere", "/health/", "//health", "/docs", "/openapi.json", "/api/me", "/password"])  # fmt: skip
def test_everything_else_is_for_those_who_have_signed_in(page: TestClient, path: str) -> None:
    page.cookies.clear()
    program = page.get(path, follow_redirects=False)
    assert program.status_code == 401
    assert program.headers["www-authenticate"].startswith("Bearer ")
    person = page.get(path, headers={"accept": "text/html,*/*"}, follow_redirects=False)
    assert person.status_code == (401 if path.startswith("/api/") else 303)
    assert "金鹰" not in person.text


@pytest.mark.parametrize("path", ["/start", "/health", "/start.css", "/signin", "/api/nowhere"])
def test_every_answer_carries_the_same_headers(page: TestClient, path: str) -> None:
    for _ in range(2):
        headers = page.get(path, follow_redirects=False).headers
        assert {k: headers[k] for k in HEADERS} == HEADERS
        assert "server" not in headers
        page.cookies.clear()
    assert "script-src" not in HEADERS["content-security-policy"]
    assert "default-src 'none'" in HEADERS["content-security-policy"]


def test_a_page_asked_for_by_another_name_is_refused(page: TestClient) -> None:
    """DNS rebinding: a browser that was led here by a name of somebody else's."""
    for path in ("/start", "/health"):
        answer = page.get(path, headers={"host": "evil.example"})
        assert answer.status_code == 400
        assert {k: answer.headers.get(k) for k in HEADERS} == HEADERS
        assert "www-authenticate" not in answer.headers


def test_the_start_page_can_not_be_written_to(page: TestClient) -> None:
    ours = {"origin": "http://localhost"}
    for path in ("/", "/start"):
        assert {page.request(m, path, headers=ours).status_code for m in ("POST", "PUT", "DELETE", "PATCH")} == {405}


def test_a_fault_is_sealed_noted_and_tells_nobody_anything(page: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise ZeroDivisionError("王一一")

    app = cast("FastAPI", page.app)
    app.add_api_route("/fail", fail)
    answer = page.get("/fail")
    assert (answer.status_code, "王一一" in answer.text) == (500, False)
    assert {k: answer.headers.get(k) for k in HEADERS} == HEADERS
    assert "fault ZeroDivisionError at GET /fail: " in caplog.text
    assert re.search(r"test_app\.py:\d+ fail", caplog.text)
    assert "王一一" not in caplog.text, "a log holds no personal data"


def test_the_mark_is_there_for_the_door_too(page: TestClient) -> None:
    page.cookies.clear()
    answer = page.get("/favicon.ico")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert answer.text.startswith("<svg")


# who sees what


@pytest.mark.parametrize(("role", "says", "hides"), [("auditor", "此身份不能查看", "检测发现"), ("intake", "最近导入", "检测发现"), ("modeller", "检测发现", "此身份不能查看")])  # fmt: skip
def test_a_role_sees_its_part_of_the_start_page(
    tmp_path: Path, lake: Lake, embedded: Store, ops: Ops, role: str, says: str, hides: str
) -> None:
    fill(lake, embedded, tmp_path)
    text = browser(System(Settings(tmp_path / "data", lang="zh"), ops, embedded), [role]).get("/start").text
    assert says in text
    assert hides not in text
    assert ("个人" in text) == (role != "auditor")


# what it shows


@pytest.mark.parametrize(("lang", "html", "says"), [("zh", "zh-CN", "概况"), ("en", "en", "Overview"), ("xx", "zh-CN", "概况")])  # fmt: skip
def test_the_page_speaks_both_languages(
    page: TestClient, lake: Lake, embedded: Store, tmp_path: Path, lang: str, html: str, says: str
) -> None:
    fill(lake, embedded, tmp_path)
    answer = page.get("/start", params={"lang": lang})
    assert answer.status_code == 200
    assert f'<html lang="{html}">' in answer.text
    assert says in answer.text
    other = re.sub(r"<nav>.*</nav>|<span>演示</span>|title=\"[^\"]*\"", "", answer.text)
    assert (re.search("[一-龥]", other) is None) == (lang == "en")
    for text in ("TRANSFER", "None", "Say(", "undefined"):
        assert text not in answer.text
    assert re.search(r"(数据截至|data as of) \d{4}-\d\d-\d\d \d\d:\d\d", answer.text)


def test_the_counts_are_those_of_the_graph(page: TestClient, lake: Lake, embedded: Store, tmp_path: Path) -> None:
    fill(lake, embedded, tmp_path)
    text = page.get("/start?lang=en").text
    shown = dict(re.findall(r"<span>([^<]+)</span><b>([\d,]+)</b>", text))
    counts = embedded.counts()
    assert {k: int(shown[k].replace(",", "")) for k in ("account", "person", "transfer", "transfers, summed")} == {
        "account": counts["Account"], "person": counts["Person"], "transfer": counts["TRANSFER"],
        "transfers, summed": counts["FLOW"],
    }  # fmt: skip
    assert "2 in all" in text
    assert "m.csv" in text


def test_names_are_masked(page: TestClient, lake: Lake, embedded: Store, ops: Ops, tmp_path: Path) -> None:
    """What a detector writes is masked already; nothing on the page brings the full values back."""
    fill(lake, embedded, tmp_path)
    name, number = caption("Person", "王一一", "per-1"), caption("Account", ACCOUNT, "acc-1")
    ops.keep("ring", {}, 2, [finding(1, f"{name} 的账户 {number}")])
    text = page.get("/start").text
    assert "王** 的账户 *0001" in text
    for secret in ("王一一", ACCOUNT, PEOPLE[0]):
        assert secret not in text


def test_hostile_text_is_text(page: TestClient, lake: Lake, embedded: Store, ops: Ops, tmp_path: Path) -> None:
    fill(lake, embedded, tmp_path)
    put(lake, moves(tmp_path / "<img src=x onerror=alert(1)>.csv", 3, first=100))
    catch_up(lake, embedded)
    ops.keep("ring", {}, 3, [finding(1, HOSTILE)])
    text = page.get("/start").text
    assert "&lt;script&gt;alert(1)" in text
    assert "&lt;img src=x onerror" in text
    assert "<script" not in text
    assert "<img" not in text
    strange = page.get("/start", params={"lang": HOSTILE})
    assert strange.status_code == 200
    assert "<script" not in strange.text


def test_many_findings_are_bounded_and_counted(
    page: TestClient, lake: Lake, embedded: Store, ops: Ops, tmp_path: Path
) -> None:
    fill(lake, embedded, tmp_path)
    made = [finding(n, f"第{n}条。") for n in range(300)]
    ops.keep("ring", {}, 2, made)
    ops.decide(made[0].id, "dismissed", "looked")
    text = page.get("/start").text
    assert re.findall(r"第(\d+)条。", text) == [str(n) for n in range(EACH)], "the best, best first"
    assert f"共 300，列出 {EACH}" in text
    assert f"{EACH} of 300" in page.get("/start?lang=en").text
    assert f"jinying why {made[0].id}" in text
    assert "排除" in text
    assert len(text) < 40_000


def test_many_imports_are_bounded_and_counted(page: TestClient, lake: Lake, embedded: Store, tmp_path: Path) -> None:
    put(lake, *(moves(tmp_path / f"m{n}.csv", 2, first=n * 10) for n in range(12)))
    catch_up(lake, embedded)
    text = page.get("/start").text
    assert "共 12，列出 8" in text
    assert re.findall(r"title=\"m(\d+)\.csv\"", text) == [str(n) for n in range(11, 3, -1)], "the newest first"


def test_an_empty_system_says_what_to_do(page: TestClient) -> None:
    text = page.get("/start?lang=en").text
    assert "Nothing loaded yet" in text
    assert "jinying load world" in text
    assert "数据湖" in page.get("/start").text


def test_the_style_is_all_that_the_page_asks_for(page: TestClient, lake: Lake, embedded: Store, tmp_path: Path) -> None:
    fill(lake, embedded, tmp_path)
    text = page.get("/start").text
    assert re.findall(r"(?:src|href)=\"([^\"]+)\"", text) == [
        "/start.css",
        "/start?lang=zh",
        "/start?lang=en",
        "/password?lang=zh",
    ]
    assert "style=" not in text
    style = page.get("/start.css")
    assert (style.status_code, style.headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert "url(" not in style.text


# when a part is down


def down(*_: object) -> object:
    raise StoreError(Say("连不上图数据库 bolt://x", "no graph at bolt://x"), Say("启动它", "start it"))


def test_a_graph_that_is_down_is_a_503_that_a_person_can_read(
    page: TestClient, lake: Lake, embedded: Store, ops: Ops, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(lake, embedded, tmp_path)
    ops.keep("ring", {}, 2, [finding(1, "还看得见")])
    for name in ("counts", "view"):
        monkeypatch.setattr(embedded, name, down)
    answer = page.get("/start")
    assert answer.status_code == 503
    assert "连不上图数据库 bolt://x；启动它" in answer.text
    assert "数据没有丢失" in answer.text
    assert "还看得见" in answer.text, "what people decided is not in the graph"
    assert "还没有数据" not in answer.text
    assert "Traceback" not in answer.text
    ready = page.get("/ready")
    assert (ready.status_code, ready.json()) == (503, {"status": "not ready", "problems": ["graph"]})
    assert page.get("/health").status_code == 200
    monkeypatch.undo()
    assert page.get("/start").status_code == 200


def test_a_graph_behind_the_lake_is_not_ready(page: TestClient, lake: Lake, embedded: Store, tmp_path: Path) -> None:
    fill(lake, embedded, tmp_path)
    put(lake, moves(tmp_path / "late.csv", 3, first=500))
    assert (page.get("/ready").status_code, page.get("/ready").json()["problems"]) == (503, ["graph"])
    text = page.get("/start?lang=en").text
    assert "1 step behind" in text
    assert "Problem" in text
    catch_up(lake, embedded)
    assert page.get("/ready").status_code == 200


def test_a_broken_audit_chain_is_not_ready_and_a_long_one_is_read_bit_by_bit(
    page: TestClient, ops: Ops, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "whole" in page.get("/start?lang=en").text
    monkeypatch.setattr("api.overview.LOOK", 3)
    for n in range(5):
        ops.note("act", str(n))
    assert "reading on" in page.get("/start?lang=en").text
    assert page.get("/ready").status_code == 200
    with ops.change() as c:
        c.exec_driver_sql("DELETE FROM audit WHERE seq > 3")
    assert page.get("/ready").json() == {"status": "not ready", "problems": ["audit chain"]}
    assert "from entry" in page.get("/start?lang=en").text


def broken_log(lake: Lake) -> None:
    log = lake.root / "log.jsonl"
    log.write_text("no json\n" + log.read_text("utf-8"), "utf-8")


def no_manifest(lake: Lake) -> None:
    for path in lake.root.glob("*/manifest.json"):
        path.write_text("{", "utf-8")


@pytest.mark.parametrize("harm", [broken_log, no_manifest])
def test_a_lake_that_can_not_be_read_is_said_so(
    page: TestClient, lake: Lake, embedded: Store, tmp_path: Path, harm: Callable[[Lake], None]
) -> None:
    fill(lake, embedded, tmp_path)
    harm(lake)
    answer = page.get("/start")
    assert answer.status_code == 503
    assert "数据湖文件已损坏" in answer.text
    assert "请从备份恢复它" in answer.text
    assert "没有丢失" not in answer.text


# starting and stopping

SLOW = """
import sys, time
from pathlib import Path
from fastapi import APIRouter
from api.app import build, run
from api.system import System
from graph.ops import open_ops
from graph.settings import Settings

routes = APIRouter()

def slow() -> dict[str, str]:
    print("asked", flush=True)
    time.sleep(2)
    return {"slow": "answered"}

routes.add_api_route("/signin/slow", slow, methods=["GET"])
data = Path(sys.argv[1])
with open_ops(data) as ops:
    app = build(System(Settings(data, "bolt://127.0.0.1:1"), ops), more=[routes])
    user = app.state.gate.users.add("wei", "four blue whales sing", ["auditor"])
    secret = app.state.gate.sessions.open(user)
    run(app, "127.0.0.1", 0, lambda port: print(port, secret, flush=True))
print("stopped", flush=True)
"""


def test_a_request_that_runs_when_the_server_is_stopped_is_answered(tmp_path: Path) -> None:
    """And the graph may be down all the while; the audit chain is anchored before the end."""
    with subprocess.Popen([sys.executable, "-c", SLOW, tmp_path / "data"], stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:  # fmt: skip
        assert server.stdout is not None
        port, secret = server.stdout.readline().split()
        ask = Request(f"http://127.0.0.1:{port}/signin/slow", headers={"cookie": f"jinying={secret}"})
        with ThreadPoolExecutor(1) as pool:
            running = pool.submit(lambda: urlopen(ask, timeout=60).read())
            assert server.stdout.readline() == "asked\n"
            server.send_signal(signal.SIGTERM)
            assert running.result() == b'{"slow":"answered"}'
        assert server.stdout.readline() == "stopped\n"
        assert server.wait(30) == 0
    with pytest.raises(URLError):
        urlopen(ask, timeout=5)
    with open_ops(tmp_path / "data") as ops:
        anchors = Anchors(tmp_path / "data")
        assert [a.seq for a in anchors.all()] == [2]
        assert anchors.verify(ops).broken is None


def test_the_server_runs_while_its_graph_is_down(tmp_path: Path, ops: Ops) -> None:
    system = System(Settings(tmp_path / "data", "bolt://127.0.0.1:1", lang="en"), ops)
    page = browser(system, ROLES)
    with page:
        assert page.get("/health").status_code == 200
        assert page.get("/ready").json() == {"status": "not ready", "problems": ["graph"]}
        answer = page.get("/start")
        assert (answer.status_code, "no data is lost" in answer.text) == (503, True)
    assert [a.count for a in Anchors(tmp_path / "data").all()] == [len(ops.audit())]


def test_what_a_server_starts_with_is_nothing_for_the_garbage_collector(tmp_path: Path, ops: Ops, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    held, before = list[int](), gc.get_threshold()
    monkeypatch.setattr(api.app, "run", lambda *_: held.extend((gc.get_freeze_count(), len(gc.get_objects()), gc.get_threshold()[0])))  # fmt: skip
    monkeypatch.setattr(api.logs, "install", lambda _: None)
    api.app.serve(System(Settings(tmp_path / "data", "bolt://127.0.0.1:1", lang="en"), ops), "127.0.0.1", 0, print, worker=False)  # fmt: skip
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0), "as it was, for who goes on"
    frozen, left, seldom = held
    assert seldom > 10 * before[0]
    assert frozen > 100_000
    assert frozen > 10 * left, "the schema among them"


def test_who_drips_the_head_of_a_request_holds_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.app, "HEAD", 0.5)

    async def plain(scope: Any, receive: Any, send: Any) -> None:
        while (await receive()).get("more_body"):
            pass
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})

    ports: Queue[int] = Queue()
    server = api.app.Told(
        uvicorn.Config(plain, port=0, http=api.app.Prompt, log_config=None, lifespan="off"), ports.put
    )
    thread = Thread(target=server.run)
    thread.start()
    port = ports.get(timeout=60)
    whole, part = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nX-A"
    try:
        for sent in (b"", part, whole + part):
            with socket.create_connection(("127.0.0.1", port), 60) as drip:
                drip.sendall(sent)
                told = b""
                while more := drip.recv(1000):
                    told += more
                assert told.count(b"ok") == (sent.startswith(whole)), sent
        with socket.create_connection(("127.0.0.1", port), 60) as slow:  # a body has a limit of its own
            slow.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n")
            time.sleep(1)
            slow.sendall(b"ab")
            assert b"200 OK" in slow.recv(1000)
    finally:
        server.should_exit = True
        thread.join(60)
