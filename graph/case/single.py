"""The verifier as one file, as it travels in a bundle: `graph.case.proof` in place of the line that imports it."""

from __future__ import annotations

import re
from importlib.resources import files

# an older Python ends with 1 where it stumbles, and 1 would say that the bundle was altered
GUARD = """
if sys.version_info < (3, 8):
    sys.stderr.write("cannot tell: it takes Python 3.8 or later\\n")
    sys.exit(2)

"""


def single() -> bytes:
    """Its bytes: the same for the same program."""
    proof, verifier = (files("graph.case").joinpath(f"{name}.py").read_text("utf-8") for name in ("proof", "verifier"))
    body = GUARD + proof.partition("from __future__ import annotations\n")[2]
    joined, n = re.subn(r"from graph\.case\.proof import [^\n(]*(\([^)]*\))?[^\n]*\n", lambda _: body, verifier)
    assert n == 1
    return joined.encode()
