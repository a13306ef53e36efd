"""The GraphQL schema, made from the ontology at start: `schema()`; its text is api/schema.graphql."""

from __future__ import annotations

from functools import cache

import strawberry
from strawberry.schema.config import StrawberryConfig
from strawberry.tools import merge_types

from api.schema.entities import Entities
from api.schema.kinds import kind_types, link_types
from api.schema.scalars import SCALARS

QUERIES = (Entities,)


@cache
def schema() -> strawberry.Schema:
    """The whole schema."""
    return strawberry.Schema(
        query=merge_types("Query", QUERIES),
        types=[*kind_types().values(), *link_types().values()],
        config=StrawberryConfig(scalar_map=SCALARS),
    )
