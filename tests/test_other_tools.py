"""What other tools write is read by modules that a publication of its own posts never loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from publishing.base import other_tools
from publishing.base.other_tools import Reader
from tests.publication import NOW, Publication

OWN = """\
---
title: "Own: a post"
date: 2026-05-01
updated: 2026-05-02
author: [Ann Lee, Bo Lind]
tags: [testing, two words]
category: Long Reads
series: Own posts
description: What it says.
draft: false
---

## A heading

A link to [itself](own.md), a `span`{.x}, a formula $x_{1}$ and a note[^1]. [Text](https://example.org){#there}

[^1]: Its text.

> [!NOTE]
> A box.

```python title="a.py" {1}
print("{" + "}")
```

:::{tip}
Another, by {ref}`there`.
:::

| a | b |
|---|---|
| 1 | {abbr}`C (see)` |
"""
MEETINGS = {
    "pelican": "Title: A\nDate: 2026-05-01\n\nText.\n",
    "toml": '+++\ntitle = "A"\ndate = 2026-05-01\n+++\nText.\n',
    "shortcode": "---\ntitle: A\ndate: 2026-05-01\n---\n{{< youtube dQw4w9WgXcQ >}}\n",
    "audience": "---\ntitle: A\ndate: 2026-05-01\nvisibility: public\n---\nText.\n",
    "dialect": "---\ntitle: A\ndate: 2026-05-01\n---\nText.\n{: .lead}\n",
}
LOADED = """
import sys
from pathlib import Path
from publishing.build import build
status = build(Path(sys.argv[1]), {"SOURCE_DATE_EPOCH": sys.argv[2]}, ("-j1",))
sys.stderr.write(" ".join(sorted(name for name in sys.modules if ".compat" in name)))
sys.exit(status)
"""


def loaded_by(root: Path) -> list[str]:
    """Return what of the package for other tools a build of a publication loads."""
    command = [sys.executable, "-c", LOADED, str(root), NOW]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout
    return [name for name in ended.stderr.split() if name.startswith("publishing.compat")]


def test_a_publication_of_its_own_posts_loads_nothing_of_other_tools(tmp_path: Path) -> None:
    publication = Publication(tmp_path / "own")
    publication.write("posts/2026/own.md", OWN)
    publication.write("posts/2026-05-02-dated.md", '---\ntitle: "Dated"\n---\nText.\n')
    assert loaded_by(publication.root) == []
    for name, text in MEETINGS.items():
        publication.write(f"posts/2026/{name}.md", text)
    loaded = loaded_by(publication.root)
    assert {f"publishing.compat.{name}" for name in MEETINGS} <= set(loaded)


def test_every_name_leads_to_a_function() -> None:
    readers = [value for value in vars(other_tools).values() if isinstance(value, Reader)]
    assert len(readers) > 15
    assert all(callable(reader.read) for reader in readers)
