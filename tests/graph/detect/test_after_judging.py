"""A judgement goes through every score, and taking it back leaves each as it was."""

from __future__ import annotations

import json
from pathlib import Path

from graph.detect import chosen
from graph.detect.scene import Scene
from graph.finding import Finding
from graph.judged import Judged, Judgement, unite
from graph.lake import Lake
from graph.merge import merged
from graph.project import catch_up, check
from graph.store import Store
from ingest.load import load
from ingest.mapping import find
from tests.graph.detect.test_identify import CODE, DOES, FIRM, number, reading
from tests.graph.detect.worlds import lake_of
from tests.lakes import write

BRAND = "云澜稳健"


def world(folder: Path) -> Lake:
    """An enterprise whose account many pay, and adverts that know it by its brand alone."""
    moves = [(f"p{k}", "own", 20_000.0 + k, 24.0 * (k % 50)) for k in range(60)]
    moves += [("own", f"p{k}", 300.0, 24.0 * 60 + k) for k in range(30)]
    lake = lake_of(folder, moves, {f"人{k}": f"p{k}" for k in range(60)})
    adverts = [f"GG{k},网站,标题{k},正文,{BRAND}" for k in range(6)]
    path = folder / "readings.jsonl"
    path.write_text("".join(json.dumps(reading(f"GG{k}", "class", "非法集资"), ensure_ascii=False) + "\n" for k in range(6)), "utf-8")  # fmt: skip
    with lake.lock():
        load(lake, write(folder / "a.csv", "监测编号,媒介类型,广告标题,广告文本,广告主", adverts), find("adverts"))
        load(lake, write(folder / "o.csv", "企业,代码,账号", [f"{FIRM},{CODE},{number('own')}"]), DOES)
        load(lake, path, find("readings"))
    return lake


def found(store: Store, lake: Lake, before: Judged) -> list[Finding]:
    catch_up(lake, store, judged=lambda seq: before)
    assert check(lake, store).equal
    scene = Scene(store.view(), lake)
    return [f for d in chosen([]) for f in d.detect(scene, {**d.values({}), **({"least": 0.05} if d.name.startswith("illegal") else {})}).findings]  # fmt: skip


def test_every_detector_is_back_where_it_was(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path)
    firms = {row["name"]: row["id"] for f in merged(lake, "Enterprise") for row in f.iter_rows(named=True)}
    one = unite([Judgement(1, firms[FIRM], firms[BRAND], "same", "li", "", "同一营业执照")], 1)
    apart = found(embedded, lake, Judged())
    together = found(embedded, Lake(lake.root.parent, judged=one), Judged())
    again = found(embedded, Lake(lake.root.parent, judged=Judged(2)), one)

    def told(findings: list[Finding]) -> list[Finding]:
        return [f for f in findings if f.detector == "illegal-fundraising"]

    assert [(f.subjects[0].id, f.facts["people"]) for f in told(apart)] == [(firms[BRAND], 0)]
    assert [(f.subjects[0].id, f.facts["people"]) for f in told(together)] == [(firms[FIRM], 60)]
    assert told(together)[0].score > told(apart)[0].score
    assert again == apart
