"""What data formats share: tables as numbers and text, whose an account is, which row says what, text that harms nobody.

Money stays integer fen, times become ISO 8601 UTC text, lists are joined; nothing is rounded and nothing left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import polars as pl

from graph.case.dossier import Dossier
from graph.ontology import Kind, Link, Prop, ontology

ZONE = "Asia/Shanghai"  # of days and hours that a person reads
SLICE = 10_000  # rows in hand at once
# what no reader shows, or shows as something else: control characters, and marks that turn the direction of text
UNSEEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff"
_UNSEEN = re.compile(f"[{UNSEEN}\ud800-\udfff]")
_IN_POLARS = "[" + "".join(c if c == "-" else f"\\x{{{ord(c):x}}}" for c in UNSEEN) + "]"


def visible(text: str) -> str:
    """Text whose unseen characters are named: `abc‹U+202E›cba`."""
    return _UNSEEN.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text)


def seen(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame of whose texts every character can be seen."""
    found = []
    for column in frame.select(pl.col(pl.String)).iter_columns():
        odd = column.str.contains(_IN_POLARS).fill_null(False).arg_true()
        if len(odd):
            found.append(column.scatter(odd, [visible(text) for text in column.gather(odd)]))
    return frame.with_columns(found) if found else frame


def tables(dossier: Dossier) -> Iterator[tuple[Kind | Link, pl.DataFrame]]:
    """Every table with what declares it: kinds first, then links."""
    for name, frame in (*dossier.entities.items(), *dossier.links.items()):
        yield ontology().table(name), frame


def stated(owner: Kind | Link, frame: pl.DataFrame) -> Mapping[str, Prop]:
    """The properties that somebody states, in their order."""
    return {name: owner.props[name] for name in frame.columns if name in owner.props}


def moment(column: pl.Expr) -> pl.Expr:
    """Epoch ms as ISO 8601 UTC, to the millisecond."""
    return pl.from_epoch(column, "ms").dt.to_string("%Y-%m-%dT%H:%M:%S%.3fZ")


def day(column: pl.Expr) -> pl.Expr:
    """Epoch ms of a day's beginning in UTC, as ISO 8601."""
    return pl.from_epoch(column, "ms").dt.to_string("%Y-%m-%d")


SPOKEN = {"time": moment, "date": day}  # value kinds that are epoch ms here and text elsewhere


def local(column: pl.Expr, shape: str) -> pl.Expr:
    """Epoch ms as people in China write it."""
    return pl.from_epoch(column, "ms").dt.replace_time_zone("UTC").dt.convert_time_zone(ZONE).dt.to_string(shape)


def shaped(owner: Kind | Link, frame: pl.DataFrame) -> pl.DataFrame:
    """A table whose times are ISO text, whose lists are joined by commas and whose texts can be seen."""
    columns: list[pl.Expr] = []
    for name, dtype in frame.schema.items():
        column = pl.col(name)
        if isinstance(dtype, pl.List):
            column = pl.when(column.list.len() > 0).then(column.cast(pl.List(pl.String)).list.join(","))
        elif dtype.is_integer() and name in owner.props and owner.props[name].type in SPOKEN:
            column = SPOKEN[owner.props[name].type](column)
        elif dtype.is_temporal():
            column = (
                moment(column.dt.epoch("ms")) if isinstance(dtype, pl.Datetime) else column.dt.to_string("%Y-%m-%d")
            )
        columns.append(column)
    return seen(frame.select(columns))


def yuan(fen: int) -> str:
    """Fen as yuan with two decimals, exactly."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02}"


def in_yuan(fen: pl.Expr) -> pl.Expr:
    """The same of a column."""
    whole, part = (fen.abs() // 100).cast(pl.String), (fen.abs() % 100).cast(pl.String).str.zfill(2)
    sign = pl.when(fen < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    return pl.concat_str(sign, whole, pl.lit("."), part).alias(fen.meta.output_name())


def yuan_number(fen: pl.Expr) -> pl.Expr:
    """Fen as the double nearest to yuan: what divides a column by a number multiplies it by the inverse, and is not."""
    return in_yuan(fen).cast(pl.Float64)


def owned(dossier: Dossier) -> pl.DataFrame:
    """account, owners (ids), owner (what they are called): of whoever in the case is said to own it."""
    said = dossier.links.get("OWNS", pl.DataFrame(schema={"from": pl.String, "to": pl.String}))
    said = said.filter(pl.col("from").is_in(list(dossier.kinds)))
    names = said["from"].replace_strict(dossier.captions, default=None, return_dtype=pl.String)
    return (
        pl.DataFrame({"account": said["to"], "owners": said["from"], "owner": names})
        .unique(maintain_order=True)
        .group_by("account", maintain_order=True)
        .agg("owners", pl.col("owner").drop_nulls().str.join("、"))
    )


def first_rows(dossier: Dossier) -> pl.DataFrame:
    """id, import, file, sha256, part, row, at: the first row that says it, and `said`, in how many."""
    which = ("import", "file", "sha256", "part", "row", "at")
    return dossier.rows.group_by("id", maintain_order=True).agg(*(pl.col(n).first() for n in which), said=pl.len())


def parties(dossier: Dossier) -> pl.DataFrame:
    """id, name, number, bank: who stands at an end of a payment. An account's name is its owner's, else the one on the account."""
    text = pl.lit(None, pl.String)
    found = [pl.DataFrame(schema=dict.fromkeys(("id", "name", "number", "bank"), pl.String))]
    for kind, frame in dossier.entities.items():
        if kind != "Account":
            found.append(frame.select("id", pl.col("caption").alias("name"), text.alias("number"), text.alias("bank")))
            continue
        whose = frame.join(owned(dossier), left_on="id", right_on="account", how="left", maintain_order="left")
        holder, number, bank = (
            pl.col(n).cast(pl.String) if n in frame.columns else text for n in ("holder", "number", "bank")
        )
        found.append(whose.select("id", pl.coalesce("owner", holder).alias("name"), pl.coalesce(number, "caption").alias("number"), bank.alias("bank")))  # fmt: skip
    return pl.concat(found)


MOVED = ("amount", "at", "memo", "serial", "channel", "ip", "mac", "side", "reversal")


def moving() -> list[Link]:
    """Types of links that are money moving at a time."""
    return [x for x in ontology().links.values() if all(n in x.props and x.props[n].need for n in ("amount", "at"))]


def payments(dossier: Dossier) -> pl.DataFrame:
    """Every movement of money by time: id, type, from, to, then MOVED, payer, payer_account, payer_bank, payee,
    payee_account, payee_bank, import, file, sha256, part, row, said. Amounts in fen, `at` epoch ms UTC."""
    shape = {n: pl.Int64 if n in ("amount", "at") else pl.Boolean if n == "reversal" else pl.String for n in MOVED}
    found = [pl.DataFrame(schema={"id": pl.String, "type": pl.String, "from": pl.String, "to": pl.String, **shape})]
    for link in moving():
        if link.name in dossier.links:
            frame = dossier.links[link.name]
            own = [(pl.col(n) if n in frame.columns else pl.lit(None)).cast(t).alias(n) for n, t in shape.items()]
            found.append(frame.select("id", pl.lit(link.name).alias("type"), "from", "to", *own))
    who = parties(dossier)
    made = pl.concat(found)
    for end, role in (("from", "payer"), ("to", "payee")):
        made = made.join(
            who.select(pl.col("id").alias(end), pl.col("name").alias(role), pl.col("number").alias(f"{role}_account"), pl.col("bank").alias(f"{role}_bank")),
            on=end, how="left", maintain_order="left",
        )  # fmt: skip
    rows = first_rows(dossier).rename({"at": "read_at"})
    return made.join(rows, on="id", how="left", maintain_order="left").sort("at", "id", nulls_last=True)
