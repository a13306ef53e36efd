"""Each detector has its legal block, in both languages, and speaks for classes that exist."""

from __future__ import annotations

from graph.detect import DETECTORS
from graph.detect.law import CLASSES, laws


def test_every_detector_says_what_it_speaks_for_and_what_would_exonerate() -> None:
    assert {d.name for d in DETECTORS} <= set(laws())
    for name, law in laws().items():
        assert law.classes, name
        assert set(law.classes) <= set(CLASSES), name
        assert law.exonerates, name
        assert all(zh and en and zh != en for zh, en in (law.text, *law.exonerates)), name
    for d in DETECTORS:
        assert all(zh and en and zh != en for zh, en in (d.label, d.about, *(p.label for p in d.params))), d.name
