"""Settings: one frozen record, read from the environment at a door and passed down."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the data is and which engine shows it. No `neo4j_uri`: the embedded engine."""

    data: Path = Path("data")
    neo4j_uri: str | None = None
    neo4j_user: str = "neo4j"
    neo4j_password: str = field(default="", repr=False)
    neo4j_database: str = "neo4j"
    engine_heap: str = "2g"
    query_limit: float = 60.0
    patience: float = 30.0  # seconds a write waits for a server that has gone
    lang: str = "en"

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Settings:
        """JINYING_DATA, NEO4J_URI / _USER / _PASSWORD / _DATABASE, JINYING_ENGINE_HEAP, JINYING_QUERY_LIMIT (s),
        JINYING_PATIENCE (s)."""
        return cls(
            data=Path(env.get("JINYING_DATA", "data")),
            neo4j_uri=env.get("NEO4J_URI") or None,
            neo4j_user=env.get("NEO4J_USER", "neo4j"),
            neo4j_password=env.get("NEO4J_PASSWORD", ""),
            neo4j_database=env.get("NEO4J_DATABASE", "neo4j"),
            engine_heap=env.get("JINYING_ENGINE_HEAP", "2g"),
            query_limit=float(env.get("JINYING_QUERY_LIMIT", "60")),
            patience=float(env.get("JINYING_PATIENCE", "30")),
        )
