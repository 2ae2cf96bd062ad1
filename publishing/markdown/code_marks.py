"""Lines of code that a comment in the code marks, and the comments taken out.

``// highlight-next-line``, ``# highlight-start`` and ``-end`` are Docusaurus's, and
``# highlight-line`` behind a line is Gatsby's. VitePress and Shiki
write ``[!code highlight]`` in a comment at the end of a line, ``[!code focus:2]`` for two lines.
"""

from __future__ import annotations

import re

_OPENING = r"(?://|\#|--|;+|%|<!--|/\*|\{/\*|REM\b|')"
_CLOSING = r"(?:\*/\}|\*/|-->)?"
_LINE = re.compile(
    rf"[ \t]*{_OPENING}[ \t]*(?:highlight|focus)-(?P<what>next-line|start|end)"
    rf"[ \t]*{_CLOSING}[ \t]*"
)
_BEHIND = re.compile(
    rf"(?<![ \t])[ \t]*{_OPENING}[ \t]*(?:highlight-line|\[!code[ \t]+"
    rf"(?:highlight|hl|focus|error|warning|\+\+|--)(?::(?P<lines>\d{{1,3}}))?\])"
    rf"[ \t]*{_CLOSING}[ \t]*$"
)


def take_marks(code: str) -> tuple[str, str]:
    """Return *code* without such comments, and the lines that they mark: ``2,4,5``."""
    if "highlight-" not in code and "focus-" not in code and "[!code" not in code:
        return code, ""
    lines: list[str] = []
    marked: list[int] = []
    due, is_open = 0, False
    for line in code.split("\n"):
        if found := _LINE.fullmatch(line):
            is_open = found["what"] == "start" or (is_open and found["what"] != "end")
            due = 1 if found["what"] == "next-line" else due
            continue
        if ("[!code" in line or "highlight-line" in line) and (found := _BEHIND.search(line)):
            due = max(due, int(found["lines"] or 1))
            line = line[: found.start()]
            if not line.strip():  # by itself, it marks the lines below
                continue
        lines.append(line)
        if due or is_open:
            marked.append(len(lines))
            due = max(0, due - 1)
    return "\n".join(lines), ",".join(map(str, marked))
