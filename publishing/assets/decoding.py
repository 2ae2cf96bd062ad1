"""The process in which pictures are decoded, as :mod:`publishing.assets.decoder` asks it to.

It reads lines of JSON and answers each with a line of JSON and as many bytes as that says.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from publishing.assets import raster, variants

Answer = tuple[dict[str, Any], bytes]


def serve() -> None:
    """Answer what is asked until nobody can ask any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for the one who asks, who then ends us
    for line in sys.stdin.buffer:
        said, data = _answered(json.loads(line))
        sys.stdout.buffer.write(json.dumps({**said, "bytes": len(data)}).encode() + b"\n" + data)
        sys.stdout.buffer.flush()


def _answered(asked: dict[str, Any]) -> Answer:
    _bound(asked["seconds"], asked["memory"])
    begun = time.process_time()
    try:
        said, data = _WORK[asked["work"]](asked)
        return {**said, "seconds": round(time.process_time() - begun, 2)}, data
    except MemoryError:
        memory = asked["memory"] // 1_000_000
        fault, is_overrun = f"it takes more than {memory:,} MB of memory to decode", True
    except raster.RasterError as failure:
        fault, is_overrun = str(failure), isinstance(failure, raster.OverrunError)
    return {"fault": fault, "is_overrun": is_overrun}, b""


def _bound(seconds: int, memory: int) -> None:
    """Let the system end this process if it takes so much from here on.

    Not every system has all of these bounds; macOS takes none for memory.
    """
    with suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _set(resource.RLIMIT_CORE, 0)
        # Counted in whole seconds, of which some of the first is gone.
        _set(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + seconds)
        _set(resource.RLIMIT_AS, memory)


def _set(kind: int, limit: int) -> None:
    import resource

    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(kind, (limit, hard))


def _sizes(asked: dict[str, Any]) -> Answer:
    path = Path(asked["path"])
    picture = variants.facts(path)
    made = variants.made(path, picture)
    sizes = [(variant.width, variant.height, len(data)) for variant, data in made]
    return {"picture": asdict(picture), "sizes": sizes}, b"".join(data for _, data in made)


def _filled(asked: dict[str, Any]) -> Answer:
    (width, height), paper = asked["size"], asked["paper"]
    with raster.opened(Path(asked["path"])) as picture:
        pixels = raster.pixels(picture, max(width, height))
    return {}, raster.filled(pixels, (width, height), tuple(paper)).tobytes()


_WORK: dict[str, Callable[[dict[str, Any]], Answer]] = {"sizes": _sizes, "filled": _filled}

if __name__ == "__main__":
    serve()
