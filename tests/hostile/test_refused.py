"""Hostile posts that are refused, each named with its line, all in one run."""

from __future__ import annotations

import re
import resource
import time

import pytest

from tests.hostile.cases import REFUSED_BODIES, REFUSED_FRONT_MATTER
from tests.hostile.field import FOLDER, HERE, SECRET, lay_out
from tests.hostile.oversized import OVERSIZED
from tests.publication import Publication
from tests.rendering import Renderer


@pytest.fixture(scope="module", params=[REFUSED_BODIES, REFUSED_FRONT_MATTER], ids=["body", "top"])
def refusal(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, tuple[int, str]], str]:
    """The cases of one run, and what that run said."""
    publication = Publication(tmp_path_factory.mktemp("refused") / "publication")
    lay_out(publication, "refused", request.param)
    built = publication.build()
    assert built.status == 1
    assert not publication.site.exists()
    return request.param, built.text


def test_each_hostile_post_is_refused_with_its_line(
    refusal: tuple[dict[str, tuple[int, str]], str],
) -> None:
    cases, said = refusal
    missed = [
        (name, line, part)
        for name, (line, part) in cases.items()
        if not re.search(
            rf"^{FOLDER}/{re.escape(name)}\.md:{line}:\d+: error: .*{re.escape(part)}", said, re.M
        )
    ]
    assert missed == []


def test_no_refusal_tells_a_secret_or_moves_a_terminal(
    refusal: tuple[dict[str, tuple[int, str]], str],
) -> None:
    _, said = refusal
    assert SECRET not in said
    assert "Traceback" not in said
    assert all(char == "\n" or char.isprintable() for char in said)
    assert not re.search(r"^::", said, re.M)


def test_every_post_of_the_folder_is_declared() -> None:
    found = {path.stem for path in (HERE / "refused").glob("*.md")}
    assert found == {*REFUSED_BODIES, *REFUSED_FRONT_MATTER}


@pytest.mark.parametrize("name", sorted(OVERSIZED))
def test_what_is_too_much_is_refused_in_no_time(renderer: Renderer, name: str) -> None:
    body, part = OVERSIZED[name]
    start = time.process_time()
    proof = renderer.render(body)
    assert time.process_time() - start < 5
    assert part in proof.said
    assert proof.errors


def test_nothing_so_far_took_much_memory() -> None:
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_000_000
