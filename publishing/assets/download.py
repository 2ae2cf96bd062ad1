"""What the bytes of a file beside a post must be, that is linked to and not shown.

A file is what its ending says, from its first byte to its last: nothing that a browser, an
operating system or the program that opens it could take for a page or a program.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Final, NoReturn

from publishing.policy import rules as policy

Fault = tuple[str, str]
"""What is wrong with a file, and what to do."""


def fault_of(data: bytes, ending: str) -> Fault | None:
    """Return what is wrong with a file of the ending *ending*, or nothing."""
    if ending in policy.TEXTS:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return _NO_TEXT
        return _NO_TEXT if "\0" in text else _fault_of_text(text, ending)
    if not _READERS[ending](data):
        return f"does not hold what {ending} says", "save it again, or name it as what it is"
    return None


_NO_TEXT: Final = ("is not UTF-8 text", "save it as UTF-8")
_PAGE: Final = re.compile(r"\s*<(?:!doctype|html|head|body|script|svg|iframe)\b", re.IGNORECASE)
_MOST_LISTS: Final = 500_000


def _fault_of_text(text: str, ending: str) -> Fault | None:
    if ending != ".txt" and _PAGE.match(text):
        return "is a page of HTML", f"save what should be {ending}, or link to the page"
    if ending == ".vtt" and not re.match(r"WEBVTT(?:[ \t\n]|$)", text):
        return "does not begin with WEBVTT", "save it as WebVTT"
    if ending != ".json":
        return None
    if text.count("[") + text.count("{") > _MOST_LISTS:
        return f"has more than {_MOST_LISTS:,} lists and objects", "split it, or pack it as .csv"
    try:
        json.loads(text, parse_int=str, parse_float=str, parse_constant=_refused)
    except (ValueError, RecursionError) as failure:
        at = f"line {failure.lineno}" if isinstance(failure, json.JSONDecodeError) else failure
        return f"is not JSON ({at})", "mend it, or name it .txt"
    return None


def _refused(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


# -- Sound and film ----------------------------------------------------------------


def _is_mp3(data: bytes) -> bool:
    """Whether MPEG frames follow each other (ISO 11172-3), behind a tag with the title (ID3v2)."""
    position = 0
    if data[:3] == b"ID3" and len(data) >= 10:
        size = 0
        for byte in data[6:10]:
            size = size << 7 | byte & 0x7F
        position = 10 + size
    position += len(data[position:]) - len(data[position:].lstrip(b"\0"))
    for _ in range(2):
        length = _frame_length(data[position : position + 4])
        if not length:
            return False
        position += length
        if position >= len(data):
            break
    return True


_BITRATES: Final = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES: Final = {
    3: (44_100, 48_000, 32_000),
    2: (22_050, 24_000, 16_000),
    0: (11_025, 12_000, 8_000),
}


def _frame_length(head: bytes) -> int:
    """Return the bytes of a frame of layer III by its head, or nothing if it is none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bitrate, rate, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or layer != 1 or not 0 < bitrate < 15 or rate == 3:
        return 0
    is_first = version == 3
    samples = 144_000 if is_first else 72_000
    return samples * _BITRATES[is_first][bitrate] // _RATES[version][rate] + padding


_BOXES: Final = frozenset(
    b"ftyp moov mdat free skip wide uuid moof mfra sidx ssix styp meta pdin emsg prft udta".split()
)


def _is_mp4(data: bytes) -> bool:
    """Whether the file is boxes that a film has, to its end (ISO/IEC 14496-12)."""
    kinds: list[bytes] = []
    position = 0
    while position < len(data) and len(kinds) < 100_000:
        size, kind = (
            int.from_bytes(data[position : position + 4], "big"),
            data[position + 4 : position + 8],
        )
        if size == 1:
            size = int.from_bytes(data[position + 8 : position + 16], "big")
        elif size == 0:
            size = len(data) - position
        if kind not in _BOXES or size < 8 or position + size > len(data):
            return False
        kinds.append(kind)
        position += size
    return kinds[:1] == [b"ftyp"]


def _is_ogg(data: bytes) -> bool:
    """Whether the file is pages, to its end (RFC 3533)."""
    position = 0
    while data[position : position + 4] == b"OggS" and position + 27 <= len(data):
        table = data[position + 27 : position + 27 + data[position + 26]]
        position += 27 + len(table) + sum(table)
    return position == len(data) > 0


def _is_webm(data: bytes) -> bool:
    """Whether an EBML head says WebM, and a segment is all that follows (RFC 8794)."""
    parts = [*_elements(data)]
    head = data[parts[0][1] : parts[0][2]] if parts else b""
    return (
        [kind for kind, _, _ in parts] == [b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"]
        and b"\x42\x82\x84webm" in head
        and parts[-1][2] >= len(data)
    )


def _elements(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    position = 0
    for _ in range(3):
        if position + 5 > len(data):
            return
        kind, first = data[position : position + 4], data[position + 4]
        width = 9 - first.bit_length()
        body = position + 4 + width
        size = int.from_bytes(data[position + 4 : body], "big") & (1 << 7 * width) - 1
        is_unknown = size == (1 << 7 * width) - 1  # a stream that went on
        position = len(data) if is_unknown else body + size
        yield kind, body, position


def _is_pdf(data: bytes) -> bool:
    """Whether the file begins as a PDF and ends as one, and is no page of HTML."""
    _, end, after = data.rpartition(b"%%EOF")
    looks_like_a_page = re.search(rb"<(?:!doctype html|html|script)\b", data[:1024], re.IGNORECASE)
    return (
        bool(re.match(rb"%PDF-\d\.\d", data) and end)
        and not looks_like_a_page
        and not after.strip(b"\0\r\n\t ")
    )


_READERS: Final[dict[str, Callable[[bytes], bool]]] = {
    ".mp3": _is_mp3,
    ".mp4": _is_mp4,
    ".ogg": _is_ogg,
    ".pdf": _is_pdf,
    ".webm": _is_webm,
}
