"""A file that is linked to is what its ending says, from its first byte to its last."""

from __future__ import annotations

import struct
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.assets.download import fault_of
from publishing.assets.resource import Asset, Refusal, find
from publishing.policy import rules as policy

PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>\n"
PROGRAM = b"\x7fELF\x02\x01\x01" + bytes(200)
FRAME = b"\xff\xfb\x90\x00" + bytes(413)  # layer III, 128 kbit/s, 44.1 kHz
TAG = b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10)


def box(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


def page(body: bytes) -> bytes:
    return b"OggS" + bytes(22) + bytes([1, len(body)]) + body


def ebml(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack(">Q", len(body) | 1 << 56) + body


HEAD = ebml(b"\x1a\x45\xdf\xa3", b"\x42\x82\x84webm")
SEGMENT = b"\x18\x53\x80\x67"
MP4 = box(b"ftyp", b"isom") + box(b"moov", bytes(40)) + box(b"mdat", bytes(99))
OGG = page(b"a") + page(b"b" * 200)
WEBM = HEAD + ebml(SEGMENT, bytes(50))
PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"
GOOD = {
    ".bib": [b"@book{a, title={B}}\n", b""],
    ".csv": [b"a,b\n1,2\n", "größe\n".encode(), b"\xef\xbb\xbfa,b\n"],
    ".json": [b'{"a": [1, -2.5e3, true, null, "<html>"]}', b"[]", b'"a"', b"1" * 5_000],
    ".mp3": [FRAME, FRAME * 3, TAG + FRAME * 2, TAG + bytes(90) + FRAME * 2, FRAME * 2 + b"TAG"],
    ".mp4": [MP4, box(b"ftyp") + struct.pack(">I", 0) + b"mdat" + bytes(9)],
    ".ogg": [OGG],
    ".pdf": [PDF, PDF + b"\0\0\r\n"],
    ".tsv": [b"a\tb\n"],
    ".txt": [b"Text.", PAGE, b"#!/bin/sh\n"],
    ".vtt": [b"WEBVTT\n\n00:00.000 --> 00:01.000\nHi\n", b"WEBVTT", b"\xef\xbb\xbfWEBVTT - a\n"],
    ".webm": [WEBM, HEAD + SEGMENT + b"\x01" + b"\xff" * 7 + bytes(50)],
}
BAD = {
    ".bib": [PAGE, PROGRAM],
    ".csv": [PAGE, b"\n <HTML>", PROGRAM, b"\xff\xfea", b"a\0b"],
    ".json": [
        *(PAGE, PROGRAM, b"", b"{", b"{'a': 1}", b"[1,]", b"[NaN]", b"[Infinity]", b"{} {}"),
        *(b"// a\n{}", b"[" * 100_000 + b"]" * 100_000, b"[" + b"[]," * 600_000 + b"1]"),
    ],
    ".mp3": [
        PAGE,
        PROGRAM,
        b"MZ" + bytes(99),
        b"",
        b"ID3",
        TAG,
        TAG + PAGE,
        FRAME + PAGE,
        b"\xff\xfb",
    ],
    ".mp4": [PAGE, b"\0\0\0\x08ftyp" + PAGE, MP4 + PAGE, box(b"moov") + MP4, b"", MP4[:-1]],
    ".ogg": [PAGE, OGG + PAGE, OGG[:-1], b"OggS", b""],
    ".pdf": [PAGE, b"%PDF-" + PAGE, b"%PDF-1.7\n" + PAGE, PDF + PAGE, PDF + PROGRAM, PDF[:-6], b""],
    ".tsv": [PAGE],
    ".txt": [PROGRAM, b"\xff\xfea"],
    ".vtt": [PAGE, b"WEBVTTx", b"", b"text"],
    ".webm": [PAGE, WEBM + PAGE, HEAD.replace(b"webm", b"evil") + WEBM[len(HEAD) :], HEAD, b""],
}


def test_every_ending_is_tried() -> None:
    assert GOOD.keys() == BAD.keys() == policy.DOWNLOADS.keys()


@pytest.mark.parametrize("ending", GOOD)
def test_what_a_file_should_be_is_published(ending: str) -> None:
    assert [fault_of(data, ending) for data in GOOD[ending]] == [None] * len(GOOD[ending])


@pytest.mark.parametrize("ending", BAD)
def test_what_only_has_the_ending_is_refused(ending: str) -> None:
    begun = time.process_time()
    for data in BAD[ending]:
        fault = fault_of(data, ending)
        assert fault is not None, data[:60]
        assert all(fault)
    assert time.process_time() - begun < 2


def test_the_place_of_what_is_no_json_is_told(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/a.json").write_text('{\n  "a": 1,\n}\n')
    found = find(tmp_path, "posts/x.md", "a.json")
    assert isinstance(found, Refusal)
    assert (found.message, found.help) == (
        "the file 'a.json' is not JSON (line 3)",
        "mend it, or name it .txt",
    )
    (tmp_path / "posts/a.json").write_text("{}")
    assert isinstance(find(tmp_path, "posts/x.md", "a.json"), Asset)


@given(st.sampled_from(sorted(GOOD)), st.binary(max_size=80), st.integers(0, 60))
def test_no_file_is_too_broken(ending: str, noise: bytes, position: int) -> None:
    data = GOOD[ending][0]
    fault = fault_of(data[:position] + noise + data[position:], ending)
    assert fault is None or all(fault)
