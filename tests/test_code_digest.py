"""What is made with one state of the code is not taken for what another would make."""

from __future__ import annotations

from pathlib import Path

import pytest

from publishing.base import code_digest
from tests.publication import PROJECT


@pytest.mark.parametrize("name", ["cli.py", "base/cache.py", "pages/layout.py", "new/deep.py"])
def test_a_change_of_any_module_is_another_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    assert code_digest.PACKAGE == PROJECT / "publishing"
    monkeypatch.setattr(code_digest, "PACKAGE", tmp_path)
    for path in ("cli.py", "base/cache.py", "pages/layout.py"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("x = 1\n")
    made = code_digest.code_digest.__wrapped__
    before = made()
    (tmp_path / "notes.txt").write_text("no code")
    assert made() == before
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("x = 2\n")
    assert made() != before
