"""Models on disk: weights as safetensors beside model.json, which says what they are, and nothing that could run.

A model is there once its model.json is, which is written last. One that doesn't fit the data or the ontology that it
is asked about is refused in words, and so is a file that somebody broke or made elsewhere.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from gnn import families
from gnn.data import Data
from gnn.model import Arrays, Fitted
from gnn.trust.metrics import Calibration
from graph.say import JinyingError, Say, did_you_mean
from graph.settings import private

FORMAT = "jinying-model/1"
WEIGHTS, BODY, SEAL = "weights.safetensors", "model.json", "sha256"
NAME = re.compile(r"[A-Za-z0-9_\u4e00-\u9fff][A-Za-z0-9_.\u4e00-\u9fff-]{0,79}")
PACKAGES = ("jinying", "numpy", "scipy", "xgboost", "torch", "torch-geometric", "safetensors")
MOST = 64 << 20  # bytes of a model.json


class ModelError(JinyingError):
    """A model that is not there, is broken, or doesn't fit."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A model of the registry. `body`: its model.json."""

    name: str
    version: str
    folder: Path
    body: Mapping[str, Any]

    @property
    def ref(self) -> str:
        return f"{self.name}/{self.version}"

    @property
    def calibration(self) -> Calibration:
        return Calibration.from_json(self.body["calibration"])

    def part(self, key: str) -> Any:
        """A part of model.json, or one clear error."""
        if key not in self.body:
            raise _broken(self.folder / BODY, f"no '{key}'")
        return self.body[key]


def place(data: Path) -> Path:
    """Where the models of a data folder are."""
    return data / "models"


def tried(root: Path) -> Path:
    """Where the runs are by which families are chosen from; no models."""
    return root.with_name(f"{root.name}-tried")


def named(name: str) -> str:
    """A name that is good for a folder, as it is."""
    if not NAME.fullmatch(name):
        raise ModelError(Say(f"“{name}”不能作模型名", f"'{name}' is no name for a model"), Say("用字母、数字、汉字、点、横线，至多 80 个字符", "letters, digits, dots and dashes, at most 80"))  # fmt: skip
    return name


def data_hash(data: Data) -> str:
    """SHA-256 of everything that a model could have learned from."""
    h = sha256()
    for part in _parts(data):
        h.update(part)
        h.update(b"\x1f")
    return h.hexdigest()


def _parts(data: Data) -> Iterator[bytes]:
    for words in (data.ids, data.kinds, data.columns, data.parts):
        yield "\x1e".join(words).encode()
    yield from (np.ascontiguousarray(a).tobytes() for a in (data.kind, data.x, data.part))
    for name in sorted(data.relations):
        links = data.relations[name]
        yield f"{name}\x1e{links.columns}\x1e{links.directed}".encode()
        yield from (np.ascontiguousarray(a).tobytes() for a in (links.source, links.target, links.x))
        if links.at is not None:
            yield np.ascontiguousarray(links.at).tobytes()
    if data.labels is not None:
        yield f"{data.labels.task}\x1e{data.labels.relation}\x1e{data.labels.classes}".encode()
        yield from (np.ascontiguousarray(a).tobytes() for a in (data.labels.index, data.labels.y))


def ontology_hash() -> str:
    """SHA-256 of the declaration of kinds and links."""
    import graph.ontology

    return sha256((Path(graph.ontology.__file__).parent / "ontology.yaml").read_bytes()).hexdigest()


def packages() -> dict[str, str]:
    """What made a model, in which versions."""
    found = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def shape(data: Data) -> dict[str, Any]:
    """What a model learned to read: columns in their order, kinds, relations with theirs."""
    return {
        "columns": list(data.columns), "kinds": list(data.kinds),
        "relations": {n: {"columns": list(k.columns), "timed": k.at is not None, "directed": k.directed} for n, k in data.relations.items()},
        "ontology": ontology_hash() if "snapshot" in data.note else None,
    }  # fmt: skip


# write


def save(folder: Path, arrays: Arrays, body: Mapping[str, Any]) -> None:
    """Weights first, model.json last, each whole or not at all."""
    raw = packed(arrays)
    private(folder)
    write(folder / WEIGHTS, raw)
    whole = json.loads(json.dumps({"format": FORMAT, **body, "weights": sha256(raw).hexdigest()}, default=_plain))
    write(folder / BODY, json.dumps({**whole, SEAL: seal(whole)}, ensure_ascii=False, indent=1).encode())


def seal(body: Mapping[str, Any]) -> str:
    """SHA-256 of all that a model.json says, however it is laid out: who edits a figure is found out, who reckons this anew is not."""
    told = {k: v for k, v in body.items() if k != SEAL}
    return sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def packed(arrays: Arrays) -> bytes:
    """Arrays by name as safetensors; a file of none holds an empty one."""
    from safetensors.numpy import save as whole

    raw: bytes = whole({name: np.ascontiguousarray(a) for name, a in arrays.items()} or {"-": np.zeros(1, np.float32)})
    return raw


def save_weights(run: Path, arrays: Arrays, state: Mapping[str, Any]) -> None:
    """Beside a run's file, until the best of them becomes a model."""
    write(run.with_suffix(".safetensors"), packed(arrays))
    write(run.with_suffix(".state"), json.dumps(state, ensure_ascii=False, default=_plain).encode())


def read_weights(run: Path) -> tuple[Arrays, dict[str, Any]]:
    """What `save_weights` wrote."""
    from safetensors.numpy import load

    try:
        return load(run.with_suffix(".safetensors").read_bytes()), json.loads(
            run.with_suffix(".state").read_text("utf-8")
        )
    except (OSError, ValueError) as error:
        raise _broken(run.with_suffix(".safetensors"), "missing or broken") from error


def write(file: Path, raw: bytes) -> None:
    """A file, whole or not at all."""
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        with part.open("wb") as out:
            out.write(raw)
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _plain(value: Any) -> Any:
    """numpy's numbers as Python's own."""
    if isinstance(value, np.ndarray):
        return value.tolist()
    return value.item() if hasattr(value, "item") else str(value)


# read


def kept(folder: Path) -> Kept:
    """The model of a folder."""
    file = folder / BODY
    try:
        if file.stat().st_size > MOST:
            raise _broken(file, "too long")
        body = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise ModelError(Say(f"{folder} 中没有模型", f"there is no model in {folder}"), Say("jinying gnn models 列出可用模型", "jinying gnn models lists what there is")) from None  # fmt: skip
    except (ValueError, RecursionError) as error:
        raise _broken(file, "not JSON") from error
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise _broken(file, f"not {FORMAT}")
    if body.get(SEAL) != seal(body):
        raise _broken(file, "edited after it was written, or no longer whole")
    one = Kept(folder.parent.name, folder.name, folder, body)
    for key in ("family", "task", "classes", "shape", "state", "weights", "calibration", "threshold"):
        one.part(key)
    return one


def fitted(one: Kept) -> Fitted:
    """Its weights, checked, in the family that made them."""
    from safetensors import SafetensorError
    from safetensors.numpy import load

    file = one.folder / WEIGHTS
    try:
        arrays = load(beside(one, "weights", WEIGHTS))
    except (SafetensorError, ValueError, KeyError) as error:
        raise _broken(file, "not safetensors") from error
    restore: Callable[[Arrays, dict[str, Any]], Fitted] = families.model(str(one.part("family"))).restore
    try:
        return restore(arrays, dict(one.part("state")))
    except JinyingError:
        raise
    except Exception as error:  # whatever a family makes of weights that are not its own
        raise _broken(file, f"not a model of family {one.body['family']} ({type(error).__name__})") from error


def _broken(file: Path, why: str) -> ModelError:
    return ModelError(Say(f"{file} 不是完好的模型文件（{why}）", f"{file} is no sound model file ({why})"), Say("重新训练，或从备份取回", "train it again, or take it from a backup"))  # fmt: skip


def beside(one: Kept, key: str, file: str) -> bytes:
    """A file of the model's folder, whose SHA-256 model.json holds by `key`."""
    path = one.folder / file
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise _broken(path, "missing") from None
    if sha256(raw).hexdigest() != one.part(key):
        raise _broken(path, "not the one that model.json names")
    return raw


def models(root: Path) -> list[Kept]:
    """All that can be read, newest first."""
    found = []
    for file in sorted(root.glob(f"*/*/{BODY}")) if root.is_dir() else ():
        try:
            found.append(kept(file.parent))
        except ModelError:
            continue
    return sorted(found, key=lambda m: str(m.body.get("made")), reverse=True)


def unsound(root: Path) -> list[tuple[str, str]]:
    """Folders with no whole model: `NAME/VERSION` and why (a study that was not finished, a broken file). One in which no run was
    finished nor kept on the way has nothing to go on with, and is not told of."""
    out = []
    for folder in sorted(root.glob("*/*")) if root.is_dir() else ():
        begun = [p for p in (folder / "runs").glob("*") if p.suffix in (".json", ".checkpoint")]
        if folder.is_dir() and ((folder / BODY).exists() or begun):
            try:
                kept(folder)
            except ModelError:
                out.append((f"{folder.parent.name}/{folder.name}", "broken" if (folder / BODY).exists() else "unfinished"))  # fmt: skip
    return out


def find(root: Path, ref: str) -> Kept:
    """By NAME (the newest), NAME/VERSION (or the beginning of one), or a folder anywhere."""
    if Path(ref).is_dir() and (Path(ref) / BODY).exists():
        return kept(Path(ref).resolve())
    name, _, wanted = ref.partition("/")
    fits = [m for m in models(root) if m.name == name and m.version.startswith(wanted)]
    if fits:
        return fits[0]
    for folder in sorted(root.glob(f"{named(name)}/*")):
        if (folder / BODY).exists() and folder.name.startswith(wanted):
            kept(folder)  # says what is wrong with it
    known = {m.name for m in models(root)} | {m.ref for m in models(root)}
    cure = (
        did_you_mean(ref, known) if known else Say("先用 jinying gnn train 训练", "train one first: jinying gnn train")
    )
    raise ModelError(Say(f"没有模型“{ref}”", f"there is no model '{ref}'"), cure)


def remove(one: Kept) -> None:
    """Take a model away with its study and what it was chosen from; model.json first, so that nobody reads half of one."""
    (one.folder / BODY).unlink()
    shutil.rmtree(one.folder)
    shutil.rmtree(tried(one.folder.parent.parent) / one.name, ignore_errors=True)


def clear(root: Path, ref: str) -> bool:
    """Take away what is unfinished or broken, by its whole NAME/VERSION; whether there was such a one."""
    if ref not in {known for known, _ in unsound(root)}:
        return False
    (root / ref / BODY).unlink(missing_ok=True)
    shutil.rmtree(root / ref)
    return True


# fit


def suited(one: Kept, data: Data) -> Data:
    """The data laid out as the model learned to read it: its columns in its order; refused where something lacks."""
    shape = one.part("shape")
    made = shape.get("ontology")
    if made is not None and "snapshot" in data.note and made != ontology_hash():
        raise ModelError(Say(f"模型 {one.ref} 按另一本体训练，与当前本体不符", f"model {one.ref} was trained under another ontology than today's"), Say("用当前数据重新训练", "train it again on today's data"))  # fmt: skip
    _lacking(one, "节点列", "columns of nodes", shape["columns"], data.columns)
    _lacking(one, "关系", "relations", shape["relations"], data.relations)
    strange = [k for k in data.kinds if k not in shape["kinds"]]
    if strange:
        raise _unfit(one, f"未学过的类别 {'、'.join(strange)}", f"kinds that it never saw: {', '.join(strange)}")
    relations = {}
    for name, told in shape["relations"].items():
        links = data.relations[name]
        _lacking(one, f"关系“{name}”的列", f"columns of relation '{name}'", told["columns"], links.columns)
        if told["timed"] and links.at is None:
            raise _unfit(one, f"关系“{name}”没有时间", f"relation '{name}' has no time")
        order = [links.columns.index(c) for c in told["columns"]]
        relations[name] = replace(links, x=np.ascontiguousarray(links.x[:, order]), columns=tuple(told["columns"]))
    kinds, columns = tuple(shape["kinds"]), tuple(shape["columns"])
    code = np.asarray([kinds.index(k) for k in data.kinds], np.int32)
    x = np.ascontiguousarray(data.x[:, [data.columns.index(c) for c in columns]])
    return replace(data, x=x, columns=columns, kinds=kinds, kind=code[data.kind], relations=relations)


def _lacking(one: Kept, zh: str, en: str, wanted: Any, have: Any) -> None:
    lacking = [w for w in wanted if w not in have]
    if lacking:
        free = [h for h in have if h not in wanted]
        near = did_you_mean(str(lacking[0]), free) if free else Say("", "")
        raise _unfit(one, f"缺少{zh}：{'、'.join(lacking[:8])}；{near.zh}".rstrip("；"), f"{en} that it lacks: {', '.join(lacking[:8])}; {near.en}".rstrip("; "))  # fmt: skip


def _unfit(one: Kept, zh: str, en: str) -> ModelError:
    return ModelError(Say(f"模型 {one.ref} 不适用于这份数据：{zh}", f"model {one.ref} doesn't fit this data; {en}"), Say("jinying gnn models --full 列出各模型所需的列", "jinying gnn models --full lists what each needs"))  # fmt: skip
