"""Tables of who may sign in: users, failed tries, sessions, tokens. No password and no secret is in them, only hashes."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Integer, String, Table, Text

from graph.ops.tables import METADATA

USER = Table(
    "user_account",
    METADATA,
    Column("name", String, primary_key=True),
    Column("hash", Text),  # Argon2id; none: signs in elsewhere
    Column("roles", JSON, nullable=False),
    Column("regions", JSON),  # null: everywhere
    Column("active", Boolean, nullable=False),
    Column("must_change", Boolean, nullable=False),
    Column("outside", String, unique=True),  # issuer and subject of an OIDC provider
    Column("made", Float, nullable=False),
)
TRY = Table(  # by the hash of what was typed: a name that nobody has is counted and locked like any other
    "sign_in_try",
    METADATA,
    Column("name", String, primary_key=True),
    Column("failed", Integer, nullable=False),
    Column("last", Float, nullable=False),
    Column("until", Float, nullable=False),
)
SESSION = Table(
    "session",
    METADATA,
    Column("secret", String, primary_key=True),  # its SHA-256
    Column("user", ForeignKey("user_account.name"), nullable=False, index=True),
    Column("made", Float, nullable=False),
    Column("used", Float, nullable=False),
    Column("ends", Float, nullable=False),
)
TOKEN = Table(
    "token",
    METADATA,
    Column("id", String, primary_key=True),
    Column("secret", String, nullable=False, unique=True),  # its SHA-256
    Column("user", ForeignKey("user_account.name"), nullable=False, index=True),
    Column("label", String, nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("made", Float, nullable=False),
    Column("ends", Float, nullable=False),
    Column("used", Float),
    Column("revoked", Float),
)
