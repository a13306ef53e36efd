"""The page's own checks, then a real browser at a real server: Node, npm and Chromium are needed, and in CI required."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.page import modules as page_modules
from tests.conftest import missing
from tests.neo4j_server import Missing
from tests.page_server import serving

UI = Path(__file__).parents[1] / "ui"
SCALE = os.environ.get("JINYING_PAGE_SCALE", "0.1")  # of the sample world; 1 by hand, as `make demo` has it
pytestmark = pytest.mark.timeout(1800)


def npx(*words: str, **env: str) -> str:
    """What a tool of the page's says; the test fails where it does."""
    done = subprocess.run(
        ["npx", "--no-install", *words], cwd=UI, env=os.environ | env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-20_000:]
    return done.stdout


@pytest.fixture(scope="session")
def modules() -> Path:
    """The page's packages, those of its tests too, as the lock file has them."""
    try:
        return page_modules()
    except Missing as why:
        missing(str(why))


@pytest.fixture(scope="session")
def served(modules: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A sample world on a real server with the page as it is built now: its address, and how to sign in."""
    try:
        with serving(tmp_path_factory.mktemp("page"), SCALE) as where:
            yield where
    except Missing as why:
        missing(str(why))


def test_types_are_checked(modules: Path) -> None:
    npx("tsc", "-b")


def test_rules_of_the_rooms_and_of_words_are_kept(modules: Path) -> None:
    npx("eslint", ".", "--max-warnings", "0")


def test_pure_functions_and_the_board_without_a_screen(modules: Path) -> None:
    assert "passed" in npx("vitest", "run", "--project", "unit")


def test_the_typed_documents_are_those_of_the_schema(modules: Path, tmp_path: Path) -> None:
    made = UI / "src/core/api/gql"
    before = {p.name: p.read_bytes() for p in made.iterdir()}
    try:
        npx("graphql-codegen", "--config", "codegen.ts")
        assert {p.name: p.read_bytes() for p in made.iterdir()} == before
    finally:
        for name, body in before.items():
            (made / name).write_bytes(body)


def test_an_investigators_journeys_in_a_browser(served: dict[str, str]) -> None:
    npx("vitest", "run", "--project", "e2e", "tests/e2e/journey.e2e.ts", **served)


def test_the_end_of_a_job_is_told_in_a_browser(served: dict[str, str]) -> None:
    npx("vitest", "run", "--project", "e2e", "tests/e2e/notices.e2e.ts", **served)


def test_every_page_is_sound_in_both_themes(served: dict[str, str]) -> None:
    npx("vitest", "run", "--project", "e2e", "tests/e2e/pages.e2e.ts", **served)


def test_the_far_board_in_a_browser(served: dict[str, str]) -> None:
    npx("vitest", "run", "--project", "e2e", "tests/e2e/afar.e2e.ts", **served)


def test_every_page_tells_its_state_in_a_browser(served: dict[str, str]) -> None:
    npx("vitest", "run", "--project", "e2e", "tests/e2e/states.e2e.ts", **served)


def test_a_case_goes_from_its_opening_to_a_file_in_hand(served: dict[str, str]) -> None:
    npx("vitest", "run", "--project", "e2e", "tests/e2e/case.e2e.ts", **served)
