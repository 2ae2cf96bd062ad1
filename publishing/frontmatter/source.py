"""The text of a post's file: from bytes to characters, or why they are no text."""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF8
from typing import Final

from publishing.frontmatter.problem_list import ProblemList
from publishing.model.file_limits import Bounds
from publishing.model.problem import Position


def decode(data: bytes, bounds: Bounds, problem_list: ProblemList) -> str | None:
    r"""Return the text of a file, with ``\n`` line ends and no byte order mark.

    Control characters are problems; what is returned has U+FFFD in their place, so that
    the rest of the file can be read for its other problems. Those that part pages, columns or
    lines are white space.

    :returns: nothing if the file is too large, or no UTF-8.
    """
    if len(data) > bounds.file_bytes:
        found = f"the file has {len(data):,} bytes; a post has at most {bounds.file_bytes:,}"
        problem_list.error((1, 1), "file-size", found, "split the post, or leave data out of it")
        return None
    if stranger := _stranger(data):
        problem_list.error((1, 1), "file-format", f"the file is {stranger[0]}", stranger[1])
        return None
    if b"\0" in data:
        found = "the file is binary: this is a NUL byte"
        problem_list.error(_position_of_byte(data, data.index(0)), "file-format", found, _AS_TEXT)
        return None
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as failure:
        position = _position_of_byte(data, failure.start)
        problem_list.error(position, "file-encoding", *_misread(data, failure.start))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if data.translate(None, _PLAIN) or _RARE.search(data):
        return _without_controls(text, problem_list)
    return text


def position_at(text: str, index: int) -> Position:
    """Return the line and column of a character of a text."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _stranger(data: bytes) -> tuple[str, str] | None:
    """Say what a file is that is not UTF-8 text, and what to do."""
    for mark, name in _UTF_MARKS.items():
        if data.startswith(mark):
            return f"{name}, not UTF-8", _AS_UTF8
    for start, name in _KINDS.items():
        if data.startswith(start):
            return f"{name}, not text", _AS_TEXT
    # Without a mark, ASCII in UTF-16 has a NUL in every other byte.
    head = data[:1024]
    if max(head[0::2].count(0), head[1::2].count(0)) > len(head) // 4:
        return "UTF-16, not UTF-8", _AS_UTF8
    return None


def _misread(data: bytes, index: int) -> tuple[str, str]:
    """Say which byte is not UTF-8, and what it may have been meant to be."""
    found = f"byte 0x{data[index]:02X} is not UTF-8"
    try:
        guess = bytes([data[index]]).decode("windows-1252")
    except UnicodeDecodeError:
        return found, _AS_UTF8
    return found, f"{_AS_UTF8}; in Windows-1252 that byte is '{guess}'"


def _position_of_byte(data: bytes, index: int) -> Position:
    before = data[:index].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before[before.rfind(b"\n") + 1 :].decode(errors="replace")
    return before.count(b"\n") + 1, len(line) + 1


def _without_controls(text: str, problem_list: ProblemList) -> str:
    first: dict[str, int] = {}
    for match in _CONTROL.finditer(text):
        first.setdefault(match[0], match.start())
    for char, index in first.items():
        found = f"{name_of(char)} is no text"
        if (count := text.count(char)) > 1:
            found += f" ({count:,} in this file)"
        if char in _BLANKS:
            found += ": a space is read for it"
            problem_list.warning(position_at(text, index), "control-character", found, "delete it")
        else:
            problem_list.error(position_at(text, index), "control-character", found, _meant(char))
    return _CONTROL.sub(lambda match: _BLANKS.get(match[0], "\N{REPLACEMENT CHARACTER}"), text)


def name_of(char: str) -> str:
    """Return a character that cannot be shown by its number and name."""
    code = f"U+{ord(char):04X}"
    if name := unicodedata.name(char, "").lower() or _CONTROL_NAMES.get(char, ""):
        return f"{code} ({name})"
    return f"{code} (a control character)" if unicodedata.category(char) == "Cc" else code


def _meant(char: str) -> str:
    """Guess: U+0080 to U+009F are Windows-1252 taken for Latin-1."""
    if char in _CONTROL_NAMES or not "\x80" <= char <= "\x9f":
        return "delete it"
    meant = char.encode("latin-1").decode("windows-1252", errors="ignore")
    return f"write '{meant}' if that was meant, or delete it" if meant else "delete it"


_AS_UTF8: Final = "save the file as UTF-8"
_AS_TEXT: Final = "save the post as Markdown, in plain text"
_PLAIN: Final = bytes({*range(256)} - {*range(32), 127} | {*b"\t\n\r"})
# C1 controls, line and paragraph separator, noncharacters: each in its UTF-8 form.
_RARE: Final = re.compile(
    rb"\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]|\xef\xbf[\xbe\xbf]|\xef\xb7[\x90-\xaf]"
)
_CONTROL: Final = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")
_BLANKS: Final = dict.fromkeys("\v\f\u2028\u2029", " ")
_CONTROL_NAMES: Final = {
    "\0": "null",
    "\a": "bell",
    "\b": "backspace",
    "\t": "tab",
    "\n": "line feed",
    "\r": "carriage return",
    "\v": "vertical tab",
    "\f": "form feed",
    "\x1b": "escape",
    "\x7f": "delete",
    "\x85": "next line",
}
_UTF_MARKS: Final = {
    b"\xff\xfe\0\0": "UTF-32",
    b"\0\0\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_KINDS: Final = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive, perhaps of a word processor",
    b"\xd0\xcf\x11\xe0": "a Word document",
    b"{\\rtf": "a Rich Text document",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
}
