from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.publication import Publication, make_once
from tests.rendering import Renderer, opened

# The same examples each time: a test that fails must fail for everyone.
settings.register_profile("fixed", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("fixed")


# Not in a fixture: modules of tests take copies of the environment when they are imported.
# 2026-06-01 12:00:00 UTC, in a zone far from it, so that a use of either shows.
os.environ["SOURCE_DATE_EPOCH"] = "1780315200"
os.environ["TZ"] = "Pacific/Chatham"
time.tzset()
# Those of make would have a make inside a test take the variables of this one for its own.
for _name in ("SITE_URL", "SITE_LANGUAGE", "SPHINXOPTS", "MAKEFLAGS", "MAKELEVEL", "MFLAGS"):
    os.environ.pop(_name, None)


@pytest.fixture(autouse=True, scope="session")
def _signals() -> None:
    """What Ctrl-C does at a terminal, for the programs that tests start and interrupt.

    A job in the background of a shell, and so many a CI, ignores SIGINT, and every program
    that it starts inherits that.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True, scope="session")
def _once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let what takes longest in the build of a small site be made once in all the tests."""
    folder = tmp_path_factory.getbasetemp()
    is_one_of_several = "PYTEST_XDIST_WORKER" in os.environ
    with pytest.MonkeyPatch.context() as monkeypatch:
        make_once(monkeypatch, (folder.parent if is_one_of_several else folder) / "once")
        yield


@pytest.fixture(scope="module")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Renderer]:
    """A renderer of single posts, with files beside them and other posts around them."""
    with opened(tmp_path_factory.mktemp("renderer")) as renderer:
        yield renderer


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    """An empty publication."""
    return Publication(tmp_path / "publication")
