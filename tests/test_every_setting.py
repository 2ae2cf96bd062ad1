"""Any setting changed ends, byte for byte, where a build from nothing does."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path

import pytest

from publishing.base.workers import cores, spread
from tests.publication import PROJECT, SETTINGS, Publication, hurry, with_settings

CONF = with_settings(PROJECT / "conf.py", SETTINGS | {"social_cards": False})

CHANGES: dict[str, object] = {
    # -- ours
    "project": "Another",
    "site_description": "Another sentence.",
    "copyright": "Others",
    "site_url": "https://example.net/journal/",
    "site_id": "example.net,2021",
    "language": "de",
    "site_zone": "Pacific/Auckland",
    "licence": "CC0",
    "licence_url": "https://example.net/cc0",
    "source_url": "",
    "source_branch": "trunk",
    "posts_per_page": 1,
    "feed_length": 1,
    "feed_formats": ["rss", "atom"],
    "social_cards": True,
    "embed_hosts": ["player.example"],
    "bounds": {"lines": 9_000},
    # -- Sphinx's
    "extensions": ["myst_parser", "ablog", "sphinx_design", "publishing", "sphinx.ext.todo"],
    "include_patterns": ["index.md", "guide/**"],
    "html_theme": "pydata_sphinx_theme",
    "html_static_path": [],
    "templates_path": ["more", "_templates"],
    # -- MyST's
    "myst_enable_extensions": ["deflist"],
    "myst_dmath_allow_space": True,
    "myst_dmath_allow_digits": True,
    "myst_heading_anchors": 0,
}
"""For every setting of `conf.py` another value."""
MORE: dict[str, object] = {
    "smartquotes": False,
    "numfig": True,
    "highlight_language": "python",
    "html_theme_options": {"search_bar_text": "Look it up"},
    "myst_links_external_new_tab": True,
}
"""Other settings that people write."""
OPTIONS: list[Sequence[str]] = [
    ("-D", "smartquotes=0"),
    ("-D", "posts_per_page=1", "-D", "language=fr"),
    ("-t", "draft"),
]

State = tuple[dict[str, object], Sequence[str]]
"""Settings that `conf.py` states besides, and options of the command line."""
SHARES = 2

WORDS = """
It's a "quote" -- from $5 to $10, and $ x $ and $1x$2.

## A heading

~~Gone~~. {.lead}

Term
: Meaning

- [ ] to do

:::{note}
Of it.
:::

```
print("a")
```

$$
a = b
$$ (one)

[Elsewhere](https://example.org/), [a heading](#a-heading).

<iframe src="https://player.example/1" title="A film"></iframe>
"""


def names(conf: str) -> set[str]:
    targets = (
        target
        for statement in ast.parse(conf).body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
    )
    return {target.id for target in targets if isinstance(target, ast.Name)}


def filled(publication: Publication) -> Publication:
    publication.post("one", WORDS, date="2026-05-01 23:30", tags="tea, walls", author="Ann Lee")
    publication.post("two", date="2026-04-01", category="Notes", series="On walking")
    publication.post("three", date="2025-04-01", series="On walking", tags="tea")
    listed = "```{postlist} 5\n```\n"
    only = "```{eval-rst}\n.. only:: draft\n\n   Only drafts.\n```\n"
    publication.write("about.md", f"# About\n{WORDS}\n{listed}\n{only}")
    publication.write("guide/page.md", "# A page\n\n" + WORDS)
    publication.write("more/page.html", '{% extends "layout.html" %}')
    return publication


def test_every_setting_of_conf_py_is_tried_here() -> None:
    assert names(CONF) == CHANGES.keys()


def differences(publication: Publication, states: Sequence[State]) -> list[object]:
    """Bring a publication from state to state; return those that are not as a clean build."""
    wrong = []
    (publication.root / ".cache").mkdir()  # as in a clean build, nothing is of another test
    assert filled(publication).build("-j", "1").status == 0
    for settings, options in states:
        more = "".join(f"{name} = {value!r}\n" for name, value in settings.items())
        publication.write("conf.py", CONF + more)
        built = publication.build("-j", "1", *options)
        assert built.status == 0, (settings, options, built.text)
        found, expected = publication.tree(), publication.clean_tree("-j", "1", *options)
        paths = {path for path in {*found, *expected} if found.get(path) != expected.get(path)}
        if paths:
            wrong.append((settings, options, sorted(paths)[:5]))
    return wrong


def test_any_setting_changed_equals_a_clean_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    states: list[State] = [({name: value}, ()) for name, value in (CHANGES | MORE).items()]
    states += [*(({}, options) for options in OPTIONS), ({}, ())]

    def work(number: int) -> list[object]:
        return differences(Publication(tmp_path / f"{number}"), states[number::SHARES])

    found = dict(spread(work, range(SHARES), cores(), worth=1))
    assert [found[number] for number in range(SHARES)] == [[]] * SHARES
