"""Comments that mark lines of code are taken out, and mark them; others are code."""

from __future__ import annotations

import pytest

from publishing.markdown.code_marks import take_marks


@pytest.mark.parametrize(
    ("code", "left", "marked"),
    [
        ("a\n// highlight-next-line\nb\nc\n", "a\nb\nc\n", "2"),
        ("# highlight-start\na\nb\n# highlight-end\nc\n", "a\nb\nc\n", "1,2"),
        ("<!-- highlight-next-line -->\na", "a", "1"),
        ("{/* highlight-next-line */}\na", "a", "1"),
        ("/* highlight-next-line */\na\n-- highlight-next-line\nb", "a\nb", "1,2"),
        ("a // [!code highlight]\nb", "a\nb", "1"),
        ("a\nb # [!code focus]\n", "a\nb\n", "2"),
        ("a // [!code ++]\nb // [!code --]\n", "a\nb\n", "1,2"),
        ("a  # highlight-line\nb // highlight-line\nc", "a\nb\nc", "1,2"),
        ("a // [!code hl:2]\nb\nc", "a\nb\nc", "1,2"),
        ("// [!code error]\na\nb", "a\nb", "1"),
        ("a <!-- [!code warning] -->", "a", "1"),
        # What is code.
        ("x = 1  # highlight-next-line", "x = 1  # highlight-next-line", ""),
        ("print('highlight-start')\n", "print('highlight-start')\n", ""),
        ("// [!code later]\na", "// [!code later]\na", ""),
        ("> [!code]\na", "> [!code]\na", ""),
        ("", "", ""),
    ],
)
def test_marks_are_taken(code: str, left: str, marked: str) -> None:
    assert take_marks(code) == (left, marked)
