"""The kernel: facts, decisions and the graph they project to."""

import os

# Polars gives memory back to the system half a second after its last use, and a load asks for as much again with every
# block: a fifth of its CPU seconds were the system's, clearing pages. Read where Polars is first imported.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:3000,muzzy_decay_ms:3000")
