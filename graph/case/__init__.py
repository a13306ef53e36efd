"""Cases as evidence: what is in one frozen as it was, its figures, what speaks for and against, files that can be checked.

A frozen case is a lake of its own (`frozen.py`), so that whatever reads a lake reads it too: kernels, `why`, a graph. All
files are written from one record of it (`dossier.py`), redacted once before any of them.
"""
