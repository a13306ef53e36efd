"""A lake of many names for the rows on search: enterprises, persons and accounts, with what people would type for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from graph.block import write_block
from graph.entity import entity_ids
from graph.lake import Lake, Manifest
from graph.ontology import ontology

BLOCK = 100_000
SHARES = {"Enterprise": 0.7, "Person": 0.15, "Account": 0.15}
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文斌辉浩宇轩梓涵欣怡诗雨晨曦佳琪子墨思源志鹏海燕春梅晓东立新永康家豪俊熙嘉懿煜城"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def made(folder: str, names: int, seed: int = 11) -> dict[str, Any]:
    """The lake of so many names in a folder; of each kind how many."""
    from ingest.match.generate import labelled

    rng = np.random.default_rng(seed)
    counts = {kind: int(names * share) for kind, share in SHARES.items()}
    lake = Lake(Path(folder))
    firms = labelled(seed, counts["Enterprise"], 0).names
    people = _people(rng, counts["Person"] + counts["Account"])
    frames = {
        "Enterprise": pl.DataFrame({
            "name": firms, "credit_code": _drawn(rng, ALPHABET, 18, len(firms)), "region": [f"省{i % 30:02d}市{i % 300:03d}" for i in range(len(firms))],
            "former_name": [firms[i - 1] if i % 20 == 0 else None for i in range(len(firms))],
        }),
        "Person": pl.DataFrame({
            "name": people[: counts["Person"]], "id_number": _drawn(rng, "0123456789", 18, counts["Person"]),
            "phone": ["1" + tail for tail in _drawn(rng, "0123456789", 10, counts["Person"])],
        }),
        "Account": pl.DataFrame({"number": ["62" + tail for tail in _drawn(rng, "0123456789", 17, counts["Account"])], "holder": people[counts["Person"] :]}),
    }  # fmt: skip
    with lake.lock():
        for kind, frame in frames.items():
            keys = {"Enterprise": ["credit_code"], "Person": ["id_number"], "Account": ["number"]}[kind]
            ids = entity_ids(ontology().kinds[kind], {k: frame[k] for k in keys}, frame.height)
            whole = frame.with_columns(
                ids,
                part=pl.lit(0, pl.Int32),
                rows=pl.int_range(1, frame.height + 1).cast(pl.Int64).reshape((-1, 1)).cast(pl.List(pl.Int64)),
            )
            for block, start in enumerate(range(0, whole.height, BLOCK)):
                write_block(lake.staging("names"), kind, block, whole.slice(start, BLOCK))
        lake.commit(Manifest("names", "names.csv", "0", 1, "made", "0", "", ["names"], names, 0, 0, counts))
    return counts


def _people(rng: np.random.Generator, n: int) -> list[str]:
    surnames, given = list(SURNAMES), list(GIVEN)
    first, rest = rng.integers(0, len(surnames), n), rng.integers(0, len(given), (n, 2))
    two = rng.random(n) < 0.8
    return [
        surnames[a] + given[b] + (given[c] if d else "")
        for a, (b, c), d in zip(first.tolist(), rest.tolist(), two.tolist(), strict=True)
    ]


def _drawn(rng: np.random.Generator, alphabet: str, length: int, n: int) -> list[str]:
    rows = rng.integers(0, len(alphabet), (n, length))
    return ["".join(row) for row in np.array(list(alphabet))[rows].tolist()]
