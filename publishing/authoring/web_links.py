"""Checks the links that lead to other sites: apart from everything else, and politely.

Every host is asked one thing at a time with a pause between, says who asks, and is not asked
again for a week about what it answered. One that asks to be left alone is.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from publishing.authoring.editor import Editor
from publishing.authoring.http_probe import Answer, probe
from publishing.authoring.named_posts import UsageError, chosen
from publishing.conf import clock
from publishing.conf.settings import Settings, SettingsError
from publishing.library.library import Library
from publishing.model.problem import Problem, printable, report, summary, warning
from publishing.render.store import CACHE, Store

WEEK: Final = 7 * 24 * 3600
"""Seconds for which an answer holds."""
HOSTS: Final = 8
"""Hosts that are asked at the same time."""
PAUSE: Final = 1.0
"""Seconds between two questions to one host."""

Probe = Callable[[str, str], Answer]
"""Asks for an address, saying who asks."""


def links(
    root: Path,
    environ: Mapping[str, str],
    named: Sequence[str] = (),
    ask: Probe = probe,
    pause: float = PAUSE,
) -> int:
    """Print which links of the posts lead to nothing.

    :returns: 0 if none does, 1 if one does, 2 if a named file is no post.
    """
    try:
        settings = Settings.load(root, environ)
        now = clock.now(environ)
        paths = chosen(root, named)
    except SettingsError as failure:
        sys.stdout.write(f"{failure}\n")
        return 1
    except UsageError as failure:
        sys.stderr.write(f"{failure}\n")
        return 2
    library = Library.load(root, settings, now, Store(root, settings).read)
    known = (post for post in (*library.posts, *library.held) if post.path not in library.refused)
    posts = [post for post in known if post.path in paths]
    reviews = Editor(root, settings).reviews(posts)
    stated = [
        (path, line, url.partition("#")[0])
        for path, found in reviews.items()
        for line, url in found.links
    ]
    agent = f"{settings.project} link check (+{settings.site_url})"
    answers = _Rounds(root / CACHE / "links.json", agent, ask, pause).answers(
        url for _, _, url in stated
    )
    problems = report(_problems(stated, answers))
    lines = [*map(str, problems), *_facts(answers), summary(problems, len(posts))]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return int(any(problem.code == "link-gone" for problem in problems))


class _Rounds:
    """The visits of one run, and the answers of the last week."""

    def __init__(self, file: Path, agent: str, ask: Probe, pause: float) -> None:
        self._file, self._agent, self._ask, self._pause = file, agent, ask, pause
        self._lock = threading.Lock()
        self._kept = self._load()

    def answers(self, urls: Iterable[str]) -> dict[str, Answer]:
        """Return what became of each address."""
        wanted = dict.fromkeys(urls)
        by_host: dict[str, list[str]] = {}
        for url in wanted:
            if url not in self._kept:
                by_host.setdefault(_host(url), []).append(url)
        try:
            with ThreadPoolExecutor(HOSTS) as threads:
                list(threads.map(self._visit_host, by_host.values()))
        finally:
            self._save()
        return {url: self._kept[url][1] for url in wanted if url in self._kept}

    def _visit_host(self, urls: list[str]) -> None:
        for number, url in enumerate(urls):
            if number:
                time.sleep(self._pause)
            answer = self._ask(url, self._agent)
            with self._lock:
                self._kept[url] = time.time(), answer
            if answer.status == 429 or answer.wait:
                with self._lock:
                    for other in urls[number + 1 :]:
                        self._kept[other] = 0.0, Answer(429, "the host asked to be left alone")
                return

    def _load(self) -> dict[str, tuple[float, Answer]]:
        kept: dict[str, tuple[float, Answer]] = {}
        with suppress(OSError, ValueError, TypeError, AttributeError):
            plain: dict[str, Any] = json.loads(self._file.read_text(encoding="utf-8"))
            for url, (asked, answer) in plain.items():
                if 0 <= time.time() - asked < WEEK:
                    kept[url] = asked, Answer(**answer)
        return kept

    def _save(self) -> None:
        """Keep what is known; what is open is asked again next time."""
        known = {
            url: (asked, asdict(answer))
            for url, (asked, answer) in sorted(self._kept.items())
            if not answer.is_open
        }
        with suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            draft = self._file.with_suffix(".draft")
            draft.write_text(json.dumps(known, indent=1), encoding="utf-8")
            draft.replace(self._file)


def _problems(
    stated: Iterable[tuple[str, int, str]], answers: Mapping[str, Answer]
) -> Iterator[Problem]:
    for path, line, url in stated:
        answer = answers[url]
        if answer.is_dead:
            why = answer.reason or f"answers {answer.status}"
            mend = "link to where it is now, to a copy in a web archive, or to nothing"
            yield warning(path, line, 1, "link-gone", f"link: {url}: {why}", mend)
        elif answer.moved and answer.status == 200:
            found = f"link: {url} has moved for good"
            yield warning(path, line, 1, "link-moved", found, f"write {answer.moved}")


def _facts(answers: Mapping[str, Answer]) -> Iterator[str]:
    for url, answer in sorted(answers.items()):
        if answer.is_open:
            yield printable(f"not known: {url}: {answer.reason or f'answers {answer.status}'}")
    yield f"{len(answers):,} addresses of {len({_host(url) for url in answers}):,} hosts"


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""
