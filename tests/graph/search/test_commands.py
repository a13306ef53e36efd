"""`jinying search`: what a person sees is masked and says why; what is recorded holds no personal data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.lake import Lake
from graph.ops import open_ops
from graph.search.reading import personal
from tests.graph.search.world import by_hand, load
from tests.graph.study.command import run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    load(Lake(tmp_path / "data"), "hand", by_hand())
    return tmp_path


def recorded(folder: Path) -> dict[str, object]:
    """The last search in the audit chain."""
    with open_ops(folder / "data") as ops:
        return next(entry["detail"] for entry in ops.audit() if entry["action"] == "search")


def test_captions_are_masked_and_reasons_say_how(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(folder, capsys, "search", "0001", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["total"] == sum(found["kinds"].values()) == sum(found["regions"].values()) == len(found["hits"])
    person = next(h for h in found["hits"] if h["kind"] == "Person")
    assert (person["caption"], person["reason"]) == ("张**", "phone: ends in it")
    assert "张三丰" not in out
    assert "1990001" not in out


def test_a_kind_a_region_and_a_limit_narrow_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(
        run(
            folder,
            capsys,
            "search",
            "金锐",
            "--kind",
            "Enterprise",
            "--region",
            "广东省深圳市",
            "--limit",
            "1",
            "--json",
        )[1]
    )
    assert len(found["hits"]) == 1
    assert found["truncated"]
    assert set(found["kinds"]) == {"Enterprise"}
    assert set(found["regions"]) == {"广东省深圳市"}
    code, _, err = run(folder, capsys, "search", "金锐", "--kind", "Enterprize")
    assert code == 2
    assert "did you mean Enterprise?" in err


def test_as_csv_it_is_its_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(folder, capsys, "search", "gzjrkj", "--csv")
    assert out.splitlines()[0].endswith("caption,kind,region,reason,score,id")
    assert out.splitlines()[1].startswith("广州金锐科技有限公司,Enterprise,广东省广州市,name: first letters")


def test_nothing_found_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(folder, capsys, "search", "龘靐", "--json")
    assert (code, json.loads(out)["total"]) == (0, 0)


@pytest.mark.parametrize(
    ("typed", "sort", "length"),
    [("19900010001", "number", 11), ("199 0001 0001", "number", 13), ("0001", "number", 4), ("371X", "name", 4), ("张三丰", "name", 3), ("zhangsanfeng", "name", 12),
     ("pay@yunlan-health.example", "e-mail", 25), ("阿不都拉·买买提", "name", 8), ("体育西路191号", "name", 8)],
)  # fmt: skip
def test_personal_data_that_was_typed_is_not_written_down(
    folder: Path, capsys: pytest.CaptureFixture[str], typed: str, sort: str, length: int
) -> None:
    assert json.loads(run(folder, capsys, "search", typed, "--json")[1])["total"] > 0
    detail = recorded(folder)
    assert (detail["sort"], detail["length"]) == (sort, length)
    assert typed not in json.dumps(detail, ensure_ascii=False)


def test_other_searches_are_written_down(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder, capsys, "search", "广州金锐科技")
    assert recorded(folder) == {"text": "广州金锐科技", "total": 3}
    run(folder, capsys, "search", "\udcff gzjrkjyxgs")
    assert recorded(folder)["text"] == "? gzjrkjyxgs"


def test_what_may_be_a_name_or_a_number_is_taken_for_one() -> None:
    assert [personal(t) for t in ("王伟", "云澜", "13800138000", "云澜稳健财富", "gzjr", "HT-2024-000817")] == ["name", "name", "number", None, None, "number"]  # fmt: skip
