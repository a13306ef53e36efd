"""Where records end and how many cells they have, found 64 bytes at a time, is what one finds character by character."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from ingest.delimited import _shape


def walked(text: str) -> tuple[list[int], list[int]] | None:
    """The same, slowly; None where a quote opens within a cell or something follows one that closes."""
    ends, widths, within, cells = [], [], False, 1
    for at, char in enumerate(text):
        before, after = text[at - 1 : at] if at else "\n", text[at + 1 : at + 2] or "\n"
        if char == '"':
            within = not within
            if (before if within else after) not in ',\n"':
                return None
        elif char == "," and not within:
            cells += 1
        elif char == "\n" and not within:
            ends.append(at)
            widths.append(cells)
            cells = 1
    return ends, widths


@given(st.lists(st.sampled_from(["a" * 61, "a", ",", "\n", '"', ',"', '",', '"\n', '""', '","', '\n"']), max_size=90).map("".join))  # fmt: skip
@example('"' + "a" * 62 + '",b\n')
@example("a" * 63 + '\n"b,"\n')
@example('"' + "\n" * 200)
@example("")
def test_records_are_found_as_by_walking(text: str) -> None:
    found = _shape(text.encode(), ",")
    assert (found and tuple(part.tolist() for part in found)) == walked(text)
