from __future__ import annotations

import pytest

from publishing.base.workers import cores
from publishing.conf.options import Options, OptionsError


@pytest.mark.parametrize(
    ("words", "name", "expected"),
    [
        ([], "jobs", cores()),
        (["-j", "2"], "jobs", 2),
        (["-j3"], "jobs", 3),
        (["--jobs=auto"], "jobs", cores()),
        (["-E"], "fresh", True),
        (["-a"], "fresh", True),
        (["-W", "--keep-going", "-n"], "strict", True),
        (["-q"], "quiet", True),
        (["-v"], "verbose", True),
        (["-D", "language=de", "-D", "a=b=c"], "overrides", {"language": "de", "a": "b=c"}),
        (["-t", "draft", "--tag=long"], "tags", ("draft", "long")),
    ],
)
def test_options_of_sphinx_build(words: list[str], name: str, expected: object) -> None:
    assert getattr(Options.read(words), name) == expected


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-j", "0"], "argument -j/--jobs: '0' is not a number from 1 to 256, nor auto"),
        (["-j", "many"], "'many' is not a number"),
        (["-D", "language"], "-D language: write -D name=value"),
        (["-D", "=de"], "-D =de: write -D name=value"),
        (["--builder", "epub"], "unrecognized arguments: --builder epub"),
    ],
)
def test_what_has_no_meaning_is_refused(words: list[str], message: str) -> None:
    with pytest.raises(OptionsError, match=message):
        Options.read(words)
