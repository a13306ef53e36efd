"""Persons who may be one: the same name and something that both have. A name alone is nothing, two ID numbers are two people.

A score is the chance that the meeting is no coincidence: with `named` of N persons bearing the name and `held` persons at
the shared thing, (held - 1) x (named - 1) / N others of that name are expected there.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from graph.lake import Lake
from graph.say import Say
from ingest.match.names import normal
from ingest.match.proposal import Proposal, Reason
from ingest.match.scorer import APART, MERGED, REVIEW
from ingest.match.subjects import ends

DECIDES = ("phone", "account")  # with the name: an identifier
LINKS = {
    "account": (("OWNS", "from", "to"),),
    "phone": (("HAS_PHONE", "from", "to"),),
    "address": (("LOCATED_AT", "from", "to"),),
    "company": (
        ("HOLDS_OFFICE", "from", "to"), ("LEGAL_REP_OF", "from", "to"), ("HOLDS_SHARE", "from", "to"), ("MEMBER_OF", "from", "to"),
    ),
}  # fmt: skip
LEAST = 0.3  # a meeting that is more likely chance is not proposed
FEW = 5  # persons; a phone or account that a crowd uses identifies nobody
WORDS = {
    "phone": Say("电话", "phone"), "account": Say("账户", "account"), "address": Say("地址", "address"),
    "company": Say("企业", "company"), "device": Say("设备", "device"),
}  # fmt: skip


def persons(lake: Lake) -> pl.DataFrame:
    """id, name (normal; several rows where an id has several), shown, numbers, rows, first; under canonical ids."""
    rows = lake.united("Person", lake.scan("Person"))
    has = rows.collect_schema().names()
    number = pl.col("id_number") if "id_number" in has else pl.lit(None, pl.String).alias("id_number")
    phone = pl.col("phone") if "phone" in has else pl.lit(None, pl.String).alias("phone")
    frame = rows.select("id", "name", number, phone, "seq", pl.col("rows").list.len().alias("n")).collect()
    known = frame.group_by("id").agg(
        pl.col("id_number").drop_nulls().unique().sort().alias("numbers"),
        pl.col("phone").drop_nulls().unique().sort().alias("phones"),
        pl.col("n").sum().cast(pl.Int64).alias("rows"),
        pl.col("seq").min().alias("first"),
    )
    names = frame.select("id", pl.col("name").alias("shown")).drop_nulls().unique()
    names = names.with_columns(pl.Series("name", normal(names["shown"]), pl.String)).filter(pl.col("name") != "")
    return names.sort("id", "shown").unique(["id", "name"], keep="first", maintain_order=True).join(known, on="id")


def things(lake: Lake, known: pl.DataFrame) -> pl.DataFrame:
    """id, what, thing: what persons may share; a phone's number stands for the phone."""
    parts = [ends(lake, *how, what) for what, ways in LINKS.items() for how in ways if what != "phone"]
    phones = ends(lake, "HAS_PHONE", "from", "to", "phone")
    numbers = lake.scan("Phone").select(pl.col("id").alias("thing"), "number").unique()
    parts.append(phones.join(numbers, on="thing").select("id", "what", pl.col("number").alias("thing")))
    own = known.lazy().select("id", pl.lit("phone").alias("what"), pl.col("phones").alias("thing")).explode("thing")
    parts.append(own.drop_nulls("thing"))
    accounts = ends(lake, "OWNS", "from", "to", "account").select("id", pl.col("thing").alias("account"))
    devices = ends(lake, "SIGNS_IN", "to", "from", "device").select(pl.col("id").alias("account"), "what", "thing")
    parts.append(accounts.join(devices, on="account").select("id", "what", "thing"))
    reports = ends(lake, "NAMES", "to", "from", "report").select("id", pl.col("thing").alias("report"))
    about = ends(lake, "ABOUT", "from", "to", "company").select(pl.col("id").alias("report"), "what", "thing")
    parts.append(reports.join(about, on="report").select("id", "what", "thing"))
    of = known.lazy().select("id").unique()
    return pl.concat(parts).join(of, on="id", how="semi").unique().collect()


def person_proposals(lake: Lake, since: int = 0) -> tuple[list[Proposal], dict[str, frozenset[str]]]:
    """Proposals that are about somebody first stated after log entry `since`, and everybody's ID numbers."""
    known = persons(lake)
    if not known.height:
        return [], {}
    marks = {i: frozenset(n) for i, n in known.select("id", "numbers").iter_rows() if n}
    held = things(lake, known)
    new = known.filter(pl.col("first") > since)["id"].unique()
    near = _pairs(known, held, new)
    touched = pl.concat([near["left"], near["right"]]).unique()
    pairs = near if len(touched) == len(new) else _pairs(known, held, touched)
    fresh = set(new)
    made = [_proposal(row) for row in _told(pairs, known, held).iter_rows(named=True)]
    return [p for p in made if p is not None and (p.left in fresh or p.right in fresh)], marks


def _pairs(known: pl.DataFrame, held: pl.DataFrame, some: pl.Series) -> pl.DataFrame:
    """left, right, name, what, thing of everything that two of one name share, one of them being among `some`."""
    full = known.select("id", "name").join(held, on="id")
    asked = full.join(some.to_frame("id"), on="id", how="semi")
    met = asked.join(full, on=["name", "what", "thing"], suffix="_other").filter(pl.col("id") != pl.col("id_other"))
    who = known.unique("id").select(
        "id", (pl.col("numbers").list.len() > 0).alias("sure"), "rows", "numbers"
    )  # better identified: an ID number, then more rows
    both = met.join(who, on="id").join(who.rename({c: f"{c}_other" for c in who.columns}), on="id_other")
    clash = (
        pl.col("sure")
        & pl.col("sure_other")
        & (pl.col("numbers").list.set_intersection("numbers_other").list.len() == 0)
    )
    first = (
        (pl.col("sure") > pl.col("sure_other"))
        | ((pl.col("sure") == pl.col("sure_other")) & (pl.col("rows") > pl.col("rows_other")))
        | ((pl.col("sure") == pl.col("sure_other")) & (pl.col("rows") == pl.col("rows_other")) & (pl.col("id") < pl.col("id_other")))
    )  # fmt: skip
    left, right = pl.when(first).then("id").otherwise("id_other"), pl.when(first).then("id_other").otherwise("id")
    sure = pl.when(first).then("sure").otherwise("sure_other").alias("sure")
    return both.filter(~clash).select(left.alias("left"), right.alias("right"), sure, "name", "what", "thing").unique()


def _told(pairs: pl.DataFrame, known: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """One row a pair: what is shared, how much chance there is in it, and how many identified ones the right one may be."""
    total = known["id"].n_unique()
    named = known.group_by("name").agg(pl.col("id").n_unique().alias("named"))
    crowd = held.group_by("what", "thing").agg(pl.col("id").n_unique().alias("held"))
    full = pairs.join(named, on="name").join(crowd, on=["what", "thing"])
    chance = ((pl.col("held") - 1) * (pl.col("named") - 1) / total).clip(1e-6)
    rivals = (
        full.filter(pl.col("sure")).group_by("right", "what", "thing").agg(pl.col("left").n_unique().alias("rivals"))
    )
    full = full.join(rivals, on=["right", "what", "thing"], how="left").with_columns(chance=chance)
    return full.group_by("left", "right").agg(
        pl.col("name").first(),
        pl.col("named").first(),
        pl.struct("what", "held").sort().alias("shared"),
        pl.col("chance").log().sum().exp(),
        pl.col("rivals").max().fill_null(1),
    ).sort("left", "right")  # fmt: skip


def _proposal(row: Mapping[str, object]) -> Proposal | None:
    """What follows from what two persons of one name share."""
    shared = [(str(s["what"]), int(s["held"])) for s in row["shared"]]  # type: ignore[attr-defined]
    whats = {what for what, _ in shared}
    score = 1 / (1 + float(row["chance"]))  # type: ignore[arg-type]
    decides = [what for what in DECIDES if what in whats]
    if not decides and score < LEAST:
        return None
    name, named, rivals = str(row["name"]), row["named"], row["rivals"]
    reasons = [Reason("name", Say(f"姓名相同（同名者 {named} 人）", f"the same name ({named} bear it)"))]
    for what in sorted(whats):
        many = min(n for w, n in shared if w == what)
        label = WORDS[what]
        reasons.append(Reason(what, Say(f"{label.zh}相同（{many} 人共用）", f"the same {label.en} ({many} share it)")))
    rule = f"name+{decides[0]}" if decides else "name+shared"
    few = bool(decides) and min(n for what, n in shared if what in decides) <= FEW
    band = MERGED if few and rivals == 1 else REVIEW
    if decides and rivals != 1:
        reasons.append(Reason("rivals", Say(f"有 {rivals} 人同样符合", f"{rivals} fit as well")))
    return Proposal(
        "Person", str(row["left"]), str(row["right"]), round(score, 6), band, rule, tuple(reasons), (name, name)
    )


def person_explained(lake: Lake, one: str, other: str) -> Proposal | None:
    """How two persons compare, whatever comes of it; None where one of them has no name."""
    known = persons(lake)
    names = {i: set(known.filter(pl.col("id") == i)["name"]) for i in (one, other)}
    if not all(names.values()):
        return None
    numbers = {i: set().union(*known.filter(pl.col("id") == i)["numbers"]) for i in (one, other)}
    shown = (min(names[one]), min(names[other]))

    def apart(what: str, say: Say) -> Proposal:
        return Proposal("Person", one, other, 0.0, APART, "name+shared", (Reason(what, say),), shown)

    if all(numbers.values()) and not numbers[one] & numbers[other]:
        return apart("id_number", Say("证件号码不同", "two different ID numbers"))
    if not names[one] & names[other]:
        return apart("name", Say("姓名不同", "another name"))
    pairs = _pairs(known, held := things(lake, known), pl.Series([one, other]))
    here = {one, other}
    for row in _told(pairs, known, held).iter_rows(named=True):
        if {row["left"], row["right"]} == here and (made := _proposal(row)) is not None:
            return made
    return apart(
        "name",
        Say(
            "仅姓名相同，没有可靠的共同联系", "only the name is the same, and nothing shared that says more than chance"
        ),
    )
