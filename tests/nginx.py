"""Debian's nginx on the loopback, under `deploy/nginx.conf` but for what is marked in it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.publication import PROJECT

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
RECIPE = PROJECT / "deploy/nginx.conf"
TYPES = Path("/etc/nginx/mime.types")

# One process, which a test can end, whoever runs it; nothing of the machine's own settings.
MAIN = """
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log warn;
events {{}}
http {{
    include {types};
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass(frozen=True)
class Reply:
    """What a server answered; the names of headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """An nginx that runs."""

    port: int

    def ask(self, target: str, method: str = "GET", **headers: str) -> Reply:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, target, headers=named)
            reply = connection.getresponse()
            given = {name.lower(): value for name, value in reply.getheaders()}
            return Reply(reply.status, given, reply.read())
        finally:
            connection.close()


def recipe(package: Path, port: int) -> str:
    """Return the recipe with the lines that are marked so written for this machine."""
    mine = {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "listen [::]:80;": "",
        "server_name post-technical.example;": "server_name localhost;",
        "root /srv/post-technical/html;": f"root {package}/html;",
        "include /srv/post-technical/nginx.conf;": f"include {package}/nginx.conf;",
    }
    text = RECIPE.read_text(encoding="utf-8")
    assert text.count("# yours") == len(mine)
    for written, instead in mine.items():
        assert text.count(written) == 1, written
        text = text.replace(written, instead)
    return text


@contextmanager
def serving(package: Path, folder: Path) -> Iterator[Server]:
    """Serve a package until the test is done."""
    if not NGINX:
        why = "no nginx here: deploy/nginx.conf was not tested"
        if os.environ.get("REQUIRE_NGINX") == "1":
            pytest.fail(why)
        pytest.skip(why)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder.mkdir()
    (folder / "site.conf").write_text(recipe(package, port), encoding="utf-8")
    main = folder / "main.conf"
    main.write_text(MAIN.format(folder=folder, types=TYPES), encoding="utf-8")
    log = folder / "error.log"
    command = [NGINX, "-c", str(main), "-p", str(folder), "-e", str(log)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            _wait(port, process)
            yield Server(port)
        finally:
            process.terminate()
            _, said = process.communicate(timeout=60)
    assert said == ""
    # What was asked for and is not there is an error to nginx, not to us.
    lines = log.read_text(encoding="utf-8").splitlines()
    expected = ("No such file", "is forbidden")
    unexpected = [line for line in lines if not any(words in line for words in expected)]
    assert unexpected == []


def _wait(port: int, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert process.poll() is None, process.communicate()[1]
            assert time.monotonic() < deadline, "nginx does not answer"
            time.sleep(0.02)
