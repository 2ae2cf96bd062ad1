"""Decodes pictures in a process of its own, whose time and memory the operating system bounds.

A decoder is a hundred thousand lines of C that reads what a stranger wrote, and nothing within
a process can interrupt it. So pictures are never decoded here: one further process decodes them,
one after the other, and is ended by the system if a picture takes too much. It is started when
the first picture is due, which in most builds is never.

Its words are lines of JSON and plain bytes. Nothing that it says is run.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import IO, Any, NamedTuple

from publishing.assets.raster import OverrunError, RasterError, Size
from publishing.assets.variants import Picture, Variant
from publishing.conf.settings import Settings
from publishing.model.file_limits import bounded
from publishing.policy.limits import BodyBounds

_PACKAGE = Path(__file__).parents[2]


class DecoderError(Exception):
    """The process could not be started, or was ended from outside."""


class Limits(NamedTuple):
    """What decoding one picture may take: seconds of processor time, and bytes of memory."""

    seconds: int
    memory: int

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """Return the limits that the settings state, or the usual ones."""
        return cls.of_bounds(bounded(BodyBounds(), settings.bounds))

    @classmethod
    def of_bounds(cls, bounds: BodyBounds) -> Limits:
        """Return the limits that are among those of posts."""
        return cls(bounds.picture_seconds, bounds.picture_memory)


USUAL = Limits.of_bounds(BodyBounds())
"""The limits where nothing else is said."""


class Decoded(NamedTuple):
    """A picture, the sizes of it that are worth serving, and the seconds that all this took."""

    picture: Picture
    sizes: tuple[tuple[Variant, bytes], ...]
    seconds: float


def sizes(path: Path, limits: Limits) -> Decoded:
    """Return what a picture is, with its sizes, the narrowest first.

    :raises RasterError: if the picture cannot be read to its end; :class:`OverrunError` if it
        takes more than it may.
    :raises DecoderError: if nothing can be said of it.
    """
    asked = {"work": "sizes", "path": os.fspath(path)}
    answer, data = _ask(asked, limits)
    made = []
    for width, height, length in answer["sizes"]:
        made.append((Variant(width, height), data[:length]))
        data = data[length:]
    return Decoded(Picture(**answer["picture"]), tuple(made), answer["seconds"])


def filled(path: Path, size: Size, paper: tuple[int, int, int], limits: Limits) -> bytes:
    """Return the pixels (RGB) of a picture that is cropped to *size* around its middle.

    :param paper: the colour behind it, where it is transparent.

    It raises what :func:`sizes` does.
    """
    asked = {"work": "filled", "path": os.fspath(path), "size": size, "paper": paper}
    return _ask(asked, limits)[1]


def _ask(asked: dict[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
    # A copy of this process (fork) must not speak to the decoder of the one it is a copy of.
    global _decoder
    if _decoder is None or _decoder.owner != os.getpid():
        _decoder = _Decoder()
    return _decoder.ask({**asked, **limits._asdict()})


class _Decoder:
    """The other process, started when it is first asked and again when it was ended."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        with self._lock:
            try:
                return self._asked(asked)
            except BaseException as failure:
                if type(failure) is not RasterError:
                    # It may hold what was too much, or answer late and to another question.
                    self.close()
                raise

    def _asked(self, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        process = self._process = self._process or _started()
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError):
            process.stdin.write(json.dumps(asked).encode() + b"\n")
            process.stdin.flush()
        answer = _answer(process.stdout)
        if answer is None:
            process.wait()
            self.close()
            raise _end(process.returncode, asked)
        said, data = answer
        if "fault" in said:
            raise OverrunError(said["fault"]) if said["is_overrun"] else RasterError(said["fault"])
        return said, data

    def close(self) -> None:
        process, self._process = self._process, None
        if process is not None and self.owner == os.getpid():
            process.kill()
            process.communicate()


_decoder: _Decoder | None = None


@atexit.register
def _close() -> None:
    if _decoder is not None:
        _decoder.close()


def _started() -> subprocess.Popen[bytes]:
    words = [sys.executable, "-P", "-m", "publishing.assets.decoding"]
    environ = {
        **os.environ,
        "PYTHONPATH": os.fspath(_PACKAGE),
        # Of each thread's own heap, 64 MB would count as taken.
        "MALLOC_ARENA_MAX": "1",
    }
    try:
        return subprocess.Popen(  # noqa: S603
            words,
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as failure:
        raise DecoderError(f"what decodes pictures cannot be started: {failure}") from failure


def _answer(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """Return what the process answers, or nothing if it has ended."""
    line = stream.readline()
    if not line.endswith(b"\n"):
        return None
    said: dict[str, Any] = json.loads(line)
    data = stream.read(said["bytes"])
    return (said, data) if len(data) == said["bytes"] else None


def _end(status: int, asked: dict[str, Any]) -> Exception:
    """Return what it means that the process has ended."""
    if status == -signal.SIGXCPU:
        seconds = f"{asked['seconds']} second{'' if asked['seconds'] == 1 else 's'}"
        return OverrunError(f"it takes more than {seconds} of processor time to decode")
    if status in {-signal.SIGKILL, -signal.SIGTERM}:
        return DecoderError("what decodes pictures was ended from outside")
    return OverrunError("it ends the program that decodes it")
