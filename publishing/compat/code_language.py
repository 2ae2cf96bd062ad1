"""Languages of code as other tools call them, and which of ours each is."""

from __future__ import annotations

from publishing.policy.rules import names

_ALSO = {
    **dict.fromkeys(
        names("csv env gitignore log no-highlight nohighlight raw tsv"),
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
    **dict.fromkeys(names("ipython ipython2 ipython3"), "python"),
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


def language(name: str) -> str:
    """Return the name by which a language is known here; an unknown name stays as it is."""
    return _ALSO.get(name.lower(), name)
