"""Work that is spread over the cores of the machine."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import TypeVar

from publishing.model.problem import Problem

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_A_WORKER = 24
"""Items below which a further process costs more than it saves: about a quarter of a second."""

_MUCH = 100
"""Items after which there may be much garbage: half a megabyte each, if they are posts."""


class WorkerError(Exception):
    """A worker failed; the words are its traceback."""


class KnownError(Exception):
    """A failure that whoever asked for the work knows what to do about: it is raised there."""


class ProblemError(KnownError):
    """Work that a file of the project makes impossible: :attr:`problem` says which, and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class WorkerLostError(Exception):
    """A worker was ended from outside, most often for want of memory."""


def cores() -> int:
    """Return how many processes can run at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    jobs: int,
    *,
    worth: int = WORTH_A_WORKER,
) -> Iterator[tuple[int, Result]]:
    """Yield the place of each item and what *work* makes of it, in any order.

    Each worker is a copy of this process (fork), so that what has been loaded is there
    already, and takes every *jobs*-th item: neighbours in a list are of like length and
    kind, and so every worker gets its share of the long ones.

    :param worth: how many items are worth a process.
    :raises WorkerError: *work* raised.
    :raises WorkerLostError: a worker was ended.
    :raises KnownError, OSError, MemoryError: *work* raised it.
    """
    jobs = max(1, min(jobs, len(items) // worth))
    # A copy has only one of our threads, and whatever lock another held it holds for ever.
    can_fork = threading.active_count() == 1 and "fork" in multiprocessing.get_all_start_methods()
    if jobs == 1 or not can_fork:
        for position, item in enumerate(items):
            if position % _MUCH == _MUCH - 1:
                gc.collect(0)  # in case that is switched off, for the few items that are usual
            yield position, work(item)
        return
    context = multiprocessing.get_context("fork")
    workers = []
    ends: list[Connection] = []
    for first in range(jobs):
        ours, theirs = context.Pipe(duplex=False)
        worker = context.Process(target=_serve, args=(theirs, work, items, first, jobs))
        worker.start()
        theirs.close()
        workers.append(worker)
        ends.append(ours)
    try:
        yield from _gather(ends)
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()


def _serve(
    end: Connection,
    work: Callable[[Item], Result],
    items: Sequence[Item],
    first: int,
    step: int,
) -> None:
    # What has been loaded stays, and is not to be looked through for garbage.
    gc.freeze()
    gc.enable()
    try:
        for position in range(first, len(items), step):
            end.send((position, work(items[position])))
        end.send(None)
    except (KnownError, OSError, MemoryError) as failure:
        end.send(failure)
    except BaseException:
        end.send(traceback.format_exc())
    finally:
        end.close()


def _gather(ends: list[Connection]) -> Iterator[tuple[int, Result]]:
    while ends:
        for end in wait(ends):
            assert isinstance(end, Connection)
            try:
                message = end.recv()
            except EOFError:
                raise WorkerLostError("a worker ended without a word") from None
            if message is None:
                ends.remove(end)
            elif isinstance(message, str):
                raise WorkerError(message)
            elif isinstance(message, KnownError | OSError | MemoryError):
                raise message
            else:
                yield message
