"""Uploads: streamed within limits, harmlessly named, one's own, never loaded by themselves; half of one leaves nothing."""

from __future__ import annotations

import asyncio
import gzip
import io
import os
import resource
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.jobs import board
from api.jobs.kinds import ParamError
from api.system import System, opened
from api.uploads import Limits, harmless, path_of, router
from api.visit import Visit
from graph.ops.uploads import Uploads
from graph.say import JinyingError
from graph.settings import Settings
from ingest.load import load
from ingest.mapping import Mapping_, parse
from tests.api.visiting import actor, client

ME = actor("investigator", who="user:li")
ROWS = "企业名称,统一社会信用代码\n甲,1\n".encode()
COMPLAINTS = Path(__file__).parents[1] / "ingest/fixtures/complaints/complaints.csv"


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    """A data folder without a graph: uploading needs none."""
    with opened(Settings(tmp_path, lang="en")) as system:
        yield system


USUAL = Limits(room=0)


def door(system: System, limits: Limits = USUAL, who: Any = ME) -> TestClient:
    return client(router(limits), system, who)


def send(system: System, name: str, body: bytes, limits: Limits = USUAL) -> Any:
    return door(system, limits).post("/api/uploads", files={"file": (name, body)})


def kept(system: System) -> list[Path]:
    """Whatever lies below the folder of uploads."""
    return sorted(p for p in (system.settings.data / "uploads").rglob("*"))


def refused(answer: Any, status: int, words: str) -> None:
    assert (answer.status_code, words in answer.json()["error"]) == (status, True), answer.text
    assert "\n" not in answer.json()["error"]


def test_a_file_is_kept_and_nothing_is_loaded(system: System) -> None:
    answer = send(system, "企业.csv", ROWS * 200_000)  # more than one piece
    assert (answer.status_code, answer.json()["name"], answer.json()["size"]) == (201, "企业.csv", len(ROWS) * 200_000)
    upload = Uploads(system.ops.by("user:li")).one(answer.json()["id"])
    path = path_of(system.settings.data, upload)
    assert path.read_bytes() == ROWS * 200_000
    assert stat.S_IMODE(system.settings.data.stat().st_mode) & 0o077 == 0
    assert system.lake.events() == []
    assert [(e["who"], e["action"], e["subject"]) for e in system.ops.audit()] == [("user:li", "upload", upload.id)]


def test_the_list_is_one_s_own_and_says_how_many_there_are(system: System) -> None:
    ids = [send(system, f"{n}.csv", ROWS).json()["id"] for n in range(3)][::-1]
    page = door(system).get("/api/uploads", params={"first": 2}).json()
    assert (page["total"], [u["id"] for u in page["uploads"]]) == (3, ids[:2])
    assert [u["id"] for u in door(system).get("/api/uploads", params={"after": ids[1]}).json()["uploads"]] == ids[2:]
    other = door(system, who=actor("investigator", who="user:wang"))
    assert other.get("/api/uploads").json() == {"total": 0, "uploads": []}
    refused(other.delete(f"/api/uploads/{ids[0]}"), 404, "no upload")
    assert door(system).delete(f"/api/uploads/{ids[0]}").status_code == 204
    assert len(list((system.settings.data / "uploads").iterdir())) == 2


@pytest.mark.parametrize("role", ["auditor", "administrator", "analyst"])
def test_who_may_not_submit_sends_nothing_and_sees_nothing(system: System, role: str) -> None:
    other = door(system, who=actor(role))
    refused(other.post("/api/uploads", files={"file": ("a.csv", ROWS)}), 403, "may not submit")
    refused(other.get("/api/uploads"), 403, "may not submit")
    refused(other.delete("/api/uploads/up-1"), 403, "may not submit")
    assert kept(system) == []


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("流水 2024年.csv".encode(), "流水 2024年.csv"),
        ("流水.csv".encode("gbk"), "流水.csv"),
        (b"../../../etc/passwd", "passwd"),
        (b"C:\\Users\\li\\a.xlsx", "a.xlsx"),
        (b"/etc/cron.d/x.csv", "x.csv"),
        (b"..", "upload"),
        (b"...csv", "csv"),
        (b".csv", "csv"),
        (b"", "upload"),
        (b"--mapping=x.csv", "mapping=x.csv"),
        (b"a\x00b\x1b[31m\r\n.csv", "ab[31m.csv"),
        ("a\u202egpj.csv".encode(), "agpj.csv"),
        (b"a!b|c;d`e$f.csv.gz", "a_b_c_d_e_f.csv.gz"),
        (b"\xff\xfe\xfd.csv", "___.csv"),
        (b"x" * 300 + b".csv.gz", "x" * 173 + ".csv.gz"),
        (("长" * 300 + ".xlsx").encode(), "长" * 58 + ".xlsx"),
    ],
)
def test_a_name_is_made_harmless(given: bytes, name: str) -> None:
    got = harmless(given)
    assert got == name or (given.startswith(b"\xff") and set(got[:-4]) <= {"_"})
    assert len(got.encode()) <= 180
    assert Path(got).name == got


def test_a_hostile_name_stays_within_the_folder_of_its_upload(system: System) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="file"; filename="../../' + "流水".encode("gbk") + b'.csv"\r\n\r\n' + ROWS + b"\r\n--b--\r\n"  # fmt: skip
    answer = door(system).post(
        "/api/uploads", content=body, headers={"content-type": "multipart/form-data; boundary=b"}
    )
    assert answer.json()["name"] == "流水.csv"
    assert kept(system)[1:] == [system.settings.data / "uploads" / answer.json()["id"] / "流水.csv"]


def test_too_large_a_file_is_refused_by_its_announcement_and_by_its_bytes(system: System) -> None:
    limits = Limits(file=1000, room=0)
    refused(send(system, "a.csv", b"x" * 100_000, limits), 413, "larger than 1,000 bytes")

    def pieces() -> Iterator[bytes]:  # without an announcement
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        yield from (b"x" * 500 for _ in range(10))

    head = {"content-type": "multipart/form-data; boundary=b"}
    refused(door(system, limits).post("/api/uploads", content=pieces(), headers=head), 413, "larger than 1,000 bytes")
    assert kept(system) == []
    assert send(system, "a.csv", b"x" * 1000, limits).status_code == 201


def test_one_person_keeps_so_much_and_no_more(system: System) -> None:
    limits = Limits(person=100_000, files=2, room=0)
    assert send(system, "a.csv", b"x" * 60_000, limits).status_code == 201
    refused(send(system, "b.csv", b"x" * 60_000, limits), 413, "one person may keep no more")
    assert send(system, "b.csv", b"x" * 10, limits).status_code == 201
    refused(send(system, "c.csv", b"x" * 10, limits), 413, "2 files with 60,010 bytes are kept")
    other = client(router(limits), system, actor("intake", who="user:wang"))
    assert other.post("/api/uploads", files={"file": ("c.csv", b"x")}).status_code == 201


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nhalf', "multipart/form-data; boundary=b", "no whole file"),
        (b'--b\r\nContent-Disposition: form-data; name="note"\r\n\r\nx\r\n--b--\r\n', "multipart/form-data; boundary=b", "no whole file"),
        (b"no form at all", "multipart/form-data; boundary=b", "no whole"),
        (b"", "multipart/form-data; boundary=b", "no whole"),
        (b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n\r\n--b--\r\n', "multipart/form-data; boundary=b", "empty"),
        (b'--b\r\nX: ' + b"y" * 9000, "multipart/form-data; boundary=b", "no whole form"),
    ],
)  # fmt: skip
def test_half_a_form_leaves_nothing(system: System, body: bytes, kind: str, words: str) -> None:
    refused(door(system).post("/api/uploads", content=body, headers={"content-type": kind}), 400, words)
    assert kept(system) == []


def test_two_files_at_once_and_what_is_no_form_are_refused(system: System) -> None:
    both = [("file", ("a.csv", ROWS)), ("file", ("b.csv", ROWS))]
    refused(door(system).post("/api/uploads", files=both), 400, "one file at a time")
    refused(door(system).post("/api/uploads", json={"file": "http://169.254.169.254/"}), 415, "no form")
    refused(door(system).post("/api/uploads", content=b"", headers={"content-type": "multipart/form-data"}), 415, "no form")  # fmt: skip
    assert kept(system) == []


def test_a_sender_who_goes_away_leaves_nothing_and_takes_no_room(system: System) -> None:
    app: Any = door(system).app
    messages = iter([
        {"type": "http.request", "body": b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n' + b"x" * (3 << 20), "more_body": True},
        {"type": "http.disconnect"},
    ])  # fmt: skip
    scope = {
        "type": "http", "method": "POST", "path": "/api/uploads", "raw_path": b"/api/uploads", "root_path": "", "query_string": b"", "http_version": "1.1",
        "scheme": "http", "server": ("localhost", 80), "client": ("1.2.3.4", 1), "headers": [(b"content-type", b"multipart/form-data; boundary=b")],
    }  # fmt: skip
    sent: list[Any] = []

    async def receive() -> Any:
        return next(messages)

    async def said(message: Any) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, said))
    assert sent[0]["status"] == 400
    assert kept(system) == []


def test_a_full_disk_is_said_in_one_line_and_leaves_nothing(system: System) -> None:
    refused(send(system, "a.csv", ROWS, Limits(room=1 << 62)), 507, "no space left on the server's disk")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 << 20, before[1]))  # as a quota: the file may not grow
    try:
        answer = send(system, "a.csv", b"x" * (5 << 20))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    refused(answer, 507, "no space left on the server's disk")
    assert kept(system) == []


def test_what_a_killed_server_left_is_swept_away(system: System) -> None:
    left = system.settings.data / "uploads/.part-up-old"
    left.mkdir(parents=True)
    os.utime(left, (0, 0))
    assert send(system, "a.csv", ROWS).status_code == 201
    assert not left.exists()


# archives


def zipped(members: dict[str, bytes], **attributes: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = attributes.get("mode", 0o644) << 16
            archive.writestr(info, body)
    return out.getvalue()


SMALL = Limits(unfolded=100 << 20, members=20, room=0)


def test_a_bomb_is_refused_at_the_door_whatever_it_is_called(system: System) -> None:
    zeros = bytes(70 << 20)
    bomb = zipped({"a.csv": zeros, "b.csv": zeros})
    assert len(bomb) < 1 << 20
    for name in ("a.zip", "a.xlsx", "a.csv"):
        refused(send(system, name, bomb, SMALL), 422, "unfolds to more than")
    refused(send(system, "a.csv.gz", gzip.compress(zeros), SMALL), 422, "unfolds to more than")  # 70 MiB of 70 KB
    refused(send(system, "a.zip", zipped({f"{n}.csv": b"x" for n in range(30)}), SMALL), 422, "holds 30 members")
    assert kept(system) == []
    assert send(system, "a.zip", zipped({"a.csv": bytes(60 << 20)}), SMALL).status_code == 201


def test_a_damaged_archive_is_refused_at_the_door(system: System) -> None:
    refused(send(system, "a.gz", gzip.compress(b"x" * 10_000)[:-20], SMALL), 422, "damaged archive")
    assert kept(system) == []


def lies(body: bytes, said: int) -> bytes:
    """A zip that says its first member were so large."""
    data = bytearray(body)
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.find(mark)
        data[start + at : start + at + 4] = said.to_bytes(4, "little")
    return bytes(data)


def around(system: System) -> set[Path]:
    """All there is in the data folder and beside it, but what a dry run says of itself."""
    found = {p.relative_to(system.settings.data.parent) for p in system.settings.data.parent.rglob("*")}
    return {p for p in found if not {"lake", "rejected"} & set(p.parts)}


def tried(system: System, name: str, body: bytes, mapping: Mapping_ | None = None) -> Any:
    """What the loader makes of an upload, without loading it."""
    answer = send(system, name, body)
    assert answer.status_code == 201, answer.text
    upload = Uploads(system.ops.by("user:li")).one(answer.json()["id"])
    before = around(system)
    try:
        with system.lake.lock():
            return load(system.lake, path_of(system.settings.data, upload), mapping, dry_run=True)
    finally:
        assert around(system) == before  # nothing was unpacked anywhere


@pytest.mark.parametrize("name", ["../../../tmp/x.csv", "/etc/x.csv", "a/../../x.csv", "C:\\x.csv"])
def test_where_a_member_says_it_belongs_is_a_name_and_no_place(system: System, name: str) -> None:
    loaded = tried(system, "a.zip", zipped({name: COMPLAINTS.read_bytes()}))
    assert loaded.manifest.rows > 0
    assert loaded.manifest.parts[0].startswith("a.zip!")


def test_a_link_in_a_zip_leads_nowhere(system: System) -> None:
    secret = system.settings.data / "ops.db"
    with pytest.raises(JinyingError) as error:
        tried(system, "a.zip", zipped({"a.csv": str(secret).encode()}, mode=stat.S_IFLNK | 0o777))
    assert "SQLite" not in error.value.to("en")


def test_an_archive_within_an_archive_is_not_opened_and_said_to_be_left_out(system: System) -> None:
    inner = zipped({"x.csv": bytes(1000)})
    loaded = tried(system, "a.zip", zipped({"a.csv": COMPLAINTS.read_bytes(), "inner.zip": inner}))
    assert [left.name for left in loaded.left] == ["a.zip!inner.zip"]


def test_a_zip_that_lies_about_its_sizes_yields_no_more_than_it_said(system: System) -> None:
    honest = zipped({"a.csv": COMPLAINTS.read_bytes()})
    with pytest.raises(JinyingError, match="damaged or truncated"):
        tried(system, "a.zip", lies(honest, 10))
    rows = tried(system, "a.zip", honest).manifest.rows
    assert tried(system, "a.zip", lies(honest, 1 << 20)).manifest.rows == rows  # less came than was allowed for


# a mapping of one's own reads the upload's columns and nothing else

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(8)
)
MINE = """
name: mine
entities: {firm: {kind: Enterprise, props: {name: 企业名称}}}
"""


def offered(system: System, mapping: str) -> Any:
    """What starting a job with this mapping comes to."""
    visit = Visit(system, ME, "en")
    file, own = (
        send(system, name, body).json()["id"] for name, body in (("a.csv", ROWS), ("my.yaml", mapping.encode()))
    )
    return board.start(visit, "dry-run", {"upload": file, "own_mapping": own})


def test_a_mapping_of_one_s_own_is_checked_before_anything_starts(system: System) -> None:
    assert offered(system, MINE).state == "waiting"
    assert board.jobs(Visit(system, ME), 10)[1] == 1


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        (BOMB, "nested too deep"),
        ("a: &a [*a]\n", "nested too deep"),
        (MINE + "csv_url: http://169.254.169.254/latest\n", "unknown word 'csv_url'"),
        (MINE + "source: {file: /etc/passwd}\n", "unknown word 'file'"),
        (MINE + "source: {url: 'http://localhost:7687'}\n", "unknown word 'url'"),
        (MINE + "source: {path: ../ops.db}\n", "unknown word 'path'"),
        ("!!python/object/apply:os.system ['id']\n", "not valid YAML"),
        ("name: !!python/name:os.system\n", "not valid YAML"),
        (MINE.replace("企业名称", "{include: /etc/passwd}"), "unknown word 'include'"),
        (MINE.replace("企业名称", "{col: a, zone: ../../../../etc/passwd}"), "no such zone"),
        (MINE.replace("企业名称", "{take: a, regex: '(a'}"), "no usable regular expression"),
        (MINE.replace("企业名称", "{take: a, regex: '((a{1,1000}){1,1000}){1,1000}'}"), "no usable regular expression"),
    ],
)
def test_a_mapping_names_no_address_no_file_and_no_code(system: System, mapping: str, words: str) -> None:
    with pytest.raises(ParamError) as error:
        offered(system, mapping)
    assert words in error.value.to("en")
    assert error.value.param == "own_mapping"
    assert board.jobs(Visit(system, ME), 10)[1] == 0


@pytest.mark.parametrize(
    "how",
    ["encoding: zlib_codec", "encoding: idna", "encoding: punycode", "encoding: utf-16", "encoding: ../x", "format: xlsx", "delimiter: '('", "header: ['.*']"],
)  # fmt: skip
def test_a_mapping_that_reads_a_file_oddly_is_answered_in_one_line(system: System, how: str) -> None:
    odd = parse(MINE + f"source: {{{how}}}\n", "mine")
    with pytest.raises(JinyingError) as error:
        tried(system, "a.csv", ROWS, odd)
    assert "\n" not in error.value.to("en")


def test_what_is_no_name_of_a_mapping_is_no_path_either(system: System) -> None:
    file = send(system, "a.csv", ROWS).json()["id"]
    for name in ("/etc/passwd", "../my", "--help", "http://localhost/m.yaml"):
        with pytest.raises(ParamError, match="there is no"):
            board.start(Visit(system, ME), "load", {"upload": file, "mapping": name})
    for upload in ("../../etc/passwd", "--help", "up-none", "/etc/passwd"):
        with pytest.raises(ParamError, match="no upload"):
            board.start(Visit(system, ME), "load", {"upload": upload})


def test_another_s_upload_is_not_there(system: System) -> None:
    file = send(system, "a.csv", ROWS).json()["id"]
    with pytest.raises(ParamError, match="no upload"):
        board.start(Visit(system, actor("investigator", who="user:wang")), "load", {"upload": file})
