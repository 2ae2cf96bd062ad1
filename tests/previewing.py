"""A live preview for tests, on a free port, built at the test's own pace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from publishing.conf.options import Options
from publishing.preview.serve import Preview
from publishing.preview.server import listen
from tests.publication import NOW, Publication


@contextmanager
def previewing(publication: Publication, **environ: str) -> Iterator[Preview]:
    """Serve a preview that has been built once."""
    options = replace(Options.read(["-j", "1"]), preview=True)
    environment = {"SOURCE_DATE_EPOCH": NOW} | environ
    publication.take_over()
    preview = Preview(publication.root, environment, options, listen(0))
    try:
        preview.build()
        preview.start()
        yield preview
    finally:
        preview.stop()
