"""A build of hostile posts, watched: which files it reads, whom it calls, what it starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.cases import HARMLESS, NEUTRALISED, REFUSED_BODIES
from tests.hostile.field import lay_out
from tests.publication import NOW, PROJECT, Publication

# Runs a build and writes down, from inside the interpreter, every file that is opened, every
# address that is asked for and every process that is started, in its workers as well.
_WATCHED = """
import os, sys
from pathlib import Path
log = os.open(sys.argv[2], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def hook(event, args):
    if event == "open" and isinstance(args[0], (str, bytes, os.PathLike)):
        os.write(log, f"open {os.path.abspath(os.fsdecode(args[0]))}\\n".encode(errors="replace"))
    elif event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn",
                           "urllib.", "http.", "ftplib.", "smtplib.")):
        os.write(log, f"{event} {args!r}\\n".encode(errors="replace"))
sys.addaudithook(hook)
from publishing.build import build
os.environ["SOURCE_DATE_EPOCH"] = sys.argv[3]
sys.exit(build(Path(sys.argv[1]), os.environ, ()))
"""

# What Python and its libraries read of a machine: themselves, and tables of its zone and types.
_MACHINE = (
    sys.prefix,
    sys.base_prefix,
    "/dev/null",
    "/dev/urandom",
    "/etc/apache",
    "/etc/httpd",
    "/etc/localtime",
    "/etc/mime.types",
    "/usr/lib",
    "/usr/local/etc",
    "/usr/local/lib",
    "/usr/share/zoneinfo",
)
_CALLS = ("socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.sendto")


@pytest.fixture(scope="module", params=["neutralised", "refused"])
def trace(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[str]]:
    """The project of a build that was watched, and what was written down."""
    folder = tmp_path_factory.mktemp("traced")
    publication = Publication(folder / "publication")
    if request.param == "refused":
        lay_out(publication, "refused", REFUSED_BODIES)
        posts = publication.root / "posts" / "hostile"
        (posts / "led-out.md").symlink_to(publication.root / "secret.txt")
        os.mkfifo(posts / "pipe.md")
    else:
        lay_out(publication, "neutralised", NEUTRALISED)
        lay_out(publication, "harmless", HARMLESS)
    log = folder / "log"
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED, publication.root, log, NOW],
        cwd=PROJECT,
        capture_output=True,
        check=False,
        timeout=300,  # what reads a pipe waits for ever
        env={**os.environ, "HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == (request.param == "refused"), done.stderr.decode()
    return publication.root, log.read_text(encoding="utf-8").splitlines()


def test_no_file_outside_the_project_is_read(trace: tuple[Path, list[str]]) -> None:
    root, lines = trace
    # A checkout that is not installed states its version in pyproject.toml.
    code = (PROJECT / "publishing", PROJECT / "pyproject.toml")
    known = (*_MACHINE, str(root), *map(str, code))
    opened = {line.removeprefix("open ") for line in lines if line.startswith("open ")}
    assert any(path.startswith(str(root / "posts")) for path in opened)
    assert {path for path in opened if not path.startswith(known)} == set()


def test_no_secret_of_the_project_is_read(trace: tuple[Path, list[str]]) -> None:
    root, lines = trace
    posts = root / "posts" / "hostile"
    for path in (root / "secret.txt", posts / ".env", posts / "linked.txt"):
        assert f"open {path}" not in lines
    for name in ("led-out.md", "pipe.md"):
        assert f"open {posts / name}" not in lines


def test_no_connection_is_opened(trace: tuple[Path, list[str]]) -> None:
    _, lines = trace
    assert [line for line in lines if line.startswith((*_CALLS, "urllib", "http.", "ftp"))] == []


def test_no_process_is_started_for_a_post(trace: tuple[Path, list[str]]) -> None:
    _, lines = trace
    started = [line for line in lines if line.startswith(("subprocess.", "os.system", "os.exec"))]
    ours = ("pagefind", "git", "'-m', 'publishing.assets.decoding'")
    assert [line for line in started if not any(name in line for name in ours)] == []
