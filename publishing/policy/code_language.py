"""What stands behind ``` in the posts of other tools, and which language of ours it is."""

from __future__ import annotations

import re

from publishing.policy.rules import names

PANDOC = re.compile(r"\{\s*\.([\w+#-]+)[^}]*\}")
"""A language as Pandoc writes it, ``{.python .numberLines}``, which is no directive."""
_DECORATED = re.compile(r"([A-Za-z][\w+#.-]*)(?:[,:;{\[(].*|\s.*)?", re.DOTALL)
"""A language, with marks of Zola, Gatsby or Docusaurus behind it: ``rust,linenos``, ``js{1,3}``."""
_ALSO = {
    **dict.fromkeys(
        names("""
        csv env gitignore log no-highlight nohighlight none output plain plaintext raw tsv txt
        """),
        "text",
    ),
    **dict.fromkeys(names("astro ejs htm svelte xhtml"), "html"),
    **dict.fromkeys(names("h m"), "c"),
    **dict.fromkeys(names("cmd dos"), "bat"),
    **dict.fromkeys(names("hpp mm"), "cpp"),
    **dict.fromkeys(names("svg xsl"), "xml"),
    "edn": "clojure",
    "git": "console",
    "gradle": "groovy",
    "hbs": "handlebars",
    "ipython": "python",
    "jinja2": "jinja",
    "jsonc": "json",
    "kt": "kotlin",
    "mdx": "markdown",
    "node": "js",
    "patch": "diff",
    "sol": "solidity",
    "terminal": "console",
    "vb": "vb.net",
}
"""Names that highlight.js, Prism, Rouge or Chroma know and Pygments does not."""


def language(info: str) -> str:
    """Return what stands behind the mark of a fence, with a name that is known here.

    A directive, and a name that nobody knows, stay as they are.
    """
    if pandoc := PANDOC.fullmatch(info):
        return _ALSO.get(pandoc[1].lower(), pandoc[1])
    found = _DECORATED.fullmatch(info)
    if not found:
        return info
    name = found[1].removeprefix("language-").removeprefix("lang-")
    return _ALSO.get(name.lower(), name)
