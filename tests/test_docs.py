"""What a reader is told is what there is: commands, settings, kinds of tests, recipes, links between documents."""

from __future__ import annotations

import re
import shlex
from dataclasses import fields
from pathlib import Path

import pytest
import typer.main

import jinying
from graph.settings import Settings

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    p for p in ROOT.rglob("*.md") if not any(n == "node_modules" or n[0] == "." for n in p.relative_to(ROOT).parts)
)
README = (ROOT / "README.md").read_text("utf-8")
VARIABLE = re.compile(r"\b(?:JINYING|NEO4J)_[A-Z_]+\b")
COMMAND = typer.main.get_command(jinying.app)


def verbs() -> dict[str, set[str]]:
    """Every verb (`imports undo` too) and its options."""
    found: dict[str, set[str]] = {}
    for name, command in COMMAND.commands.items():  # type: ignore[attr-defined]
        for path, inner in (
            (name, command),
            *((f"{name} {n}", c) for n, c in getattr(command, "commands", {}).items()),
        ):
            found[path] = {o for p in inner.params for o in (*p.opts, *p.secondary_opts) if o.startswith("-")}
    return found


def test_every_command_is_in_the_readme_and_no_other() -> None:
    groups = "|".join(name for name, command in COMMAND.commands.items() if hasattr(command, "commands"))  # type: ignore[attr-defined]
    told = re.findall(rf"`(?:jinying )?((?:{groups}) [a-z-]+|(?<=jinying )\w+)", README)
    bare = {name.split()[0] for name in told}
    assert {*told, *bare} == set(verbs())


def test_every_option_that_is_named_exists() -> None:
    known = {option for options in verbs().values() for option in options} | {"--json", "--lang", "--data"}
    for document in DOCUMENTS:
        for line in re.findall(r"^jinying .*|`jinying [^`]*`", document.read_text("utf-8"), re.M):
            words = shlex.split(line.strip("`").partition("#")[0])
            assert words[1] in {v.split()[0] for v in verbs()} or words[1].startswith("-"), (document, line)
            assert {w.partition("=")[0] for w in words if w.startswith("-")} <= known, (document, line)


def test_every_setting_is_in_the_readme_and_no_other() -> None:
    """Settings' own docstring is held to the code by tests/test_house.py."""
    declared = set(VARIABLE.findall(Settings.from_env.__doc__ or ""))
    assert set(VARIABLE.findall(README)) == declared
    assert len(fields(Settings)) <= len(declared)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_what_a_document_points_to_is_there(document: Path) -> None:
    text = document.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (document.parent / target).exists(), target
    for name in re.findall(r"`((?:graph|ingest|api|cypher|tests|docker)/[\w./-]+)`", text):
        if not re.search(r"/x\b|/\.", name):  # the recipes' example; what a person writes and git ignores
            assert (ROOT / name).exists() or (ROOT / "cypher" / f"{name}.cypher").exists(), name


def test_the_changelog_has_this_version() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)
    assert version
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_no_document_names_this_machine_or_leads_out_of_the_house() -> None:
    for document in DOCUMENTS:
        text = document.read_text("utf-8")
        assert not re.search(r"(?<![\w.])/(?:work|root|home/\w+)/", text), document
        assert not re.search(r"https?://(?!localhost|127\.0\.0\.1)", text), document
