"""What a preview tells the pages that are open: there is a new edition, or why there is none."""

from __future__ import annotations

import json
from dataclasses import dataclass
from threading import Condition

from publishing.model.problem import Problem, printable


@dataclass(frozen=True, slots=True)
class News:
    """How the preview stands.

    :ivar build_id: names the build in place; a page of another one is out of date.
    :ivar problems: what was found in making it, or in trying to make the next.
    :ivar summary: the problems in one line; nothing if there are none.
    """

    build_id: str
    problems: tuple[Problem, ...] = ()
    summary: str = ""

    @property
    def event(self) -> bytes:
        """The news as an event of a stream (HTML, 9.2 Server-sent events).

        Every word of a problem is as printable as in a terminal; the page shows it as text.
        """
        told = {
            "edition": self.build_id,
            "summary": self.summary,
            "problems": [_plain(problem) for problem in self.problems],
        }
        return f"data: {json.dumps(told)}\n\n".encode()


def _plain(problem: Problem) -> dict[str, str]:
    return {
        "severity": problem.severity.value,
        "place": f"{printable(problem.path)}:{problem.line}:{problem.column}",
        "message": printable(problem.message),
        "help": printable(problem.help),
    }


class Live:
    """The newest news, and all who wait for newer."""

    def __init__(self, build_id: str) -> None:
        self._condition = Condition()
        self._news = News(build_id)
        self._is_over = False

    @property
    def news(self) -> News:
        """The newest."""
        return self._news

    def tell(self, news: News) -> None:
        """Let everybody know."""
        with self._condition:
            self._news = news
            self._condition.notify_all()

    def end(self) -> None:
        """Let nobody wait any longer."""
        with self._condition:
            self._is_over = True
            self._condition.notify_all()

    @property
    def is_over(self) -> bool:
        """Whether there will be no more news."""
        return self._is_over

    def after(self, seen: News | None, seconds: float) -> News | None:
        """Return the newest news as soon as they are not those *seen*; None if none come."""
        with self._condition:
            self._condition.wait_for(lambda: self._is_over or self._news is not seen, seconds)
            return None if self._news is seen or self._is_over else self._news
