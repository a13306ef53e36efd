"""The GraphQL schema, made from the ontology at start: `schema()`; its text is api/schema.graphql."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import strawberry
from strawberry.schema.config import StrawberryConfig
from strawberry.tools import merge_types

from api.cost import Bounds
from api.schema.alerts import Alerts
from api.schema.analysis import Analysis
from api.schema.board import Board
from api.schema.case_evidence import Evidencing
from api.schema.case_exports import Formats
from api.schema.case_handovers import Handing, Receivers
from api.schema.case_joins import Conflicts, Joining
from api.schema.case_redactions import Redacting
from api.schema.case_rules import RuleKinds, Ruling
from api.schema.case_tasks import Tasking
from api.schema.cases import CaseFiles, CaseWork
from api.schema.chain import Chain
from api.schema.decisions import Decided, Deciding
from api.schema.entities import Entities
from api.schema.figures import Figures
from api.schema.findings import Findings
from api.schema.importing import Importing, Mapped
from api.schema.kept import Names, Quick
from api.schema.kinds import kind_types, link_types
from api.schema.meta import Desk, Meta
from api.schema.pattern import Patterns
from api.schema.provenance import Provenance, Unmasking
from api.schema.resolving import Answering, Resolving
from api.schema.scalars import SCALARS
from api.schema.seek import Seek
from api.schema.timeline import Happened
from api.schema.views import Saying, Writing
from api.schema.weighing import Weighing
from api.schema.work import Starting, Subscription, Work

QUERIES = (
    Entities,
    Board,
    Patterns,
    Seek,
    Analysis,
    Findings,
    Weighing,
    Alerts,
    Happened,
    Figures,
    Provenance,
    CaseFiles,
    Formats,
    Receivers,
    Conflicts,
    RuleKinds,
    Saying,
    Decided,
    Resolving,
    Work,
    Importing,
    Chain,
    Meta,
)
MUTATIONS = (
    Unmasking,
    CaseWork,
    Tasking,
    Evidencing,
    Handing,
    Redacting,
    Ruling,
    Joining,
    Writing,
    Deciding,
    Answering,
    Desk,
    Starting,
    Mapped,
)
TEXT = Path(__file__).parents[1] / "schema.graphql"


@cache
def schema(*, introspection: bool = True) -> strawberry.Schema:
    """The whole schema, with its limits."""
    return Quick(
        Bounds(introspection=introspection),
        lambda context: str(context["visit"].lang),
        query=merge_types("Query", QUERIES),
        mutation=merge_types("Mutation", MUTATIONS),
        subscription=Subscription,
        types=[*kind_types().values(), *link_types().values()],
        config=StrawberryConfig(
            scalar_map=SCALARS, disable_field_suggestions=not introspection, name_converter=Names()
        ),
    )
