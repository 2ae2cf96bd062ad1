"""The stock stack: the same posts built by Sphinx, MyST-Parser and ABlog as they come."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from benchmarks.stack import SITE_URL, Stack

# What `ablog start` asks for and writes, in Markdown, with the book theme's own defaults.
# A base address gives the feed, as it does there; the text of a feed stays short by default.
_STOCK = f"""\
project = "Stock"
author = "Editors"
extensions = ["myst_parser", "ablog"]
html_theme = "sphinx_book_theme"
blog_title = "Stock"
blog_baseurl = "{SITE_URL}"
blog_post_pattern = ["posts/*.md", "posts/**/*.md"]
exclude_patterns = ["_build"]
"""

_STOCK_INDEX = """\
# Stock

Here is a list of most recent posts:

```{postlist} 10
:excerpts:
```

```{toctree}
:hidden:

about
```
"""

_BARE = """\
project = "Bare"
author = "Editors"
extensions = ["myst_parser"]
html_theme = "basic"
exclude_patterns = ["_build"]
"""

_BARE_INDEX = """\
# Bare

```{toctree}
:hidden:
:glob:

about
posts/**
```
"""

_ABOUT = "# About\n\nA site of posts.\n"


def _prepare(conf: str, index: str, folder: Path) -> None:
    (folder / "conf.py").write_text(conf, encoding="utf-8")
    (folder / "index.md").write_text(index, encoding="utf-8")
    (folder / "about.md").write_text(_ABOUT, encoding="utf-8")


def _build(jobs: int) -> list[str]:
    words = [sys.executable, "-m", "sphinx", "-q", "-b", "dirhtml", "-j", str(jobs)]
    return [*words, "-d", "_build/doctrees", ".", "_build/html"]


def _stack(name: str, conf: str, index: str) -> Stack:
    return Stack(
        name=name,
        prepare=partial(_prepare, conf, index),
        command=_build,
        output="_build/html",
        built="_build/html",
        cache="_build/doctrees",
    )


STOCK = _stack("stock", _STOCK, _STOCK_INDEX)
BARE = _stack("bare", _BARE, _BARE_INDEX)
