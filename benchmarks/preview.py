"""How long it takes from a saved edit until the live preview has the page that shows it."""

from __future__ import annotations

import argparse
import json
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

from benchmarks import corpus, scenario
from benchmarks.stack import OURS, SITE_URL, environment

_PAUSE = 0.3
"""Seconds between two edits, so that they fall anywhere between two looks at the files."""


def main(words: Sequence[str]) -> int:
    """Print the median and the worst of some edits."""
    parser = argparse.ArgumentParser("python -m benchmarks preview", description=__doc__)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--edits", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as scratch:
        folder = Path(scratch, "preview")
        scenario.prepare(OURS, folder, scenario.Corpus(options.posts, options.seed))
        entries = corpus.entries(options.posts, options.seed)
        chosen = [entries[number * 137 % len(entries)] for number in range(options.edits)]
        seconds = list(_edits(folder, chosen))
    median, worst = statistics.median(seconds), max(seconds)
    print(f"{options.posts:,} posts: median {median:.2f} s, worst {worst:.2f} s")
    return 0


def _edits(folder: Path, entries: Sequence[corpus.Entry]) -> Iterator[float]:
    """Add a paragraph to one post after the other; yield how long each took to be shown."""
    command = [sys.executable, "-m", "publishing", "serve", "--port", "0"]
    serving = subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=subprocess.PIPE, text=True
    )
    try:
        assert serving.stdout
        port = urlsplit(serving.stdout.readline().split()[-1]).port or 0
        stream = HTTPConnection("127.0.0.1", port)
        stream.request("GET", "/_live/events")
        lines = stream.getresponse()
        _site_assembler(lines)
        for number, entry in enumerate(entries):
            time.sleep(_PAUSE + number % 7 * 0.03)
            begun = time.perf_counter()
            with (folder / entry.path).open("a", encoding="utf-8") as file:
                file.write(f"\nThe last word has number {number}.\n")
            _site_assembler(lines)
            page = _page(port, entry)
            yield time.perf_counter() - begun
            assert f"number {number}." in page, entry.path
    finally:
        serving.send_signal(signal.SIGINT)
        serving.wait()


def _site_assembler(lines: Iterator[bytes]) -> str:
    line = next(line for line in lines if line.startswith(b"data: "))
    return str(json.loads(line[6:])["edition"])


def _page(port: int, entry: corpus.Entry) -> str:
    connection = HTTPConnection("127.0.0.1", port)
    where = entry.path.removesuffix(".md").removesuffix("/index")
    connection.request("GET", f"{urlsplit(SITE_URL).path}{quote(where)}/")
    return connection.getresponse().read().decode()
