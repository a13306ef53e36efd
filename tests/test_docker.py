"""docker/: the compose file holds to its schema, and what the Dockerfile makes installs, starts, answers and stops."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import psutil
import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.conftest import Engines, missing
from tests.image import PORT, ROOT, Image
from tests.neo4j_server import LTS, Missing, jars, java

pytestmark = pytest.mark.timeout(1800)  # the first to need the image builds page and wheel, and installs all

COMPOSE = ROOT / "docker/compose.yml"
SECRETS = {"NEO4J_PASSWORD": "not-a-real-one", "JINYING_PASSWORD": "nor-is-this-one"}
SCHEMA = "builtin_schemas/vendor/compose-spec.json"  # the Compose Specification's own, as check-jsonschema carries it


def compose(env: dict[str, str] | None = None) -> Any:
    """The compose file with its variables filled in as Compose does it."""
    given = SECRETS if env is None else env

    def fill(found: re.Match[str]) -> str:
        name, how, rest = found.groups()
        if not given.get(name) and how == "?":
            raise KeyError(rest)
        return given.get(name) or rest

    def filled(node: Any) -> Any:
        if isinstance(node, dict):
            return {k: filled(v) for k, v in node.items()}
        if isinstance(node, list):
            return [filled(v) for v in node]
        return re.sub(r"\$\{(\w+):([-?])([^}]*)\}", fill, node) if isinstance(node, str) else node

    return filled(yaml.safe_load(COMPOSE.read_text("utf-8")))


def test_the_compose_file_is_valid_and_a_slip_in_it_would_be_seen() -> None:
    validator = Draft202012Validator(json.loads(files("check_jsonschema").joinpath(SCHEMA).read_text("utf-8")))
    assert [e.message for e in validator.iter_errors(compose())] == []
    slip = compose()
    slip["services"]["server"]["depend_on"] = ["neo4j"]
    assert len(list(validator.iter_errors(slip))) == 1


def test_every_name_in_the_compose_file_leads_somewhere() -> None:
    body = compose()
    for service in body["services"].values():
        assert {v.partition(":")[0] for v in service["volumes"]} <= set(body["volumes"])
        assert set(service["networks"]) <= set(body["networks"])
        assert set(service.get("depends_on", {})) <= set(body["services"])
    build = body["services"]["server"]["build"]
    assert (COMPOSE.parent / build["context"] / build["dockerfile"]).resolve() == ROOT / "docker/Dockerfile"
    assert body["services"]["server"]["environment"]["NEO4J_URI"] == "bolt://neo4j:7687"
    assert body["services"]["server"]["depends_on"]["neo4j"]["condition"] == "service_healthy"


def test_nothing_is_open_to_the_network_and_no_secret_has_a_default() -> None:
    with pytest.raises(KeyError, match=r"docker/README\.md"):
        compose({})
    body = compose()
    assert [p for s in body["services"].values() for p in s.get("ports", [])] == [f"127.0.0.1:{PORT}:{PORT}"]
    assert body["networks"]["inside"]["internal"] is True
    for service in body["services"].values():
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert not {"privileged", "network_mode", "pid", "devices"} & set(service)
    assert body["services"]["server"]["read_only"] is True


def test_neo4j_knows_every_setting_that_compose_gives_it(tmp_path: Path) -> None:
    given = {k.removeprefix("NEO4J_"): v for k, v in compose()["services"]["neo4j"]["environment"].items()}
    assert given.pop("AUTH") == f"neo4j/{SECRETS['NEO4J_PASSWORD']}"
    named = {re.sub("__?", lambda m: "." if m[0] == "_" else "_", k): v for k, v in given.items()}  # the image's rule
    try:
        lib, program = jars(LTS), java(LTS.java)
    except Missing as why:
        missing(str(why))
    (tmp_path / "conf").mkdir()
    (tmp_path / "lib").symlink_to(lib)
    (tmp_path / "conf/neo4j.conf").write_text("".join(f"{k}={v}\n" for k, v in named.items()))
    done = subprocess.run(
        [program, f"-Dbasedir={tmp_path}", "-cp", f"{lib}/*", "org.neo4j.server.startup.Neo4jAdminCommand", "server", "validate-config"],
        env={**os.environ, "NEO4J_HOME": str(tmp_path), "NEO4J_CONF": str(tmp_path / "conf")}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_neo4js_health_check_tells_a_server_from_none(engines: Engines) -> None:
    port = str(engines.settings("neo4j-5.26").neo4j_uri).rpartition(":")[2]
    program, *words = compose()["services"]["neo4j"]["healthcheck"]["test"]
    assert program == "CMD"
    for used, code in ((port, 0), ("1", 1)):
        done = subprocess.run([w.replace("7687", used) for w in words], capture_output=True, check=False)
        assert done.returncode == code


def test_the_image_holds_no_secret_and_runs_as_nobody_special(image: Image) -> None:
    assert image.uid > 1000
    assert not re.search("PASSWORD|SECRET|TOKEN", (ROOT / "docker/Dockerfile").read_text("utf-8"))
    assert all(re.fullmatch(r"python:3\.\d+-slim-\w+( AS build)?", stage[0][1]) for stage in image.stages)
    seen = {line[1:] for line in (ROOT / "docker/Dockerfile.dockerignore").read_text().splitlines() if line[0] == "!"}
    copied = {n for w, rest in image.stages[0] if w == "COPY" for n in rest.split()[:-1]}
    assert copied == seen, "what the Dockerfile copies and what the build may see"


def test_the_image_installs_starts_answers_and_stops(image: Image, engines: Engines) -> None:
    engines.store("neo4j-5.26").writer().wipe()
    neo4j = engines.settings("neo4j-5.26")
    env = compose()["services"]["server"]["environment"]
    env |= {"NEO4J_URI": str(neo4j.neo4j_uri), "NEO4J_USER": neo4j.neo4j_user, "NEO4J_PASSWORD": neo4j.neo4j_password}
    for words in (["world", "--scale", "0.02", "--out", "world"], ["load", "world"]):
        done = image.run([*image.words("ENTRYPOINT"), *words], env)
        assert done.returncode == 0, done.stderr
    with image.started(env) as (server, port):
        until = time.monotonic() + 120
        while not image.healthy(port):
            assert server.poll() is None, image.log
            assert time.monotonic() < until, image.log
            time.sleep(0.5)
        process = psutil.Process(server.pid)
        assert process.uids().effective == (image.uid if os.getuid() == 0 else os.getuid())
        assert b"Neo4j/5.26" in page(f"http://localhost:{port}/", env["JINYING_PASSWORD"])
        children = process.children(recursive=True)
        server.terminate()
        given = int(compose()["services"]["server"]["stop_grace_period"].removesuffix("s"))
        assert server.wait(given) == 0, image.log
    assert not image.healthy(port)
    assert [c for c in children if c.is_running()] == []
    assert (image.data / "ops.db").stat().st_uid == (image.uid if os.getuid() == 0 else os.getuid())
    (told,) = (line for line in image.log.splitlines() if '"url"' in line)  # beside the lines of its log
    assert json.loads(told) == {"url": f"http://localhost:{port}/", "user": "admin", "password": None}
    assert {path.name[:7] for path in (image.data / "audit").iterdir()} == {"anchor-"}


def page(url: str, password: str) -> bytes:
    """The start page, as a browser asks for it that signs in first and is sent on."""
    form = urlencode({"name": "admin", "password": password, "next": "/start"}).encode()
    browser = build_opener(HTTPCookieProcessor())
    with browser.open(Request(f"{url}signin", form, {"origin": url.rstrip("/")}), timeout=60) as answer:
        body: bytes = answer.read()
        return body


@pytest.mark.parametrize(
    ("env", "says"),
    [
        ({"JINYING_PASSWORD": "short"}, "error: JINYING_PASSWORD is too short; it takes at least 12 characters\n"),
        ({"JINYING_HOSTS": "a, *"}, "error: '*' in JINYING_HOSTS is no host name; as in jinying.example\n"),
    ],
)
def test_a_setting_that_can_not_be_used_ends_the_start_with_one_line(image: Image, env: dict[str, str], says: str) -> None:  # fmt: skip
    done = image.run([*image.words("ENTRYPOINT"), *image.words("CMD")], env)
    assert (done.returncode, done.stderr) == (2, says)
