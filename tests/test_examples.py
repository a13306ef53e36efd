"""What an analyst is shown how to do works, end to end: a server, a token, every page in one frame."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import gql
import httpx
import polars as pl
import pytest
import uvicorn
from gql.transport.httpx import HTTPXTransport

from api.app import build
from api.system import System
from examples import pages
from graph.lake import Lake
from graph.ops import open_ops
from graph.ops.sessions import Tokens
from graph.ops.users import Users
from graph.project import catch_up
from graph.settings import Settings
from tests.conftest import Engines
from tests.lakes import PEOPLE, holders, moves, put


class Listening(uvicorn.Server):
    """A server that tells its port."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.open = threading.Event()

    async def startup(self, sockets: list[object] | None = None) -> None:
        await super().startup(sockets)  # type: ignore[arg-type]
        self.open.set()

    @property
    def port(self) -> int:
        return int(self.servers[0].sockets[0].getsockname()[1])


@pytest.fixture(scope="module")
def served(engines: Engines, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a server with a small province, and an analyst's token."""
    tmp_path, embedded = tmp_path_factory.mktemp("examples"), engines.store("embedded")
    embedded.writer().wipe()
    lake = Lake(tmp_path / "data")
    rows = [f"62220000000{n:04d},王一一,工行,{p}" for n, p in enumerate(PEOPLE)]
    put(lake, holders(tmp_path / "h.csv", rows), moves(tmp_path / "m.csv", 60))
    catch_up(lake, embedded)
    with open_ops(tmp_path / "data") as ops:
        Users(ops).add("li", "four blue whales sing", ["analyst"])
        _, secret = Tokens(ops).make("li", "notebook", ["read"])
        server = Listening(uvicorn.Config(build(System(Settings(tmp_path / "data"), ops, embedded)), port=0, log_level="critical"))  # fmt: skip
        thread = threading.Thread(target=lambda: asyncio.run(server.serve()))
        thread.start()
        server.open.wait()
        try:
            yield f"http://127.0.0.1:{server.port}", {"authorization": f"Bearer {secret}"}
        finally:
            server.should_exit = True
            thread.join()


def test_all_pages_come_into_one_frame(served: tuple[str, dict[str, str]]) -> None:
    address, headers = served
    with httpx.Client(base_url=address, headers=headers, timeout=60) as client:
        read = list(pages.pages(client, "Account", first=4))
        whole = pages.frame(client, "Account", first=4)
        assert [len(page) for page in read[:-1]] == [4] * (len(read) - 1)
        assert len(read) > 2
        assert whole["id"].n_unique() == whole.height == sum(map(len, read))
        assert whole["caption"].str.starts_with("*").all(), "an account's number is masked"
        assert whole.schema["risk"] == pl.Int64
        assert pages.frame(client, "Loan").shape == (0, 6)
        with pytest.raises(RuntimeError, match="Nothing"):
            pages.frame(client, "Nothing")
    with httpx.Client(base_url=address, timeout=60) as nobody, pytest.raises(httpx.HTTPStatusError, match="401"):
        pages.frame(nobody, "Account")


def test_gql_reads_the_same(served: tuple[str, dict[str, str]]) -> None:
    address, headers = served
    client = gql.Client(transport=HTTPXTransport(f"{address}/api/graphql", headers=headers), fetch_schema_from_transport=True)  # fmt: skip
    found: list[str] = []
    after = None
    while True:
        asked = gql.GraphQLRequest(pages.QUERY, variable_values={"kind": "Account", "first": 5, "after": after})
        page = client.execute(asked)["entities"]
        found += [node["id"] for node in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    with httpx.Client(base_url=address, headers=headers, timeout=60) as ours:
        assert found == pages.frame(ours, "Account")["id"].to_list()
    assert len(found) == page["total"]


def test_the_script_prints_a_frame(served: tuple[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    address, headers = served
    monkeypatch.setenv("JINYING_URL", address)
    monkeypatch.setenv("JINYING_TOKEN", headers["authorization"].removeprefix("Bearer "))
    monkeypatch.setattr("sys.argv", ["pages.py", "Person"])
    pages.main()
    assert "shape: (3, 6)" in capsys.readouterr().out


def test_patience_is_given_where_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[int] = []
    answers = iter([httpx.Response(429, headers={"retry-after": "7"}), httpx.Response(503), httpx.Response(200, json={"data": {"a": 1}})])  # fmt: skip
    monkeypatch.setattr("examples.pages.time.sleep", waits.append)
    with httpx.Client(base_url="http://x", transport=httpx.MockTransport(lambda _: next(answers))) as client:
        assert pages.ask(client, "{ a }", {}) == {"a": 1}
    assert waits == [7, 5]
