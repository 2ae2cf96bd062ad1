"""Pagefind, which makes an index of texts: https://pagefind.app.

Its program is driven as its own Python package does it, by messages in JSON and base64 over
a pipe. That package is left out: it waits a tenth of a second for each answer, and there is
one for each page. The files come back through the pipe as well, because version 1.5.2 may
tell that it has written a file before it has.
"""

from __future__ import annotations

import json
import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

import pagefind_bin  # type: ignore[import-untyped]

from publishing.base.output import SiteError

VERSION: Final = "1.5.2"
"""The version whose files :mod:`publishing.search.index` can join."""


class PagefindError(SiteError):
    """Pagefind did not do what it was asked to."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be found.

    :ivar url: tells it from all others.
    :ivar content: its words.
    :ivar fields: further texts that belong to it, by name.
    """

    url: str
    content: str
    fields: Mapping[str, str]


def index(documents: Iterable[Document], language: str) -> dict[str, bytes]:
    """Return the files of an index, by their paths.

    Pages are numbered in the order given. The same documents give the same files, which
    holds for one language and without filters only: their order is random in this version.
    No file of the project is read or written, and no connection opened.

    :param language: of all documents, as ISO 639-1.
    :raises PagefindError: it refuses a document, is of another version, or fails.
    """
    requests: list[dict[str, object]] = [
        {"type": "NewIndex", "config": {}},
        *(
            {
                "type": "AddRecord",
                "index_id": 0,
                "url": document.url,
                "content": document.content,
                "language": language,
                "meta": document.fields,
            }
            for document in documents
        ),
        {"type": "GetFiles", "index_id": 0},
    ]
    answers = _ask(requests)
    for answer in answers:
        if answer["type"] == "Error":
            raise PagefindError(f"Pagefind: {answer['message']}")
    files = {file["path"]: b64decode(file["content"]) for file in answers[-1]["files"]}
    version = json.loads(files["pagefind-entry.json"])["version"]
    if version != VERSION:
        raise PagefindError(f"Pagefind {version} is installed, and {VERSION} is needed")
    return files


def _ask(requests: Sequence[Mapping[str, object]]) -> list[Any]:
    """Return the answer to each request, in order."""
    program = Path(pagefind_bin.get_executable())
    environment = {name: value for name, value in os.environ.items() if "PAGEFIND" not in name}
    try:
        with subprocess.Popen(  # noqa: S603 - the program that was installed with us
            [program, "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # It would read a file of settings where it is started.
            cwd=program.parent,
            # Several may run at once, one for each core.
            env=environment | {"RAYON_NUM_THREADS": "1"},
        ) as process:
            assert process.stdin
            assert process.stdout
            # It reads all that comes and keeps its answers until they are fetched.
            for number, request in enumerate(requests):
                message = {"message_id": number, "payload": request}
                process.stdin.write(b64encode(json.dumps(message).encode()) + b",")
            process.stdin.flush()
            answers = list(islice(_messages(process.stdout), len(requests)))
    except BrokenPipeError:
        answers = []
    if len(answers) < len(requests):
        raise PagefindError("Pagefind ended without an answer")
    return [json.loads(b64decode(answer))["payload"] for answer in answers]


def _messages(pipe: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while data := pipe.read1(1 << 20):  # type: ignore[attr-defined]
        *whole, rest = (rest + data).split(b",")
        yield from whole
