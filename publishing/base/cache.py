"""Values kept between builds, each under the digest of all that it was made from.

A cache may be deleted at any time and may come from another machine. It never changes a
byte of the site by being

- stale: what goes into a value goes into its key, code and versions included, so a value
  made otherwise has a key that nobody asks for;
- damaged, cut short or mixed up: a checksum ties each value to its key and its cache, and
  is verified whenever the value is read. What does not hold is a miss, never an error.

Values are bytes, which their readers must decode as text or JSON, never with pickle: a
cache from elsewhere runs no code. But a checksum is no signature. Who may write here can
put words of their own under a key that they compute, and those would be published. So take
a cache only from where you would take the code: a build of a stranger's pull request must
not write into the cache of the build that publishes. (GitHub keeps caches apart by branch.)

SQLite with the same checksums takes seven times as long to write, since each process has to
commit each value (10,000 of 2.4 kB: 0.9 s beside 0.13), and nearly twice as long to read.
"""

# Paths are text here, because a Path object costs more than the call that it is for.
# ruff: noqa: PTH103, PTH105, PTH108, PTH113, PTH120, PTH123, PTH207

from __future__ import annotations

import os
import weakref
from collections.abc import Callable, Iterable
from contextlib import suppress
from glob import escape, glob
from hashlib import sha256
from pathlib import Path
from struct import Struct

_KEY = 32  # bytes of SHA-256, which common processors compute themselves
_MAGIC = b"cache1"
_MARK = len(_MAGIC) + 10
_HEAD = Struct(f">{_MARK}s{_KEY}sQ{_KEY}s")  # mark, key, size of the value, checksum
_WINDOW = 1 << 16


def digest(*parts: bytes | str) -> str:
    """Return the hex digest of the parts; text counts as its UTF-8.

    Each part goes in with its length before it: ``"ab", "c"`` and ``"a", "bc"`` differ.
    """
    framed: list[bytes] = []
    for part in parts:
        # A lone surrogate cannot be written but may well be asked about.
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        framed += (b"%d:" % len(data), data)
    return sha256(b"".join(framed)).hexdigest()


_THOUGHT_OF = digest("the size of the file when it was last thought of pruning it")


def _bytes(key: str) -> bytes:
    raw = bytes.fromhex(key)
    if len(raw) != _KEY:
        raise ValueError(f"not a digest: {key!r}")
    return raw


class Cache:
    """Values by key, one after the other in one file that only grows.

    A file for each would take a clean build several times as long to write, and a machine
    that restores them too. The file starts with a mark drawn at random, which stands before
    each value too: where a write was cut short, reading goes on at the next mark, and
    nothing that a post contains can pass for one.

    Processes may use it at once, also forked ones through one object: a value is appended
    by one call, which local file systems do not mix with others. What is lost where one
    does all the same is a miss.
    """

    def __init__(self, root: Path, name: str) -> None:
        """Open the cache *name*, a plain word, in the folder *root*; neither need exist."""
        # A checksum is a digest of the cache's name, the key and the value, put together in
        # one go: many thousands are verified in each build.
        self._salt = b"%d:%s%d:" % (len(name), name.encode(), _KEY)
        self._path = f"{root}/{name}"
        self._file = -1
        self._closing: weakref.finalize[[int], Cache] | None = None
        self._mark = b""
        self._end = _MARK  # where the next value should stand
        self._since = _MARK  # where to look for one if none does
        self._positions: dict[bytes, tuple[int, int, bytes]] = {}  # start, size, checksum

    def get(self, key: str) -> bytes | None:
        """Return the value under a :func:`digest`, or None if it is not there and sound."""
        wanted = _bytes(key)
        if wanted not in self._positions:
            self._read_on()
            if wanted not in self._positions:
                return None
        start, size, checksum = self._positions[wanted]
        value = os.pread(self._file, size, start)
        if self._checksum(wanted, value) == checksum:
            return value
        del self._positions[wanted]  # so that a sound one that follows is found
        return None

    def has(self, key: str) -> bool:
        """Whether there is a value under a :func:`digest`, be it sound or not."""
        wanted = _bytes(key)
        if wanted not in self._positions:
            self._read_on()
        return wanted in self._positions

    def put(self, key: str, value: bytes) -> None:
        """Keep a value. Where nothing can be written nothing is kept, and that is all."""
        raw = _bytes(key)
        with suppress(OSError):
            if not self._open():
                self._start()
                self._open()
            os.write(self._file, self._record(self._mark, raw, value))

    def prune(self, keep: Iterable[str], *, spare: int) -> bool:
        """Write the file anew if it has more than *spare* bytes besides the values of *keep*.

        The newest others that fit into half of that stay: another branch, or a change
        taken back, will ask for them. Return whether the file was written anew.
        """
        size = self._read_on()
        needed = set(map(_bytes, keep))
        used = 0
        room = spare // 2
        chosen = []
        for key, (_, length, _) in reversed(self._positions.items()):
            cost = _HEAD.size + length
            if key in needed:
                used += cost
            elif cost <= room:
                room -= cost
            else:
                continue
            chosen.append(key)
        if size - used <= spare:
            return False
        with suppress(OSError):
            for draft in glob(f"{escape(self._path)}.*"):
                os.unlink(draft)  # of a build that was killed
            os.replace(self._draft(reversed(chosen)), self._path)
        self._close()
        return True

    def tidy(self, keep: Callable[[], Iterable[str]], *, spare: int) -> bool:
        """Prune, once the file has grown by *spare* since that was last thought of.

        With many values, to find out which are needed takes longer than all that a build
        after one edit does with them.
        """
        size, known = self._read_on(), self.get(_THOUGHT_OF) or b""
        if size - (int(known) if known.isdigit() else 0) <= spare:
            return False
        is_new = self.prune(keep(), spare=spare)
        self.put(_THOUGHT_OF, b"%d" % self._read_on())
        return is_new

    def clear(self) -> None:
        """Forget everything."""
        self._close()
        with suppress(OSError):
            os.unlink(self._path)

    def _record(self, mark: bytes, key: bytes, value: bytes) -> bytes:
        return _HEAD.pack(mark, key, len(value), self._checksum(key, value)) + value

    def _checksum(self, key: bytes, value: bytes) -> bytes:
        return sha256(b"%b%b%d:%b" % (self._salt, key, len(value), value)).digest()

    def _read_on(self) -> int:
        """Note what was appended since the last time; return the size of the file."""
        if not self._open():
            return 0
        size = os.fstat(self._file).st_size
        while self._end < size:
            head = os.pread(self._file, _HEAD.size, self._end)
            if head.startswith(self._mark):
                self._since = self._end + 1
            if head.startswith(self._mark) and len(head) == _HEAD.size:
                _, key, length, checksum = _HEAD.unpack(head)
                start = self._end + _HEAD.size
                if start + length <= size:
                    self._positions.pop(key, None)  # the newest is the last
                    self._positions[key] = start, length, checksum
                    self._end = start + length
                    continue
            # No value here, or no end to it. If one was cut short, it or the one before has
            # asked for the room of others, so the next mark may be in there.
            following = self._find_mark(size)
            if following is None:
                break
            self._end = following
        return size

    def _find_mark(self, size: int) -> int | None:
        for window in range(self._since, size, _WINDOW):
            found = os.pread(self._file, _WINDOW + _MARK - 1, window).find(self._mark)
            if found >= 0:
                return window + found
        return None

    def _draft(self, keys: Iterable[bytes]) -> str:
        """Write a file with these values under a name of its own."""
        mark = _MAGIC + os.urandom(_MARK - len(_MAGIC))
        path = f"{self._path}.{mark.hex()}"
        with open(path, "xb") as file:
            file.write(mark)
            for key in keys:
                value = self.get(key.hex())
                if value is not None:
                    file.write(self._record(mark, key, value))
        return path

    def _start(self) -> None:
        """Make an empty file, unless another process was faster."""
        os.makedirs(os.path.dirname(self._path), exist_ok=True)
        draft = self._draft(())
        try:
            os.link(draft, self._path)
        except FileExistsError:
            pass
        except OSError:  # no links here
            os.replace(draft, self._path)
            return
        os.unlink(draft)

    def _open(self) -> bool:
        if self._file < 0 and os.path.isfile(self._path):
            with suppress(OSError):
                may_write = os.access(self._path, os.W_OK)
                flags = os.O_RDWR | os.O_APPEND if may_write else os.O_RDONLY
                # A link in a cache from elsewhere may lead to a file that is not ours.
                self._file = os.open(self._path, flags | os.O_NOFOLLOW)
                self._closing = weakref.finalize(self, os.close, self._file)
                self._mark = os.pread(self._file, _MARK, 0)
                if len(self._mark) < _MARK or not self._mark.startswith(_MAGIC):
                    self._close()
                    os.unlink(self._path)
        return self._file >= 0

    def _close(self) -> None:
        if self._closing:
            self._closing()
        self._file, self._mark, self._positions = -1, b"", {}
        self._end = self._since = _MARK
