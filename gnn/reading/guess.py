"""What files and columns are when nobody says: by the names that are usual. What was guessed is told in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from gnn.reading import frames
from gnn.reading.cells import whole
from gnn.reading.clocks import COUNTER, ISO, UNIX, clock
from gnn.reading.describe import ENDS, ROW
from gnn.reading.frames import ROW_NUMBER
from gnn.reading.split_columns import MASKS, NAMES
from graph.say import JinyingError, Say

KINDS = (".csv", ".csv.gz", ".tsv", ".tsv.gz", ".txt", ".txt.gz", ".npz")
DATA = (
    *KINDS,
    ".xlsx",
    ".xls",
    ".parquet",
    ".json",
    ".jsonl",
    ".zip",
    ".npy",
    ".pkl",
    ".pt",
    ".mat",
)  # what somebody may think is read
DAY = r"(19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}"  # how a day begins
TABLES = (".csv", ".csv.gz", ".tsv", ".tsv.gz")
FILES = {
    "edges": ("edges", "edge", "edgelist", "edge_list", "links", "transactions", "transfers", "payments", "trades", "calls", "contacts", "ties", "trans", "tx", "txs", "relations", "边", "交易", "流水", "转账", "往来", "关系"),
    "nodes": ("nodes", "node", "accounts", "account", "users", "customers", "people", "persons", "members", "companies", "vertices", "entities", "features", "节点", "账户", "客户", "企业", "人员"),
    "labels": ("labels", "label", "classes", "roles", "truth", "groundtruth", "标签", "名单", "处置结果"),
}  # fmt: skip
COLUMNS = {
    "id": ("id", "nodeid", "node", "accountid", "account", "acct", "acctid", "accountno", "customerid", "customer", "userid", "user", "name", "txid", "编号", "账号", "账户", "节点", "卡号", "客户号", "客户编号", "账户编号", "企业编号", "统一社会信用代码"),
    "source": ("source", "src", "from", "sourcenodeid", "sourceid", "sourcenode", "fromid", "fromaccount", "fromaccountid", "fromacct", "fromnodeid", "srcid", "sender", "senderid", "payer", "u", "head", "nameorig", "origin", "origid", "txid1", "node1", "id1", "付款方", "付款人", "付款账号", "付款账户", "付款人账号", "转出账号", "转出账户", "转出方", "汇款人", "汇款账号", "起点"),
    "target": ("target", "dst", "to", "dest", "targetnodeid", "targetid", "targetnode", "destination", "toid", "toaccount", "toaccountid", "toacct", "tonodeid", "dstid", "receiver", "receiverid", "payee", "v", "tail", "namedest", "beneficiary", "beneid", "txid2", "node2", "id2", "收款方", "收款人", "收款账号", "收款账户", "收款人账号", "转入账号", "转入账户", "转入方", "终点"),
    "time": ("time", "timestamp", "datetime", "date", "dt", "timestep", "at", "ts", "step", "day", "trantimestamp", "edgetime", "edgetimestamp", "transactiontime", "transactiondate", "trandate", "transdate", "txtime", "txdate", "交易时间", "交易日期", "转账时间", "转账日期", "记账日期", "时间", "日期"),
    "amount": ("amount", "value", "weight", "w", "money", "amt", "amountpaid", "baseamt", "txamount", "transactionamount", "金额", "交易金额", "转账金额", "付款金额", "发生额"),
    "label": ("label", "y", "class", "target", "isfraud", "fraud", "fraudulent", "flagged", "flag", "banned", "isbanned", "islaundering", "illicit", "core", "issar", "issuspicious", "layer", "role", "标签", "是否欺诈", "是否涉案", "是否涉诈", "是否异常", "是否可疑", "涉案", "涉诈", "欺诈", "异常", "可疑"),
    "known": ("known", "knownat", "knownon", "knowndate", "labeltime", "labeldate", "labelledat", "labeledat", "labelat", "confirmedat", "decidedat", "认定日", "认定时间", "认定日期", "确认日期", "确认时间", "立案日期", "立案时间"),
    "split": ("split", "fold", "set", "subset", "phase", "划分"),
    "group": ("group", "ring", "ringid", "alertid", "caseid", "团伙"),
    "link": ("edgeid", "linkid", "txid", "transactionid", "tranid", "transid", "txhash", "id", "流水号", "交易流水号", "交易编号", "订单号", "编号"),
    "relation": ("relation", "edgetype", "type", "rel", "relationship", "关系"),
}  # fmt: skip
TELLING = re.compile(r"fraud|flag|launder|illicit|suspicious|label|alert|is_?sar|欺诈|涉案|标签", re.IGNORECASE)
WHEN = re.compile(r"(step|day|date|time|_at|时间|日期)$", re.IGNORECASE)
PAIRS = 20  # links from which their order says something
ARRAYS = {
    "features": ("x", "features", "node_features", "feat", "attr"),
    "label": ("y", "label", "labels", "node_labels"),
    "edges": ("edges", "edge_index", "edge_list"),
}


class GuessError(JinyingError):
    """A folder whose files bear no usual names."""


@dataclass(slots=True)
class _Told:
    """What was guessed: lines for a description, and words for a person."""

    raw: dict[str, Any]
    parts: list[str]

    def put(self, section: str, key: str, value: Any) -> None:
        self.raw.setdefault(section, {})[key] = value
        self.parts.append(f"{section}.{key} = {_word(value)}")


def _word(value: Any) -> str:
    """As a description writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def headed(path: Path) -> bool:
    """Whether a table's first row names its columns. No name is a number, stands among the values of its own column, or is a day
    where these are days."""
    if path.suffix == ".npz":
        return True
    first = [c.strip() for c in frames.cells(path)]
    numbers = [re.fullmatch(r"[-+]?\d+(\.\d+)?(e[-+]?\d+)?", c, re.IGNORECASE) is not None for c in first]
    if not first or all(numbers):
        return not first
    rows = frames.table(path, head=False, some=True).drop(ROW_NUMBER)
    if rows.height < 2 or [c or "" for c in rows.row(0)] != first:  # a comment above the rows names them
        return True
    below = [rows[c][1:] for c in rows.columns]
    return not any(not number and ((values == c).any() or (re.match(DAY, c) and re.match(DAY, values[0] or ""))) for c, number, values in zip(first, numbers, below, strict=True))  # fmt: skip


def under(guessed: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """What was guessed, with what somebody told of it; an amount that is said to be no feature is none."""
    out = {**guessed, **{k: _section(guessed.get(k), v) for k, v in given.items()}}
    edges, told = dict(out.get("edges") or {}), dict(given.get("edges") or {})
    features = told.get("features")
    left = features.get("except") if isinstance(features, Mapping) else None
    if "amount" not in told and str(edges.get("amount")).removesuffix("?") in ([left] if isinstance(left, str) else left or ()):  # fmt: skip
        out["edges"] = {k: v for k, v in edges.items() if k != "amount"}
    return out


def _section(guessed: object, given: object) -> object:
    return {**guessed, **given} if isinstance(guessed, Mapping) and isinstance(given, Mapping) else given


def edges_of(folder: Path) -> Path | None:
    """The file of links in a folder, by its name."""
    return _file(folder, "edges") or _npz(folder) or _left(folder)


def guess(folder: Path) -> tuple[dict[str, Any], list[Say]]:
    """A description by usual names, and in words what was guessed."""
    edges = edges_of(folder)
    if edges is None:
        there = sorted(p.name for p in folder.iterdir())[:12]
        what = Say(f"看不出 {folder.name} 中哪个文件是边（有 {'、'.join(there)}）", f"can't tell which file of {folder.name} holds the links (there are {', '.join(there)})")  # fmt: skip
        if not any(name.lower().endswith(KINDS) for name in there):
            raise GuessError(what, Say("只读 csv、tsv、txt（可 .gz 压缩）与 npz：请另存为 edges.csv 与 nodes.csv", "csv, tsv, txt (.gz too) and npz are read: save them as edges.csv and nodes.csv"))  # fmt: skip
        raise GuessError(what, Say("用 YAML 说明，或命名为 edges.csv 与 nodes.csv", "tell by YAML, or call them edges.csv and nodes.csv"))  # fmt: skip
    told = _Told({}, [])
    nodes = _file(folder, "nodes")
    nodes = nodes if nodes != edges or edges.suffix == ".npz" else None
    if edges.suffix == ".npz" and (nodes is None or nodes == edges):
        _of_arrays(told, edges)
    else:
        _of_tables(told, edges, nodes, _file(folder, "labels"))
    line = "; ".join(told.parts)
    said = [Say(f"按常用名称猜测：{line}", f"guessed by usual names: {line}")]
    used = {part.get("file") for part in told.raw.values()}
    left = [p.name for p in sorted(folder.iterdir()) if p.name not in used and p.name.lower().endswith(DATA)]
    if left:
        said.append(Say(f"未读的文件：{'、'.join(left[:9])}", f"files that are not read: {', '.join(left[:9])}"))
    return told.raw, said


def of_labels(path: Path) -> tuple[dict[str, Any], list[Say]]:
    """What the columns of a labels file are by usual names, and in words what was guessed."""
    head = headed(path)
    columns = [c for c in frames.table(path, head=head, some=True).columns if c != ROW_NUMBER]
    found: dict[str, Any] = {} if head else {"head": False, "label": columns[-1]}
    found = {"id": _named(columns, "id") or columns[0], **found}
    for key in ("label", "time", "group", "split"):
        name = _named(columns, key, tuple(map(str, found.values()))) or (_known(columns) if key == "time" else None)
        if name is not None:
            found[key] = name
    line = "; ".join(f"labels.{k} = {_word(v)}" for k, v in found.items())
    return found, [Say(f"{path.name} 按常用名称猜测：{line}", f"{path.name} guessed by usual names: {line}")]


def stand_in(folder: Path, file: str, usual: bool) -> Path:
    """The file by this name; else the one of the same stem, packed or written otherwise; else, where names are `usual`, one as usual for the same."""
    path = folder / file
    if path.is_file() or not folder.is_dir():
        return path
    stem = _stem(path.name)
    near = [
        p for p in sorted(folder.iterdir()) if p.is_file() and p.name.lower().endswith(KINDS) and _stem(p.name) == stem
    ]
    if len(near) == 1:
        return near[0]
    what = next((w for w, words in FILES.items() if stem.lower() in words), None) if usual else None
    return (_file(folder, what) if what and not near else None) or path


def _stem(name: str) -> str:
    end = max((k for k in KINDS if name.lower().endswith(k)), key=len, default="")
    return name[: len(name) - len(end)]


def _file(folder: Path, what: str) -> Path | None:
    there = sorted(p for p in folder.iterdir() if p.is_file() and p.name.lower().endswith(KINDS))
    for word in FILES[what]:
        exact = [p for p in there if p.name.split(".")[0].lower() == word]
        if exact:
            return exact[0]
    for word in FILES[what]:
        near = [
            p
            for p in there
            if word in re.split(r"[^a-z\u4e00-\u9fff]+", p.name.split(".")[0].lower())
            or (not word.isascii() and word in p.name)
        ]
        if len(near) == 1:
            return near[0]
    return None


def _npz(folder: Path) -> Path | None:
    there = sorted(folder.glob("*.npz"))
    return there[0] if len(there) == 1 else None


def _left(folder: Path) -> Path | None:
    """The one table with two columns or more that is neither of nodes nor of labels by its name."""
    others = {_file(folder, what) for what in ("nodes", "labels")}
    there = [p for p in sorted(folder.iterdir()) if p.is_file() and p not in others and p.name.lower().endswith(TABLES)]
    if len(there) != 1:
        return None
    try:
        return there[0] if frames.table(there[0], head=headed(there[0]), some=True).width > 2 else None
    except frames.FileError:
        return None


def _named(columns: Iterable[str], what: str, taken: Sequence[str] = ()) -> str | None:
    """The column with the most usual name."""
    plain = {re.sub(r"[\s_.\-]+", "", c).lower(): c for c in columns if c not in taken and c != ROW_NUMBER}
    return next((plain[w] for w in COLUMNS[what] if w in plain), None)


# tables


def _of_tables(told: _Told, edges: Path, nodes: Path | None, labels: Path | None) -> None:
    head = headed(edges)
    links = frames.table(edges, head=head, some=True)
    told.put("edges", "file", edges.name)
    if not head:
        told.put("edges", "head", False)
    source = _named(links.columns, "source")
    target = _named(links.columns, "target", (source or "",))
    if source is None or target is None:
        free = _ends(links, edges, [c for c in (source, target) if c])
        source = source or free.pop(0)
        target = target or free.pop(0)
    told.put("edges", "source", source)
    told.put("edges", "target", target)
    taken = [source, target]
    for key in ("time", "amount", "relation"):
        name = _named(links.columns, key, taken)
        if name is not None:
            told.put("edges", key, f"{name}?" if key == "amount" else name)  # other folders may lack it
            taken.append(name)
    free = [c for c in links.columns if c not in (*taken, ROW_NUMBER) and (not head or WHEN.search(c))]
    if "time" not in told.raw["edges"] and (not head or len(free) == 1) and (at := _moments(links, free)):
        told.put("edges", "time", at)
        taken.append(at)
    if "time" not in told.raw["edges"] and _one_way(links[source], links[target]):
        told.put("edges", "directed", False)
    if nodes is not None:
        _of_nodes(told, nodes, links, source)
    if labels is not None and labels != nodes:
        _of_labels(told, labels)
    label = _named(links.columns, "label", taken)
    if label is not None and "label" not in {**told.raw.get("nodes", {}), **told.raw.get("labels", {})}:
        told.put("edges", "label", label)
        taken.append(label)
        _of_split(told, links.columns, taken)
    own = _named(links.columns, "link", taken)
    if own is not None and not links[own].is_duplicated().any():
        told.put("edges", "id", f"{own}?")
        taken.append(own)
    _told_too_much(told, "edges", [c for c in links.columns if c not in taken])


def _moments(links: pl.DataFrame, free: list[str]) -> str | None:
    """The first that holds moments: of columns without names, and of one that is called a time, what else would it be?"""
    for name in free:
        try:
            if name != ROW_NUMBER and clock(links[name], name)[1] in (UNIX, ISO):
                return name
        except JinyingError:
            continue
    return None


def _one_way(source: pl.Series, target: pl.Series) -> bool:
    """Whether every link goes from the lower number to the higher, or from the higher: so pairs are written, not ways."""
    a, b = (s.cast(pl.Int64, strict=False) for s in (source, target))
    if len(a) < PAIRS or a.null_count() or b.null_count():
        return False
    return bool((a <= b).all() or (a >= b).all())


def _ends(links: pl.DataFrame, edges: Path, known: list[str]) -> list[str]:
    """Columns that may be ends, in their order, where no name says which they are: such as are usual for nothing else and do
    not number the rows; of too few all that are left."""
    own = [c for c in links.columns if c != ROW_NUMBER and c not in known]
    if len(own) + len(known) < 2:
        raise GuessError(
            Say(f"{edges.name} 只有一列", f"{edges.name} has one column alone"),
            Say("边需要两端：写上 edges: {source: …, target: …}", "links have two ends: write edges: {source: …, target: …}"),
        )  # fmt: skip
    other = {_named(links.columns, key) for key in ("time", "amount", "label", "relation", "split", "group")}
    able = [c for c in own if c not in other and (links.height < PAIRS or links[c].n_unique() < links.height)]
    return able if len(able) + len(known) >= 2 else own


def _of_nodes(told: _Told, nodes: Path, links: pl.DataFrame, source: str) -> None:
    head = headed(nodes)
    table = frames.table(nodes, head=head)
    told.put("nodes", "file", nodes.name)
    if not head:
        told.put("nodes", "head", False)
    columns = [c for c in table.columns if c != ROW_NUMBER]
    ends = whole(links[source]).unique()
    best = _named(columns, "id")
    if best is None or not ends.is_in(whole(table[best]).unique().implode()).any():
        held = {c: float(ends.is_in(whole(table[c]).unique().implode()).mean() or 0) for c in columns}  # type: ignore[arg-type]
        found = max(held, key=lambda c: held[c])
        if held[found] > 0.5 and not table[found].is_duplicated().any():
            best = found
    if best is None or not ends.is_in(whole(table[best]).unique().implode()).any():
        numbers = ends.cast(pl.Int64, strict=False)
        if numbers.null_count() == 0 and int(numbers.max()) < table.height:  # type: ignore[arg-type]
            told.put("edges", "ends", ROW)
    if best is not None:
        told.put("nodes", "id", best)
    taken = [best or ""]
    for key in ("label", "group", "time"):
        name = _named(columns, key, taken)
        if name is not None and (key != "time" or "label" in told.raw["nodes"]):
            told.put("nodes", key, name)
            taken.append(name)
    known = _when_known(table, columns, taken, links, told.raw["edges"].get("time"))
    if known is not None and "time" not in told.raw["nodes"]:
        told.put("nodes", "time", known)
        taken.append(known)
    if "time" in told.raw["nodes"] and "time" not in told.raw["edges"]:
        told.put("edges", "time", ENDS)
    _of_split(told, columns, taken)
    _told_too_much(told, "nodes", [c for c in columns if c not in taken])


def _known(columns: Iterable[str], taken: Sequence[str] = ()) -> str | None:
    """A column whose name says that it tells when an answer was known."""
    return _named(columns, "known", taken)


def _when_known(table: pl.DataFrame, columns: list[str], taken: list[str], links: pl.DataFrame, time: str | None) -> str | None:  # fmt: skip
    """A column that tells when what is looked for was: fraudStep, flag_day; by the same clock as the links."""
    if time is None:
        return None
    for name in columns:
        if name not in taken and (name == _known([name]) or (TELLING.search(name) and WHEN.search(name))):
            try:
                at, by = clock(table[name], name)
                if (by == COUNTER) == (clock(links[time], time)[1] == COUNTER) and (
                    at.n_unique() > 2 or TELLING.search(name)
                ):  # no yes and no
                    return name
            except JinyingError:
                continue
    return None


def _of_split(told: _Told, columns: list[str], taken: list[str]) -> None:
    """Masks, or a column of names, where the nodes' file has them."""
    masks = {p: next((c for c in columns if c.lower().split(".")[0].removeprefix("is_") in (m, m.replace("val", "valid"), f"{m}s", *NAMES[p])), None) for p, m in MASKS.items()}  # fmt: skip
    name = _named(columns, "split", taken)
    if all(masks.values()):
        told.raw["split"] = {"by": "masks", **{p: str(c).split(".")[0] for p, c in masks.items()}}
        told.parts.append("split by masks")
    elif name is not None:
        told.raw["split"] = {"by": "column", "column": name}
        told.parts.append(f"split by column {name}")


def _told_too_much(told: _Told, section: str, columns: list[str]) -> None:
    """Columns that speak of fraud by their name are no features unless somebody says so."""
    telling = [c for c in columns if TELLING.search(c) or _known([c])]
    if telling:
        told.put(section, "features", {"except": telling})


def _of_labels(told: _Told, labels: Path) -> None:
    found, _ = of_labels(labels)
    if "label" not in found:
        return
    for key, value in {"file": labels.name, **found}.items():
        told.put("labels", key, value)
    told.raw.get("nodes", {}).pop("label", None)


# arrays


def _of_arrays(told: _Told, path: Path) -> None:
    held = frames.arrays(path)
    found = {k: next((n for n in names if n in held), None) for k, names in ARRAYS.items()}
    edges, label, features = found["edges"], found["label"], found["features"]
    if edges is None or 2 not in held[edges].shape:
        raise GuessError(
            Say(f"{path.name} 中看不出哪个数组是边（有 {'、'.join(held)}）", f"can't tell which array of {path.name} holds the links (there are {', '.join(held)})"),
            Say("用 YAML 说明：edges: {file: …, source: edges.0, target: edges.1}", "tell by YAML: edges: {file: …, source: edges.0, target: edges.1}"),
        )  # fmt: skip
    told.put("edges", "file", path.name)
    told.put("edges", "source", f"{edges}.0")
    told.put("edges", "target", f"{edges}.1")
    told.raw["edges"]["features"] = "none"
    pairs = held[edges] if held[edges].shape[1] == 2 else held[edges].T
    if _one_way(pl.Series(pairs[:, 0]), pl.Series(pairs[:, 1])):
        told.put("edges", "directed", False)
    if label is None and features is None:
        return
    told.put("nodes", "file", path.name)
    if label is not None:
        told.put("nodes", "label", label)
    told.put("nodes", "features", [features] if features is not None else "none")
    masks = {p: next((n for n in (m, f"{m}s", m.replace("val", "valid"), f"{m.replace('val', 'valid')}s") if n in held), None) for p, m in MASKS.items()}  # fmt: skip
    if all(masks.values()):
        told.raw["split"] = {"by": "masks", **masks}
        told.parts.append("split by masks")
