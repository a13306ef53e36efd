"""Papers about enterprises: adverts, complaints, reports, posts, documents, and what was read in them, by enterprise.

A paper speaks of an enterprise because a column says so, or because its text does (`jinying text collect`). What was
read is a candidate: it weighs in a score, and each finding says that it came from text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.detect.namesakes import registered
from graph.detect.scene import Scene
from graph.kernels.arrays import F64, I32, I64, Csr, csr
from graph.kernels.spans import rows
from graph.snapshot import NEVER

KINDS = {
    "Advert": "at",
    "Complaint": "at",
    "Report": "at",
    "Post": "at",
    "Contract": "signed",
    "Document": "written",
}  # and when each was written
FEW = 5  # enterprises that a document names: one that names more (a judgement, a list) speaks of none of them
LINKS = ("PROMOTES", "ABOUT")
REJECTED = "已排除"  # by a person: it weighs nothing
CLASS = "class"  # the label of a reading that says which class a text is of


@dataclass(frozen=True, slots=True)
class Spoken:
    """Papers of one enterprise, and what stands in them: rows of `Papers.mentions`."""

    papers: I32
    mentions: I64
    accounts: I32  # that they name, by column or by text


class Papers:
    """What is written in a scene, up to its moment."""

    def __init__(self, scene: Scene) -> None:
        self.scene, s = scene, scene.snapshot
        codes, texts = s.words("Mention", "status")
        refused = np.array([*(text == REJECTED for text in texts), False])[codes]
        self.read_in = s.edges("READ_IN").take(~refused[s.edges("READ_IN").source])
        self.edge = np.flatnonzero(~refused[s.edges("READ_IN").source])  # of each of them in the snapshot
        self.label = self._words("label")
        self.value = self._words("value")
        self.confidence = self._of(s.column("Mention", "confidence")) if self.any_read else np.empty(0)
        self.flagged = self._words("flags") != ""

    @property
    def any_read(self) -> bool:
        return len(self.read_in.source) > 0

    @cached_property
    def about(self) -> tuple[I32, I32]:
        """Papers and the enterprises that they speak of, each pair once."""
        s = self.scene.snapshot
        firm, when, meant = s.is_kind("Enterprise"), self._when(), registered(self.scene)
        pairs = [(s.edges(link).source, s.edges(link).target) for link in LINKS]
        signed, refers = s.edges("SIGNED"), s.edges("REFERS_TO")
        pairs.append((signed.target, signed.source))
        place = np.full(s.n, -1, np.int64)
        place[self.read_in.source] = self.read_in.target
        pairs.append((place[refers.source].astype(np.int32), refers.target))
        paper, who = (np.concatenate(side) for side in zip(*pairs, strict=True))
        good = (paper >= 0) & firm[who] & when[paper]
        both = np.unique(np.stack([paper[good], meant[who[good]]]), axis=1)
        both = both[:, ~s.is_kind("Document")[both[0]] | (np.bincount(both[0], minlength=s.n)[both[0]] <= FEW)]
        return both[0].astype(np.int32), both[1].astype(np.int32)

    @cached_property
    def _rows(self) -> tuple[Csr, Csr, Csr]:
        """Pairs by enterprise, mentions by paper, named accounts by paper."""
        s, refers = self.scene.snapshot, self.scene.snapshot.edges("REFERS_TO")
        pays = s.edges("PAYS_INTO")
        place = np.full(s.n, -1, np.int64)
        place[self.read_in.source] = self.read_in.target
        account = s.is_kind("Account")[refers.target] & (place[refers.source] >= 0)
        self._named = np.concatenate([pays.target, refers.target[account]])
        by = np.concatenate([pays.source, place[refers.source[account]].astype(np.int32)])
        return csr(s.n, self.about[1]), csr(s.n, self.read_in.target), csr(s.n, by)

    def of(self, firm: int) -> Spoken:
        """What is written about an enterprise."""
        by_firm, by_paper, by_named = self._rows
        papers = np.unique(self.about[0][by_firm.item[by_firm.start[firm] : by_firm.start[firm + 1]]])
        mentions = rows(by_paper, papers)[1].astype(np.int64)
        return Spoken(papers, mentions, np.unique(self._named[rows(by_named, papers)[1]]))

    @cached_property
    def firms(self) -> I32:
        """Enterprises of which anything is written."""
        return np.unique(self.about[1])

    def _when(self) -> NDArray[np.bool_]:
        """(n,) papers written before the scene's moment; a document without a date is of now, whatever its file says."""
        s = self.scene.snapshot
        there = np.zeros(s.n, np.bool_)
        for kind, name in KINDS.items():
            at = s.column(kind, name)
            undated = (at == NEVER) & (kind != "Document" or self.scene.until is None)
            there |= s.is_kind(kind) & (undated | (at < self.scene.until_ms) & (at != NEVER))
        return there

    def _words(self, name: str) -> NDArray[np.str_]:
        """A text of each mention read, "" where not stated."""
        if not self.any_read:
            return np.empty(0, np.str_)
        codes, texts = self.scene.snapshot.words("Mention", name)
        return np.asarray(np.array([*texts, ""])[self._of(codes)])

    def _of(self, column: I32 | F64 | I64) -> NDArray[np.generic]:
        return np.asarray(column[self.read_in.source])
